import { dateOf, dayOf } from "../../hours/local-time";
import type { YearReport } from "../../schedule/simulation/model";
import { dateText } from "./schedule-times";

/** Special days that follow one another for the same reason. */
export interface Stretch {
    readonly kind: string;
    readonly reason: string;
    /** Days since 1970-01-01. */
    readonly first: number;
    readonly last: number;
}

/** Puts days together that follow one another for the same reason. */
export function stretchesOf(days: YearReport["specialDays"]): readonly Stretch[] {
    const stretches: Stretch[] = [];
    for (const { date, kind, reason } of days) {
        const day = dayOf(date);
        const before = stretches.at(-1);
        if (before?.last === day - 1 && before.kind === kind && before.reason === reason)
            stretches[stretches.length - 1] = { ...before, last: day };
        else stretches.push({ kind, reason, first: day, last: day });
    }
    return stretches;
}

/** Special days for people: `Fri 2027-12-24 to Sun 2027-12-26  closed: between the years`. */
export function stretchText({ first, kind, last, reason }: Stretch): string {
    const days = [...new Set([first, last])].map(day => dateText(dateOf(day))).join(" to ");
    return `${days}  ${kind}: ${reason}`;
}
