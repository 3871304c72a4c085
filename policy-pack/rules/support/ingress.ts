import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import type { Subject, SubjectReading } from "../../kernel";
import { bare, listed } from "../../../plan/plain";

/** One rule of a security group that lets traffic in, from ranges of addresses. */
export interface Ingress {
    /** Path of the property that holds the ranges, with the reading that they were taken from. */
    readonly property: string;
    readonly reading: SubjectReading;
    readonly ranges: readonly (string | Unknown)[];
    /** First and last port; nothing where they are not known. */
    readonly ports: Ports | undefined;
}

/** A span of ports. */
export interface Ports {
    readonly from: number;
    readonly to: number;
    /** Whether the protocol has none, such as ICMP: all of it is let in. */
    readonly isPortless?: boolean;
}

/** Any port of any protocol. */
const ALL_PORTS: Ports = { from: 0, to: 65_535 };
const PORTLESS: Ports = { ...ALL_PORTS, isPortless: true };

/** Protocols that have ports: by name, and by number in the provider's own spelling. */
const PORT_PROTOCOLS: ReadonlySet<string> = new Set(["tcp", "udp", "6", "17"]);

/** Protocols that stand for all there are. */
const ALL_PROTOCOLS: ReadonlySet<string> = new Set(["-1", "all"]);

/**
 * Messages by which a network says that a packet is too big, as protocol, type and code. Who keeps them out breaks
 * connections (Amazon EC2, "Path MTU Discovery"); RFC 4890 says the same for IPv6.
 */
const TOO_BIG: ReadonlySet<string> = new Set(["icmp 3 4", "1 3 4", "icmpv6 2 0", "58 2 0", "icmpv6 2 -1", "58 2 -1"]);

/** How the inputs that name prefix lists begin. */
const PREFIX_LISTS = "prefixList";
/** The input that names one of them. */
const ONE_PREFIX_LIST = "prefixListId";

/** Types that let traffic in. */
export const INGRESS_TYPES = [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
] as const;

/** What a prefix list may come from in a plan: a list planned beside it, which is judged itself, and AWS's own services. */
const KNOWN_LISTS: ReadonlySet<string> = new Set([
    "aws:ec2/managedPrefixList:ManagedPrefixList",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
]);

/** What a resource lets in, or the reading that keeps it from being told. Nothing for a rule that lets out. */
export function ingressOf(subject: Subject): readonly Ingress[] | (SubjectReading & { state: "unknown" }) {
    switch (subject.type) {
        case "aws:ec2/securityGroupRule:SecurityGroupRule": {
            const type = subject.read("type");
            if (type.state === "unknown") return type;
            if (type.state === "known" && type.value !== "ingress") return [];
            return ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds"].flatMap(property =>
                ofRule(subject, property, "protocol"),
            );
        }
        case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
            return ["cidrIpv4", "cidrIpv6", ONE_PREFIX_LIST].flatMap(property =>
                ofRule(subject, property, "ipProtocol"),
            );
        default:
            return inline(subject);
    }
}

function ofRule(subject: Subject, property: string, protocol: string): readonly Ingress[] {
    const reading = subject.read(property);
    if (reading.state === "absent") return [];
    const [spoken, from, to] = [protocol, "fromPort", "toPort"].map(name => {
        const read = subject.read(name);
        return read.state === "known" ? read.value : read.state === "unknown" ? new Unknown(read.why) : undefined;
    });
    if (isTooBig(spoken, from, to)) return [];
    const ranges = property.startsWith(PREFIX_LISTS)
        ? listsOf(subject, property, reading.state === "known" ? reading.value : new Unknown(reading.why))
        : reading.state === "unknown"
          ? [new Unknown(reading.why)]
          : texts(reading.value);
    return [{ property, reading, ranges, ports: portsOf(spoken, from, to) }];
}

