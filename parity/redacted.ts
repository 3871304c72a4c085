import type { ValueDifference } from "./compare";
import type { NormalPlain, NormalValue } from "./normal-value";

/** Takes what is secret out of a text. */
export type RedactText = (text: string) => string;

/** A value as it may be shown: a text or a name that repeats what another resource marks secret without that. */
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
                fields: new Map(
                    [...value.fields].map(([name, field]) => [redact(name), redacted(field, redact) ?? field]),
                ),
            };
        case "list":
            return { ...value, items: value.items.map(item => redacted(item, redact) ?? item) };
        case "secret":
        case "unknown":
        case undefined:
            return value;
    }
}

/** Two values of one place as they may be shown. */
export function redactedPair(
    left: NormalValue | undefined,
    right: NormalValue | undefined,
    redact: RedactText,
): readonly [NormalValue | undefined, NormalValue | undefined] {
    return [redacted(withoutTwin(left, right), redact), redacted(withoutTwin(right, left), redact)];
}

/** A difference of values as it may be shown, its place included: the key of a map may be what is secret. */
export function redactedDifference<Found extends ValueDifference>(found: Found, redact: RedactText): Found {
    const [left, right] = redactedPair(found.left, found.right, redact);
    return { ...found, property: redactedPlace(found.property, redact), left, right };
}

/** What one stack marks secret is no less of a secret where the other does not, however deep in a value and in what form. */
function withoutTwin(value: NormalValue | undefined, other: NormalValue | undefined): NormalValue | undefined {
    if (value === undefined || other === undefined || value.kind === "secret" || value.kind === "unknown") return value;
    if (value.kind === "map" && other.kind === "map" && value.ofItems === other.ofItems) {
        const names = new Map([...value.roles].map(([name, role]) => [role, name]));
        const twinOf = (key: string) => {
            const name = names.get(key) ?? key;
            return other.fields.get(other.roles.get(name) ?? name) ?? other.fields.get(key);
        };
        const fields = [...value.fields].map(
            ([key, field]) => [key, withoutTwin(field, twinOf(key)) ?? field] as const,
        );
        return { ...value, fields: new Map(fields) };
    }
    if (value.kind === "list" && other.kind === "list" && value.ordered && value.items.length === other.items.length)
        return { ...value, items: value.items.map((item, place) => withoutTwin(item, other.items[place]) ?? item) };
    return holdsSecret(other) ? PLAIN : value;
}

/** Shows items of a list that nothing stands beside in the other stack. Where that marks items secret, these are no less so. */
export function besideItems(others: readonly NormalValue[]): (item: NormalValue) => NormalValue {
    const isSecret = others.some(({ kind }) => kind === "secret");
    return item => (isSecret && item.kind === "plain" ? PLAIN : item);
}

function holdsSecret(value: NormalValue): boolean {
    switch (value.kind) {
        case "secret":
            return true;
        case "map":
            return [...value.fields.values()].some(holdsSecret);
        case "list":
            return value.items.some(holdsSecret);
        case "plain":
        case "unknown":
            return false;
    }
}

const PLAIN: NormalPlain = {
    kind: "plain",
    mark: "plain()",
    planned: "<plain>",
    normal: "<plain>",
    from: [],
    fromOnlyHere: [],
};

/** Steps after the first: the first is a property's name, and known to everybody. */
const KEYS = /\["((?:[^"\\]|\\.)*)"\]|(?<=.)\.([^.[\]]+)/g;

/** A place as it may be shown. */
export function redactedPlace(place: string, redact: RedactText): string {
    return place.replace(KEYS, (step, quoted: string | undefined, name: string | undefined) => {
        const key = name ?? String(JSON.parse(`"${quoted ?? ""}"`));
        const shown = redact(key);
        return shown === key ? step : `[${JSON.stringify(shown)}]`;
    });
}
