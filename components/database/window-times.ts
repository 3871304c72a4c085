import { minuteOfDay, MINUTES_A_DAY, MINUTES_A_WEEK, positive, timeOfDay } from "../../hours/local-time";
import { WEEKDAYS } from "../../hours/weekdays";

/** A time of day from minutes since midnight, which may lie on the day before or after. */
export function timeOf(minute: number): string {
    return timeOfDay(positive(minute, MINUTES_A_DAY));
}

/** The day of a moment, in minutes since Monday's midnight, which may lie in the week before or after. */
function dayOf(minute: number): string {
    return WEEKDAYS[Math.floor(positive(minute, MINUTES_A_WEEK) / MINUTES_A_DAY)] ?? "MON";
}

/** A moment of the week as RDS writes it. */
export function momentOf(minute: number): string {
    return `${dayOf(minute).toLowerCase()}:${timeOf(minute)}`;
}

/** A moment of the week as Secrets Manager writes it, on a whole hour. */
export function rotationAt(minute: number): string {
    return `cron(0 ${positive(minute, MINUTES_A_DAY) / 60} ? * ${dayOf(minute)} *)`;
}

const DAILY = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;
const WEEKLY = /^(mon|tue|wed|thu|fri|sat|sun):(\d\d:\d\d)-(mon|tue|wed|thu|fri|sat|sun):(\d\d:\d\d)$/;

/** A part of a day or a week, in minutes from its beginning. */
export interface Window {
    readonly from: number;
    readonly minutes: number;
}

export function daily(window: unknown): Window | undefined {
    if (typeof window !== "string" || !DAILY.test(window)) return undefined;
    const [from, to] = [minuteOfDay(window.slice(0, 5)), minuteOfDay(window.slice(6))];
    return { from, minutes: positive(to - from, MINUTES_A_DAY) };
}

export function weekly(window: unknown): Window | undefined {
    const [, fromDay = "", fromTime = "", toDay = "", toTime = ""] = WEEKLY.exec(String(window)) ?? [];
    if (!DAILY.test(`${fromTime}-${toTime}`)) return undefined;
    const minuteOf = (day: string, time: string) =>
        WEEKDAYS.findIndex(one => one.toLowerCase() === day) * MINUTES_A_DAY + minuteOfDay(time);
    const from = minuteOf(fromDay, fromTime);
    return { from, minutes: positive(minuteOf(toDay, toTime) - from, MINUTES_A_WEEK) };
}
