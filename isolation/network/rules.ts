import { asRange, isAnywhere } from "../../aws/address-range";
import { type Admitted, LISTING_TYPES, listedRanges } from "../../aws/admitted-ranges";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { Unknown } from "../../plan/value";
import { connectionAt } from "../area";
import type { Connection, Reference } from "../connection";
import type { EdgeKind } from "../edge-kinds";
import { shown } from "../data/pointing";
import { unknownFrom } from "../referred";
import { isOnlyRefused } from "./web-firewalls";

type Direction = Connection["direction"];

/** Which way all ranges of a resource lead; for some, each one's path says it. Nothing for those that lead nowhere. */
type Ways = (subject: Subject, stack: Stack) => Direction | "by path" | undefined;

/** What a range in an input of a type stands for, and which way it leads. */
interface Listing {
    readonly kind: EdgeKind;
    readonly direction: Ways;
}

const IN: Ways = () => "in";
const OUT: Ways = () => "out";
/** Inline rules say in their path which way they lead. */
const BY_PATH: Ways = () => "by path";
/** Where an input says it; both where it cannot be read. */
const BY_INPUT =
    (input: string, outward: string | boolean, otherwise: string | boolean) =>
    (subject: Subject): Direction => {
        const reading = subject.read(input, { default: otherwise });
        if (reading.state !== "known") return "both";
        return reading.value === outward ? "out" : "in";
    };

const GROUP_RULE = "security-group-rule";
const ACL_ENTRY = "network-acl-entry";

const LISTINGS: Readonly<Record<string, Listing>> = {
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": { kind: ACL_ENTRY, direction: BY_PATH },
    "aws:ec2/defaultRouteTable:DefaultRouteTable": { kind: "route", direction: OUT },
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { kind: GROUP_RULE, direction: BY_PATH },
    "aws:ec2/managedPrefixList:ManagedPrefixList": { kind: "address-list", direction: ofPrefixList },
    "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": { kind: "address-list", direction: ofPrefixList },
    "aws:ec2/networkAcl:NetworkAcl": { kind: ACL_ENTRY, direction: BY_PATH },
    "aws:ec2/networkAclRule:NetworkAclRule": { kind: ACL_ENTRY, direction: BY_INPUT("egress", true, false) },
    "aws:ec2/route:Route": { kind: "route", direction: OUT },
    "aws:ec2/routeTable:RouteTable": { kind: "route", direction: OUT },
    "aws:ec2/securityGroup:SecurityGroup": { kind: GROUP_RULE, direction: BY_PATH },
    "aws:ec2/securityGroupRule:SecurityGroupRule": {
        kind: GROUP_RULE,
        direction: BY_INPUT("type", "egress", "ingress"),
    },
    "aws:ec2/vpnConnectionRoute:VpnConnectionRoute": { kind: "route", direction: OUT },
    "aws:ec2clientvpn/authorizationRule:AuthorizationRule": { kind: "route", direction: OUT },
    "aws:ec2clientvpn/route:Route": { kind: "route", direction: OUT },
    "aws:ec2transitgateway/route:Route": { kind: "route", direction: OUT },
    "aws:eks/cluster:Cluster": { kind: "address-list", direction: ofCluster },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { kind: GROUP_RULE, direction: OUT },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { kind: GROUP_RULE, direction: IN },
    "aws:waf/ipSet:IpSet": { kind: "address-list", direction: ofAddressSet },
    "aws:wafregional/ipSet:IpSet": { kind: "address-list", direction: ofAddressSet },
    "aws:wafv2/ipSet:IpSet": { kind: "address-list", direction: ofAddressSet },
};

const SAYS: Readonly<Record<Direction, string>> = {
    in: "lets in",
    out: "leads to",
    both: "lets in, and leads to,",
};
const CHANGE =
    "Take the range from the environment's own network (`network.range`, or `cidrBlock` of the VPC), or remove the entry.";

/** Ranges that rules, routes and lists of addresses hold. */
export function rangeConnections(stack: Stack): readonly Connection[] {
    return stack
        .byType(...LISTING_TYPES)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject => {
            // A list may hold thousands of ranges: which way they lead is worked out once.
            const ways = LISTINGS[subject.type]?.direction(subject, stack);
            if (ways === undefined) return [];
            return listedRanges(subject).flatMap(admitted => toRange(subject, admitted, ways));
        });
}

function toRange(
    subject: Subject,
    { property, range, reading }: Admitted,
    ways: Direction | "by path",
): readonly Connection[] {
    const kind = LISTINGS[subject.type]?.kind;
    const remote = rangeOf(subject, property, range);
    if (remote === undefined || kind === undefined) return [];
    const direction = ways === "by path" ? (property.startsWith("egress") ? "out" : "in") : ways;
    const fromSecret = reading.state === "known" && reading.secret;
    const named = fromSecret ? "a range that is secret" : shown(remote);
    return [
        connectionAt(subject, property, kind, {
            remote,
            direction,
            fromSecret,
            says: `${SAYS[direction]} ${named}`,
            change: CHANGE,
        }),
    ];
}

/** Nothing for what leads anywhere: no environment is meant by it. */
function rangeOf(subject: Subject, property: string, text: string | Unknown): Reference | undefined {
    if (text instanceof Unknown) return unknownFrom(subject, property, text.why);
    const range = asRange(text);
    if (range === undefined) return { kind: "unknown", why: `${property} is no address range` };
    return isAnywhere(range) ? undefined : { kind: "range", range: range.text };
}

/** The ranges of a public endpoint mean nothing once it is off. */
function ofCluster(subject: Subject): Direction | undefined {
    const reading = subject.read("vpcConfig.endpointPublicAccess", { default: true });
    return reading.state === "known" && reading.value === false ? undefined : "in";
}

/** Types that use prefix lists to let somebody in. Whatever else uses one leads to its addresses. */
const LETTING_IN: ReadonlySet<string> = new Set([
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
]);
const LEADING_OUT: ReadonlySet<string> = new Set([
    "aws:ec2/route:Route",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/defaultRouteTable:DefaultRouteTable",
    "aws:ec2transitgateway/prefixListReference:PrefixListReference",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
]);

/** What holds each prefix list leads these ways. Thousands of entries may ask of one list. */
const ledWays = new WeakMap<Subject, ReadonlySet<Direction>>();

/** A prefix list leads the way that what holds it leads; both ways where nothing in the plan holds it. */
function ofPrefixList(subject: Subject, stack: Stack): Direction {
    const lists = subject.type.includes("Entry") ? subject.comesFrom("prefixListId") : [subject];
    const ways = new Set(lists.flatMap(list => [...waysOfList(list, stack)]));
    const [only] = ways;
    return only !== undefined && ways.size === 1 ? only : "both";
}

function waysOfList(list: Subject, stack: Stack): ReadonlySet<Direction> {
    const known = ledWays.get(list);
    if (known !== undefined) return known;
    const ways = new Set(stack.dependents(list).flatMap(user => wayOf(user) ?? []));
    ledWays.set(list, ways);
    return ways;
}

function wayOf(user: Subject): Direction | undefined {
    if (LEADING_OUT.has(user.type)) return "out";
    if (user.type === "aws:ec2/securityGroupRule:SecurityGroupRule") return BY_INPUT("type", "egress", "ingress")(user);
    if (user.type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule") return "in";
    // A group may hold it in rules of either kind.
    return LETTING_IN.has(user.type) ? "both" : undefined;
}

function ofAddressSet(subject: Subject, stack: Stack): Direction | undefined {
    return isOnlyRefused(stack, subject) ? undefined : "in";
}
