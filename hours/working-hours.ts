import type { Weekday } from "./weekdays";

/** Name and version of the value's shape, where it is written down for others to read. */
export const WORKING_HOURS_SCHEMA = "stagewright.working-hours/1";

/** A calendar date as `YYYY-MM-DD`, without a zone: the date on the wall of the zone that hours are in. */
export type IsoDate = string;
/** A time on the wall's clock as `HH:MM`, 00:00 to 23:59. */
export type TimeOfDay = string;

/** A part of a day in which people work. */
export interface DaySpan {
    /** When work begins. */
    readonly start: TimeOfDay;
    /** When it ends. Not later than `start` means on the next day: `22:00` to `06:00` is a night, `00:00` midnight. */
    readonly end: TimeOfDay;
}

/** A part of some days of every week in which people work. */
export interface WeekSpan extends DaySpan {
    /** Days on which it begins, at least one, each once. */
    readonly days: readonly Weekday[];
}

/** Public holidays of a place, as the package `date-holidays` knows them; it is to be installed beside this one. */
export interface HolidaysOf {
    /** Country by its two letters (ISO 3166-1), such as `DE`. */
    readonly country: string;
    /** State or province, such as `BE` for Berlin or `CA` for California (ISO 3166-2 without the country). */
    readonly state?: string;
    /** Region of a state, as `date-holidays` names it. */
    readonly region?: string;
    /**
     * Years whose holidays count, at least one. Stated, so that the same program plans the same on every day; after the
     * last of them every week is an ordinary one.
     */
    readonly years: readonly number[];
}

/** Days on which nobody works, whatever day of the week they are: a holiday, or the weeks between the years. */
export interface ClosedDays {
    readonly from: IsoDate;
    /**
     * Last of the days.
     *
     * @default - `from`: one day
     */
    readonly to?: IsoDate;
    /** What people read in calendars and reports. */
    readonly reason: string;
}

/** A day on which people work at other times than on every such day: a test night, a half day, a Saturday of a release. */
export interface ExceptionalDay {
    readonly date: IsoDate;
    /** All of that day's spans, in place of those of its week. None: it is closed. It counts before holidays and closed days. */
    readonly spans: readonly DaySpan[];
    readonly reason: string;
}

/**
 * When people work: the one source for every timer, mute window and simulation.
 *
 * A holiday, closed days and an exceptional day decide of the spans that begin on them: a night that began the day before
 * runs to its end.
 */
export interface WorkingHours {
    /** IANA time zone name, such as `Europe/Berlin`. */
    readonly timeZone: string;
    /** Spans of an ordinary week, at least one. No two overlap; where one ends when the next begins, they are one. */
    readonly week: readonly WeekSpan[];
    /** @default - public holidays are ordinary days */
    readonly holidays?: HolidaysOf;
    /** @default - none */
    readonly closed?: readonly ClosedDays[];
    /** Each date once. @default - none */
    readonly exceptions?: readonly ExceptionalDay[];
    /**
     * How long before work the first thing starts, in minutes, so that the last is ready in time. Valid: 30 to 240.
     *
     * @default 30
     */
    readonly warmUpMinutes?: number;
}

export const WORKING_HOURS_DEFAULTS = { warmUpMinutes: 30 } as const;
