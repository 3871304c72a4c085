import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parseSettings, PRESETS, rules, settingsJsonSchema } from "../../policy-pack/index";
import { canRemediate } from "../../policy-pack/kernel/remediate";
import { packSettingsSchema, ruleSchema } from "../../policy-pack/settings-schema";
import { removeFolder } from "../support/remove-folder";

const DOCS = path.join(__dirname, "../../docs");
const page = (name: string) => readFileSync(path.join(DOCS, name), "utf8");
const SETTINGS = page("settings.md");
const REMEDIATION = page("remediation.md");

function blocks(text: string, language: string): readonly string[] {
    return [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(([, code = ""]) => code);
}

describe("the pages about settings and remediation", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "settings-page-"));
        for (const file of ["node_modules/@acme/stagewright-preset/stagewright.yaml", "shared/base.yaml"]) {
            mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
            writeFileSync(path.join(folder, file), "preset: strict");
        }
    });
    after(() => {
        removeFolder(folder);
    });

    for (const [name, text, least] of [
        ["settings.md", SETTINGS, 10],
        ["remediation.md", REMEDIATION, 1],
    ] as const) {
        it(`given ${name}, have samples that can be read`, () => {
            const samples = blocks(text, "yaml");
            assert.ok(samples.length >= least);
            for (const sample of samples) parseSettings(sample, rules, folder);
        });
    }

    it("have a sample of each key, and a row in the table", () => {
        const { properties } = settingsJsonSchema(rules) as { readonly properties: object };
        const keys = Object.keys(properties);
        const said = new Set(blocks(SETTINGS, "yaml").flatMap(block => block.match(/^[a-z]\w*(?=:)/gim) ?? []));
        assert.deepEqual([...said].sort(), [...keys].sort());
        for (const key of keys) assert.match(SETTINGS, new RegExp(`^\\| .*\`${key}\`.* \\| \\[`, "m"), key);
    });

    it("have links that lead somewhere", () => {
        const anchors = (text: string) =>
            [...text.matchAll(/^## (.*)$/gm)].map(([, title = ""]) =>
                title
                    .toLowerCase()
                    .replace(/[^\w\- ]/g, "")
                    .replaceAll(" ", "-"),
            );
        for (const [, file = "", anchor] of [...`${SETTINGS}${REMEDIATION}`.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)]) {
            const text = file === "" ? SETTINGS : page(file);
            if (anchor !== undefined) assert.ok(anchors(text).includes(anchor), anchor);
        }
    });

    it("name every preset, and every rule that mends", () => {
        for (const preset of PRESETS) assert.match(SETTINGS, new RegExp(`^\\| \`${preset}\` \\|`, "m"));
        const rows = [...REMEDIATION.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
        assert.deepEqual(
            [...rows].sort(),
            rules
                .filter(canRemediate)
                .map(({ name }) => name)
                .sort(),
        );
    });

    it("have a configuration for the CLI that the pack takes", () => {
        const [sample = "", ...more] = blocks(SETTINGS, "json");
        assert.deepEqual(more, []);
        const { "pack-settings": pack, ...policies } = JSON.parse(sample) as Record<string, unknown>;
        packSettingsSchema.parse(pack);
        for (const [name, said] of Object.entries(policies)) {
            const rule = rules.find(one => one.name === name);
            assert.ok(rule !== undefined, name);
            if (typeof said === "string") assert.match(said, /^(?:advisory|mandatory|remediate|disabled)$/);
            else ruleSchema(rule).parse(said);
        }
    });
});
