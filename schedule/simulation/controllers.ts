import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { Timing } from "../schedule-times";
import type { Conflict } from "./model";

/** What may stop a resource beside the schedules of its plan, such as AWS Instance Scheduler by a tag. */
export interface OtherController {
    /** For people to read: why it cannot be told when it does. */
    readonly doubt: string;
    /** Whether the plan shows that there is one; where it does not, one may be hidden. */
    readonly isShown: boolean;
    /** When it stops and starts the resource; nothing where the plan does not say. */
    readonly timetable?: Timetable | undefined;
}

/** When a controller stops and starts something, as it is told to. */
export interface Timetable {
    /** For people to read: what tells it. */
    readonly name: string;
    readonly stops: readonly Timing[];
    readonly starts: readonly Timing[];
}

/** Something that scales a workload by the clock. */
export interface WorkloadScaler {
    /** Those of one kind are one: a job takes down what another brings up. */
    readonly kind: "downscaler" | "KEDA" | "jobs";
    /** For people to read. */
    readonly what: string;
    /** Whether it certainly scales this one. */
    readonly certain: boolean;
    /** What carries its times: the workload or its namespace, an autoscaler, a job. */
    readonly carrier: Subject;
    /** What says to a downscaler what its carrier does not: the namespace of the workload. */
    readonly beside?: readonly Subject[];
    /** How many a job leaves; nothing for other kinds, and for a job that takes away and gives back. */
    readonly replicas?: number | undefined;
}

/** The first two that are not one, of another kind or two autoscalers: each undoes what the other has done. */
export function rivalsIn(
    controllers: readonly WorkloadScaler[],
): readonly [WorkloadScaler, WorkloadScaler] | undefined {
    const [first] = controllers;
    const rival = controllers.slice(1).find(one => one.kind !== first?.kind || one.kind === "KEDA");
    return first === undefined || rival === undefined ? undefined : [first, rival];
}

/** A workload, and what scales it by the clock. */
export interface ScaledWorkload {
    readonly subject: Subject;
    readonly controllers: readonly WorkloadScaler[];
}

/** What controllers do beside what is simulated of them, as far as somebody else judges it. */
export interface ControllerFindings {
    readonly conflicts: readonly Conflict[];
    readonly undecided: readonly { readonly path: string; readonly message: string }[];
}

/** What is known of controllers beside schedules. What they obey, settings know. */
export interface Controllers {
    /** What beside schedules may stop a resource; nothing where nothing does. */
    readonly ofResource: (subject: Subject) => OtherController | undefined;
    /** Every workload with what scales it. */
    readonly ofWorkloads: (stack: Stack) => readonly ScaledWorkload[];
    readonly findingsIn: (stack: Stack) => ControllerFindings;
}

/** Where nobody says what other controllers obey. */
export const NO_CONTROLLERS: Controllers = {
    ofResource: () => undefined,
    ofWorkloads: () => [],
    findingsIn: () => ({ conflicts: [], undecided: [] }),
};
