import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import {
    productionNeverScheduled,
    scheduledByOneController,
    stoppableOutsideProductionIsScheduled,
} from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { INSTANCE, judged, onlyRead, saidOf } from "./nights";

const EVENING = "cron(0 20 ? * MON-FRI *)";
const MORNING = "cron(0 7 ? * MON-FRI *)";
type Half = "stop" | "start";

/** One way in which programs that are not ours put something to sleep, from one half of it. */
interface Way {
    readonly what: PlannedResource;
    readonly half: (half: Half, name?: string) => readonly PlannedResource[];
}

const sdk = (call: string, input: object, half: Half, name: string) =>
    resource(
        "aws:scheduler/schedule:Schedule",
        {
            scheduleExpression: half === "stop" ? EVENING : MORNING,
            target: { arn: `arn:aws:scheduler:::aws-sdk:${call}`, input: JSON.stringify(input) },
        },
        { name },
    );
const instance = resource(INSTANCE, { identifier: "orders" }, { name: "orders" });
const group = resource("aws:autoscaling/group:Group", { name: "workers", minSize: 1, maxSize: 4 }, { name: "workers" });
const service = resource(
    "aws:ecs/service:Service",
    { name: "api", cluster: "shop", desiredCount: 2, launchType: "FARGATE" },
    { name: "api" },
);
const nodes = resource(
    "aws:eks/nodeGroup:NodeGroup",
    { clusterName: "shop", nodeGroupName: "workers", scalingConfig: { desiredSize: 2, minSize: 1 } },
    { name: "workers" },
);

const warehouse = resource("aws:redshift/cluster:Cluster", { clusterIdentifier: "sales" }, { name: "sales" });
const notebook = resource("aws:sagemaker/notebookInstance:NotebookInstance", { name: "study" }, { name: "study" });
const stream = resource(
    "aws:kinesisanalyticsv2/application:Application",
    { name: "clicks", startApplication: true },
    { name: "clicks" },
);

const WAYS: Readonly<Record<string, Way>> = {
    "a scheduler's call": {
        what: instance,
        half: (half, name = half) => [sdk(`rds:${half}DBInstance`, { DbInstanceIdentifier: "orders" }, half, name)],
    },
    "a scheduler's call that resizes": {
        what: nodes,
        half: (half, name = half) => [
            sdk(
                "eks:updateNodegroupConfig",
                {
                    ClusterName: "shop",
                    NodegroupName: "workers",
                    ScalingConfig: { DesiredSize: half === "stop" ? 0 : 2 },
                },
                half,
                name,
            ),
        ],
    },
    "a scheduler's call that pauses a warehouse": {
        what: warehouse,
        half: (half, name = half) => [
            sdk(
                half === "stop" ? "redshift:pauseCluster" : "redshift:resumeCluster",
                { ClusterIdentifier: "sales" },
                half,
                name,
            ),
        ],
    },
    "a scheduled action of Redshift": {
        what: warehouse,
        half: (half, name = half) => [
            resource(
                "aws:redshift/scheduledAction:ScheduledAction",
                {
                    schedule: half === "stop" ? EVENING : MORNING,
                    targetAction: {
                        [half === "stop" ? "pauseCluster" : "resumeCluster"]: { clusterIdentifier: "sales" },
                    },
                },
                { name },
            ),
        ],
    },
    "a scheduler's call on a notebook": {
        what: notebook,
        half: (half, name = half) => [
            sdk(`sagemaker:${half}NotebookInstance`, { NotebookInstanceName: "study" }, half, name),
        ],
    },
    "a scheduler's call on a Flink application": {
        what: stream,
        half: (half, name = half) => [
            sdk(`kinesisanalyticsv2:${half}Application`, { ApplicationName: "clicks" }, half, name),
        ],
    },
    "a scheduled action of a group": {
        what: group,
        half: (half, name = half) => [
            resource(
                "aws:autoscaling/schedule:Schedule",
                {
                    autoscalingGroupName: "workers",
                    recurrence: half === "stop" ? "0 20 * * 1-5" : "0 7 * * 1-5",
                    minSize: 0,
                    maxSize: 4,
                    desiredCapacity: half === "stop" ? 0 : 2,
                },
                { name },
            ),
        ],
    },
    "a scheduled action of Application Auto Scaling": {
        what: service,
        half: (half, name = half) => [
            resource(
                "aws:appautoscaling/scheduledAction:ScheduledAction",
                {
                    resourceId: "service/shop/api",
                    schedule: half === "stop" ? EVENING : MORNING,
                    scalableTargetAction:
                        half === "stop" ? { minCapacity: 0, maxCapacity: 0 } : { minCapacity: 2, maxCapacity: 4 },
                },
                { name },
            ),
        ],
    },
    "an association of State Manager": {
        what: instance,
        half: (half, name = half) => [
            resource(
                "aws:ssm/association:Association",
                {
                    name: `AWS-${half === "stop" ? "Stop" : "Start"}RdsInstance`,
                    parameters: { InstanceId: "orders" },
                    scheduleExpression: half === "stop" ? EVENING : MORNING,
                },
                { name },
            ),
        ],
    },
    "a rule of EventBridge that runs a document": {
        what: instance,
        half: (half, name = half) => [
            resource(
                "aws:cloudwatch/eventRule:EventRule",
                { name, scheduleExpression: half === "stop" ? EVENING : MORNING },
                { name },
            ),
            resource(
                "aws:cloudwatch/eventTarget:EventTarget",
                {
                    rule: name,
                    arn: `arn:aws:ssm:eu-central-1::automation-definition/AWS-${half === "stop" ? "Stop" : "Start"}RdsInstance:$DEFAULT`,
                    input: '{"InstanceId":["orders"]}',
                },
                { name: `${name}-target` },
            ),
        ],
    },
};

