import { decodeValue } from "../../../plan/wire";
import { isList, isPropertyMap, type PropertyValue, Secret, Unknown } from "../../../plan/value";
import { show, type SubjectReading } from "../../kernel";

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

/**
 * A text taken from a reading, shown under the same rules of secrecy as the whole reading. Where any part of it is
 * secret, no part is shown.
 *
 * @param known Texts that are public, shown even where the marks of secrets are lost.
 */
export function showPart(reading: SubjectReading, part: string, known: readonly string[] = []): string {
    if (reading.state !== "known") return show(reading);
    return show({ ...reading, value: part, secret: reading.secret || holdsSecret(reading.value) }, known);
}

function holdsSecret(value: PropertyValue): boolean {
    if (value instanceof Secret) return true;
    if (isList(value)) return value.some(holdsSecret);
    return isPropertyMap(value) && Object.values(value).some(holdsSecret);
}
