import * as assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { FAMILIES, SEVERITIES } from "../../../policy-pack/kernel";
import * as exported from "../../../policy-pack/rules";

const { rules, ...byName } = exported;
const FOLDER = path.join(__dirname, "../../../policy-pack/rules");

/** Folders and names of every rule file on disk. */
function ruleFiles(): readonly string[] {
    return FAMILIES.filter(family => existsSync(path.join(FOLDER, family))).flatMap(family =>
        readdirSync(path.join(FOLDER, family)).map(file => `${family}/${file.replace(/\.ts$/, "")}`),
    );
}

describe("the list of rules", () => {
    it("given the files, holds each of them once", () => {
        assert.deepEqual(rules.map(({ family, name }) => `${family}/${name}`).sort(), [...ruleFiles()].sort());
    });

    it("given the files, each has a test of its name", () => {
        const missing = ruleFiles().filter(file => !existsSync(path.join(__dirname, `${file}.test.ts`)));
        assert.deepEqual(missing, []);
    });

    it("given the exports, each rule is exported under its name", () => {
        const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
        assert.deepEqual(Object.keys(byName).sort(), rules.map(({ name }) => camelCase(name)).sort());
    });

    for (const family of FAMILIES) {
        it(`given the family ${family}, holds at least two rules`, () => {
            assert.ok(rules.filter(rule => rule.family === family).length >= 2);
        });
    }

    it("given the scopes, at least two look at resources together and one at environments", () => {
        const count = (scope: string) => rules.filter(rule => rule.scope === scope).length;
        assert.ok(count("stack") >= 2 && count("environments") >= 1);
    });

    for (const rule of rules) {
        it(`given ${rule.name}, says all of itself`, () => {
            assert.match(rule.name, /^[a-z]+(-[a-z]+)*$/);
            assert.ok(FAMILIES.includes(rule.family) && SEVERITIES.includes(rule.severity));
            assert.match(rule.description, /^[A-Z].*\.$/);
            assert.match(rule.remediation, /^[A-Z`].*\.$/);
            // What to change is named as code: an argument or a property.
            assert.match(rule.remediation, /`[^`]+`/);
            const schema =
                rule.settings === undefined ? {} : (z.toJSONSchema(rule.settings, { io: "input" }).properties ?? {});
            for (const [name, setting] of Object.entries(schema)) {
                assert.ok(typeof setting === "object" && setting.default !== undefined, `${name} has no default`);
                assert.ok((setting.description ?? "").length > 0, `${name} has no description`);
            }
        });
    }
});
