import { DateTime } from "luxon";
import { dateOf, dayOf, MINUTES_A_DAY, momentsAt, type Span, type UtcMinute } from "../local-time";
import type { IsoDate } from "../working-hours";

/**
 * The last days of the months of some dates that Alertmanager does not know: it counts the days of a month by its hours, of
 * which there are too few where clocks are put forward, and then takes no `days_of_month` for the last (`daysInMonth`, in all
 * versions up to 0.34.2).
 */
export function unknownLastDays(timeZone: string, dates: readonly IsoDate[]): readonly IsoDate[] {
    const months = new Set(dates.map(date => date.slice(0, 7)));
    return [...months].flatMap(month => {
        const first = DateTime.fromISO(`${month}-01`, { zone: timeZone });
        const next = first.plus({ months: 1 });
        const last = first.endOf("month").toISODate();
        const counted = Math.floor(next.diff(first).as("hours") / 24);
        return last !== null && counted < Number(last.slice(8)) ? [last] : [];
    });
}

/** A part of a date in UTC, whose clocks never change. */
export interface UtcPart {
    readonly date: IsoDate;
    /** In minutes from its midnight, up to 1440. */
    readonly part: Span;
}

/** Parts of a day of a zone, in minutes from its midnight, as parts of dates in UTC. */
export function inUtc(timeZone: string, date: IsoDate, parts: readonly Span[]): readonly UtcPart[] {
    const midnight = dayOf(date) * MINUTES_A_DAY;
    return parts.flatMap(({ from, to }) => {
        const span = { from: firstMomentFrom(timeZone, midnight + from), to: firstMomentFrom(timeZone, midnight + to) };
        const days = [Math.floor(span.from / MINUTES_A_DAY), Math.floor((span.to - 1) / MINUTES_A_DAY)];
        return [...new Set(days)].map(day => {
            const start = day * MINUTES_A_DAY;
            const part = {
                from: Math.max(span.from - start, 0),
                to: Math.min(span.to - start, MINUTES_A_DAY),
            };
            return { date: dateOf(day), part };
        });
    });
}

/** The first moment at which clocks show a minute or, where they skip it, one after it: a midnight may be skipped. */
function firstMomentFrom(timeZone: string, local: number): UtcMinute {
    return momentsAt(timeZone, local)[0] ?? firstMomentFrom(timeZone, local + 1);
}
