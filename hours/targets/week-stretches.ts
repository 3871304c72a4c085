import { awakeSpans } from "../calendar";
import {
    dateOf,
    MINUTES_A_DAY,
    MINUTES_A_WEEK,
    positive,
    SAMPLE_MONDAY,
    type Span,
    timeOfDay,
    weekdayOf,
} from "../local-time";
import type { Part } from "../parts";
import { WEEKDAYS, type Weekday } from "../weekdays";
import type { WorkingHours } from "../working-hours";

/** A part of every week, on clocks that do not change. */
export interface WeekStretch {
    /** On which it begins. */
    readonly day: Weekday;
    /** Minutes from midnight of that day, 0 to 1439. */
    readonly minute: number;
    /** In minutes. */
    readonly length: number;
}

/** A time of a week, on clocks that do not change. */
export type WeekTime = Pick<WeekStretch, "day" | "minute">;

/** Every stretch of an ordinary week for which a part is awake, in the order in which they begin. */
export function awakeInWeek(hours: WorkingHours, part: Part): readonly WeekStretch[] {
    return inSampleWeek(sampleSpans(hours, part));
}

/** Every stretch of an ordinary week for which a part is asleep, in the order in which they begin. */
export function asleepInWeek(hours: WorkingHours, part: Part): readonly WeekStretch[] {
    return inSampleWeek(between(sampleSpans(hours, part)));
}

/** What lies between spans. */
export function between<Minute extends number>(spans: readonly Span<Minute>[]): readonly Span<Minute>[] {
    return spans.flatMap(({ to }, place) => {
        const next = spans[place + 1];
        return next === undefined ? [] : [{ from: to, to: next.from }];
    });
}

/** The time of a week that is some minutes after another. */
export function later({ day, minute }: WeekTime, minutes: number): WeekTime {
    const total = WEEKDAYS.indexOf(day) * MINUTES_A_DAY + minute + minutes;
    const days = Math.floor(total / MINUTES_A_DAY);
    return { day: WEEKDAYS[days % WEEKDAYS.length] ?? day, minute: total - days * MINUTES_A_DAY };
}

/** Minutes from a time of a week to the next that is like another. */
export function minutesBetween(from: WeekTime, to: WeekTime): number {
    const days = WEEKDAYS.indexOf(to.day) - WEEKDAYS.indexOf(from.day);
    return positive(days * MINUTES_A_DAY + to.minute - from.minute, MINUTES_A_WEEK);
}

/** Such as `FRI 20:00`. */
export function weekTimeText({ day, minute }: WeekTime): string {
    return `${day} ${timeOfDay(minute)}`;
}

/** With the week before and the week after: what begins in a week may end in the next. */
function sampleSpans(hours: WorkingHours, part: Part): readonly Span[] {
    const first = dateOf(SAMPLE_MONDAY - WEEKDAYS.length);
    const last = dateOf(SAMPLE_MONDAY + 2 * WEEKDAYS.length - 1);
    return awakeSpans(hours, part, { first, last, ordinary: true });
}

function inSampleWeek(spans: readonly Span[]): readonly WeekStretch[] {
    return spans.flatMap(({ from, to }) => {
        const day = Math.floor(from / MINUTES_A_DAY);
        const isInWeek = day >= SAMPLE_MONDAY && day < SAMPLE_MONDAY + WEEKDAYS.length;
        return isInWeek ? [{ day: weekdayOf(day), minute: from - day * MINUTES_A_DAY, length: to - from }] : [];
    });
}
