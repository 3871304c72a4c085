import { clockChanges } from "../clock-changes";
import { dateOf, MINUTES_A_DAY, timeOfDay, weekdayOf } from "../local-time";
import { WEEKDAYS, type Weekday } from "../weekdays";
import type { Inexpressible } from "./not-expressible";

/**
 * Says what the cron library of Kubernetes and KEDA (`robfig/cron`, version 3.0.1) makes wrong of a time of day on some days of
 * the week: in a night whose midnight clocks skip it does not see the day change. It then fires on a day that follows one of its
 * own, or misses one that follows none.
 */
export function misreadAfterMidnight(
    timeZone: string,
    { days, minute }: { readonly days: readonly Weekday[]; readonly minute: number },
): readonly Inexpressible[] {
    const found = skippedMidnights(timeZone).flatMap(({ day, skippedUntil }) => {
        const weekday = weekdayOf(day);
        const isOn = days.includes(weekday);
        const wasOn = days.includes(weekdayOf(day - 1));
        const firesToo = wasOn && !isOn && minute >= skippedUntil;
        const misses = isOn && !wasOn;
        if (!firesToo && !misses) return [];
        return [
            {
                what: `${days.join(",")} ${timeOfDay(minute)}`,
                why: `clocks of ${timeZone} skip the midnight of ${weekday} ${dateOf(day)}, on which cron would ${misses ? "not fire" : "fire too"}`,
            },
        ];
    });
    // One date is enough to say it by.
    return found.slice(0, 1);
}

/**
 * Days of the week, and the day before each on which cron would not fire: where something may run too often but must not be
 * missed.
 */
export function withDaysBeforeSkippedMidnights(timeZone: string, days: readonly Weekday[]): readonly Weekday[] {
    const before = skippedMidnights(timeZone)
        .filter(({ day }) => days.includes(weekdayOf(day)))
        .map(({ day }) => weekdayOf(day - 1));
    return WEEKDAYS.filter(day => days.includes(day) || before.includes(day));
}

/** Midnights that clocks skip, as days since 1970-01-01, and the minute of the day at which they go on. */
function skippedMidnights(timeZone: string): readonly { readonly day: number; readonly skippedUntil: number }[] {
    return clockChanges(timeZone).flatMap(({ localMinute, shiftMinutes }) => {
        const day = Math.ceil(localMinute / MINUTES_A_DAY);
        const skippedUntil = localMinute + shiftMinutes - day * MINUTES_A_DAY;
        return skippedUntil > 0 && shiftMinutes > 0 ? [{ day, skippedUntil }] : [];
    });
}
