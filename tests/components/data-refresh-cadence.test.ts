import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import type { DataRefreshContract, WorkingHours } from "../../components";
import { assertDataRefreshSourceArgs } from "../../components/data-refresh/arguments";
import { cadenceOf } from "../../components/data-refresh/cadence";
import { isOpen } from "../../hours/calendar";
import { workingDays } from "../../hours/inside";
import { dayOf, localMinuteAt, MINUTES_A_DAY, weekdayOf } from "../../hours/local-time";
import { firedIn } from "../hours/fired";
import { anyHours } from "../hours/samples";
import { CONTRACT, SMALLEST_CONTRACT, SOURCE_ARGS } from "./data-refresh-samples";
import { faultsOf } from "./support";

const contractFaults = (changed: Partial<DataRefreshContract>) =>
    faultsOf(() => {
        assertDataRefreshSourceArgs("masked", { ...SOURCE_ARGS, contract: { ...CONTRACT, ...changed } });
    });
const WORKDAY = { days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" } as const;
/** Hours of a contract with one span a day that is changed. */
const hours = (changed: Partial<WorkingHours["week"][number]>, timeZone = "Europe/Berlin"): WorkingHours => ({
    timeZone,
    week: [{ ...WORKDAY, ...changed }],
});

describe("the cadence of a data refresh", () => {
    it("puts staging's side after production's longest time, and the watch before people go", () => {
        assert.deepEqual(cadenceOf(CONTRACT), {
            timeZone: "Europe/Berlin",
            source: [{ role: "", expression: "cron(15 7 ? * TUE,THU *)" }],
            target: [{ role: "", expression: "cron(15 10 ? * TUE,THU *)" }],
            watch: [{ role: "", expression: "cron(45 19 ? * MON-FRI *)" }],
            longestDays: 5,
        });
    });

    it("given no days, refreshes on the first working day, whatever their order", () => {
        const { source, longestDays } = cadenceOf({
            ...SMALLEST_CONTRACT,
            workingHours: hours({ days: ["FRI", "WED"] }),
        });
        assert.deepEqual([source, longestDays], [[{ role: "", expression: "cron(15 7 ? * WED *)" }], 7]);
    });

    it("given holidays, a short day and a night of a test, refreshes on none but the days that have room", () => {
        const workingHours: WorkingHours = {
            ...hours({}),
            closed: [{ from: "2027-05-06", reason: "Ascension" }],
            exceptions: [
                { date: "2027-05-11", spans: [{ start: "07:00", end: "11:59" }], reason: "Half a day" },
                { date: "2027-05-13", spans: [{ start: "12:00", end: "02:00" }], reason: "Night of the load test" },
            ],
        };
        assert.deepEqual(cadenceOf({ ...CONTRACT, workingHours }), {
            timeZone: "Europe/Berlin",
            source: [
                { role: "0715", expression: "cron(15 7 ? * TUE,THU 1970-2026,2028-2199)" },
                { role: "0715-2027", expression: "cron(15 7 ? 1-4,6-12 TUE,THU 2027)" },
                { role: "0715-2027-05", expression: "cron(15 7 4,18,20,25,27 5 ? 2027)" },
                { role: "1215-2027-05", expression: "cron(15 12 13 5 ? 2027)" },
            ],
            target: [
                { role: "1015", expression: "cron(15 10 ? * TUE,THU 1970-2026,2028-2199)" },
                { role: "1015-2027", expression: "cron(15 10 ? 1-4,6-12 TUE,THU 2027)" },
                { role: "1015-2027-05", expression: "cron(15 10 4,18,20,25,27 5 ? 2027)" },
                { role: "1515-2027-05", expression: "cron(15 15 13 5 ? 2027)" },
            ],
            watch: [
                // Before people go at two o'clock in the morning, on the date on which that is.
                { role: "0145-2027-05", expression: "cron(45 1 14 5 ? 2027)" },
                { role: "1144-2027-05", expression: "cron(44 11 11 5 ? 2027)" },
                { role: "1945", expression: "cron(45 19 ? * MON-FRI 1970-2026,2028-2199)" },
                { role: "1945-2027", expression: "cron(45 19 ? 1-4,6-12 MON-FRI 2027)" },
                {
                    role: "1945-2027-05",
                    expression: "cron(45 19 3-5,7,10,12,14,17-21,24-28,31 5 ? 2027)",
                },
            ],
            // From the 4th to the 13th.
            longestDays: 9,
        });
    });

    it("given two spans a day, lies in the longer, which is not the first", () => {
        const week: WorkingHours["week"] = [
            { days: ["TUE"], start: "07:00", end: "10:00" },
            { days: ["TUE"], start: "12:30", end: "18:00" },
        ];
        const contract = { ...CONTRACT, days: ["TUE"] as const, workingHours: { timeZone: "Europe/Berlin", week } };
        const { source, target, watch } = cadenceOf(contract);
        assert.deepEqual(
            [source, target, watch].map(timers => timers.map(({ expression }) => expression)),
            [["cron(45 12 ? * TUE *)"], ["cron(45 15 ? * TUE *)"], ["cron(45 17 ? * TUE *)"]],
        );
        assert.deepEqual(contractFaults({ days: ["TUE"], workingHours: contract.workingHours }), []);
    });

    it("given any hours, begins each job on days of a refresh alone, with people there until both are over", () => {
        fc.assert(
            fc.property(anyHours("Europe/Berlin", 2027), workingHours => {
                const small = { ...CONTRACT, days: undefined, maximumAgeDays: undefined };
                const contract = { ...small, workingHours, sourceMinutes: 60, targetMinutes: 30 };
                fc.pre(contractFaults(contract).length === 0);
                const { longestDays, source, target } = cadenceOf(contract);
                // Days at both ends of the year are left out: the two may lie in two years.
                const [first, last] = [dayOf("2027-01-03") * MINUTES_A_DAY, dayOf("2027-12-29") * MINUTES_A_DAY];
                const minutesOf = (timers: typeof source, later: number) =>
                    timers
                        .flatMap(({ expression }) => firedIn(2027, expression, "Europe/Berlin"))
                        .map(utc => localMinuteAt("Europe/Berlin", utc) - later)
                        .filter(minute => minute >= first && minute < last)
                        .sort((one, other) => one - other);
                const begins = minutesOf(source, 0);
                assert.deepEqual(minutesOf(target, 60), begins);
                const [day] = workingDays(workingHours);
                for (const minute of begins) {
                    assert.ok(isOpen(workingHours, minute - 15) && isOpen(workingHours, minute + 60 + 30 + 14));
                    // A job that begins after midnight is its evening's.
                    const begun = Math.floor((minute - 15) / MINUTES_A_DAY);
                    assert.equal(weekdayOf(begun), day);
                }
                const pauses = begins.slice(1).map((minute, place) => minute - (begins[place] ?? 0));
                assert.ok(Math.max(...pauses) < (longestDays + 1) * MINUTES_A_DAY);
            }),
            { numRuns: 60 },
        );
    });

    it("given a closed time longer than data may be old, wants to be told that it may be older", () => {
        const workingHours = { ...hours({}), closed: [{ from: "2027-12-24", to: "2027-12-31", reason: "Between" }] };
        assert.deepEqual(contractFaults({ workingHours }), [
            "contract.maximumAgeDays: expected a whole number from 12 to 90, got 10",
        ]);
    });
});
