import * as assert from "node:assert/strict";
import { readdirSync } from "node:fs";

import { z } from "zod";

import type { Rule } from "../../../policy-pack/kernel";
import { smallestPresetOf } from "../../../policy-pack/kernel/preset";
import { rules } from "../../../policy-pack/rules";
import { said } from "../../support/policy";
import { ledgerOf, PACKS, page, PAGES, plansOf, program, section, settingsOf } from "../../support/rule-pages";

/** What a page may say that its rule judges, by scope. */
const JUDGED: Readonly<Record<Rule["scope"], readonly string[]>> = {
    resource: ["each resource by itself"],
    stack: ["the resources of one stack together", "each stack as a whole"],
    environments: ["all stacks together"],
};

const TYPES = /^`[^`]+`(?:, `[^`]+`)*$/;

/** The types that a page says its rule looks at, in order; nothing where it says that in words. */
function typesIn(text: string, { family, severity }: Rule): readonly string[] | undefined {
    const [, row = ""] = text.split(`\n| ${family} | ${severity} | `);
    const [, , ...cell] = row.slice(0, row.indexOf(" |\n")).split(" | ");
    const listed = cell.join(" | ");
    return TYPES.test(listed) ? listed.slice(1, -1).split("`, `").sort() : undefined;
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
            rule =>
                `| [${rule.name}](${rule.name}.md) | ${rule.family} | ${rule.severity} | ${smallestPresetOf(rule)} | ${rule.description} |`,
        );
        assert.deepEqual(rows, expected);
    });

    for (const rule of rules) {
        describe(rule.name, () => {
            const text = page(rule.name);
            const context = { pack: PACKS[rule.name] ?? {}, ledger: ledgerOf(text) };
            const on = (heading: string) => ({ ...context, settings: settingsOf(text, heading, rule.name) });

            it("says what the rule says of itself", () => {
                assert.ok(text.startsWith(`# ${rule.name}\n\n${rule.description}\n`), "title or description differ");
                const said = `\n| ${rule.family} | ${rule.severity} | ${smallestPresetOf(rule)} | `;
                const [, row] = text.split(said);
                assert.ok(row !== undefined, "family, severity or preset differ");
                const judged = row.split(" | ")[0] ?? "";
                assert.ok(JUDGED[rule.scope].includes(judged), `says that it judges ${judged}`);
                assert.ok(text.includes("\n| family | severity | preset | judges | looks at |\n"), "another table");
                assert.equal(section(text, "What to change"), rule.remediation);
            });

            const types = typesIn(text, rule);
            if (types !== undefined) {
                it("looks at the types that it lists, and at no other", () => {
                    assert.deepEqual(types, [...(rule.appliesTo as readonly string[])].sort());
                });
            }

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
                const outcomes = said(rule, await plansOf(program(text, "Violated")), on("Violated")).map(
                    ({ outcome }) => outcome,
                );
                assert.ok(outcomes.includes("violated"), `says only ${outcomes.join(", ")}`);
            });

            it("shows a program that keeps it", async () => {
                const verdicts = said(rule, await plansOf(program(text, "Holds")), on("Holds"));
                assert.ok(verdicts.length > 0, "judges nothing");
                assert.deepEqual(
                    verdicts.filter(({ outcome }) => outcome !== "holds"),
                    [],
                );
            });
        });
    }
});
