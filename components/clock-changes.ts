import { IANAZone } from "luxon";
import { WEEKDAYS, type Weekday } from "./weekdays";

/**
 * Years whose clock changes are looked at. Fixed, so that the same program plans the same on every day; far enough ahead
 * that a rule of any zone repeats within it.
 */
const FIRST_YEAR = 2026;
const LAST_YEAR = 2036;

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
const MINUTES_A_DAY = 24 * 60;
/** Day 0 of the epoch, 1970-01-01, was a Thursday; here the first is Monday, so that day is at index 3. */
const WEEKDAY_OF_DAY_ZERO = 3;

/** One change of a zone's clocks. Local minutes count from 1970-01-01T00:00 as clocks on the wall show it. */
export interface ClockChange {
    /** The local minute that the clocks would have shown next. */
    readonly localMinute: number;
    /** How far they were moved: positive when time was skipped, negative when it was repeated. */
    readonly shiftMinutes: number;
}

/** Found once for each zone: it takes milliseconds, and every component that checks its environment asks. */
const found = new Map<string, readonly ClockChange[]>();

/** The changes of a zone's clocks from 2026 to 2036, in order. */
export function clockChanges(timeZone: string): readonly ClockChange[] {
    const known = found.get(timeZone) ?? findClockChanges(timeZone);
    found.set(timeZone, known);
    return known;
}

function findClockChanges(timeZone: string): readonly ClockChange[] {
    const zone = IANAZone.create(timeZone);
    const changes: ClockChange[] = [];
    const end = Date.UTC(LAST_YEAR + 1, 0, 1);
    // A week at a time: no zone changes its clocks twice within one.
    for (let from = Date.UTC(FIRST_YEAR, 0, 1); from < end; from += WEEK_MS) {
        const before = zone.offset(from);
        const after = zone.offset(from + WEEK_MS);
        if (before === after) continue;
        const at = instantOfChange(zone, from, from + WEEK_MS);
        changes.push({ localMinute: at / MINUTE_MS + before, shiftMinutes: after - before });
    }
    return changes;
}

/** The first minute at which the offset is no longer what it was at `from`; it differs at `to`. */
function instantOfChange(zone: IANAZone, from: number, to: number): number {
    const before = zone.offset(from);
    let same = from / MINUTE_MS;
    let changed = to / MINUTE_MS;
    while (changed - same > 1) {
        const middle = Math.floor((same + changed) / 2);
        if (zone.offset(middle * MINUTE_MS) === before) same = middle;
        else changed = middle;
    }
    return changed * MINUTE_MS;
}

/** The furthest that a zone's clocks ever move at once, in minutes: 0 where they never do. */
export function largestClockChangeMinutes(timeZone: string): number {
    return Math.max(0, ...clockChanges(timeZone).map(change => Math.abs(change.shiftMinutes)));
}

/**
 * Says in words on which date a local time is skipped or repeated on one of the days, or nothing if it never is.
 *
 * A timer at a skipped time does not fire, and one at a repeated time is ambiguous: either is refused, never guessed.
 */
export function clockChangeOf(timeZone: string, days: readonly Weekday[], minute: number): string | undefined {
    for (const { localMinute, shiftMinutes } of clockChanges(timeZone)) {
        const first = Math.min(localMinute, localMinute + shiftMinutes);
        const last = Math.max(localMinute, localMinute + shiftMinutes) - 1;
        for (let day = Math.floor(first / MINUTES_A_DAY); day <= Math.floor(last / MINUTES_A_DAY); day++) {
            const moment = day * MINUTES_A_DAY + minute;
            if (moment < first || moment > last || !days.some(weekday => isOn(weekday, day))) continue;
            const local = new Date(moment * MINUTE_MS).toISOString();
            const verb = shiftMinutes > 0 ? "is skipped" : "comes twice";
            return `${local.slice(11, 16)} ${verb} in ${timeZone} on ${local.slice(0, 10)}`;
        }
    }
    return undefined;
}

/** Whether a day, counted from 1970-01-01, is a given weekday. */
function isOn(weekday: Weekday, day: number): boolean {
    return WEEKDAYS.indexOf(weekday) === (day + WEEKDAY_OF_DAY_ZERO) % WEEKDAYS.length;
}
