import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { compileFunction } from "node:vm";

import { transformSync } from "esbuild";

import type { Plan } from "../../plan/plan";
import type { Settings } from "../../policy-pack/settings";
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

/** The program in the only code block of a section. */
export function program(text: string, heading: string): string {
    const [, code, ...more] = section(text, heading).split(/^```ts\n|^```$/m);
    assert.ok(code !== undefined && more.length === 1, `expected one code block under ${heading}`);
    return code;
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
