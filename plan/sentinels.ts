import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "./value";

/*
 * An encrypted setting cannot be decrypted while planning. The program is given a text made for that one setting in its
 * place, and wherever the text comes out again, alone or inside a longer text, the value is a secret that is not known.
 */

/** How the reason begins why a value is not known that an encrypted setting went into; the key of the setting follows. */
export const MADE_FROM_ENCRYPTED = "made from the encrypted setting ";

/** Puts secret unknowns in the place of stand-ins. */
export interface Conceal {
    map(properties: PropertyMap): PropertyMap;
}

/** For a stack without encrypted settings. */
export const NOTHING_TO_CONCEAL: Conceal = { map: properties => properties };

/** @param sentinels Stand-ins, and the key of the setting that each stands for. */
export function concealer(sentinels: ReadonlyMap<string, string>): Conceal {
    const conceal = (value: PropertyValue): PropertyValue => {
        if (typeof value === "string") return concealText(value, sentinels);
        if (isList(value)) return value.map(conceal);
        if (value instanceof Secret) {
            const inner = conceal(value.value);
            return inner instanceof Secret ? inner : new Secret(inner);
        }
        return isPropertyMap(value) ? map(value) : value;
    };
    const map = (properties: PropertyMap): PropertyMap =>
        Object.fromEntries(Object.entries(properties).map(([name, value]) => [concealName(name), conceal(value)]));
    const concealName = (name: string): string => {
        for (const [sentinel, key] of sentinels) if (name.includes(sentinel)) return `(encrypted setting ${key})`;
        return name;
    };
    return { map };
}

function concealText(text: string, sentinels: ReadonlyMap<string, string>): PropertyValue {
    for (const [sentinel, key] of sentinels) {
        if (text.includes(sentinel)) return new Secret(new Unknown(`${MADE_FROM_ENCRYPTED}${key}`));
    }
    return text;
}
