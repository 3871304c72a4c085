import { assertWorkingHours } from "../assert";
import { awakeSpans, calendarOf } from "../calendar";
import { clockChangeOf } from "../clock-changes";
import type { Moments } from "../edges";
import { dateOf, minuteOfDay, MINUTES_A_DAY, momentsAt, sharing, type Span, weekdayOf } from "../local-time";
import { PEOPLE } from "../parts";
import { WEEKDAYS } from "../weekdays";
import type { TimeOfDay, WorkingHours } from "../working-hours";
import { changesWithin } from "./clock-changes-of-week";
import { type CronDates, type CronJobSchedule, schedulesAt } from "./kubernetes-cron";
import { type Inexpressible, refuseInexpressible } from "./not-expressible";
import { asleepInWeek, awakeInWeek, between, minutesBetween, type WeekTime, weekTimeText } from "./week-stretches";

/** Where in a week a job has its place. */
export interface JobPlacement {
    /** `inside` for what needs the environment awake, such as a load test; `outside` for what is in people's way. */
    readonly placement: "inside" | "outside";
    /** How long it runs at most, in minutes. 1 or more. */
    readonly durationMinutes: number;
    /**
     * When it begins, on every day on which it then fits.
     *
     * @default - as soon as work begins, or ends, whenever that is for long enough
     */
    readonly at?: TimeOfDay;
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * The schedules of a job that runs inside working hours, or outside, from its beginning to its end, in nights in which
 * clocks change as well.
 *
 * @param dates `skip` only for a job that itself does nothing on `skipDates`: those on which it would not fit.
 * @throws NotExpressibleError if it fits nowhere, if on some day only clocks are in its way, or if a date would have to be
 *   skipped and is not to be
 * @throws RangeError if the hours are at fault, or the placement is none
 */
export function placedCronJob(
    hours: WorkingHours,
    placement: JobPlacement,
    dates: CronDates = "refuse",
): readonly CronJobSchedule[] {
    assertWorkingHours(hours);
    const { at, durationMinutes } = placement;
    if (!Number.isInteger(durationMinutes) || durationMinutes < 1) {
        throw new RangeError(`expected durationMinutes to be a whole number of 1 or more, got ${durationMinutes}`);
    }
    if (at !== undefined && !TIME_OF_DAY.test(at)) {
        throw new RangeError(`expected at to be a time of day from 00:00 to 23:59, got ${at}`);
    }
    const times = timesThatFit(hours, placement);
    const minutes = [...new Set(times.map(({ minute }) => minute))].sort((one, other) => one - other);
    const weekly = minutes.map(minute => ({
        minute,
        days: WEEKDAYS.filter(day => times.some(time => time.day === day && time.minute === minute)),
    }));
    return schedulesAt(hours, { weekly, deviations: datesThatDoNotFit(hours, placement, weekly) }, dates);
}

/** The times of an ordinary week at which a job fits, whatever clocks do. */
function timesThatFit(hours: WorkingHours, { at, durationMinutes, placement }: JobPlacement): readonly WeekTime[] {
    const stretches = placement === "inside" ? awakeInWeek(hours, PEOPLE) : asleepInWeek(hours, PEOPLE);
    const times: readonly WeekTime[] =
        at === undefined ? stretches : WEEKDAYS.map(day => ({ day, minute: minuteOfDay(at) }));
    const room = (time: WeekTime) =>
        Math.max(...stretches.map(stretch => stretch.length - minutesBetween(stretch, time)));
    const fitting = times.filter(time => room(time) >= durationMinutes);
    const inexpressible: readonly Inexpressible[] =
        fitting.length === 0
            ? [
                  {
                      what: `${durationMinutes} minutes ${placement} working hours${at === undefined ? "" : ` from ${at}`}`,
                      why: "no day of the week has so many on end",
                  },
              ]
            : fitting.flatMap(time => clocksInTheWay(hours.timeZone, time, durationMinutes, room(time)));
    refuseInexpressible("a CronJob's schedule", inexpressible);
    return fitting;
}

function clocksInTheWay(
    timeZone: string,
    time: WeekTime,
    durationMinutes: number,
    room: number,
): readonly Inexpressible[] {
    const change = clockChangeOf(timeZone, [time.day], time.minute);
    if (change !== undefined) return [{ what: weekTimeText(time), why: change }];
    const meanwhile = changesWithin(timeZone, { ...time, length: durationMinutes });
    const skipped = Math.max(0, ...meanwhile.map(({ shiftMinutes }) => shiftMinutes));
    if (durationMinutes + skipped <= room) return [];
    return [
        {
            what: `${weekTimeText(time)} and ${durationMinutes} minutes on`,
            why: `clocks of ${timeZone} may skip ${skipped} minutes meanwhile, and there are ${room}`,
        },
    ];
}

/** Dates on which a job that runs on such days of the week has no room, with the times at which it has. */
function datesThatDoNotFit(
    hours: WorkingHours,
    { durationMinutes, placement }: JobPlacement,
    weekly: Moments["weekly"],
): Moments["deviations"] {
    const days = [...calendarOf(hours).deviations.keys()];
    if (days.length === 0) return [];
    // A stretch of an ordinary week may begin so many days before a date that cuts it short.
    const [first, last] = [Math.min(...days) - WEEKDAYS.length, Math.max(...days) + 1];
    const free = freeBetween(hours, placement, first, last);
    return Array.from({ length: last - first + 1 }, (_, place) => first + place).flatMap(day => {
        const usual = weekly.filter(one => one.days.includes(weekdayOf(day))).map(({ minute }) => minute);
        const minutes = usual.filter(minute =>
            momentsAt(hours.timeZone, day * MINUTES_A_DAY + minute).some(from =>
                sharing(free, { from, to: from + durationMinutes }).some(
                    span => span.from <= from && from + durationMinutes <= span.to,
                ),
            ),
        );
        return minutes.length === usual.length ? [] : [{ date: dateOf(day), minutes }];
    });
}

/** The time that a job may take between two days, in minutes as they pass. */
function freeBetween(
    hours: WorkingHours,
    placement: JobPlacement["placement"],
    first: number,
    last: number,
): readonly Span[] {
    const around = { first: dateOf(first - WEEKDAYS.length), last: dateOf(last + 2 * WEEKDAYS.length) };
    const open = awakeSpans(hours, PEOPLE, around).flatMap(({ from, to }) => {
        const [start] = momentsAt(hours.timeZone, from);
        const [end] = momentsAt(hours.timeZone, to);
        return start === undefined || end === undefined ? [] : [{ from: start, to: end }];
    });
    return placement === "inside" ? open : between(open);
}
