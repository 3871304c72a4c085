import type { PropertyValue } from "../plan/value";
import type { Subject } from "../plan/subject";
import { lastPart } from "../aws/arn";
import type { ScheduledAction } from "./schedule-target";

/** A kind of resource that costs by the hour and can be switched off for the night. */
export interface StoppableKind {
    readonly type: string;
    /** For people to read. */
    readonly what: string;
    /** Inputs that together name it, as a schedule must. */
    readonly identifiers: readonly string[];
    /** Calls that switch it off. Calls that resize are in both lists. */
    readonly stopCalls: readonly string[];
    readonly startCalls: readonly string[];
}

const RESIZE_NODES = ["eks:updateNodegroupConfig"];
const RESIZE_GROUP = [
    "autoscaling:updateAutoScalingGroup",
    "autoscaling:setDesiredCapacity",
    "autoscaling:scheduledAction",
];
const RESIZE_SERVICE = ["ecs:updateService", "appautoscaling:scheduledAction"];
const AURORA_DOCUMENT = "AWS-StartStopAuroraCluster";

const KINDS: Readonly<Record<string, Omit<StoppableKind, "type">>> = {
    "aws:rds/cluster:Cluster": {
        what: "database cluster",
        identifiers: ["clusterIdentifier"],
        stopCalls: ["rds:stopDBCluster", `ssm:Stop:${AURORA_DOCUMENT}`],
        startCalls: ["rds:startDBCluster", `ssm:Start:${AURORA_DOCUMENT}`],
    },
    "aws:rds/instance:Instance": {
        what: "database instance",
        identifiers: ["identifier"],
        stopCalls: ["rds:stopDBInstance", "ssm:Stop:AWS-StopRdsInstance"],
        startCalls: ["rds:startDBInstance", "ssm:Start:AWS-StartRdsInstance"],
    },
    "aws:docdb/cluster:Cluster": {
        what: "document database",
        identifiers: ["clusterIdentifier"],
        stopCalls: ["docdb:stopDBCluster", "rds:stopDBCluster"],
        startCalls: ["docdb:startDBCluster", "rds:startDBCluster"],
    },
    "aws:neptune/cluster:Cluster": {
        what: "graph database",
        identifiers: ["clusterIdentifier"],
        stopCalls: ["neptune:stopDBCluster", "rds:stopDBCluster"],
        startCalls: ["neptune:startDBCluster", "rds:startDBCluster"],
    },
    "aws:docdb/elasticCluster:ElasticCluster": {
        what: "elastic document database",
        identifiers: ["arn"],
        stopCalls: ["docdbelastic:stopCluster"],
        startCalls: ["docdbelastic:startCluster"],
    },
    "aws:redshift/cluster:Cluster": {
        what: "warehouse",
        identifiers: ["clusterIdentifier"],
        stopCalls: ["redshift:pauseCluster"],
        startCalls: ["redshift:resumeCluster"],
    },
    "aws:eks/nodeGroup:NodeGroup": {
        what: "node group",
        identifiers: ["clusterName", "nodeGroupName"],
        stopCalls: RESIZE_NODES,
        startCalls: RESIZE_NODES,
    },
    "aws:autoscaling/group:Group": {
        what: "autoscaling group",
        identifiers: ["name"],
        stopCalls: RESIZE_GROUP,
        startCalls: RESIZE_GROUP,
    },
    "aws:ec2/instance:Instance": {
        what: "instance",
        identifiers: ["id"],
        stopCalls: ["ec2:stopInstances", "ssm:Stop:AWS-StopEC2Instance"],
        startCalls: ["ec2:startInstances", "ssm:Start:AWS-StartEC2Instance"],
    },
    "aws:ecs/service:Service": {
        what: "service",
        identifiers: ["cluster", "name"],
        stopCalls: RESIZE_SERVICE,
        startCalls: RESIZE_SERVICE,
    },
    "aws:apprunner/service:Service": {
        what: "service of App Runner",
        identifiers: ["arn"],
        stopCalls: ["apprunner:pauseService"],
        startCalls: ["apprunner:resumeService"],
    },
    "aws:sagemaker/notebookInstance:NotebookInstance": {
        what: "notebook",
        identifiers: ["name"],
        stopCalls: ["sagemaker:stopNotebookInstance"],
        startCalls: ["sagemaker:startNotebookInstance"],
    },
    "aws:kinesisanalyticsv2/application:Application": {
        what: "Flink application",
        identifiers: ["name"],
        stopCalls: ["kinesisanalyticsv2:stopApplication"],
        startCalls: ["kinesisanalyticsv2:startApplication"],
    },
};

