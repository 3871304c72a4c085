import type { SubjectReading } from "../plan/subject";
import type { ScheduledAction } from "./schedule-target";
import { isEndless, momentPattern } from "./schedule-patterns";
import type { Timing } from "./schedule-times";

/** When something happens, and whether it goes on. */
export type When = Pick<ScheduledAction, "recurs" | "bounded" | "timing">;

/** Where a schedule says when it fires. */
export interface WhenReadings {
    readonly expression: SubjectReading;
    readonly zone: SubjectReading;
    /** Moments in UTC that it does not fire before, and from which on it does not any more. */
    readonly from: SubjectReading;
    readonly to: SubjectReading;
}

/** The reading of what a schedule has no input for. */
export const NEVER_SET: SubjectReading = { state: "absent", path: "", why: "not set" };
/** The reading of the zone of a schedule that knows none. */
export const BY_UTC: SubjectReading = { state: "known", path: "", value: "UTC", secret: false };

/** A single moment, as AWS writes it. */
const ONCE = /^\s*at\(/;

/**
 * When something fires, from what its expression, its zone and its dates say.
 *
 * @param patternOf Reads an expression as its service writes them.
 */
export function whenOf(readings: WhenReadings, patternOf: (expression: string) => string | undefined): When {
    const { expression, to } = readings;
    const ends = to.state !== "absent";
    if (expression.state !== "known" || typeof expression.value !== "string") {
        return { recurs: undefined, bounded: ends, timing: undefined };
    }
    const pattern = patternOf(expression.value);
    const timing = pattern === undefined ? undefined : timingOf(pattern, readings);
    if (ONCE.test(expression.value)) return { recurs: false, bounded: true, timing };
    // Whether one that ends recurs for long enough to count is for nobody to say without a clock.
    if (ends || (pattern !== undefined && !isEndless(pattern))) return { recurs: undefined, bounded: true, timing };
    return { recurs: true, bounded: false, timing };
}

/** What happens once, at a moment in UTC. */
export function onceAt(moment: SubjectReading): When {
    const pattern =
        moment.state === "known" && typeof moment.value === "string" ? momentPattern(moment.value) : undefined;
    return { recurs: false, bounded: true, timing: pattern === undefined ? undefined : { pattern, zone: "UTC" } };
}

function timingOf(pattern: string, { zone, from, to }: WhenReadings): Timing | undefined {
    if (zone.state !== "known" || typeof zone.value !== "string") return undefined;
    const [first, last] = [from, to].map(minuteOf);
    if (first === UNREADABLE || last === UNREADABLE) return undefined;
    return {
        pattern,
        zone: zone.value,
        ...(first === undefined ? {} : { from: first }),
        ...(last === undefined ? {} : { to: last }),
    };
}

const UNREADABLE = "unreadable";
const MINUTE_MS = 60_000;

function minuteOf(moment: SubjectReading): number | typeof UNREADABLE | undefined {
    if (moment.state === "absent") return undefined;
    const at = moment.state === "known" && typeof moment.value === "string" ? Date.parse(moment.value) : Number.NaN;
    return Number.isNaN(at) ? UNREADABLE : Math.floor(at / MINUTE_MS);
}
