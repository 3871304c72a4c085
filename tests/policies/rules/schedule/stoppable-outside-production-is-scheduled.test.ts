import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { stoppableOutsideProductionIsScheduled as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { type Expected, worstOf } from "../table";

const CLUSTER = "aws:rds/cluster:Cluster";
const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
const INSTANCE = "aws:rds/instance:Instance";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

const sdk = (call: string) => `arn:aws:scheduler:::aws-sdk:${call}`;

/** A schedule that makes one call every weekday. */
function schedule(
    name: string,
    target: PropertyMap,
    more: PropertyMap = {},
    from: readonly PlannedResource[] = [],
): PlannedResource {
    const inputs = { scheduleExpression: "cron(0 20 ? * MON-FRI *)", target, ...more };
    return resource(SCHEDULE, inputs, { name, comesFrom: { target: from } });
}

function calls(
    stop: string,
    start: string,
    input: PropertyValue,
    from: readonly PlannedResource[] = [],
    more: PropertyMap = {},
) {
    return [
        schedule("stop", { arn: sdk(stop), input }, more, from),
        schedule("start", { arn: sdk(start), input }, more, from),
    ];
}

const database = (inputs: PropertyMap = { clusterIdentifier: "orders" }) =>
    resource(CLUSTER, inputs, { name: "orders" });
const stopAndStart = (input: PropertyValue, from: readonly PlannedResource[] = [], more: PropertyMap = {}) =>
    calls("rds:stopDBCluster", "rds:startDBCluster", input, from, more);
const naming = (name: string) => JSON.stringify({ DbClusterIdentifier: name });

function judged(resources: readonly PlannedResource[], stack = "staging"): Expected {
    return worstOf(said(rule, plan(resources, { stack })));
}

describe("stoppable-outside-production-is-scheduled", () => {
    describe("of a database cluster", () => {
        const cluster = database();
        const unnamed = database({});
        const carts = resource(CLUSTER, { clusterIdentifier: "carts" }, { name: "carts" });
        const cases: readonly (readonly [given: string, expected: Expected, resources: readonly PlannedResource[]])[] =
            [
                ["a stop and a start by name", "holds", [cluster, ...stopAndStart(naming("orders"))]],
                ["a stop alone", "violated", [cluster, ...stopAndStart(naming("orders")).slice(0, 1)]],
                ["a start alone", "violated", [cluster, ...stopAndStart(naming("orders")).slice(1)]],
                ["no schedule", "violated", [cluster]],
                ["schedules of another cluster", "violated", [cluster, ...stopAndStart(naming("carts"))]],
                [
                    "the parameter in camel case, which fails at night",
                    "violated",
                    [cluster, ...stopAndStart(JSON.stringify({ dbClusterIdentifier: "orders" }))],
                ],
                [
                    "calls for an instance",
                    "violated",
                    [cluster, ...calls("rds:stopDBInstance", "rds:startDBInstance", naming("orders"))],
                ],
                [
                    "schedules that are switched off",
                    "violated",
                    [cluster, ...stopAndStart(naming("orders"), [], { state: "DISABLED" })],
                ],
                [
                    "schedules for one moment",
                    "violated",
                    [cluster, ...stopAndStart(naming("orders"), [], { scheduleExpression: "at(2026-01-01T20:00:00)" })],
                ],
                [
                    "schedules of which it is not known whether they are on",
                    "undecided",
                    [cluster, ...stopAndStart(naming("orders"), [], { state: Unknown.computed })],
                ],
                [
                    "names that are not known, made from the cluster",
                    "holds",
                    [unnamed, ...stopAndStart(Unknown.computed, [unnamed])],
                ],
                [
                    "names that are not known, made from another cluster",
                    "violated",
                    [cluster, ...stopAndStart(Unknown.computed, [carts]), carts],
                ],
                [
                    "names that are not known, made from nothing that is shown",
                    "undecided",
                    [cluster, ...stopAndStart(Unknown.computed)],
                ],
                [
                    "names made from two clusters",
                    "undecided",
                    [unnamed, ...stopAndStart(Unknown.computed, [unnamed, carts]), carts],
                ],
                [
                    "a name within an object that is not known",
                    "holds",
                    [unnamed, ...stopAndStart(new Secret(Unknown.computed), [unnamed])],
                ],
                [
                    "a literal name, and a cluster whose name is chosen later",
                    "undecided",
                    [unnamed, ...stopAndStart(naming("orders"))],
                ],
                ["a target that is not known", "undecided", [cluster, schedule("stop", { arn: Unknown.computed })]],
                [
                    "a schedule that calls a function",
                    "violated",
                    [cluster, schedule("stop", { arn: "arn:aws:lambda:eu-central-1:1:function:x" })],
                ],
            ];
        for (const [given, expected, resources] of cases) {
            it(`given ${given}, says ${expected}`, () => {
                const verdicts = said(rule, plan(resources));
                assert.equal(worstOf(verdicts.filter(({ subject }) => subject === "orders")), expected);
            });
        }

        it("given production, says nothing", () => {
            assert.equal(judged([database()], "prod"), "nothing");
        });

        it("given a cluster that is only read, says nothing", () => {
            assert.equal(judged([resource(CLUSTER, {}, { external: true })]), "nothing");
        });

        it("given a part that the plan does not show, says undecided", () => {
            const opaque = resource("acme:index:Night", {}, { name: "night", custom: false, opaque: true });
            assert.equal(judged([database(), opaque]), "undecided");
        });

        it("given a secret name, stops it by that name and does not show it", () => {
            const verdicts = said(rule, plan([database({ clusterIdentifier: new Secret("canary7f3a") })]));
            assert.equal(worstOf(verdicts), "violated");
            assert.ok(verdicts.every(({ message }) => message?.includes("canary") === false));
        });
    });

    describe("of a cluster that pauses by itself", () => {
        const serverless = (minCapacity: PropertyValue) =>
            database({
                clusterIdentifier: "orders",
                serverlessv2ScalingConfiguration: { minCapacity, maxCapacity: 4 },
            });
        const member = (instanceClass: PropertyValue) =>
            resource(MEMBER, { clusterIdentifier: "orders", instanceClass }, { name: "member" });
        const cases: readonly (readonly [given: string, expected: Expected, resources: readonly PlannedResource[]])[] =
            [
                ["a capacity that goes to 0", "holds", [serverless(0), member("db.serverless")]],
                ["a capacity that stays above 0", "violated", [serverless(0.5), member("db.serverless")]],
                ["a member of a fixed size", "violated", [serverless(0), member("db.r7g.large")]],
                [
                    "a member of another cluster of a fixed size",
                    "holds",
                    [serverless(0), resource(MEMBER, { clusterIdentifier: "carts", instanceClass: "db.r7g.large" })],
                ],
                ["a capacity that is not known", "undecided", [serverless(Unknown.computed)]],
                ["a member whose size is not known", "undecided", [serverless(0), member(Unknown.computed)]],
                ["serverless v1, which cannot be stopped", "nothing", [database({ engineMode: "serverless" })]],
                [
                    "a global database, which cannot be stopped",
                    "nothing",
                    [database({ globalClusterIdentifier: "world" })],
                ],
            ];
        for (const [given, expected, resources] of cases) {
            it(`given ${given}, says ${expected}`, () => {
                assert.equal(judged(resources), expected);
            });
        }
    });

    describe("of a database instance", () => {
        const instance = resource(INSTANCE, { identifier: "orders" }, { name: "orders" });

        it("given a stop and a start, says holds", () => {
            const input = JSON.stringify({ DbInstanceIdentifier: "orders" });
            assert.equal(judged([instance, ...calls("rds:stopDBInstance", "rds:startDBInstance", input)]), "holds");
        });

        it("given neither, says violated", () => {
            assert.equal(judged([instance]), "violated");
        });

        it("given a replica and its source, which cannot be stopped, says nothing", () => {
            const replica = resource(
                INSTANCE,
                { replicateSourceDb: Unknown.computed },
                { name: "copy", comesFrom: { replicateSourceDb: [instance] } },
            );
            assert.equal(judged([instance, replica]), "nothing");
        });
    });

    describe("of a node group", () => {
        const nodes = (scalingConfig: PropertyMap = { minSize: 1, maxSize: 3, desiredSize: 2 }) =>
            resource(NODES, { clusterName: "shop", nodeGroupName: "workers", scalingConfig }, { name: "workers" });
        const resize = (desired: PropertyValue, name = "workers") =>
            JSON.stringify({
                ClusterName: "shop",
                NodegroupName: name,
                ScalingConfig: { MinSize: 0, MaxSize: 3, DesiredSize: desired },
            });
        const target = (input: PropertyValue) => ({ arn: sdk("eks:updateNodegroupConfig"), input });
        const cases: readonly (readonly [given: string, expected: Expected, resources: readonly PlannedResource[]])[] =
            [
                [
                    "a resize to 0 and one back",
                    "holds",
                    [nodes(), schedule("stop", target(resize(0))), schedule("start", target(resize(2)))],
                ],
                ["a resize to 0 alone", "violated", [nodes(), schedule("stop", target(resize(0)))]],
                [
                    "two resizes to 0",
                    "violated",
                    [nodes(), schedule("stop", target(resize(0))), schedule("start", target(resize(0)))],
                ],
                [
                    "resizes of another group of the cluster",
                    "violated",
                    [
                        nodes(),
                        schedule("stop", target(resize(0, "other"))),
                        schedule("start", target(resize(2, "other"))),
                    ],
                ],
                [
                    "a size that is not known",
                    "undecided",
                    [nodes(), schedule("stop", target(Unknown.computed)), schedule("start", target(Unknown.computed))],
                ],
                ["a group that is always empty", "holds", [nodes({ minSize: 0, maxSize: 3, desiredSize: 0 })]],
            ];
        for (const [given, expected, resources] of cases) {
            it(`given ${given}, says ${expected}`, () => {
                assert.equal(judged(resources), expected);
            });
        }
    });

    describe("of an autoscaling group", () => {
        const group = resource(
            "aws:autoscaling/group:Group",
            { name: "workers", minSize: 1, maxSize: 3 },
            { name: "workers" },
        );
        const scaling = (name: string, more: PropertyMap) =>
            resource(
                "aws:autoscaling/schedule:Schedule",
                { autoscalingGroupName: "workers", recurrence: "0 20 * * 1-5", ...more },
                { name },
            );

        it("given a size of 0 by omission and one back, says holds", () => {
            assert.equal(judged([group, scaling("stop", {}), scaling("start", { desiredCapacity: 2 })]), "holds");
        });

        it("given sizes that are left alone, says violated", () => {
            assert.equal(
                judged([group, scaling("stop", { desiredCapacity: -1 }), scaling("start", { desiredCapacity: 2 })]),
                "violated",
            );
        });

        it("given a size that is not known, says undecided", () => {
            assert.equal(judged([group, scaling("stop", { desiredCapacity: Unknown.computed })]), "undecided");
        });
    });

    describe("of an instance", () => {
        const instance = resource("aws:ec2/instance:Instance", {}, { name: "bastion" });

        it("given a target made from it, says holds", () => {
            assert.equal(
                judged([instance, ...calls("ec2:stopInstances", "ec2:startInstances", Unknown.computed, [instance])]),
                "holds",
            );
        });

        it("given an id written out, which no plan shows, says undecided", () => {
            const input = JSON.stringify({ InstanceIds: ["i-1"] });
            assert.equal(judged([instance, ...calls("ec2:stopInstances", "ec2:startInstances", input)]), "undecided");
        });
    });

    it("given another type, says nothing", () => {
        assert.equal(judged([resource("other:index:Thing")]), "nothing");
    });
});
