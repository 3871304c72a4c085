import { IANAZone } from "luxon";
import { WEEKDAYS, type Weekday } from "./weekdays";
import type { IsoDate, TimeOfDay } from "./working-hours";

export const MINUTES_A_DAY = 24 * 60;
export const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;
export const MINUTE_MS = 60_000;
const DAY_MS = MINUTES_A_DAY * MINUTE_MS;

/** Minutes since 1970-01-01T00:00 as clocks on the wall of a zone show them. */
export type LocalMinute = number;
/** Minutes since 1970-01-01T00:00Z. */
export type UtcMinute = number;

/** From one minute up to another, which is not in it. */
export interface Span<Minute extends number = LocalMinute> {
    readonly from: Minute;
    readonly to: Minute;
}

/** Day 0 of the epoch, 1970-01-01, was a Thursday; here the first day of a week is Monday. */
const WEEKDAY_OF_DAY_ZERO = WEEKDAYS.indexOf("THU");

/** A Monday of January 1970, far from any date that hours could name: an ordinary week has no date. */
export const SAMPLE_MONDAY = 4;

/** Days since 1970-01-01. */
export function dayOf(date: IsoDate): number {
    return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The date of a day since 1970-01-01. */
export function dateOf(day: number): IsoDate {
    return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function weekdayOf(day: number): Weekday {
    return WEEKDAYS[positive(day + WEEKDAY_OF_DAY_ZERO, WEEKDAYS.length)] ?? "MON";
}

/** Minutes from midnight to a time of day written `HH:MM`. */
export function minuteOfDay(time: TimeOfDay): number {
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** A minute of a day, 0 to 1439, as `HH:MM`. */
export function timeOfDay(minute: number): TimeOfDay {
    return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** A local minute as `YYYY-MM-DDTHH:MM`. */
export function localText(minute: LocalMinute): string {
    return new Date(minute * MINUTE_MS).toISOString().slice(0, 16);
}

/** What clocks on the wall of a zone show at a moment. */
export function localMinuteAt(timeZone: string, utc: UtcMinute): LocalMinute {
    return utc + IANAZone.create(timeZone).offset(utc * MINUTE_MS);
}

/**
 * The moments at which clocks of a zone show a minute: one, none where they skip it, two where they repeat it, earliest
 * first.
 */
export function momentsAt(timeZone: string, local: LocalMinute): readonly UtcMinute[] {
    const zone = IANAZone.create(timeZone);
    // No zone is further from UTC than a day, and none changes its clocks twice within two.
    const offsets = new Set([-MINUTES_A_DAY, MINUTES_A_DAY].map(away => zone.offset((local + away) * MINUTE_MS)));
    return [...offsets]
        .map(offset => local - offset)
        .filter(utc => localMinuteAt(timeZone, utc) === local)
        .sort((one, other) => one - other);
}

/** The remainder that is never negative. */
export function positive(value: number, modulus: number): number {
    return ((value % modulus) + modulus) % modulus;
}

/** Those of some spans that share a minute with another span: they are in order, and none overlap. */
export function sharing<Minute extends number>(
    spans: readonly Span<Minute>[],
    { from, to }: Span<Minute>,
): readonly Span<Minute>[] {
    let [first, end] = [0, spans.length];
    while (first < end) {
        const middle = Math.floor((first + end) / 2);
        if ((spans[middle]?.to ?? from) <= from) first = middle + 1;
        else end = middle;
    }
    const found: Span<Minute>[] = [];
    for (let span = spans[first]; span !== undefined && span.from < to; span = spans[++first]) found.push(span);
    return found;
}

/** Spans in order, those that overlap or touch made one. */
export function united<Minute extends number>(spans: readonly Span<Minute>[]): readonly Span<Minute>[] {
    const made: Span<Minute>[] = [];
    for (const span of [...spans].sort((one, other) => one.from - other.from)) {
        const last = made.at(-1);
        if (last === undefined || span.from > last.to) made.push(span);
        else if (span.to > last.to) made[made.length - 1] = { from: last.from, to: span.to };
    }
    return made;
}
