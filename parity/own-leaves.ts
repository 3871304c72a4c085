import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../plan/value";
import { documentsIn } from "./documents";
import { ownThing, type OwnThing } from "./own-things";

/** One value of a kind that each environment has its own of. */
export interface OwnLeaf {
    readonly thing: Omit<OwnThing, "places">;
    /** The property, without numbers of items: what is one of a list in one stack may be another one in the other. */
    readonly property: string;
    /** As it was planned, secret or not. */
    readonly value: string | Unknown;
}

/**
 * Every value of some inputs that must be an environment's own, in lists, maps and JSON too.
 *
 * @param stacks Names of both stacks, in lower case.
 */
export function ownLeaves(type: string, inputs: PropertyMap, stacks: readonly string[]): readonly OwnLeaf[] {
    const walk = (value: PropertyValue, property: string): readonly OwnLeaf[] => {
        if (value instanceof Secret) return walk(value.value, property);
        if (isList(value)) return value.flatMap(item => walk(item, property));
        if (isPropertyMap(value))
            return Object.entries(value).flatMap(([name, field]) => walk(field, `${property}.${name}`));
        const thing = ownThing(type, property, inputs);
        // A provider's configuration carries its lists in JSON.
        const document = typeof value === "string" ? jsonIn(value) : undefined;
        if (document !== undefined && (thing === undefined || isList(document))) return walk(document, property);
        if (thing === undefined) return [];
        if (value instanceof Unknown) return [{ thing, property, value }];
        if (typeof value !== "string" || value === "") return [];
        const read = thing.read === undefined ? value : thing.read(value, stacks);
        return read === undefined ? [] : [{ thing, property, value: read }];
    };
    return Object.entries(inputs).flatMap(([property, value]) => walk(value, property));
}

function jsonIn(text: string): PropertyValue | undefined {
    return /^\s*[[{]/.test(text) ? documentsIn(text)[0] : undefined;
}
