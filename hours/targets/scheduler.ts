import { assertHoursFor } from "../assert";
import { largestClockChangeMinutes } from "../clock-changes";
import { type Edge, type Moments, momentsOf } from "../edges";
import { shortestGaps } from "../gaps";
import { dateOf, dayOf, timeOfDay, weekdayOf } from "../local-time";
import { type HoursFault, partFaults } from "../part-faults";
import type { Part } from "../parts";
import { WEEKDAYS, type Weekday } from "../weekdays";
import type { IsoDate, WorkingHours } from "../working-hours";

/** One of the schedules that together do one thing at the right moments. */
export interface SchedulerTimer {
    /**
     * What tells it from the others that do the same: the time of day where there are several, the year or the month that
     * it is for. Empty for the only one, and for the one that goes on where holidays split it.
     */
    readonly role: string;
    /** Expression for EventBridge Scheduler, in the time zone of the hours. */
    readonly expression: string;
    /** How long it may keep trying, in seconds. */
    readonly retrySeconds: number;
}

/** First and last year of an expression (EventBridge Scheduler user guide, "Cron-based schedules"). */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const MONTHS = 12;

/**
 * The schedules of EventBridge Scheduler that wake a part, or put it to sleep, at exactly the moments of the hours.
 *
 * A weekly pattern knows no holidays. Where a date differs, its month is written out day by day, the other months of its year
 * have a pattern of that year, and the pattern that goes on leaves the year out.
 *
 * @throws RangeError if the hours are at fault, or for what {@link schedulerFaults} finds
 */
export function schedulerTimers(hours: WorkingHours, part: Part, edge: Edge): readonly SchedulerTimer[] {
    assertHoursFor(part, hours, shortestGapMinutes(hours.timeZone));
    const retrySeconds = retryWindowSeconds(hours.timeZone, shortestGaps(hours, part)[edge]);
    return schedulerExpressions(momentsOf(hours, part, edge)).map(one => ({ ...one, retrySeconds }));
}

/** Whatever keeps schedules from waking a part, and putting it to sleep, by working hours that are right in themselves. */
export function schedulerFaults(hours: WorkingHours, part: Part): readonly HoursFault[] {
    return partFaults(hours, part, shortestGapMinutes(hours.timeZone));
}

/** Moments as EventBridge Scheduler writes them, to be read in the time zone of the hours. */
export function schedulerExpressions(moments: Moments): readonly Omit<SchedulerTimer, "retrySeconds">[] {
    const { deviations, weekly } = moments;
    const times = new Set([...weekly.map(({ minute }) => minute), ...deviations.flatMap(({ minutes }) => minutes)]);
    return [...times]
        .sort((one, other) => one - other)
        .flatMap(minute =>
            expressionsAt(minute, moments).map(({ expression, period }) => ({
                role: [times.size > 1 ? timeOfDay(minute).replace(":", "") : "", period]
                    .filter(word => word !== "")
                    .join("-"),
                expression,
            })),
        );
}

interface PeriodExpression {
    /** The year or the month that it is for; empty for all that is in none of the others. */
    readonly period: string;
    readonly expression: string;
}

/** The expressions of all moments at one time of day. */
function expressionsAt(minute: number, { deviations, weekly }: Moments): readonly PeriodExpression[] {
    const days = weekly.find(one => one.minute === minute)?.days ?? [];
    const different = new Map(
        deviations.flatMap(({ date, minutes }) => {
            const happens = minutes.includes(minute);
            return happens === days.includes(weekdayOf(dayOf(date))) ? [] : [[date, happens] as const];
        }),
    );
    const clock = `${minute % 60} ${Math.floor(minute / 60)}`;
    const years = [...new Set([...different.keys()].map(yearOf))];
    const onward =
        years.length === 0 ? "*" : numberField(numbersBetween(FIRST_YEAR, LAST_YEAR).filter(isNoneOf(years)));
    const ordinary = (months: string, ofYears: string) => `cron(${clock} ? ${months} ${dayField(days)} ${ofYears})`;
    return [
        ...(days.length === 0 ? [] : [{ period: "", expression: ordinary("*", onward) }]),
        ...years.flatMap(year => {
            const split = [...new Set([...different.keys()].filter(date => yearOf(date) === year).map(monthOf))];
            const whole = numbersBetween(1, MONTHS).filter(isNoneOf(split));
            return [
                ...(days.length === 0 || whole.length === 0
                    ? []
                    : [{ period: String(year), expression: ordinary(numberField(whole), String(year)) }]),
                ...split.flatMap(month => {
                    const dates = datesOf(year, month).filter(
                        date => different.get(date) ?? days.includes(weekdayOf(dayOf(date))),
                    );
                    if (dates.length === 0) return [];
                    const listed = numberField(dates.map(date => Number(date.slice(8))));
                    const period = `${year}-${String(month).padStart(2, "0")}`;
                    return [{ period, expression: `cron(${clock} ${listed} ${month} ? ${year})` }];
                }),
            ];
        }),
    ];
}

