import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { type Project, stackFileOf, stacksOf } from "../engine/project";
import { readStackConfig } from "../engine/stack-config";
import { type Fault, UsageError } from "../plan/faults";
import { nearest } from "../plan/nearest";

/** A setting of one stack. */
interface StackSetting {
    readonly stack: string;
    /** File and line that set it; `Pulumi.yaml` where the stack leaves it at the project's default. */
    readonly at: string;
    /** The value as the program receives it: Pulumi hands every setting over as text. */
    readonly text: string;
}

/**
 * Compares the settings that no two stacks may share, such as the slot that their address ranges are cut from.
 *
 * @param keys The settings by full key (`project:key`).
 * @param checked The stacks that are planned; a clash of two others is not their fault.
 * @throws UsageError that names both files, lines and the value of each clash, and each key that no stack sets.
 */
export function checkDistinctConfig(project: Project, keys: readonly string[], checked: readonly string[]): void {
    if (keys.length === 0) return;
    const settings = new Map<string, StackSetting[]>();
    for (const stack of stacksOf(project)) {
        for (const [key, setting] of stackSettings(project, stack)) {
            settings.set(key, [...(settings.get(key) ?? []), setting]);
        }
    }
    const faults = keys.flatMap(key => {
        const values = settings.get(key);
        return values === undefined ? [unsetFault(key, [...settings.keys()])] : clashFaults(key, values, checked);
    });
    if (faults.length > 0) throw new UsageError("settings that no two stacks may share", faults);
}

function unsetFault(key: string, known: readonly string[]): Fault {
    const guess = nearest(key, known);
    const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
    return { at: "stagewright.yaml: distinctConfig", message: `no stack sets ${key}${hint}` };
}

function clashFaults(key: string, values: readonly StackSetting[], checked: readonly string[]): Fault[] {
    return values.flatMap((value, index) => {
        const earlier = values.slice(0, index).find(other => other.text === value.text);
        if (earlier === undefined || ![earlier.stack, value.stack].some(stack => checked.includes(stack))) return [];
        const expected = "expected a value of its own for each stack";
        return [
            {
                at: `${value.at}: ${key}`,
                message: `got ${value.text} for ${value.stack}, which ${earlier.stack} has too (${earlier.at}); ${expected}`,
            },
        ];
    });
}

/** The settings of one stack by full key. What is encrypted cannot be compared, and must not be shown: it is left out. */
function stackSettings(project: Project, stack: string): readonly (readonly [string, StackSetting])[] {
    const config = readableConfig(project, stack);
    if (config === undefined) return [];
    const lines = settingLines(stackFileOf(project, stack), project.name);
    return Object.entries(config.values)
        .filter(([key]) => !config.secretKeys.includes(key))
        .map(([key, text]) => [key, { stack, at: lines.get(key) ?? project.file, text }] as const);
}

/** Nothing where the file is at fault: that is reported when the stack is planned. */
function readableConfig(project: Project, stack: string): ReturnType<typeof readStackConfig> | undefined {
    try {
        return readStackConfig(project, stack);
    } catch (error) {
        if (error instanceof UsageError) return undefined;
        throw error;
    }
}

/** The place of each setting in a stack's file, by full key. */
function settingLines(file: string, project: string): ReadonlyMap<string, string> {
    const counter = new LineCounter();
    const config = parseDocument(readFileSync(file, "utf8"), { lineCounter: counter }).get("config");
    if (!isMap(config)) return new Map();
    return new Map(
        config.items.flatMap(({ key }) => {
            if (!isScalar(key)) return [];
            const name = String(key.value);
            const { line } = counter.linePos(key.range?.[0] ?? 0);
            return [[name.includes(":") ? name : `${project}:${name}`, `${basename(file)}:${line}`]];
        }),
    );
}
