import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../plan/value";
import { bare, listed } from "../plan/plain";
import type { Subject, SubjectReading } from "../plan/subject";

/** An address or a range that a resource lets through, or leads to. */
export interface Admitted {
    readonly property: string;
    readonly reading: SubjectReading;
    readonly range: string | Unknown;
}

/** A list of entries that may refuse instead of admit: the property that says so, and the value that does. */
interface Entries {
    readonly list: string;
    readonly ranges: readonly string[];
    readonly refused?: { readonly property: string; readonly value: PropertyValue };
}

const RULES: readonly string[] = ["cidrBlocks", "ipv6CidrBlocks"];
const BOTH_FAMILIES: readonly string[] = ["cidrBlock", "ipv6CidrBlock"];
const OF_GROUP: readonly Entries[] = ["ingress", "egress"].map(list => ({ list, ranges: RULES }));
const OF_ACL: readonly Entries[] = ["ingress", "egress"].map(list => ({
    list,
    ranges: BOTH_FAMILIES,
    refused: { property: "action", value: "deny" },
}));
const OF_ROUTES: readonly Entries[] = [{ list: "routes", ranges: BOTH_FAMILIES }];
const OF_ADDRESS_SET: readonly Entries[] = [{ list: "ipSetDescriptors", ranges: ["value"] }];

/** Types whose ranges stand in lists of entries. */
const LISTS: Readonly<Record<string, readonly Entries[]>> = {
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": OF_ACL,
    "aws:ec2/defaultRouteTable:DefaultRouteTable": OF_ROUTES,
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": OF_GROUP,
    "aws:ec2/managedPrefixList:ManagedPrefixList": [{ list: "entries", ranges: ["cidr"] }],
    "aws:ec2/networkAcl:NetworkAcl": OF_ACL,
    "aws:ec2/routeTable:RouteTable": OF_ROUTES,
    "aws:ec2/securityGroup:SecurityGroup": OF_GROUP,
    "aws:waf/ipSet:IpSet": OF_ADDRESS_SET,
    "aws:wafregional/ipSet:IpSet": OF_ADDRESS_SET,
};

/** Types that hold ranges themselves, in some properties, unless another one says that it refuses. */
const SINGLES: Readonly<Record<string, Omit<Entries, "list">>> = {
    "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": { ranges: ["cidr"] },
    "aws:ec2/networkAclRule:NetworkAclRule": {
        ranges: BOTH_FAMILIES,
        refused: { property: "ruleAction", value: "deny" },
    },
    "aws:ec2/route:Route": { ranges: ["destinationCidrBlock", "destinationIpv6CidrBlock"] },
    "aws:ec2/securityGroupRule:SecurityGroupRule": { ranges: RULES },
    "aws:ec2/vpnConnectionRoute:VpnConnectionRoute": { ranges: ["destinationCidrBlock"] },
    "aws:ec2clientvpn/authorizationRule:AuthorizationRule": { ranges: ["targetNetworkCidr"] },
    "aws:ec2clientvpn/route:Route": { ranges: ["destinationCidrBlock"] },
    "aws:ec2transitgateway/route:Route": {
        ranges: ["destinationCidrBlock"],
        refused: { property: "blackhole", value: true },
    },
    "aws:eks/cluster:Cluster": { ranges: ["vpcConfig.publicAccessCidrs"] },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { ranges: ["cidrIpv4", "cidrIpv6"] },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { ranges: ["cidrIpv4", "cidrIpv6"] },
    "aws:wafv2/ipSet:IpSet": { ranges: ["addresses"] },
};

/** Types with entries or properties of their own for the addresses that they let through, or lead to. */
export const LISTING_TYPES: readonly string[] = [LISTS, SINGLES].flatMap(types => Object.keys(types));

/** Every address and range that entries and properties let through or lead to. What they refuse is not among them. */
export function listedRanges(subject: Subject): readonly Admitted[] {
    const single = SINGLES[subject.type];
    if (single !== undefined) {
        if (isRefused(single, property => valueAt(subject, property))) return [];
        return single.ranges.flatMap(property => fromReading(subject.read(property)));
    }
    return (LISTS[subject.type] ?? []).flatMap(entries => fromList(subject.read(entries.list), entries));
}

function fromReading(reading: SubjectReading): readonly Admitted[] {
    if (reading.state === "absent") return [];
    const value = reading.state === "known" ? reading.value : new Unknown(reading.why);
    return fromValue(value, reading, reading.path);
}

function fromValue(value: PropertyValue | undefined, reading: SubjectReading, property: string): readonly Admitted[] {
    return listed(value)
        .filter(item => item !== null)
        .map(item => ({
            property,
            reading,
            range: typeof item === "string" || item instanceof Unknown ? item : new Unknown("not a text"),
        }));
}

function fromList(reading: SubjectReading, entries: Entries): readonly Admitted[] {
    if (reading.state !== "known" || !isList(reading.value)) return fromReading(reading);
    return reading.value.flatMap((item, place) => {
        const entry = bare(item);
        const path = `${entries.list}[${place}]`;
        if (!isPropertyMap(entry)) return fromValue(entry, reading, path);
        if (isRefused(entries, property => bare(entry[property] ?? null))) return [];
        return entries.ranges.flatMap(property => fromEntry(entry, property, reading, path));
    });
}

function fromEntry(entry: PropertyMap, property: string, reading: SubjectReading, path: string): readonly Admitted[] {
    const value = entry[property];
    return value === undefined || value === "" ? [] : fromValue(value, reading, `${path}.${property}`);
}

function isRefused({ refused }: Pick<Entries, "refused">, valueOf: (property: string) => PropertyValue): boolean {
    if (refused === undefined) return false;
    return valueOf(refused.property) === refused.value;
}

function valueAt(subject: Subject, property: string): PropertyValue {
    const reading = subject.read(property);
    return reading.state === "known" ? reading.value : null;
}
