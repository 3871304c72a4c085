import * as assert from "node:assert/strict";

import { Secret, Unknown } from "../../../../plan/value";
import { ephemeralHasExpiry as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

const QUEUE = "aws:sqs/queue:Queue";
const pack = { environments: { staging: { class: "ephemeral" } } } as const;
const ephemeral = { pack, provider: {}, today: "2026-01-31" };

describe("ephemeral-has-expiry", () => {
    tries(rule, QUEUE, [
        ["no expiry", "violated", { tags: { owner: "shop" } }, ephemeral],
        ["no tags", "violated", {}, ephemeral],
        ["a day to come", "holds", { tags: { "expires-on": "2026-02-01" } }, ephemeral],
        ["today", "holds", { tags: { "expires-on": "2026-01-31" } }, ephemeral],
        ["yesterday", "violated", { tags: { "expires-on": "2026-01-30" } }, ephemeral],
        ["an hour to come", "holds", { tags: { ExpiresAt: "2026-01-31T18:00:00Z" } }, ephemeral],
        [
            "an hour of yesterday, east of here",
            "violated",
            { tags: { ExpiresAt: "2026-01-31T01:00:00+02:00" } },
            ephemeral,
        ],
        ["another spelling", "holds", { tags: { "acme:delete-after": "2026-02-01" } }, ephemeral],
        ["hours from when it is made", "holds", { tags: { ttl: "72h" } }, ephemeral],
        ["days from when it is made", "holds", { tags: { TTL: "14 days" } }, ephemeral],
        ["a period of ISO 8601", "holds", { tags: { ttl: "P7D" } }, ephemeral],
        ["no hours at all", "violated", { tags: { ttl: "0h" } }, ephemeral],
        ["an empty period", "violated", { tags: { ttl: "P" } }, ephemeral],
        ["a word", "violated", { tags: { ttl: "soon" } }, ephemeral],
        ["never", "violated", { tags: { "expires-on": "never" } }, ephemeral],
        ["a list", "violated", { tags: { ttl: ["72h"] } }, ephemeral],
        ["an expiry by default", "holds", {}, { ...ephemeral, provider: { defaultTags: '{"tags":{"ttl":"72h"}}' } }],
        ["a marked day to come", "holds", { tags: { ttl: new Secret("2026-02-01") } }, ephemeral],
        ["a day that is not known", "undecided", { tags: { ttl: Unknown.computed } }, ephemeral],
        ["tags that are not known", "undecided", { tags: Unknown.computed }, ephemeral],
        ["a provider that cannot be told", "undecided", { tags: {} }, { ...ephemeral, provider: undefined }],
        ["staging", "nothing", {}, { provider: {} }],
        ["production", "nothing", {}, { provider: {}, stack: "prod" }],
    ]);

    it("given a day that is past, says what is to happen", () => {
        const one = plan([resource(QUEUE, { tags: { ttl: "2026-01-30" } }, { provider: {} })]);
        assert.equal(
            said(rule, one, { pack, today: "2026-01-31" })[0]?.message,
            "expired before 2026-01-31, expected the environment to be gone or the day to be moved: environments that are made for a while stay for ever",
        );
    });
});
