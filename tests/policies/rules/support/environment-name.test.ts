import * as assert from "node:assert/strict";

import { canonicalEnvironment, namesOtherSide } from "../../../../policy-pack/rules/support/environment-name";

describe("the name of an environment", () => {
    for (const [name, expected] of [
        ["Prod", "production"],
        ["PRODUCTION", "production"],
        ["live", "production"],
        ["stg", "staging"],
        ["pre-prod", "staging"],
        ["dev", "development"],
        ["eu-west-blue", "euwestblue"],
    ] as const) {
        it(`given ${name}, is ${expected}`, () => {
            assert.equal(canonicalEnvironment(name), expected);
        });
    }
});

describe("a name that speaks of an environment", () => {
    for (const [name, here, expected] of [
        ["orders-prod-2026", "staging", true],
        ["PRODUCTION_orders", "ephemeral", true],
        ["orders-prod", "production", false],
        ["products", "staging", false],
        ["live-orders", "staging", false],
        ["pre-prod-orders", "staging", false],
        ["non-prod-orders", "staging", false],
        ["non-prod-orders", "production", true],
        ["stg.orders", "production", true],
        ["stg.orders", "staging", false],
        ["load-test", "production", false],
    ] as const) {
        it(`given ${name} in ${here}, ${expected ? "is of the other side" : "is not"}`, () => {
            assert.equal(namesOtherSide(name, here), expected);
        });
    }
});
