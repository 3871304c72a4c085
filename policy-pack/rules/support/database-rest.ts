import type { Stack, Subject } from "../../kernel";

const CLUSTER_INSTANCE_TYPES = [
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/clusterInstance:ClusterInstance",
];

/** Instance class of members that Aurora Serverless v2 sizes by itself. */
const SERVERLESS_CLASS = "db.serverless";

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
        default:
            return "by schedule";
    }
}

function restOfCluster(cluster: Subject, stack: Stack): Rest {
    // RDS refuses to stop serverless v1, which pauses by itself, and any member of a global database or replication.
    const mode = cluster.read("engineMode", { default: "provisioned" });
    if (mode.state === "known" && mode.value === "serverless") return "not stoppable";
    const tied = ["globalClusterIdentifier", "replicationSourceIdentifier"];
    if (tied.some(property => cluster.read(property).state !== "absent")) return "not stoppable";
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
    const identifier = cluster.read("clusterIdentifier");
    return stack.byType(...CLUSTER_INSTANCE_TYPES).filter(member => {
        const reference = member.read("clusterIdentifier");
        if (member.comesFrom("clusterIdentifier").includes(cluster)) return true;
        return reference.state === "known" && identifier.state === "known" && reference.value === identifier.value;
    });
}

/** RDS refuses to stop an instance that is a read replica or has one. */
function isInReplication(instance: Subject, stack: Stack): boolean {
    if (instance.read("replicateSourceDb").state !== "absent") return true;
    return stack
        .byType("aws:rds/instance:Instance")
        .some(other => other.comesFrom("replicateSourceDb").includes(instance));
}

function isAlwaysZero(subject: Subject, sizes: readonly string[]): Rest {
    const readings = sizes.map(size => subject.read(size));
    return readings.every(reading => reading.state === "known" && reading.value === 0) ? "by itself" : "by schedule";
}
