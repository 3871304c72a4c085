import * as assert from "node:assert/strict";
import { type WorkingHours, WorkingHoursSchedule, type WorkingHoursScheduleArgs } from "../../components";
import { assertWorkingHoursScheduleArgs } from "../../components/working-hours-schedule/arguments";
import { planOf } from "../support/plan";
import { SCHEDULE_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, STAGING } from "./support";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const OFFICE = STAGING.workingHours!;
const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI"] as const;

/** The arguments of a schedule with other hours. */
function argsWith(
    hours: Partial<WorkingHours>,
    changed: Partial<WorkingHoursScheduleArgs> = {},
): WorkingHoursScheduleArgs {
    return { ...SCHEDULE_ARGS, environment: { ...STAGING, workingHours: { ...OFFICE, ...hours } }, ...changed };
}

/** When each timer fires and for how many minutes it may try, by its name. */
async function timersOf(args: WorkingHoursScheduleArgs): Promise<Readonly<Record<string, string>>> {
    const plan = await planOf(() => {
        new WorkingHoursSchedule("hours", args);
    });
    return Object.fromEntries(
        namesOf(plan, SCHEDULE).map(name => {
            const { scheduleExpression, target } = inputsOf(plan, name);
            const { retryPolicy } = target as { retryPolicy: { maximumEventAgeInSeconds: number } };
            return [name, `${String(scheduleExpression)} for ${retryPolicy.maximumEventAgeInSeconds / 60} min`];
        }),
    );
}

const DATABASE_ALONE: Partial<WorkingHoursScheduleArgs> = { nodeGroups: [] };

