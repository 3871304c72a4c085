import type { Span, UtcMinute } from "../../hours/local-time";
import type { Part } from "../../hours/parts";
import type { WorkingHours } from "../../hours/working-hours";

/** From one moment up to another, which is not in it. */
export type Interval = Span;

/** When people of an environment work, and who says so. */
export interface Intent {
    readonly hours: WorkingHours;
    /** The resource that carries them in the plan, or `stagewright.yaml`. */
    readonly source: string;
}

/** How a minute disagrees with what was intended. */
export type Disagreement = "asleep while it should be awake" | "awake while it should be asleep";

/** A disagreement, for as long as it lasts. */
export interface Disagreeing extends Interval {
    readonly kind: Disagreement;
    /** Why the target cannot do better, where that is known. */
    readonly why: string | undefined;
}

/** A resource, as reports name it. */
export interface Thing {
    /** Path in its program. */
    readonly path: string;
    readonly urn: string;
    readonly type: string;
    /** For people to read, such as `database cluster`. */
    readonly what: string;
}

/** What one resource costs in the year, in US dollars, as an estimate. */
export interface Cost {
    /** If it never slept. */
    readonly always: number;
    /** As simulated. */
    readonly simulated: number;
}

/** Something that sleeps, and when it does in the simulated year. */
export interface Sleeper extends Thing {
    /** What of the environment it is. */
    readonly part: Part;
    /** Whether it is paid for by the time that it is awake, as alarms and pods are not. Only what is counts as stoppable. */
    readonly paidByTime: boolean;
    /** Nothing for what is not paid for by time, or has no price in the table. */
    readonly cost: Cost | undefined;
    /** When it is awake in the year by what is emitted, in order. */
    readonly awake: readonly Interval[];
    /** Minutes that it is awake in the year. */
    readonly awakeMinutes: number;
    /** Names of the resources that put it to sleep and wake it, or of the tag or the setting of its own that does. */
    readonly by: readonly string[];
    /** When it is meant to be awake; nothing where nobody said what is meant. */
    readonly intended: readonly Interval[] | undefined;
    /** Where it is not as intended; nothing where nobody said what is. */
    readonly disagreements: readonly Disagreeing[] | undefined;
}

/** Something that costs by the hour and is not put to sleep by a schedule, and why. */
export interface Sleepless extends Thing {
    /**
     * `cannot`: nobody can stop it. `does not`: nothing stops it. `by itself`: it pauses when nobody uses it, which no plan
     * foresees. `undecided`: what stops it cannot be read.
     */
    readonly verdict: "cannot" | "does not" | "by itself" | "undecided";
    readonly why: string;
    /** Nothing for what has no price in the table, or costs only what is used. Awake all year, but for `by itself`. */
    readonly cost: Cost | undefined;
}

/** Two schedules that get in each other's way, or one in production's. */
export interface Conflict {
    readonly path: string;
    readonly message: string;
    /** When it is met first in the year; nothing for one that has no moment. */
    readonly at: UtcMinute | undefined;
    /** Every moment at which it is met, in order. @default - the first alone, where there is one */
    readonly moments?: readonly UtcMinute[];
    /** Whether it is a tag or an annotation, by which a controller finds what stands at the path. @default false */
    readonly isMark?: boolean;
}

/** A night in which the clocks of the zone change, with what happens in it. */
export interface ClockNight {
    /** The moment of the change. */
    readonly at: UtcMinute;
    /** How far clocks are moved: positive when time is skipped. */
    readonly shiftMinutes: number;
    /** What wakes or falls asleep from noon before to noon after, in order. */
    readonly events: readonly Change[];
}

/** One thing wakes, or falls asleep. */
export interface Change {
    readonly at: UtcMinute;
    readonly path: string;
    readonly urn: string;
    readonly what: string;
    readonly part: Part;
    readonly wakes: boolean;
    /** Names of the resources that do it: those that fire at that moment. None for a start by AWS, after seven days. */
    readonly by: readonly string[];
}

/** What one thing does at a moment. */
export interface ThingState extends Thing {
    readonly part: Part;
    readonly awake: boolean;
    /** When it wakes or falls asleep next; nothing where it does not within a year and a month. */
    readonly until: UtcMinute | undefined;
    /** Names of the resources that then do so. */
    readonly endedBy: readonly string[];
    /** Names of the resources that put it to sleep and wake it. */
    readonly by: readonly string[];
}

/** What is said of every stack, whatever was asked of it. */
interface StackReport {
    readonly stack: string;
    readonly environmentClass: string;
    /** Zone that moments are shown in: that of the intent, else that of the schedules, else UTC. */
    readonly timeZone: string;
    readonly intent: Intent | undefined;
    /** What does not sleep, or may; of what changes next, what may change as well. */
    readonly sleepless: readonly Sleepless[];
    /** What gets in the way of something else in the time that was looked at. */
    readonly conflicts: readonly Conflict[];
    /** What keeps the answer from being told whole. */
    readonly undecided: readonly string[];
    /** What should be known beside it, such as that no holidays are known after a date. */
    readonly notes: readonly string[];
}

/** An environment at one moment. */
export interface StateReport extends StackReport {
    readonly at: UtcMinute;
    /** Whether people work at that moment; nothing without an intent. */
    readonly open: boolean | undefined;
    /** Why the day is not an ordinary one, if it is not. */
    readonly specialDay: string | undefined;
    readonly things: readonly ThingState[];
}

/** What changes next, in order. */
export interface NextReport extends StackReport {
    readonly at: UtcMinute;
    readonly changes: readonly Change[];
}

/** What several things cost together. */
export interface Estimate extends Cost {
    /** What of it has no price in the table, by path. */
    readonly unpriced: readonly string[];
}

/** A year of one stack. */
export interface YearReport extends StackReport {
    readonly year: number;
    /** The whole year in the zone that moments are shown in. */
    readonly span: Interval;
    /** Whether people work, over the year; nothing without an intent. */
    readonly open: readonly Interval[] | undefined;
    /** Days of the year that are not ordinary, with why. */
    readonly specialDays: readonly { readonly date: string; readonly kind: string; readonly reason: string }[];
    readonly sleepers: readonly Sleeper[];
    readonly clockNights: readonly ClockNight[];
    /** Minutes that all that could sleep and is paid for by time is awake, of those that it would be if it never slept. */
    readonly stoppable: { readonly awakeMinutes: number; readonly allMinutes: number };
    readonly cost: { readonly stoppable: Estimate; readonly total: Estimate; readonly pricesOf: string };
}
