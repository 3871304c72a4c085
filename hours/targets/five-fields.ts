import type { Weekday } from "../weekdays";
import { dayField } from "./scheduler";

/** A time of day on days of every week as the five fields of a cron expression: minute, hour, any day, any month, days. */
export function fiveFields(minute: number, days: readonly Weekday[]): string {
    return `${minute % 60} ${Math.floor(minute / 60)} * * ${dayField(days)}`;
}
