import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { scheduleHasTimeZone as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const of = (inputs: PropertyMap, call = "rds:stopDBCluster") => ({
    scheduleExpression: "cron(0 20 ? * MON-FRI *)",
    target: { arn: `arn:aws:scheduler:::aws-sdk:${call}`, input: '{"DbClusterIdentifier":"orders"}' },
    ...inputs,
});

describe("schedule-has-time-zone", () => {
    describe("of EventBridge Scheduler", () => {
        tries(rule, "aws:scheduler/schedule:Schedule", [
            ["a zone", "holds", of({ scheduleExpressionTimezone: "Europe/Berlin" })],
            ["UTC in so many words", "holds", of({ scheduleExpressionTimezone: "Etc/UTC" })],
            ["the default, which the provider fills in", "violated", of({ scheduleExpressionTimezone: "UTC" })],
            ["none", "violated", of({})],
            ["none, after the provider's say", "violated", of({}), { phase: "checked" }],
            ["an empty one", "violated", of({ scheduleExpressionTimezone: "" })],
            ["one that is not known", "undecided", of({ scheduleExpressionTimezone: Unknown.computed })],
            ["a secret one", "holds", of({ scheduleExpressionTimezone: new Secret("Europe/Berlin") })],
            ["none, of a start", "violated", of({}, "rds:startDBCluster")],
            ["none, of a rate", "nothing", of({ scheduleExpression: "rate(1 day)" })],
            ["none, of one moment", "nothing", of({ scheduleExpression: "at(2026-12-24T20:00:00)" })],
            ["none, of a time that is not known", "undecided", of({ scheduleExpression: Unknown.computed })],
            ["none, of a target that is not known", "undecided", of({ target: { arn: Unknown.computed } })],
            ["none, of a report", "nothing", of({}, "ecs:runTask")],
            ["no time at all", "nothing", { target: of({}).target }],
            ["none, in production", "violated", of({}), { stack: "prod" }],
        ]);
    });

    describe("of EC2 Auto Scaling", () => {
        const sizes = { desiredCapacity: 0, minSize: 0, maxSize: 0, recurrence: "0 20 * * 1-5" };
        tries(rule, "aws:autoscaling/schedule:Schedule", [
            ["a zone", "holds", { ...sizes, timeZone: "Europe/Berlin" }],
            ["none", "violated", sizes],
            ["none, of one moment", "nothing", { ...sizes, recurrence: null }],
            [
                "none, of sizes that are left alone",
                "nothing",
                { ...sizes, desiredCapacity: -1, minSize: -1, maxSize: -1 },
            ],
        ]);
    });

    describe("of Application Auto Scaling", () => {
        const bounds = {
            schedule: "cron(0 20 ? * MON-FRI *)",
            resourceId: "service/shop/api",
            scalableTargetAction: { maxCapacity: 0 },
        };
        tries(rule, "aws:appautoscaling/scheduledAction:ScheduledAction", [
            ["a zone", "holds", { ...bounds, timezone: "Europe/Berlin" }],
            ["none", "violated", bounds],
            ["none, of a rate", "nothing", { ...bounds, schedule: "rate(1 day)" }],
        ]);
    });
});
