import * as assert from "node:assert/strict";
import { awakeSpans, dayPlan, holidaysKnownUntil, isOpen } from "../../hours/calendar";
import { momentsOf } from "../../hours/edges";
import { shortestGaps, stretchesOf } from "../../hours/gaps";
import { dayOf, localText, minuteOfDay, MINUTES_A_DAY, momentsAt, sharing } from "../../hours/local-time";
import type { Part } from "../../hours/parts";
import type { WorkingHours } from "../../hours/working-hours";
import { OFFICE, OFFICE_OF_2027 } from "./samples";

function spans(hours: WorkingHours, first: string, last: string, part: Part = "probes"): readonly string[] {
    return awakeSpans(hours, part, { first, last })
        .filter(({ from, to }) => to > dayOf(first) * MINUTES_A_DAY && from < (dayOf(last) + 1) * MINUTES_A_DAY)
        .map(({ from, to }) => `${localText(from)} ${localText(to)}`);
}

function at(date: string, time: string): number {
    return dayOf(date) * MINUTES_A_DAY + minuteOfDay(time);
}

const NIGHTS: WorkingHours = {
    timeZone: "UTC",
    week: [{ days: ["MON", "FRI"], start: "22:00", end: "06:00" }],
    closed: [{ from: "2027-03-01", reason: "closed" }],
};

describe("awakeSpans", () => {
    it("given an office, is open on its days", () => {
        assert.deepEqual(spans(OFFICE, "2027-02-05", "2027-02-08"), [
            "2027-02-05T07:00 2027-02-05T20:00",
            "2027-02-08T07:00 2027-02-08T20:00",
        ]);
    });

    it("given parts, starts the database first and stops it last", () => {
        const of = (part: Part) => spans(OFFICE, "2027-02-05", "2027-02-05", part);
        assert.deepEqual(of("database"), ["2027-02-05T06:30 2027-02-05T20:25"]);
        assert.deepEqual(of("nodes"), ["2027-02-05T06:45 2027-02-05T20:10"]);
        assert.deepEqual(of("workloads"), ["2027-02-05T06:55 2027-02-05T20:00"]);
        assert.deepEqual(of("alarms"), ["2027-02-05T07:00 2027-02-05T20:00"]);
    });

    it("given a lead that reaches into the last day looked at, begins there", () => {
        const hours: WorkingHours = { timeZone: "UTC", week: [{ days: ["MON"], start: "00:15", end: "08:00" }] };
        assert.deepEqual(spans(hours, "2027-02-07", "2027-02-07", "database"), ["2027-02-07T23:45 2027-02-08T08:25"]);
    });

    it("given a night, runs into the day after", () => {
        assert.deepEqual(spans(NIGHTS, "2027-02-05", "2027-02-06"), ["2027-02-05T22:00 2027-02-06T06:00"]);
    });

    it("given a closed day, leaves out the night that begins on it, and not the one that ends on it", () => {
        assert.deepEqual(spans(NIGHTS, "2027-03-01", "2027-03-02"), []);
        const friday = { ...NIGHTS, closed: [{ from: "2027-03-06", reason: "closed" }] };
        assert.deepEqual(spans(friday, "2027-03-05", "2027-03-06"), ["2027-03-05T22:00 2027-03-06T06:00"]);
    });

    it("given an exception on a holiday, counts the exception", () => {
        const hours: WorkingHours = {
            ...OFFICE_OF_2027,
            exceptions: [{ date: "2027-03-26", spans: [{ start: "10:00", end: "12:00" }], reason: "Release" }],
        };
        assert.deepEqual(spans(OFFICE_OF_2027, "2027-03-26", "2027-03-26"), []);
        assert.deepEqual(spans(hours, "2027-03-26", "2027-03-26"), ["2027-03-26T10:00 2027-03-26T12:00"]);
        assert.deepEqual(dayPlan(hours, "2027-03-26").deviation, { kind: "exception", reason: "Release" });
        assert.deepEqual(dayPlan(OFFICE_OF_2027, "2027-03-26").deviation, { kind: "holiday", reason: "Good Friday" });
    });

    it("given spans that touch over midnight, makes them one", () => {
        const hours: WorkingHours = {
            timeZone: "UTC",
            week: [
                { days: ["MON"], start: "20:00", end: "00:00" },
                { days: ["TUE"], start: "00:00", end: "04:00" },
            ],
        };
        assert.deepEqual(spans(hours, "2027-02-01", "2027-02-02"), ["2027-02-01T20:00 2027-02-02T04:00"]);
        assert.deepEqual(momentsOf(hours, "probes", "stop").weekly, [{ minute: 240, days: ["TUE"] }]);
    });
});

describe("isOpen", () => {
    for (const [date, time, open] of [
        ["2027-02-05", "06:59", false],
        ["2027-02-05", "07:00", true],
        ["2027-02-05", "19:59", true],
        ["2027-02-05", "20:00", false],
        ["2027-02-06", "12:00", false],
    ] as const) {
        it(`given ${date} ${time} of an office, says ${open ? "open" : "closed"}`, () => {
            assert.equal(isOpen(OFFICE, at(date, time)), open);
        });
    }

    it("given the end of a night, says closed from then on", () => {
        assert.ok(isOpen(NIGHTS, at("2027-02-06", "05:59")));
        assert.ok(!isOpen(NIGHTS, at("2027-02-06", "06:00")));
    });
});

