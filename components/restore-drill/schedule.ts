import { type ArgumentFault, ArgumentFaults } from "../arguments";
import { clockChangeOf } from "../clock-changes";
import type { Environment } from "../environment";
import { checkObject, type Fields } from "../object-arguments";
import { schedulerExpression, strideDays, type WeeklyMoment } from "../week-plan";
import { WEEKDAYS, type Weekday } from "../weekdays";
import { isTimeZone, minuteOfDay, TIME_OF_DAY } from "../working-hours";

/** When a database is backed up, and when the newest backup is restored to see whether it can be. */
export interface DrillSchedule {
    /** IANA time zone of both times. Outside production that of the working hours. */
    readonly timeZone: string;
    /** Time of day of the backup, `HH:MM`. Every day; outside production on working days, and while people work. */
    readonly backupAt: string;
    /**
     * Days of the drill, at least two, so that one which does not come is missed within a week. Outside production working days.
     */
    readonly drillDays: readonly Weekday[];
    /** Time of day of the drill, `HH:MM`, while people work outside production. */
    readonly drillAt: string;
}

/** A schedule as AWS Backup takes it. */
export interface DrillTimes {
    readonly backup: string;
    readonly drill: string;
    /** Days without a drill after which it is overdue. */
    readonly overdueDays: number;
}

const DRILL_DAYS_MINIMUM = 2;
const SCHEDULE: Fields<DrillSchedule> = { timeZone: true, backupAt: true, drillDays: true, drillAt: true };

/** Times of backup and drill as cron expressions; both are read in the schedule's time zone. */
export function drillTimes(schedule: DrillSchedule, { workingHours }: Environment): DrillTimes {
    const inOrder = WEEKDAYS.filter(day => schedule.drillDays.includes(day));
    const moment = (days: readonly Weekday[], time: string): WeeklyMoment => ({ days, minute: minuteOfDay(time) });
    return {
        backup: schedulerExpression(moment(workingHours?.days ?? WEEKDAYS, schedule.backupAt)),
        drill: schedulerExpression(moment(inOrder, schedule.drillAt)),
        // A day more than the longest pause, so that a drill that takes a little longer than the last one is not missed.
        overdueDays: strideDays(inOrder).longest + 1,
    };
}

/** Everything that is wrong with a schedule, as faults of the argument `schedule`. */
export function scheduleFaults(schedule: DrillSchedule, { workingHours }: Environment): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    if (!checkObject(faults, "schedule", schedule, SCHEDULE)) return faults.all;
    const days = checkDrillDays(schedule.drillDays, workingHours?.days ?? WEEKDAYS, faults);
    const zoneIsKnown = isTimeZone(schedule.timeZone);
    if (!zoneIsKnown) faults.add("schedule.timeZone", "an IANA time zone such as Europe/Berlin", schedule.timeZone);
    if (zoneIsKnown && workingHours !== undefined && schedule.timeZone !== workingHours.timeZone) {
        const expected = `the time zone of the working hours, ${workingHours.timeZone}`;
        faults.add("schedule.timeZone", expected, schedule.timeZone);
    }
    for (const [edge, on] of [
        ["backupAt", workingHours?.days ?? WEEKDAYS],
        ["drillAt", days],
    ] as const) {
        const path = `schedule.${edge}`;
        const time = schedule[edge];
        faults.check(path, time, TIME_OF_DAY);
        if (!TIME_OF_DAY.fits(time)) continue;
        if (workingHours !== undefined && (time < workingHours.start || time >= workingHours.end)) {
            faults.add(path, `a time within working hours, ${workingHours.start} to ${workingHours.end}`, time);
        }
        const change = zoneIsKnown ? clockChangeOf(schedule.timeZone, on, minuteOfDay(time)) : undefined;
        if (change !== undefined) faults.add(path, `a time that exists once on each of its days (${change})`, time);
    }
    return faults.all;
}

/** Records what is wrong with the days of a drill; gives back those that are days. */
function checkDrillDays(
    given: readonly Weekday[],
    allowed: readonly Weekday[],
    faults: ArgumentFaults,
): readonly Weekday[] {
    const path = "schedule.drillDays";
    const days = faults.items(path, given, `at least ${DRILL_DAYS_MINIMUM} days`);
    days.forEach((day, index) => {
        if (!allowed.includes(day) || days.indexOf(day) !== index) {
            faults.add(`${path}[${index}]`, `one of ${allowed.join(", ")}, each at most once`, day);
        }
    });
    if (Array.isArray(given) && new Set(days).size < DRILL_DAYS_MINIMUM) {
        faults.add(path, `at least ${DRILL_DAYS_MINIMUM} days, so that a drill that does not come is missed`, days);
    }
    return days.filter(day => WEEKDAYS.includes(day));
}
