import { isList, isPropertyMap, type PropertyValue, Secret, Unknown } from "./value";
import { decodeValue } from "./wire";

/** A value without the marks of secrecy around it. Those inside it stay. */
export function bare(value: PropertyValue): PropertyValue {
    let inner = value;
    while (inner instanceof Secret) inner = inner.value;
    return inner;
}

/**
 * What a property means that takes JSON as text as well as in the open: IAM policies, container definitions, and every
 * input of a provider that is no text (Pulumi writes those as JSON). Text that is no JSON comes back as unknown.
 */
export function parsedJson(value: PropertyValue): PropertyValue {
    const text = bare(value);
    if (typeof text !== "string") return text;
    try {
        return decodeValue(JSON.parse(text));
    } catch {
        return new Unknown("a text that is not JSON");
    }
}

/** A text as it is, secret or not; the empty one for whatever is no text. */
export function textOf(value: PropertyValue | undefined): string {
    const inner = value === undefined ? undefined : bare(value);
    return typeof inner === "string" ? inner : "";
}

/** One value or a list of values, as a list: IAM and many providers take either. */
export function listed(value: PropertyValue | undefined): readonly PropertyValue[] {
    if (value === undefined || value === null) return [];
    const inner = bare(value);
    return isList(inner) ? inner.map(bare) : [inner];
}

/** The first unknown inside a value, or nothing if all of it is known. */
export function unknownWithin(value: PropertyValue): Unknown | undefined {
    if (value instanceof Unknown) return value;
    if (value instanceof Secret) return unknownWithin(value.value);
    const inner = isList(value) ? value : isPropertyMap(value) ? Object.values(value) : [];
    for (const item of inner) {
        const unknown = unknownWithin(item);
        if (unknown !== undefined) return unknown;
    }
    return undefined;
}

/** Whether a value, or something inside it, is marked secret. */
export function holdsSecret(value: PropertyValue): boolean {
    if (isList(value)) return value.some(holdsSecret);
    return value instanceof Secret || (isPropertyMap(value) && Object.values(value).some(holdsSecret));
}
