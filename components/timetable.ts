import { type ArgumentFault, ArgumentFaults } from "./arguments";
import { clockChangeOf } from "./clock-changes";
import {
    MINUTES_A_DAY,
    momentOf,
    retryWindowSeconds,
    schedulerExpression,
    SHORTEST_RETRY_MINUTES,
    strideDays,
    type WeeklyMoment,
} from "./week-plan";
import { minuteOfDay, type WorkingHours } from "./working-hours";

/** How long the database has to itself at both ends of the day, in minutes: nodes start after it and stop before it. */
export const DATABASE_ALONE_MINUTES = 15;

/** What a timer does, to what. */
export const TIMERS = ["start-database", "start-nodes", "stop-nodes", "stop-database"] as const;
export type TimerName = (typeof TIMERS)[number];

/** When a timer fires, and how long it may keep trying. */
export interface Timer {
    /** Expression for EventBridge Scheduler, in the time zone of the hours. */
    readonly expression: string;
    readonly retrySeconds: number;
}

/** The timers of a week, each compiled from the same working hours. */
export type Timetable = Readonly<Record<TimerName, Timer>>;

/** When each thing is done: the database first, then nodes; in reverse when work ends. */
export function momentsOf(hours: WorkingHours, leadMinutes: number): Readonly<Record<TimerName, WeeklyMoment>> {
    return {
        "start-database": momentOf(hours, "start", -leadMinutes),
        "start-nodes": momentOf(hours, "start", DATABASE_ALONE_MINUTES - leadMinutes),
        "stop-nodes": momentOf(hours, "end", 0),
        "stop-database": momentOf(hours, "end", DATABASE_ALONE_MINUTES),
    };
}

/** The fewest minutes from each timer to its opposite. Less than nothing where a stop would fall into the next day's work. */
function gapsOf(hours: WorkingHours, leadMinutes: number): Readonly<Record<TimerName, number>> {
    const work = minuteOfDay(hours.end) - minuteOfDay(hours.start);
    const databaseAwake = leadMinutes + work + DATABASE_ALONE_MINUTES;
    const nodesAwake = leadMinutes - DATABASE_ALONE_MINUTES + work;
    const stride = strideDays(hours.days).shortest * MINUTES_A_DAY;
    return {
        "start-database": databaseAwake,
        "start-nodes": nodesAwake,
        "stop-nodes": stride - nodesAwake,
        "stop-database": stride - databaseAwake,
    };
}

/**
 * Compiles working hours to timers.
 *
 * @throws RangeError for hours that {@link timetableFaults} refuses because they leave a timer no time to try in
 */
export function timetableOf(hours: WorkingHours, leadMinutes: number): Timetable {
    const moments = momentsOf(hours, leadMinutes);
    const gaps = gapsOf(hours, leadMinutes);
    const timer = (name: TimerName): Timer => {
        const retrySeconds = retryWindowSeconds(hours.timeZone, gaps[name]);
        if (retrySeconds === undefined) throw new RangeError(`working hours leave no time to try ${name} in`);
        return { expression: schedulerExpression(moments[name]), retrySeconds };
    };
    return {
        "start-database": timer("start-database"),
        "start-nodes": timer("start-nodes"),
        "stop-nodes": timer("stop-nodes"),
        "stop-database": timer("stop-database"),
    };
}

/** What keeps working hours from being compiled to timers, although they are right in themselves. */
export function timetableFaults(
    hours: WorkingHours,
    leadMinutes: number,
    propertyPath: string,
): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    const moments = momentsOf(hours, leadMinutes);
    for (const [name, path] of [
        ["start-database", "start"],
        ["start-nodes", "start"],
        ["stop-database", "end"],
    ] as const) {
        const { days, minute } = moments[name];
        const change = clockChangeOf(hours.timeZone, days, minute);
        if (change !== undefined) {
            const expected = `a time for which ${name} falls on a time that exists once on each of its days (${change})`;
            faults.add(`${propertyPath}.${path}`, expected, hours[path]);
        }
    }
    const gaps = gapsOf(hours, leadMinutes);
    // The nearest opposites: nodes have less of the day than the database, and the database less of the night.
    for (const [name, opposite] of [
        ["stop-database", "start-database"],
        ["start-nodes", "stop-nodes"],
    ] as const) {
        if (retryWindowSeconds(hours.timeZone, gaps[name]) === undefined) {
            const expected = `a time that leaves room between ${name} and ${opposite}, on the night of a clock change too: ${SHORTEST_RETRY_MINUTES} minutes to try in and a margin`;
            faults.add(`${propertyPath}.end`, expected, hours.end);
        }
    }
    return faults.all;
}

/** The longest that the database is asleep in any week, in minutes. AWS starts a stopped one by itself after seven days. */
export function longestSleepMinutes(hours: WorkingHours, leadMinutes: number): number {
    const { shortest, longest } = strideDays(hours.days);
    return gapsOf(hours, leadMinutes)["stop-database"] + (longest - shortest) * MINUTES_A_DAY;
}
