import type { PlannedResource } from "../plan/plan";
import { isList, isPropertyMap, type PropertyValue, Secret, Unknown } from "../plan/value";

/** Who makes a value that is not known yet: the stack itself, nobody that is known, or things that were there before it. */
export type Maker = "own" | "nobody" | readonly string[];

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** Who makes what is not known of an input. What a stack only looks up another may look up too. */
export function makerOf(
    { propertyDependencies }: PlannedResource,
    property: string,
    byUrn: ReadonlyMap<string, PlannedResource>,
): Maker {
    const [input = property] = property.split(/[.[]/);
    const urns = Object.hasOwn(propertyDependencies, input) ? (propertyDependencies[input] ?? []) : [];
    if (urns.length === 0) return "nobody";
    const origins = urns.map(urn => byUrn.get(urn));
    if (origins.some(one => one === undefined || !isFound(one))) return "own";
    return origins.flatMap(one => (one === undefined ? [] : namesOf(one)));
}

function isFound({ external, type }: PlannedResource): boolean {
    return external || type === STACK_REFERENCE;
}

/** What a thing that was there before is found by. */
function namesOf({ inputs, options, outputs }: PlannedResource): readonly string[] {
    return [options.importId, outputs["id"], inputs["id"], inputs["name"]].filter(
        (one): one is string => typeof one === "string",
    );
}

/**
 * Whether two values are one and the same; nothing where that cannot be said. What is not known yet is each stack's own where
 * a resource that each stack makes by itself is where it comes from.
 */
export function areShared(
    left: PropertyValue,
    right: PropertyValue,
    ofLeft: Maker,
    ofRight: Maker,
): boolean | undefined {
    if (left instanceof Secret) return areShared(left.value, right, ofLeft, ofRight);
    if (right instanceof Secret) return areShared(left, right.value, ofLeft, ofRight);
    if (left instanceof Unknown || right instanceof Unknown) {
        const makers = [...(left instanceof Unknown ? [ofLeft] : []), ...(right instanceof Unknown ? [ofRight] : [])];
        if (makers.includes("nobody")) return undefined;
        if (makers.includes("own")) return false;
        return makers.length === 2 && !haveCommon(makers[0], makers[1]) ? false : undefined;
    }
    if (isList(left) && isList(right)) {
        const [ones, others] = [leavesOf(left), leavesOf(right)];
        const known = new Set(others.filter(isKnown).map(one => JSON.stringify(one)));
        if (ones.some(one => isKnown(one) && known.has(JSON.stringify(one)))) return true;
        // What is known is in one of them alone, so one of it stands for all.
        const answers = oneOfEach(ones).flatMap(one =>
            oneOfEach(others).map(other =>
                isKnown(one) && isKnown(other) ? false : areShared(one, other, ofLeft, ofRight),
            ),
        );
        return answers.includes(undefined) ? undefined : false;
    }
    if (JSON.stringify(left) !== JSON.stringify(right)) return false;
    return isKnown(left) || areShared(Unknown.computed, Unknown.computed, ofLeft, ofRight);
}

/** Every item of a list, of lists in it too, without the mark of what is secret. */
function leavesOf(value: PropertyValue): readonly PropertyValue[] {
    if (value instanceof Secret) return leavesOf(value.value);
    return isList(value) ? value.flatMap(leavesOf) : [value];
}

/** Whether nothing in a value is left to the deployment. */
export function isKnown(value: PropertyValue): boolean {
    if (value instanceof Secret) return isKnown(value.value);
    if (isList(value)) return value.every(isKnown);
    if (isPropertyMap(value)) return Object.values(value).every(isKnown);
    return !(value instanceof Unknown);
}

/** The first that is known and the first that is not. */
function oneOfEach(values: readonly PropertyValue[]): readonly PropertyValue[] {
    return [values.find(isKnown), values.find(one => !isKnown(one))].filter(one => one !== undefined);
}

/** Whether two stacks look up one thing, or it cannot be told that they do not. */
function haveCommon(left: Maker | undefined, right: Maker | undefined): boolean {
    const [ones, others] = [new Set(left), new Set(right)];
    return ones.size === 0 || others.size === 0 || [...ones].some(name => others.has(name));
}
