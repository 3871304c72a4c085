import * as assert from "node:assert/strict";
import { DateTime } from "luxon";
import { awakeSpans, calendarOf } from "../../../hours/calendar";
import {
    dateOf,
    dayOf,
    localMinuteAt,
    localText,
    MINUTES_A_DAY,
    momentsAt,
    type UtcMinute,
    weekdayOf,
} from "../../../hours/local-time";
import { alertmanagerIntervals, type TimeInterval } from "../../../hours/targets/alertmanager";
import { WEEKDAYS } from "../../../hours/weekdays";
import type { WorkingHours } from "../../../hours/working-hours";
import { OFFICE, OFFICE_OF_2027 } from "../samples";
import { inOddZones } from "./support";

const SPELLED = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** Samples begin and end at quarters of an hour; so does the year of a test that looks at each. */
const QUARTER = 15;

/** Whether a number is in one of Alertmanager's ranges; a field that is left out holds always. */
function holds(ranges: readonly string[] | undefined, number: number, last = Infinity): boolean {
    return (
        ranges?.some(range => {
            const [first, end = first] = range.split(":").map(Number);
            return first! <= last && first! <= number && number <= Math.min(end!, last);
        }) ?? true
    );
}

/** How many days Alertmanager takes a month for: by its hours, so one too few where clocks are put forward. */
function daysCounted(location: string, month: string): number {
    const first = DateTime.fromISO(`${month}-01`, { zone: location });
    return Math.floor(first.plus({ months: 1 }).diff(first).as("hours") / 24);
}

/** What the clock on the wall of a location shows, in the numbers that the fields of an interval speak of. */
function wallOf(location: string) {
    const counted = new Map<string, number>();
    return (at: UtcMinute) => {
        const local = localMinuteAt(location, at);
        const day = Math.floor(local / MINUTES_A_DAY);
        const date = dateOf(day);
        const month = date.slice(0, 7);
        const days = counted.get(month) ?? daysCounted(location, month);
        counted.set(month, days);
        const weekday = SPELLED[WEEKDAYS.indexOf(weekdayOf(day))]!;
        return { date: date.split("-").map(Number), days, weekday, minute: local - day * MINUTES_A_DAY };
    };
}

/** Whether an interval holds at what a clock shows, as Alertmanager's code has it. */
function isHeld(
    interval: TimeInterval,
    { date, days, minute, weekday }: ReturnType<ReturnType<typeof wallOf>>,
): boolean {
    const [year, month, dayOfMonth] = date;
    return (
        holds(interval.years, year!) &&
        holds(interval.months, month!) &&
        (interval.days_of_month === undefined || holds(interval.days_of_month, dayOfMonth!, days)) &&
        (interval.weekdays?.includes(weekday) ?? true) &&
        (interval.times?.some(
            ({ end_time, start_time }) => minuteOf(start_time) <= minute && minute < minuteOf(end_time),
        ) ??
            true)
    );
}

function minuteOf(time: string): number {
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Whether the intervals hold exactly when people work, and exactly when they do not, at every quarter of an hour of some days. */
function agrees(hours: WorkingHours, days: readonly number[]): void {
    const { closed, open } = alertmanagerIntervals(hours);
    for (const { times = [] } of [...open, ...closed]) {
        for (const { end_time, start_time } of times) {
            for (const time of [start_time, end_time]) assert.match(time, /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
            assert.ok(minuteOf(start_time) < minuteOf(end_time));
        }
    }
    const clocks = { [hours.timeZone]: wallOf(hours.timeZone), UTC: wallOf("UTC") };
    const work = awakeSpans(hours, "alarms", {
        first: dateOf(Math.min(...days) - 1),
        last: dateOf(Math.max(...days) + 1),
    }).map(({ from, to }) => ({ from: momentsAt(hours.timeZone, from)[0]!, to: momentsAt(hours.timeZone, to)[0]! }));
    for (const day of days) {
        for (let at = day * MINUTES_A_DAY; at < (day + 1) * MINUTES_A_DAY; at += QUARTER) {
            const isOpen = work.some(({ from, to }) => from <= at && at < to);
            const walls = Object.fromEntries(Object.entries(clocks).map(([name, wall]) => [name, wall(at)]));
            const held = [open, closed].map(intervals => intervals.some(one => isHeld(one, walls[one.location]!)));
            if (held[0] === isOpen && held[1] === !isOpen) continue;
            assert.fail(`${localText(at)}Z: open ${isOpen}, held ${String(held)} ${JSON.stringify(hours)}`);
        }
    }
}

const daysBetween = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, place) => first + place);
const daysOfYear = (year: number) => daysBetween(dayOf(`${year}-01-01`), dayOf(`${year}-12-31`));

/** Two weeks, what lies around dates that are not ordinary, and the turns of their months. */
function tellingDays(hours: WorkingHours, year: number): readonly number[] {
    const near = [...calendarOf(hours).deviations.keys()].flatMap(day => {
        const turn = dayOf(`${dateOf(day).slice(0, 7)}-28`);
        return [...daysBetween(day - 2, day + 2), ...daysBetween(turn, turn + 5)];
    });
    const first = dayOf(`${year}-01-01`);
    return [...new Set([...daysBetween(first, first + 13), ...near])];
}

