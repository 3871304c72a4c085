import type { NormalValue } from "./normal";

/** Takes what is secret out of a text. */
export type RedactText = (text: string) => string;

/** A value as it may be shown: a text that repeats what another resource marks secret without that. */
export function redacted(value: NormalValue | undefined, redact: RedactText): NormalValue | undefined {
    switch (value?.kind) {
        case "plain": {
            const text = String(value.planned);
            const shown = redact(text);
            // A secret may hold the environment's name, and with its role in place of that no longer be found.
            return shown === text ? value : { ...value, planned: shown, normal: shown };
        }
        case "map":
            return {
                ...value,
                fields: new Map([...value.fields].map(([name, field]) => [name, redacted(field, redact) ?? field])),
            };
        case "list":
            return { ...value, items: value.items.map(item => redacted(item, redact) ?? item) };
        case "secret":
        case "unknown":
        case undefined:
            return value;
    }
}
