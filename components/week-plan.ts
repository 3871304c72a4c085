import { largestClockChangeMinutes } from "./clock-changes";
import { WEEKDAYS, type Weekday } from "./weekdays";
import { minuteOfDay, type WorkingHours } from "./working-hours";

export const MINUTES_A_DAY = 24 * 60;

/** A local time that comes round on some days of every week. */
export interface WeeklyMoment {
    /** Monday first. */
    readonly days: readonly Weekday[];
    /** Minutes since midnight, 0 to 1439. */
    readonly minute: number;
}

/** A moment so many minutes after (negative: before) work begins or ends; it may fall on the day beside. */
export function momentOf(hours: WorkingHours, edge: "start" | "end", offsetMinutes: number): WeeklyMoment {
    const total = minuteOfDay(hours[edge]) + offsetMinutes;
    const shiftDays = Math.floor(total / MINUTES_A_DAY);
    const shifted = hours.days.map(day => positive(WEEKDAYS.indexOf(day) + shiftDays, WEEKDAYS.length));
    return {
        days: WEEKDAYS.filter((_, index) => shifted.includes(index)),
        minute: positive(total, MINUTES_A_DAY),
    };
}

/** A moment as EventBridge Scheduler writes it, to be read in the time zone of the hours. */
export function schedulerExpression(moment: WeeklyMoment): string {
    const hour = Math.floor(moment.minute / 60);
    return `cron(${moment.minute % 60} ${hour} ? * ${dayField(moment.days)} *)`;
}

/**
 * The days of the week of a cron expression. AWS counts them from Sunday, so that a range from Monday into Sunday would
 * run backwards: Sunday is always listed by itself.
 */
function dayField(days: readonly Weekday[]): string {
    if (days.length === WEEKDAYS.length) return "*";
    const [first, last] = [days[0], days.at(-1)];
    const consecutive = days.every(
        (day, at) => at === 0 || WEEKDAYS.indexOf(day) === WEEKDAYS.indexOf(days[at - 1] ?? day) + 1,
    );
    const isRange = consecutive && days.length > 2 && last !== "SUN";
    return isRange && first !== undefined && last !== undefined ? `${first}-${last}` : days.join(",");
}

/** The fewest and the most days from one working day to the next: both 7 where there is only one. */
export function strideDays(days: readonly Weekday[]): { readonly shortest: number; readonly longest: number } {
    const indices = WEEKDAYS.flatMap((day, index) => (days.includes(day) ? [index] : []));
    const strides = indices.map((index, at) => {
        const next = indices[(at + 1) % indices.length] ?? index;
        return next > index ? next - index : next - index + WEEKDAYS.length;
    });
    return { shortest: Math.min(...strides), longest: Math.max(...strides) };
}

/** Longest time that EventBridge Scheduler keeps trying, in seconds: its own maximum (RetryPolicy, API reference). */
const SCHEDULER_MAXIMUM_EVENT_AGE_SECONDS = 86_400;
/** Shortest time worth trying for, in minutes: a few attempts with growing pauses. */
export const SHORTEST_RETRY_MINUTES = 15;
/** What lies between the last attempt and the opposite action, in minutes: Scheduler fires within one, the rest is for the call. */
const RETRY_MARGIN_MINUTES = 5;

/**
 * How long a timer may keep trying, in seconds: it must have given up before the opposite action, or a stop that failed in
 * the evening would land in the morning. In the night in which clocks are put forward, there is less time.
 *
 * @param gapMinutes from the timer to the opposite action, on clocks that do not change
 * @returns nothing if less than {@link SHORTEST_RETRY_MINUTES} would be left
 */
export function retryWindowSeconds(timeZone: string, gapMinutes: number): number | undefined {
    const minutes = gapMinutes - largestClockChangeMinutes(timeZone) - RETRY_MARGIN_MINUTES;
    return minutes < SHORTEST_RETRY_MINUTES ? undefined : Math.min(minutes * 60, SCHEDULER_MAXIMUM_EVENT_AGE_SECONDS);
}

/** The remainder that is never negative. */
function positive(value: number, modulus: number): number {
    return ((value % modulus) + modulus) % modulus;
}
