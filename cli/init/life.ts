import { DateTime } from "luxon";
import type { Fault } from "../../plan/faults";
import { isDate } from "../../plan/dates";

/** Longest life of an environment that is made for a while, in days: what is needed longer has an owner and a budget. */
export const MAXIMUM_DAYS = 14;

const DAYS = /^([1-9]\d?)d$/;

/** What was asked for as the end; one of the two. */
export interface AskedEnd {
    /** Days from today, such as `3d`. */
    readonly ttl?: string;
    /** The last day, as `YYYY-MM-DD`. */
    readonly until?: string;
}

/**
 * The last day of an environment's life.
 *
 * @param today The date of the judgement.
 * @param faults Takes what is wrong with the end; then nothing is given back.
 */
export function lastDayOf({ ttl, until }: AskedEnd, today: string, faults: Fault[]): string | undefined {
    if (ttl !== undefined && until !== undefined) {
        faults.push({ at: "--until", message: `expected either --until or --ttl, got both` });
        return undefined;
    }
    const last = plus(today, MAXIMUM_DAYS);
    if (ttl !== undefined) {
        const days = Number(DAYS.exec(ttl)?.[1]);
        if (days <= MAXIMUM_DAYS) return plus(today, days);
        const expected = `1d to ${MAXIMUM_DAYS}d: days from today, ${today}`;
        faults.push({ at: "--ttl", message: `expected ${expected}, got ${JSON.stringify(ttl)}` });
        return undefined;
    }
    if (until === undefined) {
        const message = "expected an end, --ttl 3d or --until 2026-02-28: what is made for a while is gone after it";
        faults.push({ at: "--ttl", message });
        return undefined;
    }
    if (!isDate(until)) {
        faults.push({
            at: "--until",
            message: `expected a date that exists, as YYYY-MM-DD, got ${JSON.stringify(until)}`,
        });
        return undefined;
    }
    if (until < today) {
        faults.push({ at: "--until", message: `expected a day that is not past on ${today}, got ${until}` });
        return undefined;
    }
    if (until > last) {
        const message = `expected ${last} at the latest, ${MAXIMUM_DAYS} days from ${today}, got ${until}`;
        faults.push({ at: "--until", message });
        return undefined;
    }
    return until;
}

/** The moment at which a last day is over, as settings and tags take it. */
export function endOf(lastDay: string): string {
    return `${lastDay}T23:59:59Z`;
}

function plus(day: string, days: number): string {
    return DateTime.fromISO(day, { zone: "utc" }).plus({ days }).toFormat("yyyy-MM-dd");
}
