import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { logRetentionSet as rule } from "../../../../policy-pack/rules";
import { plan, type PlanExtras, resource, said } from "../../../support/policy";
import { type Expected, tries, worstOf } from "../table";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const EKS = "aws:eks/cluster:Cluster";
const DATABASE = "aws:rds/cluster:Cluster";
const LAMBDA = "aws:lambda/function:Function";

const group = (name: PropertyValue, from: readonly PlannedResource[] = [], suffix = "") =>
    resource(GROUP, { name, retentionInDays: 30 }, { name: `group${suffix}`, comesFrom: { name: from } });
const database = (inputs: PropertyMap) => resource(DATABASE, inputs, { name: "orders" });
const judged = (resources: readonly PlannedResource[], extras: PlanExtras = {}): Expected =>
    worstOf(said(rule, plan(resources, extras)));

describe("log-retention-set", () => {
    describe("of a log group", () => {
        tries(rule, GROUP, [
            ["a retention", "holds", { retentionInDays: 1 }],
            ["a retention of 0, which is for ever", "violated", { retentionInDays: 0 }],
            ["nothing said, which is for ever", "violated", {}],
            ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
            ["a retention that is not known", "undecided", { retentionInDays: Unknown.computed }],
            [
                "a retention below the settings' limit",
                "violated",
                { retentionInDays: 29 },
                { settings: { minimumDays: 30 } },
            ],
            ["a retention at the settings' limit", "holds", { retentionInDays: 30 }, { settings: { minimumDays: 30 } }],
            ["a class that AWS keeps for two days", "holds", { logGroupClass: "DELIVERY" }],
            ["a class like any other", "violated", { logGroupClass: "STANDARD" }],
            ["a class that is not known", "undecided", { logGroupClass: Unknown.computed }],
            [
                "a class that is not known, and a retention",
                "holds",
                { logGroupClass: Unknown.computed, retentionInDays: 1 },
            ],
            ["a secret retention", "violated", { retentionInDays: new Secret(0) }],
        ]);
    });

    describe("of what writes logs", () => {
        const cluster = resource(EKS, { name: "shop", enabledClusterLogTypes: ["api", "audit"] }, { name: "shop" });
        const unnamed = resource(EKS, { enabledClusterLogTypes: ["api", "audit"] }, { name: "shop" });
        const exporting = database({
            clusterIdentifier: "orders",
            enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
        });
        const lambda = resource(LAMBDA, { name: "mail" }, { name: "mail" });
        const cases: readonly (readonly [given: string, expected: Expected, resources: readonly PlannedResource[]])[] =
            [
                ["a cluster and its log group", "holds", [cluster, group("/aws/eks/shop/cluster")]],
                ["a cluster and no log group", "violated", [cluster]],
                ["a cluster and the log group of another", "violated", [cluster, group("/aws/eks/other/cluster")]],
                ["a cluster that writes no logs", "nothing", [resource(EKS, { name: "shop" })]],
                [
                    "a cluster whose types of log are not known",
                    "undecided",
                    [resource(EKS, { name: "shop", enabledClusterLogTypes: Unknown.computed })],
                ],
                [
                    "a log group whose name is made from the cluster's",
                    "holds",
                    [unnamed, group(Unknown.computed, [unnamed])],
                ],
                [
                    "a log group whose name is made from nothing that is shown",
                    "undecided",
                    [cluster, group(Unknown.computed)],
                ],
                [
                    "a cluster whose name is chosen later, and a log group of some name",
                    "undecided",
                    [unnamed, group("/aws/eks/shop/cluster")],
                ],
                ["a cluster whose name is chosen later, and no log group", "violated", [unnamed]],
                [
                    "a database and both its log groups",
                    "holds",
                    [
                        exporting,
                        group("/aws/rds/cluster/orders/postgresql", [], "-1"),
                        group("/aws/rds/cluster/orders/upgrade", [], "-2"),
                    ],
                ],
                [
                    "a database and one of its two log groups",
                    "violated",
                    [exporting, group("/aws/rds/cluster/orders/postgresql")],
                ],
                [
                    "one of two log groups whose names are made from the database's",
                    "undecided",
                    [exporting, group(Unknown.computed, [exporting])],
                ],
                ["a function and its log group", "holds", [lambda, group("/aws/lambda/mail")]],
                ["a function and none", "violated", [lambda]],
                [
                    "a function that is told where to write",
                    "nothing",
                    [resource(LAMBDA, { name: "mail", loggingConfig: { logGroup: "mail" } })],
                ],
            ];
        for (const [given, expected, resources] of cases) {
            it(`given ${given}, says ${expected}`, () => {
                assert.equal(judged(resources), expected);
            });
        }

        it("given a name that the provider chose, says violated without a log group of that name", () => {
            const named = resource(EKS, { name: "shop-1a2b3c", enabledClusterLogTypes: ["api"] });
            assert.equal(judged([named, group("/aws/eks/shop/cluster")], { phase: "checked" }), "violated");
        });

        it("given a part that the plan does not show, says undecided", () => {
            assert.equal(
                judged([cluster, resource("acme:index:Logs", {}, { name: "logs", custom: false, opaque: true })]),
                "undecided",
            );
        });

        it("given a secret name, does not show it", () => {
            const secret = resource(LAMBDA, { name: new Secret("canary7f3a") });
            const verdicts = said(rule, plan([secret]));
            assert.equal(worstOf(verdicts), "violated");
            assert.ok(verdicts.every(({ message }) => message?.includes("canary") === false));
        });
    });
});
