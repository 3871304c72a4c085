import { MINUTES_A_DAY, type UtcMinute } from "../../hours/local-time";
import { intendedIn, specialDaysIn } from "../../schedule/simulation/intent";
import type { Intent, YearReport } from "../../schedule/simulation/model";

/** How far people's next day at work is looked for: no closure is longer than a year and a few weeks. */
const HORIZON_DAYS = 400;
/** A span that goes on at a moment began before it, and no span of a day is longer than one. */
const BEFORE_DAYS = 8;

/** When people work, or work next. */
export interface Working {
    readonly from: UtcMinute;
    /** Nothing where they work on and on. */
    readonly to: UtcMinute | undefined;
    /** Days from the moment up to it that are not ordinary, and why. */
    readonly specialDays: YearReport["specialDays"];
}

/** The span of work that goes on at a moment, else the next one; nothing where there is none, or nobody says so. */
export function workingAt(intent: Intent | undefined, at: UtcMinute): Working | undefined {
    if (intent === undefined) return undefined;
    const window = { from: at - BEFORE_DAYS * MINUTES_A_DAY, to: at + HORIZON_DAYS * MINUTES_A_DAY };
    // Probes are awake exactly while people work.
    const next = intendedIn(intent.hours, "probes", window).find(({ to }) => to > at);
    if (next === undefined) return undefined;
    return {
        from: next.from,
        to: next.to === window.to ? undefined : next.to,
        specialDays: specialDaysIn(intent.hours, { from: at, to: Math.max(next.from, at + 1) }),
    };
}
