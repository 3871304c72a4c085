import { MINUTES_A_DAY } from "../week-plan";
import { WEEKDAYS } from "../weekdays";
import { minuteOfDay } from "../working-hours";

export const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

/** A time of day from minutes since midnight, which may lie on the day before or after. */
export function timeOf(minute: number): string {
    const ofDay = positive(minute, MINUTES_A_DAY);
    const twoDigits = (number: number) => String(number).padStart(2, "0");
    return `${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}`;
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

/** The remainder that is never negative. */
export function positive(value: number, modulus: number): number {
    return ((value % modulus) + modulus) % modulus;
}

const DAILY = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;
const WEEKLY = /^(mon|tue|wed|thu|fri|sat|sun):(\d\d:\d\d)-(mon|tue|wed|thu|fri|sat|sun):(\d\d:\d\d)$/;

/** A span of a day or a week, in minutes from its beginning. */
export interface Span {
    readonly from: number;
    readonly minutes: number;
}

export function daily(window: unknown): Span | undefined {
    if (typeof window !== "string" || !DAILY.test(window)) return undefined;
    const [from, to] = [minuteOfDay(window.slice(0, 5)), minuteOfDay(window.slice(6))];
    return { from, minutes: positive(to - from, MINUTES_A_DAY) };
}

export function weekly(window: unknown): Span | undefined {
    const [, fromDay = "", fromTime = "", toDay = "", toTime = ""] = WEEKLY.exec(String(window)) ?? [];
    if (!DAILY.test(`${fromTime}-${toTime}`)) return undefined;
    const minuteOf = (day: string, time: string) =>
        WEEKDAYS.findIndex(one => one.toLowerCase() === day) * MINUTES_A_DAY + minuteOfDay(time);
    const from = minuteOf(fromDay, fromTime);
    return { from, minutes: positive(minuteOf(toDay, toTime) - from, MINUTES_A_WEEK) };
}
