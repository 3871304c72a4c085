import { calendarOf } from "./calendar";
import { clockChangeAt, clockChangeOf, yearsAround } from "./clock-changes";
import { EDGES, momentsOf } from "./edges";
import { type Stretch, stretchesOf } from "./gaps";
import { dateOf, dayOf, type LocalMinute, localText, MINUTES_A_DAY, weekdayOf } from "./local-time";
import { leadsOf, type Part } from "./parts";
import type { WorkingHours } from "./working-hours";

/** Something wrong with working hours. */
export interface HoursFault {
    /** Where, such as `week[0].end`; empty for the whole value. */
    readonly path: string;
    /** What was expected, in words. */
    readonly expected: string;
    readonly got: unknown;
}

const judged = new WeakMap<WorkingHours, Map<string, readonly HoursFault[]>>();

/**
 * Whatever keeps a part from following working hours that are right in themselves. Another part may follow them all the same: a
 * lunch break is too short for a database, and long enough for a pod.
 *
 * @param leastMinutes The fewest between waking the part and putting it to sleep, and back, that those need who do it, on clocks
 *   that do not change. 0 where any will do.
 */
export function partFaults(hours: WorkingHours, part: Part, leastMinutes = 0): readonly HoursFault[] {
    const ofHours = judged.get(hours) ?? new Map<string, readonly HoursFault[]>();
    judged.set(hours, ofHours);
    const key = `${part} ${leastMinutes}`;
    const known = ofHours.get(key) ?? findFaults(hours, part, leastMinutes);
    ofHours.set(key, known);
    return known;
}

function findFaults(hours: WorkingHours, part: Part, leastMinutes: number): readonly HoursFault[] {
    // What never sleeps has no edges.
    if (momentsOf(hours, part, "stop").weekly.length === 0) return [sleeplessFault(hours, part)];
    return [...clockFaults(hours, part), ...gapFaults(hours, part, leastMinutes)];
}

function sleeplessFault(hours: WorkingHours, part: Part): HoursFault {
    const { after, before } = leadsOf(part, hours);
    const expected =
        before + after === 0
            ? "a week that leaves people time off: without it nothing needs working hours"
            : `a week that leaves the ${part} time to sleep: its day begins ${before} minutes before work and ends ${after} after`;
    return { path: "week", expected, got: hours.week.map(({ end, start }) => `${start}-${end}`).join(" and ") };
}

/** Times that clocks skip or repeat: a timer there would not fire, or twice. */
function clockFaults(hours: WorkingHours, part: Part): readonly HoursFault[] {
    const faults = new Map<string, HoursFault>();
    // Weeks beside a date are laid out with it, in whatever year that is.
    const years = yearsAround(calendarOf(hours).deviations.keys());
    const { after, before } = leadsOf(part, hours);
    const what = before + after === 0 ? "work" : `the ${part}`;
    for (const edge of EDGES) {
        const { deviations, weekly } = momentsOf(hours, part, edge);
        const add = (path: string, change: string, minute: number) => {
            const verb = edge === "start" ? "begins" : "ends";
            const expected = `spans for which every moment at which ${what} ${verb} exists, and once (${change})`;
            if (!faults.has(path)) faults.set(path, { path, expected, got: timeText(minute) });
        };
        for (const { days, minute } of weekly) {
            const change = clockChangeOf(hours.timeZone, days, minute, years);
            if (change !== undefined) add("week", change, minute);
        }
        for (const { date, minutes } of deviations) {
            for (const minute of minutes) {
                const change = clockChangeAt(hours.timeZone, dayOf(date) * MINUTES_A_DAY + minute);
                if (change !== undefined) add(placeOf(hours, date), change, minute);
            }
        }
    }
    return [...faults.values()];
}

function timeText(minute: LocalMinute): string {
    return localText(minute).slice(11);
}

/** Too little time between the two edges: the first such stretch of each place. */
function gapFaults(hours: WorkingHours, part: Part, leastMinutes: number): readonly HoursFault[] {
    const short = stretchesOf(hours, part).filter(({ from, to }) => to - from < leastMinutes);
    const ofEveryWeek = short.filter(({ ordinary }) => ordinary);
    const faults = new Map<string, HoursFault>();
    // Ordinary days lie around every date, too.
    for (const stretch of ofEveryWeek.length > 0 ? ofEveryWeek : short) {
        const path = stretch.ordinary ? "week" : placeOf(hours, localText(stretch.from).slice(0, 10));
        const state = stretch.awake ? "awake" : "asleep";
        const expected = `spans that leave the ${part} ${state} for at least ${leastMinutes} minutes on end, to try in and for clock changes`;
        const key = `${path} ${state}`;
        if (!faults.has(key)) faults.set(key, { path, expected, got: stretchText(stretch) });
    }
    return [...faults.values()];
}

function stretchText({ from, ordinary, to }: Stretch): string {
    const [begin, end] = [from, to].map(minute =>
        ordinary ? `${weekdayOf(Math.floor(minute / MINUTES_A_DAY))} ${timeText(minute)}` : localText(minute),
    );
    return `${String(begin)} to ${String(end)}`;
}

/** The entry that makes a date what it is, or one beside it; else the week. */
function placeOf(hours: WorkingHours, date: string): string {
    const { deviations } = calendarOf(hours);
    for (const day of [0, -1, 1].map(away => dayOf(date) + away)) {
        const near = dateOf(day);
        switch (deviations.get(day)?.deviation.kind) {
            case "exception":
                return `exceptions[${(hours.exceptions ?? []).findIndex(one => one.date === near)}]`;
            case "closed":
                return `closed[${(hours.closed ?? []).findIndex(({ from, to = from }) => from <= near && near <= to)}]`;
            case "holiday":
                return "holidays";
            case undefined:
        }
    }
    return "week";
}