describe("a program that is not ours", () => {
    for (const [given, { what, half }] of Object.entries(WAYS)) {
        const pair = [...half("stop"), ...half("start")];

        it(`given ${given} to stop and one to start, is covered exactly once`, () => {
            assert.equal(judged(stoppableOutsideProductionIsScheduled, [what, ...pair]), "holds");
            assert.equal(judged(scheduledByOneController, [what, ...pair]), "holds");
        });

        it(`given ${given} to stop alone, is not`, () => {
            assert.equal(judged(stoppableOutsideProductionIsScheduled, [what, ...half("stop")]), "violated");
        });

        it(`given ${given} to start alone, is not`, () => {
            assert.equal(judged(stoppableOutsideProductionIsScheduled, [what, ...half("start")]), "violated");
        });

        it(`given a second one beside ${given}, has two controllers`, () => {
            assert.equal(judged(scheduledByOneController, [what, ...pair, ...half("stop", "again")]), "violated");
        });

        it(`given the tag of a controller beside ${given}, has two controllers`, () => {
            const tags = what === group ? [{ key: "Schedule", value: "office-hours" }] : { Schedule: "office-hours" };
            const tagged = { ...what, inputs: { ...what.inputs, tags } };
            const settings = { controllersRun: true };
            assert.equal(judged(scheduledByOneController, [tagged, ...pair], { settings }), "violated");
        });

        it(`given ${given} in production, is found`, () => {
            const subjects = saidOf(productionNeverScheduled, [what, ...half("stop")], { stack: "prod" });
            assert.ok(subjects.some(({ outcome }) => outcome === "violated"));
        });
    }
});

describe("what has its name from AWS", () => {
    const services = ["api", "admin"].map(name =>
        resource("aws:apprunner/service:Service", { serviceName: name }, { name }),
    );
    const [api, admin] = services as [PlannedResource, PlannedResource];
    const call = (verb: "pause" | "resume", ServiceArn: PropertyValue, from: readonly PlannedResource[] = []) =>
        resource(
            "aws:scheduler/schedule:Schedule",
            {
                scheduleExpression: verb === "pause" ? EVENING : MORNING,
                target: {
                    arn: `arn:aws:scheduler:::aws-sdk:apprunner:${verb}Service`,
                    input: typeof ServiceArn === "string" ? JSON.stringify({ ServiceArn }) : ServiceArn,
                },
            },
            { name: verb, comesFrom: { target: from } },
        );
    const both = (arn: PropertyValue, from: readonly PlannedResource[] = []) => [
        call("pause", arn, from),
        call("resume", arn, from),
    ];

    it("given calls that are made from it, is covered; another beside it is not", () => {
        const resources = [api, admin, ...both(Unknown.computed, [api])];
        assert.equal(judged(stoppableOutsideProductionIsScheduled, resources, { subject: "api" }), "holds");
        assert.equal(judged(stoppableOutsideProductionIsScheduled, resources, { subject: "admin" }), "violated");
    });

    it("given an ARN that is written down, cannot be told: the plan does not know its own", () => {
        const written = both(
            "arn:aws:apprunner:eu-central-1:222222222222:service/api/8fe1e10304f84fd2b0df550fe98a71fa",
        );
        assert.equal(judged(stoppableOutsideProductionIsScheduled, [api, ...written]), "undecided");
    });

    it("given an elastic cluster of DocumentDB, is one of its kind", () => {
        const elastic = resource("aws:docdb/elasticCluster:ElasticCluster", { name: "carts" }, { name: "carts" });
        const calls = (["stop", "start"] as const).map(half =>
            resource(
                "aws:scheduler/schedule:Schedule",
                {
                    scheduleExpression: half === "stop" ? EVENING : MORNING,
                    target: { arn: `arn:aws:scheduler:::aws-sdk:docdbelastic:${half}Cluster`, input: Unknown.computed },
                },
                { name: half, comesFrom: { target: [elastic] } },
            ),
        );
        assert.equal(judged(stoppableOutsideProductionIsScheduled, [elastic, ...calls]), "holds");
        assert.equal(judged(stoppableOutsideProductionIsScheduled, [elastic, ...calls.slice(1)]), "violated");
    });
});

