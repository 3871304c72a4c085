import { Cron } from "croner";

/** When a schedule fires: a pattern of croner, and the zone whose clocks on the wall it is read by. */
export interface Timing {
    /** Minute, hour, day of the month, month, day of the week, and years where it states any. */
    readonly pattern: string;
    readonly zone: string;
}

/** Minutes since midnight of Monday, 2024-01-01 (a week has no other meaning here), on clocks that do not change. */
export type WallMinute = number;

const MINUTE_MS = 60_000;
export const MINUTES_A_DAY = 24 * 60;
export const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

/** Where weekly patterns are unrolled from. Any Monday would do. */
const A_MONDAY = Date.UTC(2024, 0, 1);
/** Two whole weeks and the beginning of a third, so that every moment of a week has both its neighbours. */
const WEEKLY_DAYS = 16;
/** A year and a month: patterns by day of the month or by month come round within it. */
const YEARLY_DAYS = 400;
/** A pattern that fires as often, 25 times a day and more, says nothing of when people work. */
const MOST_MOMENTS = 10_000;

/** Bound of the memory that patterns which were met before take. */
const MAX_KNOWN = 1_000;

/** `cron(...)` of EventBridge, EventBridge Scheduler and Application Auto Scaling. */
const AWS_CRON = /^cron\((.+)\)$/;
const UNIX_FIELDS = 5;
const AWS_FIELDS = 6;
/** A number of a day of the week, not the count after `#` or the step after `/`. */
const DAY_NUMBER = /(?<![#/\d])\d(?!\d)/g;

/** The pattern in an AWS cron expression; nothing for a rate, a single moment, or what cannot be read. */
export function awsPattern(expression: string): string | undefined {
    const fields = AWS_CRON.exec(expression.trim())?.[1]?.trim().split(/\s+/) ?? [];
    if (fields.length !== AWS_FIELDS) return undefined;
    const [minute = "", hour = "", day = "", month = "", weekday = "", year = ""] = fields;
    // AWS counts days of the week from 1, Sunday; croner from 0.
    const weekdays = weekday.replace(DAY_NUMBER, number => String(Number(number) - 1));
    const five = [minute, hour, day, month, weekdays].map(field => field.replaceAll("?", "*"));
    return readable(year === "*" ? five.join(" ") : ["0", ...five, year].join(" "));
}

/** The pattern in a cron expression as Unix writes it, which EC2 Auto Scaling takes. */
export function unixPattern(expression: string): string | undefined {
    const fields = expression.trim().split(/\s+/);
    return fields.length === UNIX_FIELDS ? readable(fields.join(" ")) : undefined;
}

function readable(pattern: string): string | undefined {
    const answer = readables.get(pattern) ?? isReadable(pattern);
    if (readables.size < MAX_KNOWN) readables.set(pattern, answer);
    return answer ? pattern : undefined;
}

/** Whether patterns that were met before can be read. */
const readables = new Map<string, boolean>();

function isReadable(pattern: string): boolean {
    try {
        unroll(pattern, A_MONDAY, 1);
        return true;
    } catch {
        return false; // Not an expression that AWS would take either.
    }
}

/** Whether a pattern is the same in every week. */
export function isWeekly(pattern: string): boolean {
    const [, , day, month, weekday = ""] = pattern.split(" ");
    return pattern.split(" ").length === UNIX_FIELDS && day === "*" && month === "*" && !/[#L]/.test(weekday);
}

/** Moments that were unrolled before: every rule of a run asks for the same few. */
const known = new Map<string, readonly WallMinute[]>();

/**
 * When patterns fire, each for itself: over two weeks where all of them are weekly, else over a year and a month from a
 * date. Nothing for one that fires all the time.
 *
 * @param today Where patterns that are not weekly are unrolled from, `YYYY-MM-DD`.
 */
export function momentsOf(
    patterns: readonly string[],
    today: string,
): { readonly moments: readonly (readonly WallMinute[])[]; readonly endsAt: WallMinute } | undefined {
    const weekly = patterns.every(isWeekly);
    const from = weekly ? A_MONDAY : Date.parse(today);
    const days = weekly ? WEEKLY_DAYS : YEARLY_DAYS;
    const moments = patterns.map(pattern => {
        const key = `${pattern}|${from}`;
        const minutes = known.get(key) ?? unroll(pattern, from, days);
        if (known.size < MAX_KNOWN) known.set(key, minutes);
        return minutes;
    });
    if (moments.some(minutes => minutes.length >= MOST_MOMENTS)) return undefined;
    return { moments, endsAt: (from - A_MONDAY) / MINUTE_MS + days * MINUTES_A_DAY };
}

function unroll(pattern: string, from: number, days: number): readonly WallMinute[] {
    const cron = new Cron(pattern, { utcOffset: 0, paused: true, sloppyRanges: true }); // AWS writes `0/15`
    const end = from + days * MINUTES_A_DAY * MINUTE_MS;
    const moments: WallMinute[] = [];
    // A minute before, as croner gives what comes after a moment.
    for (let at = cron.nextRun(new Date(from - MINUTE_MS)); at !== null && at.getTime() < end; at = cron.nextRun(at)) {
        moments.push((at.getTime() - A_MONDAY) / MINUTE_MS);
        if (moments.length >= MOST_MOMENTS) break;
    }
    return moments;
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
