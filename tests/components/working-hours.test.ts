import * as assert from "node:assert/strict";
import { Cron } from "croner";
import * as fc from "fast-check";
import { DateTime } from "luxon";
import { clockChangeOf, clockChanges, largestClockChangeMinutes } from "../../components/clock-changes";
import { longestSleepMinutes, TIMERS, timetableFaults, timetableOf, type TimerName } from "../../components/timetable";
import { momentOf, retryWindowSeconds, schedulerExpression, strideDays } from "../../components/week-plan";
import {
    minuteOfDay,
    WEEKDAYS,
    type Weekday,
    type WorkingHours,
    workingHoursFaults,
} from "../../components/working-hours";

const OFFICE: WorkingHours = {
    timeZone: "Europe/Berlin",
    days: ["MON", "TUE", "WED", "THU", "FRI"],
    start: "08:00",
    end: "19:00",
};
const SUNDAY: WorkingHours = { ...OFFICE, days: ["SUN"] };
const faultsOf = (hours: object) =>
    workingHoursFaults({ ...OFFICE, ...hours }, "hours").map(
        ({ propertyPath, reason }) => `${propertyPath}: ${reason}`,
    );

describe("workingHoursFaults", () => {
    const good: [given: string, hours: object][] = [
        ["a common office week", {}],
        ["the first and the last minute of a day", { timeZone: "UTC", start: "00:00", end: "23:59" }],
        ["a single minute of work", { start: "08:00", end: "08:01" }],
        ["every day of the week", { days: [...WEEKDAYS] }],
        ["days in another order", { days: ["FRI", "MON"] }],
        ["a zone of three parts", { timeZone: "America/Argentina/Buenos_Aires" }],
        ["a zone at a quarter of an hour", { timeZone: "Asia/Kathmandu" }],
        ["a time that clocks skip, on a day on which they never do", { start: "02:30" }],
        ["the first minute after clocks were put forward", { ...SUNDAY, start: "03:00" }],
        ["the last minute before clocks are put forward", { ...SUNDAY, start: "01:59" }],
    ];
    for (const [given, hours] of good) {
        it(`given ${given}, finds nothing`, () => {
            assert.deepEqual(faultsOf(hours), []);
        });
    }

    const time = "expected a time of day from 00:00 to 23:59, written HH:MM";
    const zone = "hours.timeZone: expected an IANA time zone such as Europe/Berlin";
    const once = "expected a time that exists once on every working day";
    it("given no hours, or something beside them, says so", () => {
        const reasons = (hours: unknown) =>
            workingHoursFaults(hours as WorkingHours, "hours").map(
                ({ propertyPath, reason }) => `${propertyPath}: ${reason}`,
            );
        assert.deepEqual(reasons(null), ["hours: expected an object with timeZone, days, start, end, got null"]);
        assert.deepEqual(reasons({ ...OFFICE, holidays: [] }), [
            "hours.holidays: expected one of the arguments timeZone, days, start, end, got []",
        ]);
    });

    const bad: [given: string, hours: object, faults: string[]][] = [
        ["a zone that does not exist", { timeZone: "Europe/Bonn" }, [`${zone}, got "Europe/Bonn"`]],
        [
            "a zone in small letters, which AWS may not know",
            { timeZone: "europe/berlin" },
            [`${zone}, got "europe/berlin"`],
        ],
        ["an offset for a zone", { timeZone: "+01:00" }, [`${zone}, got "+01:00"`]],
        ["no zone", { timeZone: undefined }, [`${zone}, got nothing`]],
        [
            "no days",
            { days: [] },
            [
                "hours.days: expected at least one of the days of MON, TUE, WED, THU, FRI, SAT, SUN, each at most once, got []",
            ],
        ],
        [
            "a day twice",
            { days: ["MON", "MON"] },
            ['hours.days[1]: expected days of MON, TUE, WED, THU, FRI, SAT, SUN, each at most once, got "MON"'],
        ],
        [
            "a day that is none",
            { days: ["MON", "Tuesday"] },
            ['hours.days[1]: expected days of MON, TUE, WED, THU, FRI, SAT, SUN, each at most once, got "Tuesday"'],
        ],
        [
            "days that are no list",
            { days: "MON" },
            [
                'hours.days: expected at least one of the days of MON, TUE, WED, THU, FRI, SAT, SUN, each at most once, got "MON"',
            ],
        ],
        [
            "times that are none",
            { start: "8:00", end: "24:00" },
            [`hours.start: ${time}, got "8:00"`, `hours.end: ${time}, got "24:00"`],
        ],
        ["a minute that is none", { end: "19:60" }, [`hours.end: ${time}, got "19:60"`]],
        [
            "an end at the start",
            { end: "08:00" },
            ['hours.end: expected a time later on the same day than the start, 08:00, got "08:00"'],
        ],
        [
            "an end after midnight",
            { start: "20:00", end: "04:00" },
            ['hours.end: expected a time later on the same day than the start, 20:00, got "04:00"'],
        ],
        [
            "a start that clocks skip",
            { ...SUNDAY, start: "02:30" },
            [`hours.start: ${once} (02:30 is skipped in Europe/Berlin on 2026-03-29), got "02:30"`],
        ],
        [
            "the first minute that clocks skip",
            { ...SUNDAY, start: "02:00" },
            [`hours.start: ${once} (02:00 is skipped in Europe/Berlin on 2026-03-29), got "02:00"`],
        ],
        [
            "the last minute that clocks skip",
            { ...SUNDAY, start: "02:59" },
            [`hours.start: ${once} (02:59 is skipped in Europe/Berlin on 2026-03-29), got "02:59"`],
        ],
        [
            "a start that clocks skip at midnight",
            { timeZone: "Africa/Cairo", start: "00:30" },
            [`hours.start: ${once} (00:30 is skipped in Africa/Cairo on 2026-04-24), got "00:30"`],
        ],
        [
            "half an hour that comes twice",
            { timeZone: "Australia/Lord_Howe", days: ["SUN"], start: "01:45" },
            [`hours.start: ${once} (01:45 comes twice in Australia/Lord_Howe on 2026-04-05), got "01:45"`],
        ],
    ];
    for (const [given, hours, faults] of bad) {
        it(`given ${given}, says so`, () => {
            assert.deepEqual(faultsOf(hours), faults);
        });
    }
});

