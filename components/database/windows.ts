import { IANAZone } from "luxon";
import { WEEKDAYS, type WorkingHours } from "../../hours";
import { ordinaryWork, workingDays } from "../../hours/inside";
import { MINUTES_A_DAY, type Span } from "../../hours/local-time";
import type { Environment } from "../environment";
import { momentOf, rotationAt, timeOf, weekly } from "./window-times";

/** When AWS may back up and maintain a database, in UTC as RDS writes them. */
export interface DatabaseWindows {
    /** Daily, `HH:MM-HH:MM`. At least half an hour, and outside of the other window. */
    readonly backup: string;
    /** Weekly, `ddd:HH:MM-ddd:HH:MM`. At least half an hour, less than a day. */
    readonly maintenance: string;
}

/** The windows, and when AWS gives the first user another password. */
export interface DatabaseCalendar extends DatabaseWindows {
    /** Weekly, as Secrets Manager writes it: for an hour from then. */
    readonly rotation: string;
}

/** For a database that never sleeps: the quietest hours of the week in Europe, on its last day so that staging comes first. */
const ALWAYS_ON: DatabaseWindows = { backup: "01:00-01:30", maintenance: "sun:02:00-sun:03:00" };

/** A database needs some minutes to start, and work must be over before it stops. */
const MARGIN_MINUTES = 30;
/** RDS takes no window shorter than half an hour (ModifyDBCluster, API reference). */
export const SHORTEST_MINUTES = 30;
const BACKUP_MINUTES = SHORTEST_MINUTES;
const MAINTENANCE_MINUTES = 60;
/** Secrets Manager takes no shorter window for a rotation than an hour, and none that does not begin on one. */
const ROTATION_MINUTES = 60;
/** Backup and maintenance one after the other, or from the next whole hour on a rotation: whichever is longer, in whole hours. */
const MINUTES_NEEDED = 2 * MARGIN_MINUTES + Math.max(BACKUP_MINUTES + MAINTENANCE_MINUTES, 2 * ROTATION_MINUTES);

/** What a database that sleeps needs, in words for an error. */
export const WINDOWS_EXPECTED = `at least ${MINUTES_NEEDED} minutes on end that are working hours on every working day and on both sides of a clock change, for backup, maintenance and rotation`;

/**
 * The calendar of a database: inside open hours if it sleeps, else as somebody wants it, else at night.
 *
 * @returns nothing if no part of the day is long enough
 */
export function databaseCalendar(
    { workingHours }: Environment,
    windows: DatabaseWindows = ALWAYS_ON,
): DatabaseCalendar | undefined {
    return workingHours === undefined ? alwaysOn(windows) : insideOpenHours(workingHours);
}

/** The calendar of a database whose arguments have been checked. */
export function calendarOf(args: {
    readonly environment: Environment;
    readonly windows?: DatabaseWindows;
}): DatabaseCalendar {
    const calendar = databaseCalendar(args.environment, args.windows);
    if (calendar === undefined) throw new TypeError("working hours without room for windows passed their own check");
    return calendar;
}

/** The night before maintenance, in the hour in which that begins. */
function alwaysOn(windows: DatabaseWindows): DatabaseCalendar {
    const { from } = weekly(windows.maintenance) ?? { from: 0 };
    return { ...windows, rotation: rotationAt(Math.floor(from / 60) * 60 - MINUTES_A_DAY) };
}

/**
 * The calendar of a database that stops outside working hours.
 *
 * Windows are in UTC and people live in a zone whose clocks change: the windows lie in the part of the day that is open
 * before and after every change, on every day of an ordinary week on which anybody works. A database that is stopped in its
 * window is never maintained, and what comes of a rotation while it is stopped is not documented.
 */
function insideOpenHours(hours: WorkingHours): DatabaseCalendar | undefined {
    const offsets = utcOffsetsMinutes(hours.timeZone);
    const { from, to } = longestCommonSpan(hours);
    const opens = from - Math.min(...offsets);
    const closes = to - Math.max(...offsets);
    if (closes - opens < MINUTES_NEEDED) return undefined;

    const backup = opens + MARGIN_MINUTES;
    const maintenance = backup + BACKUP_MINUTES;
    const [firstDay = "MON", ...otherDays] = workingDays(hours);
    // The second working day: what was released before the weekend has been seen for a day before anything else changes.
    const day = WEEKDAYS.indexOf(otherDays[0] ?? firstDay) * MINUTES_A_DAY;
    const wholeHour = Math.ceil(backup / 60) * 60;
    return {
        backup: `${timeOf(backup)}-${timeOf(maintenance)}`,
        maintenance: `${momentOf(day + maintenance)}-${momentOf(day + maintenance + MAINTENANCE_MINUTES)}`,
        // Another day than maintenance, where there is one.
        rotation: rotationAt(WEEKDAYS.indexOf(firstDay) * MINUTES_A_DAY + wholeHour),
    };
}

/** The longest span that lies within the work of every working day, in minutes from the midnight at which each begins. */
function longestCommonSpan(hours: WorkingHours): Span {
    const [first = [], ...others] = workingDays(hours).map(day =>
        ordinaryWork(hours, day).map(({ from, to }) => ({ from: Math.max(from, 0), to })),
    );
    const common = others.reduce<readonly Span[]>(
        (shared, spans) => shared.flatMap(one => spans.flatMap(other => meeting(one, other))),
        first,
    );
    return common.reduce((longest, one) => (one.to - one.from > longest.to - longest.from ? one : longest), NOTHING);
}

const NOTHING: Span = { from: 0, to: 0 };

/** What two spans share; nothing where they do not meet. */
function meeting(one: Span, other: Span): readonly Span[] {
    const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
    return from < to ? [{ from, to }] : [];
}

/** How long a rotation may take, as Secrets Manager writes it. */
export const ROTATION_DURATION = `${ROTATION_MINUTES / 60}h`;

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
