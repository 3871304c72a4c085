import { localMinuteAt, momentsAt } from "../hours/local-time";
import { cronOf, isOneDate, isWeekly, sameFromYear } from "./schedule-patterns";

/** When a schedule fires: a pattern of croner, and the zone whose clocks on the wall it is read by. */
export interface Timing {
    /** Minute, hour, day of the month, month, day of the week; with seconds before and years after where it states any. */
    readonly pattern: string;
    readonly zone: string;
    /** Minutes since 1970-01-01T00:00Z that it does not fire before. */
    readonly from?: number;
    /** And from which on it does not fire any more. */
    readonly to?: number;
}

/** Minutes since midnight of Monday, 2024-01-01 (a week has no other meaning here), on clocks that do not change. */
export type WallMinute = number;

const MINUTE_MS = 60_000;
export const MINUTES_A_DAY = 24 * 60;
export const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

/** Where weekly patterns are unrolled from. Any Monday would do. */
const A_MONDAY = Date.UTC(2024, 0, 1);
/** Minutes from 1970 to where wall minutes begin. */
const WALL_ZERO = A_MONDAY / MINUTE_MS;
/** Two whole weeks and the beginning of a third, so that every moment of a week has both its neighbours. */
const WEEKLY_DAYS = 16;
/** A year and a month: patterns by day of the month or by month come round within it. */
const YEARLY_DAYS = 400;
/** What follows the last exception is looked at for so long, to see that all is as usual again. */
const AFTER_EXCEPTIONS_DAYS = 35;
/** Exceptions that are further ahead will have been written anew by then. */
const MOST_DAYS = 20 * 366;
/** A pattern that fires as often, 25 times a day and more, says nothing of when people work. */
const MOST_MOMENTS_A_DAY = 25;

/** Bound of the memory that patterns which were met before take. */
const MAX_KNOWN = 1_000;

/** A minute on the wall as minutes since 1970 on the same wall, which `hours/` counts by. */
export function sinceEpoch(minute: WallMinute): number {
    return minute + WALL_ZERO;
}

/** Whether schedules are the same in every week, each for itself. */
function areWeekly(timings: readonly Timing[]): boolean {
    return timings.every(({ pattern, from, to }) => from === undefined && to === undefined && isWeekly(pattern));
}

/** Moments that were unrolled before: every rule of a run asks for the same few. */
const known = new Map<string, readonly WallMinute[]>();

/**
 * When schedules fire, each for itself and by the clocks of its own zone: over two weeks where all of them are weekly, else
 * from a date over a year and a month, and on until their last exception is past. Nothing for one that fires all the time.
 *
 * @param today Where schedules that are not weekly are unrolled from, `YYYY-MM-DD`.
 */
export function momentsOf(
    timings: readonly Timing[],
    today: string,
): { readonly moments: readonly (readonly WallMinute[])[]; readonly endsAt: WallMinute } | undefined {
    const weekly = areWeekly(timings);
    const from = weekly ? A_MONDAY : Date.parse(today);
    const days = weekly ? WEEKLY_DAYS : daysToLookAt(timings, from);
    const moments = timings.map(timing => {
        const key = [timing.pattern, timing.zone, timing.from, timing.to, from, days].join("|");
        const minutes = known.get(key) ?? unroll(timing, from, days);
        if (known.size < MAX_KNOWN) known.set(key, minutes);
        return minutes;
    });
    if (moments.some(minutes => minutes.length >= mostMoments(days))) return undefined;
    return { moments, endsAt: (from - A_MONDAY) / MINUTE_MS + days * MINUTES_A_DAY };
}

function mostMoments(days: number): number {
    return MOST_MOMENTS_A_DAY * Math.max(days, YEARLY_DAYS);
}

function daysToLookAt(timings: readonly Timing[], from: number): number {
    const ends = timings.flatMap(timing => {
        const year = sameFromYear(timing.pattern);
        const minutes = [timing.from, timing.to].flatMap(minute => (minute === undefined ? [] : minute * MINUTE_MS));
        return year === undefined ? minutes : [...minutes, Date.UTC(year, 0, 1)];
    });
    const last = Math.max(from, ...ends);
    const days = Math.ceil((last - from) / MINUTE_MS / MINUTES_A_DAY) + AFTER_EXCEPTIONS_DAYS;
    return Math.min(Math.max(days, YEARLY_DAYS), MOST_DAYS);
}

function unroll(timing: Timing, from: number, days: number): readonly WallMinute[] {
    const cron = cronOf(timing.pattern);
    const end = from + days * MINUTES_A_DAY * MINUTE_MS;
    const most = mostMoments(days);
    const moments: WallMinute[] = [];
    // A minute before, as croner gives what comes after a moment.
    for (let at = cron.nextRun(new Date(from - MINUTE_MS)); at !== null && at.getTime() < end; at = cron.nextRun(at)) {
        const minute = (at.getTime() - A_MONDAY) / MINUTE_MS;
        if (isWithin(minute, timing)) moments.push(minute);
        if (moments.length >= most) break;
    }
    return moments;
}

function isWithin(minute: WallMinute, { from, to, zone }: Timing): boolean {
    if (from === undefined && to === undefined) return true;
    const [at] = momentsAt(zone, sinceEpoch(minute));
    return at !== undefined && (from === undefined || at >= from) && (to === undefined || at < to);
}

/**
 * The zone by whose clocks some schedules can be put in one order: the only one of those that come again and again. A single
 * date of another zone is translated. Nothing where there are several.
 */
export function commonZone(timings: readonly Timing[]): string | undefined {
    const lasting = timings.filter(({ pattern }) => !isOneDate(pattern));
    const [zone, ...others] = new Set((lasting.length > 0 ? lasting : timings.slice(0, 1)).map(one => one.zone));
    return others.length > 0 ? undefined : zone;
}

/** What clocks of another zone show at a minute of a zone; the same minute where that one is skipped. */
export function translated(minute: WallMinute, from: string, to: string): WallMinute {
    if (from === to) return minute;
    const [at] = momentsAt(from, sinceEpoch(minute));
    return at === undefined ? minute : localMinuteAt(to, at) - WALL_ZERO;
}

/** Years whose clock changes count: the one that rules of zones repeat in. Fixed, so that a verdict is the same every day. */
const SAMPLED_YEAR = 2026;
const SAMPLED_WEEKS = 53;

const offsets = new Map<string, readonly number[] | undefined>();

/** Every offset from UTC that a zone has in a year, in minutes; nothing for a zone that does not exist. */
export function utcOffsets(zone: string): readonly number[] | undefined {
    if (!offsets.has(zone)) offsets.set(zone, sampleOffsets(zone));
    return offsets.get(zone);
}

function sampleOffsets(zone: string): readonly number[] | undefined {
    let format: Intl.DateTimeFormat;
    try {
        format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    } catch {
        return undefined; // No such zone.
    }
    const found = new Set<number>();
    for (let week = 0; week < SAMPLED_WEEKS; week++) {
        const at = Date.UTC(SAMPLED_YEAR, 0, 1) + week * MINUTES_A_WEEK * MINUTE_MS;
        const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
        const [, sign, hours = "0", minutes = "0"] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
        const size = Number(hours) * 60 + Number(minutes);
        found.add(sign === "-" ? -size : size);
    }
    return [...found];
}