describe("clockChanges", () => {
    it("given a zone of Europe, finds both changes of every year", () => {
        const changes = clockChanges("Europe/Berlin");
        assert.equal(changes.length, 22);
        const [spring, autumn] = changes.map(({ localMinute, shiftMinutes }) => [
            new Date(localMinute * 60_000).toISOString(),
            shiftMinutes,
        ]);
        assert.deepEqual(
            [spring, autumn],
            [
                ["2026-03-29T02:00:00.000Z", 60],
                ["2026-10-25T03:00:00.000Z", -60],
            ],
        );
    });

    const largest: [zone: string, minutes: number][] = [
        ["UTC", 0],
        ["Asia/Tokyo", 0],
        ["Europe/Berlin", 60],
        ["Australia/Lord_Howe", 30],
        ["Antarctica/Troll", 120],
    ];
    for (const [zone, minutes] of largest) {
        it(`given ${zone}, moves clocks by at most ${minutes} minutes`, () => {
            assert.equal(largestClockChangeMinutes(zone), minutes);
        });
    }

    it("agrees with luxon, which is asked for each half hour of three years of Sundays", () => {
        const zone = "America/New_York";
        for (let minute = 0; minute < 24 * 60; minute += 30) {
            const odd = new Set<string>();
            for (let day = DateTime.utc(2026, 1, 4); day.year < 2029; day = day.plus({ weeks: 1 })) {
                const { year, month, day: date } = day;
                const local = DateTime.fromObject(
                    { year, month, day: date, hour: Math.floor(minute / 60), minute: minute % 60 },
                    { zone },
                );
                const kept = local.hour * 60 + local.minute === minute;
                if (!kept || local.getPossibleOffsets().length > 1) odd.add(day.toFormat("yyyy-MM-dd"));
            }
            assert.equal(clockChangeOf(zone, ["SUN"], minute) !== undefined, odd.size > 0, String(minute));
        }
    });
});

