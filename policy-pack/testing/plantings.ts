import type { Plan, PlannedResource } from "../../plan/plan";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret } from "../../plan/value";

/** What stands in the place of a text. No rule and no plan has a reason to say it. */
export const CANARY = "canary7f3a";

/**
 * For each text in the inputs of each resource, the same plans with a secret in its place: once marked, as in `check`;
 * once without its mark, as the policy SDK hands it over.
 */
export function withPlantedSecrets(plans: readonly Plan[]): readonly (readonly Plan[])[] {
    return plans.flatMap((plan, place) =>
        plan.resources.flatMap((resource, index) =>
            plantings(resource.inputs).flatMap(planted => {
                const marked = planPlanted(plan, resource, index, planted(new Secret(CANARY)));
                const unmarked = planPlanted(plan, resource, index, planted(CANARY));
                return [marked, { ...unmarked, source: "policy-sdk" as const }].map(changed =>
                    plans.with(place, changed),
                );
            }),
        ),
    );
}

function planPlanted(plan: Plan, resource: PlannedResource, index: number, inputs: PropertyValue): Plan {
    return { ...plan, resources: plan.resources.with(index, { ...resource, inputs: inputs as PropertyMap }) };
}

/** For each text inside a value, a way to put something else in its place. */
function plantings(value: PropertyValue): readonly ((planted: PropertyValue) => PropertyValue)[] {
    if (typeof value === "string") return [planted => planted];
    if (isList(value)) {
        return value.flatMap((item, place) =>
            plantings(item).map(inner => (planted: PropertyValue) => value.with(place, inner(planted))),
        );
    }
    if (!isPropertyMap(value)) return [];
    return Object.entries(value).flatMap(([name, item]) =>
        plantings(item).map(inner => (planted: PropertyValue) => ({ ...value, [name]: inner(planted) })),
    );
}
