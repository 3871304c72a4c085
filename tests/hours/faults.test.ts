import * as assert from "node:assert/strict";
import { workingHoursFaults } from "../../hours/faults";
import { OFFICE, OFFICE_OF_2027 } from "./samples";

function paths(hours: unknown): readonly string[] {
    return workingHoursFaults(hours).map(({ path }) => path);
}

function said(hours: unknown): string {
    return workingHoursFaults(hours)
        .map(({ expected, got, path }) => `${path}: ${expected}, got ${JSON.stringify(got)}`)
        .join("\n");
}

const BERLIN_SUNDAYS = { timeZone: "Europe/Berlin", week: [{ days: ["SUN"], start: "01:00", end: "09:00" }] };

describe("workingHoursFaults", () => {
    it("given hours that are right, finds nothing", () => {
        assert.deepEqual(workingHoursFaults(OFFICE), []);
        assert.deepEqual(workingHoursFaults(OFFICE_OF_2027), []);
    });

    it("given the same value twice, judges it once", () => {
        const broken = { ...OFFICE, timeZone: "Mars/Olympus" };
        assert.equal(workingHoursFaults(broken), workingHoursFaults(broken));
    });

    for (const value of [undefined, null, 7, "MON-FRI 07:00-20:00", []]) {
        it(`given ${JSON.stringify(value)}, asks for an object`, () => {
            assert.match(said(value), /^: an object with timeZone, week, /);
        });
    }

    it("given faults at several places, names every one with what was given", () => {
        const broken = {
            timeZone: "europe/berlin",
            week: [{ days: ["MON", "MON"], start: "7:00", end: "24:00" }],
            holidays: { country: "de", years: [] },
            closed: [{ from: "2027-02-29", reason: " " }],
            exceptions: [{ date: "2027-02-03", spans: "all day", reason: "x" }],
            warmUpMinutes: 29,
            days: ["MON"],
        };
        assert.deepEqual(paths(broken).toSorted(), [
            "closed[0].from",
            "closed[0].reason",
            "days",
            "exceptions[0].spans",
            "holidays.country",
            "holidays.years",
            "timeZone",
            "warmUpMinutes",
            "week[0].days",
            "week[0].end",
            "week[0].start",
        ]);
        assert.match(said(broken), /week\[0\]\.end: a time of day from 00:00 to 23:59, written HH:MM, got "24:00"/);
        assert.match(said(broken), /days: no such field, got \["MON"\]/);
    });

    it("given dates of years whose clocks changed otherwise, looks at those years too", () => {
        const almaty = { timeZone: "Asia/Almaty", week: [{ days: ["MON", "THU"], start: "08:00", end: "23:30" }] };
        const closedOn = (from: string) => ({ ...almaty, closed: [{ from, reason: "Move" }] });
        assert.deepEqual(paths(closedOn("2027-02-08")), []);
        assert.match(said(closedOn("2024-02-05")), /^week: .*\(23:55 comes twice in Asia\/Almaty on 2024-02-29\)/);
    });

    for (const [timeZone, good] of [
        ["Europe/Berlin", true],
        ["Europe/BERLIN", false],
        ["Utc", false],
        ["UTC", true],
        ["US/Eastern", true],
        ["Asia/Calcutta", true],
    ] as const) {
        it(`given the zone ${timeZone}, ${good ? "takes" : "refuses"} it`, () => {
            assert.deepEqual(paths({ ...OFFICE, timeZone }), good ? [] : ["timeZone"]);
        });
    }

    for (const [minutes, good] of [
        [29, false],
        [30, true],
        [240, true],
        [241, false],
        [30.5, false],
    ] as const) {
        it(`given a warm-up of ${minutes} minutes, ${good ? "takes" : "refuses"} it`, () => {
            assert.deepEqual(paths({ ...OFFICE, warmUpMinutes: minutes }), good ? [] : ["warmUpMinutes"]);
        });
    }

    describe("spans", () => {
        const spans = (...week: readonly (readonly [string, string, string])[]) => ({
            timeZone: "UTC",
            week: week.map(([days, start, end]) => ({ days: days.split(","), start, end })),
        });

        it("given two that share a minute, refuses them", () => {
            assert.deepEqual(paths(spans(["MON,TUE", "07:00", "12:00"], ["TUE", "11:59", "18:00"])), ["week"]);
        });

        it("given two that touch, takes them for one", () => {
            assert.deepEqual(paths(spans(["MON,TUE", "07:00", "12:00"], ["TUE", "12:00", "18:00"])), []);
        });

        it("given a night that runs into the next morning's span, refuses it", () => {
            assert.deepEqual(paths(spans(["SUN", "22:00", "06:00"], ["MON", "05:00", "12:00"])), ["week"]);
        });

        it("given a week without an end, refuses it", () => {
            assert.match(
                said(spans(["MON,TUE,WED,THU,FRI,SAT,SUN", "00:00", "00:00"])),
                /^week: a week that leaves the database time to sleep/,
            );
        });

        it("given a pause too short to stop and start in, refuses it, and takes one minute more", () => {
            // In UTC: 30 minutes of warm-up, 25 after work, 15 to try in and a margin of 5.
            assert.deepEqual(paths(spans(["MON", "07:00", "12:00"], ["MON", "13:14", "18:00"])), ["week"]);
            assert.match(
                said(spans(["MON", "07:00", "12:00"], ["MON", "13:14", "18:00"])),
                /the database asleep for at least 20 minutes on end, .*"MON 12:25 to MON 12:44"/,
            );
            assert.deepEqual(paths(spans(["MON", "07:00", "12:00"], ["MON", "13:15", "18:00"])), []);
        });

        it("given a pause that warm-up and winding down fill for the database alone, says which part it is too short for", () => {
            assert.match(said(spans(["MON", "07:00", "12:00"], ["MON", "12:44", "18:00"])), /the nodes asleep/);
        });

        it("given work too short to start and stop in, refuses it", () => {
            assert.match(said(spans(["MON", "07:00", "07:19"])), /the probes awake for at least 20 minutes/);
            assert.deepEqual(paths(spans(["MON", "07:00", "07:20"])), []);
        });
    });

    describe("clocks", () => {
        it("given a start that a lead moves into a skipped hour, refuses it with the date", () => {
            const hours = { ...BERLIN_SUNDAYS, week: [{ days: ["SUN"], start: "03:00", end: "09:00" }] };
            assert.match(
                said(hours),
                /the database begins exists, and once \(02:30 is skipped in Europe\/Berlin on 2026-03-29\)/,
            );
        });

        it("given an end that clocks repeat, refuses it with the date", () => {
            const hours = { ...BERLIN_SUNDAYS, week: [{ days: ["SAT"], start: "18:00", end: "02:30" }] };
            assert.match(said(hours), /02:55 is skipped in Europe\/Berlin on 2026-03-29/);
        });

        it("given the same times on a day on which clocks never change, takes them", () => {
            assert.deepEqual(paths({ ...BERLIN_SUNDAYS, week: [{ days: ["MON"], start: "03:00", end: "09:00" }] }), []);
        });

        it("given an exception that ends in a repeated hour, names the exception", () => {
            const exceptions = [{ date: "2027-10-30", spans: [{ start: "20:00", end: "02:30" }], reason: "Release" }];
            assert.match(
                said({ ...OFFICE, exceptions }),
                /^exceptions\[0\]: .*02:55 comes twice in Europe\/Berlin on 2027-10-31/,
            );
        });

        it("given the same exception a week earlier, takes it", () => {
            const exceptions = [{ date: "2027-10-23", spans: [{ start: "20:00", end: "02:30" }], reason: "Release" }];
            assert.deepEqual(paths({ ...OFFICE, exceptions }), []);
        });
    });

    describe("dates", () => {
        const closed = (from: string, to?: string) => ({ ...OFFICE, closed: [{ from, to, reason: "x" }] });

        it("given an end before its beginning, refuses it", () => {
            assert.deepEqual(paths(closed("2027-05-02", "2027-05-01")), ["closed[0].to"]);
        });

        it("given a closure of 92 days, takes it, and refuses one of 93", () => {
            assert.deepEqual(paths(closed("2027-01-01", "2027-04-02")), []);
            assert.deepEqual(paths(closed("2027-01-01", "2027-04-03")), ["closed[0].to"]);
        });

        it("given two entries for one day, refuses the second", () => {
            const entries = [
                { from: "2027-05-01", to: "2027-05-03", reason: "x" },
                { from: "2027-05-03", reason: "y" },
            ];
            assert.deepEqual(workingHoursFaults({ ...OFFICE, closed: entries }), [
                { path: "closed[1]", expected: "days that no other entry closes", got: "2027-05-03" },
            ]);
        });

        it("given two exceptions for one day, refuses the second", () => {
            const one = { date: "2027-05-03", spans: [], reason: "x" };
            assert.deepEqual(paths({ ...OFFICE, exceptions: [one, { ...one, reason: "y" }] }), ["exceptions[1].date"]);
        });

        it("given an exception that runs into the next day's work, refuses it", () => {
            const exceptions = [{ date: "2027-03-18", spans: [{ start: "20:00", end: "07:01" }], reason: "x" }];
            assert.deepEqual(paths({ ...OFFICE, exceptions }), ["exceptions[0].spans"]);
        });

        it("given an exception up to the next day's work, takes both for one span", () => {
            const exceptions = [{ date: "2027-03-18", spans: [{ start: "20:00", end: "07:00" }], reason: "x" }];
            assert.deepEqual(paths({ ...OFFICE, exceptions }), []);
        });
    });

    describe("holidays", () => {
        for (const [place, good] of [
            [{ country: "DE" }, true],
            [{ country: "DE", state: "BE" }, true],
            [{ country: "DE", state: "BY", region: "A" }, true],
            [{ country: "XX" }, false],
            [{ country: "DE", state: "CA" }, false],
            [{ country: "DE", state: "BY", region: "Z" }, false],
            [{ country: "DE", region: "A" }, false],
        ] as const) {
            it(`given ${JSON.stringify(place)}, ${good ? "takes" : "refuses"} it`, () => {
                assert.deepEqual(paths({ ...OFFICE, holidays: { ...place, years: [2027] } }), good ? [] : ["holidays"]);
            });
        }
    });
});
