import { fieldPath } from "../compare";
import type { NormalValue } from "../normal-value";
import { isKnownSecret } from "../secret-shape";
import type { Comparison } from "../stacks";
import { coversProperty, parsePlace, type PlacePattern } from "./place";

/**
 * Whether nothing could be compared where an entry applies: a state holds no settings, and a secret is encrypted or left
 * out. Then nobody can say that the entry is of no use.
 */
export function isUnread(at: string, pattern: PlacePattern, comparison: Comparison): boolean {
    const { path, property } = parsePlace(at);
    if (comparison.unread.includes(path)) return true;
    return (
        property !== undefined &&
        comparison.pairs
            .filter(pair => pattern.coversPath(pair.left.path))
            .flatMap(pair => comparison.properties(pair))
            .flatMap(side => [...side].flatMap(([name, value]) => unknownSecrets(name, value)))
            .some(place => coversProperty(place, property))
    );
}

/** Every place at or inside of a value where a secret is of which nothing is known. */
function unknownSecrets(property: string, value: NormalValue): readonly string[] {
    switch (value.kind) {
        case "secret":
            return isKnownSecret(value) ? [] : [property];
        case "map":
            return [...value.fields].flatMap(([name, field]) =>
                unknownSecrets(fieldPath(property, name, value.ofItems), field),
            );
        case "list":
            return value.items.flatMap((item, place) => unknownSecrets(`${property}[${place}]`, item));
        case "plain":
        case "unknown":
            return [];
    }
}
