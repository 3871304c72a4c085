import { holdsSecret } from "../../plan/plain";
import type { PlannedResource } from "../../plan/plan";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret } from "../../plan/value";
import type { Stack } from "../../plan/stack";
import { hiddenTextsOf } from "../../secrets/hidden";

/** A shorter text marked secret is a word that stands in many messages by chance; `show` never shows it all the same. */
const MIN_SECRET_CHARACTERS = 4;

/** Without marks any text may be secret; a shorter one is more likely a word of the message than a secret. */
const MIN_UNMARKED_CHARACTERS = 8;

const HIDDEN = "(hidden)";

/**
 * The last line of defence against a rule that writes a value into its message without `show`, or an error that quotes
 * one: takes out of a text every secret of the plans. Where a plan has lost the marks of secrets, every text of its
 * properties is taken for one, unless it stands in `publicText`.
 *
 * @param publicText What may be read by anyone: the words of the rule, its settings, names. Asked for only where it counts.
 */
export type Redact = (text: string, publicText: () => string) => string;

/**
 * Makes the redaction of some plans. The plans are only searched once there is a text to redact.
 *
 * @param others Further plans whose secrets are taken out.
 */
export function redactionOf(stacks: readonly Stack[], others: readonly Stack[] = []): Redact {
    let index: SecretIndex | undefined;
    return (text, publicText) => {
        index ??= indexOf([...others, ...stacks]);
        return redact(text, publicText, index);
    };
}

/** Whether anything in the plan of a stack is marked secret. */
export function holdsSecrets({ plan }: Stack): boolean {
    return plan.resources.flatMap(mapsOf).some(holdsSecret);
}

/** Secrets by their first characters, so that a text is searched in one pass. The longest first. */
type SecretIndex = ReadonlyMap<string, readonly FoundSecret[]>;

interface FoundSecret {
    readonly text: string;
    readonly marked: boolean;
}

function redact(text: string, publicText: () => string, index: SecretIndex): string {
    if (index.size === 0) return text;
    let redacted = "";
    for (let place = 0; place < text.length;) {
        const candidates = index.get(text.slice(place, place + MIN_SECRET_CHARACTERS)) ?? [];
        const found = candidates.find(
            secret => text.startsWith(secret.text, place) && (secret.marked || !publicText().includes(secret.text)),
        );
        redacted += found === undefined ? text.charAt(place) : HIDDEN;
        place += found?.text.length ?? 1;
    }
    return redacted;
}

function indexOf(stacks: readonly Stack[]): SecretIndex {
    const found = new Map<string, FoundSecret>();
    const keep = (secret: FoundSecret) => {
        if (secret.marked || !found.has(secret.text)) found.set(secret.text, secret);
    };
    const add = (value: PropertyValue, marked: boolean, marksLost: boolean) => {
        collect(value, marked, marksLost, keep);
    };
    for (const { plan } of stacks) {
        const marksLost = plan.source === "policy-sdk";
        add(plan.config, false, marksLost);
        add(plan.outputs, false, marksLost);
        // A provider is the same for many resources.
        const providers = new Set<PropertyMap>();
        for (const { inputs, outputs, provider } of plan.resources) {
            add(inputs, false, marksLost);
            add(outputs, false, marksLost);
            if (provider !== undefined) providers.add(provider.inputs);
        }
        for (const inputs of providers) add(inputs, false, marksLost);
        // What nobody marked and is a credential all the same, and what is inside those that are marked.
        for (const text of hiddenTextsOf(plan).within) keep({ text, marked: true });
    }
    const index = new Map<string, FoundSecret[]>();
    for (const secret of [...found.values()].sort((one, other) => other.text.length - one.text.length)) {
        const start = secret.text.slice(0, MIN_SECRET_CHARACTERS);
        const group = index.get(start);
        if (group === undefined) index.set(start, [secret]);
        else group.push(secret);
    }
    return index;
}

function mapsOf({ inputs, outputs, provider }: PlannedResource): readonly PropertyValue[] {
    return provider === undefined ? [inputs, outputs] : [inputs, outputs, provider.inputs];
}

function collect(
    value: PropertyValue,
    marked: boolean,
    marksLost: boolean,
    found: (secret: FoundSecret) => void,
): void {
    // Most values are plain, and no secret as long as nothing says so.
    if (typeof value !== "object" && !marked && !marksLost) return;
    if (value instanceof Secret) {
        collect(value.value, true, marksLost, found);
    } else if (isList(value)) {
        for (const item of value) collect(item, marked, marksLost, found);
    } else if (isPropertyMap(value)) {
        for (const item of Object.values(value)) collect(item, marked, marksLost, found);
    } else if (marked && (typeof value === "string" || typeof value === "number")) {
        const text = String(value);
        if (text.length >= MIN_SECRET_CHARACTERS) found({ text, marked });
    } else if (marksLost && typeof value === "string" && value.length >= MIN_UNMARKED_CHARACTERS) {
        found({ text: value, marked });
    }
}
