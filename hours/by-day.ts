import { calendarOf } from "./calendar";
import { dateOf, SAMPLE_MONDAY, weekdayOf } from "./local-time";
import { WEEKDAYS, type Weekday } from "./weekdays";
import type { IsoDate, WorkingHours } from "./working-hours";

/** Something that is one way on the days of every week, and another on some dates. */
export interface ByDay<Value> {
    readonly usual: ReadonlyMap<Weekday, Value>;
    /** Every date on which it is not as on its weekday, in order. */
    readonly dates: readonly (readonly [date: IsoDate, value: Value])[];
}

/**
 * Looks at every day that could be a day of its own.
 *
 * @param valueOn What is on a day since 1970-01-01, as on such a day of an ordinary week or as on that very date. Values are
 *   one if their texts are. It may depend on the spans of that day, the day after and so many before.
 * @param daysBefore Two where it depends on spans alone, each of which ends by the next day, and on their leads.
 */
export function byDay<Value>(
    hours: WorkingHours,
    valueOn: (day: number, ordinary: boolean) => Value,
    daysBefore = 2,
): ByDay<Value> {
    const usual = new Map(WEEKDAYS.map((day, index) => [day, valueOn(SAMPLE_MONDAY + index, true)]));
    const touched = [...calendarOf(hours).deviations.keys()].flatMap(day =>
        Array.from({ length: daysBefore + 2 }, (_, place) => day - 1 + place),
    );
    const dates = [...new Set(touched)]
        .sort((one, other) => one - other)
        .flatMap(day => {
            const value = valueOn(day, false);
            return String(value) === String(usual.get(weekdayOf(day))) ? [] : [[dateOf(day), value] as const];
        });
    return { usual, dates };
}
