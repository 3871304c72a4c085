import { holidaysOf } from "./holidays";
import {
    dateOf,
    dayOf,
    type LocalMinute,
    minuteOfDay,
    MINUTES_A_DAY,
    type Span,
    united,
    weekdayOf,
} from "./local-time";
import { leadsOf, type Part, PEOPLE } from "./parts";
import type { DaySpan, IsoDate, WorkingHours } from "./working-hours";

/** Why a day is not an ordinary one of its week. */
export interface Deviation {
    readonly kind: "holiday" | "closed" | "exception";
    /** Name of the holiday, or the reason that was given. */
    readonly reason: string;
}

/** What people do on one day. */
export interface DayPlan {
    /** Spans that begin on it, in the order in which they were given. */
    readonly spans: readonly DaySpan[];
    /** Nothing on an ordinary day. */
    readonly deviation: Deviation | undefined;
}

/** Working hours laid out by date. Made once for a value: it holds every day that is not an ordinary one. */
export interface Calendar {
    readonly hours: WorkingHours;
    /** By day since 1970-01-01. */
    readonly deviations: ReadonlyMap<number, DayPlan & { readonly deviation: Deviation }>;
}

const calendars = new WeakMap<WorkingHours, Calendar>();

/**
 * The calendar of working hours.
 *
 * @throws HolidaysMissingError if they name a country and `date-holidays` is not installed
 */
export function calendarOf(hours: WorkingHours): Calendar {
    const known = calendars.get(hours) ?? { hours, deviations: deviationsOf(hours) };
    calendars.set(hours, known);
    return known;
}

/** In the order in which one counts before the other: what comes later replaces it. */
function deviationsOf({ holidays, closed = [], exceptions = [] }: WorkingHours): Calendar["deviations"] {
    const days = new Map<number, DayPlan & { readonly deviation: Deviation }>();
    const close = (day: number, kind: "holiday" | "closed", reason: string) =>
        days.set(day, { spans: [], deviation: { kind, reason } });
    for (const { date, name } of holidays === undefined ? [] : (holidaysOf(holidays) ?? [])) {
        close(dayOf(date), "holiday", name);
    }
    for (const { from, reason, to = from } of closed) {
        for (let day = dayOf(from); day <= dayOf(to); day++) close(day, "closed", reason);
    }
    for (const { date, reason, spans } of exceptions) {
        days.set(dayOf(date), { spans, deviation: { kind: "exception", reason } });
    }
    return new Map([...days].sort(([one], [other]) => one - other));
}

/** What people do on a date. */
export function dayPlan(hours: WorkingHours, date: IsoDate): DayPlan {
    return planOf(calendarOf(hours), dayOf(date));
}

function planOf({ deviations, hours }: Calendar, day: number): DayPlan {
    return deviations.get(day) ?? { spans: ordinarySpans(hours, day), deviation: undefined };
}

/** The spans of an ordinary week that begin on such a day. */
function ordinarySpans({ week }: WorkingHours, day: number): readonly DaySpan[] {
    return week.filter(({ days }) => days.includes(weekdayOf(day)));
}

/**
 * When a part is awake, in order, whatever overlaps or touches made one: every span that begins on one of the dates or on
 * the day before or after.
 *
 * @param first The first date, @param last and the last one.
 * @param ordinary Whether to leave out holidays, closed days and exceptions.
 */
export function awakeSpans(
    hours: WorkingHours,
    part: Part,
    { first, last, ordinary = false }: { readonly first: IsoDate; readonly last: IsoDate; readonly ordinary?: boolean },
): readonly Span[] {
    const calendar = calendarOf(hours);
    const { after, before } = leadsOf(part, hours);
    const spans: Span[] = [];
    for (let day = dayOf(first) - 1; day <= dayOf(last) + 1; day++) {
        for (const span of ordinary ? ordinarySpans(hours, day) : planOf(calendar, day).spans) {
            const { from, to } = onDay(span, day);
            spans.push({ from: from - before, to: to + after });
        }
    }
    return united(spans);
}

/** A span of a day, on that day. */
export function onDay({ end, start }: DaySpan, day: number): Span {
    const [from, to] = [minuteOfDay(start), minuteOfDay(end)];
    const midnight = day * MINUTES_A_DAY;
    return { from: midnight + from, to: midnight + (to > from ? to : to + MINUTES_A_DAY) };
}

/** Whether people work at a minute on the wall's clock. */
export function isOpen(hours: WorkingHours, minute: LocalMinute): boolean {
    const date = dateOf(Math.floor(minute / MINUTES_A_DAY));
    return awakeSpans(hours, PEOPLE, { first: date, last: date }).some(({ from, to }) => from <= minute && minute < to);
}

/** The last date of which holidays are known; nothing where none are asked for. */
export function holidaysKnownUntil({ holidays }: WorkingHours): IsoDate | undefined {
    return holidays === undefined ? undefined : `${Math.max(...holidays.years)}-12-31`;
}
