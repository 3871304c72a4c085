import { isList, isPropertyMap, type PropertyValue, Secret } from "./value";

/** Every text inside a value that is marked secret, or that stands inside of something that is. */
export function markedTexts(value: PropertyValue, marked = false): readonly string[] {
    if (value instanceof Secret) return markedTexts(value.value, true);
    if (isList(value)) return value.flatMap(item => markedTexts(item, marked));
    if (isPropertyMap(value)) return Object.values(value).flatMap(item => markedTexts(item, marked));
    return marked && (typeof value === "string" || typeof value === "number") ? [String(value)] : [];
}
