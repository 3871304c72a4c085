import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { compileFunction } from "node:vm";

import { transformSync } from "esbuild";
import { z } from "zod";

import type { Plan } from "../../../plan/plan";
import { rules } from "../../../policy-pack/rules";
import { planOf } from "../../support/plan";
import { said } from "../../support/policy";

const PAGES = path.join(__dirname, "../../../docs/rules");
const exampleRequire = createRequire(__filename);

const page = (name: string): string => readFileSync(path.join(PAGES, `${name}.md`), "utf8");

/** The text under one heading of a page. */
function section(text: string, heading: string): string {
    const [, rest] = text.split(`\n## ${heading}\n`);
    assert.ok(rest !== undefined, `has no section ${heading}`);
    return (rest.split("\n## ")[0] ?? "").trim();
}

/** The program in the only code block of a section. */
function program(text: string, heading: string): string {
    const [, code, ...more] = section(text, heading).split(/^```ts\n|^```$/m);
    assert.ok(code !== undefined && more.length === 1, `expected one code block under ${heading}`);
    return code;
}

/** What `staging` and `prod` look like when both run a program. */
async function plansOf(source: string): Promise<readonly Plan[]> {
    const { code } = transformSync(source, { loader: "ts", format: "cjs", target: "node20" });
    const run = compileFunction(code, ["require", "module"]) as (require: NodeJS.Require, module: object) => void;
    const plans: Plan[] = [];
    for (const stack of ["staging", "prod"]) {
        plans.push(
            await planOf(
                () => {
                    run(exampleRequire, { exports: {} });
                },
                { project: "shop", stack },
            ),
        );
    }
    return plans;
}

describe("the pages of the rules", () => {
    it("given the rules, are one for each and an index", () => {
        const expected = [...rules.map(({ name }) => `${name}.md`), "README.md"].sort();
        assert.deepEqual(readdirSync(PAGES).sort(), expected);
    });

    it("given the rules, are listed in the index with what they say of themselves", () => {
        const rows = page("README")
            .split("\n")
            .filter(line => line.startsWith("| ["));
        const expected = rules.map(
            ({ name, family, severity, description }) =>
                `| [${name}](${name}.md) | ${family} | ${severity} | ${description} |`,
        );
        assert.deepEqual(rows, expected);
    });

    for (const rule of rules) {
        describe(rule.name, () => {
            const text = page(rule.name);

            it("says what the rule says of itself", () => {
                assert.ok(text.startsWith(`# ${rule.name}\n\n${rule.description}\n`), "title or description differ");
                assert.ok(text.includes(`\n| ${rule.family} | ${rule.severity} |`), "family or severity differ");
                assert.equal(section(text, "What to change"), rule.remediation);
            });

            it("says why, and when it cannot tell", () => {
                assert.ok(section(text, "Why").length > 0);
                assert.ok(section(text, "Undecided when").startsWith("- "));
            });

            it("lists every setting with its default", () => {
                const properties =
                    rule.settings === undefined
                        ? {}
                        : (z.toJSONSchema(rule.settings, { io: "input" }).properties ?? {});
                const expected = Object.entries(properties).map(([name, schema]) => {
                    assert.ok(typeof schema === "object");
                    return `| \`${name}\` | \`${JSON.stringify(schema.default)}\` |`;
                });
                const rows = section(text, "Settings")
                    .split("\n")
                    .filter(line => line.startsWith("| `"));
                assert.deepEqual(
                    rows.map(row => row.split(" | ").slice(0, 2).join(" | ").concat(" |")),
                    expected,
                );
                for (const [row, [, schema]] of rows.map(
                    (row, place) => [row, Object.entries(properties)[place]!] as const,
                )) {
                    assert.ok(typeof schema === "object" && row.endsWith(`| ${String(schema.description)} |`), row);
                }
            });

            it("shows a program that breaks the rule", async () => {
                const outcomes = said(rule, await plansOf(program(text, "Violated"))).map(({ outcome }) => outcome);
                assert.ok(outcomes.includes("violated"), `says only ${outcomes.join(", ")}`);
            });

            it("shows a program that keeps it", async () => {
                const verdicts = said(rule, await plansOf(program(text, "Holds")));
                assert.ok(verdicts.length > 0, "judges nothing");
                assert.deepEqual(
                    verdicts.filter(({ outcome }) => outcome !== "holds"),
                    [],
                );
            });
        });
    }
});
