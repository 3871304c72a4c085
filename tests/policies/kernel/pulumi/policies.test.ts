import * as assert from "node:assert/strict";
import type { PolicyResource, StackValidationArgs } from "@pulumi/policy";
import { z } from "zod";
import { UsageError } from "../../../../plan/faults";
import type { Plan } from "../../../../plan/plan";
import { buildUrn } from "../../../../plan/urn";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../../../plan/wire";
import {
    allOf,
    DEFAULT_SETTINGS,
    environmentsRule,
    expectAtLeast,
    expectSet,
    expectTrue,
    holds,
    resourceRule,
    type Rule,
    rulesForManyStacks,
    type Settings,
    stackRule,
    toPulumiPolicies,
    violated,
} from "../../../../policy-pack/index";
import { analyze, analyzeOne, analyzeStack, type ShownResource } from "../../../support/analyzer";

const BUCKET = "aws:s3/bucket:Bucket";
const KEY = "aws:kms/key:Key";
const STACK = "pulumi:pulumi:Stack";

const encrypted = resourceRule({
    name: "bucket-encrypted",
    family: "hygiene",
    severity: "high",
    description: "Buckets are encrypted.",
    remediation: "Set `encrypted`.",
    appliesTo: [BUCKET],
    check: subject => expectTrue(subject, "encrypted", { because: "anyone can read it", default: false }),
});

const keyed = stackRule({
    name: "bucket-has-key",
    family: "isolation",
    severity: "critical",
    description: "Each bucket has a key.",
    remediation: "Add a key.",
    appliesTo: [BUCKET],
    check: stack =>
        stack.byType(BUCKET).map(subject => ({
            subject,
            verdict: stack.byType(KEY).length > 0 ? holds() : violated({ message: "there is no key" }),
        })),
});

const kept = resourceRule({
    name: "bucket-kept",
    family: "hygiene",
    severity: "low",
    description: "Versions are kept.",
    remediation: "Keep them.",
    appliesTo: [BUCKET],
    settings: z.object({ days: z.number().int().min(1).max(30).default(7).describe("Days.") }),
    check: (subject, { settings }) =>
        expectAtLeast(subject, "days", settings.days, { because: "they are needed", default: 1 }),
});

const compared = environmentsRule({
    name: "distinct",
    family: "isolation",
    severity: "low",
    description: "Distinct.",
    remediation: "None.",
    appliesTo: [BUCKET],
    check: () => [],
});

function shown(
    type: string,
    name: string,
    inputs: ShownResource["inputs"],
    extras: Partial<ShownResource> = {},
    stack = "staging",
): ShownResource {
    return { urn: buildUrn(stack, "shop", undefined, type, name), type, name, inputs, ...extras };
}

function policies(
    rules: readonly Rule[],
    environment: Readonly<Record<string, string>> = {},
    settings: Partial<Settings> = {},
) {
    return toPulumiPolicies(rules, {
        today: "2026-01-31",
        environment,
        settings: { ...DEFAULT_SETTINGS, ...settings },
    });
}

const PREVIEW = { PULUMI_NODEJS_DRY_RUN: "true" };
const UPDATE = { PULUMI_NODEJS_DRY_RUN: "false" };