/** By type. */
export const STOPPABLE_KINDS: Readonly<Record<string, StoppableKind>> = Object.fromEntries(
    Object.entries(KINDS).map(([type, kind]) => [type, { type, ...kind }]),
);

/** Whether something is said for certain, may be so, or is not so. */
export type Certainty = "yes" | "maybe" | "no";

/** Whether a scheduled action switches something of a kind off, or on, again and again. */
export function actsAs(wanted: "stop" | "start", kind: StoppableKind, action: ScheduledAction): Certainty {
    if (action.recurs === false) return "no";
    return both(switches(wanted, kind, action), action.recurs === undefined ? "maybe" : "yes");
}

/** Whether a scheduled action switches something of a kind off, or on, however often. */
export function switches(wanted: "stop" | "start", kind: StoppableKind, action: ScheduledAction): Certainty {
    if (action.enabled === false) return "no";
    const calls = wanted === "stop" ? kind.stopCalls : kind.startCalls;
    if (action.call === undefined) return action.effect === "unknown" ? "maybe" : "no";
    if (!calls.includes(action.call)) return "no";
    const certain = action.enabled === undefined ? "maybe" : "yes";
    switch (action.effect) {
        case "stops":
            return wanted === "stop" ? certain : "no";
        case "starts":
            return wanted === "start" ? certain : "no";
        case "resizes":
            if (action.capacity === undefined) return "maybe";
            return (action.capacity === 0) === (wanted === "stop") ? certain : "no";
        case "unknown":
            return "maybe";
        case "other":
            return "no";
    }
}

/**
 * Whether a scheduled action names a resource: by its identifiers where both are known, else by what the target is made
 * from, which the plan says even where it does not say the value.
 */
export function names(
    action: Pick<ScheduledAction, "names" | "from">,
    kind: StoppableKind,
    subject: Subject,
): Certainty {
    if (action.names !== undefined) return namedBy(action.names, kind, subject);
    if (action.from.includes(subject)) {
        // Of two databases in one target, the plan does not say which one the name belongs to.
        const alike = action.from.filter(({ type }) => type === subject.type);
        return alike.length === 1 ? "yes" : "maybe";
    }
    return action.from.some(({ type }) => type === subject.type) ? "no" : "maybe";
}

function namedBy(known: readonly string[], kind: StoppableKind, subject: Subject): Certainty {
    const identifiers = kind.identifiers.map(identifier => subject.read(identifier, { computed: true }));
    // An instance's id is an output: no input ever shows it.
    if (kind.identifiers.includes("id")) return "maybe";
    if (identifiers.some(reading => reading.state === "known" && !known.some(name => isSameName(name, reading.value))))
        return "no";
    return identifiers.every(({ state }) => state === "known") ? "yes" : "maybe";
}

/** Whether two names are one: an ARN and the name that it ends with are, too. */
function isSameName(name: string, other: PropertyValue): boolean {
    return typeof other === "string" && lastPart(name) === lastPart(other);
}

/** The weaker of two certainties. */
export function both(one: Certainty, other: Certainty): Certainty {
    if (one === "no" || other === "no") return "no";
    return one === "yes" && other === "yes" ? "yes" : "maybe";
}
