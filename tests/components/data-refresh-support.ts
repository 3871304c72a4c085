import {
    CLONE_SCRIPT,
    MASK_SCRIPT,
    PUBLISH_SCRIPT,
    WATCH_ARTEFACTS_SCRIPT,
} from "../../components/data-refresh/scripts/source";
import { COMMON, LAUNCH } from "../../components/data-refresh/scripts/common";
import {
    MIGRATE_SCRIPT,
    RESTORE_SCRIPT,
    SWAP_SCRIPT,
    WATCH_DATABASE_SCRIPT,
} from "../../components/data-refresh/scripts/target";
import type { Plan } from "../../plan/plan";
import { wholePlan } from "./whole-plan";

/** Scripts by what a plan is compared with: what they do is tried on a real server. */
const SCRIPTS = new Map([
    [LAUNCH, "<launch>"],
    [COMMON + CLONE_SCRIPT, "<clone>"],
    [MASK_SCRIPT, "<mask>"],
    [COMMON + PUBLISH_SCRIPT, "<publish>"],
    [COMMON + WATCH_ARTEFACTS_SCRIPT, "<watch artefacts>"],
    [COMMON + RESTORE_SCRIPT, "<restore>"],
    [MIGRATE_SCRIPT, "<migrate>"],
    [COMMON + SWAP_SCRIPT, "<swap>"],
    [COMMON + WATCH_DATABASE_SCRIPT, "<watch database>"],
]);

interface Container {
    readonly command: readonly string[];
    readonly environment: readonly { readonly name: string; readonly value: string }[];
}

/** A whole plan with its documents parsed: containers with their scripts by name, and their variables as one object. */
export function readable(plan: Plan): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(wholePlan(plan)).map(([name, inputs]) => {
            const { containerDefinitions, ...others } = inputs as Readonly<Record<string, unknown>>;
            return [
                name,
                {
                    ...others,
                    ...(typeof containerDefinitions === "string"
                        ? { containers: containersOf(containerDefinitions) }
                        : {}),
                },
            ];
        }),
    );
}

function containersOf(definitions: string): readonly object[] {
    return (JSON.parse(definitions) as readonly Container[]).map(({ command, environment, ...container }) => ({
        ...container,
        command: command.map(text => SCRIPTS.get(text) ?? text),
        environment: Object.fromEntries(environment.map(({ name, value }) => [name, value])),
    }));
}
