import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { referring } from "./referring";
import { textOf } from "../plan/plain";

const CLUSTER_INSTANCE_TYPES = [
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/clusterInstance:ClusterInstance",
];

/** Instance class of members that Aurora Serverless v2 sizes by itself. */
const SERVERLESS_CLASS = "db.serverless";

/** Inputs that make a cluster a member of a global database, or the copy of another. */
export const REPLICATION_PROPERTIES = ["globalClusterIdentifier", "replicationSourceIdentifier"];
/** Engine modes of old that could be neither stopped nor paused. */
export const MULTI_MASTER_MODES = ["multimaster", "global"];
/** Serverless v1 pauses by itself, and cannot be stopped either. */
const UNSTOPPABLE_MODES = ["serverless", ...MULTI_MASTER_MODES];

/** Whether a resource needs a schedule to rest, rests by itself, or cannot be stopped at all. */
export type Rest = "by schedule" | "by itself" | "not stoppable" | "unknown";

/** How a database, node group or instance comes to rest when nobody is there. */
export function restOf(subject: Subject, stack: Stack): Rest {
    switch (subject.type) {
        case "aws:rds/cluster:Cluster":
            return restOfCluster(subject, stack);
        case "aws:rds/instance:Instance":
            return isInReplication(subject, stack) ? "not stoppable" : "by schedule";
        case "aws:eks/nodeGroup:NodeGroup":
            return isAlwaysZero(subject, ["scalingConfig.desiredSize", "scalingConfig.minSize"]);
        case "aws:autoscaling/group:Group":
            return isAlwaysZero(subject, ["maxSize"]);
        case "aws:ecs/service:Service":
            return restOfService(subject);
        default:
            return "by schedule";
    }
}

function restOfCluster(cluster: Subject, stack: Stack): Rest {
    // RDS refuses to stop serverless v1, which pauses by itself, and any member of a global database or replication.
    const mode = cluster.read("engineMode", { default: "provisioned" });
    if (mode.state === "known" && UNSTOPPABLE_MODES.includes(textOf(mode.value))) return "not stoppable";
    if (REPLICATION_PROPERTIES.some(property => cluster.read(property).state !== "absent")) return "not stoppable";
    const minimum = cluster.read("serverlessv2ScalingConfiguration.minCapacity");
    if (minimum.state === "absent") return "by schedule";
    if (minimum.state === "known" && minimum.value !== 0) return "by schedule";
    const classes = membersOf(cluster, stack).map(member => member.read("instanceClass"));
    if (classes.some(reading => reading.state === "known" && reading.value !== SERVERLESS_CLASS)) return "by schedule";
    const known = minimum.state === "known" && classes.every(({ state }) => state === "known");
    return known ? "by itself" : "unknown";
}

/** The instances of a database cluster. */
export function membersOf(cluster: Subject, stack: Stack): readonly Subject[] {
    return referring(stack, CLUSTER_INSTANCE_TYPES, "clusterIdentifier").to(cluster, "clusterIdentifier");
}

/** RDS refuses to stop an instance that is a read replica or has one. */
export function isInReplication(instance: Subject, stack: Stack): boolean {
    if (instance.read("replicateSourceDb").state !== "absent") return true;
    return referring(stack, [instance.type], "replicateSourceDb").to(instance, "identifier").length > 0;
}

/** Of ECS, only what runs on Fargate costs by itself: on instances of one's own, those are what must be stopped. */
function restOfService(service: Subject): Rest {
    const launched = service.read("launchType", { default: "EC2" }); // the provider's default
    const strategies = service.read("capacityProviderStrategies");
    const providers = service.readAll("capacityProviderStrategies[].capacityProvider");
    if (strategies.state === "unknown" || launched.state !== "known") return "unknown";
    const names = providers.map(provider => (provider.state === "known" ? textOf(provider.value) : ""));
    if (names.includes("")) return "unknown";
    const onFargate = names.length > 0 ? names.some(name => name.startsWith("FARGATE")) : launched.value === "FARGATE";
    return onFargate ? isAlwaysZero(service, ["desiredCount"]) : "not stoppable";
}

function isAlwaysZero(subject: Subject, sizes: readonly string[]): Rest {
    const readings = sizes.map(size => subject.read(size));
    return readings.every(reading => reading.state === "known" && reading.value === 0) ? "by itself" : "by schedule";
}
