import * as assert from "node:assert/strict";
import type { PlannedResource } from "../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { resource } from "../support/policy";
import { BERLIN, cluster, foreign, SCHEDULE, sleeperOf, START, told, utc, yearOf } from "./simulated-stacks";

const HOURS_A_YEAR_OF_TEN_A_DAY = 261 * 10 * 60;
const minutes = (resources: readonly PlannedResource[], name: string) =>
    sleeperOf(yearOf(resources), name).awakeMinutes;

describe("programs that are not ours", () => {
    it("given scheduled actions of a group, follow its size, by the zone that each names", () => {
        const group = resource("aws:autoscaling/group:Group", { name: "web", minSize: 1, maxSize: 3 }, { name: "web" });
        const action = (name: string, inputs: PropertyMap) =>
            resource("aws:autoscaling/schedule:Schedule", { autoscalingGroupName: "web", ...inputs }, { name });
        const day = action("day", {
            recurrence: "0 8 * * 1-5",
            timeZone: "Europe/Berlin",
            desiredCapacity: 2,
            minSize: 1,
            maxSize: 3,
        });
        const night = action("night", {
            recurrence: "0 18 * * 1-5",
            timeZone: "Europe/Berlin",
            desiredCapacity: 0,
            minSize: 0,
            maxSize: 3,
        });
        assert.equal(minutes([group, day, night], "web"), HOURS_A_YEAR_OF_TEN_A_DAY);
        const once = action("once", { startTime: "2027-06-01T18:00:00Z", desiredCapacity: 0, minSize: 0, maxSize: 3 });
        const { awake } = sleeperOf(yearOf([group, once]), "web");
        assert.deepEqual(
            awake.map(({ to }) => utc(to)),
            ["2027-06-01T18:00"],
        );
    });

    it("given bounds of a service on Fargate, follow them, and those of one on instances without counting it as paid", () => {
        const service = (launchType: string) =>
            resource(
                "aws:ecs/service:Service",
                { name: "web", cluster: "shop", launchType, desiredCount: 2 },
                { name: "web" },
            );
        const bound = (name: string, schedule: string, minCapacity: number, maxCapacity: number) =>
            resource(
                "aws:appautoscaling/scheduledAction:ScheduledAction",
                {
                    resourceId: "service/shop/web",
                    schedule,
                    timezone: "Europe/Berlin",
                    scalableTargetAction: { minCapacity, maxCapacity },
                },
                { name },
            );
        const both = [bound("day", "cron(0 8 ? * MON-FRI *)", 1, 3), bound("night", "cron(0 18 ? * MON-FRI *)", 0, 0)];
        const onFargate = sleeperOf(yearOf([service("FARGATE"), ...both]), "web");
        assert.deepEqual(
            [onFargate.part, onFargate.paidByTime, onFargate.awakeMinutes],
            ["workloads", true, HOURS_A_YEAR_OF_TEN_A_DAY],
        );
        assert.equal(sleeperOf(yearOf([service("EC2"), ...both]), "web").paidByTime, false);
    });

    it("given scheduled actions of a warehouse, follow them by UTC", () => {
        const sales = resource("aws:redshift/cluster:Cluster", { clusterIdentifier: "sales" }, { name: "sales" });
        const action = (target: string, schedule: string) =>
            resource(
                "aws:redshift/scheduledAction:ScheduledAction",
                { schedule, targetAction: { [target]: { clusterIdentifier: "sales" } } },
                { name: target },
            );
        const both = [
            action("resumeCluster", "cron(0 7 ? * MON-FRI *)"),
            action("pauseCluster", "cron(0 17 ? * MON-FRI *)"),
        ];
        const { awake, awakeMinutes, part } = sleeperOf(yearOf([sales, ...both]), "sales");
        assert.deepEqual([part, awakeMinutes], ["database", HOURS_A_YEAR_OF_TEN_A_DAY]);
        assert.equal(utc(awake.at(-1)?.from ?? 0), "2027-12-31T07:00");
    });

    it("given calls on an instance, find it by what they are made from", () => {
        const [one, other] = ["one", "other"].map(name =>
            resource("aws:ec2/instance:Instance", { instanceType: "t3.small" }, { name }),
        );
        assert.ok(one !== undefined && other !== undefined);
        const call = (verb: string, hour: number) =>
            resource(
                SCHEDULE,
                {
                    scheduleExpression: `cron(0 ${hour} ? * MON-FRI *)`,
                    scheduleExpressionTimezone: "Europe/Berlin",
                    target: { arn: `arn:aws:scheduler:::aws-sdk:ec2:${verb}Instances`, input: Unknown.computed },
                },
                { name: verb, comesFrom: { target: [one] } },
            );
        const report = yearOf([one, other, call("start", 8), call("stop", 18)]);
        assert.deepEqual(
            report.sleepers.map(({ awakeMinutes, path }) => [path, awakeMinutes]),
            [["one", HOURS_A_YEAR_OF_TEN_A_DAY]],
        );
        assert.deepEqual(
            report.sleepless.map(({ path, verdict }) => [path, verdict]),
            [["other", "does not"]],
        );
    });

    it("given documents that State Manager and rules run, follow both by UTC", () => {
        const instance = resource(
            "aws:rds/instance:Instance",
            { identifier: "orders", engine: "postgres", instanceClass: "db.t4g.small" },
            { name: "orders" },
        );
        const stop = resource(
            "aws:ssm/association:Association",
            {
                name: "AWS-StopRdsInstance",
                scheduleExpression: "cron(0 18 ? * MON-FRI *)",
                parameters: { InstanceId: "orders" },
            },
            { name: "evening" },
        );
        const rule = resource(
            "aws:cloudwatch/eventRule:EventRule",
            { name: "morning", scheduleExpression: "cron(0 8 ? * MON-FRI *)" },
            { name: "morning" },
        );
        const start = resource(
            "aws:cloudwatch/eventTarget:EventTarget",
            {
                rule: "morning",
                arn: "arn:aws:ssm:eu-central-1::automation-definition/AWS-StartRdsInstance",
                input: '{"InstanceId":["orders"]}',
            },
            { name: "starts" },
        );
        const { awake, by } = sleeperOf(yearOf([instance, stop, rule, start]), "orders");
        assert.deepEqual(by.toSorted(), ["evening", "starts"]);
        assert.deepEqual([utc(awake[0]?.from ?? 0), utc(awake[0]?.to ?? 0)], ["2027-01-01T08:00", "2027-01-01T18:00"]);
    });

    it("given a probe that is stopped while people work, tells the minutes", () => {
        const canary = resource(
            "aws:synthetics/canary:Canary",
            { name: "shop", schedule: { expression: "rate(5 minutes)" } },
            { name: "probe" },
        );
        const call = (verb: string, hour: number) =>
            foreign(verb, `cron(0 ${hour} ? * MON-FRI *)`, {
                arn: `arn:aws:scheduler:::aws-sdk:synthetics:${verb}Canary`,
                input: '{"Name":"shop"}',
            });
        const { disagreements, part } = sleeperOf(
            yearOf([canary, call("start", 7), call("stop", 19)], { hours: BERLIN }),
            "probe",
        );
        assert.deepEqual([part, disagreements?.length], ["probes", 261]);
        assert.equal(told(disagreements)[0], "asleep while it should be awake: 2027-01-01T18:00 to 2027-01-01T19:00");
    });

    it("given days that AWS refuses, such as one of the month beside one of the week, does not count it as a stop", () => {
        for (const days of ["* * MON-FRI", "1 * MON", "? * ?", "? * 8", "? * 0"]) {
            const report = yearOf([cluster(), foreign("start", START), foreign("stop", `cron(0 20 ${days} *)`)]);
            assert.deepEqual(
                [report.sleepers, report.sleepless.map(({ verdict }) => verdict)],
                [[], ["undecided"]],
                days,
            );
        }
        for (const days of ["? * MON-FRI", "* * ?", "1 * ?", "? * 7", "? * 1/2"]) {
            const report = yearOf([cluster(), foreign("start", START), foreign("stop", `cron(0 20 ${days} *)`)]);
            assert.equal(report.sleepers.length, 1, days);
        }
    });

    it("given a flexible time window, does not pass for the minute that it says; given one that is off, does", () => {
        const stop = foreign("stop", "cron(0 20 ? * MON-FRI *)");
        const undecided = (window: PropertyMap) =>
            yearOf([cluster(), foreign("start", START, undefined, { flexibleTimeWindow: window }), stop]).undecided;
        assert.deepEqual(undecided({ mode: "FLEXIBLE", maximumWindowInMinutes: 120 }), [
            "orders: start may fire up to 120 minutes later than it says: its time window is flexible",
        ]);
        assert.deepEqual(undecided({ mode: Unknown.computed }), ["orders: whether start fires at once cannot be told"]);
        const hidden = undecided({ mode: "FLEXIBLE", maximumWindowInMinutes: new Secret(97) });
        assert.deepEqual(hidden, ["orders: start may fire some time later than it says: its time window is flexible"]);
        assert.deepEqual(undecided({ mode: "OFF" }), []);
    });

    it("given schedules and the tag of another controller, says that both may act on it", () => {
        const both = [foreign("start", "cron(0 7 ? * MON-FRI *)"), foreign("stop", "cron(0 20 ? * MON-FRI *)")];
        const tagged = yearOf([cluster({ tags: { Schedule: "office-hours" } }), ...both]);
        const rivals =
            "orders: whether two controllers act on it cannot be told: it has the tag Schedule and the schedule stop; say in the setting controllersRun whether the tag is obeyed";
        assert.deepEqual(tagged.undecided, [
            "orders: its tag Schedule asks a controller outside of the plan to stop it: when that does, the plan does not say",
            rivals,
        ]);
        // What it starts again and again, a schedule stops in vain.
        assert.deepEqual(yearOf([cluster({ tags: { Schedule: "running" } }), ...both]).undecided, [rivals]);
        assert.deepEqual(yearOf([cluster(), ...both]).undecided, []);
    });

    it("given a secret in a tag, shows nothing of it", () => {
        const report = yearOf([cluster({ tags: { Schedule: "hidden-name" } })]);
        assert.doesNotMatch(JSON.stringify(report), /hidden-name/);
    });
});