describe("a Flink application", () => {
    const stated = (startApplication: PropertyValue | undefined) =>
        judged(stoppableOutsideProductionIsScheduled, [
            resource(
                "aws:kinesisanalyticsv2/application:Application",
                { name: "clicks", ...(startApplication === undefined ? {} : { startApplication }) },
                { name: "clicks" },
            ),
        ]);

    it("given none that starts it, needs no schedule; given one that may, cannot be told", () => {
        assert.equal(stated(undefined), stated(false));
        assert.notEqual(stated(false), "violated");
        assert.equal(stated(true), "violated");
        assert.equal(stated(Unknown.computed), "undecided");
    });
});

describe("a scheduled action of Redshift", () => {
    const paused = (inputs: PropertyMap) => [
        warehouse,
        resource(
            "aws:redshift/scheduledAction:ScheduledAction",
            { schedule: MORNING, targetAction: { resumeCluster: { clusterIdentifier: "sales" } } },
            { name: "resume" },
        ),
        resource(
            "aws:redshift/scheduledAction:ScheduledAction",
            { schedule: EVENING, targetAction: { pauseCluster: { clusterIdentifier: "sales" } }, ...inputs },
            { name: "pause" },
        ),
    ];
    const rows: readonly (readonly [given: string, said: string, inputs: PropertyMap])[] = [
        ["all it needs", "holds", {}],
        ["that it is switched off", "violated", { enable: false }],
        ["that it may be switched off", "undecided", { enable: Unknown.computed }],
        ["that it comes once", "violated", { schedule: "at(2027-02-01T20:00:00)" }],
        ["that it ends", "undecided", { endTime: "2027-06-01T00:00:00Z" }],
        ["another cluster", "violated", { targetAction: { pauseCluster: { clusterIdentifier: "carts" } } }],
        [
            "a cluster that is not known",
            "undecided",
            { targetAction: { pauseCluster: { clusterIdentifier: Unknown.computed } } },
        ],
        ["a target that is not known", "undecided", { targetAction: Unknown.computed }],
        ["a resize", "violated", { targetAction: { resizeCluster: { clusterIdentifier: "sales", numberOfNodes: 1 } } }],
        [
            "its name as a secret",
            "holds",
            { targetAction: { pauseCluster: { clusterIdentifier: new Secret("sales") } } },
        ],
    ];
    for (const [given, expected, inputs] of rows) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(stoppableOutsideProductionIsScheduled, paused(inputs)), expected);
        });
    }
});

