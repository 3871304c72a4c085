import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { FAMILIES, rules, SEVERITIES } from "../../../policy-pack/index";

const ROOT = path.join(__dirname, "../../..");
const RULES = path.join(ROOT, "policy-pack/rules");

/** Names of the TypeScript files in a folder, without their ending; none where there is no folder. */
function filesIn(folder: string, ending: string): readonly string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
        .filter(file => file.endsWith(ending))
        .map(file => file.slice(0, -ending.length))
        .filter(name => name !== "index");
}

describe("the rules", () => {
    for (const family of FAMILIES) {
        it(`of the family ${family} each live in a file of their own name, and no file is left out`, () => {
            const names = rules.filter(rule => rule.family === family).map(({ name }) => name);
            assert.deepEqual([...names].sort(), [...filesIn(path.join(RULES, family), ".ts")].sort());
        });
    }

    it("have distinct names", () => {
        assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
    });

    it("have no page that belongs to none of them", () => {
        const pages = filesIn(path.join(ROOT, "docs/rules"), ".md").filter(page => page !== "README");
        assert.deepEqual(
            pages.filter(page => !rules.some(({ name }) => name === page)),
            [],
        );
    });

    for (const rule of rules) {
        describe(rule.name, () => {
            it("says what it is, how serious it is and how to mend it", () => {
                assert.match(rule.name, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
                assert.ok(SEVERITIES.includes(rule.severity));
                assert.match(rule.description, /^[A-Z].*\.$/s);
                assert.match(rule.remediation, /^[A-Z`].*\.$/s);
            });

            it("names what it looks at", () => {
                if ("matches" in rule.appliesTo) assert.ok(rule.appliesTo.what.length > 0);
                else assert.ok(rule.appliesTo.length > 0 && new Set(rule.appliesTo).size === rule.appliesTo.length);
            });

            it("describes each of its settings and gives it a default", () => {
                const { properties } = z.toJSONSchema(rule.settings ?? z.object({}), { io: "input" });
                for (const [name, schema] of Object.entries(properties ?? {})) {
                    assert.ok(
                        typeof schema === "object" && schema.description !== undefined,
                        `${name} has no description`,
                    );
                    assert.notEqual(schema.default, undefined, `${name} has no default`);
                    assert.notEqual(name, "enabled");
                }
                assert.ok(rule.settings === undefined || rule.settings.safeParse({}).success);
            });

            it("has a test and a page of its name", () => {
                const test = path.join(ROOT, "tests/policies/rules", rule.family, `${rule.name}.test.ts`);
                assert.ok(existsSync(test), `${test} is missing`);
                const page = readFileSync(path.join(ROOT, "docs/rules", `${rule.name}.md`), "utf8");
                assert.ok(page.startsWith(`# ${rule.name}`));
                assert.ok(page.includes(rule.severity), "the page does not say how serious it is");
            });
        });
    }
});
