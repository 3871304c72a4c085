import * as assert from "node:assert/strict";

import type { Plan, PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { judge } from "../../../../policy-pack/kernel/judge";
import { credentialsNotShared as rule } from "../../../../policy-pack/rules";
import { DEFAULT_SETTINGS } from "../../../../policy-pack/settings";
import { plan, type PlanExtras, resource, said } from "../../../support/policy";

const PASSWORD = "k9Xw2Qm7Tz4bR8vN";
const OTHER = "pL3sD6fG9hJ2kM5n";
const SECRET = "kubernetes:core/v1:Secret";
const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

const stack = (name: string, resources: readonly PlannedResource[], extras: PlanExtras = {}) =>
    plan(resources, { ...extras, stack: name });
const holding = (name: string, inputs: PropertyMap, extras: PlanExtras = {}) =>
    stack(name, [resource(SECRET, inputs, { stack: name })], extras);
const outcomes = (...plans: readonly Plan[]) => said(rule, plans).map(({ outcome }) => outcome);

describe("credentials-not-shared", () => {
    it("given one password in base64 and in an address, is violated once, at the one that is not production's", () => {
        const staging = holding("staging", { data: { password: base64(PASSWORD) } });
        const production = stack("prod", [
            resource(
                "aws:ssm/parameter:Parameter",
                { type: "SecureString", value: `postgres://app:${PASSWORD}@db/o` },
                { stack: "prod", name: "url" },
            ),
        ]);
        assert.deepEqual(said(rule, [staging, production]), [
            {
                outcome: "violated",
                subject: "subject",
                property: "data.password",
                message:
                    "url#value in prod (password in an address) and subject#data.password in staging (base64) are one credential",
            },
        ]);
    });

    it("given another password, holds", () => {
        assert.deepEqual(
            outcomes(
                holding("staging", { data: { password: base64(PASSWORD) } }),
                holding("prod", { data: { password: base64(OTHER) } }),
            ),
            ["holds"],
        );
    });

    it("given one user name and host, holds", () => {
        const same = { data: { username: base64("orders-application"), host: base64("db.orders.internal") } };
        assert.deepEqual(outcomes(holding("staging", same), holding("prod", same)), ["holds"]);
    });

    it("given a setting that is marked secret in both, is violated, on the stack", () => {
        const config = { "shop:apiKey": new Secret(PASSWORD) };
        assert.deepEqual(said(rule, [stack("staging", [], { config }), stack("prod", [], { config })]), [
            {
                outcome: "violated",
                message: "config#shop:apiKey in prod and config#shop:apiKey in staging are one credential",
            },
        ]);
    });

    it("given two that are not production, says nothing; given three, holds each against production alone", () => {
        const same = { data: { password: base64(PASSWORD) } };
        assert.deepEqual(outcomes(holding("staging", same), holding("dev", same)), []);
        assert.deepEqual(outcomes(holding("staging", same), holding("dev", same), holding("prod", { data: {} })), [
            "holds",
            "holds",
        ]);
    });

    it("given settings that are encrypted, is undecided once for each stack, with every place", () => {
        const config = {
            "shop:a": new Secret(new Unknown("encrypted")),
            "shop:b": new Secret(new Unknown("encrypted")),
        };
        const plans = [stack("staging", [], { config }), stack("prod", [], { config })];
        assert.deepEqual(
            said(rule, plans).map(({ message, outcome }) => `${outcome} ${message ?? ""}`),
            ["prod", "staging"].map(
                name =>
                    `undecided 2 places of ${name} cannot be compared, so nobody can tell whether production and staging share what is there`,
            ),
        );
        const [finding] = judge(plans, { rules: [rule], settings: DEFAULT_SETTINGS, today: "2026-11-21" }).findings;
        assert.deepEqual(finding?.evidence, [
            "config#shop:a in prod cannot be compared: it is encrypted, and nothing here opens it",
            "config#shop:b in prod cannot be compared: it is encrypted, and nothing here opens it",
        ]);
    });

    it("given a weak password in both, is undecided, and says no part of it", () => {
        const weak = { data: { password: base64("hunter2") } };
        const verdicts = said(rule, [holding("staging", weak), holding("prod", weak)]);
        assert.deepEqual(
            verdicts.map(({ outcome }) => outcome),
            ["undecided", "undecided"],
        );
        assert.ok(!JSON.stringify(verdicts).includes("hunter2"));
    });

    it("given what each stack makes for itself, holds", () => {
        const made = (name: string) => {
            const maker = resource(
                "random:index/randomPassword:RandomPassword",
                { length: 24 },
                { stack: name, name: "maker" },
            );
            return stack(name, [
                maker,
                resource(
                    SECRET,
                    { data: { p: new Secret(Unknown.computed) } },
                    { stack: name, comesFrom: { data: [maker] } },
                ),
            ]);
        };
        assert.deepEqual(outcomes(made("staging"), made("prod")), ["holds"]);
    });

    it("given one role of both, is violated; given it as a common, holds; one account alone is for another rule", () => {
        const role = "arn:aws:iam::111122223333:role/deploy";
        const using = (name: string) =>
            stack(name, [resource("aws:eks/accessEntry:AccessEntry", { principalArn: role }, { stack: name })]);
        const [verdict] = said(rule, [using("staging"), using("prod")]);
        assert.equal(
            verdict?.message,
            "subject#principalArn in prod and subject#principalArn in staging name one role",
        );
        const commons = { deploy: { access: "read-only", purpose: "deploys", names: [role] } } as const;
        const pack = { isolation: { ...DEFAULT_SETTINGS.isolation, commons } };
        assert.deepEqual(
            said(rule, [using("staging"), using("prod")], { pack }).map(({ outcome }) => outcome),
            ["holds"],
        );
        const account = (name: string) =>
            stack(name, [resource("pulumi:providers:aws", { allowedAccountIds: '["111122223333"]' }, { stack: name })]);
        assert.deepEqual(outcomes(account("staging"), account("prod")), ["holds"]);
    });
});
