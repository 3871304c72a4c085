import { byDay } from "./by-day";
import { awakeSpans } from "./calendar";
import { dateOf, MINUTES_A_DAY } from "./local-time";
import type { Part } from "./parts";
import { WEEKDAYS, type Weekday } from "./weekdays";
import type { IsoDate, WorkingHours } from "./working-hours";

/** Whether a part wakes or falls asleep. */
export const EDGES = ["start", "stop"] as const;
export type Edge = (typeof EDGES)[number];

/** A local time that comes round on some days of every week. */
export interface WeeklyMoment {
    /** Monday first. */
    readonly days: readonly Weekday[];
    /** Minutes since midnight, 0 to 1439. */
    readonly minute: number;
}

/** When something is to happen on the days of every week, and on which dates it happens at other times. */
export interface Moments {
    /** By time of day; no two have the same. */
    readonly weekly: readonly WeeklyMoment[];
    /** Every date whose moments are not those of its weekday, in order, with all of its moments. */
    readonly deviations: readonly { readonly date: IsoDate; readonly minutes: readonly number[] }[];
}

/** When a part wakes, or falls asleep: every moment, whatever its leads have moved onto the day beside. */
export function momentsOf(hours: WorkingHours, part: Part, edge: Edge): Moments {
    return momentsBy(hours, (day, ordinary) => edgesOn(day, ordinary, { hours, part, edge }));
}

/**
 * The moments of something, from what it does on single days.
 *
 * @param minutesOn Minutes of a day at which it happens, as {@link byDay} asks for them, @param daysBefore and how far back
 *   they look.
 */
export function momentsBy(
    hours: WorkingHours,
    minutesOn: (day: number, ordinary: boolean) => readonly number[],
    daysBefore?: number,
): Moments {
    const { dates, usual } = byDay(hours, minutesOn, daysBefore);
    const times = [...new Set([...usual.values()].flat())].sort((one, other) => one - other);
    return {
        weekly: times.map(minute => ({
            minute,
            days: WEEKDAYS.filter(day => usual.get(day)?.includes(minute) === true),
        })),
        deviations: dates.map(([date, minutes]) => ({ date, minutes })),
    };
}

/** What an edge is of. */
interface EdgeOf {
    readonly hours: WorkingHours;
    readonly part: Part;
    readonly edge: Edge;
}

function edgesOn(day: number, ordinary: boolean, { edge, hours, part }: EdgeOf): readonly number[] {
    // A day more on each side: a span of a whole day and its lead reach over the next.
    return awakeSpans(hours, part, { first: dateOf(day - 1), last: dateOf(day + 1), ordinary })
        .map(({ from, to }) => (edge === "start" ? from : to) - day * MINUTES_A_DAY)
        .filter(minute => minute >= 0 && minute < MINUTES_A_DAY);
}
