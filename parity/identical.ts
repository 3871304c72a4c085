import { isList, isPropertyMap, type PropertyValue, Secret } from "../plan/value";
import type { Pair } from "./align";
import { compareValues, fieldPath } from "./compare";
import type { PlacePattern } from "./ledger/place";
import { toTheLetter } from "./normal";
import { redactedDifference } from "./redacted";
import { secretOf } from "./secret-shape";
import { isKnown } from "./shared-value";
import { placeOf } from "./shown";
import type { Comparison, Difference, PropertyDifference } from "./stacks";

/**
 * Where what was declared identical is the same by its role only, as `prod-orders` and `staging-orders` are, or is secret in
 * both and another one in each; undecided where a secret is not known.
 */
export function differentToTheLetter(
    pattern: PlacePattern,
    known: readonly Difference[],
    comparison: Comparison,
): readonly PropertyDifference[] {
    const places = new Set(known.map(placeOf));
    return comparison.pairs
        .filter(pair => pattern.property !== undefined && pattern.coversPath(pair.left.path))
        .flatMap(pair => {
            const [lefts, rights] = comparison.properties(pair);
            const found = [...new Set([...lefts.keys(), ...rights.keys()])].flatMap(name =>
                compareValues(name, toTheLetter(lefts.get(name)), toTheLetter(rights.get(name))),
            );
            return [...found, ...differentSecrets(pair)].map((one): PropertyDifference => ({
                ...redactedDifference(one, comparison.redact),
                kind: "property",
                at: pair.left.path,
                pair,
            }));
        })
        .filter(one => pattern.covers(placeOf(one)) && !places.has(placeOf(one)));
}

/** Secrets of both that are not one to the letter, compared in clear and in memory alone. */
function differentSecrets({ left, right }: Pair): readonly Omit<PropertyDifference, "at" | "kind" | "pair">[] {
    const search = (
        property: string,
        one: PropertyValue,
        other: PropertyValue | undefined,
    ): ReturnType<typeof differentSecrets> => {
        if (one instanceof Secret && other instanceof Secret) {
            const undecided = !isKnown(one) || !isKnown(other);
            if (!undecided && JSON.stringify(one) === JSON.stringify(other)) return [];
            return [{ property, left: secretOf(undefined), right: secretOf(undefined), undecided }];
        }
        if (isPropertyMap(one) && isPropertyMap(other))
            return Object.entries(one).flatMap(([name, field]) =>
                search(fieldPath(property, name), field, Object.hasOwn(other, name) ? other[name] : undefined),
            );
        if (isList(one) && isList(other))
            return one.flatMap((item, place) => search(`${property}[${place}]`, item, other[place]));
        return [];
    };
    return Object.entries(left.inputs).flatMap(([name, value]) =>
        search(name, value, Object.hasOwn(right.inputs, name) ? right.inputs[name] : undefined),
    );
}
