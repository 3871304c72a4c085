import { assertWorkingHours } from "../assert";
import { awakeSpans, calendarOf } from "../calendar";
import {
    dateOf,
    dayOf,
    type LocalMinute,
    localMinuteAt,
    localText,
    MINUTES_A_DAY,
    momentsAt,
    sharing,
    type Span,
    timeOfDay,
    type UtcMinute,
    united,
    weekdayOf,
} from "../local-time";
import { PEOPLE } from "../parts";
import { DATE_EXPECTED, isDate } from "../schema";
import { WEEKDAYS, type Weekday } from "../weekdays";
import type { IsoDate, WorkingHours } from "../working-hours";
import { fiveFields } from "./five-fields";
import { muteOnce } from "./mute-once";
import { mutePieces } from "./mute-pieces";
import { type DatedRule, durationText, type MuteRule } from "./mute-rule";
import { type Inexpressible, refuseInexpressible } from "./not-expressible";
import { asleepInWeek, between, later } from "./week-stretches";

/** A stretch of an ordinary week is shorter, so that whatever mutes on a day began at most so many days before. */
const DAYS_A_WEEK = WEEKDAYS.length;

/** A window that comes back on days of every week. */
interface WeeklyWindow {
    readonly minute: number;
    readonly duration: number;
    readonly days: readonly Weekday[];
}

/**
 * The mute rules of CloudWatch that together mute exactly while nobody works.
 *
 * A rule lasts a fixed time, and a night in which clocks change does not: such a part of the week has two rules that overlap.
 * A holiday is one rule more that comes once. Where people work although their week says otherwise, the rule that would mute
 * them ends before and goes on after.
 *
 * @param since Leaves out what is over by the beginning of that date: whether CloudWatch makes a rule that is over already is
 *   nowhere said.
 * @throws NotExpressibleError if work begins so soon after clocks may change that two rules would leave a gap
 * @throws RangeError if the hours are at fault, or `since` is no date
 */
export function muteRules(hours: WorkingHours, since?: IsoDate): readonly MuteRule[] {
    assertWorkingHours(hours);
    if (since !== undefined && !isDate(since)) {
        throw new RangeError(`expected since to be ${DATE_EXPECTED}, got ${since}`);
    }
    const windows = weeklyWindows(hours);
    const { closed, open } = aroundDeviations(hours);
    const weekly: DatedRule[] = [];
    const muted: Span[] = [];
    for (const window of windows) {
        const times = timesOf(hours, window);
        const harmful = times.filter(time => sharing(open, time).length > 0);
        weekly.push(...rulesFor(hours.timeZone, window, { times, harmful }));
        const kept = new Set(times);
        for (const time of harmful) kept.delete(time);
        muted.push(...kept);
    }
    const byWeek = united(muted);
    const once = closed.flatMap(span => muteOnce(hours.timeZone, span, byWeek));
    const isOver = ({ end }: DatedRule) =>
        since !== undefined && localMinuteAt(hours.timeZone, end) <= dayOf(since) * MINUTES_A_DAY;
    return [...weekly, ...once].filter(one => !isOver(one)).map(({ rule }) => rule);
}

/** The windows of an ordinary week; those that differ in nothing but the day are one. */
function weeklyWindows(hours: WorkingHours): readonly WeeklyWindow[] {
    const inexpressible: Inexpressible[] = [];
    const windows = new Map<string, WeeklyWindow>();
    for (const stretch of asleepInWeek(hours, PEOPLE)) {
        const pieces = mutePieces(hours.timeZone, stretch);
        if ("why" in pieces) {
            inexpressible.push(pieces);
            continue;
        }
        for (const { duration, offset } of pieces) {
            const { day, minute } = later(stretch, offset);
            const key = `${minute} ${duration}`;
            const days = [day, ...(windows.get(key)?.days ?? [])];
            windows.set(key, { minute, duration, days: WEEKDAYS.filter(one => days.includes(one)) });
        }
    }
    refuseInexpressible("a mute rule of CloudWatch", inexpressible);
    return [...windows.values()];
}

/** The days that hold every deviation and whatever stands beside one; none where every week is ordinary. */
function lookedAt(hours: WorkingHours): { readonly first: number; readonly last: number } | undefined {
    const days = [...calendarOf(hours).deviations.keys()];
    if (days.length === 0) return undefined;
    return { first: Math.min(...days) - DAYS_A_WEEK - 1, last: Math.max(...days) + DAYS_A_WEEK + 1 };
}

/** When people work around dates that are not ordinary, and when they do not. */
function aroundDeviations(hours: WorkingHours): Record<"open" | "closed", readonly Span[]> {
    const days = lookedAt(hours);
    if (days === undefined) return { open: [], closed: [] };
    const open = awakeSpans(hours, PEOPLE, { first: dateOf(days.first), last: dateOf(days.last) }).map(
        ({ from, to }) => ({ from: onlyMomentAt(hours.timeZone, from), to: onlyMomentAt(hours.timeZone, to) }),
    );
    return { open, closed: between(open) };
}

/** Every time that a window comes around dates that are not ordinary. */
function timesOf(hours: WorkingHours, { days, duration, minute }: WeeklyWindow): readonly Span[] {
    const around = lookedAt(hours);
    if (around === undefined) return [];
    // One that began before the first of the days may still last.
    const first = around.first - DAYS_A_WEEK;
    return Array.from({ length: around.last - first + 1 }, (_, place) => first + place)
        .filter(day => days.includes(weekdayOf(day)))
        .map(day => onlyMomentAt(hours.timeZone, day * MINUTES_A_DAY + minute))
        .map(from => ({ from, to: from + duration }));
}

/** One rule for a window, or one before, between and after the times at which it would mute people at work. */
function rulesFor(
    timezone: string,
    { days, duration, minute }: WeeklyWindow,
    { harmful, times }: Readonly<Record<"times" | "harmful", readonly Span[]>>,
): readonly DatedRule[] {
    const rule = {
        role: `${timeOfDay(minute).replace(":", "")}-${durationText(duration).toLowerCase().slice(2)}`,
        expression: `cron(${fiveFields(minute, days)})`,
        timezone,
        duration: durationText(duration),
    };
    // Before the first and after the last there is no end of ordinary weeks.
    const edges = [undefined, ...harmful, undefined];
    return edges.slice(1).flatMap((next, place): readonly DatedRule[] => {
        const last = edges[place];
        const isEmpty = last !== undefined && next !== undefined && times.indexOf(next) === times.indexOf(last) + 1;
        if (isEmpty) return [];
        // Neither while the rule mutes: whether it would go on is nowhere said.
        const start =
            last === undefined
                ? {}
                : { role: `${rule.role}-from-${utcText(last.to).slice(0, 10)}`, startDate: utcText(last.to) };
        const end = next === undefined ? Infinity : next.from - 1;
        const expire = next === undefined ? {} : { expireDate: utcText(end) };
        return [{ rule: { ...rule, ...start, ...expire }, end }];
    });
}

/**
 * The moment at which clocks of a zone show a minute.
 *
 * @throws RangeError if they skip or repeat it: `workingHoursFaults` refuses such hours
 */
function onlyMomentAt(timeZone: string, local: LocalMinute): UtcMinute {
    const [moment, second] = momentsAt(timeZone, local);
    if (moment === undefined || second !== undefined) {
        throw new RangeError(`clocks of ${timeZone} do not show ${localText(local)} exactly once`);
    }
    return moment;
}

function utcText(moment: UtcMinute): string {
    return `${localText(moment)}:00Z`;
}
