/** Days of the week, as cron and AWS spell them. */
export const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When people work: the one source for every timer, mute window and simulation. */
export interface WorkingHours {
    /** IANA time zone name, such as `Europe/Berlin`. */
    readonly timeZone: string;
    /** Days on which people work, at least one and at most seven, each once. */
    readonly days: readonly Weekday[];
    /** Local time at which work begins, `HH:MM`. */
    readonly start: string;
    /** Local time at which work ends, `HH:MM`, later on the same day than `start`. */
    readonly end: string;
}
