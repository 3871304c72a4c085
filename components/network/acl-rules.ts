/** One line of a network ACL. ACLs are stateless: what a request needs, its answer needs too. */
export interface AclRule {
    readonly ruleNo: number;
    readonly action: "allow" | "deny";
    /** `-1` is every protocol, with both ports 0. */
    readonly protocol: "-1" | "tcp" | "udp" | "icmp";
    readonly cidrBlock: string;
    readonly fromPort: number;
    readonly toPort: number;
    readonly icmpType?: number;
    readonly icmpCode?: number;
}

export interface AclRules {
    readonly ingress: readonly AclRule[];
    readonly egress: readonly AclRule[];
}

const ANYWHERE = "0.0.0.0/0";
/** What clients choose their own port from: NAT gateways and load balancers use all of it (VPC user guide, ephemeral ports). */
const EPHEMERAL_PORTS = { from: 1024, to: 65535 };
/** Plain DNS, and DNS over TLS or QUIC. The VPC's own resolver is not subject to network ACLs. */
const DNS_PORT = 53;
const ENCRYPTED_DNS_PORT = 853;
const HTTP_PORT = 80;
const HTTPS_PORT = 443;
/** "Destination unreachable, fragmentation needed": without it a path's packet size is not found and connections hang. */
const FRAGMENTATION_NEEDED = { icmpType: 3, icmpCode: 4 };

type UnnumberedRule = Omit<AclRule, "ruleNo">;

/** Public subnets: the web from anywhere, answers to what went out through NAT, and all that is inside the network. */
export function publicAclRules(networkRange: string): AclRules {
    return {
        ingress: numbered([
            all("allow", networkRange),
            port("allow", "tcp", HTTP_PORT),
            port("allow", "tcp", HTTPS_PORT),
            ...answersFromAnywhere(),
        ]),
        egress: numbered([all("allow", networkRange), ...foreignResolvers(), all("allow", ANYWHERE)]),
    };
}

/** Private subnets: all that is inside the network, and answers to what they asked for outside it. */
export function privateAclRules(networkRange: string): AclRules {
    return {
        ingress: numbered([all("allow", networkRange), ...answersFromAnywhere()]),
        egress: numbered([all("allow", networkRange), ...foreignResolvers(), all("allow", ANYWHERE)]),
    };
}

/** Data subnets: the private tier's and their own ranges, and nothing else in either direction. */
export function dataAclRules(privateRanges: readonly string[], dataRanges: readonly string[]): AclRules {
    const rules = numbered([...privateRanges, ...dataRanges].map(range => all("allow", range)));
    return { ingress: rules, egress: rules };
}

function all(action: AclRule["action"], cidrBlock: string): UnnumberedRule {
    return { action, protocol: "-1", cidrBlock, fromPort: 0, toPort: 0 };
}

function port(action: AclRule["action"], protocol: "tcp" | "udp", number: number): UnnumberedRule {
    return { action, protocol, cidrBlock: ANYWHERE, fromPort: number, toPort: number };
}

function answersFromAnywhere(): UnnumberedRule[] {
    const answers = (protocol: "tcp" | "udp"): UnnumberedRule => ({
        action: "allow",
        protocol,
        cidrBlock: ANYWHERE,
        fromPort: EPHEMERAL_PORTS.from,
        toPort: EPHEMERAL_PORTS.to,
    });
    return [
        answers("tcp"),
        answers("udp"),
        { action: "allow", protocol: "icmp", cidrBlock: ANYWHERE, fromPort: 0, toPort: 0, ...FRAGMENTATION_NEEDED },
    ];
}

/** A resolver outside the network would answer what the DNS firewall refuses. */
function foreignResolvers(): UnnumberedRule[] {
    return (["tcp", "udp"] as const).flatMap(protocol => [
        port("deny", protocol, DNS_PORT),
        port("deny", protocol, ENCRYPTED_DNS_PORT),
    ]);
}

/** Numbers rules in their order, with room between them for one that someone has to put in by hand. */
function numbered(rules: readonly UnnumberedRule[]): AclRule[] {
    return rules.map((rule, index) => ({ ruleNo: (index + 1) * RULE_STEP, ...rule }));
}

const RULE_STEP = 100;
