import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, type PropertyValue, Unknown } from "../../../../plan/value";
import { productionNeverScheduled as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { type Expected, worstOf } from "../table";

const NODES = "aws:eks/nodeGroup:NodeGroup";

const schedule = (target: PropertyMap, more: PropertyMap = {}) =>
    resource(
        "aws:scheduler/schedule:Schedule",
        { scheduleExpression: "cron(0 20 * * ? *)", target, ...more },
        { stack: "prod", name: "night" },
    );
const call = (name: string, input: PropertyValue = "{}") => ({ arn: `arn:aws:scheduler:::aws-sdk:${name}`, input });
const scaling = (more: PropertyMap) =>
    resource(
        "aws:autoscaling/schedule:Schedule",
        { autoscalingGroupName: "workers", ...more },
        { stack: "prod", name: "night" },
    );
/** Sizes that are left as they are. */
const KEPT = { minSize: -1, maxSize: -1 };
const bounds = (scalableTargetAction: PropertyMap) =>
    resource(
        "aws:appautoscaling/scheduledAction:ScheduledAction",
        { resourceId: "service/shop/api", schedule: "cron(0 20 ? * MON-FRI *)", scalableTargetAction },
        { stack: "prod", name: "night" },
    );
const target = resource(
    "aws:appautoscaling/target:Target",
    { resourceId: "service/shop/api", minCapacity: 2, maxCapacity: 8 },
    { stack: "prod", name: "scaling" },
);
const association = (inputs: PropertyMap) =>
    resource("aws:ssm/association:Association", inputs, { stack: "prod", name: "night" });
const deployment = (annotations: PropertyValue) =>
    resource("kubernetes:apps/v1:Deployment", { metadata: { annotations } }, { stack: "prod", name: "api" });
const group = (more: PropertyMap) =>
    resource("aws:autoscaling/group:Group", { name: "workers", ...more }, { stack: "prod", name: "workers" });
const nodes = resource(
    NODES,
    { clusterName: "shop", nodeGroupName: "workers", scalingConfig: { desiredSize: 3 } },
    { stack: "prod", name: "workers" },
);
const resize = (desired: PropertyValue) =>
    call(
        "eks:updateNodegroupConfig",
        JSON.stringify({ ClusterName: "shop", NodegroupName: "workers", ScalingConfig: { DesiredSize: desired } }),
    );

describe("production-never-scheduled", () => {
    const cases: readonly (readonly [given: string, expected: Expected, resources: readonly PlannedResource[]])[] = [
        ["a stop of a database", "violated", [schedule(call("rds:stopDBCluster"))]],
        [
            "a stop of a database whose name is not known",
            "violated",
            [schedule(call("rds:stopDBCluster", Unknown.computed))],
        ],
        [
            "a stop for one moment",
            "violated",
            [schedule(call("rds:stopDBCluster"), { scheduleExpression: "at(2026-12-24T20:00:00)" })],
        ],
        ["a stop that is switched off", "holds", [schedule(call("rds:stopDBCluster"), { state: "DISABLED" })]],
        [
            "a stop of which it is not known whether it is on",
            "violated",
            [schedule(call("rds:stopDBCluster"), { state: Unknown.computed })],
        ],
        ["a stop of instances", "violated", [schedule(call("ec2:stopInstances"))]],
        ["an end of instances", "violated", [schedule(call("ec2:terminateInstances"))]],
        ["a start", "holds", [schedule(call("rds:startDBCluster"))]],
        ["a report", "holds", [schedule({ arn: "arn:aws:lambda:eu-central-1:1:function:report" })]],
        ["a call that neither stops nor starts", "holds", [schedule(call("ecs:runTask"))]],
        ["a target that is not known", "undecided", [schedule({ arn: Unknown.computed })]],
        ["a resize to 0", "violated", [schedule(resize(0)), nodes]],
        ["a resize to one less than declared", "violated", [schedule(resize(2)), nodes]],
        ["a resize to what is declared", "holds", [schedule(resize(3)), nodes]],
        ["a resize of what the plan does not hold", "undecided", [schedule(resize(3))]],
        [
            "a resize to a size that is not known",
            "undecided",
            [schedule(call("eks:updateNodegroupConfig", Unknown.computed)), nodes],
        ],
        ["a size that is left out, which means 0", "violated", [scaling({}), group({ minSize: 2 })]],
        ["a size below the least", "violated", [scaling({ desiredCapacity: 1 }), group({ minSize: 2 })]],
        ["a size of the least", "holds", [scaling({ ...KEPT, desiredCapacity: 2 }), group({ minSize: 2 })]],
        ["a size that is left alone", "holds", [scaling({ ...KEPT, desiredCapacity: -1 }), group({ minSize: 2 })]],
        [
            "a largest size that is left out, which means 0",
            "violated",
            [scaling({ desiredCapacity: 2, minSize: 2 }), group({ minSize: 2 })],
        ],
        [
            "a least size that is left out, which means 0",
            "violated",
            [scaling({ desiredCapacity: 2, maxSize: 9 }), group({ minSize: 2 })],
        ],
        [
            "a least size of one less than declared",
            "violated",
            [scaling({ desiredCapacity: -1, minSize: 1, maxSize: -1 }), group({ minSize: 2 })],
        ],
        [
            "a least size as declared, with as many wanted as there are",
            "holds",
            [scaling({ desiredCapacity: -1, minSize: 2, maxSize: 5 }), group({ minSize: 2, desiredCapacity: 5 })],
        ],
        [
            "a largest size of one less than declared",
            "violated",
            [scaling({ desiredCapacity: -1, minSize: 2, maxSize: 4 }), group({ minSize: 2, desiredCapacity: 5 })],
        ],
        [
            "a least size that is not known",
            "undecided",
            [scaling({ ...KEPT, desiredCapacity: 2, minSize: Unknown.computed }), group({ minSize: 2 })],
        ],
        ["bounds of a service that let nothing run", "violated", [bounds({ minCapacity: 0, maxCapacity: 0 }), target]],
        ["a least capacity of one less than declared", "violated", [bounds({ minCapacity: 1 }), target]],
        ["a least capacity as declared", "holds", [bounds({ minCapacity: 2 }), target]],
        ["a larger most, and nothing of the least", "holds", [bounds({ maxCapacity: 9 }), target]],
        ["a least capacity of 0 of what is declared", "violated", [bounds({ minCapacity: 0, maxCapacity: 4 }), target]],
        ["a least capacity of what is not planned", "undecided", [bounds({ minCapacity: 2 })]],
        ["capacities that are not known", "undecided", [bounds({ minCapacity: Unknown.computed }), target]],
        [
            "a document that stops instances",
            "violated",
            [association({ name: "AWS-StopEC2Instance", scheduleExpression: "cron(0 20 ? * MON-FRI *)" })],
        ],
        [
            "a document that starts instances",
            "holds",
            [association({ name: "AWS-StartEC2Instance", scheduleExpression: "cron(0 20 ? * MON-FRI *)" })],
        ],
        ["a document that patches", "nothing", [association({ name: "AWS-RunPatchBaseline" })]],
        [
            "a document that stops or starts, and the parameters are not known",
            "undecided",
            [
                association({
                    name: "AWS-StartStopAuroraCluster",
                    scheduleExpression: "cron(0 20 ? * MON-FRI *)",
                    parameters: Unknown.computed,
                }),
            ],
        ],
        [
            "a workload that a downscaler takes down",
            "violated",
            [deployment({ "downscaler/uptime": "Mon-Fri 07:00-20:00 Europe/Berlin" })],
        ],
        ["a workload that a downscaler leaves alone", "nothing", [deployment({ "downscaler/exclude": "true" })]],
        ["a workload whose annotations are not known", "nothing", [deployment(Unknown.computed)]],
        [
            "a tag of a controller that nobody said is there",
            "nothing",
            [group({ tags: [{ key: "Schedule", value: "office" }] })],
        ],
    ];
    for (const [given, expected, resources] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(worstOf(said(rule, plan(resources, { stack: "prod" }))), expected);
        });
    }

    it("given the tag of a controller that the team named, says violated", () => {
        const tagged = group({ tags: [{ key: "Schedule", value: "office" }] });
        const settings = { controllerTags: ["Schedule"] };
        assert.equal(worstOf(said(rule, plan([tagged], { stack: "prod" }), { settings })), "violated");
        assert.deepEqual(said(rule, plan([group({ tags: [] })], { stack: "prod" }), { settings }), []);
        const hidden = group({ tags: Unknown.computed });
        assert.equal(worstOf(said(rule, plan([hidden], { stack: "prod" }), { settings })), "undecided");
    });

    it("given staging, says nothing", () => {
        assert.deepEqual(said(rule, plan([schedule(call("rds:stopDBCluster"))], { stack: "staging" })), []);
    });

    it("given a schedule that is only read, says nothing", () => {
        const read = { ...schedule(call("rds:stopDBCluster")), external: true };
        assert.deepEqual(said(rule, plan([read], { stack: "prod" })), []);
    });

    it("given another type, says nothing", () => {
        assert.deepEqual(said(rule, plan([nodes], { stack: "prod" })), []);
    });
});
