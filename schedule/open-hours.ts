import type { PropertyValue } from "../plan/value";
import type { Calendar } from "./schedule-coverage";
import type { ScheduledAction } from "./schedule-target";
import { MINUTES_A_DAY, MINUTES_A_WEEK, type WallMinute } from "./schedule-times";
import { textOf } from "../plan/plain";

/** From one minute up to another, which is not in it. */
export interface Span {
    readonly from: WallMinute;
    readonly to: WallMinute;
}

/** When something runs: from each start to the stop that follows it. What is cut off at either end is left out. */
export function openSpans({ events }: Calendar, stops: ReadonlySet<ScheduledAction>): readonly Span[] {
    const spans: Span[] = [];
    let opened: WallMinute | undefined;
    for (const { at, action } of events) {
        if (!stops.has(action)) opened ??= at;
        else if (opened !== undefined) {
            spans.push({ from: opened, to: at });
            opened = undefined;
        }
    }
    return spans;
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WEEKLY = /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/i;
const DAILY = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/;

/** A weekly window as RDS writes it, `ddd:HH:MM-ddd:HH:MM`, in minutes since Monday, UTC. */
export function parseWeekly(value: PropertyValue): Span | undefined {
    const [, day = "", hour, minute, lastDay = "", lastHour, lastMinute] = WEEKLY.exec(textOf(value)) ?? [];
    const [first, last] = [day, lastDay].map(name => WEEKDAYS.indexOf(name.toLowerCase()));
    if (first === undefined || last === undefined || first < 0 || last < 0) return undefined;
    return around(
        first * MINUTES_A_DAY + Number(hour) * 60 + Number(minute),
        last * MINUTES_A_DAY + Number(lastHour) * 60 + Number(lastMinute),
        MINUTES_A_WEEK,
    );
}

/** A daily window as RDS writes it, `HH:MM-HH:MM`, in minutes since midnight, UTC. */
export function parseDaily(value: PropertyValue): Span | undefined {
    const [whole, hour, minute, lastHour, lastMinute] = DAILY.exec(textOf(value)) ?? [];
    if (whole === undefined) return undefined;
    return around(Number(hour) * 60 + Number(minute), Number(lastHour) * 60 + Number(lastMinute), MINUTES_A_DAY);
}

/** A window that ends before it begins ends on the other side of the week, or of the day. */
function around(from: number, to: number, period: number): Span {
    return { from, to: to > from ? to : to + period };
}

/**
 * Whether a weekly window lies in a span, on clocks that are so many minutes ahead of UTC. Weeks without any span are
 * closed and do not count, and of the others half are enough: what a holiday cuts off waits for the next week.
 */
export function maintenanceFits(window: Span, spans: readonly Span[], offset: number): boolean {
    const [first, last] = [spans[0], spans.at(-1)];
    if (first === undefined || last === undefined) return false;
    const length = window.to - window.from;
    const openWeeks = new Set(spans.map(({ from }) => Math.floor(from / MINUTES_A_WEEK)));
    let inside = 0;
    let outside = 0;
    let place = 0;
    // Only weeks that the spans cover whole can be judged.
    let at = firstAtOrAfter(window.from + offset, first.from, MINUTES_A_WEEK);
    for (; at + length <= last.to; at += MINUTES_A_WEEK) {
        while ((spans[place]?.to ?? Number.POSITIVE_INFINITY) < at + length) place++;
        const span = spans[place];
        if (span !== undefined && span.from <= at) inside++;
        else if (openWeeks.has(Math.floor(at / MINUTES_A_WEEK))) outside++;
    }
    return inside > 0 && inside >= outside;
}

/** Of days that are open, one in so many may miss its backup: half a day before a holiday, a night of tests. */
const DAYS_TO_ONE_MISSED = 10;

/**
 * Whether the days that something runs on hold a day's window whole, on clocks that are so many minutes ahead of UTC. A day
 * with several spans holds it in one of them; few days may be too short for it.
 */
export function backupFits(window: Span, spans: readonly Span[], offset: number): boolean {
    const length = window.to - window.from;
    const days = new Map<number, boolean>();
    for (const span of spans) {
        const day = Math.floor(span.from / MINUTES_A_DAY);
        const fits = firstAtOrAfter(window.from + offset, span.from, MINUTES_A_DAY) + length <= span.to;
        days.set(day, days.get(day) === true || fits);
    }
    const missed = [...days.values()].filter(fits => !fits).length;
    return days.size > 0 && missed * DAYS_TO_ONE_MISSED <= days.size;
}

/** The first of a moment's repetitions that is not before another moment. */
function firstAtOrAfter(moment: number, after: number, period: number): number {
    return moment + Math.ceil((after - moment) / period) * period;
}
