import { byDay } from "./by-day";
import { awakeSpans } from "./calendar";
import { dateOf, MINUTES_A_DAY } from "./local-time";
import type { Part } from "./parts";
import type { Weekday } from "./weekdays";
import type { IsoDate, WorkingHours } from "./working-hours";

/** From one minute of a day, 0 to 1439, up to another, 1 to 1440, which is not in it. */
export type DaySpanMinutes = readonly [from: number, to: number];

/** When a part is awake, as something looks it up that knows the date and the time on the wall and no more. */
export interface DayTable {
    readonly week: Readonly<Record<Weekday, readonly DaySpanMinutes[]>>;
    /** Every date that is not as its weekday. */
    readonly dates: Readonly<Record<IsoDate, readonly DaySpanMinutes[]>>;
}

/** When a part is awake on every day: exactly what `awakeSpans` says, cut at midnight. */
export function dayTable(hours: WorkingHours, part: Part): DayTable {
    const { dates, usual } = byDay(hours, (day, ordinary) => spansOn(hours, part, day, ordinary));
    const week = Object.fromEntries(usual) as Record<Weekday, readonly DaySpanMinutes[]>;
    return { week, dates: Object.fromEntries(dates) };
}

function spansOn(hours: WorkingHours, part: Part, day: number, ordinary: boolean): readonly DaySpanMinutes[] {
    const midnight = day * MINUTES_A_DAY;
    // The day before, too: a span of a whole day and its lead reach over the next.
    return awakeSpans(hours, part, { first: dateOf(day - 1), last: dateOf(day), ordinary }).flatMap(({ from, to }) => {
        const [begins, ends] = [Math.max(from - midnight, 0), Math.min(to - midnight, MINUTES_A_DAY)];
        return begins < ends ? [[begins, ends] as const] : [];
    });
}
