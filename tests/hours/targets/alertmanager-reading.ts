import * as assert from "node:assert/strict";
import { DateTime } from "luxon";
import { awakeSpans, calendarOf } from "../../../hours/calendar";
import {
    dateOf,
    dayOf,
    localMinuteAt,
    localText,
    MINUTES_A_DAY,
    momentsAt,
    type UtcMinute,
    weekdayOf,
} from "../../../hours/local-time";
import { alertmanagerIntervals, type TimeInterval } from "../../../hours/targets/alertmanager";
import { WEEKDAYS } from "../../../hours/weekdays";
import type { WorkingHours } from "../../../hours/working-hours";

const SPELLED = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** Samples begin and end at quarters of an hour; so does the year of a test that looks at each. */
const QUARTER = 15;

/** Whether a number is in one of Alertmanager's ranges; a field that is left out holds always. */
function holds(ranges: readonly string[] | undefined, number: number, last = Infinity): boolean {
    return (
        ranges?.some(range => {
            const [first, end = first] = range.split(":").map(Number);
            return first! <= last && first! <= number && number <= Math.min(end!, last);
        }) ?? true
    );
}

/** How many days Alertmanager takes a month for: by its hours, so one too few where clocks are put forward. */
function daysCounted(location: string, month: string): number {
    const first = DateTime.fromISO(`${month}-01`, { zone: location });
    return Math.floor(first.plus({ months: 1 }).diff(first).as("hours") / 24);
}

/** What the clock on the wall of a location shows, in the numbers that the fields of an interval speak of. */
function wallOf(location: string) {
    const counted = new Map<string, number>();
    return (at: UtcMinute) => {
        const local = localMinuteAt(location, at);
        const day = Math.floor(local / MINUTES_A_DAY);
        const date = dateOf(day);
        const month = date.slice(0, 7);
        const days = counted.get(month) ?? daysCounted(location, month);
        counted.set(month, days);
        const weekday = SPELLED[WEEKDAYS.indexOf(weekdayOf(day))]!;
        return { date: date.split("-").map(Number), days, weekday, minute: local - day * MINUTES_A_DAY };
    };
}

/** Whether an interval holds at what a clock shows, as Alertmanager's code has it. */
function isHeld(
    interval: TimeInterval,
    { date, days, minute, weekday }: ReturnType<ReturnType<typeof wallOf>>,
): boolean {
    const [year, month, dayOfMonth] = date;
    return (
        holds(interval.years, year!) &&
        holds(interval.months, month!) &&
        (interval.days_of_month === undefined || holds(interval.days_of_month, dayOfMonth!, days)) &&
        (interval.weekdays?.includes(weekday) ?? true) &&
        (interval.times?.some(
            ({ end_time, start_time }) => minuteOf(start_time) <= minute && minute < minuteOf(end_time),
        ) ??
            true)
    );
}

function minuteOf(time: string): number {
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/**
 * Judges whether the intervals hold exactly when people work, and exactly when they do not.
 *
 * @param days Of which each step is looked at, in UTC.
 * @param step In minutes.
 */
export function alertmanagerAgrees(hours: WorkingHours, days: readonly number[], step = QUARTER): void {
    const { closed, open } = alertmanagerIntervals(hours);
    for (const { times = [] } of [...open, ...closed]) {
        for (const { end_time, start_time } of times) {
            for (const time of [start_time, end_time]) assert.match(time, /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
            assert.ok(minuteOf(start_time) < minuteOf(end_time));
        }
    }
    const clocks = { [hours.timeZone]: wallOf(hours.timeZone), UTC: wallOf("UTC") };
    const work = awakeSpans(hours, "alarms", {
        first: dateOf(Math.min(...days) - 1),
        last: dateOf(Math.max(...days) + 1),
    }).map(({ from, to }) => ({ from: momentsAt(hours.timeZone, from)[0]!, to: momentsAt(hours.timeZone, to)[0]! }));
    for (const day of days) {
        for (let at = day * MINUTES_A_DAY; at < (day + 1) * MINUTES_A_DAY; at += step) {
            const isOpen = work.some(({ from, to }) => from <= at && at < to);
            const walls = Object.fromEntries(Object.entries(clocks).map(([name, wall]) => [name, wall(at)]));
            const held = [open, closed].map(intervals => intervals.some(one => isHeld(one, walls[one.location]!)));
            if (held[0] === isOpen && held[1] === !isOpen) continue;
            assert.fail(`${localText(at)}Z: open ${isOpen}, held ${String(held)} ${JSON.stringify(hours)}`);
        }
    }
}

const daysBetween = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, place) => first + place);
export const daysOfYear = (year: number) => daysBetween(dayOf(`${year}-01-01`), dayOf(`${year}-12-31`));

/** Two weeks, what lies around dates that are not ordinary, and the turns of their months. */
export function tellingDays(hours: WorkingHours, year: number): readonly number[] {
    const near = [...calendarOf(hours).deviations.keys()].flatMap(day => {
        const turn = dayOf(`${dateOf(day).slice(0, 7)}-28`);
        return [...daysBetween(day - 2, day + 2), ...daysBetween(turn, turn + 5)];
    });
    const first = dayOf(`${year}-01-01`);
    return [...new Set([...daysBetween(first, first + 13), ...near])];
}
