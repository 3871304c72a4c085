import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { Secret, Unknown } from "../../../../plan/value";
import { providerDefaultTagsSet as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

const QUEUE = "aws:sqs/queue:Queue";
const all = { environment: "staging", owner: "shop", "cost-centre": "CC-1001" };
const byDefault = (tags: object) => ({ provider: { defaultTags: JSON.stringify({ tags }) } });

describe("provider-default-tags-set", () => {
    tries(rule, QUEUE, [
        ["all of them", "holds", {}, byDefault(all)],
        ["all of them in other spellings", "holds", {}, byDefault({ env: "x", Team: "y", CostCenter: "z" })],
        ["all of them in the open", "holds", {}, { provider: { defaultTags: { tags: all } } }],
        ["all but one", "violated", {}, byDefault({ environment: "staging", owner: "shop" })],
        ["all but one, which the resource has", "violated", { tags: all }, byDefault({ owner: "shop" })],
        ["none", "violated", { tags: all }, { provider: {} }],
        ["default tags that are not known", "undecided", {}, { provider: { defaultTags: Unknown.computed } }],
        ["default tags that are no JSON", "undecided", {}, { provider: { defaultTags: "{" } }],
        ["marked default tags", "holds", {}, { provider: { defaultTags: new Secret(JSON.stringify({ tags: all })) } }],
        [
            "a value that is not known",
            "holds",
            {},
            { provider: { defaultTags: { tags: { ...all, owner: Unknown.computed } } } },
        ],
        ["a provider that cannot be told", "undecided", {}],
        ["only what is read", "nothing", {}, { provider: {}, external: true }],
        ["nothing that is required", "holds", {}, { provider: {}, pack: { tags: { required: {} } } }],
    ]);

    it("given several resources of one provider, says it once", () => {
        const queues = ["orders", "mail"].map(name => resource(QUEUE, {}, { name, provider: {} }));
        assert.deepEqual(
            said(rule, plan(queues)).map(({ subject }) => subject),
            ["orders"],
        );
    });

    it("given a group of machines only, says nothing: it does not take them over", () => {
        assert.deepEqual(said(rule, plan([resource("aws:autoscaling/group:Group", {}, { provider: {} })])), []);
    });

    it("given the default provider, names it so", () => {
        const queue = resource(QUEUE, {}, { provider: {} });
        const { provider } = queue;
        assert.ok(provider);
        const made: PlannedResource = { ...queue, provider: { ...provider, isDefault: true } };
        assert.match(said(rule, plan([made]))[0]?.message ?? "", /^the default provider, which makes this and others/);
    });
});