function yearOf(date: IsoDate): number {
    return Number(date.slice(0, 4));
}

function monthOf(date: IsoDate): number {
    return Number(date.slice(5, 7));
}

function isNoneOf(numbers: readonly number[]): (one: number) => boolean {
    return one => !numbers.includes(one);
}

function numbersBetween(first: number, last: number): readonly number[] {
    return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

function datesOf(year: number, month: number): readonly IsoDate[] {
    const first = Date.UTC(year, month - 1, 1) / DAY_MS;
    const next = Date.UTC(year, month, 1) / DAY_MS;
    return numbersBetween(first, next - 1).map(dateOf);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Fewest numbers in a row that are written as a range. */
const SHORTEST_RANGE = 3;

/** Numbers in rising order, those in a row as a range. */
export function numberField(numbers: readonly number[]): string {
    return rowsOf(numbers)
        .map(row => (row.length < SHORTEST_RANGE ? row.join(",") : `${String(row[0])}-${String(row.at(-1))}`))
        .join(",");
}

/** Numbers in rising order, each with those that follow it without a gap. */
export function rowsOf(numbers: readonly number[]): readonly (readonly number[])[] {
    const rows: number[][] = [];
    for (const number of numbers) {
        const row = rows.at(-1);
        if (row?.at(-1) === number - 1) row.push(number);
        else rows.push([number]);
    }
    return rows;
}

/**
 * The days of the week of a cron expression. AWS counts them from Sunday, so that a range from Monday into Sunday would
 * run backwards: Sunday is always listed by itself.
 */
export function dayField(days: readonly Weekday[]): string {
    if (days.length === WEEKDAYS.length) return "*";
    const [first, last] = [days[0], days.at(-1)];
    const consecutive = days.every(
        (day, at) => at === 0 || WEEKDAYS.indexOf(day) === WEEKDAYS.indexOf(days[at - 1] ?? day) + 1,
    );
    const isRange = consecutive && days.length >= SHORTEST_RANGE && last !== "SUN";
    return isRange && first !== undefined && last !== undefined ? `${first}-${last}` : days.join(",");
}

/** Longest time that EventBridge Scheduler keeps trying, in seconds: its own maximum (RetryPolicy, API reference). */
const SCHEDULER_MAXIMUM_EVENT_AGE_SECONDS = 86_400;
/** Shortest time worth trying for, in minutes: a few attempts with growing pauses. */
const SHORTEST_RETRY_MINUTES = 15;
/** What lies between the last attempt and the opposite action, in minutes: Scheduler fires within one, the rest is for the call. */
const RETRY_MARGIN_MINUTES = 5;

/**
 * How long a timer may keep trying, in seconds: it must have given up before the opposite action, or a stop that failed in
 * the evening would land in the morning. In the night in which clocks are put forward, there is less time.
 *
 * @param gapMinutes from the timer to the opposite action, on clocks that do not change; not below {@link shortestGapMinutes}
 */
function retryWindowSeconds(timeZone: string, gapMinutes: number): number {
    const minutes = gapMinutes - largestClockChangeMinutes(timeZone) - RETRY_MARGIN_MINUTES;
    return Math.min(minutes * 60, SCHEDULER_MAXIMUM_EVENT_AGE_SECONDS);
}

/** The fewest minutes between opposite actions, on clocks that do not change: to try in, a margin, and a clock change. */
function shortestGapMinutes(timeZone: string): number {
    return SHORTEST_RETRY_MINUTES + RETRY_MARGIN_MINUTES + largestClockChangeMinutes(timeZone);
}
