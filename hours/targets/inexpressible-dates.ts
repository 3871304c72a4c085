import { calendarOf } from "../calendar";
import type { Moments } from "../edges";
import { dayOf } from "../local-time";
import type { IsoDate, WorkingHours } from "../working-hours";
import type { Inexpressible } from "./not-expressible";

/** Every date with moments of its own, each once, for a target that has no words for dates. */
export function inexpressibleDates(
    hours: WorkingHours,
    moments: readonly Moments[],
    why: string,
): readonly Inexpressible[] {
    const dates = new Set(moments.flatMap(({ deviations }) => deviations.map(({ date }) => date)));
    return [...dates].sort().map(date => ({ what: dateInWords(hours, date), why }));
}

/** A date with why it is not ordinary, such as `2027-05-06 (Ascension Day)`. */
export function dateInWords(hours: WorkingHours, date: IsoDate): string {
    const { deviations } = calendarOf(hours);
    const day = dayOf(date);
    // By leads and nights a day changes the ones beside.
    const cause = [day, day - 1, day + 1, day - 2]
        .map(one => deviations.get(one)?.deviation)
        .find(one => one !== undefined);
    return cause === undefined ? date : `${date} (${cause.reason})`;
}
