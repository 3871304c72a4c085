import { clockChanges } from "../clock-changes";
import { MINUTES_A_DAY, MINUTES_A_WEEK, positive, SAMPLE_MONDAY } from "../local-time";
import { WEEKDAYS } from "../weekdays";
import type { WeekStretch } from "./week-stretches";

/** A change of clocks that falls into a stretch in some year. */
interface ChangeWithin {
    /** Minutes from the beginning of the stretch to the first that is no more skipped or repeated, on clocks that do not change. */
    readonly end: number;
    /** Positive where time is skipped, negative where it is repeated. */
    readonly shiftMinutes: number;
}

/** Every change of clocks that may fall into a part of a week: the same weekday and time in some years is enough. */
export function changesWithin(timeZone: string, { day, length, minute }: WeekStretch): readonly ChangeWithin[] {
    const beginning = WEEKDAYS.indexOf(day) * MINUTES_A_DAY + minute;
    return clockChanges(timeZone).flatMap(({ localMinute, shiftMinutes }) => {
        const earliest = Math.min(localMinute, localMinute + shiftMinutes);
        const first = positive(earliest - SAMPLE_MONDAY * MINUTES_A_DAY - beginning, MINUTES_A_WEEK);
        return first < length ? [{ end: first + Math.abs(shiftMinutes), shiftMinutes }] : [];
    });
}
