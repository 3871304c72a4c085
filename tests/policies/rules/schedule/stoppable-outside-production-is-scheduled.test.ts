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
                { autoscalingGroupName: "workers", recurrence: "0 20 * * 1-5", minSize: -1, maxSize: -1, ...more },
                { name },
            );

        it("given a size of 0 by omission and one back, says holds", () => {
            assert.equal(judged([group, scaling("stop", {}), scaling("start", { desiredCapacity: 2 })]), "holds");
        });

        it("given a largest size that is left out, which means 0, is not started again", () => {
            const back = { desiredCapacity: 2, maxSize: null };
            assert.equal(judged([group, scaling("stop", {}), scaling("start", back)]), "violated");
        });

        it("given sizes that are left alone, says violated", () => {
            assert.equal(
                judged([group, scaling("stop", { desiredCapacity: -1 }), scaling("start", { desiredCapacity: 2 })]),
                "violated",
            );
        });

        it("given a size that is not known, says undecided", () => {
            const size = { desiredCapacity: Unknown.computed };
            assert.equal(judged([group, scaling("stop", size), scaling("start", size)]), "undecided");
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

    describe("of a service", () => {
        const service = (inputs: PropertyMap) =>
            resource(
                "aws:ecs/service:Service",
                { name: "api", cluster: "arn:aws:ecs:eu-central-1:1:cluster/shop", desiredCount: 2, ...inputs },
                { name: "api" },
            );
        const bounds = (name: string, minCapacity: number, maxCapacity: number) =>
            resource(
                "aws:appautoscaling/scheduledAction:ScheduledAction",
                {
                    resourceId: "service/shop/api",
                    schedule: "cron(0 20 ? * MON-FRI *)",
                    scalableTargetAction: { minCapacity, maxCapacity },
                },
                { name },
            );
        const fargate = { launchType: "FARGATE" };
        const cases: readonly (readonly [given: string, expected: Expected, resources: readonly PlannedResource[]])[] =
            [
                ["Fargate without a schedule", "violated", [service(fargate)]],
                [
                    "Fargate by its capacity",
                    "violated",
                    [service({ capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] })],
                ],
                ["machines of its own, which are what must be stopped", "nothing", [service({})]],
                ["a launch type that is not known", "undecided", [service({ launchType: Unknown.computed })]],
                ["nothing that runs", "holds", [service({ ...fargate, desiredCount: 0 })]],
                ["bounds of 0 and back", "holds", [service(fargate), bounds("stop", 0, 0), bounds("start", 2, 4)]],
                ["bounds of 0 alone", "violated", [service(fargate), bounds("stop", 0, 0)]],
                [
                    "calls that set the count",
                    "holds",
                    [
                        service(fargate),
                        ...[0, 2].map(DesiredCount =>
                            schedule(`to-${DesiredCount}`, {
                                arn: sdk("ecs:updateService"),
                                input: JSON.stringify({ Cluster: "shop", Service: "api", DesiredCount }),
                            }),
                        ),
                    ],
                ],
            ];
        for (const [given, expected, resources] of cases) {
            it(`given ${given}, says ${expected}`, () => {
                assert.equal(judged(resources), expected);
            });
        }
    });

    describe("by something that is no call of the SDK", () => {
        const instance = (inputs: PropertyMap = {}) =>
            resource(INSTANCE, { identifier: "orders", ...inputs }, { name: "orders" });
        const documents = (names: readonly string[], parameters: PropertyValue) =>
            names.map(name =>
                resource(
                    "aws:ssm/association:Association",
                    { name, parameters, scheduleExpression: "cron(0 20 ? * MON-FRI *)" },
                    { name },
                ),
            );
        const BOTH = ["AWS-StopRdsInstance", "AWS-StartRdsInstance"];
        const tagged = instance({ tags: { Schedule: "office-hours" } });
        const bare = (one: PlannedResource, options: object = {}) => worstOf(said(rule, plan([one]), options));

        it("given documents that stop and start it, says holds", () => {
            assert.equal(judged([instance(), ...documents(BOTH, { InstanceId: "orders" })]), "holds");
        });

        it("given documents for another, says violated", () => {
            assert.equal(judged([instance(), ...documents(BOTH, { InstanceId: "carts" })]), "violated");
        });

        it("given documents whose parameters are not known, says undecided", () => {
            assert.equal(judged([instance(), ...documents(BOTH, Unknown.computed)]), "undecided");
        });

        it("given documents run by a scheduler's own call, says holds", () => {
            const run = (verb: string) =>
                schedule(verb, {
                    arn: sdk("ssm:startAutomationExecution"),
                    input: JSON.stringify({
                        DocumentName: `AWS-${verb}RdsInstance`,
                        Parameters: { InstanceId: ["orders"] },
                    }),
                });
            assert.equal(judged([instance(), run("Stop"), run("Start")]), "holds");
        });

        it("given documents that rules of EventBridge run, says holds, and switched off, violated", () => {
            const run = (verb: string, state: string) => {
                const when = resource(
                    "aws:cloudwatch/eventRule:EventRule",
                    { name: verb, state, scheduleExpression: "cron(0 20 ? * MON-FRI *)" },
                    { name: verb },
                );
                const target = resource(
                    "aws:cloudwatch/eventTarget:EventTarget",
                    {
                        rule: verb,
                        arn: `arn:aws:ssm:eu-central-1::automation-definition/AWS-${verb}RdsInstance:$DEFAULT`,
                        input: '{"InstanceId":["orders"]}',
                    },
                    { name: `${verb}-target` },
                );
                return [when, target];
            };
            assert.equal(judged([instance(), ...run("Stop", "ENABLED"), ...run("Start", "ENABLED")]), "holds");
            assert.equal(judged([instance(), ...run("Stop", "ENABLED"), ...run("Start", "DISABLED")]), "violated");
        });

        it("given a controller's tag, says undecided, unless told that one runs or that the tag means nothing", () => {
            assert.equal(bare(tagged), "undecided");
            assert.equal(bare(tagged, { settings: { controllersRun: true } }), "holds");
            assert.equal(bare(tagged, { settings: { controllerTags: [] } }), "violated");
            assert.equal(bare(instance({ tags: { NightOff: "yes" } })), "violated");
            const own = { settings: { controllerTags: ["NightOff"], controllersRun: true } };
            assert.equal(bare(instance({ tags: { NightOff: "yes" } }), own), "holds");
        });

        it("given tags that are not known, says undecided", () => {
            assert.equal(bare(instance({ tags: Unknown.computed })), "undecided");
        });

        it("given a function that a schedule calls, says undecided only where its role may do both", () => {
            const withActions = (...Action: string[]) => {
                const role = resource("aws:iam/role:Role", {}, { name: "night-role" });
                const policy = resource(
                    "aws:iam/rolePolicy:RolePolicy",
                    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] }) },
                    { name: "night-policy", comesFrom: { role: [role] } },
                );
                const lambda = resource(
                    "aws:lambda/function:Function",
                    {},
                    { name: "night", comesFrom: { role: [role] } },
                );
                const nightly = schedule("nightly", { arn: Unknown.computed }, {}, [lambda]);
                return [
                    instance(),
                    role,
                    policy,
                    lambda,
                    {
                        ...nightly,
                        inputs: { ...nightly.inputs, target: { arn: "arn:aws:lambda:eu-central-1:1:function:night" } },
                    },
                ];
            };
            const of = (resources: readonly PlannedResource[]) =>
                worstOf(said(rule, plan(resources)).filter(({ subject }) => subject === "orders"));
            assert.equal(of(withActions("rds:StopDBInstance", "rds:StartDBInstance")), "undecided");
            assert.equal(of(withActions("rds:St*")), "undecided");
            assert.equal(of(withActions("rds:StopDBInstance")), "violated");
            assert.equal(of(withActions("s3:GetObject")), "violated");
        });
    });

    it("given another type, says nothing", () => {
        assert.equal(judged([resource("other:index:Thing")]), "nothing");
    });
});
