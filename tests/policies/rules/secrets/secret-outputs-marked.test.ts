import * as assert from "node:assert/strict";

import type { PlanSource } from "../../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { secretOutputsMarked as rule } from "../../../../policy-pack/rules";
import { plan, said } from "../../../support/policy";
import { worstOf } from "../table";

/** Written in two parts, so that no scanner takes a test's sample for a leak. */
const AWS_KEY = ["AK", "IAIOSFODNN7EXAMPLE"].join("");

describe("secret-outputs-marked", () => {
    const judged = (outputs: PropertyMap, source: PlanSource = "embedded") =>
        worstOf(said(rule, plan([], { outputs, source })));

    for (const [given, expected, outputs] of [
        ["an endpoint", "holds", { endpoint: "orders.example" }],
        ["a password in clear", "violated", { password: "correct horse" }],
        ["a password within an object", "violated", { database: { masterPassword: "correct horse" } }],
        ["a token in a list", "violated", { users: [{ apiToken: "abcdef" }] }],
        ["a key by its shape", "violated", { deployer: AWS_KEY }],
        ["a password in an address", "violated", { database: "postgres://shop:hunter2@orders.example/shop" }],
        ["a marked password", "holds", { password: new Secret("correct horse") }],
        ["a marked password that is not known", "holds", { password: new Secret(Unknown.computed) }],
        ["a marked object", "holds", { database: new Secret({ password: "correct horse" }) }],
        ["the name of a secret", "holds", { databaseSecret: "shop/orders" }],
        [
            "the ARN of what keeps a password",
            "holds",
            { masterPassword: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:orders" },
        ],
        ["a password that is not known", "undecided", { password: Unknown.computed }],
        ["a list with a password that is not known", "undecided", { users: [{ password: Unknown.computed }] }],
        ["an endpoint that is not known", "holds", { endpoint: Unknown.computed }],
        ["a number", "holds", { port: 5432 }],
        ["no outputs", "nothing", {}],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(outputs), expected);
        });
    }

    it("given an exported state, judges what it holds", () => {
        assert.equal(judged({ password: "correct horse" }, "state"), "violated");
    });

    for (const source of ["preview", "analyzer", "policy-sdk"] as const) {
        it(`given a plan of ${source}, which is not shown what is exported, says nothing`, () => {
            assert.equal(judged({}, source), "nothing");
        });
    }

    it("given a fault, never shows the value", () => {
        const [verdict] = said(rule, plan([], { outputs: { password: "correct horse" } }));
        assert.equal(
            verdict?.message,
            "outputs.password is named like a credential and is not marked secret: it stands in clear in the state, in logs and in every stack that refers to this one",
        );
    });
});
