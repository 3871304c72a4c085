import { z } from "zod";
import {
    holds,
    resourceRule,
    show,
    type SubjectReading,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { isAnywhere, parseRange } from "../../../aws/address-range";
import { type Ingress, INGRESS_TYPES, ingressOf, type Ports } from "../support/ingress";
import { showPart } from "../support/values";

/** Highest port number there is (RFC 6335). */
const MAXIMUM_PORT = 65_535;

/** The whole internet, which a message may show wherever it is written. */
const ANYWHERE = ["0.0.0.0/0", "::/0"];

const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const LIST_ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

const settings = z.object({
    publicPorts: z
        .array(z.int().min(1).max(MAXIMUM_PORT))
        .max(20)
        .default([80, 443])
        .describe("Ports that may be open to the whole internet."),
});

export const securityGroupNotOpen = resourceRule({
    name: "security-group-not-open",
    family: "hygiene",
    severity: "high",
    description: "No security group lets the whole internet in, but to the ports of public web traffic.",
    remediation:
        "Name the caller's security group, or ranges of your own, in `cidrBlocks`, `cidrIpv4` or `referencedSecurityGroupId`; `Database` takes the security groups of its callers.",
    appliesTo: [...INGRESS_TYPES, LIST, LIST_ENTRY],
    settings,
    check(subject, { settings: { publicPorts } }) {
        if (subject.type === LIST) return subject.readAll("entries[].cidr").map(judgeEntry);
        if (subject.type === LIST_ENTRY) return judgeEntry(subject.read("cidr"));
        const ingress = ingressOf(subject);
        if ("state" in ingress) return undecidedBecauseUnknown(ingress);
        if (ingress.length === 0) return holds();
        return ingress.map(rule => judge(rule, new Set(publicPorts)));
    },
});

/** A list is judged itself, for whatever lets it in: a group that names one says nothing of its addresses. */
function judgeEntry(reading: SubjectReading): Verdict {
    const property = reading.path;
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    const range =
        reading.state === "known" && typeof reading.value === "string" ? parseRange(reading.value) : undefined;
    if (range === undefined)
        return undecided({ property, message: `${property} cannot be read: it is no address range` });
    if (!isAnywhere(range)) return holds();
    const message = `${property} is ${show(reading, ANYWHERE)}, expected ranges of your own: every group that lets the list in lets the whole internet in`;
    return violated({ property, message });
}

function judge({ property, reading, ranges, ports }: Ingress, publicPorts: ReadonlySet<number>): Verdict {
    if (ports !== undefined && isPublic(ports, publicPorts)) return holds();
    const open = ranges.find(range => {
        const parsed = typeof range === "string" ? parseRange(range) : undefined;
        return parsed !== undefined && isAnywhere(parsed);
    });
    if (typeof open === "string") {
        if (ports === undefined)
            return undecided({ property, message: `${property} is open to anywhere, and to which ports is not known` });
        const message = `${property} lets ${showPart(reading, open)} in to ${described(ports)}, expected it only to ${[...publicPorts].join(", ") || "no port"}: anyone on the internet may try`;
        return violated({ property, message });
    }
    const doubt = ranges.find(range => typeof range !== "string" || parseRange(range) === undefined);
    if (doubt === undefined) return holds();
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    return undecided({
        property,
        message: `${property} cannot be read: ${typeof doubt === "string" ? "it holds what is no address range" : doubt.why}`,
    });
}

function isPublic({ from, to }: Ports, publicPorts: ReadonlySet<number>): boolean {
    for (let port = from; port <= to; port++) if (!publicPorts.has(port)) return false;
    return true;
}

function described({ from, to, isPortless }: Ports): string {
    if (isPortless === true) return "a protocol without ports";
    if (from === 0 && to === MAXIMUM_PORT) return "every port";
    return from === to ? `port ${from}` : `ports ${from} to ${to}`;
}
