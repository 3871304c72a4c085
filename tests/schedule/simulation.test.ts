import * as assert from "node:assert/strict";
import type { PlannedResource } from "../../plan/plan";
import { Secret, Unknown } from "../../plan/value";
import { resource } from "../support/policy";
import {
    BERLIN,
    changed,
    cluster,
    CLUSTER,
    foreign,
    nodeGroup,
    onDatabase,
    onNodes,
    ours,
    reaction,
    sleeperOf,
    START,
    STOP,
    told,
    utc,
    yearOf,
} from "./simulated-stacks";

const without = (resources: readonly PlannedResource[], name: string) => resources.filter(one => one.name !== name);

const database = (resources: readonly PlannedResource[], options: Parameters<typeof yearOf>[1] = {}) =>
    sleeperOf(yearOf(resources, options), "orders");

describe("a simulated year", () => {
    it("given what our components plan, agrees with the hours in every minute", () => {
        const report = yearOf(ours(BERLIN));
        const one = sleeperOf(report, "orders");
        assert.deepEqual(told(one.disagreements), []);
        assert.equal(utc(one.awake[0]?.from ?? 0), "2027-01-01T05:30");
        assert.equal(one.awakeMinutes, 261 * (13 * 60 + 55));
        assert.deepEqual(one.by, ["start-database-", "stop-database-"]);
        assert.deepEqual([report.conflicts, report.undecided], [[], []]);
        assert.equal(report.intent?.source, "hours-hours");
        assert.equal(report.timeZone, "Europe/Berlin");
        assert.deepEqual([utc(report.span.from), utc(report.span.to)], ["2026-12-31T23:00", "2027-12-31T23:00"]);
        assert.equal(report.stoppable.allMinutes, 2 * 365 * 24 * 60);
    });

    it("given a start that is a minute late, tells that minute of every working day", () => {
        const late = changed(ours(BERLIN), "start-database-", { scheduleExpression: "cron(31 6 ? * MON-FRI *)" });
        const { disagreements } = database(late);
        assert.equal(disagreements?.length, 261);
        assert.equal(told(disagreements)[0], "asleep while it should be awake: 2027-01-01T05:30 to 2027-01-01T05:31");
        assert.equal(
            told(disagreements).at(-1),
            "asleep while it should be awake: 2027-12-31T05:30 to 2027-12-31T05:31",
        );
    });

    it("given a stop that is a minute late, tells that minute of every working day", () => {
        const late = changed(ours(BERLIN), "stop-database-", { scheduleExpression: "cron(26 20 ? * MON-FRI *)" });
        const { disagreements } = database(late);
        assert.equal(disagreements?.length, 261);
        assert.equal(told(disagreements)[0], "awake while it should be asleep: 2027-01-01T19:25 to 2027-01-01T19:26");
    });

    it("given a start that was lost, tells every working hour as asleep", () => {
        const { awake, disagreements } = database(without(ours(BERLIN), "start-database-"));
        assert.deepEqual(awake, []);
        assert.equal(disagreements?.length, 261);
    });

    it("given a stop that was lost, tells that nothing stops it", () => {
        const report = yearOf(without(ours(BERLIN), "stop-database-"));
        assert.deepEqual(
            report.sleepless.map(({ path, verdict, why }) => [path, verdict, why]),
            [["orders", "does not", "no schedule stops it"]],
        );
    });

    it("given another zone, tells the hours by which winter and summer differ", () => {
        const report = database(changed(ours(BERLIN), "start-database-", { scheduleExpressionTimezone: "UTC" }));
        const texts = told(report.disagreements);
        assert.equal(texts.length, 261);
        assert.equal(texts[0], "asleep while it should be awake: 2027-01-01T05:30 to 2027-01-01T06:30");
        assert.ok(texts.includes("asleep while it should be awake: 2027-07-01T04:30 to 2027-07-01T06:30"));
    });

    it("given a zone that does not exist, says that nothing can be told", () => {
        const report = yearOf(
            changed(ours(BERLIN), "start-database-", { scheduleExpressionTimezone: "Europe/Berlln" }),
        );
        assert.match(report.undecided.join(), /orders: when start-database- fires cannot be told/);
    });

    it("given no leads of ours, asks that it is awake while people work, and lists what is beyond any lead", () => {
        const exact = [foreign("start", START), foreign("stop", STOP)];
        const short = [foreign("start", "cron(0 7 ? * MON-FRI *)"), foreign("stop", "cron(0 20 ? * MON-FRI *)")];
        const shorter = [foreign("start", "cron(1 7 ? * MON-FRI *)"), foreign("stop", "cron(0 20 ? * MON-FRI *)")];
        const longer = [foreign("start", "cron(29 6 ? * MON-FRI *)"), foreign("stop", "cron(26 20 ? * MON-FRI *)")];
        const first = (schedules: PlannedResource[]) =>
            told(database([cluster(), ...schedules], { hours: BERLIN }).disagreements).slice(0, 2);
        assert.deepEqual(first(exact), []);
        assert.deepEqual(first(short), []);
        assert.deepEqual(first(shorter), [
            "asleep while it should be awake: 2027-01-01T06:00 to 2027-01-01T06:01",
            "asleep while it should be awake: 2027-01-04T06:00 to 2027-01-04T06:01",
        ]);
        assert.deepEqual(first(longer), [
            "awake while it should be asleep: 2027-01-01T05:29 to 2027-01-01T05:30",
            "awake while it should be asleep: 2027-01-01T19:25 to 2027-01-01T19:26",
        ]);
    });

    it("given no hours, says when it is awake and nothing of what is meant", () => {
        const report = yearOf([cluster(), foreign("start", START), foreign("stop", STOP)]);
        const { awakeMinutes, disagreements, intended } = sleeperOf(report, "orders");
        assert.deepEqual(
            [awakeMinutes > 0, disagreements, intended, report.open],
            [true, undefined, undefined, undefined],
        );
        assert.equal(report.timeZone, "Europe/Berlin");
    });

    it("given expressions that state years, counts each in its years alone", () => {
        const split = [
            foreign("start", "cron(30 6 ? * MON-FRI 1970-2026,2028-2199)"),
            foreign("start-january", "cron(30 6 4,5 1 ? 2027)"),
            foreign("stop", STOP),
        ];
        const { awake } = database([cluster(), ...split, ...reaction()]);
        assert.deepEqual(
            awake.map(({ from, to }) => [utc(from), utc(to)]),
            [
                ["2027-01-04T05:30", "2027-01-04T19:25"],
                ["2027-01-05T05:30", "2027-01-05T19:25"],
            ],
        );
    });

    it("given single moments, dates of beginning and end, and a rate, keeps to each", () => {
        const schedules = [
            foreign("start", "at(2027-03-01T06:00:00)"),
            foreign("stop", "rate(2 days)", onDatabase("stop"), {
                startDate: "2027-03-02T20:00:00Z",
                endDate: "2027-03-05T00:00:00Z",
            }),
            foreign("start-again", START, onDatabase("start"), {
                startDate: "2027-03-03T00:00:00Z",
                endDate: "2027-03-04T00:00:00Z",
            }),
            foreign("stop-first", "at(2026-01-01T00:00:00)"),
        ];
        const { awake } = database([cluster(), ...schedules, ...reaction()]);
        assert.deepEqual(
            awake.map(({ from, to }) => [utc(from), utc(to)]),
            [
                ["2027-03-01T05:00", "2027-03-02T20:00"],
                ["2027-03-03T05:30", "2027-03-04T20:00"],
            ],
        );
    });

    it("given a rate that counts from its deployment, says that it cannot be told", () => {
        const report = yearOf([cluster(), foreign("start", START), foreign("stop", "rate(1 day)")]);
        assert.deepEqual(
            report.sleepless.map(({ verdict }) => verdict),
            ["undecided"],
        );
    });

    it("given schedules that are switched off, takes them for none", () => {
        const off = { state: "DISABLED" };
        const report = yearOf([cluster(), foreign("start", START), foreign("stop", STOP, onDatabase("stop"), off)]);
        assert.deepEqual(report.sleepers, []);
    });

    it("given a stop before the year, knows that the year begins asleep", () => {
        const { awake } = database([
            cluster(),
            foreign("stop", "at(2026-06-01T20:00:00)"),
            foreign("start", "at(2027-02-01T06:00:00)"),
            ...reaction(),
        ]);
        assert.deepEqual(
            awake.map(({ from }) => utc(from)),
            ["2027-02-01T05:00"],
        );
    });

    it("given a local time that clocks skip, does not fire; given one that they repeat, fires once", () => {
        const { awake } = database([
            cluster(),
            foreign("start", "cron(30 2 28 3 ? 2027)"),
            foreign("start-later", "cron(30 2 31 10 ? 2027)"),
            foreign("stop", "cron(0 20 * * ? *)"),
            ...reaction(),
        ]);
        assert.deepEqual(
            awake.map(({ from, to }) => [utc(from), utc(to)]),
            [["2027-10-31T00:30", "2027-10-31T19:00"]],
        );
    });

    it("given what is not known, says so and shows no time", () => {
        const unknown = [cluster(), foreign("start", START), foreign("stop", Unknown.computed)];
        const [only] = yearOf(unknown).sleepless;
        assert.ok(only);
        assert.equal(only.verdict, "undecided");
        assert.match(only.why, /when stop fires cannot be told/);
    });

    it("given a secret, says so and shows nothing of it", () => {
        const report = yearOf([
            cluster(),
            foreign("start", START),
            foreign("stop", new Secret("cron(13 21 ? * MON-FRI *)")),
        ]);
        assert.deepEqual(report.sleepers, []);
        assert.match(report.sleepless[0]?.why ?? "", /marked secret/);
        assert.doesNotMatch(JSON.stringify(report), /13 21|20:13/);
    });

    it("given a secret zone, says so and shows nothing of it", () => {
        const hidden = { scheduleExpressionTimezone: new Secret("Asia/Tokyo") };
        const report = yearOf([cluster(), foreign("stop", STOP, onDatabase("stop"), hidden)]);
        assert.deepEqual([report.sleepers, report.timeZone], [[], "UTC"]);
        assert.doesNotMatch(JSON.stringify(report), /Tokyo/);
    });

    it("given a schedule that may name it, leaves it undecided", () => {
        const maybe = foreign("stop", STOP, {
            arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster",
            input: Unknown.computed,
        });
        const report = yearOf([cluster(), foreign("start", START), maybe]);
        assert.deepEqual(
            report.sleepless.map(({ verdict }) => verdict),
            ["undecided"],
        );
    });

    it("given what a plugin builds, says that it is not seen", () => {
        const hidden = resource("acme:index:Sleep", {}, { name: "acme", custom: false, opaque: true });
        const report = yearOf([cluster(), hidden]);
        assert.deepEqual(report.undecided, ["what acme is made of, a plan does not show"]);
        assert.deepEqual(
            report.sleepless.map(({ why }) => why),
            ["a schedule may be inside acme, which a plan does not show"],
        );
    });

    it("given nodes that are resized, takes nothing for asleep and anything else for awake", () => {
        const resize = [foreign("start", START, onNodes("start")), foreign("stop", STOP, onNodes("stop"))];
        const one = sleeperOf(yearOf([nodeGroup(), ...resize]), "workers");
        assert.deepEqual([one.part, one.awakeMinutes], ["nodes", 261 * (13 * 60 + 55)]);
        const declaredEmpty = nodeGroup({ scalingConfig: { minSize: 0, maxSize: 4, desiredSize: 0 } });
        const late = [
            foreign("start", "at(2027-06-01T06:00:00)", onNodes("start")),
            foreign("stop", "at(2027-06-01T18:00:00)", onNodes("stop")),
        ];
        assert.equal(sleeperOf(yearOf([declaredEmpty, ...late]), "workers").awakeMinutes, 12 * 60);
    });

    it("given more than a week of sleep and nothing that reacts, tells the days that AWS adds, with why", () => {
        const closed = { ...BERLIN, closed: [{ from: "2027-08-02", to: "2027-08-13", reason: "Summer" }] };
        const { disagreements } = database(ours(closed).filter(({ name }) => name !== "restarted"));
        // From seven days after Friday evening to the stop on the first Monday of work.
        assert.deepEqual(told(disagreements), [
            "awake while it should be asleep: 2027-08-06T18:25 to 2027-08-16T04:30",
        ]);
        assert.match(disagreements?.[0]?.why ?? "", /stopped for seven days/);
        const [rule] = yearOf(ours(closed)).notes.filter(note => note.startsWith("orders"));
        assert.match(rule ?? "", /on 2027-08-06, .*and a rule stops it again/);
        // The year before had the same, and is not told.
        assert.deepEqual(
            yearOf(ours(closed), { year: 2028 }).notes.filter(note => note.startsWith("orders")),
            [],
        );
    });

    it("given a rule that may react, counts the days that AWS adds and says that it is not certain", () => {
        const closed = { ...BERLIN, closed: [{ from: "2027-08-02", to: "2027-08-13", reason: "Summer" }] };
        const report = yearOf(
            ours(closed).map(one =>
                one.type === "aws:cloudwatch/eventRule:EventRule"
                    ? { ...one, inputs: { eventPattern: Unknown.computed } }
                    : one,
            ),
        );
        assert.equal(sleeperOf(report, "orders").disagreements?.length, 1);
        assert.deepEqual(report.undecided, [
            "orders: whether anything stops it again when AWS starts it after seven days cannot be told: RDS-EVENT-0153",
        ]);
    });

    it("given another type, says nothing of it", () => {
        assert.deepEqual(yearOf([resource("aws:s3/bucket:Bucket", {}, { name: "files" })]).sleepless, []);
        assert.deepEqual(yearOf([resource(CLUSTER, {}, { name: "read", external: true })]).sleepless, []);
    });
});
