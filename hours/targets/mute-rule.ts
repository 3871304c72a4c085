import type { UtcMinute } from "../local-time";

/** One mute rule of CloudWatch, in the words of its API. */
export interface MuteRule {
    /** What tells it from the others; it stays the same when dates are added. */
    readonly role: string;
    /** `cron(0 20 * * MON-FRI)`, five fields, for what comes back; `at(2026-12-24T20:00)` for what comes once. */
    readonly expression: string;
    readonly timezone: string;
    /** How long it mutes each time, such as `PT11H`: as it passes, so that clocks do not matter. */
    readonly duration: string;
    /** From when on it counts, in UTC: a moment at which it does not mute. */
    readonly startDate?: string;
    /** Until when it counts, in UTC: a moment at which it does not mute. */
    readonly expireDate?: string;
}

/** A rule with the moment after which it never mutes again; infinity for one that goes on. */
export interface DatedRule {
    readonly rule: MuteRule;
    readonly end: UtcMinute;
}

/** Minutes in the form of ISO 8601, in hours and minutes: a day of it may be a calendar's. */
export function durationText(minutes: number): string {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return `PT${hours > 0 ? `${hours}H` : ""}${rest > 0 ? `${rest}M` : ""}`;
}
