import * as assert from "node:assert/strict";
import { createRequire } from "node:module";
import type * as pulumi from "@pulumi/pulumi";
import { Database, type WorkingHours, WorkingHoursSchedule, type WorkingHoursScheduleArgs } from "../../components";
import { longClosures } from "../../components/working-hours-schedule/long-closures";
import { planOf, resource } from "../support/plan";
import { PROVISIONED } from "./database-support";
import { RESTOP_DEFINITION, RESTOP_PLAN } from "./expected/working-hours-restop";
import { SCHEDULE_PLAN } from "./expected/working-hours-schedule";
import { judged } from "./judged";
import { SCHEDULE_ARGS } from "./samples";
import { CallError, type Run, runStates } from "./states-language";
import { inputsOf, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

/** The validator comes without types. */
const validate = createRequire(__filename)("asl-validator") as (definition: object) => {
    readonly isValid: boolean;
    errorsText(): string;
};

const OFFICE = STAGING.workingHours!;
const SUMMER = { from: "2027-08-02", to: "2027-08-22", reason: "Summer" };
const CHRISTMAS = { from: "2027-12-24", to: "2028-01-02", reason: "Between the years" };
const LONG: WorkingHours = { ...OFFICE, closed: [SUMMER, CHRISTMAS] };

function argsWith(workingHours: WorkingHours, changed: object = {}): WorkingHoursScheduleArgs {
    return { ...SCHEDULE_ARGS, environment: { ...STAGING, workingHours }, ...changed };
}

const planWith = (workingHours: WorkingHours, changed: object = {}) =>
    planOf(() => {
        new WorkingHoursSchedule("hours", argsWith(workingHours, changed));
    });

const definitionFor = async (workingHours: WorkingHours, changed: object = {}) =>
    String(inputsOf(await planWith(workingHours, changed), "hours-restop")["definition"]);

describe("longClosures", () => {
    const text = (hours: WorkingHours) =>
        longClosures(hours).map(({ from, to }) => [from, to].map(minute => new Date(minute * 60_000).toISOString()));

    it("given weeks without work, finds each from the last stop to the first start, in UTC", () => {
        assert.deepEqual(text(LONG), [
            ["2027-07-30T18:25:00.000Z", "2027-08-23T04:30:00.000Z"],
            ["2027-12-23T19:25:00.000Z", "2028-01-03T05:30:00.000Z"],
        ]);
    });

    it("given a week without work, finds it over the two weekends around it; given four days of it, nothing", () => {
        const week = { from: "2027-08-02", to: "2027-08-06", reason: "Move" };
        assert.equal(longClosures({ ...OFFICE, closed: [week] }).length, 1);
        assert.deepEqual(longClosures({ ...OFFICE, closed: [{ ...week, to: "2027-08-05" }] }), []);
    });

    it("given a long closure with a day of work in it, finds what is left on both sides of it", () => {
        const exceptions = [{ date: "2027-08-11", spans: [{ start: "09:00", end: "12:00" }], reason: "Release" }];
        assert.deepEqual(text({ ...OFFICE, closed: [SUMMER], exceptions }), [
            ["2027-07-30T18:25:00.000Z", "2027-08-11T06:30:00.000Z"],
            ["2027-08-11T10:25:00.000Z", "2027-08-23T04:30:00.000Z"],
        ]);
    });

    // Asleep from 11:30 of the one Wednesday to half an hour before work of the next.
    const weeks: [given: string, timeZone: string, dates: [string, string], start: string, found: number][] = [
        ["seven days", "UTC", ["2027-06-02", "2027-06-09"], "12:00", 1],
        ["a minute less", "UTC", ["2027-06-02", "2027-06-09"], "11:59", 0],
        ["seven days and a change of clocks", "Europe/Berlin", ["2027-10-27", "2027-11-03"], "11:00", 1],
        ["a minute less and a change of clocks", "Europe/Berlin", ["2027-10-27", "2027-11-03"], "10:59", 0],
    ];
    for (const [given, timeZone, [before, after], start, found] of weeks) {
        it(`given ${given}, finds ${found === 0 ? "nothing" : "it"}`, () => {
            const hours: WorkingHours = {
                timeZone,
                week: [{ days: ["WED"], start: "10:00", end: "20:00" }],
                exceptions: [
                    { date: before, spans: [{ start: "08:00", end: "11:05" }], reason: "Short" },
                    { date: after, spans: [{ start, end: "20:00" }], reason: "Late" },
                ],
            };
            assert.equal(longClosures(hours).length, found);
        });
    }

    it("given work for nine days on end, finds nothing: the database is awake for so long", () => {
        const exceptions = Array.from({ length: 9 }, (_, day) => ({
            date: `2027-06-${String(day + 10)}`,
            spans: [{ start: "00:00", end: "00:00" }],
            reason: "Migration",
        }));
        assert.deepEqual(longClosures({ ...OFFICE, exceptions }), []);
    });

    it("given one working day a week, finds nothing in any year", () => {
        assert.deepEqual(longClosures({ ...OFFICE, week: [{ days: ["SUN"], start: "12:00", end: "13:00" }] }), []);
    });
});

describe("WorkingHoursSchedule, given weeks without work", () => {
    it("declares what stops the database again, beside what it declares anyway", async () => {
        const plan = wholePlan(await planWith(LONG));
        const found = Object.keys(plan).filter(name => name in RESTOP_PLAN || !(name in SCHEDULE_PLAN));
        const timers = found.filter(name => /^hours-(start|stop)-/.test(name));
        assert.equal(timers.length, 12);
        assert.deepEqual(
            Object.fromEntries(found.filter(name => !timers.includes(name)).map(name => [name, plan[name]])),
            RESTOP_PLAN,
        );
    });

    it("tags all of it", async () => {
        const tags = tagsByName(await planWith(LONG));
        for (const name of ["restarted", "restarted-role", "restop", "restop-role", "restop-failed"]) {
            assert.deepEqual(tags[`hours-${name}`], tagsOf(STAGING, `hours-${name}`));
        }
    });

    it("begins no run before the run may do what it does, and loses no event", async () => {
        const plan = await planWith(LONG);
        const after = (name: string) => resource(plan, name).dependencies.map(urn => urn.split("::").at(-1));
        assert.ok(after("hours-restop").includes("hours-restop-permissions"));
        assert.ok(after("hours-restarted-target").includes("hours-restarted-permissions"));
        assert.ok(after("hours-restarted-target").includes("hours-failures-policy"));
    });

    it("given one instance in place of a cluster, listens for that, and may nothing else", async () => {
        const plan = await planWith(LONG, { database: { instanceIdentifier: "staging-reports" } });
        const pattern = JSON.parse(String(inputsOf(plan, "hours-restarted")["eventPattern"])) as object;
        assert.deepEqual(pattern, {
            source: ["aws.rds"],
            "detail-type": ["RDS DB Instance Event"],
            detail: { EventID: ["RDS-EVENT-0154"], SourceIdentifier: ["staging-reports"] },
        });
        const { Statement } = JSON.parse(String(inputsOf(plan, "hours-restop-permissions")["policy"])) as {
            Statement: unknown;
        };
        assert.deepEqual(Statement, [
            {
                Sid: "LookAndStop",
                Effect: "Allow",
                Action: ["rds:DescribeDBInstances", "rds:StopDBInstance"],
                Resource: "arn:aws:rds:eu-central-1:111122223333:db:staging-reports",
            },
        ]);
        const { States } = JSON.parse(String(inputsOf(plan, "hours-restop")["definition"])) as {
            States: Record<string, object>;
        };
        const { Look, Stop } = RESTOP_DEFINITION.States;
        const Parameters = { DbInstanceIdentifier: "staging-reports" };
        const call = "arn:aws:states:::aws-sdk:rds:";
        assert.deepEqual(States["Look"], {
            ...Look,
            Parameters,
            Resource: `${call}describeDBInstances`,
            ResultSelector: { "status.$": "$.DbInstances[0].DbInstanceStatus" },
        });
        assert.deepEqual(States["Stop"], { ...Stop, Parameters, Resource: `${call}stopDBInstance` });
    });

    it("given nobody to tell, makes no alarm", async () => {
        const plan = wholePlan(await planWith(LONG, { alerts: undefined }));
        assert.ok("hours-restop" in plan && !("hours-restop-failed" in plan));
    });

    const without: [given: string, hours: WorkingHours, changed: object][] = [
        ["a closure of six days", { ...OFFICE, closed: [{ ...SUMMER, from: "2027-08-03", to: "2027-08-06" }] }, {}],
        ["the holidays of a year", { ...OFFICE, holidays: { country: "DE", state: "BE", years: [2027] } }, {}],
        ["weeks without work and no database", LONG, { database: undefined }],
    ];
    for (const [given, hours, changed] of without) {
        it(`given ${given}, makes nothing that stops a database again`, async () => {
            const plan = await planWith(hours, changed);
            const types = plan.resources.map(({ type }) => type);
            assert.deepEqual(
                types.filter(type => /sfn|eventRule|eventTarget/.test(type)),
                [],
            );
            const { Statement } = JSON.parse(String(inputsOf(plan, "hours-failures-policy")["policy"])) as {
                Statement: readonly { Sid: string }[];
            };
            assert.deepEqual(
                Statement.map(({ Sid }) => Sid),
                ["EncryptedTransportOnly"],
            );
        });
    }

    const judgedWith = (transformations: pulumi.ResourceTransformation[]) =>
        judged(
            (environment, opts) => {
                const database = new Database("orders", { ...PROVISIONED, environment }, opts);
                const args = { environment, database, alerts: SCHEDULE_ARGS.alerts };
                new WorkingHoursSchedule("hours", args, { ...opts, transformations });
            },
            { environments: [{ ...STAGING, workingHours: LONG }], preset: "strict" },
        );

    it("with a database of ours, is found fault with by no rule", async () => {
        assert.deepEqual(await judgedWith([]), []);
    });

    it("with a rule that somebody switched off, is found fault with", async () => {
        const [found, ...others] = await judgedWith([
            ({ opts, props, type }) =>
                type === "aws:cloudwatch/eventRule:EventRule"
                    ? { opts, props: { ...props, state: "DISABLED" } }
                    : undefined,
        ]);
        assert.match(found ?? "", /violated reacts-to-seven-day-restart orders-cluster: is kept stopped for 23 days/);
        assert.deepEqual(others, []);
    });
});

describe("the state machine that stops a database again", () => {
    const MINUTE = 60_000;
    const STOPS = Date.parse("2027-07-30T18:25:00Z");
    const STARTS = Date.parse("2027-08-23T04:30:00Z");
    const WEEK = 7 * 24 * 60 * MINUTE;

    let definition: string;
    before(async () => {
        definition = await definitionFor(LONG);
    });

    it("is valid in the Amazon States Language, of a cluster and of an instance", async () => {
        for (const database of [{ clusterIdentifier: "orders" }, { instanceIdentifier: "orders" }]) {
            const text = await definitionFor(LONG, { database });
            const answer = validate(JSON.parse(text) as object);
            assert.ok(answer.isValid, answer.errorsText());
            assert.ok(!validate(JSON.parse(text.replace('"Next":"Wait"', '"Next":"Nap"')) as object).isValid);
        }
    });

    /** A cluster that AWS starts, and what is asked of it. */
    interface PlayedCluster {
        /** When the run begins, in milliseconds since 1970-01-01T00:00Z. @default seven days after the stop */
        readonly startsAt?: number;
        /** For so many minutes the cluster is not up. */
        readonly startingMinutes?: number;
        /** For so many minutes an instance of it is not up. */
        readonly instanceMinutes?: number;
        /** Whether it does as it is told. @default true */
        readonly obeys?: boolean;
        /** States that somebody else has brought it into. */
        readonly status?: string;
        /** Errors of the first calls, of whatever kind. */
        readonly errors?: readonly string[];
    }

    function play(cluster: PlayedCluster): Run & { readonly stops: number; readonly minutes: number } {
        const { startsAt = STOPS + WEEK, startingMinutes = 20, instanceMinutes = 0, obeys = true } = cluster;
        const errors = [...(cluster.errors ?? [])];
        let stops = 0;
        let stopped = false;
        const run = runStates(
            definition,
            { tries: 0 },
            {
                startsAt,
                call(called, parameters, at) {
                    assert.deepEqual(parameters, { DbClusterIdentifier: "staging-orders" });
                    const error = errors.shift();
                    if (error !== undefined) throw new CallError(error);
                    const minutes = (at - startsAt) / MINUTE;
                    const isUp = minutes >= startingMinutes;
                    if (called.endsWith(":describeDBClusters")) {
                        const status = cluster.status ?? (stopped ? "stopping" : isUp ? "available" : "starting");
                        return { DbClusters: [{ Status: status }] };
                    }
                    assert.ok(called.endsWith(":stopDBCluster"), called);
                    stops++;
                    if (!isUp) throw new CallError("Rds.InvalidDbClusterStateException");
                    if (minutes < instanceMinutes) throw new CallError("Rds.InvalidDbInstanceStateException");
                    stopped = obeys;
                    return {};
                },
            },
        );
        return { ...run, stops, minutes: (run.endsAt - startsAt) / MINUTE };
    }

    const cases: [
        given: string,
        cluster: PlayedCluster,
        status: string,
        end: string,
        stops: number,
        minutes: number,
    ][] = [
        ["a start of 20 minutes", {}, "SUCCEEDED", "Asleep", 1, 30],
        ["a cluster that is up before its instance", { instanceMinutes: 35 }, "SUCCEEDED", "Asleep", 3, 50],
        ["one that somebody stops", { status: "stopping" }, "SUCCEEDED", "Asleep", 0, 0],
        ["one that is asleep again", { status: "stopped" }, "SUCCEEDED", "Asleep", 0, 0],
        ["a start of five hours", { startingMinutes: 300 }, "SUCCEEDED", "Asleep", 1, 310],
        ["one that never comes up", { status: "storage-full" }, "FAILED", "StillRunning", 0, 350],
        ["one that is stopped and runs on", { obeys: false }, "FAILED", "StillRunning", 34, 350],
        ["a call that fails once", { errors: ["Rds.RdsException"] }, "SUCCEEDED", "Asleep", 1, 30 + 1 / 6],
        [
            "calls that may not be made",
            { errors: Array<string>(9).fill("Rds.RdsException") },
            "FAILED",
            "Rds.RdsException",
            0,
            7 / 6,
        ],
        ["an event a minute before the stop", { startsAt: STOPS - MINUTE }, "SUCCEEDED", "LeftRunning", 0, 0],
        ["an event at the stop", { startsAt: STOPS }, "SUCCEEDED", "Asleep", 1, 30],
        ["an event an hour before the start", { startsAt: STARTS - 60 * MINUTE }, "SUCCEEDED", "LeftRunning", 0, 0],
        [
            "an event a minute earlier, and a start after which nobody may stop it",
            { startsAt: STARTS - 61 * MINUTE },
            "SUCCEEDED",
            "LeftRunning",
            0,
            10,
        ],
        [
            "a start that takes until people are back",
            { startsAt: STARTS - 180 * MINUTE, startingMinutes: 200 },
            "SUCCEEDED",
            "LeftRunning",
            0,
            120,
        ],
        ["the second of two closures", { startsAt: Date.parse("2027-12-30T19:30:00Z") }, "SUCCEEDED", "Asleep", 1, 30],
        [
            "a working day between them",
            { startsAt: Date.parse("2027-10-06T10:00:00Z") },
            "SUCCEEDED",
            "LeftRunning",
            0,
            0,
        ],
        [
            "a working day of another year",
            { startsAt: Date.parse("2028-08-06T10:00:00Z") },
            "SUCCEEDED",
            "LeftRunning",
            0,
            0,
        ],
    ];
    for (const [given, cluster, status, end, stops, minutes] of cases) {
        it(`given ${given}, ends as ${end} after ${Math.round(minutes)} minutes and ${stops} stops`, () => {
            const run = play(cluster);
            assert.deepEqual(
                { status: run.status, end: run.end, stops: run.stops, minutes: Math.round(run.minutes * 60) / 60 },
                { status, end, stops, minutes: Math.round(minutes * 60) / 60 },
            );
        });
    }

    it("asks the clock before every stop", () => {
        const { states } = play({ instanceMinutes: 100, startingMinutes: 0 });
        const stops = states.flatMap((state, place) => (state === "Stop" ? [states.slice(place - 3, place)] : []));
        assert.ok(stops.length > 5);
        for (const before of stops) assert.deepEqual(before, ["IsClosed", "Look", "IsUp"]);
    });
});
