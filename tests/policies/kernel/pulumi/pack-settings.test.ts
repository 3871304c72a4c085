import * as assert from "node:assert/strict";
import type { PolicyResource, StackValidationArgs } from "@pulumi/policy";
import { UNKNOWN_MARKER } from "../../../../plan/wire";
import type { Settings } from "../../../../policy-pack/index";
import { analyze } from "../../../support/analyzer";
import { BUCKET, encrypted, kept, KEY } from "../made-up-rules";
import { policies, shown } from "./made-up-packs";

describe("a pack", () => {
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
            assert.equal((await run({}, { days: 11, enabled: false })).length, 0);
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
});
