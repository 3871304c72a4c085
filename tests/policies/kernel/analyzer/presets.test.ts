import * as assert from "node:assert/strict";
import { UNKNOWN_MARKER } from "../../../../plan/wire";
import { protocol } from "../../../../policy-pack/analyzer/protocol";
import type { Settings } from "../../../../policy-pack/index";
import type { Said } from "../../../support/serving-pack";
import { BUCKET, encrypted, kept } from "../made-up-rules";
import { shown } from "../pulumi/made-up-packs";
import { serve, stopAll } from "./served";

const { ADVISORY, DISABLED, MANDATORY } = protocol.messages.EnforcementLevel;

const essential = { ...encrypted, name: "essential", preset: "essential" } as const;
const strict = { ...encrypted, name: "strict", preset: "strict" } as const;
const RULES = [essential, kept, strict];

/** Which rules report a bucket that breaks all of them, and at which level. */
async function ran(file: Partial<Settings>, cli: Readonly<Record<string, Said>> = {}) {
    const pack = await serve(RULES, {}, file);
    // As the CLI does: it fills in what the pack says of itself, and spreads `all`.
    const said: Record<string, Said> = {};
    for (const policy of (await pack.info()).getPoliciesList()) {
        const level = cli["all"]?.level ?? policy.getEnforcementlevel();
        const schema = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
        const settings = Object.fromEntries(
            Object.entries(schema as Record<string, { default?: unknown }>).flatMap(([name, { default: value }]) =>
                value === undefined ? [] : [[name, value]],
            ),
        );
        said[policy.getName()] = { level, settings };
    }
    for (const [name, { level, settings }] of Object.entries(cli)) {
        const before = said[name];
        const known = level ?? before?.level;
        said[name] = { ...(known !== undefined && { level: known }), settings: { ...before?.settings, ...settings } };
    }
    await pack.configure(said);
    const { alone } = await pack.analyze([shown(BUCKET, "b", { days: 1, encrypted: false })]);
    return alone.map(({ level, policy }) => (level === "mandatory" ? policy : `${policy} ${level}`)).sort();
}

describe("presets under the Pulumi CLI", () => {
    afterEach(stopAll);

    const ALL = ["bucket-kept", "essential", "strict"];

    it("given one in the settings file, runs what it has", async () => {
        assert.deepEqual(await ran({}), ["bucket-kept", "essential"]);
        assert.deepEqual(await ran({ preset: "essential" }), ["essential"]);
        assert.deepEqual(await ran({ preset: "strict" }), ALL);
    });

    it("given one in the policy pack's configuration, takes that over the file's, larger or smaller", async () => {
        const preset = (name: string) => ({ "pack-settings": { settings: { preset: name } } });
        assert.deepEqual(await ran({}, preset("strict")), ALL);
        assert.deepEqual(await ran({}, preset("essential")), ["essential"]);
        assert.deepEqual(await ran({ preset: "strict" }, preset("standard")), ["bucket-kept", "essential"]);
    });

    it("given a rule switched on or off by `enabled`, does so in both ways alike", async () => {
        for (const [rule, enabled, expected] of [
            ["strict", true, ALL],
            ["essential", false, ["bucket-kept"]],
        ] as const) {
            assert.deepEqual(await ran({ rules: { [rule]: { enabled } } }), expected);
            assert.deepEqual(await ran({}, { [rule]: { settings: { enabled } } }), expected);
            assert.deepEqual(
                await ran({ rules: { [rule]: { enabled: !enabled } } }, { [rule]: { settings: { enabled } } }),
                expected,
            );
        }
    });

    it("given a level for a rule, switches it on or off by that", async () => {
        assert.deepEqual(await ran({}, { strict: { level: MANDATORY } }), ALL);
        assert.deepEqual(await ran({}, { strict: { level: ADVISORY } }), [
            "bucket-kept",
            "essential",
            "strict advisory",
        ]);
        assert.deepEqual(await ran({}, { essential: { level: DISABLED } }), ["bucket-kept"]);
        assert.deepEqual(await ran({ rules: { essential: { enabled: false } } }, { essential: { level: MANDATORY } }), [
            "bucket-kept",
            "essential",
        ]);
    });

    it("given a level for all, gives it to the rules that run, and has no other run for it", async () => {
        assert.deepEqual(await ran({}, { all: { level: ADVISORY } }), ["bucket-kept advisory", "essential advisory"]);
        assert.deepEqual(await ran({}, { all: { level: MANDATORY } }), ["bucket-kept", "essential"]);
        assert.deepEqual(await ran({}, { all: { level: DISABLED } }), []);
        assert.deepEqual(await ran({}, { all: { level: DISABLED }, strict: { settings: { enabled: true } } }), [
            "strict",
        ]);
    });

    it("given strict there, or the preset of that name, lets nothing pass that is undecided", async () => {
        const level = async (file: Partial<Settings>, settings: Said["settings"] = {}) => {
            const pack = await serve([encrypted], {}, file);
            await pack.configure({ "pack-settings": { settings } });
            const found = await pack.analyzeStack([shown(BUCKET, "b", { encrypted: UNKNOWN_MARKER })]);
            return found.map(diagnostic => diagnostic.level);
        };
        assert.deepEqual(await level({}), ["advisory"]);
        assert.deepEqual(await level({ preset: "strict" }), ["mandatory"]);
        assert.deepEqual(await level({}, { preset: "strict" }), ["mandatory"]);
        assert.deepEqual(await level({}, { strict: true }), ["mandatory"]);
        assert.deepEqual(await level({ preset: "strict" }, { strict: false }), ["advisory"]);
        assert.deepEqual(await level({ preset: "strict", strict: false }), ["advisory"]);
    });
});
