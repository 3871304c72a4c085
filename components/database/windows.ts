import { IANAZone } from "luxon";
import { minuteOfDay, WEEKDAYS, type WorkingHours } from "../working-hours";

/** When AWS may back up and maintain a database, in UTC as RDS writes them. */
export interface DatabaseWindows {
    /** Daily, `HH:MM-HH:MM`. */
    readonly backup: string;
    /** Weekly, `ddd:HH:MM-ddd:HH:MM`. */
    readonly maintenance: string;
}

/** For a database that never sleeps: the quietest hours of the week in Europe, on its last day so that staging comes first. */
const ALWAYS_ON: DatabaseWindows = { backup: "01:00-01:30", maintenance: "sun:02:00-sun:03:00" };

/** A database needs some minutes to start, and work must be over before it stops. */
const MARGIN_MINUTES = 30;
/** RDS takes no window shorter than half an hour (ModifyDBCluster, API reference). */
const BACKUP_MINUTES = 30;
const MAINTENANCE_MINUTES = 60;
const MINUTES_NEEDED = 2 * MARGIN_MINUTES + BACKUP_MINUTES + MAINTENANCE_MINUTES;

/** What {@link databaseWindows} needs, in words for an error. */
export const WINDOWS_EXPECTED = `at least ${MINUTES_NEEDED} minutes a day that are working hours on both sides of a clock change, for backup and maintenance`;

/**
 * The windows of a database that stops outside working hours, or never.
 *
 * Windows are in UTC and people live in a zone whose clocks change: the windows lie in the part of the day that is open
 * before and after every change. A database that is stopped in its window is never maintained.
 *
 * @returns nothing if no part of the day is long enough
 */
export function databaseWindows(hours: WorkingHours | undefined): DatabaseWindows | undefined {
    if (hours === undefined) return ALWAYS_ON;
    const offsets = utcOffsetsMinutes(hours.timeZone);
    const opens = minuteOfDay(hours.start) - Math.min(...offsets);
    const closes = minuteOfDay(hours.end) - Math.max(...offsets);
    if (closes - opens < MINUTES_NEEDED) return undefined;

    const backup = opens + MARGIN_MINUTES;
    const maintenance = backup + BACKUP_MINUTES;
    const localDays = WEEKDAYS.filter(day => hours.days.includes(day));
    // The second working day: what was released before the weekend has been seen for a day before anything else changes.
    const localDay = WEEKDAYS.indexOf(localDays[1] ?? localDays[0] ?? "MON");
    return {
        backup: `${timeOf(backup)}-${timeOf(maintenance)}`,
        maintenance: `${momentOf(localDay, maintenance)}-${momentOf(localDay, maintenance + MAINTENANCE_MINUTES)}`,
    };
}

/** Years over which a zone's offsets are collected. Fixed, so that the same program plans the same on every day. */
const FIRST_YEAR = 2026;
const LAST_YEAR = 2036;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Every offset from UTC that a zone has in those years. */
function utcOffsetsMinutes(timeZone: string): readonly number[] {
    const zone = IANAZone.create(timeZone);
    const offsets = new Set<number>();
    for (let day = Date.UTC(FIRST_YEAR, 0, 1); day < Date.UTC(LAST_YEAR + 1, 0, 1); day += DAY_MS) {
        offsets.add(zone.offset(day));
    }
    return [...offsets];
}

const MINUTES_A_DAY = 24 * 60;

/** A time of day from minutes since midnight, which may lie on the day before or after. */
function timeOf(minute: number): string {
    const ofDay = ((minute % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
    const twoDigits = (number: number) => String(number).padStart(2, "0");
    return `${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}`;
}

/** A moment of the week as RDS writes it, from minutes since midnight of a day. */
function momentOf(day: number, minute: number): string {
    const shifted = day + Math.floor(minute / MINUTES_A_DAY);
    const weekday = WEEKDAYS[(shifted + WEEKDAYS.length) % WEEKDAYS.length] ?? "MON";
    return `${weekday.toLowerCase()}:${timeOf(minute)}`;
}
