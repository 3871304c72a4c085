import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { secretOutputsMarked as rule } from "../../../../policy-pack/rules";
import { plan, said } from "../../../support/policy";
import { worstOf } from "../table";

describe("secret-outputs-marked", () => {
    const judged = (outputs: PropertyMap) => worstOf(said(rule, plan([], { outputs })));

    for (const [given, expected, outputs] of [
        ["an endpoint", "holds", { endpoint: "orders.example" }],
        ["a password in clear", "violated", { password: "correct horse" }],
        ["a password within an object", "violated", { database: { masterPassword: "correct horse" } }],
        ["a token in a list", "violated", { apiTokens: 1, tokens: [{ apiToken: "abcdef" }] }],
        ["a key by its shape", "violated", { deployer: "AKIAIOSFODNN7EXAMPLE" }],
        ["a password in an address", "violated", { database: "postgres://shop:hunter2@orders.example/shop" }],
        ["a marked password", "holds", { password: new Secret("correct horse") }],
        ["a marked object", "holds", { database: new Secret({ password: "correct horse" }) }],
        [
            "the ARN of a secret",
            "holds",
            { passwordSecret: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:orders" },
        ],
        ["a password that is not known", "undecided", { password: Unknown.computed }],
        ["an endpoint that is not known", "holds", { endpoint: Unknown.computed }],
        ["a number", "holds", { port: 5432 }],
        ["no outputs", "nothing", {}],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(outputs), expected);
        });
    }

    it("given a fault, never shows the value", () => {
        const [verdict] = said(rule, plan([], { outputs: { password: "correct horse" } }));
        assert.equal(verdict?.outcome, "violated");
        assert.ok(verdict.message?.includes("correct horse") === false);
    });
});
