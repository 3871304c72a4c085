import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { DateTime } from "luxon";
import { databaseCalendar, type DatabaseWindows } from "../../components/database/windows";
import { WEEKDAYS, type Weekday, type WorkingHours, workingHoursFaults } from "../../hours";
import { anyHours } from "../hours/samples";
import { PRODUCTION, STAGING } from "./support";

interface Day {
    readonly days: readonly Weekday[];
    readonly start: string;
    readonly end: string;
}

const WORKDAY: Day = { days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" };

/** Hours of Berlin, or of another zone, with one span a day that is changed. */
function hoursOf(day: Partial<Day>, timeZone = "Europe/Berlin"): WorkingHours {
    return { timeZone, week: [{ ...WORKDAY, ...day }] };
}

const calendarOf = (workingHours: WorkingHours) => databaseCalendar({ ...STAGING, workingHours });

describe("the calendar of a database", () => {
    it("given no working hours, is at night and at the end of the week, with the password a night earlier", () => {
        assert.deepEqual(databaseCalendar(PRODUCTION), {
            backup: "01:00-01:30",
            maintenance: "sun:02:00-sun:03:00",
            rotation: "cron(0 2 ? * SAT *)",
        });
    });

    for (const [maintenance, rotation] of [
        ["wed:23:45-thu:00:30", "cron(0 23 ? * TUE *)"],
        ["mon:00:00-mon:00:30", "cron(0 0 ? * SUN *)"],
    ] as const) {
        it(`given maintenance ${maintenance}, has the password changed in the same hour of the day before`, () => {
            const windows: DatabaseWindows = { backup: "03:00-03:30", maintenance };
            assert.deepEqual(databaseCalendar(PRODUCTION, windows), { ...windows, rotation });
        });
    }

    const cases: readonly [
        given: string,
        hours: WorkingHours,
        backup: string,
        maintenance: string,
        rotation: string,
    ][] = [
        ["a zone with summer time", hoursOf({}), "06:30-07:00", "tue:07:00-tue:08:00", "cron(0 7 ? * MON *)"],
        [
            "a zone so far east that its morning is the day before in UTC",
            hoursOf({}, "Pacific/Auckland"),
            "19:30-20:00",
            "mon:20:00-mon:21:00",
            "cron(0 20 ? * SUN *)",
        ],
        [
            "the same, where the day before is in the week before",
            hoursOf({ days: ["MON"] }, "Pacific/Auckland"),
            "19:30-20:00",
            "sun:20:00-sun:21:00",
            "cron(0 20 ? * SUN *)",
        ],
        [
            "a zone so far west that its evening is the next day in UTC",
            hoursOf({ start: "14:00", end: "17:00", days: ["SUN"] }, "Pacific/Honolulu"),
            "00:30-01:00",
            "mon:01:00-mon:02:00",
            "cron(0 1 ? * MON *)",
        ],
        [
            "a window over midnight in UTC",
            hoursOf({ start: "12:30", end: "20:00", days: ["MON"] }, "Pacific/Honolulu"),
            "23:00-23:30",
            "mon:23:30-tue:00:30",
            "cron(0 23 ? * MON *)",
        ],
        ["one working day", hoursOf({ days: ["THU"] }), "06:30-07:00", "thu:07:00-thu:08:00", "cron(0 7 ? * THU *)"],
        [
            "days out of order",
            hoursOf({ days: ["FRI", "MON"] }),
            "06:30-07:00",
            "fri:07:00-fri:08:00",
            "cron(0 7 ? * MON *)",
        ],
    ];
    for (const [given, hours, backup, maintenance, rotation] of cases) {
        it(`given ${given}, lies in the day that is open all year`, () => {
            assert.deepEqual(calendarOf(hours), { backup, maintenance, rotation });
        });
    }

    it("given just enough time on both sides of the clock change, fits; given a minute less, does not", () => {
        assert.deepEqual(calendarOf(hoursOf({ start: "09:00", end: "13:00" })), {
            backup: "08:30-09:00",
            maintenance: "tue:09:00-tue:10:00",
            rotation: "cron(0 9 ? * MON *)",
        });
        assert.equal(calendarOf(hoursOf({ start: "09:00", end: "12:59" })), undefined);
    });

    const several: readonly [given: string, week: WorkingHours["week"], calendar: object | undefined][] = [
        [
            "a day that is shorter than the others, lies in the shortest",
            [
                { days: ["MON", "TUE", "WED", "THU"], start: "07:00", end: "20:00" },
                { days: ["FRI"], start: "10:00", end: "16:00" },
            ],
            { backup: "09:30-10:00", maintenance: "tue:10:00-tue:11:00", rotation: "cron(0 10 ? * MON *)" },
        ],
        [
            "two spans a day, lies in the longer",
            [
                { days: ["MON", "TUE"], start: "06:00", end: "10:00" },
                { days: ["MON", "TUE"], start: "12:00", end: "18:00" },
            ],
            { backup: "11:30-12:00", maintenance: "tue:12:00-tue:13:00", rotation: "cron(0 12 ? * MON *)" },
        ],
        [
            "two spans that touch, takes them for one",
            [
                { days: ["MON", "TUE"], start: "09:00", end: "11:00" },
                { days: ["MON", "TUE"], start: "11:00", end: "13:00" },
            ],
            { backup: "08:30-09:00", maintenance: "tue:09:00-tue:10:00", rotation: "cron(0 9 ? * MON *)" },
        ],
        [
            "nights, lies in the night, though it ends on the next day",
            [{ days: ["MON", "TUE"], start: "23:00", end: "06:00" }],
            { backup: "22:30-23:00", maintenance: "tue:23:00-wed:00:00", rotation: "cron(0 23 ? * MON *)" },
        ],
        [
            "days that have too little in common, says so",
            [
                { days: ["MON"], start: "07:00", end: "13:00" },
                { days: ["TUE"], start: "10:00", end: "20:00" },
            ],
            undefined,
        ],
    ];
    for (const [given, week, calendar] of several) {
        it(`given ${given}`, () => {
            assert.deepEqual(calendarOf({ timeZone: "Europe/Berlin", week }), calendar);
        });
    }

    it("given no clock change, needs an hour less", () => {
        const until = (end: string) => calendarOf(hoursOf({ start: "09:00", end }, "Asia/Dubai"));
        assert.notEqual(until("12:00"), undefined);
        assert.equal(until("11:59"), undefined);
    });

    it("given any working hours, lies inside them in every week of a year", () => {
        const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Auckland"];
        const anyHours = fc.record({
            timeZone: fc.constantFrom(...zones),
            days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
            startHour: fc.integer({ min: 0, max: 18 }),
            startMinute: fc.constantFrom("00", "01", "15", "30", "45", "59"),
            length: fc.integer({ min: 5, max: 23 }),
        });
        fc.assert(
            fc.property(anyHours, ({ timeZone, days, startHour, startMinute, length }) => {
                const endHour = Math.min(startHour + length, 23);
                const start = `${two(startHour)}:${startMinute}`;
                const hours = hoursOf({ days, start, end: `${two(endHour)}:59` }, timeZone);
                const calendar = calendarOf(hours);
                assert.ok(calendar !== undefined);
                for (let week = 0; week < 52; week++) {
                    for (const window of [calendar.maintenance, hourFrom(calendar.rotation)]) {
                        const { from, to } = occurrence(window, week);
                        assert.ok(isOpen(hours, from) && isOpen(hours, to), `${window} in week ${week}`);
                    }
                }
            }),
            { numRuns: 40 },
        );
    });
});

describe("the calendar of a database, given several spans a day and nights", () => {
    it("lies inside them in every week of a year, and is backed up on as many days as people work", () => {
        const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland");
        fc.assert(
            fc.property(
                zones.chain(zone => anyHours(zone, 2027)),
                ({ timeZone, week: spans }) => {
                    const hours: WorkingHours = { timeZone, week: spans };
                    fc.pre(workingHoursFaults(hours).length === 0);
                    const calendar = calendarOf(hours);
                    fc.pre(calendar !== undefined);
                    const isInside = (window: string, week: number) => {
                        const { from, to } = occurrence(window, week);
                        return isOpen(hours, from) && isOpen(hours, to);
                    };
                    for (let week = 0; week < 52; week++) {
                        for (const window of [calendar.maintenance, hourFrom(calendar.rotation)]) {
                            assert.ok(isInside(window, week), `${window} in week ${week}`);
                        }
                        const [from = "", to = ""] = calendar.backup.split("-");
                        const backups = WEEKDAYS.map((day, index) => {
                            const next = to < from ? WEEKDAYS[(index + 1) % WEEKDAYS.length] : day;
                            return `${day.toLowerCase()}:${from}-${String(next).toLowerCase()}:${to}`;
                        });
                        const inside = backups.filter(window => isInside(window, week));
                        const worked = WEEKDAYS.filter(day => spans.some(({ days }) => days.includes(day)));
                        assert.ok(inside.length >= worked.length, `${calendar.backup} in week ${week}`);
                    }
                },
            ),
            { numRuns: 40 },
        );
    });
});

/** A weekly window of RDS as moments of a week, counted from the first Monday of 2027, read as RDS reads it. */
function occurrence(window: string, week: number): { readonly from: DateTime; readonly to: DateTime } {
    const [from, to] = window.split(/-(?=[a-z])/).map(text => {
        const days = WEEKDAYS.findIndex(day => day.toLowerCase() === text.slice(0, 3));
        const [hours, minutes] = text.slice(4).split(":").map(Number);
        return DateTime.utc(2027, 1, 4).plus({ weeks: week, days, hours, minutes });
    });
    assert.ok(from !== undefined && to !== undefined);
    return { from, to: to < from ? to.plus({ weeks: 1 }) : to };
}

/** The window of a rotation, written as those of RDS. */
function hourFrom(rotation: string): string {
    const [, hour, day] = /^cron\(0 (\d+) \? \* (\w{3}) \*\)$/.exec(rotation) ?? [];
    assert.ok(hour !== undefined && day !== undefined, rotation);
    const from = DateTime.utc(2027, 1, 4).plus({ days: WEEKDAYS.findIndex(one => one === day), hours: Number(hour) });
    const text = (moment: DateTime) =>
        `${(WEEKDAYS[moment.weekday - 1] ?? "").toLowerCase()}:${moment.toFormat("HH:mm")}`;
    return `${text(from)}-${text(from.plus({ hours: 1 }))}`;
}

/** Asked of each span by itself, also of one that goes on from the day before. */
function isOpen({ timeZone, week }: WorkingHours, moment: DateTime): boolean {
    const local = moment.setZone(timeZone);
    const time = local.toFormat("HH:mm");
    const dayAgo = (days: number) => WEEKDAYS[local.minus({ days }).weekday - 1] ?? "MON";
    return week.some(({ days, end, start }) =>
        end > start
            ? days.includes(dayAgo(0)) && time >= start && time <= end
            : (days.includes(dayAgo(0)) && time >= start) || (days.includes(dayAgo(1)) && time <= end),
    );
}

function two(number: number): string {
    return String(number).padStart(2, "0");
}
