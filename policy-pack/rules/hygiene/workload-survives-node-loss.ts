import { expectAtLeast, stackRule, type Subject, type SubjectVerdict, undecided, type Verdict } from "../../kernel";
import { doesScale, type Scaler, scalerOf } from "../support/workload-scalers";

const WORKLOADS = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"];
/** One is left when a machine takes the other with it. */
const MINIMUM_PODS = 2;
/** What Kubernetes runs, and what its own autoscaler goes down to, where nothing is said. */
const DEFAULT_PODS = 1;

/** Where an autoscaler says how few pods it leaves, and how few where nothing is said. */
interface Floor {
    readonly path: string;
    readonly default: number;
}
const OWN_FLOOR: Floor = { path: "spec.minReplicas", default: DEFAULT_PODS };
const FLOORS: Readonly<Record<string, Floor>> = {
    "kubernetes:autoscaling/v1:HorizontalPodAutoscaler": OWN_FLOOR,
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": OWN_FLOOR,
    // KEDA, "ScaledObject specification".
    "kubernetes:keda.sh/v1alpha1:ScaledObject": { path: "spec.minReplicaCount", default: 0 },
};
const SCALERS = Object.keys(FLOORS);

const REPLICAS = "spec.replicas";
const BECAUSE =
    "with its machine, at every upgrade of the nodes, the only pod goes, and nobody is served until the next one is ready";

export const workloadSurvivesNodeLoss = stackRule({
    name: "workload-survives-node-loss",
    family: "hygiene",
    severity: "medium",
    description: "In production, every workload that stays runs as two pods or more.",
    remediation: `Set \`${REPLICAS}\` to ${MINIMUM_PODS} or more, or \`spec.minReplicas\` of its \`HorizontalPodAutoscaler\`.`,
    appliesTo: [...WORKLOADS, ...SCALERS],
    check(stack) {
        if (stack.environment.class !== "production") return [];
        // Read once for all workloads.
        const scalers = stack.byType(...SCALERS).map(scalerOf);
        return stack
            .byType(...WORKLOADS)
            .filter(({ resource }) => !resource.external)
            .map(subject => judge(subject, scalers));
    },
});

function judge(subject: Subject, scalers: readonly Scaler[]): SubjectVerdict {
    const name = subject.read("metadata.name");
    const found = scalers.map(one => ({ scaler: one.scaler, scales: doesScale(one, subject, name) }));
    const own = found.find(({ scales }) => scales === true);
    // An autoscaler takes over what the workload asks for.
    if (own !== undefined) return { subject: own.scaler, verdict: expectPods(own.scaler, floorOf(own.scaler)) };
    const verdict = expectPods(subject, { path: REPLICAS, default: DEFAULT_PODS });
    const unclear = found.find(({ scales }) => scales === undefined);
    if (verdict.outcome === "holds" || unclear === undefined) return { subject, verdict };
    const message = `whether the autoscaler ${unclear.scaler.name} keeps enough pods of it cannot be told: what it scales is not known`;
    return { subject, verdict: undecided({ property: REPLICAS, message }) };
}

function floorOf(scaler: Subject): Floor {
    return FLOORS[scaler.type] ?? OWN_FLOOR;
}

function expectPods(subject: Subject, { path, default: otherwise }: Floor): Verdict {
    return expectAtLeast(subject, path, MINIMUM_PODS, { because: BECAUSE, default: otherwise });
}
