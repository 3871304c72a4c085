import type { UtcMinute } from "../../hours/local-time";
import type { Part } from "../../hours/parts";
import type { Subject, SubjectReading } from "../../plan/subject";
import type { ScheduledAction } from "../schedule-target";
import type { Interval, Thing } from "./model";

/** One moment at which something is switched. */
export interface Turn {
    readonly at: UtcMinute;
    readonly wakes: boolean;
}

/** Of a stop and a start in one minute, the one that costs is taken: which is last is chance. */
export function inOrder(one: Turn, other: Turn): number {
    return one.at - other.at || Number(one.wakes) - Number(other.wakes);
}

/** One moment at which a schedule switches something. */
export interface Move extends Turn {
    readonly action: ScheduledAction;
}

/** What switches something: a resource, or a tag or an annotation that a controller obeys, which has no parents. */
export type Switcher = Pick<Subject, "name" | "parents">;

/** Something that sleeps, with all that puts it to sleep and wakes it in a window. */
export interface Sleeping {
    readonly subject: Subject;
    readonly what: string;
    readonly part: Part;
    readonly paidByTime: boolean;
    /** What puts it to sleep and wakes it. */
    readonly by: readonly Switcher[];
    /** Every moment of the window at which it is switched, in order; empty for what is not switched by moments. */
    readonly moves: readonly Move[];
    /** What switches it at a moment, either way. */
    readonly switchersAt: (at: UtcMinute, wakes: boolean) => readonly Switcher[];
    /** What is known of it in. */
    readonly window: Interval;
    /** When it is awake in the window, in order and apart. */
    readonly awake: readonly Interval[];
    /** Stretches of {@link awake} that began with a start by AWS, after seven days. */
    readonly restarted: readonly Interval[];
    /** Moments at which AWS starts it after seven days, and a rule of the stack stops it again. */
    readonly stoppedAgain: readonly UtcMinute[];
}

/** By path of a thing when those that switch it begin to want different things. */
export type Contested = ReadonlyMap<string, readonly UtcMinute[]>;

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
