import * as assert from "node:assert/strict";

import { Secret, Unknown } from "../../../../plan/value";
import { UsageError } from "../../../../plan/faults";
import { ownerTagReachable as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries, worst } from "../table";

const QUEUE = "aws:sqs/queue:Queue";
const noDefaults = { provider: {} };
const onlyTeams = { provider: {}, settings: { pattern: "^team-" } };

describe("owner-tag-reachable", () => {
    tries(rule, QUEUE, [
        ["a team", "holds", { tags: { owner: "shop" } }, noDefaults],
        ["an address", "holds", { tags: { Owner: "shop@example.com" } }, noDefaults],
        ["another spelling", "violated", { tags: { "acme:owned-by": "todo" } }, noDefaults],
        ["a placeholder", "violated", { tags: { owner: "TBD" } }, noDefaults],
        ["a placeholder with signs", "violated", { tags: { owner: "n/a" } }, noDefaults],
        ["a placeholder in brackets", "violated", { tags: { owner: "<your-team>" } }, noDefaults],
        ["signs only", "violated", { tags: { owner: "--" } }, noDefaults],
        ["a word that begins like a placeholder", "holds", { tags: { owner: "nairobi" } }, noDefaults],
        ["nobody by default", "violated", {}, { provider: { defaultTags: '{"tags":{"owner":"unknown"}}' } }],
        ["somebody by default", "holds", {}, { provider: { defaultTags: '{"tags":{"owner":"shop"}}' } }],
        [
            "its own owner over the default",
            "holds",
            { tags: { owner: "shop" } },
            { provider: { defaultTags: '{"tags":{"owner":"tbd"}}' } },
        ],
        ["no owner", "nothing", { tags: { environment: "staging" } }, noDefaults],
        ["an empty owner", "nothing", { tags: { owner: " " } }, noDefaults],
        ["an owner that is not known", "undecided", { tags: { owner: Unknown.computed } }, noDefaults],
        ["tags that are not known", "undecided", { tags: Unknown.computed }, noDefaults],
        ["an owner that is no text", "undecided", { tags: { owner: 5 } }, noDefaults],
        ["a marked owner", "holds", { tags: { owner: new Secret("shop") } }, noDefaults],
        ["a marked placeholder", "violated", { tags: { owner: new Secret("todo") } }, noDefaults],
        ["an owner as the setting wants it", "holds", { tags: { owner: "team-shop" } }, onlyTeams],
        ["an owner that the setting refuses", "violated", { tags: { owner: "shop" } }, onlyTeams],
        ["a provider that cannot be told", "undecided", { tags: {} }],
    ]);

    it("given a group of machines, reads its list of tags", () => {
        const tags = [{ key: "owner", value: "todo", propagateAtLaunch: true }];
        assert.equal(worst(rule, "aws:autoscaling/group:Group", { tags }), "violated");
    });

    it("given a setting that is no expression, refuses it", () => {
        assert.throws(() => worst(rule, QUEUE, {}, { settings: { pattern: "(" } }), UsageError);
    });

    it("given a placeholder, shows it even where marks of secrets are lost", () => {
        const one = plan([resource(QUEUE, { tags: { owner: "todo" } }, noDefaults)], { source: "policy-sdk" });
        assert.equal(
            said(rule, one)[0]?.message,
            'the tag owner is "todo", expected a team or an address: nobody can be asked when it breaks, or when it may go',
        );
    });
});
