import * as assert from "node:assert/strict";
import { workingHoursFaults } from "../../hours/faults";
import { partFaults } from "../../hours/part-faults";
import type { Part } from "../../hours/parts";
import type { WorkingHours } from "../../hours/working-hours";
import { OFFICE, OFFICE_OF_2027 } from "./samples";

function paths(hours: unknown): readonly string[] {
    return workingHoursFaults(hours).map(({ path }) => path);
}

function said(hours: unknown): string {
    return workingHoursFaults(hours)
        .map(({ expected, got, path }) => `${path}: ${expected}, got ${JSON.stringify(got)}`)
        .join("\n");
}

/** What is said of a part, by its name or as whole sentences. */
function saidOf(part: Part, hours: unknown, leastMinutes = 0): string {
    assert.deepEqual(workingHoursFaults(hours), []);
    return partFaults(hours as WorkingHours, part, leastMinutes)
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
        assert.match(said(closedOn("2024-02-05")), /^week: .*\(23:30 comes twice in Asia\/Almaty on 2024-02-29\)/);
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
            assert.equal(
                said(spans(["MON,TUE", "07:00", "12:00"], ["TUE", "11:59", "18:00"])),
                'week: spans that do not overlap, got "MON,TUE 07:00-12:00 and TUE 11:59-18:00"',
            );
            assert.deepEqual(paths(spans(["TUE", "11:59", "18:00"], ["MON,TUE", "07:00", "12:00"])), ["week"]);
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
                /^week: a week that leaves people time off/,
            );
        });

        it("given any pause and any work, takes them: how much time it needs is a part's own", () => {
            assert.deepEqual(paths(spans(["MON", "07:00", "12:00"], ["MON", "12:01", "12:02"])), []);
        });

        const lunch = (end: string) => spans(["MON", "07:00", "12:00"], ["MON", end, "18:00"], ["FRI", end, "18:00"]);

        it("given a pause too short for a part to stop and start in, says which and from when to when, once a week", () => {
            // In UTC: 30 minutes of warm-up, 25 after work, and what is left.
            assert.equal(
                saidOf("database", lunch("13:14"), 20),
                'week: spans that leave the database asleep for at least 20 minutes on end, to try in and for clock changes, got "MON 12:25 to MON 12:44"',
            );
            assert.equal(saidOf("database", lunch("13:15"), 20), "");
            assert.equal(saidOf("nodes", lunch("13:14"), 20), "");
            assert.equal(saidOf("database", lunch("13:14")), "");
        });

        it("given a pause that warm-up and winding down fill for the database alone, has it awake throughout", () => {
            assert.equal(saidOf("database", lunch("12:44"), 20), "");
            assert.match(saidOf("nodes", lunch("12:44"), 20), /the nodes asleep .* "MON 12:10 to MON 12:29"$/);
        });

        it("given work too short to start and stop in, says so, and of the pause beside it too", () => {
            assert.match(saidOf("probes", spans(["MON", "07:00", "07:19"]), 20), /the probes awake for at least 20/);
            assert.equal(saidOf("probes", spans(["MON", "07:00", "07:20"]), 20), "");
            const both = saidOf("probes", spans(["MON", "07:00", "07:19"], ["MON", "07:30", "18:00"]), 20).split("\n");
            assert.deepEqual(
                both.map(line => line.slice(line.indexOf("got "))),
                ['got "MON 07:00 to MON 07:19"', 'got "MON 07:19 to MON 07:30"'],
            );
        });

        it("given a week that leaves a part no time to sleep, says by how much its day is longer", () => {
            const hours = spans(["MON,TUE,WED,THU,FRI,SAT,SUN", "08:55", "08:00"]);
            assert.equal(
                saidOf("database", hours),
                'week: a week that leaves the database time to sleep: its day begins 30 minutes before work and ends 25 after, got "08:55-08:00"',
            );
            assert.equal(saidOf("nodes", hours), "");
            assert.equal(saidOf("database", spans(["MON,TUE,WED,THU,FRI,SAT,SUN", "08:56", "08:00"])), "");
        });

        it("given a date that leaves a part too little time, names the entry and the moments, and not the week", () => {
            const exceptions = (end: string) => [
                { date: "2027-03-16", spans: [], reason: "x" },
                { date: "2027-03-18", spans: [{ start: "07:00", end }], reason: "y" },
            ];
            const of = (end: string) => saidOf("probes", { ...OFFICE, exceptions: exceptions(end) }, 80);
            assert.match(of("08:19"), /^exceptions\[1\]: .*80 minutes.* got "2027-03-18T07:00 to 2027-03-18T08:19"$/);
            assert.equal(of("08:20"), "");
            assert.match(of("05:59"), /^exceptions\[1\]: .*asleep.* got "2027-03-19T05:59 to 2027-03-19T07:00"$/);
        });

        it("given a week that leaves too little, names it and no date beside", () => {
            const closed = [{ from: "2027-03-01", reason: "x" }];
            assert.match(saidOf("database", { ...lunch("13:14"), closed }, 20), /^week: [^\n]*$/);
        });

        it("given work that only the days looked at cut off, finds nothing too short", () => {
            const over = (before: string, after: string) => ({
                timeZone: "UTC",
                week: [
                    { days: [before], start: "23:50", end: "00:00" },
                    { days: [after], start: "00:00", end: "00:10" },
                ],
            });
            for (const date of ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-06", "2027-03-07"]) {
                const closed = [{ from: date, reason: "x" }];
                assert.equal(
                    saidOf("probes", { ...over("THU", "FRI"), closed }, 20).includes("2027"),
                    date === "2027-03-04",
                );
            }
        });

        it("given a night whose second half a closed day or a holiday leaves alone, names what closes the first", () => {
            const week = [
                { days: ["WED"], start: "23:00", end: "00:00" },
                { days: ["THU"], start: "00:00", end: "00:10" },
            ];
            const nights = { timeZone: "UTC", week };
            assert.equal(saidOf("probes", nights, 20), "");
            const closed = [
                { from: "2027-06-01", reason: "x" },
                { from: "2027-05-05", reason: "y" },
            ];
            assert.match(
                saidOf("probes", { ...nights, closed }, 20),
                /^closed\[1\]: .*"2027-05-06T00:00 to 2027-05-06T00:10"$/,
            );
            // Juneteenth is a Wednesday.
            const holidays = { country: "US", years: [2024] };
            assert.match(saidOf("probes", { ...nights, holidays }, 20), /^holidays: .*"2024-06-20T00:00/);
        });
    });

    describe("clocks", () => {
        it("given a start that a lead moves into a skipped hour, refuses it with the date", () => {
            const hours = { ...BERLIN_SUNDAYS, week: [{ days: ["SUN"], start: "03:00", end: "09:00" }] };
            assert.match(
                saidOf("database", hours),
                /the database begins exists, and once \(02:30 is skipped in Europe\/Berlin on 2026-03-29\)/,
            );
        });

        it("given an end that clocks repeat, refuses it with the date", () => {
            const hours = { ...BERLIN_SUNDAYS, week: [{ days: ["SAT"], start: "18:00", end: "02:30" }] };
            assert.match(said(hours), /work ends exists, and once \(02:30 is skipped in Europe\/Berlin on 2026-03-29/);
        });

        it("given the same times on a day on which clocks never change, takes them", () => {
            assert.deepEqual(paths({ ...BERLIN_SUNDAYS, week: [{ days: ["MON"], start: "03:00", end: "09:00" }] }), []);
        });

        it("given an exception that ends in a repeated hour, names the exception", () => {
            const exceptions = [{ date: "2027-10-30", spans: [{ start: "20:00", end: "02:30" }], reason: "Release" }];
            assert.match(
                said({ ...OFFICE, exceptions }),
                /^exceptions\[0\]: .*02:30 comes twice in Europe\/Berlin on 2027-10-31/,
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
            assert.equal(
                said(closed("2027-05-02", "2027-05-01")),
                'closed[0].to: a date not before 2027-05-02, got "2027-05-01"',
            );
        });

        it("given a closure of 92 days, takes it, and refuses one of 93", () => {
            assert.deepEqual(paths(closed("2027-01-01", "2027-04-02")), []);
            assert.equal(
                said(closed("2027-01-01", "2027-04-03")),
                'closed[0].to: at most 92 days: an environment that nobody needs for longer is better destroyed, got "2027-04-03"',
            );
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
            assert.equal(
                said({ ...OFFICE, exceptions: [one, { ...one, reason: "y" }] }),
                'exceptions[1].date: a date that no other exception has, got "2027-05-03"',
            );
        });

        it("given an exception that runs into the next day's work, refuses it", () => {
            const exceptions = [{ date: "2027-03-18", spans: [{ start: "20:00", end: "07:01" }], reason: "x" }];
            assert.equal(
                said({ ...OFFICE, exceptions }),
                'exceptions[0].spans: spans that overlap neither one another nor those of the day before and after (at 2027-03-19T07:00), got "20:00-07:01"',
            );
        });

        it("given an exception whose own spans overlap, in whatever order, says where", () => {
            const spans = [
                { start: "12:00", end: "14:00" },
                { start: "08:00", end: "12:01" },
            ];
            assert.match(
                said({ ...OFFICE, exceptions: [{ date: "2027-03-18", spans, reason: "x" }] }),
                /\(at 2027-03-18T12:00\), got "12:00-14:00 and 08:00-12:01"$/,
            );
        });

        it("given an exception up to the next day's work, takes both for one span", () => {
            const exceptions = [{ date: "2027-03-18", spans: [{ start: "20:00", end: "07:00" }], reason: "x" }];
            assert.deepEqual(paths({ ...OFFICE, exceptions }), []);
        });
    });

    describe("days", () => {
        for (const [from, good] of [
            ["2019-12-31", false],
            ["2020-01-01", true],
            ["2099-12-31", true],
            ["2100-01-01", false],
            ["2028-02-29", true],
            ["2027-02-29", false],
            ["2027-2-01", false],
            ["2027-02-011", false],
            ["02027-02-01", false],
            ["2027-02-01T00:00", false],
        ] as const) {
            it(`given ${from}, ${good ? "takes" : "refuses"} it`, () => {
                assert.deepEqual(paths({ ...OFFICE, closed: [{ from, reason: "x" }] }), good ? [] : ["closed[0].from"]);
            });
        }

        it("given a zone that is no text, refuses it", () => {
            assert.match(
                said({ ...OFFICE, timeZone: 7 }),
                /^timeZone: an IANA time zone such as Europe\/Berlin, got 7$/,
            );
        });

        it("given a field that a span does not have, names it in its place", () => {
            const week = [{ ...OFFICE.week[0], until: "20:00" }];
            assert.equal(said({ ...OFFICE, week }), 'week[0].until: no such field, got "20:00"');
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
                const holidays = { ...place, years: [2027] };
                const expected = "a country, state and region that the package date-holidays knows";
                assert.deepEqual(
                    workingHoursFaults({ ...OFFICE, holidays }),
                    good ? [] : [{ path: "holidays", expected, got: holidays }],
                );
            });
        }
    });
});
