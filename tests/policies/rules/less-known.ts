import type { Plan } from "../../../plan/plan";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../plan/value";

/** The same plan with one value of one resource's inputs not known, for each value at each depth. */
export function withUnknowns(plan: Plan): readonly { readonly what: string; readonly plan: Plan }[] {
    return plan.resources.flatMap((resource, index) =>
        unknowns(resource.inputs, resource.name).map(({ what, value }) => {
            const changed = { ...resource, inputs: value as PropertyMap };
            return { what, plan: { ...plan, resources: plan.resources.with(index, changed) } };
        }),
    );
}

interface LessKnown {
    /** Where the unknown stands. */
    readonly what: string;
    readonly value: PropertyValue;
}

function unknowns(value: PropertyValue, at: string): readonly LessKnown[] {
    if (value instanceof Secret) {
        return lessKnown(value.value, at).map(inner => ({ ...inner, value: new Secret(inner.value) }));
    }
    if (isList(value)) {
        return value.flatMap((item, place) =>
            lessKnown(item, `${at}[${place}]`).map(inner => ({ ...inner, value: value.with(place, inner.value) })),
        );
    }
    if (!isPropertyMap(value)) return [];
    return Object.entries(value).flatMap(([name, item]) =>
        lessKnown(item, `${at}.${name}`).map(inner => ({ ...inner, value: { ...value, [name]: inner.value } })),
    );
}

function lessKnown(value: PropertyValue, at: string): readonly LessKnown[] {
    if (value instanceof Unknown) return [];
    return [{ what: at, value: Unknown.computed }, ...unknowns(value, at)];
}

/**
 * Rules that may say something else, and no "undecided", as soon as less is known, each with the reason. Every other
 * rule must not: what is not known may be what it was.
 */
export const MAY_SAY_OTHERWISE: ReadonlyMap<string, string> = new Map([
    ["no-spot-in-production", "a price that is not known is a price; only one that is known to be empty is none"],
    ["no-unstoppable-topology", "a name that is not known is a name; only one that is known to be empty is none"],
    [
        "required-tags",
        "tags that are not known leave a default of the provider set; only an empty one would take it away",
    ],
    ["load-balancer-logs-access", "the name of a bucket that is set, and is not known yet, is that of a bucket"],
    ["no-static-access-keys", "a key that is not known, and has no token, is no session's: those do not work without"],
    ["no-credential-patterns", "a text that is not known does not stand in the program"],
    [
        "no-plaintext-credentials",
        "a text that is not known does not stand in the program; a text without a known name is judged by its shape",
    ],
]);
