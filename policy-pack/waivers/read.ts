import type { Rule } from "../kernel/rule";
import { parseYaml, readProjectFile } from "../../plan/yaml-file";
import { waiversSchema } from "./schema";
import { type Waiver, WAIVERS_FILE } from "./waiver";

/** A name that people try, and that would be passed over in silence. */
const MISNAMED_FILE = "waivers.yml";

/**
 * Reads `waivers.yaml` of a project.
 *
 * @param folder The folder of `Pulumi.yaml`.
 * @param rules The rules that the file may speak of.
 * @param stacks Every stack of the project, where they are known: then a name that is none of them is a fault.
 * @returns None where there is no file.
 * @throws {UsageError} naming every fault with its line, the value given and what was expected.
 */
export function readWaivers(folder: string, rules: readonly Rule[], stacks?: readonly string[]): readonly Waiver[] {
    const text = readProjectFile(folder, WAIVERS_FILE, MISNAMED_FILE);
    return text === undefined ? [] : parseWaivers(text, rules, stacks);
}

/** Reads the text of a file of waivers. @throws {UsageError} as {@link readWaivers}. */
export function parseWaivers(text: string, rules: readonly Rule[], stacks?: readonly string[]): readonly Waiver[] {
    const read = parseYaml(text, WAIVERS_FILE, waiversSchema(rules, stacks), []);
    return read.value.map(({ approves, hides, stacks: named, ...written }, place) => ({
        ...written,
        ...read.positionOf([place]),
        stacks: named,
        approves: typeof approves === "string" ? [approves] : approves,
        hidesUndecided: hides === "undecided",
    }));
}
