import { UsageError } from "../../plan/faults";
import { exportName } from "./new-rule";

const LIST = /(export const rules\b[^=]*=\s*)\[([^\]]*)\](;?)/;

const EMPTY = `import type { Rule } from "stagewright/policy-pack";

/** The rules of this pack. */
export const rules: readonly Rule[] = [];
`;

/**
 * The text of `rules/index.ts` with one more rule.
 *
 * @param text What it is now; nothing where there is none yet.
 * @throws {UsageError} where the file has no list `rules`, or names the rule already.
 */
export function withRule(text: string | undefined, name: string, file: string): string {
    const before = text ?? EMPTY;
    const imported = `import { ${exportName(name)} } from "./${name}";`;
    const [list, start = "", entries = ""] = LIST.exec(before) ?? [];
    if (list === undefined) {
        throw fault(file, `it has no list \`export const rules = [...]\`; add ${exportName(name)} by hand, or a list`);
    }
    if (new RegExp(`\\b${exportName(name)}\\b`).test(before)) throw fault(file, `it names ${exportName(name)} already`);
    const names = entries
        .split(",")
        .map(entry => entry.trim())
        .filter(entry => entry !== "");
    const lines = [...names, exportName(name)].map(entry => `    ${entry},\n`).join("");
    return withImport(
        before.replace(list, () => `${start}[\n${lines}];`),
        imported,
    );
}

function withImport(text: string, imported: string): string {
    const last = [...text.matchAll(/^import [^;]*;$/gm)].at(-1);
    if (last === undefined) return `${imported}\n\n${text}`;
    const end = last.index + last[0].length;
    return `${text.slice(0, end)}\n${imported}${text.slice(end)}`;
}

function fault(file: string, message: string): UsageError {
    return new UsageError("the rule is not written", [{ at: file, message }]);
}
