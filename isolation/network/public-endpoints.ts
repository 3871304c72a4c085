import { isAnywhere, parseRange } from "../../aws/address-range";
import { type Admitted, listedRanges } from "../../aws/admitted-ranges";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { PropertyValue } from "../../plan/value";
import { connectionAt } from "../area";
import type { Connection } from "../connection";

const CLUSTER = "aws:eks/cluster:Cluster";

/** What makes a type public, and the value that holds where nothing is set. */
interface Publicness {
    readonly property: string;
    readonly value: PropertyValue;
    readonly otherwise: PropertyValue;
}

/** Open to the world by intent: callers are strangers, and are treated so. */
const FRONT_DOORS: Readonly<Record<string, Publicness | undefined>> = {
    "aws:alb/loadBalancer:LoadBalancer": { property: "internal", value: false, otherwise: false },
    "aws:lb/loadBalancer:LoadBalancer": { property: "internal", value: false, otherwise: false },
    "aws:elb/loadBalancer:LoadBalancer": { property: "internal", value: false, otherwise: false },
    "aws:apigateway/restApi:RestApi": {
        property: "endpointConfiguration.types",
        value: "EDGE",
        otherwise: "EDGE",
    },
    "aws:apigatewayv2/api:Api": undefined,
    "aws:apprunner/service:Service": {
        property: "networkConfiguration.ingressConfiguration.isPubliclyAccessible",
        value: true,
        otherwise: true,
    },
    "aws:cloudfront/distribution:Distribution": undefined,
    [CLUSTER]: { property: "vpcConfig.endpointPublicAccess", value: true, otherwise: true },
    "aws:lambda/functionUrl:FunctionUrl": undefined,
};

/** No front doors: whoever reaches one stands before the data. */
const BACK_DOORS: Readonly<Record<string, Publicness & { readonly groups: string }>> = {
    "aws:dms/replicationInstance:ReplicationInstance": publicly("vpcSecurityGroupIds"),
    "aws:docdb/clusterInstance:ClusterInstance": publicly("vpcSecurityGroupIds"),
    "aws:mq/broker:Broker": publicly("securityGroups"),
    "aws:neptune/clusterInstance:ClusterInstance": publicly("vpcSecurityGroupIds"),
    "aws:rds/clusterInstance:ClusterInstance": publicly("clusterIdentifier"),
    "aws:rds/instance:Instance": publicly("vpcSecurityGroupIds"),
    "aws:redshift/cluster:Cluster": publicly("vpcSecurityGroupIds"),
    "aws:redshiftserverless/workgroup:Workgroup": publicly("securityGroupIds"),
};

function publicly(groups: string): Publicness & { readonly groups: string } {
    return { property: "publiclyAccessible", value: true, otherwise: false, groups };
}

const GROUP_TYPES: ReadonlySet<string> = new Set([
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
]);
const RULE_TYPES: ReadonlySet<string> = new Set([
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
]);

/** What the whole internet reaches. */
export function publicConnections(stack: Stack): readonly Connection[] {
    return [
        ...stack.byType(...Object.keys(FRONT_DOORS)).flatMap(frontDoor),
        ...stack.byType(...Object.keys(BACK_DOORS)).flatMap(subject => backDoor(stack, subject)),
    ];
}

function frontDoor(subject: Subject): readonly Connection[] {
    const publicness = FRONT_DOORS[subject.type];
    if (subject.resource.external || (publicness !== undefined && isPublic(subject, publicness) === false)) return [];
    // Whom the list of a cluster's endpoint lets in is told by the list.
    if (subject.type === CLUSTER && !letsAnyAddressIn(subject)) return [];
    return [
        connectionAt(subject, publicness?.property ?? "", "public-endpoint", {
            remote: { kind: "anyone" },
            direction: "in",
            frontDoor: true,
            says: "has an address on the internet",
            change: "Nothing, where it is meant to be a front door; else make it internal or private.",
        }),
    ];
}

/** Without a list, everybody is let in (`publicAccessCidrs` of the provider). */
function letsAnyAddressIn(cluster: Subject): boolean {
    const listed = listedRanges(cluster);
    return listed.length === 0 || listed.some(isOpenRange);
}

function isOpenRange({ range }: Admitted): boolean {
    const parsed = typeof range === "string" ? parseRange(range) : undefined;
    return parsed !== undefined && isAnywhere(parsed);
}

function backDoor(stack: Stack, subject: Subject): readonly Connection[] {
    const door = BACK_DOORS[subject.type];
    if (door === undefined || subject.resource.external) return [];
    const open = isPublic(subject, door);
    if (open === false) return [];
    const groups = groupsOf(subject, door.groups);
    const reached = groups.length === 0 ? undefined : letsAnybodyIn(stack, groups);
    if (reached === false) return [];
    return [
        connectionAt(subject, door.property, "public-endpoint", {
            remote: { kind: "anyone" },
            direction: "in",
            certainty: open === true && reached === true ? "declared" : "undecided",
            says:
                reached === true
                    ? "has a public address, and its security groups let anybody in"
                    : "has a public address, and whom its security groups let in cannot be told",
            change: "Set `publiclyAccessible` to false, or let in nothing but the environment's own addresses.",
        }),
    ];
}

function isPublic(subject: Subject, { otherwise, property, value }: Publicness): boolean | undefined {
    const reading = subject.read(property, { default: otherwise });
    if (reading.state !== "known") return undefined;
    // Kinds of endpoints that are not private are public, whatever they are called.
    if (typeof value === "string") return reading.value !== "PRIVATE";
    return reading.value === value;
}

/** Its security groups; an instance of a cluster has those of the cluster. */
function groupsOf(subject: Subject, property: string): readonly Subject[] {
    const origins = subject.comesFrom(property);
    const groups = property.endsWith("Identifier")
        ? origins.flatMap(cluster => cluster.comesFrom("vpcSecurityGroupIds"))
        : origins;
    return groups.filter(({ resource, type }) => GROUP_TYPES.has(type) && !resource.external);
}

/** Whether some rule lets anybody in; nothing where that cannot be told. */
function letsAnybodyIn(stack: Stack, groups: readonly Subject[]): boolean | undefined {
    const answers = groups.map(group => isOpenGroup(stack, group));
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
}

/** What was found of each group: hundreds of databases may share one with hundreds of rules. */
const openGroups = new WeakMap<Subject, { readonly isOpen: boolean | undefined }>();

function isOpenGroup(stack: Stack, group: Subject): boolean | undefined {
    const known = openGroups.get(group);
    if (known !== undefined) return known.isOpen;
    const rules = [group, ...stack.dependents(group).filter(({ type }) => RULE_TYPES.has(type))];
    const ranges = rules
        .filter(rule => !isEgress(rule))
        .flatMap(listedRanges)
        .filter(({ property }) => !property.startsWith("egress"));
    const isUnread = ranges.some(({ range }) => typeof range !== "string" || parseRange(range) === undefined);
    const isOpen = ranges.some(isOpenRange) ? true : isUnread ? undefined : false;
    openGroups.set(group, { isOpen });
    return isOpen;
}

function isEgress(rule: Subject): boolean {
    const reading = rule.read("type");
    return reading.state === "known" && reading.value === "egress";
}
