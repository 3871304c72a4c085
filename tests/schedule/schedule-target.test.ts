import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { Stack } from "../../plan/stack";
import { scheduledActions } from "../../schedule/schedule-target";
import { plan, resource } from "../support/policy";

function read(type: string, inputs: PropertyMap) {
    const stack = new Stack(plan([resource(type, inputs)]), { name: "staging", class: "staging" });
    const [action] = scheduledActions(stack);
    assert.ok(action);
    const { call, effect, capacity, names, enabled, recurs, doubt } = action;
    return { call, effect, capacity, names, enabled, recurs, doubtful: doubt !== undefined };
}

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const SCALING = "aws:autoscaling/schedule:Schedule";
const arn = (call: string) => `arn:aws-cn:scheduler:::aws-sdk:${call}`;
const CRON = "cron(0 20 ? * MON-FRI *)";

describe("a schedule", () => {
    it("given a stop by name, is read whole", () => {
        const target = { arn: arn("rds:stopDBCluster"), input: '{"DbClusterIdentifier":"orders"}' };
        assert.deepEqual(read(SCHEDULE, { scheduleExpression: CRON, target }), {
            call: "rds:stopDBCluster",
            effect: "stops",
            capacity: undefined,
            names: ["orders"],
            enabled: true,
            recurs: true,
            doubtful: false,
        });
    });

    it("given an input that is not known, still knows what an RDS call does", () => {
        const { effect, names, doubtful } = read(SCHEDULE, {
            scheduleExpression: CRON,
            target: { arn: arn("rds:startDBCluster"), input: Unknown.computed },
        });
        assert.deepEqual({ effect, names, doubtful }, { effect: "starts", names: undefined, doubtful: true });
    });

    it("given a resize, reads the size and both names from a secret input", () => {
        const input = new Secret(
            '{"ClusterName":"shop","NodegroupName":"workers","ScalingConfig":{"MinSize":0,"DesiredSize":2}}',
        );
        const { effect, capacity, names } = read(SCHEDULE, {
            scheduleExpression: CRON,
            target: { arn: arn("eks:updateNodegroupConfig"), input },
        });
        assert.deepEqual({ effect, capacity, names }, { effect: "resizes", capacity: 2, names: ["shop", "workers"] });
    });

    it("given a resize that names only the least size, takes that", () => {
        const input = '{"AutoScalingGroupName":"workers","MinSize":0}';
        const { effect, capacity } = read(SCHEDULE, {
            scheduleExpression: CRON,
            target: { arn: arn("autoscaling:updateAutoScalingGroup"), input },
        });
        assert.deepEqual({ effect, capacity }, { effect: "resizes", capacity: 0 });
    });

    it("given a resize without a size, does not know what it does", () => {
        const { effect } = read(SCHEDULE, {
            scheduleExpression: CRON,
            target: { arn: arn("eks:updateNodegroupConfig"), input: '{"ClusterName":"shop"}' },
        });
        assert.equal(effect, "unknown");
    });

    it("given a target that is no call of the SDK, does something else", () => {
        const { call, effect } = read(SCHEDULE, {
            scheduleExpression: CRON,
            target: { arn: "arn:aws:sqs:eu-central-1:1:queue" },
        });
        assert.deepEqual({ call, effect }, { call: undefined, effect: "other" });
    });

    for (const [given, more, expected] of [
        ["every year", { scheduleExpression: "cron(0 20 ? * MON-FRI *)" }, { enabled: true, recurs: true }],
        ["one year", { scheduleExpression: "cron(0 20 ? * MON-FRI 2026)" }, { enabled: true, recurs: undefined }],
        [
            "every year but one",
            { scheduleExpression: "cron(0 20 ? * MON-FRI 1970-2026,2028-2199)" },
            { enabled: true, recurs: true },
        ],
        [
            "a rate with an end",
            { scheduleExpression: "rate(1 day)", endDate: "2026-01-01T00:00:00Z" },
            { enabled: true, recurs: undefined },
        ],
        ["a single moment", { scheduleExpression: "at(2026-01-01T00:00:00)" }, { enabled: true, recurs: false }],
        [
            "an expression that is not known",
            { scheduleExpression: Unknown.computed },
            { enabled: true, recurs: undefined },
        ],
        [
            "a schedule that is switched off",
            { scheduleExpression: CRON, state: "DISABLED" },
            { enabled: false, recurs: true },
        ],
        [
            "a state that is not known",
            { scheduleExpression: CRON, state: Unknown.computed },
            { enabled: undefined, recurs: true },
        ],
    ] as const) {
        it(`given ${given}, says so`, () => {
            const { enabled, recurs } = read(SCHEDULE, {
                ...more,
                target: { arn: arn("rds:stopDBCluster"), input: "{}" },
            });
            assert.deepEqual({ enabled, recurs }, expected);
        });
    }

    it("given an autoscaling action without a size, resizes to 0", () => {
        const { effect, capacity } = read(SCALING, { autoscalingGroupName: "workers", recurrence: "0 20 * * *" });
        assert.deepEqual({ effect, capacity }, { effect: "resizes", capacity: 0 });
    });

    it("given an autoscaling action with -1, leaves the size alone", () => {
        assert.equal(
            read(SCALING, { autoscalingGroupName: "workers", desiredCapacity: -1, minSize: -1, maxSize: -1 }).effect,
            "other",
        );
    });
});
