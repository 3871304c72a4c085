import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Unknown } from "../../../../plan/value";
import { tagSpellingConsistent as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

const QUEUE = "aws:sqs/queue:Queue";
const queue = (name: string, tags: PropertyValue, provider: PropertyMap = {}) =>
    resource(QUEUE, { tags }, { name, provider });
const others = [queue("mail", { environment: "staging" }), queue("news", { environment: "staging" })];
const beside = { provider: {}, beside: others };

describe("tag-spelling-consistent", () => {
    tries(rule, QUEUE, [
        ["the spelling of the others", "holds", { tags: { environment: "staging" } }, beside],
        ["another case", "violated", { tags: { Environment: "staging" } }, beside],
        ["another word", "violated", { tags: { env: "staging" } }, beside],
        ["both spellings", "holds", { tags: { env: "staging", environment: "staging" } }, beside],
        ["another spelling of what nothing requires", "holds", { tags: { Team: "x", ttl: "1h", TTL: "1h" } }, beside],
        ["no tag", "holds", { tags: {} }, beside],
        ["tags that are not known", "undecided", { tags: Unknown.computed }, beside],
        ["a value that is not known", "holds", { tags: { environment: Unknown.computed } }, beside],
        [
            "another spelling by default",
            "violated",
            {},
            { beside: others, provider: { defaultTags: '{"tags":{"Environment":"staging"}}' } },
        ],
        ["a single resource", "holds", { tags: { Env: "staging" } }, { provider: {} }],
    ]);

    const violated = (resources: Parameters<typeof plan>[0]) =>
        said(rule, plan(resources)).filter(({ outcome }) => outcome === "violated");

    it("given as many of each, asks for the one that is required", () => {
        const pair = [queue("a", { Environment: "x" }), queue("b", { environment: "x" })];
        assert.deepEqual(
            violated(pair).map(({ subject }) => subject),
            ["a"],
        );
    });

    it("given as many of each and none that is required, asks for the first of the alphabet", () => {
        const pair = [queue("a", { stage: "x" }), queue("b", { env: "x" })];
        assert.deepEqual(
            violated(pair).map(({ subject, message }) => [subject, message]),
            [
                [
                    "a",
                    'its tag environment is spelled "stage", expected "env" as on most: to cost reports and conditions on tags these are two tags',
                ],
            ],
        );
    });

    it("given more of another spelling than of the one that is required, asks for what most have", () => {
        const three = [
            queue("a", { environment: "x" }),
            queue("b", { Environment: "x" }),
            queue("c", { Environment: "x" }),
        ];
        assert.deepEqual(
            violated(three).map(({ subject }) => subject),
            ["a"],
        );
    });

    it("given resources that are only read, leaves them out", () => {
        const read = resource(QUEUE, { tags: { Environment: "x" } }, { name: "read", provider: {}, external: true });
        assert.deepEqual(violated([...others, read]), []);
    });
});