describe("the tag of a controller", () => {
    const settings = { controllersRun: true };
    const tagged = (key: string, value: PropertyValue) =>
        resource(INSTANCE, { identifier: "orders", tags: { [key]: value } }, { name: "orders" });
    const rows: readonly (readonly [key: string, value: PropertyValue, covered: string])[] = [
        ["Schedule", "office-hours", "holds"],
        ["Schedule", "", "violated"],
        ["Schedule", "running", "violated"],
        ["Schedule", "stopped", "violated"],
        ["Schedule", Unknown.computed, "undecided"],
        ["Schedule", new Secret("office-hours"), "holds"],
        ["maid_offhours", "on", "holds"],
        ["maid_offhours", "", "holds"],
        ["maid_offhours", "off", "violated"],
        ["maid_offhours", "tz=pt", "holds"],
        ["maid_offhours", "tz=Europe/Berlin", "holds"],
        ["maid_offhours", "tz=Mars/Base", "violated"],
        ["maid_offhours", "off=(M-F,19);on=(M-F,7);tz=pt", "holds"],
        ["maid_offhours", "off=[(M-F,21),(U,18)]; on=[(M-F,6),(U,10)]", "holds"],
        ["maid_offhours", "off=(M-F,23);on=(M-F,7)", "holds"],
        ["maid_offhours", "off=(M-F,24);on=(M-F,7)", "violated"],
        ["maid_offhours", "off=(M-X,19);on=(M-F,7)", "violated"],
        ["maid_offhours", "off=(M-F,19)", "undecided"],
        ["maid_offhours", "on=(M-F,7)", "undecided"],
        ["maid_offhours", "nights", "violated"],
        ["custodian_downtime", "off=(M-F,19);on=(M-F,7)", "holds"],
    ];
    for (const [key, value, covered] of rows) {
        const shown = typeof value === "string" ? value : value instanceof Secret ? "a secret" : "not known";
        it(`given ${key} = ${JSON.stringify(shown)}, says ${covered}`, () => {
            assert.equal(judged(stoppableOutsideProductionIsScheduled, [tagged(key, value)], { settings }), covered);
        });
    }

    it("given a tag that leaves it out, is no second controller, and nothing in production", () => {
        const pair = [...WAYS["a scheduler's call"]!.half("stop"), ...WAYS["a scheduler's call"]!.half("start")];
        const out = tagged("maid_offhours", "off");
        assert.equal(judged(scheduledByOneController, [out, ...pair], { settings }), "holds");
        assert.equal(
            judged(scheduledByOneController, [tagged("maid_offhours", "on"), ...pair], { settings }),
            "violated",
        );
        const named = { settings: { controllerTags: ["maid_offhours"] }, stack: "prod" };
        assert.equal(judged(productionNeverScheduled, [out], named), "nothing");
        assert.equal(judged(productionNeverScheduled, [tagged("maid_offhours", "on")], named), "violated");
    });
});