describe("alertmanagerIntervals", function () {
    this.timeout(60_000);

    const inBerlin = { location: "Europe/Berlin" };
    const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

    it("given an office week, says its days, and the rest of them and the weekend", () => {
        assert.deepEqual(alertmanagerIntervals(OFFICE), {
            open: [{ times: [{ start_time: "07:00", end_time: "20:00" }], weekdays, ...inBerlin }],
            closed: [
                {
                    times: [
                        { start_time: "00:00", end_time: "07:00" },
                        { start_time: "20:00", end_time: "24:00" },
                    ],
                    weekdays,
                    ...inBerlin,
                },
                { weekdays: ["saturday", "sunday"], ...inBerlin },
            ],
        });
    });

    it("given a night, ends it on the next day", () => {
        const hours: WorkingHours = { ...OFFICE, week: [{ days: ["FRI"], start: "22:00", end: "06:00" }] };
        assert.deepEqual(alertmanagerIntervals(hours).open, [
            { times: [{ start_time: "22:00", end_time: "24:00" }], weekdays: ["friday"], ...inBerlin },
            { times: [{ start_time: "00:00", end_time: "06:00" }], weekdays: ["saturday"], ...inBerlin },
        ]);
    });

    it("given the same hours on every day, names no days", () => {
        const hours: WorkingHours = { ...OFFICE, week: [{ days: WEEKDAYS, start: "07:00", end: "20:00" }] };
        assert.deepEqual(alertmanagerIntervals(hours).open, [
            { times: [{ start_time: "07:00", end_time: "20:00" }], ...inBerlin },
        ]);
    });

    it("given a holiday, leaves its date out of the week, and closes it all day", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-05-06", reason: "Ascension Day" }] };
        const week = { times: [{ start_time: "07:00", end_time: "20:00" }], weekdays, ...inBerlin };
        const { closed, open } = alertmanagerIntervals(hours);
        assert.deepEqual(open, [
            { ...week, years: ["1970:2026", "2028:9999"] },
            { ...week, years: ["2027"], months: ["1:4", "6:12"] },
            { ...week, years: ["2027"], months: ["5"], days_of_month: ["1:5", "7:31"] },
        ]);
        assert.deepEqual(closed.at(-1), { years: ["2027"], months: ["5"], days_of_month: ["6"], ...inBerlin });
    });

    it("given a holiday on a day without work, says nothing of it", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-05-01", reason: "Labour Day, a Saturday" }] };
        assert.deepEqual(alertmanagerIntervals(hours), alertmanagerIntervals(OFFICE));
    });

    it("given a date in a month in which clocks are put forward, says its last day in UTC, which Alertmanager knows", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-03-08", reason: "Women's Day" }] };
        const { closed, open } = alertmanagerIntervals(hours);
        const inMarch = { years: ["2027"], months: ["3"] };
        assert.deepEqual(
            open
                .filter(({ months }) => months?.includes("3") === true)
                .map(({ days_of_month, location }) => [days_of_month, location]),
            [
                [["1:7", "9:30"], "Europe/Berlin"],
                [["31"], "UTC"],
            ],
        );
        assert.deepEqual(open.at(-1), {
            ...{ ...inMarch, days_of_month: ["31"], location: "UTC" },
            times: [{ start_time: "05:00", end_time: "18:00" }],
        });
        // From midnight in Berlin, which is the evening before.
        assert.deepEqual(
            closed
                .filter(({ location }) => location === "UTC")
                .map(({ days_of_month, times }) => [days_of_month, times]),
            [
                [["30"], [{ start_time: "22:00", end_time: "24:00" }]],
                [["31"], [{ start_time: "00:00", end_time: "05:00" }]],
                [["31"], [{ start_time: "18:00", end_time: "22:00" }]],
            ],
        );
        agrees(hours, tellingDays(hours, 2027));
    });

    it("given a whole month closed, has no empty list of days", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-08-01", to: "2027-08-31", reason: "Summer" }] };
        const { closed, open } = alertmanagerIntervals(hours);
        assert.ok([...open, ...closed].every(({ days_of_month }) => days_of_month?.length !== 0));
        agrees(hours, tellingDays(hours, 2027));
    });

    it("given a year with a holiday in every month, has no empty list of months", () => {
        const closed = Array.from({ length: 12 }, (_, month) => ({
            from: `2027-${String(month + 1).padStart(2, "0")}-15`,
            reason: "The fifteenth",
        }));
        const hours = { ...OFFICE, closed };
        assert.ok(alertmanagerIntervals(hours).open.every(({ months }) => months?.length !== 0));
        agrees(hours, tellingDays(hours, 2027));
    });

    it("given an office with holidays and a test night, is right at every quarter of an hour of 2027", () => {
        agrees(OFFICE_OF_2027, daysOfYear(2027));
    });

    for (const year of [2025, 2026, 2028]) {
        it(`given an office with holidays and a test night, is right around them and at the beginning of ${year}`, () => {
            agrees(OFFICE_OF_2027, tellingDays(OFFICE_OF_2027, year));
        });
    }

    it("given any hours, is right at every quarter of an hour around what is not ordinary", () => {
        inOddZones(1, (hours, year) => {
            agrees(hours, tellingDays(hours, year));
            return true;
        });
    });
});
