import type { Stack } from "../../kernel";
import type { Move } from "./moved-sizes";
import { byTarget, controlledWorkloads, SCALED_OBJECT } from "./workload-controllers";
import { doesScale, scalerOf } from "./workload-scalers";

/** Types that scale workloads by load. */
const AUTOSCALERS = [
    "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    "kubernetes:autoscaling/v2beta2:HorizontalPodAutoscaler",
    SCALED_OBJECT,
];

/** What {@link movedReplicas} reads beside workloads and what scales them by the clock. */
export const AUTOSCALER_TYPES: readonly string[] = AUTOSCALERS;

/** The input of a workload that declares how many pods it has. */
export const REPLICAS = "spec.replicas";

/** An annotation may have a controller scale it. */
const UNREAD = { what: "what its annotations, which are not known, ask for", certain: false };

/** Everything that sets how many pods a workload has, by load or by the clock. */
export function movedReplicas(stack: Stack): readonly Move[] {
    const scalersFor = byTarget(stack.byType(...AUTOSCALERS).map(scalerOf));
    return controlledWorkloads(stack).flatMap(({ controllers, subject }) => {
        const name = subject.read("metadata.name");
        const byLoad = scalersFor(name).flatMap(one => {
            const scaled = doesScale(one, subject, name);
            return scaled === false ? [] : [{ what: `the autoscaler ${one.scaler.name}`, certain: scaled === true }];
        });
        const byClock = controllers.filter(({ kind }) => kind !== "KEDA");
        const unread = subject.read("metadata.annotations").state === "unknown" ? [UNREAD] : [];
        return [...byLoad, ...byClock, ...unread].map(({ certain, what }): Move => ({
            subject,
            path: REPLICAS,
            by: what,
            to: undefined,
            certain,
        }));
    });
}
