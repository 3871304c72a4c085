import * as assert from "node:assert/strict";
import { UNKNOWN_MARKER } from "../../../../plan/wire";
import { protocol } from "../../../../policy-pack/analyzer/protocol";
import type { Said } from "../../../support/serving-pack";
import { BUCKET, distinct, encrypted, kept, keyed } from "../made-up-rules";
import { shown } from "../pulumi/made-up-packs";
import { serve, stopAll } from "./served";

const { ADVISORY, DISABLED, MANDATORY, REMEDIATE } = protocol.messages.EnforcementLevel;

/** The code of gRPC for a request that is at fault. */
const INVALID_ARGUMENT = 3;

/** What reports the violations of a bucket, and at which level. */
async function levels(said: Readonly<Record<string, Said>>, inputs: object, environment = {}) {
    const pack = await serve([kept, encrypted], environment);
    await pack.configure(said);
    const { alone, together } = await pack.analyze([shown(BUCKET, "b", { ...inputs })]);
    return [...alone, ...together].map(({ level, policy }) => `${policy} ${level}`);
}

describe("what the user tells the CLI", () => {
    afterEach(stopAll);

    const BAD = { days: 1, encrypted: false };

    it("given levels, reports at them, and nothing of what is switched off", async () => {
        const said = (level: typeof ADVISORY | typeof MANDATORY | typeof REMEDIATE | typeof DISABLED) =>
            levels({ "bucket-encrypted": { level } }, { encrypted: false, days: 30 });
        assert.deepEqual(await said(MANDATORY), ["bucket-encrypted mandatory"]);
        assert.deepEqual(await said(ADVISORY), ["bucket-encrypted advisory"]);
        assert.deepEqual(await said(REMEDIATE), ["bucket-encrypted mandatory"]);
        assert.deepEqual(await said(DISABLED), []);
    });

    it("given a level for all, takes it but where a rule has one of its own", async () => {
        assert.deepEqual(await levels({ all: { level: ADVISORY }, "bucket-kept": { level: MANDATORY } }, BAD), [
            "bucket-kept mandatory",
            "bucket-encrypted advisory",
        ]);
        assert.deepEqual(await levels({ all: { level: DISABLED } }, BAD), []);
    });

    it("never raises the level: an advisory rule is advisory even where strict, and in an update", async () => {
        const strict = { STAGEWRIGHT_STRICT: "1", PULUMI_NODEJS_DRY_RUN: "false" };
        const unknown = { encrypted: UNKNOWN_MARKER, days: 30 };
        assert.deepEqual(await levels({ "bucket-encrypted": { level: ADVISORY } }, unknown, strict), [
            "bucket-encrypted advisory",
        ]);
        assert.deepEqual(await levels({ "bucket-encrypted": { level: MANDATORY } }, unknown, strict), [
            "bucket-encrypted mandatory",
        ]);
        assert.deepEqual(await levels({ "bucket-encrypted": { level: MANDATORY } }, unknown), [
            "bucket-encrypted advisory",
        ]);
    });

    it("given settings, takes those of the CLI over those of the file, and the file's over the default", async () => {
        const found = async (file: object, cli: Said["settings"]) => {
            const pack = await serve([kept], {}, { rules: { "bucket-kept": { ...file } } });
            if (cli !== undefined) await pack.configure({ "bucket-kept": { settings: cli } });
            return (await pack.analyze([shown(BUCKET, "b", { days: 10 })])).alone.length;
        };
        assert.deepEqual(
            [await found({}, undefined), await found({ days: 14 }, undefined), await found({ days: 14 }, { days: 10 })],
            [0, 1, 0],
        );
        assert.deepEqual([await found({}, { days: 11 }), await found({}, { enabled: false, days: 11 })], [1, 0]);
    });

    it("given anything that is not as expected, refuses all of it at once, each with what was expected", async () => {
        const pack = await serve([kept, encrypted, keyed, distinct]);
        const refused = pack.configure({
            all: { settings: { days: 3 } },
            "bucket-kep": { level: ADVISORY },
            "bucket-kept": { settings: { days: 99, dayz: 1 } },
            "names-distinct": { level: MANDATORY },
            "pack-settings": { settings: { preset: "stricter", strikt: true } },
        });
        await assert.rejects(refused, {
            code: INVALID_ARGUMENT,
            details: [
                "the policy pack's configuration is not as expected",
                '  all.days: unknown key "days"; no key is expected here',
                '  bucket-kep: unknown key "bucket-kep"; did you mean "bucket-kept"?',
                "  bucket-kept.days: expected number to be <=30, got 99",
                '  bucket-kept.dayz: unknown key "dayz"; did you mean "days"?',
                "  names-distinct: compares stacks, and the CLI shows a pack one: run `stagewright check` for it, expected no level but disabled",
                '  pack-settings.preset: expected one of "essential"|"standard"|"strict", got "stricter"',
                '  pack-settings.strikt: unknown key "strikt"; did you mean "strict"?',
            ].join("\n"),
        });
    });

    it("given a rule that does not run here and is to be off, takes it", async () => {
        const pack = await serve([kept, distinct]);
        await pack.configure({ "names-distinct": { level: DISABLED } });
    });
});
