import type * as pulumi from "@pulumi/pulumi";

/** One line of a network ACL. ACLs are stateless: what a request needs, its answer needs too. */
export interface AclRule extends UnnumberedRule {
    readonly ruleNo: number;
}

interface UnnumberedRule {
    readonly action: "allow" | "deny";
    /** `-1` is every protocol, with both ports 0; `58` is ICMP of IPv6. */
    readonly protocol: "-1" | "tcp" | "udp" | "icmp" | "58";
    /** This or the next. */
    readonly cidrBlock?: string;
    readonly ipv6CidrBlock?: pulumi.Input<string>;
    readonly fromPort: number;
    readonly toPort: number;
    readonly icmpType?: number;
    readonly icmpCode?: number;
}

export interface AclRules {
    readonly ingress: readonly AclRule[];
    readonly egress: readonly AclRule[];
}

/** A range in both families. That of IPv6 is Amazon's and known once the network is there; without IPv6 there is none. */
export interface AclRange {
    readonly ipv4: string;
    readonly ipv6: pulumi.Input<string> | undefined;
}

/** The range of a subnet, and its place in the address plan. */
export interface PlacedRange extends AclRange {
    readonly place: number;
}

type Family = "ipv4" | "ipv6";
type Match = Pick<UnnumberedRule, "cidrBlock" | "ipv6CidrBlock">;

const ANYWHERE: Readonly<Record<Family, Match>> = {
    ipv4: { cidrBlock: "0.0.0.0/0" },
    ipv6: { ipv6CidrBlock: "::/0" },
};
/** What clients choose their own port from: NAT gateways and load balancers use all of it (VPC user guide, ephemeral ports). */
const EPHEMERAL_PORTS = { from: 1024, to: 65535 };
/** Plain DNS, and DNS over TLS or QUIC. The VPC's own resolver is not subject to network ACLs. */
const DNS_PORT = 53;
const ENCRYPTED_DNS_PORT = 853;
const HTTP_PORT = 80;
const HTTPS_PORT = 443;
/**
 * "Destination unreachable, fragmentation needed", and "packet too big" of IPv6: without them a path's packet size is not
 * found and connections hang.
 */
const TOO_BIG: Readonly<Record<Family, Pick<UnnumberedRule, "protocol" | "icmpType" | "icmpCode">>> = {
    ipv4: { protocol: "icmp", icmpType: 3, icmpCode: 4 },
    ipv6: { protocol: "58", icmpType: 2, icmpCode: 0 },
};

/** Public subnets: the web from anywhere, answers to what went out, and all that is inside the network. */
export function publicAclRules(network: AclRange): AclRules {
    return rulesOf(network, (inside, family) => ({
        ingress: [
            inside,
            port("allow", "tcp", HTTP_PORT, family),
            port("allow", "tcp", HTTPS_PORT, family),
            ...answersFromAnywhere(family),
        ],
        egress: [inside, ...foreignResolvers(family), all("allow", ANYWHERE[family])],
    }));
}

/** Private subnets: all that is inside the network, and answers to what they asked for outside it. */
export function privateAclRules(network: AclRange): AclRules {
    return rulesOf(network, (inside, family) => ({
        ingress: [inside, ...answersFromAnywhere(family)],
        egress: [inside, ...foreignResolvers(family), all("allow", ANYWHERE[family])],
    }));
}

/**
 * Data subnets: the private tier's and their own ranges, and nothing else in either direction. Each rule has its number by
 * the place of its subnet, the one of IPv6 halfway to the next: another zone adds rules and moves none.
 */
export function dataAclRules(known: readonly PlacedRange[]): AclRules {
    const ipv4 = known.map(range => ({
        ruleNo: (range.place + 1) * RULE_STEP,
        ...all("allow", { cidrBlock: range.ipv4 }),
    }));
    const ipv6 = known.flatMap(range =>
        range.ipv6 === undefined
            ? []
            : [{ ruleNo: (range.place + 1.5) * RULE_STEP, ...all("allow", { ipv6CidrBlock: range.ipv6 }) }],
    );
    const inside = [...ipv4, ...ipv6];
    return { ingress: inside, egress: inside };
}

interface FamilyRules {
    readonly ingress: readonly UnnumberedRule[];
    readonly egress: readonly UnnumberedRule[];
}

/** The rules of each family that there is. Those of IPv6 come last, so that they renumber none of the others. */
function rulesOf(network: AclRange, rulesFor: (inside: UnnumberedRule, family: Family) => FamilyRules): AclRules {
    const ipv4 = rulesFor(all("allow", { cidrBlock: network.ipv4 }), "ipv4");
    const ipv6 =
        network.ipv6 === undefined
            ? { ingress: [], egress: [] }
            : rulesFor(all("allow", { ipv6CidrBlock: network.ipv6 }), "ipv6");
    return {
        ingress: numbered([...ipv4.ingress, ...ipv6.ingress]),
        egress: numbered([...ipv4.egress, ...ipv6.egress]),
    };
}

function all(action: AclRule["action"], match: Match): UnnumberedRule {
    return { action, protocol: "-1", ...match, fromPort: 0, toPort: 0 };
}

function port(action: AclRule["action"], protocol: "tcp" | "udp", number: number, family: Family): UnnumberedRule {
    return { action, protocol, ...ANYWHERE[family], fromPort: number, toPort: number };
}

function answersFromAnywhere(family: Family): UnnumberedRule[] {
    const answers = (protocol: "tcp" | "udp"): UnnumberedRule => ({
        action: "allow",
        protocol,
        ...ANYWHERE[family],
        fromPort: EPHEMERAL_PORTS.from,
        toPort: EPHEMERAL_PORTS.to,
    });
    const tooBig: UnnumberedRule = { action: "allow", ...ANYWHERE[family], fromPort: 0, toPort: 0, ...TOO_BIG[family] };
    return [answers("tcp"), answers("udp"), tooBig];
}

/** A resolver outside the network would answer what the DNS firewall refuses. */
function foreignResolvers(family: Family): UnnumberedRule[] {
    return (["tcp", "udp"] as const).flatMap(protocol => [
        port("deny", protocol, DNS_PORT, family),
        port("deny", protocol, ENCRYPTED_DNS_PORT, family),
    ]);
}

/** Numbers rules in their order, with room between them for one that someone has to put in by hand. */
function numbered(rules: readonly UnnumberedRule[]): AclRule[] {
    return rules.map((rule, index) => ({ ruleNo: (index + 1) * RULE_STEP, ...rule }));
}

const RULE_STEP = 100;