describe("momentOf and schedulerExpression", () => {
    const cases: [given: string, hours: object, edge: "start" | "end", offset: number, expression: string][] = [
        ["the start of an office week", {}, "start", 0, "cron(0 8 ? * MON-FRI *)"],
        ["a lead before it", {}, "start", -45, "cron(15 7 ? * MON-FRI *)"],
        ["a lead into the day before", { start: "00:10" }, "start", -30, "cron(40 23 ? * MON,TUE,WED,THU,SUN *)"],
        ["a lead from Monday into Sunday", { days: ["MON"], start: "00:00" }, "start", -1, "cron(59 23 ? * SUN *)"],
        ["a lag into the day after", { end: "23:50" }, "end", 15, "cron(5 0 ? * TUE-SAT *)"],
        ["a lag from Sunday into Monday", { days: ["SUN"], end: "23:50" }, "end", 15, "cron(5 0 ? * MON *)"],
        ["two days side by side", { days: ["SAT", "FRI"] }, "end", 0, "cron(0 19 ? * FRI,SAT *)"],
        ["three days apart", { days: ["MON", "WED", "FRI"] }, "end", 0, "cron(0 19 ? * MON,WED,FRI *)"],
        [
            "days that end with Sunday, which AWS counts first",
            { days: ["FRI", "SAT", "SUN"] },
            "end",
            0,
            "cron(0 19 ? * FRI,SAT,SUN *)",
        ],
        ["every day", { days: [...WEEKDAYS] }, "end", 0, "cron(0 19 ? * * *)"],
    ];
    for (const [given, hours, edge, offset, expression] of cases) {
        it(`given ${given}, write ${expression}`, () => {
            assert.equal(schedulerExpression(momentOf({ ...OFFICE, ...hours }, edge, offset)), expression);
        });
    }
});

describe("strideDays", () => {
    const cases: [days: readonly Weekday[], shortest: number, longest: number][] = [
        [OFFICE.days, 1, 3],
        [[...WEEKDAYS], 1, 1],
        [["MON"], 7, 7],
        [["SUN"], 7, 7],
        [["TUE", "FRI"], 3, 4],
        [["SUN", "MON"], 1, 6],
    ];
    for (const [days, shortest, longest] of cases) {
        it(`given ${days.join(", ")}, count ${shortest} to ${longest}`, () => {
            assert.deepEqual(strideDays(days), { shortest, longest });
        });
    }
});

describe("retryWindowSeconds", () => {
    it("given a night, ends before the morning by a margin and by a change of clocks", () => {
        assert.equal(retryWindowSeconds("UTC", 12 * 60), (12 * 60 - 5) * 60);
        assert.equal(retryWindowSeconds("Europe/Berlin", 12 * 60), (12 * 60 - 60 - 5) * 60);
    });

    it("given more than a day, stays at what EventBridge Scheduler takes", () => {
        assert.equal(retryWindowSeconds("UTC", 24 * 60 + 5), 86_400);
        assert.equal(retryWindowSeconds("UTC", 24 * 60 + 4), 86_340);
        assert.equal(retryWindowSeconds("UTC", 48 * 60), 86_400);
    });

    it("given too little time to try in, gives nothing", () => {
        assert.equal(retryWindowSeconds("UTC", 20), 15 * 60);
        assert.equal(retryWindowSeconds("UTC", 19), undefined);
        assert.equal(retryWindowSeconds("UTC", -1), undefined);
    });
});

