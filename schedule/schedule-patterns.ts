import { Cron } from "croner";
import { memo } from "../plan/memo";

/** `cron(...)` of EventBridge, EventBridge Scheduler and Application Auto Scaling. */
const AWS_CRON = /^cron\((.+)\)$/;
/** `at(...)` of the same: one moment on the clocks of a zone; seconds may be left out. */
const AWS_AT = /^at\((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?\)$/;
const UNIX_FIELDS = 5;
const AWS_FIELDS = 6;
/** Fields of a pattern that states years: seconds come first. */
const DATED_FIELDS = 7;
/** A number of a day of the week, not the count after `#` or the step after `/`. */
const DAY_NUMBER = /(?<![#/\d])\d(?!\d)/g;
const NO_DAY = /(?<![#/\d])[089](?!\d)/;

/** First and last year that an expression can state (EventBridge Scheduler user guide, "Cron-based schedules"): the last stands for ever. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/** The pattern in an expression of AWS, in the words of croner; nothing for a rate, or what cannot be read. */
export function awsPattern(expression: string): string | undefined {
    const [, ...moment] = AWS_AT.exec(expression.trim()) ?? [];
    if (moment.length > 0) return readable(patternAt(moment.map(Number)));
    const fields = AWS_CRON.exec(expression.trim())?.[1]?.trim().split(/\s+/) ?? [];
    if (fields.length !== AWS_FIELDS) return undefined;
    const [minute = "", hour = "", day = "", month = "", weekday = "", year = ""] = fields;
    // Exactly one of both says which days, and the other is `?`: AWS refuses all else (its user guide, "Cron-based schedules").
    if ((day === "?") === (weekday === "?")) return undefined;
    // AWS counts days of the week from 1, Sunday, to 7; croner from 0, and takes 7 for Sunday as well.
    if (NO_DAY.test(weekday)) return undefined;
    const weekdays = weekday.replace(DAY_NUMBER, number => String(Number(number) - 1));
    const five = [minute, hour, day, month, weekdays].map(field => field.replaceAll("?", "*"));
    return readable(year === "*" ? five.join(" ") : ["0", ...five, year].join(" "));
}

/** The pattern in a cron expression as Unix writes it, which EC2 Auto Scaling takes. */
export function unixPattern(expression: string): string | undefined {
    const fields = expression.trim().split(/\s+/);
    return fields.length === UNIX_FIELDS ? readable(fields.join(" ")) : undefined;
}

/** The pattern of one minute. */
function patternAt([year = 0, month = 0, day = 0, hour = 0, minute = 0]: readonly number[]): string {
    return `0 ${minute} ${hour} ${day} ${month} * ${year}`;
}

/** The pattern, by UTC, of a moment as `2027-01-04T05:30:00Z`; nothing where it is none. */
export function momentPattern(moment: string): string | undefined {
    const at = new Date(moment);
    if (Number.isNaN(at.getTime())) return undefined;
    return patternAt([
        at.getUTCFullYear(),
        at.getUTCMonth() + 1,
        at.getUTCDate(),
        at.getUTCHours(),
        at.getUTCMinutes(),
    ]);
}

function readable(pattern: string): string | undefined {
    return isReadable(pattern) ? pattern : undefined;
}

const isReadable = memo((pattern: string): boolean => {
    try {
        cronOf(pattern);
        return true;
    } catch {
        return false; // Not an expression that AWS would take either.
    }
});

/** A pattern, read on clocks that do not change. */
export function cronOf(pattern: string): Cron {
    return new Cron(pattern, { utcOffset: 0, paused: true, sloppyRanges: true }); // AWS writes `0/15`
}

/** Whether a pattern is the same in every week. */
export function isWeekly(pattern: string): boolean {
    const [, , day, month, weekday = ""] = pattern.split(" ");
    return pattern.split(" ").length === UNIX_FIELDS && day === "*" && month === "*" && !/[#L]/.test(weekday);
}

/** Whether a pattern names one date, as the exception from others. */
export function isOneDate(pattern: string): boolean {
    const fields = pattern.split(" ");
    const [, , , day = "", month = "", , year = ""] = fields;
    return fields.length === DATED_FIELDS && [day, month, year].every(field => /^\d+$/.test(field));
}

/** Whether a pattern goes on for ever, as far as AWS counts years. */
export function isEndless(pattern: string): boolean {
    return statedYears(pattern)?.has(LAST_YEAR) ?? true;
}

/** The year from whose beginning a pattern is the same in every year; nothing for one that always is. */
export function sameFromYear(pattern: string): number | undefined {
    const years = statedYears(pattern);
    if (years === undefined) return undefined;
    for (let year = LAST_YEAR; year > FIRST_YEAR; year--) {
        if (years.has(year) !== years.has(year - 1)) return year;
    }
    return undefined;
}

/** The years of a pattern that states any; an empty set where they cannot be read. */
const statedYears = memo((pattern: string): ReadonlySet<number> | undefined => {
    const fields = pattern.split(" ");
    const [, , , , , , stated = "*"] = fields;
    if (fields.length !== DATED_FIELDS || stated === "*") return undefined;
    return new Set(stated.split(",").flatMap(yearsOf));
});

/** `2027`, `2027-2030`, `2027/2`, `*` + `/2`, or a range with a step. */
const YEARS = /^(\*|\d{4})(?:-(\d{4}))?(?:\/(\d+))?$/;

function yearsOf(part: string): readonly number[] {
    const [whole, from = "", to, step] = YEARS.exec(part) ?? [];
    if (whole === undefined) return [];
    const first = from === "*" ? FIRST_YEAR : Number(from);
    const last = to !== undefined ? Number(to) : from === "*" || step !== undefined ? LAST_YEAR : first;
    const by = Math.max(1, Number(step ?? 1));
    return Array.from({ length: Math.max(0, Math.floor((last - first) / by) + 1) }, (_, place) => first + place * by);
}
