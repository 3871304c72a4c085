import type { UtcMinute } from "../../hours/local-time";
import type { Part } from "../../hours/parts";
import type { Subject, SubjectReading } from "../../plan/subject";
import type { ScheduledAction } from "../schedule-target";
import type { Interval, Thing } from "./model";

/** One moment at which something is switched. */
export interface Move {
    readonly at: UtcMinute;
    readonly wakes: boolean;
    readonly action: ScheduledAction;
}

/** Something that sleeps, with all that puts it to sleep and wakes it in a window. */
export interface Sleeping {
    readonly subject: Subject;
    readonly what: string;
    readonly part: Part;
    readonly paidByTime: boolean;
    /** The resources that put it to sleep and wake it. */
    readonly by: readonly Subject[];
    /** Every moment of the window at which it is switched, in order; empty for what is not switched by moments. */
    readonly moves: readonly Move[];
    /** The resources that switch it at a moment, either way. */
    readonly switchersAt: (at: UtcMinute, wakes: boolean) => readonly Subject[];
    /** What is known of it in. */
    readonly window: Interval;
    /** When it is awake in the window, in order and apart. */
    readonly awake: readonly Interval[];
    /** Stretches of {@link awake} that began with a start by AWS, after seven days. */
    readonly restarted: readonly Interval[];
    /** Moments at which AWS starts it after seven days, and a rule of the stack stops it again. */
    readonly stoppedAgain: readonly UtcMinute[];
}

/** What is known of everything of some kind in a window. */
export interface Observed {
    readonly sleeping: readonly Sleeping[];
    /** What keeps them from being told whole. */
    readonly undecided: readonly string[];
}

export function thingOf({ subject, what }: { readonly subject: Subject; readonly what: string }): Thing {
    return { path: subject.path, urn: subject.urn, type: subject.type, what };
}

/** Whether our own components made all that switches something: then the leads that it keeps are those of its part. */
export function isOurs({ by }: Sleeping): boolean {
    return by.every(({ parents }) => parents.some(({ type }) => type.startsWith("stagewright:")));
}

/** Whether what a reading says is not to be shown. */
export function isMarkedSecret(reading: SubjectReading): boolean {
    return reading.state !== "absent" && reading.secret;
}
