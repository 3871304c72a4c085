import { dayPlan, onDay } from "./calendar";
import { HolidaysMissingError, holidaysOf } from "./holidays";
import { dateOf, dayOf, localText } from "./local-time";
import { type HoursFault, partFaults } from "./part-faults";
import { PEOPLE } from "./parts";
import { LONGEST_CLOSURE_DAYS, WORKING_HOURS } from "./schema";
import { WEEKDAYS } from "./weekdays";
import type { WorkingHours } from "./working-hours";

const judged = new WeakMap<object, readonly HoursFault[]>();

/**
 * Everything that is wrong with working hours in themselves, whoever wrote them and whatever follows them. What a part needs
 * beyond that, {@link partFaults} judges.
 */
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
    for (const check of [dateFaults, holidayFaults, overlapFaults]) {
        const faults = check(value);
        // What comes after takes for granted what came before.
        if (faults.length > 0) return faults;
    }
    return partFaults(value, PEOPLE);
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
