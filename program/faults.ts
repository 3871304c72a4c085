import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";

/** One setting at fault, ready to be read by the operator. */
export interface SettingFault {
    /** As in the stack file, such as `shop:database.instances`. */
    readonly key: string;
    readonly problem: string;
}

/** How a value stands in an error: shown, unless it is a secret. */
export type ShowValue = (path: readonly PropertyKey[]) => string;

/** Further apart than this many letters, one name is no misspelling of the other. */
const MISSPELLING_LETTERS = 4;

/** Faults of the schema in words: what was expected, what was given, and for an unknown name the nearest known one. */
export function schemaFaults(
    issues: readonly z.core.$ZodIssue[],
    keyOf: (path: readonly PropertyKey[]) => string,
    show: ShowValue,
    knownNames: (path: readonly PropertyKey[]) => readonly string[],
): readonly SettingFault[] {
    return issues.flatMap(issue => {
        if (issue.code !== "unrecognized_keys") {
            return [{ key: keyOf(issue.path), problem: `expected ${issue.message}, got ${show(issue.path)}` }];
        }
        return issue.keys.map(name => {
            const nearest = nearestOf(name, knownNames(issue.path));
            const hint = nearest === undefined ? "" : `; did you mean ${keyOf([...issue.path, nearest])}?`;
            return { key: keyOf([...issue.path, name]), problem: `there is no such setting${hint}` };
        });
    });
}

/** The known name that a misspelt one most likely stands for. */
function nearestOf(name: string, known: readonly string[]): string | undefined {
    if (known.length === 0) return undefined;
    const nearest = closest(name, known);
    return distance(name, nearest) <= MISSPELLING_LETTERS ? nearest : undefined;
}

/** A path as an operator writes it: `database.instances`, `zones[1]`. */
export function pathText(path: readonly PropertyKey[]): string {
    return path
        .map((part, index) => (typeof part === "number" ? `[${part}]` : (index > 0 ? "." : "") + String(part)))
        .join("");
}
