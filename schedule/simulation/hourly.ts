import { listed, textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { membersOf } from "../database-rest";
import {
    AURORA_CAPACITY_UNIT,
    AURORA_LARGE,
    CANARY_RUN,
    DOCUMENTDB_LARGE,
    EC2_LARGE,
    ELASTICACHE_LARGE,
    FARGATE,
    FLAT,
    NEPTUNE_LARGE,
    RDS_LARGE,
    SIZES,
    SPOT_SHARE,
} from "./prices";

/** What a resource costs in an hour in which it is awake, in US dollars; nothing where a part of it has no price. */
export function hourlyPrice(subject: Subject, stack: Stack): number | undefined {
    return PRICED[subject.type]?.(subject, stack);
}

type Pricing = (subject: Subject, stack: Stack) => number | undefined;

const PRICED: Readonly<Record<string, Pricing>> = {
    "aws:rds/cluster:Cluster": priceOfCluster,
    "aws:rds/instance:Instance": priceOfInstance,
    "aws:docdb/cluster:Cluster": (cluster, stack) => priceOfMembers(cluster, stack, DOCUMENTDB_LARGE),
    "aws:neptune/cluster:Cluster": (cluster, stack) => priceOfMembers(cluster, stack, NEPTUNE_LARGE),
    "aws:eks/nodeGroup:NodeGroup": priceOfNodeGroup,
    "aws:autoscaling/group:Group": priceOfGroup,
    "aws:ec2/instance:Instance": instance =>
        product(
            classPrice(textAt(instance, "instanceType"), EC2_LARGE),
            spotShare(instance, "instanceMarketOptions.marketType"),
        ),
    "aws:ecs/service:Service": priceOfService,
    "aws:synthetics/canary:Canary": priceOfCanary,
    "aws:eks/cluster:Cluster": () => FLAT.clusterControlPlane,
    "aws:ec2/natGateway:NatGateway": () => FLAT.natGateway,
    "aws:ec2/eip:Eip": () => FLAT.publicAddress,
    "aws:ec2/vpcEndpoint:VpcEndpoint": endpoint => product(countAt(endpoint, "subnetIds"), FLAT.interfaceEndpoint),
    "aws:lb/loadBalancer:LoadBalancer": () => FLAT.loadBalancer,
    "aws:alb/loadBalancer:LoadBalancer": () => FLAT.loadBalancer,
    "aws:elb/loadBalancer:LoadBalancer": () => FLAT.classicLoadBalancer,
    "aws:wafv2/webAcl:WebAcl": list =>
        sum([FLAT.webAccessList, product(countAt(list, "rules", 0), FLAT.webAccessRule)]),
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": () => FLAT.transitGatewayAttachment,
    "aws:ec2/vpnConnection:VpnConnection": () => FLAT.vpnConnection,
    "aws:route53/resolverEndpoint:ResolverEndpoint": endpoint =>
        product(countAt(endpoint, "ipAddresses"), FLAT.resolverAddress),
    "aws:elasticache/cluster:Cluster": cluster =>
        product(
            classPrice(textAt(cluster, "nodeType"), ELASTICACHE_LARGE, "cache."),
            numberAt(cluster, "numCacheNodes", 1),
        ),
    "aws:elasticache/replicationGroup:ReplicationGroup": priceOfReplicationGroup,
};

/** The part of a class of instances before its family. */
const DATABASE_PREFIX = "db.";
/** Instance class of members that Aurora Serverless v2 sizes by itself. */
const SERVERLESS_CLASS = "db.serverless";

function priceOfCluster(cluster: Subject, stack: Stack): number | undefined {
    const engine = textAt(cluster, "engine", "aurora-mysql");
    const whole = textAt(cluster, "dbClusterInstanceClass");
    // A cluster of RDS that is not Aurora is three instances.
    if (whole !== "") return product(classPrice(whole, RDS_LARGE, DATABASE_PREFIX), 3);
    if (!engine.startsWith("aurora")) return undefined;
    return priceOfMembers(cluster, stack, AURORA_LARGE, () =>
        // The least that it runs with while it is awake: what it needs beyond that, no plan knows.
        product(positive(numberAt(cluster, "serverlessv2ScalingConfiguration.minCapacity")), AURORA_CAPACITY_UNIT),
    );
}

function priceOfMembers(
    cluster: Subject,
    stack: Stack,
    table: Readonly<Record<string, number>>,
    serverless: () => number | undefined = () => undefined,
): number | undefined {
    const members = membersOf(cluster, stack);
    if (members.length === 0) return undefined;
    return sum(
        members.map(member => {
            const name = textAt(member, "instanceClass");
            return name === SERVERLESS_CLASS ? serverless() : classPrice(name, table, DATABASE_PREFIX);
        }),
    );
}

/** Engines of RDS that cost the same; others bring licences. */
const FREE_ENGINES = ["postgres", "mysql", "mariadb"];

function priceOfInstance(instance: Subject): number | undefined {
    if (!FREE_ENGINES.includes(textAt(instance, "engine"))) return undefined;
    const zones = instance.read("multiAz", { default: false });
    if (zones.state !== "known") return undefined;
    return product(
        classPrice(textAt(instance, "instanceClass"), RDS_LARGE, DATABASE_PREFIX),
        zones.value === true ? 2 : 1,
    );
}

const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
/** What EKS takes where nothing is said (CreateNodegroup, API reference). */
const DEFAULT_NODE_TYPE = "t3.medium";

function priceOfNodeGroup(group: Subject): number | undefined {
    const [stated] = group.readAll("instanceTypes[]");
    const template = group.comesFrom("launchTemplate").find(({ type }) => type === LAUNCH_TEMPLATE);
    if (stated !== undefined && stated.state !== "known") return undefined;
    const name = stated === undefined ? textAt(template, "instanceType", DEFAULT_NODE_TYPE) : textOf(stated.value);
    const share = textAt(group, "capacityType", "ON_DEMAND") === "SPOT" ? SPOT_SHARE : 1;
    return product(classPrice(name, EC2_LARGE), numberAt(group, "scalingConfig.desiredSize"), share);
}

function priceOfGroup(group: Subject): number | undefined {
    const [template] = ["launchTemplate", "mixedInstancesPolicy"].flatMap(input =>
        group.comesFrom(input).filter(({ type }) => type === LAUNCH_TEMPLATE),
    );
    const size = numberAt(group, "desiredCapacity") ?? numberAt(group, "minSize");
    return product(classPrice(textAt(template, "instanceType"), EC2_LARGE), size);
}

function spotShare(subject: Subject, path: string): number | undefined {
    const market = subject.read(path);
    if (market.state === "unknown") return undefined;
    return market.state === "known" && market.value === "spot" ? SPOT_SHARE : 1;
}

/** Units that a processor, and a gibibyte, of a task are written in (RegisterTaskDefinition, API reference). */
const CPU_UNITS = 1024;
const MIB_A_GIB = 1024;

function priceOfService(service: Subject): number | undefined {
    const task = service
        .comesFrom("taskDefinition")
        .find(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition");
    const [cpu, memory] = ["cpu", "memory"].map(input => positive(Number(textAt(task, input))));
    if (cpu === undefined || memory === undefined) return undefined;
    const one = (cpu / CPU_UNITS) * FARGATE.vcpu + (memory / MIB_A_GIB) * FARGATE.gib;
    return product(one, numberAt(service, "desiredCount"));
}

const RATE = /^rate\((\d+) +(minute|hour)s?\)$/;

function priceOfCanary(canary: Subject): number | undefined {
    const [, count = "0", unit] = RATE.exec(textAt(canary, "schedule.expression")) ?? [];
    const minutes = Number(count) * (unit === "hour" ? 60 : 1);
    return minutes > 0 ? (60 / minutes) * CANARY_RUN : undefined;
}

function priceOfReplicationGroup(group: Subject): number | undefined {
    const price = classPrice(textAt(group, "nodeType"), ELASTICACHE_LARGE, "cache.");
    const nodes = numberAt(group, "numCacheClusters");
    if (nodes !== undefined) return product(price, nodes);
    return product(price, numberAt(group, "numNodeGroups"), sum([1, numberAt(group, "replicasPerNodeGroup", 0)]));
}

/** The price of a class of instances; nothing for a family or a size that is in no table. */
function classPrice(name: string, table: Readonly<Record<string, number>>, prefix = ""): number | undefined {
    if (!name.startsWith(prefix)) return undefined;
    const [family = "", size = ""] = name.slice(prefix.length).split(".");
    if (!Object.hasOwn(table, family) || !Object.hasOwn(SIZES, size)) return undefined;
    return product(table[family], SIZES[size]);
}

function product(...factors: readonly (number | undefined)[]): number | undefined {
    return factors.reduce(
        (before, factor) => (before === undefined || factor === undefined ? undefined : before * factor),
        1,
    );
}

function sum(parts: readonly (number | undefined)[]): number | undefined {
    return parts.reduce((before, part) => (before === undefined || part === undefined ? undefined : before + part), 0);
}

function positive(number: number | undefined): number | undefined {
    return number !== undefined && number > 0 ? number : undefined;
}

function textAt(subject: Subject | undefined, path: string, otherwise = ""): string {
    const reading = subject?.read(path);
    if (reading === undefined || reading.state === "absent") return otherwise;
    return reading.state === "known" ? textOf(reading.value) : "";
}

function numberAt(subject: Subject, path: string, otherwise?: number): number | undefined {
    const reading = subject.read(path);
    if (reading.state === "absent") return otherwise;
    return reading.state === "known" && typeof reading.value === "number" ? reading.value : undefined;
}

/** How many items a list has, known or not. */
function countAt(subject: Subject, path: string, otherwise?: number): number | undefined {
    const reading = subject.read(path);
    if (reading.state === "absent") return otherwise;
    return reading.state === "known" ? listed(reading.value).length : undefined;
}
