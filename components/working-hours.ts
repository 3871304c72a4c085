import { IANAZone } from "luxon";
import { type ArgumentFault, ArgumentFaults, textMatching } from "./arguments";
import { checkObject, type Fields } from "./object-arguments";
import { clockChangeOf } from "./clock-changes";
import { WEEKDAYS, type Weekday } from "./weekdays";

export { WEEKDAYS, type Weekday };

/** When people work: the one source for every timer, mute window and simulation. */
export interface WorkingHours {
    /** IANA time zone name, such as `Europe/Berlin`. */
    readonly timeZone: string;
    /** Days on which people work, at least one and at most seven, each once. */
    readonly days: readonly Weekday[];
    /** Local time at which work begins, `HH:MM`. It must exist, and only once, on every working day. */
    readonly start: string;
    /** Local time at which work ends, `HH:MM`, later on the same day than `start`. It must exist, and only once. */
    readonly end: string;
}

/** Zone names as AWS takes them: `UTC`, or parts that begin with a capital, so that `europe/berlin` is refused. */
const ZONE_NAME = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/;
/** A local time of day. */
export const TIME_OF_DAY = textMatching(
    /^([01]\d|2[0-3]):[0-5]\d$/,
    "a time of day from 00:00 to 23:59, written HH:MM",
);

/** Minutes from midnight to a time of day written `HH:MM`. */
export function minuteOfDay(time: string): number {
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const WORKING_HOURS: Fields<WorkingHours> = { timeZone: true, days: true, start: true, end: true };

/** Everything that is wrong with working hours, as faults of the argument at `propertyPath`. */
export function workingHoursFaults(hours: WorkingHours, propertyPath: string): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    if (!checkObject(faults, propertyPath, hours, WORKING_HOURS)) return faults.all;
    const zoneIsKnown = isTimeZone(hours.timeZone);
    if (!zoneIsKnown) {
        faults.add(`${propertyPath}.timeZone`, "an IANA time zone such as Europe/Berlin", hours.timeZone);
    }
    const daysAreGood = checkDays(hours.days, `${propertyPath}.days`, faults);
    faults.check(`${propertyPath}.start`, hours.start, TIME_OF_DAY);
    faults.check(`${propertyPath}.end`, hours.end, TIME_OF_DAY);
    if (!TIME_OF_DAY.fits(hours.start) || !TIME_OF_DAY.fits(hours.end)) return faults.all;

    if (minuteOfDay(hours.end) <= minuteOfDay(hours.start)) {
        faults.add(`${propertyPath}.end`, `a time later on the same day than the start, ${hours.start}`, hours.end);
    }
    if (zoneIsKnown && daysAreGood) {
        for (const edge of ["start", "end"] as const) {
            const change = clockChangeOf(hours.timeZone, hours.days, minuteOfDay(hours[edge]));
            if (change !== undefined) {
                faults.add(
                    `${propertyPath}.${edge}`,
                    `a time that exists once on every working day (${change})`,
                    hours[edge],
                );
            }
        }
    }
    return faults.all;
}

/** Whether a name is that of a time zone, spelled as AWS takes it. */
export function isTimeZone(name: unknown): name is string {
    return typeof name === "string" && ZONE_NAME.test(name) && IANAZone.isValidZone(name);
}

/** Records what is wrong with the days; says whether nothing is. */
function checkDays(days: unknown, propertyPath: string, faults: ArgumentFaults): boolean {
    const expected = `days of ${WEEKDAYS.join(", ")}, each at most once`;
    if (!Array.isArray(days) || days.length === 0) {
        faults.add(propertyPath, `at least one of the ${expected}`, days);
        return false;
    }
    const seen = new Set<unknown>();
    const before = faults.all.length;
    days.forEach((day: unknown, index) => {
        if (!(WEEKDAYS as readonly unknown[]).includes(day) || seen.has(day)) {
            faults.add(`${propertyPath}[${index}]`, expected, day);
        }
        seen.add(day);
    });
    return faults.all.length === before;
}
