import { groupBy } from "../../../plan/group-by";
import { isPropertyMap } from "../../../plan/value";
import { listed, textOf } from "../../../plan/plain";
import { downscalingOf, isExceptedFromDownscaling, isIncluded, speaksToDownscaler } from "../../../schedule/downscaler";
import type { ScaledWorkload, WorkloadScaler } from "../../../schedule/simulation/controllers";
import type { Stack, Subject, SubjectReading } from "../../kernel";
import { nameOf, namespaceOf, NAMESPACE_TYPE, standsIn } from "./namespaces";
import { CRON_JOB, jobsByName, scales, scalingJobs } from "./scaling-jobs";
import { doesScale, type Scaler, scalerOf } from "./workload-scalers";

export const WORKLOADS = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"];
export const SCALED_OBJECT = "kubernetes:keda.sh/v1alpha1:ScaledObject";

/** What {@link workloadControllers} reads beside workloads. */
export const WORKLOAD_CONTROLLER_TYPES = [NAMESPACE_TYPE, SCALED_OBJECT, CRON_JOB];

/** Every workload with what scales it by the clock, as far as the plan says. */
export function controlledWorkloads(stack: Stack): readonly ScaledWorkload[] {
    const namespacesFor = namespacesByName(stack.byType(NAMESPACE_TYPE).filter(speaksToDownscaler));
    const scalersFor = byTarget(stack.byType(SCALED_OBJECT).filter(hasClock).map(scalerOf));
    const jobsFor = jobsByName(scalingJobs(stack));
    return stack
        .byType(...WORKLOADS)
        .filter(({ resource }) => !resource.external)
        .map(subject => {
            const name = subject.read("metadata.name");
            return {
                subject,
                controllers: [
                    ...downscalersOf(subject, namespacesFor(namespaceOf(subject))),
                    ...scalersFor(name).flatMap((scaler): readonly WorkloadScaler[] => {
                        const scaled = doesScale(scaler, subject, name);
                        const what = `the cron trigger of ${scaler.scaler.name}`;
                        return scaled === false
                            ? []
                            : [{ kind: "KEDA", what, certain: scaled === true, carrier: scaler.scaler }];
                    }),
                    ...jobsFor(name).flatMap((scaling): readonly WorkloadScaler[] => {
                        const { job, replicas } = scaling;
                        const scaled = scales(scaling, subject);
                        const what = `the job ${job.name}`;
                        return scaled === false
                            ? []
                            : [{ kind: "jobs", what, certain: scaled === true, carrier: job, replicas }];
                    }),
                ],
            };
        });
}

/** The autoscalers that may scale a workload of a name: a stack may hold thousands of both. */
export function byTarget(scalers: readonly Scaler[]): (name: SubjectReading) => readonly Scaler[] {
    const named = new Map<unknown, readonly Scaler[]>();
    for (const scaler of scalers) {
        const target = scaler.name.state === "known" ? scaler.name.value : undefined;
        named.set(target, [...(named.get(target) ?? []), scaler]);
    }
    return name =>
        name.state === "known" ? [...(named.get(name.value) ?? []), ...(named.get(undefined) ?? [])] : scalers;
}

/** The namespaces that may be of a name: a stack may hold hundreds, and thousands of workloads in them. */
function namespacesByName(namespaces: readonly Subject[]): (name: SubjectReading) => readonly Subject[] {
    const nameless = "";
    const byName = groupBy(namespaces, namespace => {
        const name = nameOf(namespace);
        return name.state === "known" ? textOf(name.value) : nameless;
    });
    return name =>
        name.state === "known"
            ? [...(byName.get(textOf(name.value)) ?? []), ...(byName.get(nameless) ?? [])]
            : namespaces;
}

/** @param namespaces Those that it may stand in and that say anything to a downscaler. */
function downscalersOf(subject: Subject, namespaces: readonly Subject[]): readonly WorkloadScaler[] {
    const own = downscalingOf(subject);
    if (own === undefined && isExceptedFromDownscaling(subject)) return [];
    const around = namespaces
        .map(namespace => ({ namespace, inside: standsIn(subject, namespace) }))
        .filter(({ inside }) => inside !== false);
    const isLeftOut = around.some(({ inside, namespace }) => inside === true && isExceptedFromDownscaling(namespace));
    if (isLeftOut && !isIncluded(subject)) return [];
    const beside = around.map(({ namespace }) => namespace);
    const isClear = !isLeftOut && around.every(({ inside }) => inside === true);
    if (own !== undefined) {
        const what = `the annotation ${own.annotation}`;
        return [{ kind: "downscaler", what, certain: isClear && own.isRead, carrier: subject, beside }];
    }
    return around.flatMap(({ inside, namespace }): readonly WorkloadScaler[] => {
        const downscaling = downscalingOf(namespace);
        if (downscaling === undefined) return [];
        const what = `the annotation ${downscaling.annotation} of the namespace ${namespace.name}`;
        const certain = inside === true && downscaling.isRead;
        return [{ kind: "downscaler", what, certain, carrier: namespace, beside: [namespace] }];
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