function inline(subject: Subject): readonly Ingress[] | (SubjectReading & { state: "unknown" }) {
    const reading = subject.read("ingress");
    if (reading.state === "unknown") return reading;
    if (reading.state === "absent") return [];
    if (!isList(reading.value)) return { ...reading, state: "unknown", why: "not a list as expected", from: [] };
    return reading.value.flatMap((item, place) => {
        const rule = bare(item);
        const path = `ingress[${place}]`;
        if (!isPropertyMap(rule))
            return [{ property: path, reading, ranges: [new Unknown("not known")], ports: undefined }];
        return [
            ...["cidrBlocks", "ipv6CidrBlocks"].flatMap(property =>
                ofInline(rule, `${path}.${property}`, reading, texts(rule[property])),
            ),
            ...ofInline(rule, `${path}.prefixListIds`, reading, listsOf(subject, "ingress", rule["prefixListIds"])),
        ];
    });
}

function ofInline(
    rule: PropertyMap,
    property: string,
    reading: SubjectReading,
    ranges: Ingress["ranges"],
): readonly Ingress[] {
    const [protocol, from, to] = ["protocol", "fromPort", "toPort"].map(name => optional(rule[name]));
    if (ranges.length === 0 || isTooBig(protocol, from, to)) return [];
    return [{ property, reading, ranges, ports: portsOf(protocol, from, to) }];
}

/** What prefix lists stand for, as far as the plan shows it: nothing for lists that are judged themselves. */
function listsOf(subject: Subject, input: string, value: PropertyValue | undefined): Ingress["ranges"] {
    const lists = listed(value);
    // What a value comes from is known only with the whole stack, so it is asked for only where it counts.
    if (lists.length === 0) return [];
    const from = subject.comesFrom(input).filter(({ type, resource }) => KNOWN_LISTS.has(type) && !resource.external);
    const ids = from.flatMap(({ resource: { outputs } }) => [outputs["id"], outputs["prefixListId"]]);
    // Of several that are not known, each needs one to be; of a list that is not known, how many they are is not either.
    const isListKnown = input === ONE_PREFIX_LIST || isList(bare(value ?? null));
    const areFound = isListKnown && lists.filter(list => list instanceof Unknown).length <= from.length;
    return lists
        .filter(list => (list instanceof Unknown ? !areFound : !ids.includes(list)))
        .map(() => new Unknown("which addresses a prefix list stands for is not in the plan"));
}

function optional(value: PropertyValue | undefined): PropertyValue | undefined {
    return value === undefined || value === null ? undefined : bare(value);
}

function texts(value: PropertyValue | undefined): readonly (string | Unknown)[] {
    return listed(value).map(item => {
        if (typeof item === "string" || item instanceof Unknown) return item;
        return new Unknown("not a text");
    });
}

function hasPorts(protocol: PropertyValue | undefined): boolean {
    return (
        (typeof protocol === "string" || typeof protocol === "number") &&
        PORT_PROTOCOLS.has(String(protocol).toLowerCase())
    );
}

/** Whether a rule lets in nothing but the message that a packet is too big. */
function isTooBig(...message: readonly (PropertyValue | undefined)[]): boolean {
    const isKnown = message.every(part => typeof part === "string" || typeof part === "number");
    return isKnown && TOO_BIG.has(message.join(" ").toLowerCase());
}

function portsOf(
    protocol: PropertyValue | undefined,
    from: PropertyValue | undefined,
    to: PropertyValue | undefined,
): Ingress["ports"] {
    if (protocol instanceof Unknown) return undefined;
    if (!hasPorts(protocol)) {
        const isNamed = typeof protocol === "string" || typeof protocol === "number";
        if (!isNamed || ALL_PROTOCOLS.has(String(protocol).toLowerCase())) return ALL_PORTS;
        // In place of ports stand the messages that are let in, which may be harmless ones.
        return from instanceof Unknown || to instanceof Unknown ? undefined : PORTLESS;
    }
    if (from instanceof Unknown || to instanceof Unknown) return undefined;
    const first = Number(from);
    const last = Number(to);
    return Number.isInteger(first) && Number.isInteger(last) && first >= 0 ? { from: first, to: last } : ALL_PORTS;
}
