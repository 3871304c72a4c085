import { fieldPath } from "./compare";
import { type NeverDiffer, whyNeverDiffer } from "./never-differ";
import type { NormalValue } from "./normal-value";
import { ownThing } from "./own-things";
import type { Comparison, Difference } from "./stacks";

/** URNs of everything that one stack alone has. */
export function missingIn({ differences }: Comparison): ReadonlySet<string> {
    return new Set(
        differences.flatMap(one => (one.kind === "presence" ? one.only.resources.map(({ urn }) => urn) : [])),
    );
}

/** Why nobody may declare a difference; nothing where somebody may. */
export function neverReason(
    difference: Difference,
    never: readonly NeverDiffer[],
    missing: ReadonlySet<string>,
): string | undefined {
    if (difference.kind === "property") {
        const { left, pair, property, right } = difference;
        // What each must have of its own differs, wherever it lies: the key that something is encrypted with.
        const isOwn = ownThing(pair.left.type, property.replaceAll(/\[\d+\]/g, ""), pair.left.inputs) !== undefined;
        if (isOwn && left !== undefined && right !== undefined) return undefined;
        // What is missing as a whole is missing in all that lies inside of it.
        return whyNeverDiffer(
            pair.left.type,
            [property, ...placesIn(property, left), ...placesIn(property, right)],
            never,
        );
    }
    // The left one is production: what it alone refuses nobody has tested, what staging alone refuses fails there.
    if (difference.kind === "setting" || difference.only.side === "right") return undefined;
    // Of what is missing as a whole every property is missing, but only what may differ in nothing, and what guards something
    // that is not missing, may not be.
    return difference.only.resources
        .map(({ dependencies, type }) => {
            const guards = !dependencies.some(urn => missing.has(urn));
            const everything = never.filter(one => one.properties.includes("*") || (guards && one.isGuard === true));
            return everything.find(({ types }) => types.some(start => type.startsWith(start)))?.reason;
        })
        .find(one => one !== undefined);
}

/** Every place inside of a value. */
export function placesIn(property: string, value: NormalValue | undefined): readonly string[] {
    switch (value?.kind) {
        case "map":
            return [...value.fields].flatMap(([name, field]) => {
                const at = fieldPath(property, name, value.ofItems);
                return [at, ...placesIn(at, field)];
            });
        case "list":
            return value.items.flatMap((item, place) => [
                `${property}[${place}]`,
                ...placesIn(`${property}[${place}]`, item),
            ]);
        case "plain":
        case "secret":
        case "unknown":
        case undefined:
            return [];
    }
}
