import { existsSync, statSync } from "node:fs";
import * as path from "node:path";
import { type Fault, UsageError } from "../../plan/faults";
import { nearest } from "../../plan/nearest";
import { FAMILIES } from "../../policy-pack/kernel/verdict";
import { rules } from "../../policy-pack/rules/index";
import type { NewRuleOptions } from "../arguments";
import { EXIT_CODES } from "../exit-codes";
import { withRule } from "./index-file";
import { type NewRule, valueOf } from "./new-rule";
import { pageText, ruleText, testText } from "./templates";
import { readIfThere, writeTogether } from "./write";

/** Names of rules: the name of the file and of the page, too. One word alone may be one that JavaScript keeps for itself. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

/** Type tokens such as `aws:sqs/queue:Queue`. */
const TYPE = /^[a-z][\w-]*:[\w./-]+:[A-Za-z]\w*$/;

/** Names joined by dots: what a table of cases can write as nested objects. */
const PROPERTY = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/**
 * Writes a working rule into a team's own pack: the rule, its test, its page, and its entry in `rules/index.ts`.
 *
 * @returns The exit code.
 * @throws {UsageError} with every fault, before anything is written.
 */
export function newRule(name: string, options: NewRuleOptions): number {
    const rule = checked(name, options);
    const { dir } = options;
    const index = path.join(dir, "rules", "index.ts");
    const files = new Map([
        [path.join(dir, "rules", `${name}.ts`), ruleText(rule)],
        [path.join(dir, "tests", `${name}.test.ts`), testText(rule)],
        [path.join(dir, "docs", `${name}.md`), pageText(rule)],
    ]);
    const there = [...files.keys()].filter(file => existsSync(file));
    if (there.length > 0) {
        throw new UsageError(
            "the rule is not written",
            there.map(file => ({ at: file, message: "it is there already, and is left as it is" })),
        );
    }
    writeTogether(files, { file: index, text: withRule(readIfThere(index), name, index) });
    const written = [...files.keys(), index].map(file => `  ${file}`).join("\n");
    process.stdout.write(`Written:\n${written}\nThe rule works as it is; say in the page why it is there.\n`);
    return EXIT_CODES.holds;
}

function checked(name: string, { dir, family, property, type, value }: NewRuleOptions): NewRule {
    const faults: Fault[] = [];
    const expect = (fine: boolean, at: string, message: string) => {
        if (!fine) faults.push({ at, message });
    };
    expect(
        NAME.test(name),
        "<name>",
        `expected two words or more such as queue-encrypted, got ${JSON.stringify(name)}`,
    );
    expect(
        !rules.some(rule => rule.name === name),
        "<name>",
        `expected a name of its own, got that of our rule ${name}`,
    );
    const known = FAMILIES.find(one => one === family);
    expect(known !== undefined, "--family", `expected one of ${FAMILIES.join(", ")}, got ${family}${guess(family)}`);
    expect(TYPE.test(type), "--type", `expected a type token such as aws:sqs/queue:Queue, got ${JSON.stringify(type)}`);
    expect(
        PROPERTY.test(property),
        "--property",
        `expected names joined by dots such as versioning.enabled, got ${JSON.stringify(property)}`,
    );
    expect(
        existsSync(dir) && statSync(dir).isDirectory(),
        "--dir",
        `expected a folder that exists, got ${JSON.stringify(dir)}`,
    );
    if (known === undefined || faults.length > 0) throw new UsageError("the rule is not written", faults);
    return { name, family: known, type, property, value: valueOf(value) };
}

function guess(family: string): string {
    const near = nearest(family, FAMILIES);
    return near === undefined ? "" : `; did you mean ${near}?`;
}
