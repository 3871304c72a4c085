import { groupBy } from "../../../plan/group-by";
import { holdsSecret, listed, textOf } from "../../../plan/plain";
import { isPropertyMap, type PropertyMap, Unknown } from "../../../plan/value";
import type { Stack, Subject, SubjectReading } from "../../kernel";
import { allTrue } from "./all-true";
import { namespaceOf, standTogether } from "./namespaces";
import { isRead, scaleCommands, type Target, UNREAD_WORD } from "./scale-commands";

export const CRON_JOB = "kubernetes:batch/v1:CronJob";
/** The component whose jobs put all workloads of some namespaces to sleep. */
const WORKLOAD_HOURS = "stagewright:schedule:WorkloadHours";
/** The variable in which it names them, and the label by which it leaves a workload alone. */
const NAMESPACES = "NAMESPACES";
const NEVER_SLEEPS = { key: "sleeps", value: "never" };

const CONTAINERS = "spec.jobTemplate.spec.template.spec.containers";

/** A job on a schedule that scales workloads. */
export interface ScalingJob {
    readonly job: Subject;
    /** The namespace that it names, or else whether it is the job's own; nothing where that is not known. */
    readonly namespace: string | typeof OWN | undefined;
    /** The one workload, or all of a kind; nothing where it scales all of the namespace. */
    readonly only: Target | undefined;
    /** How many it leaves; nothing where it takes away and gives back, and where that is not known. */
    readonly replicas: number | undefined;
    /** Whether all of the command is known that says what it scales, and to how many. */
    readonly certain: boolean;
    /** Whether what it says is not to be shown. */
    readonly isSecret: boolean;
}

/** Stands for the namespace of the job itself, of which a plan may not say the name. */
export const OWN = Symbol("the namespace of the job");

/** Every job on a schedule of which the plan shows that it scales workloads, as `kubectl scale` does, and is not suspended. */
export function scalingJobs(stack: Stack): readonly ScalingJob[] {
    return stack
        .byType(CRON_JOB)
        .filter(job => !job.resource.external && !isSuspended(job))
        .flatMap(job =>
            job.parents.some(({ type }) => type === WORKLOAD_HOURS) ? ofNamespaces(job) : ofCommands(job),
        );
}

/** The jobs that may scale a workload of a name: a stack may hold hundreds of jobs, and thousands of workloads. */
export function jobsByName(jobs: readonly ScalingJob[]): (name: SubjectReading) => readonly ScalingJob[] {
    const byName = groupBy(jobs, ({ only }) => only?.name ?? ANY_NAME);
    return name =>
        name.state === "unknown"
            ? jobs
            : [
                  ...(name.state === "known" ? (byName.get(textOf(name.value)) ?? []) : []),
                  ...(byName.get(ANY_NAME) ?? []),
              ];
}

/** Stands for no name in particular. */
const ANY_NAME = "";

/** Whether a job scales a workload; nothing where that is not known. */
export function scales(scaling: ScalingJob, workload: Subject): boolean | undefined {
    const { certain, job, only } = scaling;
    if (job.resource.provider?.urn !== workload.resource.provider?.urn) return false;
    if (only === undefined) {
        const label = workload.read(`metadata.labels.${NEVER_SLEEPS.key}`);
        const sleeps = label.state !== "known" || label.value !== NEVER_SLEEPS.value;
        return sleeps && standsThere(scaling, workload) === true;
    }
    const isKind = only.kind === undefined ? undefined : only.kind === workload.type.split(":").at(-1);
    const isNamed = only.name === undefined || isText(workload.read("metadata.name"), only.name);
    return allTrue([isKind, isNamed, standsThere(scaling, workload), certain ? true : undefined]);
}

function standsThere({ job, namespace }: ScalingJob, workload: Subject): boolean | undefined {
    if (namespace === undefined) return undefined;
    return namespace === OWN ? standTogether(job, workload) : isText(namespaceOf(workload), namespace);
}

/** A name that is not set is one that no program writes. */
function isText(reading: SubjectReading, wanted: string): boolean | undefined {
    return reading.state === "unknown" ? undefined : reading.state === "known" && reading.value === wanted;
}

function ofNamespaces(job: Subject): readonly ScalingJob[] {
    const namespaces = containersOf(job).flatMap(container =>
        listed(container["env"]).flatMap(variable =>
            isPropertyMap(variable) && variable["name"] === NAMESPACES ? textOf(variable["value"]).split(" ") : [],
        ),
    );
    return namespaces.map(namespace => ({
        job,
        namespace,
        only: undefined,
        replicas: undefined,
        certain: true,
        isSecret: false,
    }));
}

function ofCommands(job: Subject): readonly ScalingJob[] {
    const containers = job.read(CONTAINERS);
    const isSecret = containers.state === "known" && (containers.secret || holdsSecret(containers.value));
    return containersOf(job).flatMap(container => {
        const words = [...listed(container["command"]), ...listed(container["args"])];
        return scaleCommands(words.map(word => (word instanceof Unknown ? UNREAD_WORD : textOf(word))).join(" ")).map(
            ({ namespace = OWN, replicas, target }): ScalingJob => ({
                job,
                namespace: typeof namespace === "string" && !isRead(namespace) ? undefined : namespace,
                only: target,
                replicas,
                certain: target.certain && replicas !== undefined,
                isSecret,
            }),
        );
    });
}

/** Words that a command may have which scales, or hands a script to a shell. */
const MAY_SCALE = /\b(?:kubectl|scale|(?:ba|da|k|z)?sh)\b/;

/** Whether a job may scale workloads by a command of which the plan does not say all. */
export function mayScaleUnread(job: Subject): boolean {
    if (job.read(CONTAINERS).state === "unknown") return true;
    return job.readAll(`${CONTAINERS}[]`).some(container => {
        if (container.state !== "known" || !isPropertyMap(container.value)) return true;
        const { args, command, image } = container.value;
        const words = [...listed(command), ...listed(args)];
        if (words.every(word => !(word instanceof Unknown))) return false;
        // What it begins with decides what the rest means.
        return (
            listed(command)[0] instanceof Unknown || [image, ...words].map(textOf).some(word => MAY_SCALE.test(word))
        );
    });
}

export function containersOf(job: Subject): readonly PropertyMap[] {
    const containers = job.read(CONTAINERS);
    return containers.state === "known" ? listed(containers.value).filter(isPropertyMap) : [];
}

/** Whether a job certainly does not run. */
function isSuspended(job: Subject): boolean {
    const suspended = job.read("spec.suspend");
    return suspended.state === "known" && suspended.value === true;
}
