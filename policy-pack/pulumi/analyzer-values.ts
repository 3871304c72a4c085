import { decodeValue } from "../../plan/wire";
import { Asset, type PropertyMap, type PropertyValue, Unknown } from "../../plan/value";

/*
 * The policy SDK hands over properties behind a proxy that throws where a value is not known yet, so that reading one
 * such value ends a whole check. Here each property is read on its own, and what throws becomes unknown.
 */

/** Reads all properties of one resource. Never throws. */
export function readProperties(properties: Readonly<Record<string, unknown>>): PropertyMap {
    const read: Record<string, PropertyValue> = {};
    for (const name of Object.keys(properties)) {
        // What starts so belongs to the engine or the provider's bridge and says nothing of the resource.
        if (name.startsWith("__")) continue;
        const value = readGuarded(() => properties[name]);
        if (value !== undefined) read[name] = value;
    }
    return read;
}

function readGuarded(get: () => unknown): PropertyValue | undefined {
    let value: unknown;
    try {
        value = get();
        return value === undefined ? undefined : readOne(value);
    } catch {
        // The only error that the proxy knows is that of an unknown value; any other leaves us as ignorant.
        return Unknown.computed;
    }
}

function readOne(value: unknown): PropertyValue {
    if (typeof value !== "object" || value === null) return decodeValue(value);
    if (Array.isArray(value)) {
        const items = value as readonly unknown[];
        // `map` would read every item itself and stop at the first unknown.
        return Array.from({ length: items.length }, (_, place) => readGuarded(() => items[place]) ?? null);
    }
    const fields = value as Readonly<Record<string, unknown>>;
    // The SDK keeps where a file comes from in a promise, so it cannot be read here.
    if (fields["__pulumiAsset"] === true) return new Asset("asset", undefined, undefined);
    if (fields["__pulumiArchive"] === true) return new Asset("archive", undefined, undefined);
    return readProperties(fields);
}