describe("a workload", () => {
    const UPTIME = { "downscaler/uptime": "Mon-Fri 07:30-20:30 Europe/Berlin" };
    const deployment = (annotations: PropertyMap = {}, more: PropertyMap = {}) =>
        resource(
            "kubernetes:apps/v1:Deployment",
            { metadata: { name: "api", namespace: "shop", annotations, ...more }, spec: { replicas: 2 } },
            { name: "api" },
        );
    const namespace = (annotations: PropertyMap) =>
        resource("kubernetes:core/v1:Namespace", { metadata: { name: "shop", annotations } }, { name: "shop" });
    const cron = {
        type: "cron",
        metadata: { timezone: "Europe/Berlin", start: "0 7 * * 1-5", end: "0 20 * * 1-5", desiredReplicas: "2" },
    };
    const keda = (spec: PropertyMap = {}, name = "api-scaler", space = "shop") =>
        resource(
            "kubernetes:keda.sh/v1alpha1:ScaledObject",
            {
                metadata: { name, namespace: space },
                spec: { scaleTargetRef: { name: "api" }, triggers: [cron], ...spec },
            },
            { name },
        );
    const job = (command: PropertyValue, name = "down", { namespace: space = "shop", ...more }: PropertyMap = {}) =>
        resource(
            "kubernetes:batch/v1:CronJob",
            {
                metadata: { name, namespace: space },
                spec: {
                    ...more,
                    schedule: "0 20 * * 1-5",
                    jobTemplate: {
                        spec: { template: { spec: { containers: [{ command: ["sh", "-c"], args: [command] }] } } },
                    },
                },
            },
            { name },
        );
    const DOWN = "kubectl scale deployment/api --replicas=0";

    const rows: readonly (readonly [given: string, said: string, resources: readonly PlannedResource[]])[] = [
        ["nothing", "nothing", [deployment()]],
        ["a downscaler", "holds", [deployment(UPTIME)]],
        ["a downscaler of its namespace", "holds", [deployment(), namespace(UPTIME)]],
        ["a downscaler of another namespace", "nothing", [deployment({}, { namespace: "other" }), namespace(UPTIME)]],
        ["KEDA", "holds", [deployment(), keda()]],
        [
            "jobs that take it down and bring it up",
            "holds",
            [deployment(), job(DOWN), job(DOWN.replace("0", "2"), "up")],
        ],
        ["KEDA and a downscaler", "violated", [deployment(UPTIME), keda()]],
        ["KEDA and a downscaler of its namespace", "violated", [deployment(), namespace(UPTIME), keda()]],
        [
            "KEDA and a downscaler of its namespace that leaves it out",
            "holds",
            [deployment({ "downscaler/exclude": "true" }), namespace(UPTIME), keda()],
        ],
        ["KEDA twice", "violated", [deployment(), keda(), keda({}, "second")]],
        ["KEDA for another workload", "holds", [deployment(UPTIME), keda({ scaleTargetRef: { name: "web" } })]],
        [
            "KEDA for another kind",
            "holds",
            [deployment(UPTIME), keda({ scaleTargetRef: { name: "api", kind: "StatefulSet" } })],
        ],
        ["KEDA in another namespace", "holds", [deployment(UPTIME), keda({}, "api-scaler", "other")]],
        ["KEDA without a clock", "holds", [deployment(UPTIME), keda({ triggers: [{ type: "prometheus" }] })]],
        [
            "KEDA for what is not known",
            "undecided",
            [deployment(UPTIME), keda({ scaleTargetRef: { name: Unknown.computed } })],
        ],
        ["a downscaler and a job", "violated", [deployment(UPTIME), job(DOWN)]],
        ["KEDA and a job", "violated", [deployment(), keda(), job("kubectl -n shop scale --replicas=0 deploy api")]],
        ["a downscaler and a job for another", "holds", [deployment(UPTIME), job(DOWN.replace("api", "web"))]],
        ["a downscaler and a job elsewhere", "holds", [deployment(UPTIME), job(`${DOWN} -n other`)]],
        [
            "a downscaler and a job elsewhere by a flag in front",
            "holds",
            [deployment(UPTIME), job("kubectl -n other scale deploy/api --replicas=0")],
        ],
        [
            "a downscaler and a job in a namespace that is not known",
            "undecided",
            [deployment(UPTIME), job(`${DOWN} -n $NAMESPACE`)],
        ],
        [
            "a downscaler and a job of whatever labels",
            "undecided",
            [deployment(UPTIME), job("kubectl scale deployment -l app=api --replicas=0")],
        ],
        [
            "a downscaler and a job for all",
            "violated",
            [deployment(UPTIME), job("kubectl scale deployments --all --replicas=0")],
        ],
        [
            "a downscaler and a job for all of another kind",
            "holds",
            [deployment(UPTIME), job("kubectl scale statefulsets --all --replicas=0")],
        ],
        [
            "a downscaler and a job for two",
            "violated",
            [deployment(UPTIME), job("kubectl scale deploy/web deploy/api --replicas=0")],
        ],
        [
            "a downscaler and a job that is suspended",
            "holds",
            [deployment(UPTIME), job(DOWN, "down", { suspend: true })],
        ],
        [
            "a downscaler and a job beside it, in a namespace of which the name is not known",
            "undecided",
            [deployment(UPTIME, { namespace: Unknown.computed }), job(DOWN, "down", { namespace: Unknown.computed })],
        ],
        [
            "KEDA and a downscaler of its own that its namespace leaves out",
            "holds",
            [deployment(UPTIME), namespace({ "downscaler/exclude": "true" }), keda()],
        ],
        [
            "KEDA and a downscaler that is told both",
            "undecided",
            [
                deployment({ ...UPTIME, "downscaler/exclude": "false" }),
                namespace({ "downscaler/exclude": "true" }),
                keda(),
            ],
        ],
        ["a downscaler and a job that copies", "holds", [deployment(UPTIME), job("cp --scale a b")]],
        [
            "KEDA and times that no downscaler reads",
            "undecided",
            [deployment({ "downscaler/uptime": "always-ish" }), keda()],
        ],
        [
            "KEDA and a downscaler that is never to act",
            "holds",
            [deployment({ "downscaler/uptime": "always" }), keda()],
        ],
        ["what is only read", "nothing", [onlyRead(deployment(UPTIME)), keda()]],
    ];
    for (const [given, said, resources] of rows) {
        it(`given ${given}, says ${said}`, () => {
            assert.equal(judged(scheduledByOneController, resources, { subject: "api" }), said);
        });
    }

    const HOURS = "stagewright:schedule:WorkloadHours";
    it("given the jobs of WorkloadHours, knows which workloads they put to sleep", () => {
        const hours = resource(HOURS, {}, { name: "nights", custom: false });
        const ours = {
            ...resource(
                "kubernetes:batch/v1:CronJob",
                {
                    metadata: { name: "look", namespace: "workload-hours" },
                    spec: {
                        jobTemplate: {
                            spec: {
                                template: {
                                    spec: { containers: [{ env: [{ name: "NAMESPACES", value: "shop web" }] }] },
                                },
                            },
                        },
                    },
                },
                { name: "look" },
            ),
            parent: hours.urn,
        };
        const of = (one: PlannedResource) => judged(scheduledByOneController, [one, hours, ours], { subject: "api" });
        assert.equal(of(deployment()), "holds");
        assert.equal(of(deployment(UPTIME)), "violated");
        assert.equal(of(deployment(UPTIME, { labels: { sleeps: "never" } })), "holds");
        assert.equal(of(deployment(UPTIME, { namespace: "other" })), "holds");
        assert.equal(judged(productionNeverScheduled, [deployment(), hours, ours], { stack: "prod" }), "violated");
    });

    const inProduction: readonly (readonly [given: string, said: string, one: PlannedResource])[] = [
        ["a downscaler", "violated", deployment(UPTIME)],
        ["a downscaler of a namespace", "violated", namespace(UPTIME)],
        [
            "a downscaler with a date",
            "violated",
            deployment({ "downscaler/downtime": "2026-12-24T00:00:00+01:00-2026-12-27T00:00:00+01:00" }),
        ],
        [
            "a date that a downscaler does not take for one",
            "undecided",
            deployment({ "downscaler/downtime": "2026-12-24T00:00:00+01:00/2026-12-27T00:00:00+01:00" }),
        ],
        ["a word of the language in place of times", "undecided", deployment({ "downscaler/uptime": "constructor" })],
        ["a downscaler that is to leave it alone", "nothing", deployment({ ...UPTIME, "downscaler/exclude": "true" })],
        ["a downscaler that is never to act", "nothing", deployment({ "downscaler/downtime": "never" })],
        ["a downscaler that is forced", "violated", deployment({ "downscaler/force-downtime": "true" })],
        ["a downscaler that is not", "nothing", deployment({ "downscaler/force-downtime": "false" })],
        [
            "times that no downscaler reads",
            "undecided",
            deployment({ "downscaler/uptime": "Mon-Fri 07:30-25:00 Europe/Berlin" }),
        ],
        [
            "a zone that does not exist",
            "undecided",
            deployment({ "downscaler/uptime": "Mon-Fri 07:30-20:00 Mars/Base" }),
        ],
        ["KEDA with a clock alone", "violated", keda()],
        ["KEDA with a clock alone down to one", "holds", keda({ minReplicaCount: 1 })],
        [
            "KEDA with a clock alone down to none when idle",
            "violated",
            keda({ minReplicaCount: 2, idleReplicaCount: 0 }),
        ],
        ["KEDA with a clock and a queue", "nothing", keda({ triggers: [cron, { type: "aws-sqs-queue" }] })],
        ["KEDA of which triggers are not known", "undecided", keda({ triggers: Unknown.computed })],
        ["KEDA of which the least is not known", "undecided", keda({ minReplicaCount: Unknown.computed })],
        ["a job that takes it down", "violated", job(DOWN)],
        ["a job that brings it up", "holds", job(DOWN.replace("0", "2"))],
        ["a job that takes down all", "violated", job("kubectl scale deployment --all --replicas=0")],
        ["a job that takes down some by labels", "violated", job("kubectl scale deployment -l app=x --replicas=0")],
        ["a job that takes down another beside it", "violated", job("kubectl scale rs/x deploy/api --replicas=0")],
        ["a job that scales to what is not known", "undecided", job(DOWN.replace("0", "$COUNT"))],
        ["a job that scales what is not known", "undecided", job("kubectl scale $WHAT --replicas=0")],
        ["a job that is suspended", "nothing", job(DOWN, "down", { suspend: true })],
        ["a job that is not", "violated", job(DOWN, "down", { suspend: false })],
        ["a job of another kind", "nothing", job("backup.sh")],
    ];
    for (const [given, said, one] of inProduction) {
        it(`given ${given} in production, says ${said}`, () => {
            assert.equal(judged(productionNeverScheduled, [one], { stack: "prod" }), said);
        });
    }

    it("given a secret command in production, says violated and shows nothing of it", () => {
        const said = saidOf(productionNeverScheduled, [job(new Secret(DOWN.replace("api", "hidden")))], {
            stack: "prod",
        });
        assert.deepEqual(
            said.map(({ outcome }) => outcome),
            ["violated"],
        );
        assert.doesNotMatch(said.map(({ message }) => message).join(), /hidden/);
    });
});
