import * as assert from "node:assert/strict";

import { Secret, Unknown } from "../../../../plan/value";
import { environmentTagMatchesStack as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { type Extras, tries } from "../table";

const provider: Extras = { provider: {} };
const production: Extras = { provider: {}, stack: "prod" };

describe("environment-tag-matches-stack", () => {
    tries(rule, "aws:rds/cluster:Cluster", [
        ["the stack's own name", "holds", { tags: { environment: "staging" } }, provider],
        ["another spelling of key and name", "holds", { tags: { Env: "STG" } }, provider],
        ["production's name in staging", "violated", { tags: { environment: "production" } }, provider],
        ["staging's name in production", "violated", { tags: { environment: "staging" } }, production],
        ["`production` in the stack prod", "holds", { tags: { environment: "production" } }, production],
        ["`live` in the stack prod", "holds", { tags: { environment: "live" } }, production],
        ["a name that nobody knows", "violated", { tags: { environment: "blue" } }, production],
        [
            "the class of a stack with a name of its own",
            "holds",
            { tags: { environment: "production" } },
            { ...provider, stack: "blue", pack: { environments: { blue: { class: "production" } } } },
        ],
        ["a tag of the provider", "violated", {}, { provider: { defaultTags: '{"tags":{"environment":"prod"}}' } }],
        [
            "a right tag of its own over a wrong one of the provider",
            "holds",
            { tags: { environment: "staging" } },
            { provider: { defaultTags: '{"tags":{"environment":"prod"}}' } },
        ],
        [
            "tags that are not known over a right one of the provider",
            "undecided",
            { tags: Unknown.computed },
            { provider: { defaultTags: '{"tags":{"environment":"staging"}}' } },
        ],
        ["a tag that is not known", "undecided", { tags: { environment: Unknown.computed } }, provider],
        ["tags that are not known", "undecided", { tags: Unknown.computed }, provider],
        ["a tag that is no text", "undecided", { tags: { environment: 7 } }, provider],
        ["a wrong tag that is secret", "violated", { tags: { environment: new Secret("prod") } }, provider],
        ["no such tag", "nothing", { tags: { owner: "platform" } }, provider],
    ]);

    it("given a wrong tag in a stack with a name of its own, expects its name or its class", () => {
        const tagged = resource("aws:rds/cluster:Cluster", { tags: { environment: "prod" } }, provider);
        const pack = { environments: { staging: { class: "ephemeral" as const } } };
        const [verdict] = said(rule, plan([tagged]), { pack });
        assert.match(verdict?.message ?? "", /expected staging or ephemeral: /);
    });
});
