import { type LocalMinute, MINUTES_A_DAY, MINUTES_A_WEEK, timeOfDay, weekdayOf } from "../../../hours/local-time";
import type { Interval } from "../../../schedule/simulation/model";
import { groupBy } from "../group-by";
import { daysText, WEEKDAY_NAMES } from "../schedule-times";
import { shortDate } from "./dates";
import { mostFrequent } from "./most-frequent";
import type { Wall } from "./wall";
import type { Weeks } from "./weeks";

/**
 * When something is awake in a week, in words: `Mon to Fri 06:30–20:25, Sat 09:00–14:00`. As in working hours, an end that is
 * not later than its start is on the next day.
 *
 * @param week Its days that are in the year: the first and the last one.
 */
export function weekWords(
    intervals: readonly Interval[],
    wall: Wall,
    { first, last }: { readonly first: number; readonly last: number },
): string {
    const [begin, end] = [first * MINUTES_A_DAY, (last + 1) * MINUTES_A_DAY];
    const spans = intervals
        .map(({ from, to }) => ({ from: wall.localAt(from), to: wall.localAt(to) }))
        .filter(({ from, to }) => from < end && to > begin);
    if (spans.some(({ from, to }) => from <= begin && to >= end)) return "all the time";
    const before = spans.filter(({ from, to }) => from < begin && to - from > MINUTES_A_DAY);
    const days = Array.from({ length: last - first + 1 }, (_, place) => {
        const midnight = (first + place) * MINUTES_A_DAY;
        const within = spans.filter(({ from }) => from >= midnight && from < midnight + MINUTES_A_DAY);
        const words = within.map(({ from, to }) => `${timeOfDay(from - midnight)}–${endText(from, to)}`).join(" and ");
        return { words, weekday: weekdayOf(first + place) };
    });
    // Days that are alike are told together.
    const alike = groupBy(
        days.filter(({ words }) => words !== ""),
        ({ words }) => words,
    );
    const said = [
        ...before.map(({ to }) => `until ${dayTime(to)}`),
        ...alike.map(same => `${daysText(same.map(({ weekday }) => weekday))} ${same[0]?.words ?? ""}`),
    ];
    return said.length === 0 ? "never" : said.join(", ");
}

/** A time on the next day at the latest, on a day of the next week, or on a date. */
function endText(from: LocalMinute, to: LocalMinute): string {
    if (to - from <= MINUTES_A_DAY) return timeOfDay(to % MINUTES_A_DAY);
    return to - from < MINUTES_A_WEEK ? dayTime(to) : `${shortDate(dayOfMinute(to))} ${timeOfDay(to % MINUTES_A_DAY)}`;
}

function dayTime(minute: LocalMinute): string {
    return `${WEEKDAY_NAMES[weekdayOf(dayOfMinute(minute))]} ${timeOfDay(minute % MINUTES_A_DAY)}`;
}

function dayOfMinute(minute: LocalMinute): number {
    return Math.floor(minute / MINUTES_A_DAY);
}

/** What most weeks of the year are like, in words. */
export function usualWeek(intervals: readonly Interval[], weeks: Weeks): string {
    const words = weeks.rows().map(week => weekWords(intervals, weeks.wall, week));
    return mostFrequent(words, one => one) ?? "never";
}
