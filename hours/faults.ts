import { calendarOf, dayPlan, onDay } from "./calendar";
import { clockChangeAt, clockChangeOf, yearsAround } from "./clock-changes";
import { EDGES, momentsOf } from "./edges";
import { shortestGaps, stretchesOf } from "./gaps";
import { HolidaysMissingError, holidaysOf } from "./holidays";
import { dateOf, dayOf, localText, MINUTES_A_DAY, weekdayOf } from "./local-time";
import { type Part, PARTS } from "./parts";
import { LONGEST_CLOSURE_DAYS, WORKING_HOURS } from "./schema";
import { shortestGapMinutes } from "./targets/scheduler";
import { WEEKDAYS } from "./weekdays";
import type { WorkingHours } from "./working-hours";

/** Something wrong with working hours. */
export interface HoursFault {
    /** Where, such as `week[0].end`; empty for the whole value. */
    readonly path: string;
    /** What was expected, in words. */
    readonly expected: string;
    readonly got: unknown;
}

const judged = new WeakMap<object, readonly HoursFault[]>();

/** Everything that is wrong with working hours, whoever wrote them. Hours without a fault can be compiled to every timer. */
export function workingHoursFaults(hours: unknown): readonly HoursFault[] {
    if (typeof hours !== "object" || hours === null) return shapeFaults(hours);
    const known = judged.get(hours) ?? findFaults(hours);
    judged.set(hours, known);
    return known;
}

function findFaults(hours: object): readonly HoursFault[] {
    const shape = shapeFaults(hours);
    if (shape.length > 0) return shape;
    // Just found to be what the type says.
    const value = hours as WorkingHours;
    for (const check of [dateFaults, holidayFaults, overlapFaults, closingFaults]) {
        const faults = check(value);
        // What comes after takes for granted what came before.
        if (faults.length > 0) return faults;
    }
    return [...clockFaults(value), ...gapFaults(value)];
}

function shapeFaults(hours: unknown): readonly HoursFault[] {
    const result = WORKING_HOURS.safeParse(hours);
    return (result.error?.issues ?? []).flatMap(issue => {
        const path = pathOf(issue.path);
        const got = issue.path.reduce<unknown>((inside, key) => memberOf(inside, key), hours);
        if (issue.code !== "unrecognized_keys") return [{ path, expected: issue.message, got }];
        return issue.keys.map(key => ({
            path: path === "" ? key : `${path}.${key}`,
            expected: "no such field",
            got: memberOf(got, key),
        }));
    });
}

function pathOf(keys: readonly PropertyKey[]): string {
    return keys
        .map((key, place) => (typeof key === "number" ? `[${key}]` : `${place === 0 ? "" : "."}${String(key)}`))
        .join("");
}

