import { z } from "zod";
import {
    holds,
    resourceRule,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { isPropertyMap } from "../../../plan/value";
import { accountOf, isOfOneProvider } from "../support/account";
import { bare, listed } from "../../../plan/plain";

const ZONE = "aws:route53/zone:Zone";
const AUTHORIZATION = "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization";
const RESOLVER_RULE = "aws:route53/resolverRuleAssociation:ResolverRuleAssociation";

/** Types of networks that a zone may be associated with. */
const NETWORK_TYPES: ReadonlySet<string> = new Set(["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"]);

const settings = z.object({
    networks: z
        .array(z.string().regex(/^vpc-[0-9a-f]+$/, "expected an id such as vpc-0123456789abcdef0"))
        .max(50)
        .default([])
        .describe("Ids of networks made elsewhere that belong to the environment, or to none."),
});

export const privateZoneWithinEnvironment = resourceRule({
    name: "private-zone-within-environment",
    family: "isolation",
    severity: "high",
    description: "A private zone answers only in networks of its own account that are planned beside it.",
    remediation:
        "Associate the zone with the network of its own environment (`Network` makes both): `vpcs` of `aws.route53.Zone`, `vpcId` of the association. A network that is made elsewhere is named in this rule's setting `networks`.",
    appliesTo: [ZONE, "aws:route53/zoneAssociation:ZoneAssociation", RESOLVER_RULE, AUTHORIZATION],
    settings,
    check(subject, { settings: { networks } }) {
        const declared = new Set(networks);
        if (subject.type === ZONE) return judgeZone(subject, declared);
        const reading = subject.read("vpcId");
        if (reading.state === "known" && typeof reading.value === "string" && declared.has(reading.value))
            return holds();
        if (subject.type === AUTHORIZATION) {
            // It may be one that is declared.
            if (reading.state === "unknown" && declared.size > 0) return undecidedBecauseUnknown(reading);
            // Within one account a zone is associated without any (documentation of the resource).
            const message =
                "lets a network of another account see the zone, expected none: its names are then known there";
            return violated({ message });
        }
        return judgeNetworks(subject, "vpcId", 1);
    },
});

function judgeZone(subject: Subject, declared: ReadonlySet<string>): Verdict | readonly Verdict[] {
    const reading = subject.read("vpcs");
    // Without networks it is a public zone.
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    const others = listed(reading.value).filter(entry => {
        const id = isPropertyMap(entry) ? bare(entry["vpcId"] ?? null) : entry;
        return !(typeof id === "string" && declared.has(id));
    });
    return others.length === 0 ? holds() : judgeNetworks(subject, "vpcs", others.length);
}

/** An id says nothing of its account, but what it is made from does. */
function judgeNetworks(subject: Subject, property: string, count: number): Verdict {
    const origins = subject.comesFrom(property).filter(({ type }) => NETWORK_TYPES.has(type));
    if (origins.length < count) {
        const message = `${property} names a network that the plan does not hold: whose it is cannot be told`;
        return undecided({ property, message });
    }
    const here = accountOf(subject);
    for (const network of origins) {
        // What is only looked up may be anybody's that the credentials can see.
        if (network.resource.external) {
            const message = `${property} comes from ${network.name}, which is made elsewhere: whose it is cannot be told`;
            return undecided({ property, message });
        }
        if (isOfOneProvider(subject, network)) continue;
        const there = accountOf(network);
        if (here.state !== "known" || there.state !== "known") {
            const message = `${property} comes from ${network.name}, and whether both are of one account is not pinned by their providers`;
            return undecided({ property, message });
        }
        if (here.account !== there.account) {
            const message = `${property} comes from ${network.name}, which lives in another account, expected a network of the zone's own: its names are then known there`;
            return violated({ property, message });
        }
    }
    return holds();
}
