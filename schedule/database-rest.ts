import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { referring } from "./referring";
import { textOf } from "../plan/plain";
import { PAUSE_MINIMUM } from "./kept-awake";
import { type Obstacle, obstacleOf } from "./unstoppable";

const CLUSTER_INSTANCE_TYPES = [
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/clusterInstance:ClusterInstance",
];

/** Instance class of members that Aurora Serverless v2 sizes by itself. */
const SERVERLESS_CLASS = "db.serverless";

/** The engine mode of serverless v1, which pauses by itself and cannot be stopped either. */
const SERVERLESS_MODE = "serverless";

/** Whether a resource needs a schedule to rest, rests by itself, or cannot be stopped at all. */
export type Rest = "by schedule" | "by itself" | "not stoppable" | "unknown";

/** How a database, node group or instance comes to rest when nobody is there. */
export function restOf(subject: Subject, stack: Stack): Rest {
    const obstacle = obstacleOf(subject, stack);
    if (obstacle?.against === "stopping" && obstacle.certain) return "not stoppable";
    switch (subject.type) {
        case "aws:rds/cluster:Cluster":
            return restOfCluster(subject, stack, obstacle);
        case "aws:eks/nodeGroup:NodeGroup":
            return isAlwaysZero(subject, ["scalingConfig.desiredSize", "scalingConfig.minSize"]);
        case "aws:autoscaling/group:Group":
            return isAlwaysZero(subject, ["maxSize"]);
        case "aws:ecs/service:Service":
            return restOfService(subject);
        case "aws:kinesisanalyticsv2/application:Application":
            return restOfApplication(subject);
        default:
            return "by schedule";
    }
}

function restOfCluster(cluster: Subject, stack: Stack, obstacle: Obstacle | undefined): Rest {
    const mode = cluster.read("engineMode", { default: "provisioned" });
    if (mode.state === "known" && mode.value === SERVERLESS_MODE) return "not stoppable";
    const minimum = cluster.read(PAUSE_MINIMUM);
    if (minimum.state === "absent") return "by schedule";
    if (minimum.state === "known" && minimum.value !== 0) return "by schedule";
    const classes = membersOf(cluster, stack).map(member => member.read("instanceClass"));
    if (classes.some(reading => reading.state === "known" && reading.value !== SERVERLESS_CLASS)) return "by schedule";
    if (obstacle?.against === "pausing") return obstacle.certain ? "by schedule" : "unknown";
    const known = minimum.state === "known" && classes.every(({ state }) => state === "known");
    return known ? "by itself" : "unknown";
}

/** The instances of a database cluster. */
export function membersOf(cluster: Subject, stack: Stack): readonly Subject[] {
    return referring(stack, CLUSTER_INSTANCE_TYPES, "clusterIdentifier").to(cluster, "clusterIdentifier");
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

/** Of a Flink application, only one that is declared as running costs anything before somebody starts it. */
function restOfApplication(application: Subject): Rest {
    const started = application.read("startApplication", { default: false }); // the provider's default
    if (started.state !== "known") return "unknown";
    return started.value === true ? "by schedule" : "by itself";
}

function isAlwaysZero(subject: Subject, sizes: readonly string[]): Rest {
    const readings = sizes.map(size => subject.read(size));
    return readings.every(reading => reading.state === "known" && reading.value === 0) ? "by itself" : "by schedule";
}
