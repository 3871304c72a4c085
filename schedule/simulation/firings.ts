import { type LocalMinute, MINUTE_MS, MINUTES_A_DAY, type UtcMinute } from "../../hours/local-time";
import { kubernetesCron } from "../kubernetes-cron";
import { kubernetesCronMoments } from "../kubernetes-cron-moments";
import { cronOf } from "../schedule-patterns";
import type { Timing } from "../schedule-times";
import type { Interval } from "./model";
import { remembered } from "./remembered";
import { firstMomentAt } from "./wall-clock";

/** What makes a timer fire: a pattern of cron on the clocks of a zone, a schedule of Kubernetes, or a steady rate. */
export type Trigger =
    | { readonly kind: "pattern"; readonly pattern: string; readonly zone: string }
    | { readonly kind: "kubernetes"; readonly schedule: string; readonly zone: string }
    | { readonly kind: "rate"; readonly from: UtcMinute; readonly everyMinutes: number };

/** When something fires, and for how long it goes on doing so. */
export interface Timer {
    readonly trigger: Trigger;
    /** Nothing fires before it, where there is such a moment. */
    readonly begins: UtcMinute | undefined;
    /** Nothing fires from it on, where there is such a moment. */
    readonly ends: UtcMinute | undefined;
}

/** More moments than a timer of people's hours has in two years: 50 a day. What fires as often says nothing of when people work. */
const MOST_MOMENTS = 36_500;

/** What is said of one that does. */
export const FIRES_ALL_THE_TIME = "fires more than 50 times a day, which says nothing of when people work";

/** The timer of a schedule's times. */
export function timerIn({ from, pattern, to, zone }: Timing): Timer {
    return { trigger: { kind: "pattern", pattern, zone }, begins: from, ends: to };
}

/**
 * When a timer fires in a window, in order; nothing for one that fires all the time.
 *
 * EventBridge Scheduler skips a local time that does not exist, and fires once at one that comes twice (its user guide,
 * "Daylight savings time"); the first of both is taken, as the guide does not say which. A library of cron has rules of
 * its own for that, so patterns are unrolled on clocks that never change, and only then looked up in the zone.
 */
export function firings(
    { trigger, begins = -Infinity, ends = Infinity }: Timer,
    window: Interval,
): readonly UtcMinute[] | undefined {
    const from = Math.max(window.from, begins);
    const to = Math.min(window.to, ends);
    return momentsOf(trigger, window)?.filter(at => at >= from && at < to);
}

function momentsOf(trigger: Trigger, window: Interval): readonly UtcMinute[] | undefined {
    switch (trigger.kind) {
        case "rate":
            return steady(trigger, window);
        case "pattern":
            return remembered(["pattern", trigger.pattern, trigger.zone, window.from, window.to], () =>
                patternMoments(trigger, window),
            );
        case "kubernetes":
            return remembered(["kubernetes", trigger.schedule, trigger.zone, window.from, window.to], () =>
                kubernetesMoments(trigger, window),
            );
    }
}

function steady(
    { everyMinutes, from }: Extract<Trigger, { kind: "rate" }>,
    window: Interval,
): readonly UtcMinute[] | undefined {
    const first = from + Math.max(0, Math.ceil((window.from - from) / everyMinutes)) * everyMinutes;
    const count = Math.max(0, Math.ceil((window.to - first) / everyMinutes));
    if (count > MOST_MOMENTS) return undefined;
    return Array.from({ length: count }, (_, place) => first + place * everyMinutes);
}

function patternMoments(
    { pattern, zone }: Extract<Trigger, { kind: "pattern" }>,
    window: Interval,
): readonly UtcMinute[] | undefined {
    // No zone is further from UTC than a day.
    const local = { from: window.from - MINUTES_A_DAY, to: window.to + MINUTES_A_DAY };
    return unrolled(pattern, local)
        ?.flatMap(minute => firstMomentAt(zone, minute) ?? [])
        .sort((one, other) => one - other);
}

/** Kubernetes has rules of its own for clocks that change, and is read by them. */
function kubernetesMoments(
    { schedule, zone }: Extract<Trigger, { kind: "kubernetes" }>,
    window: Interval,
): readonly UtcMinute[] | undefined {
    const fields = kubernetesCron(schedule);
    if (typeof fields === "string") return undefined;
    const moments = kubernetesCronMoments(fields, zone, window, MOST_MOMENTS + 1);
    return moments.length > MOST_MOMENTS ? undefined : moments;
}

/** The minutes of a window that match a pattern, on clocks that never change; nothing where there are too many. */
function unrolled(pattern: string, window: Interval): readonly LocalMinute[] | undefined {
    const cron = cronOf(pattern);
    const end = window.to * MINUTE_MS;
    const minutes: LocalMinute[] = [];
    // A minute before, as croner gives what comes after a moment.
    let at = cron.nextRun(new Date((window.from - 1) * MINUTE_MS));
    while (at !== null && at.getTime() < end) {
        minutes.push(at.getTime() / MINUTE_MS);
        if (minutes.length > MOST_MOMENTS) return undefined;
        at = cron.nextRun(at);
    }
    return minutes;
}
