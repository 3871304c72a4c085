import { assertHoursFor } from "../assert";
import { type Edge, type Moments, momentsOf } from "../edges";
import { dayOf, timeOfDay, weekdayOf } from "../local-time";
import type { Part } from "../parts";
import type { IsoDate, WorkingHours } from "../working-hours";
import { fiveFields } from "./five-fields";
import { dateInWords, inexpressibleDates } from "./inexpressible-dates";
import { type Inexpressible, refuseInexpressible } from "./not-expressible";
import { misreadAfterMidnight } from "./skipped-midnights";

/** When a `CronJob` of Kubernetes runs: `schedule` and `timeZone` of its `spec`. */
export interface CronJobSchedule {
    readonly schedule: string;
    readonly timeZone: string;
    /** Dates in the zone on which it runs although it should not: the job has to know them and do nothing. */
    readonly skipDates: readonly IsoDate[];
}

/** What becomes of dates that are not as their week has them: refused, or handed back for the job itself to skip. */
export type CronDates = "refuse" | "skip";

const TARGET = "a CronJob's schedule";

/**
 * The schedules of jobs that do something whenever a part wakes, or falls asleep.
 *
 * @param dates `skip` only for a job that itself does nothing on `skipDates`.
 * @throws NotExpressibleError if any date is not as its week has it and is not to be skipped, or has a time of its own, which
 *   nothing skipped can make up for; or if Kubernetes would misread the days in a night whose midnight is skipped
 * @throws RangeError if the hours are at fault, or the part cannot follow them
 */
export function cronJobSchedules(
    hours: WorkingHours,
    part: Part,
    edge: Edge,
    dates: CronDates = "refuse",
): readonly CronJobSchedule[] {
    assertHoursFor(part, hours);
    return schedulesAt(hours, momentsOf(hours, part, edge), dates);
}

/**
 * The schedules that run at some moments.
 *
 * @throws NotExpressibleError as {@link cronJobSchedules} does
 */
export function schedulesAt(hours: WorkingHours, moments: Moments, dates: CronDates): readonly CronJobSchedule[] {
    const ofDates =
        dates === "refuse"
            ? inexpressibleDates(
                  hours,
                  [moments],
                  "five fields know no years, so no single dates, and none are to be skipped",
              )
            : timesOfTheirOwn(hours, moments);
    const misread = moments.weekly.flatMap(one => misreadAfterMidnight(hours.timeZone, one));
    refuseInexpressible(TARGET, [...ofDates, ...misread]);
    return moments.weekly.map(({ days, minute }) => ({
        schedule: fiveFields(minute, days),
        timeZone: hours.timeZone,
        skipDates: moments.deviations.flatMap(({ date, minutes }) =>
            days.includes(weekdayOf(dayOf(date))) && !minutes.includes(minute) ? [date] : [],
        ),
    }));
}

/** What happens on a date and on no such day of a week. */
function timesOfTheirOwn(hours: WorkingHours, { deviations, weekly }: Moments): readonly Inexpressible[] {
    return deviations.flatMap(({ date, minutes }) =>
        minutes
            .filter(minute => !weekly.some(one => one.minute === minute && one.days.includes(weekdayOf(dayOf(date)))))
            .map(minute => ({
                what: `${dateInWords(hours, date)} at ${timeOfDay(minute)}`,
                why: "five fields know no years, so no single dates, and there is nothing to skip",
            })),
    );
}
