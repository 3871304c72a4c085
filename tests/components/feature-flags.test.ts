import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FeatureFlags, type FeatureFlagsArgs } from "../../components";
import { assertFeatureFlagsArgs } from "../../components/feature-flags/arguments";
import { flagDocument } from "../../components/feature-flags/flags";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { FLAGS_IN_PRODUCTION, FLAGS_IN_STAGING } from "./expected/feature-flags";
import { judged } from "./judged";
import { FLAGS, FLAGS_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const SMALLEST: FeatureFlagsArgs = {
    environment: STAGING,
    flags: { "fast-checkout": { description: "Pays in one step" } },
    values: { "fast-checkout": { enabled: true } },
};
const planFlags = (args: FeatureFlagsArgs) =>
    planOf(() => {
        new FeatureFlags("flags", args);
    });

describe("FeatureFlags", () => {
    it("given no more than they need in staging, declare exactly what is expected", async () => {
        assert.deepEqual(wholePlan(await planFlags(SMALLEST)), FLAGS_IN_STAGING);
    });

    describe("given all that they take, in production", () => {
        let plan: Plan;
        before(async () => {
            plan = await planFlags(FLAGS_ARGS);
        });

        it("declare exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), FLAGS_IN_PRODUCTION);
        });

        it("tag all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), [
                "flags-application",
                "flags-environment",
                "flags-monitor-role",
                "flags-profile",
                "flags-rollout",
                "flags-strategy",
            ]);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(PRODUCTION, name));
        });

        it("roll out what they keep, by their own strategy, to their own environment", () => {
            assert.deepEqual(sourcesOf(plan, "flags-rollout", "configurationVersion"), ["flags-values"]);
            assert.deepEqual(sourcesOf(plan, "flags-rollout", "deploymentStrategyId"), ["flags-strategy"]);
            assert.deepEqual(sourcesOf(plan, "flags-rollout", "environmentId"), ["flags-environment"]);
            assert.deepEqual(sourcesOf(plan, "flags-values", "configurationProfileId"), ["flags-profile"]);
        });

        it("watch alarms only once they may", () => {
            const { dependencies } = resource(plan, "flags-environment");
            assert.ok(dependencies.some(urn => urn.endsWith("::flags-monitor-permissions")));
        });

        it("register their outputs, the names known while planning", () => {
            assert.deepEqual(plainly(resource(plan, "flags", "stagewright:flags:FeatureFlags").outputs), {
                applicationName: "prod-flags",
                environmentName: "prod",
                profileName: "flags",
                configurationArn: "<unknown>",
            });
        });
    });

    it("given a change for all at once, let nobody wait", async () => {
        const strategy = inputsOf(await planFlags({ ...SMALLEST, rollout: "allAtOnce" }), "flags-strategy");
        const { deploymentDurationInMinutes, growthFactor, finalBakeTimeInMinutes } = strategy;
        assert.deepEqual([deploymentDurationInMinutes, growthFactor, finalBakeTimeInMinutes], [0, 100, 0]);
    });

    it("given no alarm, make no role", async () => {
        assert.deepEqual(namesOf(await planFlags(SMALLEST), "aws:iam/role:Role"), []);
    });

    it("given flags in another order, keep the same document", () => {
        const turned = (record: object) => Object.fromEntries(Object.entries(record).reverse());
        assert.equal(flagDocument(turned(FLAGS), turned(FLAGS_ARGS.values)), flagDocument(FLAGS, FLAGS_ARGS.values));
    });

    it("given both environments, are found fault with by no rule, the strictest included", async () => {
        const found = await judged(
            (environment, opts) => {
                const alarm = `arn:aws:cloudwatch:${environment.region}:${environment.accountId}:alarm:errors`;
                new FeatureFlags(
                    "flags",
                    { ...FLAGS_ARGS, key: undefined, environment, rollbackAlarmArns: [alarm] },
                    opts,
                );
            },
            { preset: "strict" },
        );
        assert.deepEqual(found, []);
    });

    describe("given arguments at fault", () => {
        const key =
            "expected a key of 1 to 64 letters, digits, dashes and underscores, a small letter first, and not enabled";
        const value = { enabled: true };
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "outputs where plain values are needed, and an argument that they do not have",
                { flags: pulumi.output({}), values: pulumi.output({}), rollout: pulumi.output({}), value: {} },
                [
                    "value: expected one of the arguments environment, flags, values, rollout, rollbackAlarmArns, key, got {}",
                    "flags: expected an object with a field for each flag, got an output, whose value is not known while planning",
                    "values: expected an object with a field for each flag, got an output, whose value is not known while planning",
                    "rollout: expected an object with minutes, stepPercent, watchMinutes, got an output, whose value is not known while planning",
                ],
            ],
            [
                "parts that flags, values and rollouts do not have, or that are none",
                {
                    flags: { a: { description: "x", attribute: {} }, b: "x", c: { description: "x" } },
                    values: { a: { enabled: true, on: true }, b: { enabled: true }, c: true },
                    rollout: { minutes: 1, stepPercent: 1, watchMinutes: 1, hours: 1 },
                },
                [
                    'flags["a"].attribute: expected one of the arguments description, attributes, got {}',
                    'flags["b"]: expected an object with description, attributes, got "x"',
                    'values["a"].on: expected one of the arguments enabled, attributes, got true',
                    'values["c"]: expected an object with enabled, attributes, got true',
                    "rollout.hours: expected one of the arguments minutes, stepPercent, watchMinutes, got 1",
                ],
            ],
            ["no flag", { flags: {}, values: {} }, ["flags: expected at least one flag, got {}"]],
            [
                "a flag without a value",
                { values: {} },
                ['values["fast-checkout"]: expected what the flag says in this environment, got nothing'],
            ],
            [
                "a value without a flag",
                { values: { "fast-checkout": value, slow: value } },
                ['values["slow"]: expected one of the flags, fast-checkout, got "slow"'],
            ],
            [
                "keys that AppConfig refuses",
                {
                    flags: { Fast: { description: "x" }, enabled: { description: "x", attributes: { _a: "string" } } },
                    values: { Fast: value, enabled: { enabled: true, attributes: { _a: "x" } } },
                },
                [
                    `flags["Fast"]: ${key}, got "Fast"`,
                    `flags["enabled"]: ${key}, got "enabled"`,
                    `flags["enabled"].attributes["_a"]: ${key}, got "_a"`,
                ],
            ],
            [
                "a flag that says nothing of itself",
                { flags: { "fast-checkout": { description: " " } } },
                [
                    'flags["fast-checkout"].description: expected 1 to 1024 characters that say what it switches, got " "',
                ],
            ],
            [
                "an attribute of no type",
                {
                    flags: { "fast-checkout": { description: "x", attributes: { limit: "integer" } } },
                    values: { "fast-checkout": { enabled: true, attributes: { limit: 1 } } },
                },
                [
                    'flags["fast-checkout"].attributes["limit"]: expected one of "string", "number", "boolean", got "integer"',
                ],
            ],
            [
                "attributes of another type, missing and unknown",
                {
                    flags: { "fast-checkout": { description: "x", attributes: { limit: "number", title: "string" } } },
                    values: { "fast-checkout": { enabled: "yes", attributes: { limit: NaN, titel: "x" } } },
                },
                [
                    'values["fast-checkout"].enabled: expected one of true, false, got "yes"',
                    'values["fast-checkout"].attributes["limit"]: expected a number, got NaN',
                    'values["fast-checkout"].attributes["title"]: expected a string, got nothing',
                    'values["fast-checkout"].attributes["titel"]: expected an attribute that the flag has, got "titel"',
                ],
            ],
            [
                "a rollout out of bounds",
                { rollout: { minutes: 0, stepPercent: 101, watchMinutes: -1 } },
                [
                    "rollout.minutes: expected a whole number from 1 to 1440, got 0",
                    "rollout.stepPercent: expected a whole number from 1 to 100, got 101",
                    "rollout.watchMinutes: expected a whole number from 0 to 1440, got -1",
                ],
            ],
            [
                "a rollout beyond its bounds",
                { rollout: { minutes: 1441, stepPercent: 0, watchMinutes: 1441 } },
                [
                    "rollout.minutes: expected a whole number from 1 to 1440, got 1441",
                    "rollout.stepPercent: expected a whole number from 1 to 100, got 0",
                    "rollout.watchMinutes: expected a whole number from 0 to 1440, got 1441",
                ],
            ],
            [
                "another rollout",
                { rollout: "slow" },
                ['rollout: expected "allAtOnce", or minutes, stepPercent and watchMinutes, got "slow"'],
            ],
            [
                "an alarm of another account",
                { rollbackAlarmArns: ["arn:aws:cloudwatch:eu-central-1:444455556666:alarm:errors"] },
                [
                    'rollbackAlarmArns[0]: expected the ARN of an alarm of account 111122223333 in eu-central-1, got "arn:aws:cloudwatch:eu-central-1:444455556666:alarm:errors"',
                ],
            ],
            [
                "six alarms",
                { rollbackAlarmArns: Array<string>(6).fill("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:e") },
                ["rollbackAlarmArns: expected at most 5 alarms, got 6"],
            ],
            [
                "a key of another account",
                { key: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/1" } },
                [
                    'key.keyArn: expected the ARN of a key of the environment\'s own account and region, arn:aws:kms:eu-central-1:111122223333:key/..., got "arn:aws:kms:eu-central-1:444455556666:key/1"',
                ],
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, says so`, () => {
                const args = { ...SMALLEST, ...changed };
                assert.deepEqual(
                    faultsOf(() => {
                        assertFeatureFlagsArgs("flags", args);
                    }),
                    faults,
                );
            });
        }

        it("given several at once, names them all, with the component's name among them", () => {
            const args = { ...SMALLEST, environment: { ...STAGING, name: "S" }, flags: {}, values: {} };
            assert.deepEqual(
                faultsOf(() => {
                    assertFeatureFlagsArgs("Flags", args);
                }).map(fault => fault.split(":")[0]),
                ["name", "environment.name", "flags"],
            );
        });

        it("given the bounds themselves, takes them", () => {
            const flags = { ["a".repeat(64)]: { description: "x".repeat(1024) } };
            const values = { ["a".repeat(64)]: { enabled: false } };
            for (const rollout of [
                { minutes: 1, stepPercent: 1, watchMinutes: 0 },
                { minutes: 1440, stepPercent: 100, watchMinutes: 1440 },
            ]) {
                assertFeatureFlagsArgs("flags", { ...SMALLEST, flags, values, rollout });
            }
        });
    });
});
