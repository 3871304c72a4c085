import { dayOf, MINUTES_A_DAY, momentsAt, timeOfDay, weekdayOf } from "../../hours/local-time";
import { EDGES, type Edge, type Moments, momentsOf } from "../../hours/edges";
import { fiveFields } from "../../hours/targets/five-fields";
import { withDaysBeforeSkippedMidnights } from "../../hours/targets/skipped-midnights";
import { type HoursFault, partFaults, type WorkingHours } from "../../hours";
import { largestClockChangeMinutes } from "../../hours/clock-changes";
import type { IsoDate } from "../../hours/working-hours";

/** How long one run may take, in minutes: long enough in the morning for the first node to join. */
export const LONGEST_RUN_MINUTES = 30;

/** Whatever keeps workloads from following working hours that are right in themselves: no run may meet the next. */
export function lookingFaults(hours: WorkingHours): readonly HoursFault[] {
    return partFaults(hours, "workloads", LONGEST_RUN_MINUTES + largestClockChangeMinutes(hours.timeZone));
}

/** When the script looks whether workloads are to be awake. */
export interface LookingTime {
    /** What tells it from the others: `stop-2000`, or `stop-0200-06` for dates in a month. */
    readonly role: string;
    /** As Kubernetes writes it, in the time zone of the hours. */
    readonly schedule: string;
}

/**
 * Every time at which workloads wake or fall asleep, and some at which they do neither: Kubernetes knows neither years nor
 * holidays, so that a time that is for one date comes round every year, and one of the week on holidays too; and it misses a day
 * whose midnight clocks skip, unless it is to come the day before as well. The script asks the hours themselves, and finds nothing
 * to do then.
 */
export function lookingTimes(hours: WorkingHours): readonly LookingTime[] {
    return EDGES.flatMap(edge => {
        const moments = momentsOf(hours, "workloads", edge);
        return [
            ...moments.weekly.map(({ days, minute }) => ({
                role: roleOf(edge, minute),
                schedule: fiveFields(minute, withDaysBeforeSkippedMidnights(hours.timeZone, days)),
            })),
            ...onDates(hours.timeZone, edge, moments),
        ];
    });
}

function isMidnightSkipped(timeZone: string, date: IsoDate): boolean {
    return momentsAt(timeZone, dayOf(date) * MINUTES_A_DAY).length === 0;
}

function roleOf(edge: Edge, minute: number): string {
    return `${edge}-${timeOfDay(minute).replace(":", "")}`;
}

/** Times of dates that those of the week do not include. */
function onDates(timeZone: string, edge: Edge, { deviations, weekly }: Moments): readonly LookingTime[] {
    const daysByTime = new Map<
        string,
        { readonly minute: number; readonly month: string; readonly days: Set<number> }
    >();
    for (const { date, minutes } of deviations) {
        const weekday = weekdayOf(dayOf(date));
        for (const minute of minutes) {
            if (weekly.some(one => one.minute === minute && one.days.includes(weekday))) continue;
            const [month, day] = [date.slice(5, 7), Number(date.slice(8))];
            const key = `${roleOf(edge, minute)}-${month}`;
            const known = daysByTime.get(key) ?? { minute, month, days: new Set() };
            known.days.add(day);
            // The cron library of Kubernetes comes to such a day only by the one before.
            if (isMidnightSkipped(timeZone, date) && day > 1) known.days.add(day - 1);
            daysByTime.set(key, known);
        }
    }
    return [...daysByTime].map(([role, { days, minute, month }]) => ({
        role,
        schedule: `${minute % 60} ${Math.floor(minute / 60)} ${[...days].sort((one, other) => one - other).join(",")} ${Number(month)} *`,
    }));
}
