import { IANAZone } from "luxon";
import { FIRST_YEAR, LAST_YEAR } from "./known-years";
import {
    dateOf,
    localText,
    type LocalMinute,
    MINUTE_MS,
    MINUTES_A_DAY,
    MINUTES_A_WEEK,
    momentsAt,
    type UtcMinute,
    weekdayOf,
} from "./local-time";
import type { Weekday } from "./weekdays";

/** How far it is from one look at a zone's clocks to the next: no zone changes them twice in less than six days. */
const STEP_MS = (MINUTES_A_WEEK / 2) * MINUTE_MS;

/** One change of a zone's clocks. */
export interface ClockChange {
    readonly at: UtcMinute;
    /** The local minute that the clocks would have shown next. */
    readonly localMinute: LocalMinute;
    /** How far they were moved: positive when time was skipped, negative when it was repeated. */
    readonly shiftMinutes: number;
}

/** Some years, one after the other. */
export interface Years {
    readonly first: number;
    readonly last: number;
}

const KNOWN_YEARS: Years = { first: FIRST_YEAR, last: LAST_YEAR };
/** Found once for each zone: it takes milliseconds, and every component that checks its environment asks. */
const found = new Map<string, readonly ClockChange[]>();

/**
 * The changes of a zone's clocks, in order.
 *
 * @default 2026 to 2036
 */
export function clockChanges(timeZone: string, years = KNOWN_YEARS): readonly ClockChange[] {
    const key = `${timeZone} ${years.first} ${years.last}`;
    const known = found.get(key) ?? findClockChanges(timeZone, years);
    found.set(key, known);
    return known;
}

/** The years of {@link clockChanges}, and those of some days since 1970-01-01 with the year before and the year after. */
export function yearsAround(days: Iterable<number>): Years {
    const years = [...days].map(day => Number(dateOf(day).slice(0, 4)));
    return {
        first: Math.min(FIRST_YEAR, ...years.map(year => year - 1)),
        last: Math.max(LAST_YEAR, ...years.map(year => year + 1)),
    };
}

function findClockChanges(timeZone: string, { first, last }: Years): readonly ClockChange[] {
    const zone = IANAZone.create(timeZone);
    const changes: ClockChange[] = [];
    const end = Date.UTC(last + 1, 0, 1);
    let before = zone.offset(Date.UTC(first, 0, 1));
    for (let from = Date.UTC(first, 0, 1); from < end; from += STEP_MS) {
        const after = zone.offset(from + STEP_MS);
        if (before === after) continue;
        const at = instantOfChange(zone, from, from + STEP_MS);
        changes.push({ at, localMinute: at + before, shiftMinutes: after - before });
        before = after;
    }
    return changes;
}

/** The first minute at which the offset is no longer what it was at `from`; it differs at `to`. Both are in milliseconds. */
function instantOfChange(zone: IANAZone, from: number, to: number): UtcMinute {
    const before = zone.offset(from);
    let same = from / MINUTE_MS;
    let changed = to / MINUTE_MS;
    while (changed - same > 1) {
        const middle = Math.floor((same + changed) / 2);
        if (zone.offset(middle * MINUTE_MS) === before) same = middle;
        else changed = middle;
    }
    return changed;
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
export function clockChangeOf(
    timeZone: string,
    days: readonly Weekday[],
    minute: number,
    years = KNOWN_YEARS,
): string | undefined {
    for (const { localMinute, shiftMinutes } of clockChanges(timeZone, years)) {
        const first = Math.min(localMinute, localMinute + shiftMinutes);
        const last = Math.max(localMinute, localMinute + shiftMinutes) - 1;
        for (let day = Math.floor(first / MINUTES_A_DAY); day <= Math.floor(last / MINUTES_A_DAY); day++) {
            const moment = day * MINUTES_A_DAY + minute;
            if (moment < first || moment > last || !days.includes(weekdayOf(day))) continue;
            return inWords(timeZone, moment, shiftMinutes > 0 ? "is skipped" : "comes twice");
        }
    }
    return undefined;
}

/** Says in words that clocks skip or repeat a minute of a date, or nothing if it comes once. */
export function clockChangeAt(timeZone: string, moment: LocalMinute): string | undefined {
    const times = momentsAt(timeZone, moment).length;
    return times === 1 ? undefined : inWords(timeZone, moment, times === 0 ? "is skipped" : "comes twice");
}

function inWords(timeZone: string, moment: LocalMinute, verb: string): string {
    const [date = "", time = ""] = localText(moment).split("T");
    return `${time} ${verb} in ${timeZone} on ${date}`;
}
