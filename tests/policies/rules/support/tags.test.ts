import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { stacksOf } from "../../../../policy-pack/kernel/judge";
import { canonicalTagKey, defaultTagsOf, tagsOf } from "../../../../policy-pack/rules/support/tags";
import { DEFAULT_SETTINGS } from "../../../../policy-pack/settings";
import { plan, resource } from "../../../support/policy";

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

describe("the tags of a resource", () => {
    const BUCKET = "aws:s3/bucket:Bucket";
    const GROUP = "aws:autoscaling/group:Group";
    const subject = (type: string, inputs: PropertyMap, provider: PropertyMap = {}) => {
        const [stack] = stacksOf([plan([resource(type, inputs, { provider })])], DEFAULT_SETTINGS);
        return stack!.subjects[0]!;
    };
    const read = (...given: Parameters<typeof subject>) => {
        const { tags, unread } = tagsOf(subject(...given));
        return { unread, tags: [...tags].map(([key, { property, value }]) => [key, value, property]) };
    };

    it("given its own and its provider's, are its own before those", () => {
        const provider = { defaultTags: { tags: { Owner: "platform", env: "prod" } } };
        assert.deepEqual(read(BUCKET, { tags: { environment: "staging" } }, provider), {
            unread: undefined,
            tags: [
                ["environment", "staging", 'tags["environment"]'],
                ["owner", "platform", 'provider.defaultTags.tags["Owner"]'],
            ],
        });
    });

    it("given those of a provider as text or marked secret, are read all the same", () => {
        for (const defaultTags of ['{"tags":{"owner":"shop"}}', { tags: new Secret({ owner: "shop" }) }]) {
            assert.deepEqual(read(BUCKET, {}, { defaultTags }).tags, [
                ["owner", "shop", 'provider.defaultTags.tags["owner"]'],
            ]);
        }
    });

    it("given a list of them, are not those of the provider", () => {
        const tags: readonly PropertyMap[] = [{ key: "owner", value: "shop" }, { key: "env" }];
        assert.deepEqual(read(GROUP, { tags }, { defaultTags: { tags: { team: "platform", stage: "x" } } }), {
            unread: undefined,
            tags: [
                ["owner", "shop", "tags[0]"],
                ["environment", "", "tags[1]"],
            ],
        });
    });

    const UNREAD: readonly (readonly [given: string, Parameters<typeof subject>, unread: string | undefined])[] = [
        ["none", [BUCKET, {}], undefined],
        ["none in a list", [GROUP, {}], undefined],
        ["a provider without any", [BUCKET, {}, { defaultTags: {} }], undefined],
        ["a provider whose are no map", [BUCKET, {}, { defaultTags: { tags: "none" } }], undefined],
        ["unknown ones", [BUCKET, { tags: Unknown.computed }], "tags cannot be read: known after deployment"],
        ["what is no map", [BUCKET, { tags: "none" }], "tags is of an unexpected type"],
        ["an unknown list", [GROUP, { tags: Unknown.computed }], "tags cannot be read: known after deployment"],
        ["what is no list", [GROUP, { tags: { owner: "shop" } }], "tags is of an unexpected type"],
        ["an unknown member", [GROUP, { tags: [Unknown.computed] }], "tags[0] cannot be read"],
        ["an unknown key", [GROUP, { tags: [{ key: Unknown.computed }] }], "tags[0] cannot be read"],
        ["no key", [GROUP, { tags: [{ value: "shop" }] }], "tags[0] cannot be read"],
        [
            "unknown ones of the provider",
            [BUCKET, {}, { defaultTags: Unknown.computed }],
            "provider.defaultTags cannot be read: known after deployment",
        ],
        [
            "a provider, a part of whose is unknown",
            [BUCKET, {}, { defaultTags: { tags: Unknown.computed } }],
            "provider.defaultTags.tags is known after deployment",
        ],
    ];
    for (const [given, of, unread] of UNREAD) {
        it(`given ${given}, says ${unread ?? "that these are all"}`, () => {
            assert.deepEqual(read(...of), { unread, tags: [] });
        });
    }

    it("given those of the provider alone, are not its own", () => {
        const tagged = subject(BUCKET, { tags: { owner: "shop" } }, { defaultTags: { tags: { Env: "prod" } } });
        assert.deepEqual([...defaultTagsOf(tagged).keys], ["Env"]);
        assert.deepEqual([...tagsOf(tagged).keys], ["owner", "Env"]);
    });
});
