import { textOf } from "../plan/plain";
import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { keptAwake, PAUSE_MINIMUM, PAUSE_READS } from "./kept-awake";
import { referring } from "./referring";

const RDS_CLUSTER = "aws:rds/cluster:Cluster";
const RDS_INSTANCE = "aws:rds/instance:Instance";
const EC2_INSTANCE = "aws:ec2/instance:Instance";

/** The types of which {@link obstacleOf} knows shapes that cannot sleep. */
export const SHAPED_TYPES = [
    ...[RDS_CLUSTER, "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"],
    RDS_INSTANCE,
    EC2_INSTANCE,
];
/** What it reads beside them. */
export const SHAPE_READS = PAUSE_READS;

/** What of a resource's shape keeps it from sleeping. */
export interface Obstacle {
    /** Whether AWS refuses to stop it, or it would pause by itself and never does. */
    readonly against: "stopping" | "pausing";
    readonly certain: boolean;
    readonly property?: string;
    /** What was found; of what is not certain, what is not known. */
    readonly found: string;
    /** What there should be in its place; empty for what is not certain. */
    readonly expected: string;
    /** Why it cannot sleep; empty for what is not certain. */
    readonly because: string;
}

const unsure = (against: Obstacle["against"], property: string, found: string): Obstacle => ({
    against,
    certain: false,
    property,
    found,
    expected: "",
    because: "",
});

/** Why something cannot sleep, or what of that is not known, for people to read. */
export function obstacleText({ because, found }: Obstacle): string {
    return because === "" ? found : `${found}: ${because}`;
}

/** What keeps a database or an instance from sleeping; nothing where its shape does not, and for other types. */
export function obstacleOf(subject: Subject, stack: Stack): Obstacle | undefined {
    switch (subject.type) {
        case RDS_INSTANCE:
            return ofInstance(subject, stack);
        case EC2_INSTANCE:
            return ofSpot(subject);
        default:
            return SHAPED_TYPES.includes(subject.type) ? ofCluster(subject, stack) : undefined;
    }
}

/** RDS user guide, "Stopping an Amazon RDS DB instance temporarily", limitations. */
function ofInstance(instance: Subject, stack: Stack): Obstacle | undefined {
    const replicates = instance.read("replicateSourceDb").state !== "absent";
    const isSource = referring(stack, [RDS_INSTANCE], "replicateSourceDb").to(instance, "identifier").length > 0;
    if (replicates || isSource) {
        return {
            against: "stopping",
            certain: true,
            ...(replicates ? { property: "replicateSourceDb" } : {}),
            found: replicates ? "is a read replica" : "has a read replica",
            expected: "neither outside production",
            because: "RDS stops no replica, and nothing that has one",
        };
    }
    const property = "multiAz";
    const engine = instance.read("engine");
    const zones = instance.read(property, { default: false });
    const sqlServer = engine.state === "known" && textOf(engine.value).startsWith("sqlserver");
    if (engine.state === "known" && !sqlServer) return undefined;
    if (zones.state === "known" && zones.value !== true && zones.value !== "true") return undefined;
    // Of an instance restored from elsewhere, the program need not say the engine.
    if (engine.state === "absent") return undefined;
    if (!sqlServer || zones.state !== "known") {
        return unsure(
            "stopping",
            property,
            "whether it is SQL Server in two zones, which RDS refuses to stop, is not known",
        );
    }
    return {
        against: "stopping",
        certain: true,
        property,
        found: "is SQL Server in two zones",
        expected: "one outside production",
        because: "RDS refuses to stop it",
    };
}

/** Inputs that make a cluster a member of a global database, or the copy of another. */
const REPLICATION_PROPERTIES = ["globalClusterIdentifier", "replicationSourceIdentifier"];
/** Engine modes of old that could be neither stopped nor paused. */
const MULTI_MASTER_MODES = ["multimaster", "global"];

/** Aurora user guide, "Stopping and starting an Amazon Aurora DB cluster", limitations. */
function ofCluster(cluster: Subject, stack: Stack): Obstacle | undefined {
    for (const property of REPLICATION_PROPERTIES) {
        const reading = cluster.read(property);
        if (reading.state === "absent" || (reading.state === "known" && reading.value === "")) continue;
        return {
            against: "stopping",
            certain: true,
            property,
            found: `${property} is set`,
            expected: "none outside production",
            because: "AWS refuses to stop what belongs to a global database or copies another cluster",
        };
    }
    if (cluster.type !== RDS_CLUSTER) return undefined;
    const property = "engineMode";
    const mode = cluster.read(property, { default: "provisioned" });
    if (mode.state === "unknown") return unsure("stopping", property, `engineMode cannot be read: ${mode.why}`);
    if (mode.state === "known" && MULTI_MASTER_MODES.includes(textOf(mode.value))) {
        return {
            against: "stopping",
            certain: true,
            property,
            found: "engineMode is one that AWS refuses to stop and no longer offers",
            expected: "provisioned",
            because: "",
        };
    }
    return ofPause(cluster, stack);
}

/** What keeps a cluster awake that would pause by itself. One that never goes to 0 is not asked. */
function ofPause(cluster: Subject, stack: Stack): Obstacle | undefined {
    const minimum = cluster.read(PAUSE_MINIMUM);
    if (minimum.state === "absent" || (minimum.state === "known" && minimum.value !== 0)) return undefined;
    const awake = keptAwake(cluster, stack);
    if (awake === undefined) return undefined;
    if (awake.doubt !== undefined) return unsure("pausing", PAUSE_MINIMUM, awake.doubt);
    if (minimum.state === "unknown") {
        return unsure("pausing", PAUSE_MINIMUM, `${awake.what}, and whether the cluster is to pause is not known`);
    }
    return {
        against: "pausing",
        certain: true,
        property: PAUSE_MINIMUM,
        found: `${PAUSE_MINIMUM} is 0, and ${awake.what}`,
        expected: "no such thing",
        because: "its connections keep the cluster from ever pausing",
    };
}

/** EC2 stops spot instances only if their request is persistent (EC2 user guide, "Stop a Spot Instance"). */
function ofSpot(instance: Subject): Obstacle | undefined {
    const market = instance.read("instanceMarketOptions.marketType", { default: "none" });
    const property = "instanceMarketOptions.spotOptions.spotInstanceType";
    const request = instance.read(property, { default: "one-time" }); // the provider's default
    if (market.state === "known" && market.value !== "spot") return undefined;
    if (request.state === "known" && request.value === "persistent") return undefined;
    if (market.state !== "known" || request.state !== "known") {
        return unsure(
            "stopping",
            property,
            "whether it is one-time spot capacity, which EC2 never stops, is not known",
        );
    }
    return {
        against: "stopping",
        certain: true,
        property,
        found: "asks for one-time spot capacity",
        expected: "a persistent request",
        because: "EC2 can end such an instance, but not stop it",
    };
}
