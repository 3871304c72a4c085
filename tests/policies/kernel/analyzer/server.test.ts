import * as assert from "node:assert/strict";
import { UsageError } from "../../../../plan/faults";
import { UNKNOWN_MARKER } from "../../../../plan/wire";
import type { Rule } from "../../../../policy-pack/index";
import { BUCKET, encrypted, KEY, keyed } from "../made-up-rules";
import { shown, surroundings, UNKNOWN_CASES, unknownIn, UPDATE } from "../pulumi/made-up-packs";
import { assertPlanShown } from "../pulumi/plan-shown";
import { serve, stopAll } from "./served";

const STACK = "pulumi:pulumi:Stack";

/** Codes of gRPC. */
const CANCELLED = 1;
const UNIMPLEMENTED = 12;

describe("a pack that serves the protocol", () => {
    afterEach(stopAll);

    describe("given a violation in a resource's own inputs", () => {
        const bad = shown(BUCKET, "bad", { encrypted: false });

        it("reports it before the resource is created, and not again at the end", async () => {
            const pack = await serve([encrypted]);
            assert.deepEqual(await pack.analyze([bad]), {
                alone: [
                    {
                        policy: "bucket-encrypted",
                        urn: bad.urn,
                        level: "mandatory",
                        message:
                            "Buckets are encrypted.\nencrypted is false, expected true: anyone can read it\nTo fix: Set `encrypted`.",
                    },
                ],
                together: [],
            });
        });

        it("reports it again in the update after the preview", async () => {
            const pack = await serve([encrypted]);
            await pack.analyze([bad]);
            const { alone, together } = await pack.analyze([bad]);
            assert.deepEqual([alone.length, together.length], [1, 0]);
        });

        it("reports it at the end when the resource was never shown alone", async () => {
            const pack = await serve([encrypted]);
            assert.equal((await pack.analyzeStack([bad])).length, 1);
        });
    });

    it("given a resource that holds, another type and the stack itself, reports nothing", async () => {
        const pack = await serve([encrypted, keyed]);
        const resources = [
            shown(STACK, "shop-staging", {}),
            shown(BUCKET, "good", { encrypted: true }),
            shown(KEY, "key", {}),
        ];
        assert.deepEqual(await pack.analyze(resources), { alone: [], together: [] });
    });

    it("given two resources together, reports at the end", async () => {
        const pack = await serve([keyed]);
        const { alone, together } = await pack.analyze([shown(BUCKET, "b", {})]);
        assert.deepEqual([alone.length, together.length], [0, 1]);
    });

    it("given a rule that looks at the resources around, leaves it to the end, where they are known", async () => {
        const { around, bucket, key, parent } = surroundings();
        const pack = await serve([around]);
        assert.deepEqual(await pack.analyze([parent, key, bucket]), { alone: [], together: [] });
        const { alone, together } = await pack.analyze([parent, key, { ...bucket, propertyDependencies: {} }]);
        assert.deepEqual([alone.length, together.length], [0, 1]);
    });

    it("shows rules the plan as it is: paths, parents, provider, options", async () => {
        await assertPlanShown("analyzer", async (rules, resources) => (await serve(rules)).analyze(resources));
    });

    describe("given a value that is not known yet", () => {
        for (const [given, stack, environment, level] of UNKNOWN_CASES) {
            it(`given ${given}, reports it once as ${level}`, async () => {
                const pack = await serve([encrypted], environment);
                const { alone, together } = await pack.analyze(unknownIn(stack));
                assert.deepEqual([alone, together.map(one => one.level)], [[], [level]]);
                assert.match(together[0]?.message ?? "", /undecided: encrypted cannot be read: known after deployment/);
            });
        }

        it("given an update, reports it before the resource is created: nothing is left to wait for", async () => {
            const pack = await serve([encrypted], UPDATE);
            const { alone, together } = await pack.analyze(unknownIn("staging"));
            assert.deepEqual([alone.map(one => one.level), together], [["mandatory"], []]);
        });

        it("given a host that says by itself whether this is a preview, takes its word", async () => {
            const pack = await serve([encrypted]);
            await pack.configureStack(false);
            assert.equal((await pack.analyze(unknownIn("staging"))).alone.length, 1);
            await pack.configureStack(true);
            assert.equal((await pack.analyze(unknownIn("staging"))).alone.length, 0);
        });
    });

    it("given a rule that throws, reports it and lets the others judge", async () => {
        const broken: Rule = {
            ...encrypted,
            name: "broken",
            check: () => {
                throw new Error("no such thing");
            },
        };
        const pack = await serve([broken, encrypted]);
        const { alone } = await pack.analyze([shown(BUCKET, "b", {})]);
        assert.deepEqual(
            alone.map(({ policy }) => policy),
            ["broken", "bucket-encrypted"],
        );
    });

    it("given a minimum of coverage, reports that less is decided", async () => {
        const resources = [shown(BUCKET, "a", { encrypted: true }), shown(BUCKET, "b", { encrypted: UNKNOWN_MARKER })];
        const said = async (minimumCoverage: number) => {
            const pack = await serve([encrypted], {}, { minimumCoverage });
            const { together } = await pack.analyze(resources);
            return together.filter(({ policy }) => policy === "minimum-coverage").map(({ message }) => message);
        };
        assert.deepEqual(await said(0.51), [
            "Enough of what the rules ask of the stack can be decided.\n50.0 % of 2 judgements are decided, expected 51.0 %; types that no rule looks at: none",
        ]);
        assert.deepEqual([await said(0.5), await said(0)], [[], []]);
    });

    it("remediates nothing, and leaves the handshake to the CLI", async () => {
        const pack = await serve([encrypted]);
        assert.equal((await pack.remediate(shown(BUCKET, "b", { encrypted: false }))).length, 0);
        await assert.rejects(pack.handshake(), { code: UNIMPLEMENTED });
    });

    it("given that the CLI is to stop, judges no more, and says so", async () => {
        const pack = await serve([encrypted]);
        await pack.cancel();
        await assert.rejects(pack.analyzeOne(shown(BUCKET, "b", {})), { code: CANCELLED });
        await assert.rejects(pack.analyzeStack([shown(BUCKET, "b", {})]), { code: CANCELLED });
    });

    it("given bad settings, a bad STAGEWRIGHT_STRICT or two rules of one name, does not start", async () => {
        await assert.rejects(serve([encrypted], { STAGEWRIGHT_STRICT: "maybe" }), UsageError);
        await assert.rejects(serve([encrypted, encrypted]), /several of bucket-encrypted/);
    });
});
