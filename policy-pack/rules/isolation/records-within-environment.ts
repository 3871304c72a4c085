import {
    environmentsRule,
    type EnvironmentsVerdict,
    holds,
    type RuleContext,
    type Stack,
    type Subject,
    type SubjectReading,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { overlap, parseRange } from "../../../aws/address-range";
import { foreignIdentities, type Identity, identitiesOf, mentions } from "../support/environment-identities";
import { pairsAcrossProduction } from "../support/environment-pairs";
import { type Whereabouts, whereaboutsOf } from "../support/environment-whereabouts";
import { isMadeOfOwn } from "../support/own-origins";
import { readEach } from "../../../plan/readings";

const RECORD = "aws:route53/record:Record";
const ZONE = "aws:route53/zone:Zone";

/** Records by which a zone hands a part of itself over to another one. */
const DELEGATING_TYPES: ReadonlySet<string> = new Set(["NS", "DS"]);
/** Records whose values are texts for whoever asks, and lead nowhere. */
const TEXT_TYPES: ReadonlySet<string> = new Set(["TXT", "SPF", "CAA"]);

export const recordsWithinEnvironment = environmentsRule({
    name: "records-within-environment",
    family: "isolation",
    severity: "high",
    description: "No record stands in a zone of the other environment, or leads to what belongs to it.",
    remediation:
        "Make the record in the environment's own zone (`zoneId`, `name`), and take `records` and `aliases` from its own load balancer, database or address.",
    appliesTo: [RECORD],
    alsoReads: [ZONE],
    check(stacks, { pack }) {
        const facts = new Map(stacks.map(stack => [stack, factsOf(stack)]));
        return pairsAcrossProduction(stacks).flatMap(([production, other]) => [
            ...judgeStack(other, production, facts, pack),
            ...judgeStack(production, other, facts, pack),
        ]);
    },
});

/** What a stack calls its own, and where it is. */
interface Facts {
    readonly zones: readonly string[];
    readonly names: readonly Identity[];
    readonly ranges: Whereabouts["ranges"];
}

function factsOf(stack: Stack): Facts {
    const zones = stack.byType(ZONE).flatMap(zone => {
        const name = zone.read("name");
        return name.state === "known" && typeof name.value === "string" ? [canonical(name.value)] : [];
    });
    return { zones, names: [...identitiesOf(stack), ...hostsOf(stack)], ranges: whereaboutsOf(stack).ranges };
}

/** Outputs that hold the host by which a resource is reached. They are known only once it is there. */
const HOSTS = ["dnsName", "domainName", "endpoint", "readerEndpoint"] as const;

function hostsOf(stack: Stack): readonly Identity[] {
    return stack.subjects.flatMap(({ name, resource }) =>
        HOSTS.flatMap(property => {
            const host = resource.outputs[property];
            return typeof host === "string" && host !== ""
                ? [{ name: canonical(host), from: `the ${property} of ${name}` }]
                : [];
        }),
    );
}

function judgeStack(
    here: Stack,
    there: Stack,
    facts: ReadonlyMap<Stack, Facts>,
    pack: RuleContext["pack"],
): readonly EnvironmentsVerdict[] {
    const own = facts.get(here);
    const others = facts.get(there);
    if (own === undefined || others === undefined) return [];
    const foreign: Facts = {
        zones: others.zones.filter(zone => !own.zones.includes(zone)),
        names: foreignIdentities(own.names, others.names),
        ranges: others.ranges.filter(one => !own.ranges.some(mine => overlap(mine.range, one.range))),
    };
    return here
        .byType(RECORD)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject =>
            [...judgeZone(subject, own.zones, foreign, there), ...judgeTargets(subject, { foreign, there, pack })].map(
                verdict => ({ stacks: [here, there], subject, verdict }),
            ),
        );
}

/** Of the zones that a name lies in, the longest is the one that answers for it. */
function judgeZone(subject: Subject, own: readonly string[], foreign: Facts, there: Stack): readonly Verdict[] {
    const property = "name";
    const reading = subject.read(property);
    const type = textOf(subject.read("type"));
    if (reading.state !== "known" || typeof reading.value !== "string") return [];
    const name = canonical(reading.value);
    if (foreign.zones.includes(name) && DELEGATING_TYPES.has(type)) return [holds()];
    const longest = (zones: readonly string[]) =>
        Math.max(0, ...zones.filter(zone => name === zone || name.endsWith(`.${zone}`)).map(zone => zone.length));
    if (longest(foreign.zones) <= longest(own)) return [holds()];
    const message = `${property} lies in a zone of ${there.name}, expected one of the environment's own: who may change the record decides where the other environment's callers go`;
    return [violated({ property, message })];
}

/** What a target is judged with. */
interface Around {
    readonly foreign: Facts;
    readonly there: Stack;
    readonly pack: RuleContext["pack"];
}

function judgeTargets(subject: Subject, around: Around): readonly Verdict[] {
    const type = textOf(subject.read("type"));
    if (DELEGATING_TYPES.has(type) || TEXT_TYPES.has(type)) return [];
    return readEach(subject, ["records[]", "aliases[].name"]).map(reading => judgeTarget(subject, reading, around));
}

function judgeTarget(subject: Subject, reading: SubjectReading, { foreign, there, pack }: Around): Verdict {
    const property = reading.path;
    if (reading.state !== "known" || typeof reading.value !== "string") {
        if (isMadeOfOwn(subject, property, pack)) return holds();
        if (foreign.names.length === 0 && foreign.ranges.length === 0) return holds();
        const why = reading.state === "unknown" ? reading.why : "it is no text";
        return undecided({ property, message: `${property} cannot be read: ${why}` });
    }
    const from = ownerOf(canonical(reading.value), foreign);
    if (from === undefined) return holds();
    const message = `${property} leads to ${from} in ${there.name}, expected something of its own environment: callers of the one then reach the other`;
    return violated({ property, message });
}

/** What of the other environment a target is: an address within its networks, or a host by one of its names. */
function ownerOf(target: string, { names, ranges }: Facts): string | undefined {
    const address = parseRange(`${target}/${target.includes(":") ? 128 : 32}`);
    if (address !== undefined) return ranges.find(({ range }) => overlap(range, address))?.from;
    const balancer = balancerOf(target);
    return names.find(({ name }) => mentions(target, name) || name === balancer)?.from;
}

/** The host of a load balancer: its name with a number behind, and words for its kind in front (Elastic Load Balancing). */
const BALANCER =
    /^(?:dualstack\.)?(?:internal-)?([a-z0-9-]+)-[0-9a-f]+\.(?:elb\.)?[a-z0-9-]+\.(?:elb\.)?amazonaws\.com$/;

function balancerOf(host: string): string | undefined {
    return BALANCER.exec(host)?.[1];
}

function textOf(reading: SubjectReading): string {
    return reading.state === "known" && typeof reading.value === "string" ? reading.value : "";
}

/** Names are compared without regard to case or to the root at their end. */
function canonical(name: string): string {
    return name.toLowerCase().replace(/\.$/, "");
}