describe("WorkingHoursSchedule, given its hours", () => {
    it("given a longer warm-up, starts everything but probes so much earlier, and stops as ever", async () => {
        const probes = [{ canaryName: "staging-shop" }];
        assert.deepEqual(await timersOf(argsWith({ warmUpMinutes: 60 }, { probes })), {
            "hours-start-database": "cron(0 6 ? * MON-FRI *) for 800 min",
            "hours-start-probe-shop": "cron(0 7 ? * MON-FRI *) for 715 min",
            "hours-start-workers-a5a50979": "cron(15 6 ? * MON-FRI *) for 770 min",
            "hours-stop-database": "cron(25 20 ? * MON-FRI *) for 510 min",
            "hours-stop-probe-shop": "cron(0 20 ? * MON-FRI *) for 595 min",
            "hours-stop-workers-a5a50979": "cron(10 20 ? * MON-FRI *) for 540 min",
        });
    });

    it("given two spans a day, has a timer for each time, called after it", async () => {
        const week = [
            { days: WEEKDAYS, start: "06:00", end: "10:00" },
            { days: WEEKDAYS, start: "16:00", end: "22:00" },
        ];
        assert.deepEqual(await timersOf(argsWith({ week })), {
            "hours-start-database-0530": "cron(30 5 ? * MON-FRI *) for 230 min",
            "hours-start-database-1530": "cron(30 15 ? * MON-FRI *) for 230 min",
            "hours-start-workers-a5a50979-0545": "cron(45 5 ? * MON-FRI *) for 200 min",
            "hours-start-workers-a5a50979-1545": "cron(45 15 ? * MON-FRI *) for 200 min",
            "hours-stop-database-1025": "cron(25 10 ? * MON-FRI *) for 240 min",
            "hours-stop-database-2225": "cron(25 22 ? * MON-FRI *) for 240 min",
            "hours-stop-workers-a5a50979-1010": "cron(10 10 ? * MON-FRI *) for 270 min",
            "hours-stop-workers-a5a50979-2210": "cron(10 22 ? * MON-FRI *) for 270 min",
        });
    });

    it("given two spans that touch, has the timers of one, under their plain names", async () => {
        const week = [
            { days: WEEKDAYS, start: "07:00", end: "13:00" },
            { days: WEEKDAYS, start: "13:00", end: "20:00" },
        ];
        assert.deepEqual(await timersOf(argsWith({ week })), await timersOf(argsWith({})));
    });

    it("given a night shift, stops on the day after", async () => {
        const week = [{ days: WEEKDAYS, start: "22:00", end: "06:00" }];
        assert.deepEqual(await timersOf(argsWith({ week }, DATABASE_ALONE)), {
            "hours-start-database": "cron(30 21 ? * MON-FRI *) for 470 min",
            "hours-stop-database": "cron(25 6 ? * TUE-SAT *) for 840 min",
        });
    });

    it("given the holidays of Berlin in 2027, splits the months that have one, and goes on as ever after the year", async () => {
        const holidays = { country: "DE", state: "BE", years: [2027] };
        const days = {
            "": "? * MON-FRI 1970-2026,2028-2199",
            "-2027": "? 2,4,6-12 MON-FRI 2027",
            // New Year's Day, a Friday.
            "-2027-01": "4-8,11-15,18-22,25-29 1 ? 2027",
            // International Women's Day, Good Friday, Easter Monday.
            "-2027-03": "1-5,9-12,15-19,22-25,30,31 3 ? 2027",
            // Ascension Day, Whit Monday; Labour Day is a Saturday.
            "-2027-05": "3-5,7,10-14,18-21,24-28,31 5 ? 2027",
        };
        const expected = (verb: string, clock: string, minutes: number) =>
            Object.entries(days).map(([role, rest]) => [
                `hours-${verb}-database${role}`,
                `cron(${clock} ${rest}) for ${minutes} min`,
            ]);
        assert.deepEqual(
            await timersOf(argsWith({ holidays }, DATABASE_ALONE)),
            Object.fromEntries([...expected("start", "30 6", 770), ...expected("stop", "25 20", 540)]),
        );
    });

    it("given an evening on which people test, stops at another time on that day alone", async () => {
        const exceptions = [{ date: "2027-06-17", spans: [{ start: "07:00", end: "23:00" }], reason: "Load test" }];
        const timers = await timersOf(argsWith({ exceptions }, DATABASE_ALONE));
        assert.deepEqual(timers, {
            "hours-start-database": "cron(30 6 ? * MON-FRI *) for 770 min",
            "hours-stop-database-2025": "cron(25 20 ? * MON-FRI 1970-2026,2028-2199) for 360 min",
            "hours-stop-database-2025-2027": "cron(25 20 ? 1-5,7-12 MON-FRI 2027) for 360 min",
            "hours-stop-database-2025-2027-06": "cron(25 20 1-4,7-11,14-16,18,21-25,28-30 6 ? 2027) for 360 min",
            "hours-stop-database-2325-2027-06": "cron(25 23 17 6 ? 2027) for 360 min",
        });
    });

    it("writes all of them down as one JSON document", async () => {
        const hours: WorkingHours = {
            ...OFFICE,
            holidays: { country: "DE", state: "BE", years: [2027] },
            closed: [{ from: "2027-12-27", to: "2027-12-31", reason: "Zwischen den Jahren" }],
            exceptions: [{ date: "2027-06-17", spans: [], reason: "Betriebsausflug" }],
            warmUpMinutes: 45,
        };
        const plan = await planOf(() => {
            new WorkingHoursSchedule("hours", argsWith(hours));
        });
        assert.deepEqual(JSON.parse(String(inputsOf(plan, "hours-hours")["insecureValue"])), {
            schema: "stagewright.working-hours/1",
            ...hours,
        });
    });
});

