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
    ...[
        "load-balancer-logs-access",
        "no-spot-in-production",
        "no-static-access-keys",
        "no-unstoppable-topology",
        "required-tags",
        "schedule-has-time-zone",
    ].map(name => [name, "what is set but not known is set, whereas a text that is known to be empty is not"] as const),
    ...["no-credential-patterns", "no-plaintext-credentials"].map(
        name => [name, "what is not known does not stand in the program"] as const,
    ),
    ...[
        "cluster-access-within-environment",
        "private-zone-within-environment",
        "schedule-keeps-what-failed",
        "subscription-within-environment",
        "tag-spelling-consistent",
    ].map(name => [name, "an object is found by what names it, and not found where that is not known"] as const),
    ...[
        "environment-tag-matches-stack",
        "namespace-denies-by-default",
        "no-permission-outside-environment",
        "owner-tag-reachable",
    ].map(name => [name, "an exception that is not known to apply is taken not to"] as const),
]);