describe("timetableFaults", () => {
    it("given an office week, finds nothing", () => {
        assert.deepEqual(timetableFaults(OFFICE, 30, "hours"), []);
    });

    it("given a lead that lands where clocks skip, says which timer would not fire", () => {
        const faults = timetableFaults({ ...SUNDAY, start: "03:15" }, 30, "hours");
        assert.deepEqual(faults, [
            {
                propertyPath: "hours.start",
                reason: 'expected a time for which start-database falls on a time that exists once on each of its days (02:45 is skipped in Europe/Berlin on 2026-03-29), got "03:15"',
            },
        ]);
    });

    it("given a database that would stop where clocks skip, says so", () => {
        const [fault] = timetableFaults({ ...SUNDAY, start: "00:30", end: "01:50" }, 20, "hours");
        assert.equal(fault?.propertyPath, "hours.end");
        assert.match(fault.reason, /stop-database .* \(02:05 is skipped/);
    });

    it("given work till late and again from early on, refuses a stop that would fall into the next day's work", () => {
        const hours: WorkingHours = { timeZone: "UTC", days: ["SAT", "SUN"], start: "00:00", end: "23:59" };
        assert.deepEqual(
            timetableFaults(hours, 240, "hours").map(({ propertyPath }) => propertyPath),
            ["hours.end"],
        );
        assert.deepEqual(timetableFaults({ ...hours, days: ["FRI", "SUN"] }, 240, "hours"), []);
    });

    // From the stop at 23:00 + 15 to the start of the next day less the lead there must be 15 minutes and the margin of 5.
    const nights: [start: string, faulty: boolean][] = [
        ["00:05", false],
        ["00:04", true],
    ];
    for (const [start, faulty] of nights) {
        it(`given a night that ends for a start at ${start}, ${faulty ? "refuses it" : "takes it"}`, () => {
            const hours: WorkingHours = { timeZone: "UTC", days: [...WEEKDAYS], start, end: "23:00" };
            const paths = timetableFaults(hours, 30, "hours").map(({ propertyPath }) => propertyPath);
            assert.deepEqual(paths, faulty ? ["hours.end"] : []);
        });
    }
});

describe("timetableFaults, given a short day", () => {
    // Nodes run from 15 minutes after the database, which starts 20 minutes before work, to its end.
    const days: [end: string, faulty: boolean][] = [
        ["08:15", false],
        ["08:14", true],
    ];
    for (const [end, faulty] of days) {
        it(`given one that ends at ${end}, ${faulty ? "refuses it" : "takes it"}`, () => {
            const faults = timetableFaults({ ...OFFICE, timeZone: "UTC", start: "08:00", end }, 20, "hours");
            const reason = `expected a time that leaves room between start-nodes and stop-nodes, on the night of a clock change too: 15 minutes to try in and a margin, got "${end}"`;
            assert.deepEqual(faults, faulty ? [{ propertyPath: "hours.end", reason }] : []);
        });
    }
});

describe("longestSleepMinutes", () => {
    it("given an office week, counts from Friday's stop to Monday's start", () => {
        assert.equal(longestSleepMinutes(OFFICE, 30), 2 * 24 * 60 + (4 * 60 + 45) + (7 * 60 + 30));
    });

    it("given one day a week, counts six days and a night", () => {
        assert.equal(longestSleepMinutes({ ...OFFICE, days: ["MON"] }, 30), 7 * 24 * 60 - (11 * 60 + 45));
    });
});

describe("timetableOf", () => {
    const hoursOf = fc
        .record({
            timeZone: fc.constantFrom(
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "America/Sao_Paulo",
                "Africa/Cairo",
                "Pacific/Chatham",
                "Asia/Jerusalem",
            ),
            days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
            from: fc.nat(24 * 60 - 2),
            length: fc.integer({ min: 1, max: 24 * 60 }),
        })
        .filter(({ from, length }) => from + length < 24 * 60)
        .map(({ timeZone, days, from, length }): WorkingHours => ({
            timeZone,
            days,
            start: clock(from),
            end: clock(from + length),
        }));
    const lead = fc.integer({ min: 20, max: 240 });
    const isGood = (hours: WorkingHours, leadMinutes: number) =>
        workingHoursFaults(hours, "h").length === 0 && timetableFaults(hours, leadMinutes, "h").length === 0;

    it("given hours that were refused, throws rather than making a timer that AWS would refuse", () => {
        const hours: WorkingHours = { ...OFFICE, timeZone: "UTC", start: "08:00", end: "08:14" };
        assert.throws(() => timetableOf(hours, 20), /^RangeError: working hours leave no time to try start-nodes in$/);
    });

    const year = fc.integer({ min: 2026, max: 2035 });

    it("given any good week, fires when it should, all through a year that an independent cron library reads", () => {
        fc.assert(
            fc.property(hoursOf, lead, year, (hours, leadMinutes, inYear) => {
                fc.pre(isGood(hours, leadMinutes));
                const timetable = timetableOf(hours, leadMinutes);
                for (const name of TIMERS) {
                    const { expression } = timetable[name];
                    const emitted = firings(expression, hours.timeZone, inYear).map(iso);
                    assert.deepEqual(emitted, intended(hours, leadMinutes, name, inYear), `${name} ${expression}`);
                }
            }),
            { numRuns: 30 },
        );
    });

    it("given any good week, starts database before nodes, stops it after them, and gives up before the opposite", () => {
        fc.assert(
            fc.property(hoursOf, lead, year, (hours, leadMinutes, inYear) => {
                fc.pre(isGood(hours, leadMinutes));
                const timetable = timetableOf(hours, leadMinutes);
                const week = TIMERS.flatMap(name =>
                    firings(timetable[name].expression, hours.timeZone, inYear).map(at => ({ name, at })),
                ).sort((left, right) => left.at - right.at);
                const first = week.findIndex(({ name }) => name === "start-database");
                week.slice(first).forEach(({ name, at }, index, all) => {
                    assert.equal(name, TIMERS[index % TIMERS.length], iso(at));
                    const opposite = all.slice(index + 1).find(other => other.name === OPPOSITES[name]);
                    const givesUp = at + timetable[name].retrySeconds * 1000;
                    assert.ok(opposite === undefined || givesUp < opposite.at, `${name} at ${iso(at)}`);
                    assert.ok(timetable[name].retrySeconds >= 15 * 60 && timetable[name].retrySeconds <= 86_400);
                });
            }),
            { numRuns: 30 },
        );
    });

    it("given any week with a day of work, sleeps less than the seven days after which AWS starts a database by itself", () => {
        fc.assert(
            fc.property(hoursOf, lead, (hours, leadMinutes) => {
                fc.pre(isGood(hours, leadMinutes));
                assert.ok(longestSleepMinutes(hours, leadMinutes) < 7 * 24 * 60);
            }),
        );
    });
});

const OPPOSITES: Readonly<Record<TimerName, TimerName>> = {
    "start-database": "stop-database",
    "start-nodes": "stop-nodes",
    "stop-nodes": "start-nodes",
    "stop-database": "start-database",
};

function iso(milliseconds: number): string {
    return new Date(milliseconds).toISOString();
}

function clock(minutes: number): string {
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** When an expression of EventBridge Scheduler fires in a year, as croner reads it. */
function firings(expression: string, timezone: string, year: number): readonly number[] {
    const [minute, hour, , month, day] = expression.slice("cron(".length, -1).split(" ");
    const cron = new Cron(`${minute} ${hour} * ${month} ${day}`, { timezone, paused: true });
    const fired: number[] = [];
    const end = Date.UTC(year + 1, 0, 1);
    for (
        let at = cron.nextRun(new Date(Date.UTC(year, 0, 1) - 1));
        at !== null && at.getTime() < end;
        at = cron.nextRun(at)
    ) {
        fired.push(at.getTime());
    }
    return fired;
}

/** When a timer should fire in a year: day by day on the wall's clock, from the hours themselves. */
function intended(hours: WorkingHours, leadMinutes: number, name: TimerName, year: number): readonly string[] {
    const wanted: string[] = [];
    const minute = {
        "start-database": minuteOfDay(hours.start) - leadMinutes,
        "start-nodes": minuteOfDay(hours.start) - leadMinutes + 15,
        "stop-nodes": minuteOfDay(hours.end),
        "stop-database": minuteOfDay(hours.end) + 15,
    }[name];
    for (
        let day = DateTime.utc(year, 1, 1).minus({ days: 2 });
        day.year <= year || (day.month === 1 && day.day < 4);
        day = day.plus({ days: 1 })
    ) {
        if (!hours.days.includes(WEEKDAYS[day.weekday - 1]!)) continue;
        const wall = day.plus({ minutes: minute });
        const at = wall.setZone(hours.timeZone, { keepLocalTime: true }).toUTC();
        if (at.year === year) wanted.push(iso(at.toMillis()));
    }
    return wanted;
}
