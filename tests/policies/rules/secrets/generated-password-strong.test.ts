import * as assert from "node:assert/strict";

import { Secret, Unknown } from "../../../../plan/value";
import { UsageError } from "../../../../plan/faults";
import { generatedPasswordStrong as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries, worst } from "../table";

const PASSWORD = "random:index/randomPassword:RandomPassword";
const STRING = "random:index/randomString:RandomString";
const CLUSTER = "aws:rds/cluster:Cluster";

describe("generated-password-strong", () => {
    describe("of a password", () => {
        tries(rule, PASSWORD, [
            ["twenty characters", "holds", { length: 20 }],
            ["nineteen characters", "violated", { length: 19 }],
            ["twenty characters in words", "holds", { length: "20" }],
            ["no length", "violated", {}],
            ["a length that is not known", "undecided", { length: Unknown.computed }],
            ["a length of another type", "undecided", { length: true }],
            ["a marked length", "holds", { length: new Secret(32) }],
            ["no special characters", "holds", { length: 32, special: false }],
            ["letters of one case and digits only", "violated", { length: 32, special: false, upper: false }],
            ["digits only", "violated", { length: 32, special: false, upper: false, lower: "false" }],
            ["no digits, by the older name", "holds", { length: 32, number: false }],
            [
                "no digits and no special ones, by the older name",
                "violated",
                { length: 32, number: false, special: false },
            ],
            [
                "digits that are not known by the older name, and no special ones",
                "undecided",
                { length: 32, number: Unknown.computed, special: false },
            ],
            [
                "digits by the newer name, which counts",
                "holds",
                { length: 32, number: Unknown.computed, numeric: true, special: false },
            ],
            ["one kind that is not known", "holds", { length: 32, upper: Unknown.computed }],
            [
                "one kind too few and one not known",
                "undecided",
                { length: 32, special: false, upper: Unknown.computed },
            ],
            ["as many as the setting asks for", "holds", { length: 16 }, { settings: { minLength: 16 } }],
            ["one fewer than the setting asks for", "violated", { length: 15 }, { settings: { minLength: 16 } }],
        ]);
    });

    for (const minLength of [15, 129]) {
        it(`given ${minLength} as the setting, refuses it`, () => {
            assert.throws(() => worst(rule, PASSWORD, { length: 20 }, { settings: { minLength } }), UsageError);
        });
    }

    describe("of what is no secret", () => {
        const text = resource(STRING, { length: 32 }, { name: "text" });
        const password = resource(PASSWORD, { length: 32 }, { name: "password" });
        const judged = (comesFrom: Record<string, (typeof text)[]>) =>
            said(
                rule,
                plan([
                    text,
                    password,
                    resource(CLUSTER, { masterPassword: Unknown.computed }, { name: "orders", comesFrom }),
                ]),
            ).filter(({ outcome }) => outcome !== "holds");

        it("given a credential made of it, says which", () => {
            assert.deepEqual(judged({ masterPassword: [text] }), [
                {
                    outcome: "violated",
                    subject: "text",
                    message:
                        "is the masterPassword of orders, expected a RandomPassword: what this makes is no secret, and stands in clear in the state and in every preview",
                },
            ]);
        });

        it("given a credential made of it and of a password, says nothing", () => {
            assert.deepEqual(judged({ masterPassword: [text, password] }), []);
        });

        it("given a name made of it, says nothing", () => {
            assert.deepEqual(judged({ clusterIdentifier: [text] }), []);
        });
    });
});
