import { isPropertyMap, type PropertyMap } from "../../../plan/value";
import { listed, textOf } from "../../../plan/plain";
import type { Stack, Subject } from "../../kernel";
import { namespaceOf } from "./namespaces";

export const CRON_JOB = "kubernetes:batch/v1:CronJob";
/** The component whose jobs put all workloads of some namespaces to sleep. */
const WORKLOAD_HOURS = "stagewright:schedule:WorkloadHours";
/** The variable in which it names them, and the label by which it leaves a workload alone. */
const NAMESPACES = "NAMESPACES";
const NEVER_SLEEPS = { key: "sleeps", value: "never" };

/** A job on a schedule that scales workloads. */
export interface ScalingJob {
    readonly job: Subject;
    readonly namespace: string;
    /** Kind and name of the one workload; nothing where it scales all of the namespace. */
    readonly only: { readonly kind: string; readonly name: string } | undefined;
    /** How many it leaves; nothing where it takes away and gives back. */
    readonly replicas: number | undefined;
}

/** Every job on a schedule of which the plan shows that it scales workloads, as `kubectl scale` does. */
export function scalingJobs(stack: Stack): readonly ScalingJob[] {
    return stack
        .byType(CRON_JOB)
        .filter(({ resource }) => !resource.external)
        .flatMap(job =>
            job.parents.some(({ type }) => type === WORKLOAD_HOURS) ? ofNamespaces(job) : ofCommands(job),
        );
}

/** Whether a job scales a workload. */
export function scales({ job, namespace, only }: ScalingJob, workload: Subject): boolean {
    if (job.resource.provider?.urn !== workload.resource.provider?.urn) return false;
    const own = namespaceOf(workload);
    if (own.state !== "known" || own.value !== namespace) return false;
    if (only === undefined) {
        const label = workload.read(`metadata.labels.${NEVER_SLEEPS.key}`);
        return label.state !== "known" || label.value !== NEVER_SLEEPS.value;
    }
    const name = workload.read("metadata.name");
    return only.kind === workload.type.split(":").at(-1) && name.state === "known" && name.value === only.name;
}

function ofNamespaces(job: Subject): readonly ScalingJob[] {
    const namespaces = containersOf(job).flatMap(container =>
        listed(container["env"]).flatMap(variable =>
            isPropertyMap(variable) && variable["name"] === NAMESPACES ? textOf(variable["value"]).split(" ") : [],
        ),
    );
    return namespaces.map(namespace => ({ job, namespace, only: undefined, replicas: undefined }));
}

/** `kubectl scale deployment/api --replicas=0 -n shop`, in whatever order. */
const COMMAND = /\bscale\b([^;&|\n]*)/g;
const WORKLOAD = /\b(deployment|deploy|statefulset|sts)s?(?:\.apps)?[/ ]+([a-z0-9][a-z0-9.-]*)/;
const REPLICAS = /--replicas[= ](\d+)/;
const NAMESPACE = /(?:^|\s)(?:-n|--namespace)[= ]?\s*([a-z0-9][a-z0-9-]*)/;

function ofCommands(job: Subject): readonly ScalingJob[] {
    const own = namespaceOf(job);
    return containersOf(job).flatMap(container => {
        const text = [...listed(container["command"]), ...listed(container["args"])].map(textOf).join(" ");
        return [...text.matchAll(COMMAND)].flatMap(([, words = ""]) => {
            const [, kind, name] = WORKLOAD.exec(words) ?? [];
            const [, replicas] = REPLICAS.exec(words) ?? [];
            const namespace = NAMESPACE.exec(words)?.[1] ?? (own.state === "known" ? textOf(own.value) : "");
            if (kind === undefined || name === undefined || replicas === undefined || namespace === "") return [];
            const only = { kind: kind.startsWith("s") ? "StatefulSet" : "Deployment", name };
            return [{ job, namespace, only, replicas: Number(replicas) }];
        });
    });
}

function containersOf(job: Subject): readonly PropertyMap[] {
    const containers = job.read("spec.jobTemplate.spec.template.spec.containers");
    return containers.state === "known" ? listed(containers.value).filter(isPropertyMap) : [];
}
