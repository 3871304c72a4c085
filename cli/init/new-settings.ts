import { parseDocument } from "yaml";
import type { Project } from "../../engine/project";
import { fullKey } from "../../engine/stack-config";
import type { Fault } from "../../plan/faults";
import { nearest } from "../../plan/nearest";
import type { NewSetting } from "./new-stack-file";
import type { Template } from "./template";

/** Settings of the project that the command knows the meaning of, by what they say. */
export function ownKeys({ name }: Project) {
    const key = (setting: string) => `${name}:${setting}`;
    return {
        class: key("class"),
        addressSlot: key("addressSlot"),
        expiresAt: key("expiresAt"),
        owner: key("owner"),
    } as const;
}

/**
 * Reads what `--set` asks for.
 *
 * @param faults Takes what is wrong with each; that one is then left out.
 */
export function readNewSettings(given: readonly string[], template: Template, faults: Fault[]): readonly NewSetting[] {
    return given.flatMap(text => {
        const setting = readNewSetting(text, template);
        if (typeof setting !== "string") return [setting];
        // Without its value, which may be a secret.
        faults.push({ at: `--set ${text.replace(/=.*$/s, "")}`, message: setting });
        return [];
    });
}

/** A setting, or what is wrong with it. */
function readNewSetting(given: string, template: Template): NewSetting | string {
    const { project, stack, config, known } = template;
    const [, written = "", text = ""] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
    if (written === "") return "expected <key>=<value>, such as domain=pr-12.shop.internal";
    const { key, steps } = splitKey(fullKey(written, project.name), known);
    const own = ownKeys(project);
    if (key === own.class) return "expected no class: it is ephemeral";
    if (key === own.addressSlot) return "expected no slot: it is taken from the leases";
    if (key === own.expiresAt) return "expected no end: --ttl or --until says it";
    if (!known.includes(key)) {
        const guess = nearest(key, known);
        return `no stack sets ${key}${guess === undefined ? "" : `; did you mean ${guess}?`}`;
    }
    if (config.secretKeys.includes(key)) {
        return `expected no secret on a command line: ${key} is one of ${stack}'s; pulumi config set --secret writes it`;
    }
    const missing = missingStep(template, key, steps);
    if (missing !== undefined) return missing;
    const [error] = parseDocument(text).errors;
    return error === undefined
        ? { key, steps, text }
        : `expected a value of YAML, ${error.message.split("\n")[0] ?? ""}`;
}

/** The step inside of a setting that leads nowhere. */
function missingStep({ copy, stack }: Template, key: string, steps: readonly string[]): string | undefined {
    for (const [place, step] of steps.entries()) {
        const outer = [key, ...steps.slice(0, place)].join(".");
        const names = copy.namesIn(key, steps.slice(0, place));
        if (names === undefined) return `${outer} of ${stack} has no parts`;
        if (names.includes(step)) continue;
        const guess = nearest(step, names);
        return `${outer} of ${stack} has no ${step}${guess === undefined ? "" : `; did you mean ${outer}.${guess}?`}`;
    }
    return undefined;
}

/** A key with a dot is one that is known as it stands, or leads into one. */
function splitKey(key: string, known: readonly string[]): Omit<NewSetting, "text"> {
    if (known.includes(key)) return { key, steps: [] };
    const [first = key, ...steps] = key.split(".");
    return { key: first, steps };
}
