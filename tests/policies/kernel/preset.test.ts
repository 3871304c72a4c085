import * as assert from "node:assert/strict";
import { judge, PRESETS, type Preset, resourceRule, type Settings, smallestPresetOf } from "../../../policy-pack/index";
import { DEFAULT_SETTINGS } from "../../../policy-pack/settings";
import { plan, resource } from "../../support/policy";
import { BUCKET, encrypted, KEY, TODAY } from "./made-up-rules";

const critical = resourceRule({ ...encrypted, name: "critical", severity: "critical" });
const strict = resourceRule({ ...encrypted, name: "strict", preset: "strict" });
const demoted = resourceRule({ ...critical, name: "demoted", preset: "standard" });
const wanted = resourceRule({ ...encrypted, name: "wanted", severity: "low", preset: "essential", appliesTo: [KEY] });
const RULES = [encrypted, critical, strict, demoted, wanted];

const bad = plan([resource(BUCKET, { encrypted: false }), resource(KEY, { encrypted: false })]);
const judged = (settings: Partial<Settings>) =>
    judge([bad], { rules: RULES, settings: { ...DEFAULT_SETTINGS, ...settings }, today: TODAY });
const ran = (settings: Partial<Settings>) => judged(settings).findings.map(({ rule }) => rule);

describe("a preset", () => {
    it("given rules that name none, has critical ones from the smallest on, and all others by default", () => {
        assert.deepEqual(RULES.map(smallestPresetOf), ["standard", "essential", "strict", "standard", "essential"]);
    });

    const CASES: readonly [Preset, readonly string[]][] = [
        ["essential", ["critical", "wanted"]],
        ["standard", ["critical", "demoted", "bucket-encrypted", "wanted"]],
        ["strict", ["critical", "demoted", "bucket-encrypted", "strict", "wanted"]],
    ];
    for (const [preset, expected] of CASES) {
        it(`given ${preset}, runs the rules that it has and no others`, () => {
            assert.deepEqual([...ran({ preset })].sort(), [...expected].sort());
        });
    }

    it("given none, is standard", () => {
        assert.deepEqual(judge([bad], { rules: RULES, today: TODAY }), judged({ preset: "standard" }));
    });

    it("given a rule that is told to run or not to, does as told", () => {
        for (const preset of PRESETS) {
            const rules = { strict: { enabled: true }, critical: { enabled: false } };
            assert.ok(ran({ preset, rules }).includes("strict"));
            assert.ok(!ran({ preset, rules }).includes("critical"));
        }
    });

    it("counts in the coverage account only the rules that run", () => {
        assert.deepEqual(
            PRESETS.map(preset => judged({ preset }).coverage.judgements),
            [2, 4, 5],
        );
        const without = judged({ preset: "essential", rules: { wanted: { enabled: false } } });
        assert.deepEqual(without.coverage.unreadTypes, [KEY]);
    });
});