describe("WorkingHoursSchedule, given hours that are at fault", () => {
    const faultsWith = (hours: Partial<WorkingHours>, changed: object = {}) =>
        faultsOf(() => {
            assertWorkingHoursScheduleArgs("hours", { ...argsWith(hours), ...changed });
        });

    it("says where, in the environment, and what else is at fault", () => {
        assert.deepEqual(faultsWith({ week: [], warmUpMinutes: 29 }, { database: {} }), [
            "environment.workingHours.week: expected at least one span with days, start and end, got []",
            "environment.workingHours.warmUpMinutes: expected a whole number from 30 to 240, got 29",
            "database.instanceIdentifier: expected the name of a database in RDS, got nothing",
        ]);
    });

    it("given a warm-up that begins where clocks skip, says on which date", () => {
        const [fault, ...others] = faultsWith({ week: [{ days: ["SUN"], start: "03:15", end: "12:00" }] });
        assert.match(
            fault ?? "",
            /^environment\.workingHours\.week: .*the database begins.*02:45 is skipped .*2026-03-29/,
        );
        assert.deepEqual(others, []);
    });

    it("given spans that leave nodes no time to sleep in, says so, and compiles nothing", () => {
        const week = [
            { days: WEEKDAYS, start: "08:00", end: "12:00" },
            { days: WEEKDAYS, start: "12:40", end: "18:00" },
        ];
        const [fault, ...others] = faultsWith({ week });
        assert.match(
            fault ?? "",
            /^environment\.workingHours\.week: expected spans that leave the nodes asleep for at least 80/,
        );
        assert.deepEqual(others, []);
    });

    describe("by one part, and not by another", () => {
        const LUNCH = [
            { days: WEEKDAYS, start: "08:00", end: "12:00" },
            { days: WEEKDAYS, start: "14:00", end: "18:00" },
        ];
        const expected = (part: string, times: string) =>
            `environment.workingHours.week: expected spans that leave the ${part} asleep for at least 80 minutes on end, to try in and for clock changes, got "${times}"`;

        it("given only what can follow them, takes them", async () => {
            const alone = argsWith({ week: LUNCH }, { database: undefined });
            assert.deepEqual(Object.keys(await timersOf(alone)).length, 4);
        });

        it("given a database as well, says what it is too short for, and what else is at fault", () => {
            assert.deepEqual(faultsWith({ week: LUNCH }, { probes: [{ canaryName: "Shop" }] }), [
                'probes[0].canaryName: expected the name of a canary: lower-case letters, digits, dashes, underscores, got "Shop"',
                expected("database", "MON 12:25 to MON 13:30"),
            ]);
        });

        it("given several parts that cannot, names each", () => {
            const week = [LUNCH[0]!, { days: WEEKDAYS, start: "13:10", end: "18:00" }];
            assert.deepEqual(faultsWith({ week }, { probes: [{ canaryName: "staging-shop" }] }), [
                expected("database", "MON 12:25 to MON 12:40"),
                expected("nodes", "MON 12:10 to MON 12:55"),
                expected("probes", "MON 12:00 to MON 13:10"),
            ]);
        });
    });

    // Less the quotes and commas of one entry each: `{"from":"2027-01-01","reason":"..."}`.
    const OFFICE_BYTES = Buffer.byteLength(
        JSON.stringify({ schema: "stagewright.working-hours/1", ...OFFICE, closed: [] }),
    );
    const ENTRY_BYTES = Buffer.byteLength(JSON.stringify({ from: "2027-01-01", reason: "" })) + 1;
    function closedFor(bytes: number, letter = "x"): NonNullable<WorkingHours["closed"]> {
        const reason = 40;
        const left = bytes - OFFICE_BYTES + 1;
        const entries = Math.floor(left / (ENTRY_BYTES + reason));
        const rest = left - entries * (ENTRY_BYTES + reason);
        return Array.from({ length: entries }, (_, place) => ({
            from: new Date(Date.UTC(2027, 0, 1 + place)).toISOString().slice(0, 10),
            reason: place === 0 ? letter + "x".repeat(reason + rest - 1) : "x".repeat(reason),
        }));
    }

    it("given hours that just fit into a parameter, takes them; given a byte more, says so", () => {
        assert.deepEqual(faultsWith({ closed: closedFor(4096) }), []);
        const expected =
            "environment.workingHours: expected hours of at most 4096 bytes as JSON, which is what a parameter holds, got 4097";
        assert.deepEqual(faultsWith({ closed: closedFor(4097) }), [expected]);
        assert.deepEqual(faultsWith({ closed: closedFor(4096, "ü") }), [expected]);
    });

    it("given a reason that a parameter would take for the name of another, says so", () => {
        const closed = (reason: string) => ({ closed: [{ from: "2027-02-01", reason }] });
        assert.deepEqual(faultsWith(closed("{move}")), []);
        assert.deepEqual(faultsWith(closed("move {{ssm:plan}}")), [
            'environment.workingHours: expected hours without double braces, which a parameter would take for the name of another, got "{{ssm:plan}}"',
        ]);
    });

    const reserved: [environment: string, refused: boolean][] = [
        ["aws-test", true],
        ["ssm", true],
        ["awning", false],
        ["test-aws", false],
    ];
    for (const [environment, refused] of reserved) {
        it(`given an environment called ${environment}, ${refused ? "says that no parameter can be called so" : "takes it"}`, () => {
            const faults = faultsWith({}, { environment: { ...STAGING, name: environment } });
            const expected = `environment.name: expected a name that does not begin with aws or ssm, as no parameter may be called, got "${environment}"`;
            assert.deepEqual(faults, refused ? [expected] : []);
        });
    }

    it("given names that fit until holidays make them longer, says by how much", () => {
        const [group] = SCHEDULE_ARGS.nodeGroups ?? [];
        const nodeGroups = [{ ...group!, nodeGroupName: "n".repeat(37) }];
        const holidays = { country: "DE", state: "BE", years: [2027] };
        assert.deepEqual(faultsWith({}, { nodeGroups }), []);
        assert.deepEqual(faultsWith({ holidays }, { nodeGroups }), [
            `nodeGroups[0].nodeGroupName: expected a name that is shorter by 1, so that schedules can be named after it, got "${"n".repeat(37)}"`,
        ]);
        assert.deepEqual(faultsWith({ holidays }, { nodeGroups: [{ ...group!, nodeGroupName: "n".repeat(36) }] }), []);
    });

    it("given names that are too long beside other faults, says both, and nothing of a name that is none", () => {
        const [group] = SCHEDULE_ARGS.nodeGroups ?? [];
        const long = "n".repeat(45);
        const size = { minSize: 1, maxSize: 0, desiredSize: 1 };
        const changed = {
            database: { clusterIdentifier: "Orders" },
            nodeGroups: [{ ...group!, nodeGroupName: long, size }, { ...group!, nodeGroupName: "a b" }, null],
            probes: [{ canaryName: "Shop" }, { canaryName: "p".repeat(45) }, null],
        };
        assert.deepEqual(
            faultsWith({}, changed).map(fault => fault.slice(0, fault.indexOf(": "))),
            [
                "database.clusterIdentifier",
                "nodeGroups[0].size.maxSize",
                "nodeGroups[0].size.minSize",
                "nodeGroups[0].size.desiredSize",
                "nodeGroups[1].nodeGroupName",
                "nodeGroups[2]",
                "probes[0].canaryName",
                "probes[2]",
                "probes[1].canaryName",
                "nodeGroups[0].nodeGroupName",
            ],
        );
    });

    it("given a group whose plain name is that of another's split timer, says so", () => {
        const [group] = SCHEDULE_ARGS.nodeGroups ?? [];
        const nodeGroups = ["workers-2027", "workers"].map(nodeGroupName => ({ ...group!, nodeGroupName }));
        const holidays = { country: "DE", state: "BE", years: [2027] };
        assert.deepEqual(faultsWith({}, { nodeGroups }), []);
        assert.deepEqual(faultsWith({ holidays }, { nodeGroups }), [
            'nodeGroups[1].nodeGroupName: expected a name after which no other timer is called; a second schedule can take it, got "workers"',
        ]);
    });
});