describe("toPulumiPolicies", () => {
    it("gives each rule a policy of its name, with all that it says of itself", () => {
        const [policy, second] = policies([kept, keyed]);
        const { validateResource, validateStack, ...metadata } = policy!;
        assert.deepEqual(metadata, {
            name: "bucket-kept",
            description: "Versions are kept.",
            enforcementLevel: "mandatory",
            severity: "low",
            tags: ["hygiene"],
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

    it("leaves out rules that compare stacks, and those that are switched off", () => {
        const made = policies([encrypted, keyed, compared], {}, { rules: { "bucket-encrypted": { enabled: false } } });
        assert.deepEqual(
            made.map(({ name }) => name),
            ["bucket-has-key"],
        );
        assert.deepEqual(rulesForManyStacks([encrypted, compared]), [compared]);
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

    describe("given a value that is not known yet", () => {
        const open = (stack: string) => [shown(BUCKET, "open", { encrypted: UNKNOWN_MARKER }, {}, stack)];
        const CASES: readonly [
            given: string,
            stack: string,
            environment: Readonly<Record<string, string>>,
            level: string,
        ][] = [
            ["a preview of staging", "staging", PREVIEW, "advisory"],
            ["a host that does not say what it is", "staging", {}, "advisory"],
            ["a preview of production", "prod", PREVIEW, "mandatory"],
            ["CI", "staging", { ...PREVIEW, CI: "true" }, "mandatory"],
            ["STAGEWRIGHT_STRICT", "staging", { ...PREVIEW, STAGEWRIGHT_STRICT: "1" }, "mandatory"],
            ["production that is not strict", "prod", { ...PREVIEW, STAGEWRIGHT_STRICT: "0" }, "advisory"],
        ];
        for (const [given, stack, environment, level] of CASES) {
            it(`given ${given}, reports it once as ${level}`, async () => {
                const { alone, together } = await analyze(policies([encrypted], environment), open(stack));
                assert.deepEqual(alone, []);
                assert.deepEqual(
                    together.map(one => one.level),
                    [level],
                );
                assert.match(together[0]?.message ?? "", /undecided: encrypted cannot be read: known after deployment/);
            });
        }

        it("given an update, reports it before the resource is created: nothing is left to wait for", async () => {
            const { alone, together } = await analyze(policies([encrypted], UPDATE), open("staging"));
            assert.deepEqual(
                alone.map(one => one.level),
                ["mandatory"],
            );
            assert.deepEqual(together, []);
        });

        it("judges all other resources", async () => {
            const resources = [...open("staging"), shown(BUCKET, "bad", { encrypted: false })];
            const { alone } = await analyze(policies([encrypted]), resources);
            assert.deepEqual(
                alone.map(({ urn }) => urn),
                [resources[1]?.urn],
            );
        });
    });

    describe("given a rule that looks at the resources around", () => {
        const around = resourceRule({
            ...encrypted,
            name: "around",
            check: subject =>
                subject.parents.length === 1 && subject.comesFrom("keyId").some(({ type }) => type === KEY)
                    ? holds()
                    : violated({ message: "no key of ours" }),
        });
        const parent = shown("shop:Store", "store", {});
        const key = shown(KEY, "key", {});
        const bucket = {
            ...shown(BUCKET, "bucket", { keyId: UNKNOWN_MARKER }),
            parent: parent.urn,
            dependencies: [key.urn],
            propertyDependencies: { keyId: [key.urn] },
        };

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
        const plans: Plan[] = [];
        const spy = stackRule({
            ...keyed,
            check: stack => {
                plans.push(stack.plan);
                return [];
            },
        });
        const root = shown(STACK, "shop-staging", {});
        const store = shown("shop:Store", "store", {}, { parent: root.urn });
        const bucket = shown(
            BUCKET,
            "b",
            { a: 1, __internal: 2 },
            { parent: store.urn, provider: { region: "eu-west-1" } },
        );
        await analyze(policies([spy, encrypted]), [root, store, bucket]);
        const [plan] = plans;
        assert.deepEqual(
            plan?.resources.map(({ custom, external, inputs, options, parent, path, provider }) => [
                path,
                parent,
                custom,
                external,
                inputs,
                options.protect,
                provider?.inputs,
                provider?.isDefault,
            ]),
            [
                ["store", undefined, false, false, {}, true, undefined, undefined],
                ["store/b", store.urn, true, false, { a: 1 }, true, { region: "eu-west-1" }, true],
            ],
        );
        assert.deepEqual(
            [plan?.project, plan?.stack, plan?.source, plan?.phase],
            ["shop", "staging", "analyzer", "checked"],
        );
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

    describe("given settings", () => {
        const bucket = shown(BUCKET, "b", { days: 10 });
        const run = async (said: Settings["rules"], config: object) => {
            const [policy] = policies([kept], {}, { rules: said });
            const messages: unknown[] = [];
            const args = {
                resources: [],
                stackTags: new Map<string, string>(),
                getConfig: (() => config) as StackValidationArgs["getConfig"],
                notApplicable: () => assert.fail(),
            };
            const one: PolicyResource = {
                urn: bucket.urn,
                type: bucket.type,
                name: bucket.name,
                props: bucket.inputs ?? {},
                opts: {
                    protect: false,
                    ignoreChanges: [],
                    aliases: [],
                    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
                    additionalSecretOutputs: [],
                },
                dependencies: [],
                propertyDependencies: {},
                isType: () => false,
                asType: () => undefined,
            };
            await policy?.validateStack({ ...args, resources: [one] }, message => messages.push(message));
            return messages;
        };

        it("takes those of the file, and those of the CLI over them", async () => {
            assert.equal((await run({}, {})).length, 0);
            assert.equal((await run({ "bucket-kept": { days: 14 } }, {})).length, 1);
            assert.equal((await run({ "bucket-kept": { days: 14 } }, { days: 10 })).length, 0);
            assert.equal((await run({}, { days: 11 })).length, 1);
        });

        it("gives the CLI those of the file as defaults, for it fills them in", () => {
            const [policy] = policies([kept], {}, { rules: { "bucket-kept": { days: 14 } } });
            assert.equal(policy?.configSchema?.properties["days"]?.default, 14);
        });

        it("given one out of bounds from the CLI, reports that and judges nothing", async () => {
            const messages = await run({}, { days: 99 });
            assert.deepEqual(messages, [
                "the settings of bucket-kept are not as expected\n  rules.bucket-kept.days: expected number to be <=30, got 99",
            ]);
        });
    });

    describe("given a minimum of coverage", () => {
        const resources = [
            shown(BUCKET, "a", { encrypted: true }),
            shown(BUCKET, "b", { encrypted: UNKNOWN_MARKER }),
            shown(KEY, "key", {}),
        ];
        const run = async (minimumCoverage: number) => {
            const { together } = await analyze(policies([encrypted], {}, { minimumCoverage }), resources);
            return together.filter(({ policy }) => policy === "minimum-coverage").map(({ message }) => message);
        };

        it("reports that less is decided, with what no rule looks at", async () => {
            assert.deepEqual(await run(0.51), [
                "Enough of what the rules ask of the stack can be decided.\n50.0 % of 2 judgements are decided, expected 51.0 %; types that no rule looks at: none",
            ]);
        });

        it("says nothing at the limit, nor where none is asked for", async () => {
            assert.deepEqual(await run(0.5), []);
            assert.deepEqual(await run(0), []);
        });
    });

    describe("given secrets, which reach a pack without their marks", () => {
        const SECRET = "correct-horse-battery-staple";
        const secret = { [SIGNATURE_KEY]: SIGNATURES.secret, value: SECRET };
        const properties = {
            encrypted: secret,
            days: secret,
            note: secret,
            nested: { list: [secret, `around ${SECRET}`] },
        };
        const blurts = resourceRule({
            ...encrypted,
            name: "blurts",
            check: subject => violated({ message: JSON.stringify(subject.resource.inputs), evidence: [SECRET] }),
        });
        const throws: Rule = {
            ...keyed,
            name: "throws",
            check: () => {
                throw new Error(`bad value ${SECRET}`);
            },
        };
        const shows = resourceRule({
            ...encrypted,
            name: "shows",
            check: subject =>
                allOf([expectTrue(subject, "note", { because: "so" }), expectSet(subject, "none", { because: "so" })]),
        });

        it("never shows one, whatever a rule writes", async () => {
            const bucket = shown(BUCKET, "b", properties, { outputs: properties, provider: { token: secret } });
            const { alone, together } = await analyze(
                policies([encrypted, kept, keyed, blurts, throws, shows], UPDATE),
                [bucket],
            );
            const text = JSON.stringify([alone, together]);
            assert.ok(alone.length + together.length >= 5);
            assert.ok(!text.includes("correct-horse"), text);
        });
    });
});
