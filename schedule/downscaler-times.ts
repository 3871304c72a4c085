import { MINUTE_MS, MINUTES_A_DAY, type Span, united } from "../hours/local-time";
import { isTimeZone } from "../hours/schema";
import { type TimeInterval, withinIntervals } from "./alertmanager-intervals";

/** Times in an annotation of kube-downscaler: in all that lies in one of them, they hold. */
export type DownscalerTimes = readonly DownscalerTime[];

type DownscalerTime =
    | { readonly kind: "word"; readonly isAlways: boolean }
    | { readonly kind: "weekly"; readonly interval: TimeInterval }
    | { readonly kind: "once"; readonly span: Span }
    /** Ends before it begins: one version takes it for never, and another for a night. */
    | { readonly kind: "night" };

/** Words in place of times, and whether they stand for all time. */
const WORDS: ReadonlyMap<string, boolean> = new Map([
    ["always", true],
    ["true", true],
    ["never", false],
]);
/** `Mon-Fri 07:30-20:30 Europe/Berlin` (README of kube-downscaler, "Configuration"). */
const WEEKLY = /^([a-z]{3})-([a-z]{3}) +(\d\d):(\d\d)-(\d\d):(\d\d) +(\S+)$/i;
/** Two moments as ISO 8601 writes them, each with its offset (same place). */
const MOMENT = /\d{4}-\d\d-\d\dT[\d:]+(?:Z|[+-]\d\d:\d\d)/.source;
const ONCE = new RegExp(`^(${MOMENT})-(${MOMENT})$`);
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const LAST_DAY = DAYS.length - 1;

/** Reads the times of an annotation; nothing where a downscaler cannot read them either, and passes them over. */
export function downscalerTimes(text: string): DownscalerTimes | undefined {
    const times = text.split(",").map(one => timeIn(one.trim()));
    const read = times.filter(one => one !== undefined);
    return read.length < times.length ? undefined : read;
}

function timeIn(text: string): DownscalerTime | undefined {
    const isAlways = WORDS.get(text.toLowerCase());
    if (isAlways !== undefined) return { kind: "word", isAlways };
    const [, begin, end] = ONCE.exec(text) ?? [];
    if (begin !== undefined && end !== undefined) {
        const [from = Number.NaN, to = Number.NaN] = [begin, end].map(one => Math.floor(Date.parse(one) / MINUTE_MS));
        return Number.isNaN(from + to) ? undefined : { kind: "once", span: { from, to } };
    }
    return weeklyIn(text);
}

function weeklyIn(text: string): DownscalerTime | undefined {
    const [, firstDay = "", lastDay = "", hour, minute, endHour, endMinute, location = ""] = WEEKLY.exec(text) ?? [];
    const [first = -1, last = -1] = [firstDay, lastDay].map(day => DAYS.indexOf(day.toLowerCase()));
    const [from = Number.NaN, to = Number.NaN] = [
        [hour, minute],
        [endHour, endMinute],
    ].map(([hours, minutes]) => (Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : Number.NaN));
    const isRight = first >= 0 && last >= 0 && from <= MINUTES_A_DAY && to <= MINUTES_A_DAY && isTimeZone(location);
    if (!isRight) return undefined;
    if (from >= to) return { kind: "night" };
    return {
        kind: "weekly",
        interval: {
            times: [{ start_time: from, end_time: to }],
            // Sunday is the first day here, and goes on from Saturday.
            weekdays:
                first <= last
                    ? [[first, last]]
                    : [
                          [first, LAST_DAY],
                          [0, last],
                      ],
            location,
        },
    };
}

/** When times hold in a window, in order and apart; nothing where versions of the downscaler disagree. */
export function withinTimes(times: DownscalerTimes, window: Span): readonly Span[] | undefined {
    const spans: Span[] = [];
    for (const time of times) {
        switch (time.kind) {
            case "word":
                if (time.isAlways) spans.push(window);
                break;
            case "once":
                spans.push(time.span);
                break;
            case "weekly":
                spans.push(...withinIntervals([time.interval], window));
                break;
            case "night":
                return undefined;
        }
    }
    return united(spans.filter(({ from, to }) => from < to));
}
