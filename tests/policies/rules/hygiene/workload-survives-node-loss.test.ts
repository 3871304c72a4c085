import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { workloadSurvivesNodeLoss as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const SCALER = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

describe("workload-survives-node-loss", () => {
    const metadata = { name: "api", namespace: "shop" };
    const workload = (spec: PropertyMap): PropertyMap => ({ metadata, spec });
    const scaler = (spec: PropertyMap, more: PropertyMap = { namespace: "shop" }, extras = {}) =>
        resource(
            SCALER,
            { metadata: more, spec: { scaleTargetRef: { kind: "Deployment", name: "api" }, ...spec } },
            { name: "scaler", stack: "prod", ...extras },
        );
    const prod = { stack: "prod" };

    for (const kind of ["Deployment", "StatefulSet"]) {
        describe(`of a ${kind}`, () => {
            tries(rule, `kubernetes:apps/v1:${kind}`, [
                ["two pods", "holds", workload({ replicas: 2 }), prod],
                ["a secret number of two", "holds", workload({ replicas: new Secret(2) }), prod],
                ["one pod", "violated", workload({ replicas: 1 }), prod],
                ["none", "violated", workload({ replicas: 0 }), prod],
                ["nothing said", "violated", workload({}), prod],
                ["nothing said after the provider's say", "violated", workload({}), { ...prod, phase: "checked" }],
                ["a number that is not known", "undecided", workload({ replicas: Unknown.computed }), prod],
                ["what is no number", "undecided", workload({ replicas: "two" }), prod],
                ["one pod outside production", "nothing", workload({ replicas: 1 })],
                ["one that somebody else manages", "nothing", workload({}), { ...prod, external: true }],
            ]);
        });
    }

    describe("of one that is scaled", () => {
        const worst = (spec: PropertyMap, beside: ReturnType<typeof scaler>, inputs = workload(spec)) =>
            said(rule, plan([resource(DEPLOYMENT, inputs, prod), beside], prod)).map(
                ({ subject, outcome }) => `${String(subject)} ${outcome}`,
            );

        it("given an autoscaler that keeps two, judges that", () => {
            assert.deepEqual(worst({}, scaler({ minReplicas: 2 })), ["scaler holds"]);
        });

        it("given an autoscaler that goes down to one, finds it, whatever the workload says", () => {
            assert.deepEqual(worst({ replicas: 3 }, scaler({ minReplicas: 1 })), ["scaler violated"]);
            assert.deepEqual(worst({ replicas: 3 }, scaler({})), ["scaler violated"]);
        });

        it("given an autoscaler of a number that is not known, cannot tell", () => {
            assert.deepEqual(worst({}, scaler({ minReplicas: Unknown.computed })), ["scaler undecided"]);
        });

        it("given an autoscaler by events, goes by the pods that it leaves", () => {
            const keda = (spec: PropertyMap) => ({
                ...scaler({ scaleTargetRef: { name: "api" }, ...spec }),
                type: "kubernetes:keda.sh/v1alpha1:ScaledObject",
            });
            assert.deepEqual(worst({}, keda({ minReplicaCount: 2 })), ["scaler holds"]);
            assert.deepEqual(worst({ replicas: 3 }, keda({})), ["scaler violated"]);
        });

        const others: readonly (readonly [string, PropertyMap, PropertyMap?])[] = [
            ["of another name", { scaleTargetRef: { kind: "Deployment", name: "web" } }],
            ["of another kind", { scaleTargetRef: { kind: "StatefulSet", name: "api" } }],
            ["of another namespace", {}, { namespace: "other" }],
        ];
        for (const [what, spec, place] of others) {
            it(`given an autoscaler ${what}, judges the workload`, () => {
                assert.deepEqual(worst({}, scaler({ minReplicas: 2, ...spec }, place)), ["subject violated"]);
                assert.deepEqual(worst({ replicas: 2 }, scaler({ minReplicas: 1, ...spec }, place)), ["subject holds"]);
            });
        }

        const unclear: readonly (readonly [string, PropertyValue, PropertyMap?])[] = [
            ["a name that is not known", { kind: "Deployment", name: Unknown.computed }],
            ["a kind that is not known", { kind: Unknown.computed, name: "api" }],
            ["a target that is not known", Unknown.computed],
            ["a namespace that is not known", { kind: "Deployment", name: "api" }, { namespace: Unknown.computed }],
        ];
        for (const [what, scaleTargetRef, place] of unclear) {
            it(`given an autoscaler of ${what}, cannot tell where it counts`, () => {
                assert.deepEqual(worst({}, scaler({ minReplicas: 2, scaleTargetRef }, place)), ["subject undecided"]);
                assert.deepEqual(worst({ replicas: 2 }, scaler({ minReplicas: 2, scaleTargetRef }, place)), [
                    "subject holds",
                ]);
            });
        }

        it("given names that Kubernetes makes, goes by what the autoscaler is made from", () => {
            const deployment = resource(DEPLOYMENT, { metadata: { namespace: "shop" }, spec: {} }, prod);
            const other = resource(
                DEPLOYMENT,
                { metadata: { namespace: "shop" }, spec: {} },
                { ...prod, name: "other" },
            );
            const made = scaler(
                { minReplicas: 2, scaleTargetRef: { kind: "Deployment", name: Unknown.computed } },
                { namespace: "shop" },
                { comesFrom: { spec: [deployment] } },
            );
            assert.deepEqual(
                said(rule, plan([deployment, other, made], prod)).map(({ subject, outcome }) => [subject, outcome]),
                [
                    ["scaler", "holds"],
                    ["other", "violated"],
                ],
            );
        });
    });

    it("given a workload whose name Kubernetes makes, is not for an autoscaler of a name in the program", () => {
        const deployment = resource(DEPLOYMENT, { metadata: { namespace: "shop" }, spec: {} }, prod);
        assert.deepEqual(
            said(rule, plan([deployment, scaler({ minReplicas: 2 })], prod)).map(({ outcome }) => outcome),
            ["violated"],
        );
    });

    it("given a planned autoscaler of nothing that is planned, says nothing of it", () => {
        assert.deepEqual(said(rule, plan([scaler({})], prod)), []);
    });
});
