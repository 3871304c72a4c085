import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { scaledFieldsIgnored as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { type Extras, tries, worst } from "../table";

const ignoring = (...ignoreChanges: readonly string[]) => ({ options: { ignoreChanges } });

describe("scaled-fields-ignored", () => {
    describe("of a node group", () => {
        const NODES = "aws:eks/nodeGroup:NodeGroup";
        const nodes = (scalingConfig: PropertyValue = { desiredSize: 2, minSize: 1, maxSize: 4 }): PropertyMap => ({
            clusterName: "shop",
            nodeGroupName: "workers",
            scalingConfig,
        });
        const night = (ScalingConfig: PropertyValue, more: PropertyMap = {}, names: PropertyMap = {}) =>
            resource(
                "aws:scheduler/schedule:Schedule",
                {
                    target: {
                        arn: "arn:aws:scheduler:::aws-sdk:eks:updateNodegroupConfig",
                        input: JSON.stringify({
                            ClusterName: "shop",
                            NodegroupName: "workers",
                            ScalingConfig,
                            ...names,
                        }),
                    },
                    ...more,
                },
                { name: "night" },
            );
        const stop = night({ DesiredSize: 0, MinSize: 0, MaxSize: 4 });
        const by = (schedule: ReturnType<typeof resource>, ...fields: readonly string[]): Extras => ({
            beside: [schedule],
            ...ignoring(...fields),
        });
        const EXACTLY = ["scalingConfig.desiredSize", "scalingConfig.minSize"];
        tries(rule, NODES, [
            ["exactly what moves", "holds", nodes(), by(stop, ...EXACTLY)],
            ["nothing", "violated", nodes(), by(stop)],
            ["one of the two", "violated", nodes(), by(stop, "scalingConfig.desiredSize")],
            ["the other of the two", "violated", nodes(), by(stop, "scalingConfig.minSize")],
            [
                "by another spelling",
                "holds",
                nodes(),
                by(stop, 'scalingConfig["desiredSize"]', "scalingConfig.minSize"),
            ],
            ["something beside it", "violated", nodes(), by(stop, "tags")],
            ["all three, of which one stays", "violated", nodes(), by(stop, "scalingConfig")],
            ["all three by a star, of which one stays", "violated", nodes(), by(stop, "scalingConfig.*")],
            ["everything", "violated", nodes(), by(stop, "*")],
            [
                "a plan that does not say what is ignored",
                "undecided",
                nodes(),
                { beside: [stop], options: { ignoreChanges: undefined } },
            ],
            ["exactly that, and all three", "holds", nodes(), by(stop, "scalingConfig", ...EXACTLY)],
            [
                "all three by a star, which move",
                "holds",
                nodes(),
                by(night({ DesiredSize: 0, MinSize: 0, MaxSize: 1 }), "scalingConfig.*"),
            ],
            [
                "all three, which move",
                "holds",
                nodes(),
                by(night({ DesiredSize: 0, MinSize: 0, MaxSize: 1 }), "scalingConfig"),
            ],
            [
                "a schedule that sets what is declared",
                "nothing",
                nodes(),
                by(night({ DesiredSize: 2, MinSize: 1, MaxSize: 4 })),
            ],
            [
                "a schedule of another group",
                "nothing",
                nodes(),
                by(night({ DesiredSize: 0 }, {}, { NodegroupName: "other" })),
            ],
            [
                "a schedule that is switched off",
                "nothing",
                nodes(),
                by(night({ DesiredSize: 0 }, { state: "DISABLED" })),
            ],
            [
                "a size that is not known",
                "undecided",
                nodes({ desiredSize: Unknown.computed, minSize: 0, maxSize: 4 }),
                by(stop),
            ],
            ["a secret size", "violated", nodes({ desiredSize: new Secret(2), minSize: 0, maxSize: 4 }), by(stop)],
            [
                "a schedule whose input is not known",
                "undecided",
                nodes(),
                by(
                    resource(
                        "aws:scheduler/schedule:Schedule",
                        {
                            target: {
                                arn: "arn:aws:scheduler:::aws-sdk:eks:updateNodegroupConfig",
                                input: Unknown.computed,
                            },
                        },
                        { name: "night" },
                    ),
                ),
            ],
            ["a name that is not known", "undecided", { ...nodes(), nodeGroupName: Unknown.computed }, by(stop)],
            ["no schedule at all", "nothing", nodes()],
        ]);

        it("given a schedule whose target is not known, says undecided unless it is made from something else", () => {
            const unread = (...from: ReturnType<typeof resource>[]) =>
                resource(
                    "aws:scheduler/schedule:Schedule",
                    { target: { arn: Unknown.computed } },
                    { name: "night", comesFrom: { target: from } },
                );
            const role = resource("aws:iam/role:Role", {}, { name: "sleeper" });
            const work = resource("aws:lambda/function:Function", {}, { name: "report" });
            assert.equal(worst(rule, NODES, nodes(), { beside: [role, unread(role)] }), "undecided");
            assert.equal(worst(rule, NODES, nodes(), { beside: [role, work, unread(role, work)] }), "nothing");
        });

        it("given what moves and is not ignored, names the field and what sets it", () => {
            const group = resource(NODES, nodes(), { name: "workers", ...ignoring("scalingConfig.minSize") });
            const [, ...others] = said(rule, plan([group, stop]));
            const [first] = said(rule, plan([group, stop]));
            assert.deepEqual(
                others.map(({ outcome }) => outcome),
                ["holds"],
            );
            assert.equal(
                first?.message,
                "scalingConfig.desiredSize is set by the schedule night, and ignoreChanges does not hold it, expected scalingConfig.desiredSize there: every deployment sets it back",
            );
        });
    });

    describe("of an autoscaling group", () => {
        const sizes: PropertyMap = { name: "busy", desiredCapacity: 2, minSize: 1, maxSize: 4 };
        const scheduled = (inputs: PropertyMap) =>
            resource(
                "aws:autoscaling/schedule:Schedule",
                { autoscalingGroupName: "busy", recurrence: "0 20 * * *", ...inputs },
                { name: "night" },
            );
        const night = scheduled({ desiredCapacity: 0, minSize: 0, maxSize: -1 });
        const policy = resource("aws:autoscaling/policy:Policy", { autoscalingGroupName: "busy" }, { name: "load" });
        const with_ = (schedule: ReturnType<typeof resource>, ...fields: readonly string[]): Extras => ({
            beside: [schedule],
            ...ignoring(...fields),
        });
        const { desiredCapacity: wanted, ...unsized } = sizes;
        assert.equal(wanted, 2);
        tries(rule, "aws:autoscaling/group:Group", [
            ["exactly what moves", "holds", sizes, with_(night, "desiredCapacity", "minSize")],
            ["one of two", "violated", sizes, with_(night, "desiredCapacity")],
            ["nothing", "violated", sizes, with_(night)],
            [
                "what a schedule leaves out, which is none",
                "violated",
                sizes,
                with_(scheduled({ desiredCapacity: 0, minSize: 0 }), "desiredCapacity", "minSize"),
            ],
            ["a size that is not declared", "holds", unsized, with_(night, "minSize")],
            ["a policy", "violated", sizes, with_(policy)],
            ["a policy, ignored", "holds", sizes, with_(policy, "desiredCapacity")],
            ["a policy, and no size declared", "nothing", unsized, with_(policy)],
            [
                "a call that resizes it",
                "violated",
                sizes,
                with_(
                    resource(
                        "aws:scheduler/schedule:Schedule",
                        {
                            target: {
                                arn: "arn:aws:scheduler:::aws-sdk:autoscaling:setDesiredCapacity",
                                input: '{"AutoScalingGroupName":"busy","DesiredCapacity":0}',
                            },
                        },
                        { name: "night" },
                    ),
                    "minSize",
                ),
            ],
        ]);
    });

    describe("of a service", () => {
        const service: PropertyMap = { name: "web", cluster: "shop", desiredCount: 2 };
        const target = (resourceId: PropertyValue) =>
            resource(
                "aws:appautoscaling/target:Target",
                { resourceId, minCapacity: 1, maxCapacity: 4 },
                { name: "size" },
            );
        const scaled = (resourceId: PropertyValue, ...fields: readonly string[]): Extras => ({
            beside: [target(resourceId)],
            ...ignoring(...fields),
        });
        tries(rule, "aws:ecs/service:Service", [
            ["a target, ignored", "holds", service, scaled("service/shop/web", "desiredCount")],
            ["a target", "violated", service, scaled("service/shop/web")],
            [
                "a target, and no size declared, which is none",
                "violated",
                { name: "web", cluster: "shop" },
                scaled("service/shop/web"),
            ],
            ["a target of another", "nothing", service, scaled("service/shop/jobs")],
            ["a target of a table", "nothing", service, scaled("table/web")],
            ["a target of something else of its names", "nothing", service, scaled("fleet/shop/web")],
            [
                "a service whose name is not known",
                "undecided",
                { ...service, name: Unknown.computed },
                scaled("service/shop/web"),
            ],
        ]);

        it("given a target made from it, finds it by that", () => {
            const made = resource("aws:ecs/service:Service", service, { name: "web" });
            const size = resource(
                "aws:appautoscaling/target:Target",
                { resourceId: Unknown.computed, minCapacity: 1, maxCapacity: 4 },
                { name: "size", comesFrom: { resourceId: [made] } },
            );
            assert.deepEqual(
                said(rule, plan([made, size])).map(({ outcome }) => outcome),
                ["violated"],
            );
        });

        const bounds: PropertyMap = { resourceId: "service/shop/web", minCapacity: 1, maxCapacity: 4 };
        const action = (scalableTargetAction: PropertyMap) =>
            resource(
                "aws:appautoscaling/scheduledAction:ScheduledAction",
                { resourceId: "service/shop/web", schedule: "cron(0 20 * * ? *)", scalableTargetAction },
                { name: "night" },
            );
        tries(rule, "aws:appautoscaling/target:Target", [
            [
                "bounds that an action sets",
                "violated",
                bounds,
                { beside: [action({ minCapacity: 0, maxCapacity: 0 })] },
            ],
            [
                "bounds that an action sets, ignored",
                "holds",
                bounds,
                { beside: [action({ minCapacity: 0, maxCapacity: 0 })], ...ignoring("minCapacity", "maxCapacity") },
            ],
            [
                "bounds that an action leaves",
                "nothing",
                bounds,
                { beside: [action({ minCapacity: 1, maxCapacity: 4 })] },
            ],
            ["a bound that is not known", "undecided", bounds, { beside: [action({ minCapacity: Unknown.computed })] }],
        ]);
    });

    describe("of pods", () => {
        const WORKLOAD = "kubernetes:apps/v1:Deployment";
        const pods = (replicas?: PropertyValue, annotations: PropertyMap = {}): PropertyMap => ({
            metadata: { name: "web", namespace: "shop", annotations },
            spec: replicas === undefined ? {} : { replicas },
        });
        const scaler = (type: string, name: PropertyValue = "web", namespace = "shop") =>
            resource(
                type,
                {
                    metadata: { name: "web", namespace },
                    spec: { scaleTargetRef: { kind: "Deployment", name }, triggers: [{ type: "cpu" }] },
                },
                { name: "load" },
            );
        const horizontal = scaler("kubernetes:autoscaling/v2:HorizontalPodAutoscaler");
        const keda = scaler("kubernetes:keda.sh/v1alpha1:ScaledObject");
        const asleep = { "downscaler/downtime": "Mon-Fri 20:00-24:00 Europe/Berlin" };
        const job = resource(
            "kubernetes:batch/v1:CronJob",
            {
                metadata: { namespace: "shop" },
                spec: {
                    jobTemplate: {
                        spec: {
                            template: {
                                spec: {
                                    containers: [{ command: ["kubectl", "scale", "deployment/web", "--replicas=0"] }],
                                },
                            },
                        },
                    },
                },
            },
            { name: "sleep" },
        );
        tries(rule, WORKLOAD, [
            ["an autoscaler", "violated", pods(2), { beside: [horizontal] }],
            ["an autoscaler, ignored", "holds", pods(2), { beside: [horizontal], ...ignoring("spec.replicas") }],
            ["an autoscaler, and all ignored", "violated", pods(2), { beside: [horizontal], ...ignoring("spec") }],
            ["an autoscaler, and no number declared", "nothing", pods(), { beside: [horizontal] }],
            ["an autoscaler of another", "nothing", pods(2), { beside: [scaler(horizontal.type, "jobs")] }],
            [
                "an autoscaler of something not known",
                "undecided",
                pods(2),
                { beside: [scaler(horizontal.type, Unknown.computed)] },
            ],
            [
                "an autoscaler in another namespace",
                "nothing",
                pods(2),
                { beside: [scaler(horizontal.type, "web", "jobs")] },
            ],
            ["an autoscaler of KEDA", "violated", pods(2), { beside: [keda] }],
            ["an annotation", "violated", pods(2, asleep)],
            ["an annotation, ignored", "holds", pods(2, asleep), ignoring("spec.replicas")],
            ["nothing that scales it", "nothing", pods(2)],
        ]);

        it("given a job that scales it, says violated until it is ignored", () => {
            assert.equal(worst(rule, WORKLOAD, pods(2), { beside: [job] }), "violated");
            assert.equal(worst(rule, WORKLOAD, pods(2), { beside: [job], ...ignoring("spec.replicas") }), "holds");
        });

        it("given what is only read, says nothing", () => {
            assert.equal(worst(rule, WORKLOAD, pods(2), { beside: [horizontal], external: true }), "nothing");
        });
    });
});
