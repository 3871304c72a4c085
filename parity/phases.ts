import type { Phase } from "../plan/plan";
import type { ValueDifference } from "./compare";
import type { NormalValue } from "./normal-value";

/*
 * Two plans that were read at different times, such as what a program declares and what was deployed of another. The later
 * one shows what a provider filled in and what the deployment made. What only it has is no difference, and no likeness: it
 * cannot be compared, and is counted.
 */

/** How much each phase shows. */
const AMOUNT: Readonly<Record<Phase, number>> = { declared: 0, checked: 1, output: 2 };

/** Maps in which every name is the program's own, so that no provider fills one in. */
const OWN_NAMES =
    /(?:^|[.\]])(?:tags|labels|matchLabels|environment|variables|environmentVariables|data|stringData)[.[]/;

/** Whether two values differ, as far as anybody can tell, for no other reason than that one plan was read later. */
export function isFilledLater({ property, left, right }: ValueDifference, ofLeft: Phase, ofRight: Phase): boolean {
    if (AMOUNT[ofLeft] === AMOUNT[ofRight] || property.startsWith("@")) return false;
    const [early, late] = AMOUNT[ofLeft] < AMOUNT[ofRight] ? [left, right] : [right, left];
    if (late === undefined) return false;
    if (early === undefined) return !property.endsWith("]") && !OWN_NAMES.test(property);
    return early.kind === "unknown" && !comesFromAnything(late);
}

/** A whole property of one side, and the aligned names of what it comes from. */
export interface GivenProperty {
    readonly value: NormalValue | undefined;
    readonly from: readonly string[];
}

/** The place of an item of a list, which has no name. */
const ITEM = /\[\d+\]$/;

/**
 * The differences of one property without those that are there for no other reason than that one stack is deployed and the
 * other is not: all of the property is known in one, not in the other, and both come from the same resources. Of a set that is
 * not known nobody can tell what it will hold, so what the deployment put into the other one is compared by where it comes from
 * alone.
 */
export function withoutDeployed(
    found: readonly ValueDifference[],
    ofLeft: GivenProperty,
    ofRight: GivenProperty,
): readonly ValueDifference[] {
    const { from } = ofLeft;
    if (found.length === 0 || from.length === 0 || from.join() !== ofRight.from.join()) return found;
    const isLeftPlanned = holdsUnknown(ofLeft.value);
    if (isLeftPlanned === holdsUnknown(ofRight.value)) return found;
    return found.filter(({ left, property, right }) => {
        const [planned, deployed] = isLeftPlanned ? [left, right] : [right, left];
        if (planned === undefined) return !isMadeBy(deployed, from);
        if (planned.kind !== "unknown") return true;
        // What comes from a resource that the other stack does not have is missing there.
        return deployed === undefined && !(ITEM.test(property) && planned.fromOnlyHere.length === 0);
    });
}

/** Whether a deployment made a text, by these resources alone. */
function isMadeBy(value: NormalValue | undefined, origins: readonly string[]): boolean {
    return (
        value?.kind === "plain" &&
        value.from.length > 0 &&
        value.fromOnlyHere.length === 0 &&
        value.from.every(name => origins.includes(name))
    );
}

function holdsUnknown(value: NormalValue | undefined): boolean {
    switch (value?.kind) {
        case "unknown":
            return true;
        case "map":
            return [...value.fields.values()].some(holdsUnknown);
        case "list":
            return value.items.some(holdsUnknown);
        case "plain":
        case "secret":
        case undefined:
            return false;
    }
}

/** Whether something in a value says where it comes from: then it can be compared with one that is not known. */
function comesFromAnything(value: NormalValue): boolean {
    switch (value.kind) {
        case "plain":
        case "unknown":
            return value.from.length + value.fromOnlyHere.length > 0;
        case "map":
            return [...value.fields.values()].some(comesFromAnything);
        case "list":
            return value.items.some(comesFromAnything);
        case "secret":
            return false;
    }
}
