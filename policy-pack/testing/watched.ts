import type { Plan } from "../../plan/plan";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";

/** What kinds of value stand in the inputs of some plans, and which of them were read. */
export interface Watch {
    readonly plans: readonly Plan[];
    readonly holds: ReadonlySet<Kind>;
    readonly read: ReadonlySet<Kind>;
}

/** The values that a rule is easily wrong about. */
export type Kind = "unknown" | "secret";

/** Copies plans so that it is seen whether somebody reads an unknown or a secret value of their inputs. */
export function watched(plans: readonly Plan[]): Watch {
    const holds = new Set<Kind>();
    const read = new Set<Kind>();
    const copy = (value: PropertyValue): PropertyValue => {
        if (isList(value)) return withGetters([], Object.entries(value));
        return isPropertyMap(value) ? withGetters({}, Object.entries(value)) : value;
    };
    const withGetters = <T extends object>(target: T, entries: readonly (readonly [string, PropertyValue])[]): T => {
        for (const [name, value] of entries) {
            const kinds = kindsOf(value);
            for (const kind of kinds) holds.add(kind);
            const inner = copy(value);
            const get = () => {
                for (const kind of kinds) read.add(kind);
                return inner;
            };
            Object.defineProperty(target, name, { get, enumerable: true });
        }
        return target;
    };
    return {
        plans: plans.map(plan => ({
            ...plan,
            resources: plan.resources.map(resource => ({ ...resource, inputs: copy(resource.inputs) as PropertyMap })),
        })),
        holds,
        read,
    };
}

function kindsOf(value: PropertyValue): readonly Kind[] {
    if (value instanceof Unknown) return ["unknown"];
    if (!(value instanceof Secret)) return [];
    return value.value instanceof Unknown ? ["secret", "unknown"] : ["secret"];
}
