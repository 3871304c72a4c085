import { type Project, stackFileOf, stacksOf } from "../../engine/project";
import { fullKey, readStackConfig, type StackConfig } from "../../engine/stack-config";
import type { Fault } from "../../plan/faults";
import { nearest } from "../../plan/nearest";
import { ownKeys } from "./new-settings";
import { StackFileCopy } from "./new-stack-file";

/** The settings of every stack of a project, by its name. */
export type StackConfigs = ReadonlyMap<string, StackConfig>;

/** What is copied, and what is known beside it. */
export interface Template {
    readonly project: Project;
    readonly stack: string;
    readonly config: StackConfig;
    readonly copy: StackFileCopy;
    /** Full keys that some stack of the project sets, or `Pulumi.yaml` declares. */
    readonly known: readonly string[];
}

/** @throws UsageError where a stack file cannot be read: what it holds, the new one may hold too. */
export function readStackConfigs(project: Project): StackConfigs {
    return new Map(stacksOf(project).map(stack => [stack, readStackConfig(project, stack)]));
}

/**
 * The stack to copy: the one that was asked for, else the only staging.
 *
 * @param faults Takes why there is none; then nothing is given back.
 */
export function templateOf(
    project: Project,
    configs: StackConfigs,
    from: string | undefined,
    faults: Fault[],
): Template | undefined {
    const classKey = ownKeys(project).class;
    const stack = from ?? onlyStaging(configs, classKey, faults);
    if (stack === undefined) return undefined;
    const config = configs.get(stack);
    if (config === undefined) {
        const guess = nearest(stack, [...configs.keys()]);
        const message = `expected ${oneOfStacks(configs)}, got ${JSON.stringify(stack)}`;
        faults.push({ at: "--from", message: guess === undefined ? message : `${message}; did you mean ${guess}?` });
        return undefined;
    }
    const stackClass = config.values[classKey];
    if (stackClass !== "staging") {
        const message = `expected ${classKey}: staging, of which a copy is made, got ${stackClass ?? "nothing"}`;
        faults.push({ at: config.file, message });
        return undefined;
    }
    const declared = Object.keys(project.config).map(key => fullKey(key, project.name));
    const set = [...configs.values()].flatMap(({ values }) => Object.keys(values));
    const copy = new StackFileCopy(stackFileOf(project, stack), project.name);
    return { project, stack, config, copy, known: [...new Set([...set, ...declared])] };
}

function onlyStaging(configs: StackConfigs, classKey: string, faults: Fault[]): string | undefined {
    const stagings = [...configs].filter(([, { values }]) => values[classKey] === "staging").map(([stack]) => stack);
    const [only, ...others] = stagings;
    if (only !== undefined && others.length === 0) return only;
    const found = only === undefined ? `no stack file says ${classKey}: staging` : `${stagings.join(", ")} are staging`;
    faults.push({ at: "--from", message: `expected the stack to copy, ${oneOfStacks(configs)}: ${found}` });
    return undefined;
}

function oneOfStacks(configs: StackConfigs): string {
    return configs.size === 0 ? "but the project has no stack files" : `one of ${[...configs.keys()].join(", ")}`;
}
