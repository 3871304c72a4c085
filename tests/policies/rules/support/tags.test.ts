import * as assert from "node:assert/strict";

import { canonicalTagKey } from "../../../../policy-pack/rules/support/tags";

describe("a tag key", () => {
    for (const [group, keys] of Object.entries({
        environment: [
            "environment",
            "Environment",
            "ENVIRONMENT",
            "env",
            "Env-Name",
            "acme:environment",
            "acme.com/environment",
            "stage",
        ],
        costcentre: [
            "CostCenter",
            "cost-center",
            "cost_centre",
            "Cost Center",
            "costCentre",
            "COST_CENTER_ID",
            "acme:cost-center",
        ],
        owner: ["owner", "Owner", "owned-by", "ServiceOwner", "team"],
    })) {
        it(`given ${keys.join(", ")}, is ${group}`, () => {
            assert.deepEqual([...new Set(keys.map(canonicalTagKey))], [group]);
        });
    }

    it("given a word that only contains another, is its own", () => {
        assert.equal(canonicalTagKey("owner-exempt"), "ownerexempt");
    });
});
