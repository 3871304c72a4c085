import type { Stack } from "../../plan/stack";
import type { Connection } from "../connection";
import { identified } from "../data/namings";
import { type Pointing, pointedAt } from "../data/pointing";
import { address } from "../network/address";
import { domain } from "./domain";

const ZONE_ID = identified("zone");
const NETWORK = identified("network");
const PROFILE = identified("profile");
const RESOLVER_RULE = identified("resolver-rule");

const ASSOCIATION = "aws:route53/zoneAssociation:ZoneAssociation";
const CHANGE_ZONE = "Associate a zone with the network of its own environment, and with no other.";
const CHANGE_RESOLVER = "Resolve names by the environment's own zones and resolvers.";

/** What is known where, by zones, profiles and resolvers. */
const POINTINGS: readonly Pointing[] = [
    {
        kind: "zone-association",
        consequences: [{ direction: "in", access: "use", says: "answers with its private names in" }],
        change: CHANGE_ZONE,
        places: {
            "aws:route53/zone:Zone": { "vpcs[].vpcId": NETWORK },
            [ASSOCIATION]: { vpcId: NETWORK },
        },
    },
    {
        kind: "zone-association",
        consequences: [{ direction: "in", access: "use", says: "allows its private zone to be seen in" }],
        change: CHANGE_ZONE,
        places: { "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization": { vpcId: NETWORK } },
    },
    {
        kind: "zone-association",
        consequences: [{ direction: "out", access: "use", says: "sees the names of" }],
        change: CHANGE_ZONE,
        places: { [ASSOCIATION]: { zoneId: ZONE_ID } },
    },
    {
        kind: "dns-profile",
        consequences: [{ direction: "out", access: "use", says: "resolves names by" }],
        change: "Use a profile of the environment's own, or declare it under `isolation.commons`.",
        places: { "aws:route53/profilesAssociation:ProfilesAssociation": { profileId: PROFILE } },
    },
    {
        kind: "dns-profile",
        consequences: [{ direction: "in", access: "use", says: "puts names of its own into" }],
        change: "Put the names of an environment into a profile of its own.",
        places: { "aws:route53/profilesResourceAssociation:ProfilesResourceAssociation": { profileId: PROFILE } },
    },
    {
        kind: "dns-profile",
        consequences: [{ direction: "in", access: "use", says: "lets its profile be used in" }],
        change: "Use a profile in the networks of its own environment.",
        places: { "aws:route53/profilesAssociation:ProfilesAssociation": { resourceId: NETWORK } },
    },
    {
        kind: "resolver-rule",
        consequences: [{ direction: "out", access: "use", says: "asks for names by" }],
        change: CHANGE_RESOLVER,
        places: { "aws:route53/resolverRuleAssociation:ResolverRuleAssociation": { resolverRuleId: RESOLVER_RULE } },
    },
    {
        kind: "resolver-rule",
        consequences: [{ direction: "in", access: "use", says: "lets its resolver rule be used in" }],
        change: CHANGE_RESOLVER,
        places: { "aws:route53/resolverRuleAssociation:ResolverRuleAssociation": { vpcId: NETWORK } },
    },
    {
        kind: "resolver-rule",
        consequences: [{ direction: "out", access: "use", says: "sends questions to" }],
        change: CHANGE_RESOLVER,
        places: {
            "aws:route53/resolverRule:ResolverRule": { "targetIps[].ip": address, "targetIps[].ipv6": address },
            "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": { "domainNameServers[]": address },
        },
    },
    {
        kind: "resolver-rule",
        consequences: [{ direction: "out", access: "use", says: "asks elsewhere for names of" }],
        change: CHANGE_RESOLVER,
        places: { "aws:route53/resolverRule:ResolverRule": { domainName: domain } },
    },
];

/** Zones that are seen elsewhere, and names that are asked for elsewhere. */
export function zoneConnections(stack: Stack): readonly Connection[] {
    return POINTINGS.flatMap(pointing => pointedAt(stack, pointing));
}
