import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { parse } from "yaml";
import type { Plan } from "../../plan/plan";
import { planOf } from "../support/plan";

const load = createRequire(__filename);
const PROJECT_FOLDER = path.join(__dirname, "../..");

/** Settings by their keys in a stack file. */
export type StackSettings = Readonly<Record<string, unknown>>;

/** What a stack file of the reference program sets. */
export function settingsOf(stack: string): StackSettings {
    const file = readFileSync(path.join(PROJECT_FOLDER, `Pulumi.${stack}.yaml`), "utf8");
    return (parse(file) as { config: StackSettings }).config;
}

/** Plans the reference program's stack in this process. The program runs anew each time. */
export function planStack(stack: string, config: StackSettings = settingsOf(stack)): Promise<Plan> {
    return planOf(
        () => {
            const entry = load.resolve("../../program/index");
            Reflect.deleteProperty(load.cache, entry);
            return load(entry) as unknown;
        },
        { project: "shop", stack, config },
    );
}
