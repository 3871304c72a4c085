import { isPropertyMap } from "../../../plan/value";
import { listed, textOf } from "../../../plan/plain";
import { downscalingOf, isExceptedFromDownscaling } from "../../../schedule/downscaler";
import type { Stack, Subject, SubjectReading } from "../../kernel";
import { NAMESPACE_TYPE, standsIn } from "./namespaces";
import { CRON_JOB, scales, scalingJobs } from "./scaling-jobs";
import { doesScale, type Scaler, scalerOf } from "./workload-scalers";

export const WORKLOADS = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"];
export const SCALED_OBJECT = "kubernetes:keda.sh/v1alpha1:ScaledObject";

/** What {@link workloadControllers} reads beside workloads. */
export const WORKLOAD_CONTROLLER_TYPES = [NAMESPACE_TYPE, SCALED_OBJECT, CRON_JOB];

/** Something that scales a workload by the clock. */
export interface WorkloadController {
    /** Controllers of one kind are one: a job takes down what another brings up. */
    readonly kind: "downscaler" | "KEDA" | "jobs";
    /** For people to read. */
    readonly what: string;
    /** Whether it certainly scales this one. */
    readonly certain: boolean;
}

/** Every workload with what scales it by the clock, as far as the plan says. */
export function controlledWorkloads(
    stack: Stack,
): readonly { readonly subject: Subject; readonly controllers: readonly WorkloadController[] }[] {
    const namespaces = stack.byType(NAMESPACE_TYPE).filter(namespace => downscalingOf(namespace) !== undefined);
    const scalersFor = byTarget(stack.byType(SCALED_OBJECT).filter(hasClock).map(scalerOf));
    const jobs = scalingJobs(stack);
    return stack
        .byType(...WORKLOADS)
        .filter(({ resource }) => !resource.external)
        .map(subject => {
            const name = subject.read("metadata.name");
            return {
                subject,
                controllers: [
                    ...downscalersOf(subject, namespaces),
                    ...scalersFor(name).flatMap((scaler): readonly WorkloadController[] => {
                        const scaled = doesScale(scaler, subject, name);
                        const what = `the cron trigger of ${scaler.scaler.name}`;
                        return scaled === false ? [] : [{ kind: "KEDA", what, certain: scaled === true }];
                    }),
                    ...jobs
                        .filter(job => scales(job, subject))
                        .map(({ job }): WorkloadController => ({
                            kind: "jobs",
                            what: `the job ${job.name}`,
                            certain: true,
                        })),
                ],
            };
        });
}

/** The autoscalers that may scale a workload of a name: a stack may hold thousands of both. */
function byTarget(scalers: readonly Scaler[]): (name: SubjectReading) => readonly Scaler[] {
    const named = new Map<unknown, readonly Scaler[]>();
    for (const scaler of scalers) {
        const target = scaler.name.state === "known" ? scaler.name.value : undefined;
        named.set(target, [...(named.get(target) ?? []), scaler]);
    }
    return name =>
        name.state === "known" ? [...(named.get(name.value) ?? []), ...(named.get(undefined) ?? [])] : scalers;
}

function downscalersOf(subject: Subject, namespaces: readonly Subject[]): readonly WorkloadController[] {
    const own = downscalingOf(subject);
    if (own !== undefined)
        return [{ kind: "downscaler", what: `the annotation ${own.annotation}`, certain: own.isRead }];
    if (isExceptedFromDownscaling(subject)) return [];
    return namespaces.flatMap((namespace): readonly WorkloadController[] => {
        const inside = standsIn(subject, namespace);
        const downscaling = downscalingOf(namespace);
        if (inside === false || downscaling === undefined) return [];
        const what = `the annotation ${downscaling.annotation} of the namespace ${namespace.name}`;
        return [{ kind: "downscaler", what, certain: inside === true && downscaling.isRead }];
    });
}

/** Whether an autoscaler of KEDA has a trigger that is a clock. */
function hasClock(scaler: Subject): boolean {
    return triggersOf(scaler).includes("cron");
}

/** Kinds of triggers of an autoscaler of KEDA; empty for one that is not known. */
export function triggersOf(scaler: Subject): readonly string[] {
    const triggers = scaler.read("spec.triggers");
    if (triggers.state !== "known") return triggers.state === "absent" ? [] : [""];
    return listed(triggers.value).map(trigger => (isPropertyMap(trigger) ? textOf(trigger["type"]) : ""));
}
