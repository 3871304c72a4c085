import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { DateTime } from "luxon";
import { databaseWindows } from "../../components/database/windows";
import { WEEKDAYS, type WorkingHours } from "../../components/working-hours";

const BERLIN: WorkingHours = {
    timeZone: "Europe/Berlin",
    days: ["MON", "TUE", "WED", "THU", "FRI"],
    start: "07:00",
    end: "20:00",
};

describe("the windows of a database", () => {
    it("given no working hours, are at night and at the end of the week", () => {
        assert.deepEqual(databaseWindows(undefined), { backup: "01:00-01:30", maintenance: "sun:02:00-sun:03:00" });
    });

    const cases: readonly [given: string, hours: WorkingHours, backup: string, maintenance: string][] = [
        ["a zone with summer time", BERLIN, "06:30-07:00", "tue:07:00-tue:08:00"],
        [
            "a zone so far east that its morning is the day before in UTC",
            { ...BERLIN, timeZone: "Pacific/Auckland" },
            "19:30-20:00",
            "mon:20:00-mon:21:00",
        ],
        [
            "the same, where the day before is in the week before",
            { ...BERLIN, timeZone: "Pacific/Auckland", days: ["MON"] },
            "19:30-20:00",
            "sun:20:00-sun:21:00",
        ],
        [
            "a zone so far west that its evening is the next day in UTC",
            { ...BERLIN, timeZone: "Pacific/Honolulu", start: "14:00", end: "16:30", days: ["SUN"] },
            "00:30-01:00",
            "mon:01:00-mon:02:00",
        ],
        [
            "a window over midnight in UTC",
            { ...BERLIN, timeZone: "Pacific/Honolulu", start: "12:30", end: "20:00", days: ["MON"] },
            "23:00-23:30",
            "mon:23:30-tue:00:30",
        ],
        ["one working day", { ...BERLIN, days: ["THU"] }, "06:30-07:00", "thu:07:00-thu:08:00"],
        ["days out of order", { ...BERLIN, days: ["FRI", "MON"] }, "06:30-07:00", "fri:07:00-fri:08:00"],
    ];
    for (const [given, hours, backup, maintenance] of cases) {
        it(`given ${given}, lie in the day that is open all year`, () => {
            assert.deepEqual(databaseWindows(hours), { backup, maintenance });
        });
    }

    it("given just enough time on both sides of the clock change, fit; given a minute less, do not", () => {
        assert.deepEqual(databaseWindows({ ...BERLIN, start: "09:00", end: "12:30" }), {
            backup: "08:30-09:00",
            maintenance: "tue:09:00-tue:10:00",
        });
        assert.equal(databaseWindows({ ...BERLIN, start: "09:00", end: "12:29" }), undefined);
    });

    it("given no clock change, need an hour less", () => {
        const dubai = { ...BERLIN, timeZone: "Asia/Dubai", start: "09:00" };
        assert.notEqual(databaseWindows({ ...dubai, end: "11:30" }), undefined);
        assert.equal(databaseWindows({ ...dubai, end: "11:29" }), undefined);
    });

    it("given any working hours, every window of every week of a year lies inside them", () => {
        const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Auckland"];
        const anyHours = fc.record({
            timeZone: fc.constantFrom(...zones),
            days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
            startHour: fc.integer({ min: 0, max: 19 }),
            length: fc.integer({ min: 4, max: 23 }),
        });
        fc.assert(
            fc.property(anyHours, ({ timeZone, days, startHour, length }) => {
                const endHour = Math.min(startHour + length, 23);
                const hours = { timeZone, days, start: `${two(startHour)}:00`, end: `${two(endHour)}:59` };
                const windows = databaseWindows(hours);
                assert.ok(windows !== undefined);
                for (let week = 0; week < 52; week++) {
                    const { from, to } = occurrence(windows.maintenance, week);
                    assert.ok(isOpen(hours, from) && isOpen(hours, to), `${windows.maintenance} in week ${week}`);
                }
            }),
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

function isOpen({ timeZone, days, start, end }: WorkingHours, moment: DateTime): boolean {
    const local = moment.setZone(timeZone);
    const time = local.toFormat("HH:mm");
    const day = WEEKDAYS[local.weekday - 1];
    return day !== undefined && days.includes(day) && time >= start && time <= end;
}

function two(number: number): string {
    return String(number).padStart(2, "0");
}
