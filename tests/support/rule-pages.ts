import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { compileFunction } from "node:vm";

import { transformSync } from "esbuild";
import { parse } from "yaml";

import type { LedgerEntry } from "../../parity/ledger/entry";
import { parseLedger } from "../../parity/ledger/read";
import type { Plan } from "../../plan/plan";
import type { Settings } from "../../policy-pack/settings";
import type { RunOptions } from "./policy";
import { planOf } from "./plan";

/** The folder of the rules' pages. */
export const PAGES = path.join(__dirname, "../../docs/rules");
const exampleRequire = createRequire(__filename);

/** What `stagewright.yaml` says beside the programs of a page, where the rule is only about some stacks. */
export const PACKS: Readonly<Record<string, Partial<Settings>>> = {
    "ephemeral-has-expiry": { environments: { staging: { class: "ephemeral" } } },
};

/** The text of the page of a rule, or of the index. */
export const page = (name: string): string => readFileSync(path.join(PAGES, `${name}.md`), "utf8");

/** The text under one heading of a page. */
export function section(text: string, heading: string): string {
    const [, rest] = text.split(`\n## ${heading}\n`);
    assert.ok(rest !== undefined, `has no section ${heading}`);
    return (rest.split("\n## ")[0] ?? "").trim();
}

/** Settings beside a program. */
const SETTINGS = /^```yaml\n# stagewright\.yaml\n(.*?)^```\n?/ms;

/** What `stagewright.yaml` says of a rule in a section; nothing where the section shows none. */
export function settingsOf(text: string, heading: string, rule: string): RunOptions["settings"] {
    const [, yaml] = SETTINGS.exec(section(text, heading)) ?? [];
    if (yaml === undefined) return undefined;
    const { rules } = parse(yaml) as { readonly rules: Readonly<Record<string, RunOptions["settings"]>> };
    const settings = rules[rule];
    assert.ok(settings !== undefined, `the settings under ${heading} do not speak of ${rule}`);
    return settings;
}

/** The program in the only code block of a section. */
export function program(text: string, heading: string): string {
    const [, code, ...more] = section(text, heading)
        .replace(SETTINGS, "")
        .split(/^```ts\n|^```$/m);
    assert.ok(code !== undefined && more.length === 1, `expected one code block under ${heading}`);
    return code;
}

/** What `differences.yaml` declares beside the programs of a page; nothing where the page shows none. */
export function ledgerOf(text: string): readonly LedgerEntry[] {
    if (!text.includes("\n## Declared\n")) return [];
    const [, yaml] = /^```yaml\n(.*?)^```$/ms.exec(section(text, "Declared")) ?? [];
    assert.ok(yaml !== undefined, "declares nothing");
    return parseLedger(yaml);
}

/** What `staging` and `prod` look like when both run a program. */
export async function plansOf(source: string): Promise<readonly Plan[]> {
    const { code } = transformSync(source, { loader: "ts", format: "cjs", target: "node20" });
    const run = compileFunction(code, ["require", "module"]) as (require: NodeJS.Require, module: object) => void;
    const plans: Plan[] = [];
    for (const stack of ["staging", "prod"]) {
        plans.push(
            await planOf(
                () => {
                    const module = { exports: {} };
                    run(exampleRequire, module);
                    return module.exports;
                },
                { project: "shop", stack },
            ),
        );
    }
    return plans;
}
