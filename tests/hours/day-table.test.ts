import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { workingHoursFaults } from "../../hours";
import { awakeSpans } from "../../hours/calendar";
import { dayTable } from "../../hours/day-table";
import { dateOf, dayOf, MINUTES_A_DAY, weekdayOf } from "../../hours/local-time";
import { PARTS } from "../../hours/parts";
import { anyHours, OFFICE } from "./samples";

describe("the table of days", () => {
    it("given an ordinary week, has its days and no dates", () => {
        const { dates, week } = dayTable({ timeZone: "UTC", week: OFFICE.week }, "probes");
        assert.deepEqual(dates, {});
        assert.deepEqual([week.MON, week.SUN], [[[7 * 60, 20 * 60]], []]);
    });

    it("given a night, is cut at midnight; given a lead over midnight, on the day before too", () => {
        const week = [{ days: ["TUE"], start: "00:10", end: "02:00" }] as const;
        assert.deepEqual(dayTable({ timeZone: "UTC", week }, "database").week, {
            MON: [[MINUTES_A_DAY - 20, MINUTES_A_DAY]],
            TUE: [[0, 145]],
            WED: [],
            THU: [],
            FRI: [],
            SAT: [],
            SUN: [],
        });
    });

    it("given a day on which nobody works, changes the day before as well where it began there", () => {
        const week = [{ days: ["TUE"], start: "00:10", end: "02:00" }] as const;
        const closed = [{ from: "2027-06-08", reason: "Closed" }];
        assert.deepEqual(dayTable({ timeZone: "UTC", week, closed }, "database").dates, {
            "2027-06-07": [],
            "2027-06-08": [],
        });
    });

    it("given any hours and any part, says of every minute of a year what the spans say", () => {
        fc.assert(
            fc.property(anyHours("Europe/Berlin", 2027), fc.constantFrom(...PARTS), (hours, part) => {
                fc.pre(workingHoursFaults(hours).length === 0);
                const { dates, week } = dayTable(hours, part);
                const [first, last] = ["2027-01-01", "2027-12-31"];
                const told: number[] = [];
                for (let day = dayOf(first); day <= dayOf(last); day++) {
                    for (const [from, to] of dates[dateOf(day)] ?? week[weekdayOf(day)]) {
                        for (let minute = from; minute < to; minute++) told.push(day * MINUTES_A_DAY + minute);
                    }
                }
                const intended: number[] = [];
                const [begin, end] = [dayOf(first) * MINUTES_A_DAY, (dayOf(last) + 1) * MINUTES_A_DAY];
                for (const { from, to } of awakeSpans(hours, part, { first, last })) {
                    for (let at = Math.max(from, begin); at < Math.min(to, end); at++) intended.push(at);
                }
                assert.equal(told.length, intended.length);
                assert.ok(told.every((at, place) => at === intended[place]));
            }),
            { numRuns: 40 },
        );
    });
});
