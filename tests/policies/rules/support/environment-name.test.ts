import * as assert from "node:assert/strict";

import { canonicalEnvironment } from "../../../../policy-pack/rules/support/environment-name";

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
