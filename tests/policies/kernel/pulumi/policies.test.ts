import * as assert from "node:assert/strict";
import { UsageError } from "../../../../plan/faults";
import { UNKNOWN_MARKER } from "../../../../plan/wire";
import { resourceRule, type Rule, rulesForManyStacks, violated } from "../../../../policy-pack/index";
import { analyze, analyzeOne, analyzeStack } from "../../../support/analyzer";
import { BUCKET, distinct, encrypted, kept, KEY, keyed } from "../made-up-rules";
import { policies, shown, surroundings } from "./made-up-packs";
import { assertPlanShown } from "./plan-shown";

const STACK = "pulumi:pulumi:Stack";

describe("toPulumiPolicies", () => {
    it("gives each rule a policy of its name, with all that it says of itself", () => {
        const [policy, second] = policies([kept, keyed]);
        const { validateResource, validateStack, ...metadata } = policy!;
        assert.deepEqual(metadata, {
            name: "bucket-kept",
            description: "Versions are kept.",
            enforcementLevel: "mandatory",
            severity: "low",
            tags: ["hygiene", "stagewright"],
            remediationSteps: "Keep them.",
            url: "docs/rules/bucket-kept.md",
            configSchema: {
                properties: { days: { type: "integer", minimum: 1, maximum: 30, default: 7, description: "Days." } },
            },
        });
        assert.equal(typeof validateResource, "function");
        assert.equal(typeof validateStack, "function");
        assert.deepEqual(
            [second?.name, second?.validateResource, second?.configSchema],
            ["bucket-has-key", undefined, undefined],
        );
    });

    it("leaves out rules that compare stacks, and gives those that do not run a level that says so", () => {
        const made = policies([encrypted, keyed, distinct], {}, { rules: { "bucket-encrypted": { enabled: false } } });
        assert.deepEqual(
            made.map(({ enforcementLevel, name }) => [name, enforcementLevel]),
            [
                ["bucket-encrypted", "disabled"],
                ["bucket-has-key", "mandatory"],
            ],
        );
        assert.deepEqual(rulesForManyStacks([encrypted, distinct]), [distinct]);
    });

    it("refuses bad settings, a bad STAGEWRIGHT_STRICT and two rules of one name", () => {
        assert.throws(() => policies([kept], {}, { rules: { "bucket-kept": { days: 31 } } }), UsageError);
        assert.throws(() => policies([kept], { STAGEWRIGHT_STRICT: "maybe" }), UsageError);
        assert.throws(() => policies([kept, kept]), /several of bucket-kept/);
    });

    describe("given a violation in a resource's own inputs", () => {
        const bad = shown(BUCKET, "bad", { encrypted: false });

        it("reports it before the resource is created, and not again at the end", async () => {
            const { alone, together } = await analyze(policies([encrypted]), [bad]);
            assert.deepEqual(alone, [
                {
                    policy: "bucket-encrypted",
                    urn: bad.urn,
                    level: "mandatory",
                    message:
                        "Buckets are encrypted.\nencrypted is false, expected true: anyone can read it\nTo fix: Set `encrypted`.",
                },
            ]);
            assert.deepEqual(together, []);
        });

        it("reports it again in the update after the preview", async () => {
            const pack = policies([encrypted]);
            await analyze(pack, [bad]);
            const { alone, together } = await analyze(pack, [bad]);
            assert.deepEqual([alone.length, together.length], [1, 0]);
        });

        it("reports each of several faults of a property once, though more must be hidden once all is shown", async () => {
            const blurts = resourceRule({
                ...encrypted,
                check: subject =>
                    [1, 2].map(place =>
                        violated({ property: "data", message: `${place}: PASSWORD_FIELD ${subject.name}-password` }),
                    ),
            });
            const resources = [
                shown(BUCKET, "a", { data: { PASSWORD_FIELD: "x" } }),
                shown(KEY, "b", { field: "PASSWORD_FIELD", other: "a-password" }),
            ];
            const { alone, together } = await analyze(policies([blurts]), resources);
            assert.deepEqual([alone.length, together.length], [2, 0]);
            const [atTheEnd] = await analyzeStack(policies([blurts]), resources);
            assert.match(atTheEnd?.message ?? "", /1: PASSWORD_FIELD \(hidden\)/);
        });

        it("reports at the end what was not reported before, even of the same property", async () => {
            const more = resourceRule({
                ...encrypted,
                check: subject =>
                    subject.plan.resources.map(({ name }) => violated({ property: "data", message: name })),
            });
            const { alone, together } = await analyze(policies([more]), [bad, shown(KEY, "key", {})]);
            assert.deepEqual([alone.length, together.length], [1, 1]);
        });

        it("forgets the preview once the update begins", async () => {
            const pack = policies([encrypted]);
            await analyze(pack, [bad]);
            const other = shown(BUCKET, "good", { encrypted: true });
            await analyzeOne(pack, other);
            assert.deepEqual(await analyzeStack(pack, [bad, other]), []);
        });

        it("reports it at the end when the resource was never shown alone", async () => {
            assert.equal((await analyzeStack(policies([encrypted]), [bad])).length, 1);
        });
    });

    it("given a resource that holds, another type and the stack itself, reports nothing", async () => {
        const resources = [
            shown(STACK, "shop-staging", {}),
            shown(BUCKET, "good", { encrypted: true }),
            shown(KEY, "key", {}),
        ];
        assert.deepEqual(await analyze(policies([encrypted, keyed]), resources), { alone: [], together: [] });
    });

    it("given two resources together, reports at the end", async () => {
        const { alone, together } = await analyze(policies([keyed]), [shown(BUCKET, "b", {})]);
        assert.deepEqual([alone.length, together.length], [0, 1]);
    });

    it("judges inputs at the end, too, where a provider's outputs say less", async () => {
        const bucket = shown(BUCKET, "b", {}, { outputs: { encrypted: UNKNOWN_MARKER } });
        const { alone, together } = await analyze(policies([encrypted]), [bucket]);
        assert.deepEqual([alone.length, together.length], [1, 0]);
    });

    it("does not judge a resource that is only read", async () => {
        const pack = policies([encrypted]);
        await analyzeOne(pack, shown(BUCKET, "own", { encrypted: true }));
        assert.deepEqual(
            await analyzeStack(pack, [shown(BUCKET, "own", { encrypted: true }), shown(BUCKET, "theirs", {})]),
            [],
        );
    });

    describe("given a rule that looks at the resources around", () => {
        const { around, bucket, key, parent } = surroundings();

        it("leaves it to the end, where they are known", async () => {
            assert.deepEqual(await analyze(policies([around]), [parent, key, bucket]), { alone: [], together: [] });
            const { alone, together } = await analyze(policies([around]), [
                parent,
                key,
                { ...bucket, propertyDependencies: {} },
            ]);
            assert.deepEqual([alone.length, together.length], [0, 1]);
        });
    });

    it("shows rules the plan as it is: paths, parents, provider, options", async () => {
        await assertPlanShown("policy-sdk", (rules, resources) => analyze(policies(rules), resources));
    });

    it("given a rule that throws, reports it and lets the others judge", async () => {
        const broken: Rule = {
            ...encrypted,
            name: "broken",
            check: () => {
                throw new Error("no such thing");
            },
        };
        const { alone } = await analyze(policies([broken, encrypted]), [shown(BUCKET, "b", {})]);
        assert.deepEqual(
            alone.map(({ policy }) => policy),
            ["broken", "bucket-encrypted"],
        );
    });
});