describe("momentsOf", () => {
    it("given leads that reach into the day before, moves days with them", () => {
        const hours: WorkingHours = { timeZone: "UTC", week: [{ days: ["MON"], start: "00:15", end: "08:00" }] };
        assert.deepEqual(momentsOf(hours, "database", "start").weekly, [{ minute: 1425, days: ["SUN"] }]);
    });

    it("given a span of a whole day that a lead moves onto the day after the next, finds its end on a touched day", () => {
        const hours: WorkingHours = {
            timeZone: "UTC",
            week: [{ days: ["SAT"], start: "23:45", end: "23:45" }],
            closed: [{ from: "2027-02-08", reason: "Monday" }],
        };
        assert.deepEqual(momentsOf(hours, "database", "stop"), {
            weekly: [{ minute: 10, days: ["MON"] }],
            deviations: [],
        });
    });

    it("given a deviation that changes nothing, names no date", () => {
        const exceptions = [{ date: "2027-02-05", spans: [{ start: "07:00", end: "20:00" }], reason: "as ever" }];
        assert.deepEqual(momentsOf({ ...OFFICE, exceptions }, "probes", "stop").deviations, []);
    });

    it("given a holiday on a weekend, names no date", () => {
        const closed = [{ from: "2027-02-06", reason: "Saturday" }];
        assert.deepEqual(momentsOf({ ...OFFICE, closed }, "probes", "stop").deviations, []);
    });
});

describe("gaps", () => {
    const longestSleep = (hours: WorkingHours, part: Part) =>
        stretchesOf(hours, part)
            .filter(({ awake }) => !awake)
            .reduce((longest, one) => (one.to - one.from > longest.to - longest.from ? one : longest));

    it("given an office, knows its shortest day and night", () => {
        assert.deepEqual(shortestGaps(OFFICE, "database"), { start: 13 * 60 + 55, stop: 10 * 60 + 5 });
    });

    it("given an exceptional night, knows the shorter rest after it", () => {
        assert.equal(shortestGaps(OFFICE_OF_2027, "probes").stop, 5 * 60);
    });

    it("given a half day, knows the shorter day", () => {
        const exceptions = [{ date: "2027-02-05", spans: [{ start: "07:00", end: "09:00" }], reason: "x" }];
        assert.equal(shortestGaps({ ...OFFICE, exceptions }, "probes").start, 120);
    });

    it("given a closure, knows the longest sleep of all", () => {
        const sleep = longestSleep(OFFICE_OF_2027, "database");
        assert.equal(`${localText(sleep.from)} ${localText(sleep.to)}`, "2026-12-23T20:25 2027-01-04T06:30");
    });

    it("given one day a week and a closure of that day, knows the sleep of two weeks", () => {
        const hours: WorkingHours = {
            timeZone: "UTC",
            week: [{ days: ["WED"], start: "08:00", end: "16:00" }],
            closed: [{ from: "2027-02-10", reason: "x" }],
        };
        const sleep = longestSleep(hours, "probes");
        assert.equal(sleep.to - sleep.from, 13 * MINUTES_A_DAY + 16 * 60);
    });
});

describe("sharing", () => {
    const spans = [
        { from: 0, to: 10 },
        { from: 20, to: 30 },
        { from: 30, to: 40 },
    ];
    for (const [from, to, found] of [
        [10, 20, []],
        [9, 21, [0, 20]],
        [25, 31, [20, 30]],
        [29, 30, [20]],
        [40, 50, []],
        [-5, 50, [0, 20, 30]],
    ] as const) {
        it(`given a span from ${from} to ${to}, finds ${found.length} that share a minute with it`, () => {
            assert.deepEqual(
                sharing(spans, { from, to }).map(one => one.from),
                found,
            );
        });
    }
});

describe("momentsAt", () => {
    for (const [zone, date, time, moments] of [
        ["Europe/Berlin", "2027-03-28", "01:59", 1],
        ["Europe/Berlin", "2027-03-28", "02:00", 0],
        ["Europe/Berlin", "2027-03-28", "03:00", 1],
        ["Europe/Berlin", "2027-10-31", "02:00", 2],
        ["Europe/Berlin", "2027-10-31", "03:00", 1],
        ["Australia/Lord_Howe", "2027-10-03", "02:15", 0],
        ["Australia/Lord_Howe", "2027-10-03", "02:30", 1],
        ["Australia/Lord_Howe", "2027-04-04", "01:45", 2],
        ["Pacific/Apia", "2027-04-04", "03:30", 1],
    ] as const) {
        it(`given ${date} ${time} in ${zone}, finds ${moments}`, () => {
            assert.equal(momentsAt(zone, at(date, time)).length, moments);
        });
    }
});

describe("holidaysKnownUntil", () => {
    it("given years, names the end of the last", () => {
        assert.equal(holidaysKnownUntil(OFFICE_OF_2027), "2027-12-31");
        assert.equal(holidaysKnownUntil(OFFICE), undefined);
    });
});
