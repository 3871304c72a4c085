import * as fc from "fast-check";
import { clockChanges } from "../../hours/clock-changes";
import { dateOf, dayOf, MINUTES_A_DAY, MINUTES_A_WEEK, timeOfDay } from "../../hours/local-time";
import { WEEKDAYS } from "../../hours/weekdays";
import type { ClosedDays, DaySpan, ExceptionalDay, WeekSpan, WorkingHours } from "../../hours/working-hours";

/**
 * Zones whose clocks do what programs do not expect: at Ramadan, by half an hour or by two, at midnight and just before it, on
 * other days than Sundays, by rules that end, or whose offset is of a quarter of an hour or further than half a day away.
 */
export const HOSTILE_ZONES = [
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Antarctica/Troll",
    "Australia/Lord_Howe",
    "Asia/Gaza",
    "America/Nuuk",
    "America/Scoresbysund",
    "Pacific/Apia",
    "America/Santiago",
    "Pacific/Easter",
    "America/Havana",
    "America/Asuncion",
    "Atlantic/Azores",
    "Asia/Beirut",
    "Africa/Cairo",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Asia/Almaty",
];

/** Places whose holidays are observed on other days, last from evening to evening, or follow the moon. */
const COUNTRIES = ["US", "GB", "JP", "IL", "MA", "ZA"];

/** Times of day at which something is likely to go wrong. */
const EDGY_MINUTES = [0, 1, 5, 10, 24, 25, 29, 30, 59, 60, 90, 119, 120, 150, 180, 1380, 1410, 1415, 1430, 1439];
const minuteOfDay = fc.oneof(fc.constantFrom(...EDGY_MINUTES), fc.nat(MINUTES_A_DAY - 1));

/** A run of work of any length up to six days and a half, as spans that touch at midnight. */
const run: fc.Arbitrary<readonly WeekSpan[]> = fc
    .tuple(fc.nat(WEEKDAYS.length - 1), minuteOfDay, fc.oneof(fc.integer({ min: 1, max: 900 }), fc.nat(9360)))
    .map(([day, minute, length]) => {
        const begin = day * MINUTES_A_DAY + minute;
        const end = begin + Math.max(1, Math.min(length, MINUTES_A_WEEK - 1));
        return daysOf(begin, end).map(([from, to]) => ({
            days: [WEEKDAYS[Math.floor(from / MINUTES_A_DAY) % WEEKDAYS.length]!],
            start: timeOfDay(from % MINUTES_A_DAY),
            end: timeOfDay(to % MINUTES_A_DAY),
        }));
    });

/** A span cut at midnights. */
function daysOf(begin: number, end: number): readonly (readonly [from: number, to: number])[] {
    const pieces: (readonly [number, number])[] = [];
    for (let from = begin; from < end;) {
        const to = Math.min(end, (Math.floor(from / MINUTES_A_DAY) + 1) * MINUTES_A_DAY);
        pieces.push([from, to]);
        from = to;
    }
    return pieces;
}

const span: fc.Arbitrary<DaySpan> = fc
    .tuple(minuteOfDay, minuteOfDay)
    .map(([start, end]) => ({ start: timeOfDay(start), end: timeOfDay(end) }));

/** Dates on which a year, a month of a leap year or the clocks turn, and any others. */
function dates(timeZone: string, year: number): fc.Arbitrary<string> {
    const turns = clockChanges(timeZone, { first: year, last: year }).map(({ localMinute }) =>
        Math.floor(localMinute / MINUTES_A_DAY),
    );
    const edges = [
        ...[`${year}-01-01`, `${year}-12-31`, `${year}-02-28`, `${year}-03-01`, `${year}-12-25`, "2028-02-29"].map(
            dayOf,
        ),
        ...turns.flatMap(day => [day - 1, day, day + 1]),
    ];
    return fc
        .oneof(
            fc.constantFrom(...edges),
            fc.nat(364).map(day => dayOf(`${year}-01-01`) + day),
        )
        .map(dateOf);
}

/** Hours of the most unlikely kind, in one zone; what deviates lies in one year. Many are refused. */
export function hostileHours(timeZone: string, year: number): fc.Arbitrary<WorkingHours> {
    const date = dates(timeZone, year);
    const closed: fc.Arbitrary<readonly ClosedDays[]> = fc
        .array(fc.tuple(date, fc.oneof(fc.constant(0), fc.nat(91))), { maxLength: 3 })
        .map(all => all.map(([from, more]) => ({ from, to: dateOf(dayOf(from) + more), reason: "closed" })));
    const exceptions: fc.Arbitrary<readonly ExceptionalDay[]> = fc
        .array(fc.tuple(date, fc.array(span, { maxLength: 2 })), { maxLength: 3 })
        .map(all => all.map(([one, spans]) => ({ date: one, spans, reason: "exception" })));
    return fc.record(
        {
            timeZone: fc.constant(timeZone),
            week: fc.array(run, { minLength: 1, maxLength: 3 }).map(runs => runs.flat()),
            closed,
            exceptions,
            holidays: fc.constantFrom(...COUNTRIES).map(country => ({ country, years: [year] })),
            warmUpMinutes: fc.constantFrom(30, 31, 90, 240),
        },
        { requiredKeys: ["timeZone", "week"] },
    );
}
