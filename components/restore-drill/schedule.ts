import { WEEKDAYS, type Weekday, workingHoursFaults } from "../../hours";
import type { Moments } from "../../hours/edges";
import { clockChangeAmong, longestPauseDays, momentsInside, ordinaryWork, workingDays } from "../../hours/inside";
import { minuteOfDay, type Span } from "../../hours/local-time";
import { isTimeZone } from "../../hours/schema";
import { schedulerExpressions } from "../../hours/targets/scheduler";
import { type ArgumentFault, ArgumentFaults, textMatching } from "../arguments";
import type { Environment } from "../environment";
import { checkObject, type Fields } from "../object-arguments";

/** When a database is backed up, and when the newest backup is restored to see whether it can be. */
export interface DrillSchedule {
    /** IANA time zone of both times. Outside production that of the working hours. */
    readonly timeZone: string;
    /**
     * Time of day of the backup, `HH:MM`. Every day; outside production on days on which people work at that time, and so not
     * on holidays: the database sleeps.
     */
    readonly backupAt: string;
    /**
     * Days of the drill, at least two, so that one which does not come is missed within a week. Outside production days on
     * which people work at that time in an ordinary week.
     */
    readonly drillDays: readonly Weekday[];
    /** Time of day of the drill, `HH:MM`. On a holiday too: it needs nothing that sleeps. */
    readonly drillAt: string;
}

/** A schedule as AWS Backup takes it. */
export interface DrillTimes {
    /** What together makes a backup at the right moments: a rule each. */
    readonly backups: ReturnType<typeof schedulerExpressions>;
    readonly drill: string;
    /** Days without a drill after which it is overdue. */
    readonly overdueDays: number;
    /** Backups from which a drill takes the newest, in days back: it finds one after the longest time without any too. */
    readonly selectionDays: number;
}

const DRILL_DAYS_MINIMUM = 2;
/** A week of backups at the least, so that a drill finds one even where several have failed. */
const SELECTION_DAYS = 7;
const SCHEDULE: Fields<DrillSchedule> = { timeZone: true, backupAt: true, drillDays: true, drillAt: true };
const TIME_OF_DAY = textMatching(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day from 00:00 to 23:59, written HH:MM");
type Hours = Environment["workingHours"];

/** Times of backup and drill as cron expressions; both are read in the schedule's time zone. */
export function drillTimes(schedule: DrillSchedule, { workingHours }: Environment): DrillTimes {
    const backups = backupMoments(schedule, workingHours);
    const drills = everyWeek(schedule.drillDays, schedule.drillAt);
    const [drill] = schedulerExpressions(drills);
    if (drill === undefined) throw new TypeError("a schedule without a day of the drill passed its own check");
    return {
        backups: schedulerExpressions(backups),
        drill: drill.expression,
        // A day more than the longest pause, so that one that takes a little longer than the last one is not missed.
        overdueDays: (longestPauseDays(drills) ?? 0) + 1,
        selectionDays: Math.max(SELECTION_DAYS, (longestPauseDays(backups) ?? 0) + 1),
    };
}

function everyWeek(days: readonly Weekday[], time: string): Moments {
    const inOrder = WEEKDAYS.filter(day => days.includes(day));
    return { weekly: inOrder.length === 0 ? [] : [{ days: inOrder, minute: minuteOfDay(time) }], deviations: [] };
}

function backupMoments({ backupAt }: DrillSchedule, hours: Hours): Moments {
    if (hours === undefined) return everyWeek(WEEKDAYS, backupAt);
    const minute = minuteOfDay(backupAt);
    return momentsInside(hours, spans => (isDuring(spans, minute) ? minute : undefined));
}

function isDuring(spans: readonly Span[], minute: number): boolean {
    return spans.some(({ from, to }) => from <= minute && minute < to);
}

/** Days of an ordinary week on which people work at a time of day. */
function daysOpenAt(hours: Hours, time: string): readonly Weekday[] {
    if (hours === undefined) return WEEKDAYS;
    return WEEKDAYS.filter(day => isDuring(ordinaryWork(hours, day), minuteOfDay(time)));
}

/** Everything that is wrong with a schedule, as faults of the argument `schedule`. */
export function scheduleFaults(schedule: DrillSchedule, environment: Environment): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    // What follows from hours at fault is no fault of its own.
    const workingHours =
        workingHoursFaults(environment.workingHours).length === 0 ? environment.workingHours : undefined;
    if (!checkObject(faults, "schedule", schedule, SCHEDULE)) return faults.all;
    const days = checkDrillDays(schedule.drillDays, workingHours, faults);
    const zoneIsKnown = isTimeZone(schedule.timeZone);
    if (!zoneIsKnown) faults.add("schedule.timeZone", "an IANA time zone such as Europe/Berlin", schedule.timeZone);
    if (zoneIsKnown && workingHours !== undefined && schedule.timeZone !== workingHours.timeZone) {
        const expected = `the time zone of the working hours, ${workingHours.timeZone}`;
        faults.add("schedule.timeZone", expected, schedule.timeZone);
    }
    for (const [edge, on] of [
        ["backupAt", workingHours === undefined ? WEEKDAYS : workingDays(workingHours)],
        ["drillAt", days],
    ] as const) {
        const path = `schedule.${edge}`;
        const time = schedule[edge];
        faults.check(path, time, TIME_OF_DAY);
        if (!TIME_OF_DAY.fits(time)) continue;
        const open = daysOpenAt(workingHours, time);
        // After a night the days that are open are others than those on which work begins, and as many.
        const isOpen = edge === "backupAt" ? open.length >= on.length : on.every(day => open.includes(day));
        if (!isOpen) faults.add(path, `a time at which people work on each of its days, ${on.join(", ")}`, time);
        const moments = edge === "backupAt" ? backupMoments(schedule, workingHours) : everyWeek(on, time);
        const change = zoneIsKnown ? clockChangeAmong(schedule.timeZone, moments) : undefined;
        if (change !== undefined) faults.add(path, `a time that exists once on each of its days (${change})`, time);
    }
    return faults.all;
}

/** Records what is wrong with the days of a drill; gives back those that are days on which people work. */
function checkDrillDays(given: readonly Weekday[], hours: Hours, faults: ArgumentFaults): readonly Weekday[] {
    const path = "schedule.drillDays";
    const allowed = hours === undefined ? WEEKDAYS : WEEKDAYS.filter(day => ordinaryWork(hours, day).length > 0);
    const days = faults.items(path, given, `at least ${DRILL_DAYS_MINIMUM} days`);
    days.forEach((day, index) => {
        if (!allowed.includes(day) || days.indexOf(day) !== index) {
            faults.add(`${path}[${index}]`, `one of ${allowed.join(", ")}, each at most once`, day);
        }
    });
    if (Array.isArray(given) && new Set(days).size < DRILL_DAYS_MINIMUM) {
        faults.add(path, `at least ${DRILL_DAYS_MINIMUM} days, so that a drill that does not come is missed`, days);
    }
    return allowed.filter(day => days.includes(day));
}
