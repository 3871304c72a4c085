import { z } from "zod";
import { dateOf, localMinuteAt, MINUTES_A_DAY, type Span, united, type UtcMinute } from "../hours/local-time";
import { isTimeZone } from "../hours/schema";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = [
    ...["january", "february", "march", "april", "may", "june"],
    ...["july", "august", "september", "october", "november", "december"],
];

const TIME = /^([01]?\d|2[0-4]):([0-5]\d)$/;

/** A range of numbers, both ends in it. */
type Range = readonly [first: number, last: number];

/** `2`, `2:5`, `-3:-1`; a name of the list counts from `base`. */
function range(names: readonly string[] = [], base = 0) {
    return z
        .union([z.string(), z.number()])
        .transform((text): Range | undefined => {
            const ends = String(text)
                .toLowerCase()
                .split(":")
                .map(end => (names.includes(end) ? names.indexOf(end) + base : Number(end === "" ? Number.NaN : end)));
            const [first = Number.NaN, last = first] = ends;
            return ends.length > 2 || Number.isNaN(first + last) ? undefined : [first, last];
        })
        .refine(read => read !== undefined);
}

const minutes = z
    .string()
    .regex(TIME)
    .transform(text => {
        const [, hour, minute] = TIME.exec(text) ?? [];
        return Number(hour) * 60 + Number(minute);
    });

/** One entry of `time_intervals` (Alertmanager, "Configuration"): a moment is in it if all of its fields hold. */
export const TIME_INTERVAL = z.strictObject({
    times: z.array(z.strictObject({ start_time: minutes, end_time: minutes })).optional(),
    weekdays: z.array(range(WEEKDAYS)).optional(),
    days_of_month: z.array(range()).optional(),
    months: z.array(range(MONTHS, 1)).optional(),
    years: z.array(range()).optional(),
    location: z.string().refine(isTimeZone).default("UTC"),
});

export type TimeInterval = z.output<typeof TIME_INTERVAL>;

/** When a moment is in one of some intervals, in order and apart. */
export function withinIntervals(intervals: readonly TimeInterval[], window: Span): readonly Span[] {
    return united(intervals.flatMap(interval => spansOf(interval, window))).flatMap(({ from, to }) => {
        const inside = { from: Math.max(from, window.from), to: Math.min(to, window.to) };
        return inside.from < inside.to ? [inside] : [];
    });
}

function spansOf(interval: TimeInterval, window: Span): readonly Span[] {
    const { location, times = [{ start_time: 0, end_time: MINUTES_A_DAY }] } = interval;
    const spans: Span[] = [];
    // No zone is further from UTC than a day.
    for (let day = dayBefore(window.from); day <= Math.floor(window.to / MINUTES_A_DAY) + 1; day++) {
        if (!isOn(interval, day)) continue;
        const midnight = day * MINUTES_A_DAY;
        spans.push(
            ...times.map(({ start_time, end_time }) => ({ from: midnight + start_time, to: midnight + end_time })),
        );
    }
    return united(spans.filter(({ from, to }) => from < to)).flatMap(span => momentsOf(location, span));
}

function dayBefore(minute: UtcMinute): number {
    return Math.floor(minute / MINUTES_A_DAY) - 1;
}

/** Day 0 of the epoch, 1970-01-01, was a Thursday; here the first day of a week is Sunday. */
const WEEKDAY_OF_DAY_ZERO = WEEKDAYS.indexOf("thursday");

function isOn({ days_of_month, months, weekdays, years }: TimeInterval, day: number): boolean {
    const [year = 0, month = 0, dayOfMonth = 0] = dateOf(day).split("-").map(Number);
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const fromEnd = (end: number) => (end < 0 ? length + end + 1 : end);
    const holds = (ranges: readonly (Range | undefined)[] | undefined, value: number, read = (end: number) => end) =>
        ranges === undefined || ranges.some(one => one !== undefined && read(one[0]) <= value && value <= read(one[1]));
    return (
        holds(years, year) &&
        holds(months, month) &&
        holds(days_of_month, dayOfMonth, fromEnd) &&
        holds(weekdays, (day + WEEKDAY_OF_DAY_ZERO) % WEEKDAYS.length)
    );
}

/** The moments at which clocks of a zone show a minute of a span: it is read minute by minute, whatever clocks do. */
function momentsOf(zone: string, { from, to }: Span): readonly Span[] {
    const [before, after] = [from - MINUTES_A_DAY, to + MINUTES_A_DAY].map(utc => localMinuteAt(zone, utc) - utc);
    if (before === undefined || after === undefined) return [];
    if (before === after) return [{ from: from - before, to: to - before }];
    const moments: Span[] = [];
    for (let utc = from - Math.max(before, after); utc < to - Math.min(before, after); utc++) {
        const local = localMinuteAt(zone, utc);
        if (local >= from && local < to) moments.push({ from: utc, to: utc + 1 });
    }
    return united(moments);
}
