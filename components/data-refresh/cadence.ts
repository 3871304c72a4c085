import type { Weekday } from "../../hours";
import type { Moments } from "../../hours/edges";
import { clockChangeAmong, longestPauseDays, momentsInside, ordinaryWork, workingDays } from "../../hours/inside";
import { MINUTES_A_DAY, type Span } from "../../hours/local-time";
import { schedulerExpressions } from "../../hours/targets/scheduler";
import type { ArgumentFaults } from "../arguments";
import type { DataRefreshContract } from "./contract";

/** How long each side may take at most, in minutes, and with it when staging begins. */
export const DURATION_DEFAULTS = { sourceMinutes: 240, targetMinutes: 120 } as const;
/** What staging's database needs to be awake, and its nodes to stop, in minutes on each side of the working day. */
const MARGIN_MINUTES = 15;

/** What together begins one job at the right moments. */
export type JobTimers = ReturnType<typeof schedulerExpressions>;

/** When the jobs begin, in the time zone of the working hours. On a day on which nobody works, none does. */
export interface Cadence {
    readonly timeZone: string;
    readonly source: JobTimers;
    readonly target: JobTimers;
    /** Every working day, when nothing else of the refresh runs. */
    readonly watch: JobTimers;
    /** Longest time from one refresh to the next, in days, holidays and closed weeks included. */
    readonly longestDays: number;
}

/** Days on which data is refreshed: by default the first working day of the week. */
function refreshDays({ days, workingHours }: DataRefreshContract): readonly Weekday[] {
    return days ?? workingDays(workingHours).slice(0, 1);
}

/** Minutes after work has begun at which each job begins, and for how long people must be there at least. */
function offsets(contract: DataRefreshContract) {
    const source = MARGIN_MINUTES;
    const target = source + (contract.sourceMinutes ?? DURATION_DEFAULTS.sourceMinutes);
    const least = target + (contract.targetMinutes ?? DURATION_DEFAULTS.targetMinutes) + MARGIN_MINUTES;
    return { source, target, least };
}

/** The longest of the spans that begin on a day: both jobs lie in one, since staging may sleep between two. */
function longestOf(spans: readonly Span[]): Span {
    return begunToday(spans).reduce((longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest), {
        from: 0,
        to: 0,
    });
}

function begunToday(spans: readonly Span[]): readonly Span[] {
    return spans.filter(({ from }) => from >= 0 && from < MINUTES_A_DAY);
}

function lengthOf({ from, to }: Span): number {
    return to - from;
}

/** When each job begins, as moments of the week with the dates that differ. */
function momentsOf(contract: DataRefreshContract): Readonly<Record<"source" | "target" | "watch", Moments>> {
    const { workingHours } = contract;
    const days = refreshDays(contract);
    const { least, ...begins } = offsets(contract);
    const during = (offset: number) => (spans: readonly Span[]) => {
        const span = longestOf(spans);
        return lengthOf(span) < least ? undefined : span.from + offset;
    };
    const beforePeopleGo = (spans: readonly Span[]) => {
        const last = begunToday(spans).at(-1);
        return last === undefined ? undefined : Math.max(last.from, last.to - MARGIN_MINUTES);
    };
    return {
        source: momentsInside(workingHours, during(begins.source), days),
        target: momentsInside(workingHours, during(begins.target), days),
        watch: momentsInside(workingHours, beforePeopleGo),
    };
}

/** Production's side first, staging's as soon as the other must be done, both while people are there. */
export function cadenceOf(contract: DataRefreshContract): Cadence {
    const { source, target, watch } = momentsOf(contract);
    return {
        timeZone: contract.workingHours.timeZone,
        source: schedulerExpressions(source),
        target: schedulerExpressions(target),
        watch: schedulerExpressions(watch),
        longestDays: longestPauseDays(source) ?? Infinity,
    };
}

/** Records what keeps both jobs from lying within the working hours, which are right in themselves. */
export function checkCadence(faults: ArgumentFaults, path: string, contract: DataRefreshContract): void {
    const { workingHours } = contract;
    const open = workingDays(workingHours);
    const before = faults.all.length;
    const days = faults.items(`${path}.days`, refreshDays(contract), "a list of working days");
    if (days.length === 0) faults.add(`${path}.days`, "at least one working day", days);
    days.forEach((day, index) => {
        if (!open.includes(day) || days.indexOf(day) !== index) {
            const expected = `days of ${open.join(", ")}, each at most once: on others nobody is there and staging sleeps`;
            faults.add(`${path}.days[${index}]`, expected, day);
        }
    });
    if (faults.all.length > before) return;
    checkRoom(faults, `${path}.workingHours`, contract);
    if (faults.all.length > before) return;
    const change = Object.values(momentsOf(contract))
        .map(moments => clockChangeAmong(workingHours.timeZone, moments))
        .find(one => one !== undefined);
    if (change !== undefined) {
        const expected = `times for which each job begins at one that exists, and once (${change})`;
        faults.add(`${path}.workingHours`, expected, workingHours);
    }
}

function checkRoom(faults: ArgumentFaults, path: string, contract: DataRefreshContract): void {
    const { workingHours } = contract;
    const { least } = offsets(contract);
    const lengths = refreshDays(contract).map(day => lengthOf(longestOf(ordinaryWork(workingHours, day))));
    const shortest = Math.min(...lengths);
    if (shortest >= least) return;
    const expected = `a span of at least ${least} minutes on each day of a refresh, for sourceMinutes, then targetMinutes, and ${MARGIN_MINUTES} at both ends`;
    faults.add(path, expected, shortest);
}
