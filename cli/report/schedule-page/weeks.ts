import { type LocalMinute, MINUTES_A_DAY, MINUTES_A_WEEK, type Span, weekdayOf } from "../../../hours/local-time";
import { WEEKDAYS } from "../../../hours/weekdays";
import type { Box } from "./shapes";
import type { Wall } from "./wall";

/** Pixels from one week to the next, */
export const WEEK_PITCH = 14;
/** and of them those of a day that is open to people. The rest keeps weeks apart, and holds minutes that come again. */
export const BAR_PIXELS = 10;
/** Half as high is what is awake for nobody, so that shape tells what colour does. */
export const ALONE_PIXELS = 4;
/** A line below a day. */
export const EXCEPTION_PIXELS = 2;

/** The weeks of a year below each other, Monday first: where a minute is in the picture. */
export class Weeks {
    /** First day of the first week, which may be of the year before. */
    readonly firstDay: number;
    readonly amount: number;

    constructor(readonly wall: Wall) {
        this.firstDay = wall.firstDay - WEEKDAYS.indexOf(weekdayOf(wall.firstDay));
        this.amount = Math.ceil((wall.lastDay + 1 - this.firstDay) / WEEKDAYS.length);
    }

    /** The week of a minute. */
    rowOf(minute: LocalMinute): number {
        return Math.floor((minute - this.firstDay * MINUTES_A_DAY) / MINUTES_A_WEEK);
    }

    /** How far a minute is into its week. */
    acrossOf(minute: LocalMinute): number {
        return minute - this.firstDay * MINUTES_A_DAY - this.rowOf(minute) * MINUTES_A_WEEK;
    }

    /** A rectangle over a part of a day. */
    boxOf({ from, to }: Span, top: number, height: number): Box {
        return { x: this.acrossOf(from), y: this.rowOf(from) * WEEK_PITCH + top, width: to - from, height };
    }

    /** A rectangle over days that follow on each other within a week. */
    dayBox(first: number, days: number, top = 0, height = BAR_PIXELS): Box {
        return this.boxOf({ from: first * MINUTES_A_DAY, to: (first + days) * MINUTES_A_DAY }, top, height);
    }

    /** The days of the year in each week. */
    rows(): readonly { readonly first: number; readonly last: number }[] {
        return Array.from({ length: this.amount }, (_, row) => {
            const monday = this.firstDay + row * WEEKDAYS.length;
            return {
                first: Math.max(monday, this.wall.firstDay),
                last: Math.min(monday + WEEKDAYS.length - 1, this.wall.lastDay),
            };
        });
    }
}
