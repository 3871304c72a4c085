import { awakeSpans } from "./calendar";
import { clockChangeAt, clockChangeOf } from "./clock-changes";
import { type Moments, momentsBy } from "./edges";
import { dateOf, dayOf, MINUTES_A_DAY, SAMPLE_MONDAY, type Span, weekdayOf } from "./local-time";
import { PEOPLE } from "./parts";
import { WEEKDAYS, type Weekday } from "./weekdays";
import type { WorkingHours } from "./working-hours";

const SAMPLE_SUNDAY = SAMPLE_MONDAY + 6;

/** Longest that people of an ordinary week work on end, in days: it must leave time to sleep. */
const LONGEST_RUN_DAYS = WEEKDAYS.length;

/** Days of an ordinary week on which work begins, Monday first. */
export function workingDays({ week }: WorkingHours): readonly Weekday[] {
    return WEEKDAYS.filter(day => week.some(({ days }) => days.includes(day)));
}

/**
 * When people work on a day of an ordinary week: spans that lie on it at least in part, in minutes from its midnight, below 0
 * where one began before it and above 1440 where one ends after.
 */
export function ordinaryWork(hours: WorkingHours, weekday: Weekday): readonly Span[] {
    return workOn(hours, SAMPLE_MONDAY + WEEKDAYS.indexOf(weekday), true);
}

function workOn(hours: WorkingHours, day: number, ordinary: boolean): readonly Span[] {
    const midnight = day * MINUTES_A_DAY;
    return awakeSpans(hours, PEOPLE, {
        first: dateOf(day - LONGEST_RUN_DAYS),
        last: dateOf(day + LONGEST_RUN_DAYS),
        ordinary,
    })
        .map(({ from, to }) => ({ from: from - midnight, to: to - midnight }))
        .filter(({ from, to }) => from < MINUTES_A_DAY && to > 0);
}

/**
 * The moments of something that is done once on some days while people work: on holidays, closed days and days whose spans
 * do not fit it is not done.
 *
 * @param minuteIn From a day's spans, as {@link ordinaryWork} says them, when it is done in minutes from the day's midnight;
 *   nothing if it is not. Later than 1439 is on a later day.
 * @param days On which it is looked for.
 */
export function momentsInside(
    hours: WorkingHours,
    minuteIn: (spans: readonly Span[]) => number | undefined,
    days: readonly Weekday[] = WEEKDAYS,
): Moments {
    const minutesOn = (day: number, ordinary: boolean): readonly number[] =>
        daysFrom(day - LONGEST_RUN_DAYS, day).flatMap(one => {
            const minute = days.includes(weekdayOf(one)) ? minuteIn(workOn(hours, one, ordinary)) : undefined;
            const onDay = minute === undefined ? -1 : minute - (day - one) * MINUTES_A_DAY;
            return onDay >= 0 && onDay < MINUTES_A_DAY ? [onDay] : [];
        });
    return momentsBy(hours, minutesOn, 2 * LONGEST_RUN_DAYS);
}

/** The most days from one moment to the next. Nothing where there is none in an ordinary week. */
export function longestPauseDays({ deviations, weekly }: Moments): number | undefined {
    if (weekly.length === 0) return undefined;
    const different = new Map(deviations.map(({ date, minutes }) => [dayOf(date), minutes.length > 0]));
    const happens = (day: number) => different.get(day) ?? weekly.some(({ days }) => days.includes(weekdayOf(day)));
    const looked = [...different.keys()];
    const pauses = [
        daysFrom(SAMPLE_MONDAY, SAMPLE_SUNDAY + WEEKDAYS.length),
        ...(looked.length === 0
            ? []
            : [daysFrom(Math.min(...looked) - WEEKDAYS.length, Math.max(...looked) + WEEKDAYS.length)]),
    ].flatMap(days => {
        const on = days.filter(happens);
        return on.slice(1).map((day, place) => day - (on[place] ?? day));
    });
    return Math.max(...pauses);
}

function daysFrom(first: number, last: number): readonly number[] {
    return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

/** Says in words when one of the moments is skipped or repeated by clocks; nothing if none ever is. */
export function clockChangeAmong(timeZone: string, { deviations, weekly }: Moments): string | undefined {
    const inWeeks = weekly.map(({ days, minute }) => clockChangeOf(timeZone, days, minute));
    const onDates = deviations.flatMap(({ date, minutes }) =>
        minutes.map(minute => clockChangeAt(timeZone, dayOf(date) * MINUTES_A_DAY + minute)),
    );
    return [...inWeeks, ...onDates].find(change => change !== undefined);
}
