import type { ArgumentFaults } from "../arguments";
import { clockChangeOf } from "../clock-changes";
import { momentOf, schedulerExpression, strideDays } from "../week-plan";
import { minuteOfDay, WEEKDAYS, type Weekday, type WorkingHours } from "../working-hours";
import type { DataRefreshContract } from "./contract";

/** How long each side may take at most, in minutes, and with it when staging begins. */
export const DURATION_DEFAULTS = { sourceMinutes: 240, targetMinutes: 120 } as const;
/** What staging's database needs to be awake, and its nodes to stop, in minutes on each side of the working day. */
const MARGIN_MINUTES = 15;

/** When the jobs begin, in the time zone of the working hours. */
export interface Cadence {
    readonly timeZone: string;
    /** Expressions for EventBridge Scheduler. */
    readonly source: string;
    readonly target: string;
    /** Every working day, when nothing else of the refresh runs. */
    readonly watch: string;
    /** Longest time from one refresh to the next, in days. */
    readonly longestDays: number;
}

/** Days on which data is refreshed: by default the first working day of the week. */
export function refreshDays({ days, workingHours }: DataRefreshContract): readonly Weekday[] {
    return days ?? WEEKDAYS.filter(day => workingHours.days.includes(day)).slice(0, 1);
}

/** Minutes after the start of the working day at which each job begins. */
function offsets(contract: DataRefreshContract) {
    const source = MARGIN_MINUTES;
    const target = source + (contract.sourceMinutes ?? DURATION_DEFAULTS.sourceMinutes);
    const ends = target + (contract.targetMinutes ?? DURATION_DEFAULTS.targetMinutes) + MARGIN_MINUTES;
    return { source, target, ends };
}

/** Production's side first, staging's as soon as the other must be done, both while people are there. */
export function cadenceOf(contract: DataRefreshContract): Cadence {
    const { workingHours } = contract;
    const days = refreshDays(contract);
    const { source, target } = offsets(contract);
    const at = (hours: WorkingHours, offset: number) => schedulerExpression(momentOf(hours, "start", offset));
    return {
        timeZone: workingHours.timeZone,
        source: at({ ...workingHours, days }, source),
        target: at({ ...workingHours, days }, target),
        watch: schedulerExpression(momentOf(workingHours, "end", -MARGIN_MINUTES)),
        longestDays: strideDays(days).longest,
    };
}

/** Records what keeps both jobs from lying within the working hours, which are right in themselves. */
export function checkCadence(faults: ArgumentFaults, path: string, contract: DataRefreshContract): void {
    const { workingHours } = contract;
    const days = faults.items(`${path}.days`, refreshDays(contract), "a list of working days");
    if (days.length === 0) faults.add(`${path}.days`, "at least one working day", days);
    days.forEach((day, index) => {
        if (!workingHours.days.includes(day) || days.indexOf(day) !== index) {
            const expected = `days of ${workingHours.days.join(", ")}, each at most once: on others nobody is there and staging sleeps`;
            faults.add(`${path}.days[${index}]`, expected, day);
        }
    });
    const open = minuteOfDay(workingHours.end) - minuteOfDay(workingHours.start);
    const { source, target, ends } = offsets(contract);
    if (ends > open) {
        const expected = `a working day of at least ${ends} minutes, for sourceMinutes, then targetMinutes, and ${MARGIN_MINUTES} at both ends`;
        faults.add(`${path}.workingHours`, expected, open);
    }
    for (const [edge, offset] of [
        ["start", source],
        ["start", target],
        ["end", -MARGIN_MINUTES],
    ] as const) {
        const change = clockChangeOf(
            workingHours.timeZone,
            workingHours.days,
            momentOf(workingHours, edge, offset).minute,
        );
        if (change !== undefined)
            faults.add(
                `${path}.workingHours.${edge}`,
                `times that exist once on every working day (${change})`,
                workingHours[edge],
            );
    }
}