function memberOf(value: unknown, key: PropertyKey): unknown {
    return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function dateFaults({ closed = [], exceptions = [] }: WorkingHours): readonly HoursFault[] {
    const taken = new Set<number>();
    const inClosed = closed.flatMap(({ from, to = from }, place): readonly HoursFault[] => {
        const path = `closed[${place}]`;
        const length = dayOf(to) - dayOf(from) + 1;
        if (length < 1) return [{ path: `${path}.to`, expected: `a date not before ${from}`, got: to }];
        if (length > LONGEST_CLOSURE_DAYS) {
            const expected = `at most ${LONGEST_CLOSURE_DAYS} days: an environment that nobody needs for longer is better destroyed`;
            return [{ path: `${path}.to`, expected, got: to }];
        }
        const days = Array.from({ length }, (_, day) => dayOf(from) + day);
        const twice = days.find(day => taken.has(day));
        for (const day of days) taken.add(day);
        const expected = "days that no other entry closes";
        return twice === undefined ? [] : [{ path, expected, got: dateOf(twice) }];
    });
    const dates = exceptions.map(({ date }) => date);
    const inExceptions = dates.flatMap((date, place) =>
        dates.indexOf(date) === place
            ? []
            : [{ path: `exceptions[${place}].date`, expected: "a date that no other exception has", got: date }],
    );
    return [...inClosed, ...inExceptions];
}

function holidayFaults({ holidays }: WorkingHours): readonly HoursFault[] {
    if (holidays === undefined) return [];
    try {
        if (holidaysOf(holidays) !== undefined) return [];
    } catch (error) {
        if (!(error instanceof HolidaysMissingError)) throw error;
        return [{ path: "holidays", expected: `no country, or else its holidays: ${error.message}`, got: holidays }];
    }
    const expected = "a country, state and region that the package date-holidays knows";
    return [{ path: "holidays", expected, got: holidays }];
}

/** Days in which every pair of neighbours of an ordinary week meets. */
const ORDINARY_DAYS = { first: 0, last: WEEKDAYS.length };

/** Two spans that share a minute: which of them ends work is anybody's guess. */
function overlapFaults(hours: WorkingHours): readonly HoursFault[] {
    const ordinary = { ...hours, holidays: undefined, closed: undefined, exceptions: undefined };
    const inWeek = overlapIn(ordinary, ORDINARY_DAYS.first, ORDINARY_DAYS.last);
    if (inWeek !== undefined) {
        const expected = "spans that do not overlap";
        return [
            {
                path: "week",
                expected,
                got: hours.week.map(({ days, end, start }) => `${days.join(",")} ${start}-${end}`).join(" and "),
            },
        ];
    }
    return (hours.exceptions ?? []).flatMap(({ date, spans }, place) => {
        const at = overlapIn(hours, dayOf(date) - 1, dayOf(date) + 1);
        const expected = `spans that overlap neither one another nor those of the day before and after (at ${at ?? ""})`;
        const got = spans.map(({ end, start }) => `${start}-${end}`).join(" and ");
        return at === undefined ? [] : [{ path: `exceptions[${place}].spans`, expected, got }];
    });
}

/** The first minute that two spans share, of those that begin on some days; nothing where none do. */
function overlapIn(hours: WorkingHours, first: number, last: number): string | undefined {
    const days = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const spans = days
        .flatMap(day => dayPlan(hours, dateOf(day)).spans.map(span => onDay(span, day)))
        .sort((one, other) => one.from - other.from);
    const shared = spans.find((span, place) => span.from < (spans[place - 1]?.to ?? span.from));
    return shared === undefined ? undefined : localText(shared.from);
}

/** A week in which something never sleeps has no edges to compile. */
function closingFaults(hours: WorkingHours): readonly HoursFault[] {
    const part = PARTS.find(one => momentsOf(hours, one, "stop").weekly.length === 0);
    if (part === undefined) return [];
    const expected = `a week that leaves the ${part} time to sleep: without it nothing needs working hours`;
    return [{ path: "week", expected, got: hours.week.map(({ end, start }) => `${start}-${end}`).join(" and ") }];
}

/** Times that clocks skip or repeat: a timer there would not fire, or twice. */
function clockFaults(hours: WorkingHours): readonly HoursFault[] {
    const faults = new Map<string, HoursFault>();
    // Weeks beside a date are laid out with it, in whatever year that is.
    const years = yearsAround(calendarOf(hours).deviations.keys());
    for (const part of PARTS) {
        for (const edge of EDGES) {
            const { deviations, weekly } = momentsOf(hours, part, edge);
            const add = (path: string, change: string, minute: number) => {
                const what = part === "probes" || part === "alarms" ? "work" : `the ${part}`;
                const verb = edge === "start" ? "begins" : "ends";
                const expected = `spans for which every moment at which ${what} ${verb} exists, and once (${change})`;
                // Of several parts the first says it: they are moved together.
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
    }
    return [...faults.values()];
}

function timeText(minute: number): string {
    return localText(minute).slice(11);
}

/** Parts that timers stop and start, each of which needs time to try in. */
const TIMED: readonly Part[] = ["database", "nodes", "workloads", "probes"];

function gapFaults(hours: WorkingHours): readonly HoursFault[] {
    const least = shortestGapMinutes(hours.timeZone);
    const short = TIMED.filter(part => Object.values(shortestGaps(hours, part)).some(gap => gap < least));
    return short.slice(0, 1).flatMap(part => {
        const stretch = stretchesOf(hours, part).find(({ from, to }) => to - from < least);
        if (stretch === undefined) return [];
        const state = stretch.awake ? "awake" : "asleep";
        const expected = `spans that leave the ${part} ${state} for at least ${least} minutes on end, to try in and for clock changes`;
        const [from, to] = [stretch.from, stretch.to].map(minute => momentText(minute, stretch.ordinary));
        const path = stretch.ordinary ? "week" : placeOf(hours, localText(stretch.from).slice(0, 10));
        return [{ path, expected, got: `${String(from)} to ${String(to)}` }];
    });
}

function momentText(minute: number, ordinary: boolean): string {
    return ordinary ? `${weekdayOf(Math.floor(minute / MINUTES_A_DAY))} ${timeText(minute)}` : localText(minute);
}

/** The entry that makes a date what it is, or one beside it; else the week. */
function placeOf(hours: WorkingHours, date: string): string {
    for (const day of [0, -1, 1]) {
        const near = dateOf(dayOf(date) + day);
        const exception = (hours.exceptions ?? []).findIndex(one => one.date === near);
        if (exception >= 0) return `exceptions[${exception}]`;
        const closed = (hours.closed ?? []).findIndex(({ from, to = from }) => from <= near && near <= to);
        if (closed >= 0) return `closed[${closed}]`;
    }
    return "week";
}
