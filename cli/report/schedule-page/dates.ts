import { dateOf, weekdayOf } from "../../../hours/local-time";
import { WEEKDAY_NAMES } from "../schedule-times";

/** Every month's first letters. */
export const MONTHS = [
    ...["Jan", "Feb", "Mar", "Apr", "May", "Jun"],
    ...["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
] as const;

/** A day of the year that the page is about: `4 Jan`. */
export function shortDate(day: number): string {
    return `${dayOfMonth(day)} ${MONTHS[monthOf(day)] ?? ""}`;
}

/** 1 to 31. */
export function dayOfMonth(day: number): number {
    return Number(dateOf(day).slice("2027-01-".length));
}

/** 0 to 11. */
export function monthOf(day: number): number {
    return Number(dateOf(day).slice("2027-".length, "2027-01".length)) - 1;
}

/** `Fri 26 Mar`. */
export function weekdayText(day: number): string {
    return `${WEEKDAY_NAMES[weekdayOf(day)]} ${shortDate(day)}`;
}

/** `4 Jan to 7 Mar`. */
export function shortDates(first: number, last: number): string {
    return first === last ? shortDate(first) : `${shortDate(first)} to ${shortDate(last)}`;
}

/** `Fri 26 Mar`, or `27 Dec to 31 Dec`. */
export function datesText(first: number, last: number): string {
    return first === last ? weekdayText(first) : shortDates(first, last);
}
