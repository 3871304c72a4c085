import * as assert from "node:assert/strict";

import type { Gap, PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { noNamesOfTheOtherEnvironment as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { worstOf } from "../table";

describe("no-names-of-the-other-environment", () => {
    const provider = (account: string) => ({ provider: { allowedAccountIds: [account] } });
    const production = plan(
        [
            resource(
                "aws:rds/cluster:Cluster",
                { clusterIdentifier: "prod-orders" },
                { stack: "prod", name: "orders", ...provider("444444444444") },
            ),
            resource(
                "aws:s3/bucket:Bucket",
                { bucket: "shared-name" },
                { stack: "prod", name: "files", ...provider("444444444444") },
            ),
            resource(
                "aws:sqs/queue:Queue",
                { name: "jobs" },
                { stack: "prod", name: "jobs", ...provider("444444444444") },
            ),
        ],
        { stack: "prod" },
    );
    const bucket = resource(
        "aws:s3/bucket:Bucket",
        { bucket: "shared-name" },
        { name: "files", ...provider("111111111111") },
    );
    const judged = (value: PropertyValue, from: readonly string[] = []) => {
        const origins = from.map(type => resource(type, {}, { name: "acme/shop/staging" }));
        const config = resource(
            "kubernetes:core/v1:ConfigMap",
            { data: { HOST: value } },
            { comesFrom: { data: origins } },
        );
        return worstOf(said(rule, [plan([bucket, ...origins, config]), production]));
    };

    for (const [given, expected, value, from] of [
        ["a host of its own", "holds", "staging-orders.cluster-x.eu-central-1.rds.amazonaws.com", []],
        ["production's database", "violated", "prod-orders.cluster-x.eu-central-1.rds.amazonaws.com", []],
        ["production's database in capitals", "violated", "PROD-ORDERS.example", []],
        ["production's account in an ARN", "violated", "arn:aws:iam::444444444444:role/app", []],
        ["a secret that speaks of production's database", "violated", new Secret("postgres://prod-orders/shop"), []],
        ["a longer name", "holds", "prod-orders-archive.example", []],
        ["a name that ends alike", "holds", "nonprod-orders.example", []],
        ["a name that both have", "holds", "shared-name", []],
        ["a name too short to tell", "holds", "jobs", []],
        ["a word that names a kind of environment", "holds", "production", []],
        ["a value that is not known", "undecided", Unknown.computed, []],
        ["a value of its own resource", "holds", Unknown.computed, ["aws:rds/cluster:Cluster"]],
        ["a value of a stack of its own side", "holds", Unknown.computed, ["pulumi:pulumi:StackReference"]],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(value, from), expected);
        });
    }

    describe("of a value that is not known", () => {
        const gap: Gap = {
            kind: "unanswered-function",
            subject: "aws:ssm/getParameter:getParameter",
            message: "no answer",
            mayChangeShape: false,
        };
        const made = (origin: PlannedResource, data: PropertyMap, gaps: readonly Gap[] = []) => {
            const config = resource("kubernetes:core/v1:ConfigMap", { data }, { comesFrom: { data: [origin] } });
            return worstOf(said(rule, [plan([origin, config], { gaps }), production]));
        };
        const host = { HOST: Unknown.computed };
        const own = resource("aws:rds/cluster:Cluster", {}, { name: "orders" });

        it("given one of production's stack, says undecided", () => {
            assert.equal(made(resource("pulumi:pulumi:StackReference", { name: "acme/shop/prod" }), host), "undecided");
        });

        it("given one of a stack whose name is not known, says undecided", () => {
            assert.equal(made(resource("pulumi:pulumi:StackReference", { name: Unknown.computed }), host), "undecided");
        });

        it("given one of a resource that is only looked up, says undecided", () => {
            assert.equal(made(resource("aws:rds/cluster:Cluster", {}, { external: true }), host), "undecided");
        });

        it("given one more than there are resources, and no answer of a function, says undecided", () => {
            assert.equal(made(own, { ...host, TABLE: Unknown.computed }, [gap]), "undecided");
            assert.equal(made(own, host, [gap]), "holds");
            assert.equal(made(own, { ...host, TABLE: Unknown.computed }), "holds");
        });
    });

    it("given production's host as an external name, says violated", () => {
        const service = resource("kubernetes:core/v1:Service", {
            spec: { type: "ExternalName", externalName: "prod-orders.example" },
        });
        assert.equal(worstOf(said(rule, [plan([service]), production])), "violated");
    });

    it("given staging's name in production, says violated", () => {
        const queue = resource("aws:sqs/queue:Queue", { name: "staging-jobs" }, { name: "jobs" });
        const config = resource("kubernetes:core/v1:ConfigMap", { data: { QUEUE: "staging-jobs" } }, { stack: "prod" });
        assert.equal(worstOf(said(rule, [plan([queue]), plan([config], { stack: "prod" })])), "violated");
    });

    it("given a fault, shows neither the value nor the name", () => {
        const config = resource("kubernetes:core/v1:ConfigMap", {
            data: { URL: "postgres://u:hunter2@prod-orders/shop" },
        });
        const [verdict] = said(rule, [plan([config]), production]);
        assert.equal(verdict?.outcome, "violated");
        assert.ok(!/hunter2|prod-orders/.test(verdict.message ?? ""));
    });

    it("given two environments of which none is production, says nothing", () => {
        assert.deepEqual(said(rule, [plan([bucket]), plan([], { stack: "dev" })]), []);
    });

    it("given a name in its own zone below production's, says holds, and in production's own, violated", () => {
        const zone = (name: string, stack: string) =>
            resource("aws:route53/zone:Zone", { name }, { stack, name: "zone" });
        const whole = plan([zone("acme.example", "prod"), zone("prod.acme.example", "prod")], { stack: "prod" });
        const host = (name: string) =>
            plan([
                zone("staging.acme.example", "staging"),
                resource("kubernetes:core/v1:ConfigMap", { data: { HOST: name } }),
            ]);
        assert.equal(worstOf(said(rule, [host("api.staging.acme.example"), whole])), "holds");
        assert.equal(worstOf(said(rule, [host("api.prod.acme.example"), whole])), "violated");
    });
});
