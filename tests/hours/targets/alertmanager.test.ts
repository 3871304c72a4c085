import * as assert from "node:assert/strict";
import { alertmanagerIntervals } from "../../../hours/targets/alertmanager";
import { WEEKDAYS } from "../../../hours/weekdays";
import type { WorkingHours } from "../../../hours/working-hours";
import { OFFICE, OFFICE_OF_2027 } from "../samples";
import { alertmanagerAgrees, daysOfYear, tellingDays } from "./alertmanager-reading";
import { inOddZones } from "./support";

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
        alertmanagerAgrees(hours, tellingDays(hours, 2027));
    });

    it("given a whole month closed, has no empty list of days", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-08-01", to: "2027-08-31", reason: "Summer" }] };
        const { closed, open } = alertmanagerIntervals(hours);
        assert.ok([...open, ...closed].every(({ days_of_month }) => days_of_month?.length !== 0));
        alertmanagerAgrees(hours, tellingDays(hours, 2027));
    });

    it("given a year with a holiday in every month, has no empty list of months", () => {
        const closed = Array.from({ length: 12 }, (_, month) => ({
            from: `2027-${String(month + 1).padStart(2, "0")}-15`,
            reason: "The fifteenth",
        }));
        const hours = { ...OFFICE, closed };
        assert.ok(alertmanagerIntervals(hours).open.every(({ months }) => months?.length !== 0));
        alertmanagerAgrees(hours, tellingDays(hours, 2027));
    });

    it("given an office with holidays and a test night, is right at every quarter of an hour of 2027", () => {
        alertmanagerAgrees(OFFICE_OF_2027, daysOfYear(2027));
    });

    for (const year of [2025, 2026, 2028]) {
        it(`given an office with holidays and a test night, is right around them and at the beginning of ${year}`, () => {
            alertmanagerAgrees(OFFICE_OF_2027, tellingDays(OFFICE_OF_2027, year));
        });
    }

    it("given any hours, is right at every quarter of an hour around what is not ordinary", () => {
        inOddZones(1, "alarms", (hours, year) => {
            alertmanagerAgrees(hours, tellingDays(hours, year));
            return true;
        });
    });
});
