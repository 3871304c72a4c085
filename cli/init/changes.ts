import type { Fault } from "../../plan/faults";
import { endOf } from "./life";
import type { NewSetting } from "./new-stack-file";
import { ownKeys } from "./new-settings";
import type { StackConfigs, Template } from "./template";

/** What the new stack is, beside what was asked for with `--set`. */
export interface OwnFacts {
    readonly owner: string;
    readonly lastDay: string;
    /** Nothing where the project knows no places. */
    readonly slot: number | undefined;
}

/** Every setting that is other than in the template, those first that the command knows the meaning of. */
export function changesOf(
    template: Template,
    given: readonly NewSetting[],
    { owner, lastDay, slot }: OwnFacts,
): readonly NewSetting[] {
    const own = ownKeys(template.project);
    const set = (key: string, text: string): NewSetting => ({ key, steps: [], text });
    return [
        set(own.class, "ephemeral"),
        set(own.expiresAt, endOf(lastDay)),
        ...(slot === undefined ? [] : [set(own.addressSlot, String(slot))]),
        // A project that knows no owner would refuse one.
        ...(template.known.includes(own.owner) ? [set(own.owner, owner)] : []),
        ...given.filter(({ key }) => key !== own.owner),
    ];
}

/**
 * Records settings that no two stacks may share (`distinctConfig`) and that would be shared: a copy has them all at first.
 *
 * @param name The new stack.
 */
export function checkDistinct(
    keys: readonly string[],
    { config, stack }: Template,
    configs: StackConfigs,
    changes: readonly NewSetting[],
    name: string,
    faults: Fault[],
): void {
    for (const key of keys) {
        const changed = changes.find(change => change.key === key && change.steps.length === 0);
        // A secret is not copied, so it is not shared.
        const text = changed?.text ?? (config.secretKeys.includes(key) ? undefined : config.values[key]);
        if (text === undefined) continue;
        const holder = [...configs].find(([, { values }]) => values[key] === text)?.[0];
        if (holder === undefined) continue;
        const example = text.split(stack).join(name);
        const hint = example === text ? "<value>" : example;
        const message = `expected a value of its own (distinctConfig), got ${text} as ${holder} has: --set ${key}=${hint}`;
        faults.push({ at: key, message });
    }
}

/** Shorter ones, such as a slot, stand in many texts that have nothing to do with them. */
const SHORTEST_TRACE = 4;

/**
 * Records settings that are copied and hold what two stacks may not share: the ARN of a role holds an account, and with it
 * leads back to the stack that was copied.
 */
export function checkTraces(
    keys: readonly string[],
    { config, copy, stack }: Template,
    changes: readonly NewSetting[],
    faults: Fault[],
): void {
    for (const changed of changes.filter(({ key, steps }) => keys.includes(key) && steps.length === 0)) {
        const old = config.values[changed.key];
        if (old === undefined || old.length < SHORTEST_TRACE || old === changed.text) continue;
        for (const key of copy.keys) {
            const text = config.values[key];
            if (text?.includes(old) !== true || config.secretKeys.includes(key)) continue;
            if (changes.some(change => change.key === key)) continue;
            const hint = text.split(old).join(changed.text);
            const message = `expected nothing of ${stack}, got ${old}, its ${changed.key}: --set '${key}=${hint}'`;
            faults.push({ at: key, message });
        }
    }
}
