import * as assert from "node:assert/strict";

import { dayOf, localText, MINUTES_A_DAY } from "../../hours/local-time";
import { TIME_INTERVAL, withinIntervals } from "../../schedule/alertmanager-intervals";

/** When an interval is, by UTC, from one date up to another. */
function within(interval: object, first: string, last: string): readonly string[] {
    const read = TIME_INTERVAL.safeParse(interval);
    assert.ok(read.success, JSON.stringify(interval));
    const window = { from: dayOf(first) * MINUTES_A_DAY, to: dayOf(last) * MINUTES_A_DAY };
    return withinIntervals([read.data], window).map(({ from, to }) => `${localText(from)} ${localText(to).slice(-8)}`);
}

const times = [{ start_time: "01:00", end_time: "04:00" }];
const NOON = [{ start_time: "12:00", end_time: "12:01" }];

describe("a time interval of Alertmanager", () => {
    const dates = (interval: object, first: string, last: string) =>
        within({ times: NOON, ...interval }, first, last).map(span => span.slice(0, 10));
    const rows: readonly (readonly [given: string, interval: object, expected: readonly string[]])[] = [
        [
            "a day of the week",
            { weekdays: ["wednesday"], months: ["february"] },
            ["2027-02-03", "2027-02-10", "2027-02-17", "2027-02-24"],
        ],
        [
            "a range of days",
            { weekdays: ["saturday", "sunday"], days_of_month: ["1:8"] },
            ["2027-02-06", "2027-02-07", "2027-03-06", "2027-03-07"],
        ],
        ["days from the end of a month", { days_of_month: ["-2:-1"] }, ["2027-02-27", "2027-02-28", "2027-03-30"]],
        ["a month by its name", { months: ["march"], days_of_month: ["1"] }, ["2027-03-01"]],
        ["months by their numbers", { months: ["1:2"], days_of_month: [28] }, ["2027-02-28"]],
        ["another year", { years: ["2028:2030"] }, []],
        ["a year among others", { years: ["2025", "2027:2028"], days_of_month: ["3"] }, ["2027-02-03", "2027-03-03"]],
    ];
    for (const [given, interval, expected] of rows) {
        it(`given ${given}, is on these dates`, () => {
            assert.deepEqual(dates(interval, "2027-02-01", "2027-03-31"), expected);
        });
    }

    it("given a zone, is read by its clocks, minute by minute when they change", () => {
        const berlin = { times, location: "Europe/Berlin" };
        assert.deepEqual(within(berlin, "2027-03-27", "2027-03-30"), [
            "2027-03-27T00:00 27T03:00",
            "2027-03-28T00:00 28T02:00",
            "2027-03-28T23:00 29T02:00",
            "2027-03-29T23:00 30T00:00",
        ]);
        assert.deepEqual(within(berlin, "2027-10-30", "2027-11-01"), [
            "2027-10-30T00:00 30T02:00",
            "2027-10-30T23:00 31T03:00",
        ]);
    });

    it("given no times, is all day, and given days in a row, one stretch", () => {
        assert.deepEqual(within({ weekdays: ["saturday:saturday", "sunday"] }, "2027-02-01", "2027-02-09"), [
            "2027-02-06T00:00 08T00:00",
        ]);
        assert.deepEqual(within({ times: [{ start_time: "23:00", end_time: "24:00" }] }, "2027-02-01", "2027-02-02"), [
            "2027-02-01T23:00 02T00:00",
        ]);
    });

    for (const [what, interval] of Object.entries({
        "an hour without minutes": { times: [{ start_time: "9", end_time: "10:00" }] },
        "a day that there is not": { weekdays: ["someday"] },
        "a zone that there is not": { location: "Mars/Base" },
        "a field that there is not": { day: ["monday"] },
        "three ends of a range": { months: ["1:2:3"] },
        "an end that is missing": { months: ["1:"] },
    })) {
        it(`given ${what}, is none`, () => {
            assert.equal(TIME_INTERVAL.safeParse(interval).success, false);
        });
    }
});
