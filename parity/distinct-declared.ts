import type { PlannedResource } from "../plan/plan";
import type { Pair } from "./align";
import { fieldPath } from "./compare";
import type { PlacePattern } from "./ledger/place";
import type { NormalValue } from "./normal-value";
import { isKnownSecret } from "./secret-shape";
import { areShared, makerOf } from "./shared-value";
import { showValue } from "./shown";
import type { Comparison } from "./stacks";

/** A place that was declared distinct and is the same in both, or may be. */
export interface SharedPlace {
    readonly property: string;
    readonly undecided: boolean;
}

/** What is the same in both at a place that was declared distinct, however deep in a property it lies. */
export function sharedDeclared(
    pair: Pair,
    pattern: PlacePattern,
    [lefts, rights]: ReturnType<Comparison["properties"]>,
    byUrn: ReadonlyMap<string, PlannedResource>,
): readonly SharedPlace[] {
    const isMeant = (property: string) => pattern.covers(`${pair.left.path}#${property}`);
    const search = (...[property, left, right]: InnerValues): readonly SharedPlace[] => {
        if (left === undefined || right === undefined) return [];
        return isMeant(property)
            ? found(property, areSharedInside(left, right))
            : innerValues(property, left, right).flatMap(inner => search(...inner));
    };
    return [...lefts].flatMap(([property, left]): readonly SharedPlace[] => {
        const [ofLeft, ofRight] = [pair.left.inputs[property], pair.right.inputs[property]];
        if (ofLeft === undefined || ofRight === undefined || !isMeant(property))
            return search(property, left, rights.get(property));
        const makers = [makerOf(pair.left, property, byUrn), makerOf(pair.right, property, byUrn)] as const;
        return found(property, areShared(ofLeft, ofRight, ...makers));
    });
}

function found(property: string, equal: boolean | undefined): readonly SharedPlace[] {
    return equal === false ? [] : [{ property, undecided: equal === undefined }];
}

type InnerValues = readonly [property: string, left: NormalValue | undefined, right: NormalValue | undefined];

function innerValues(property: string, left: NormalValue, right: NormalValue): readonly InnerValues[] {
    if (left.kind === "map" && right.kind === "map")
        return [...left.fields].map(([name, field]) => [
            fieldPath(property, name, left.ofItems),
            field,
            right.fields.get(name),
        ]);
    if (left.kind === "list" && right.kind === "list")
        return left.items.map((item, place) => [`${property}[${place}]`, item, right.items[place]]);
    return [];
}

/** As {@link areShared}, of what lies inside of a property: there nobody says what of it comes from where. */
function areSharedInside(left: NormalValue, right: NormalValue): boolean | undefined {
    if (left.kind === "secret" && right.kind === "secret")
        return isKnownSecret(left) && isKnownSecret(right) && left.mark !== right.mark ? false : undefined;
    if (left.kind === "unknown" || right.kind === "unknown") {
        const known = [left, right].every(
            one => one.kind !== "unknown" || one.from.length + one.fromOnlyHere.length > 0,
        );
        return known ? false : undefined;
    }
    return JSON.stringify(showValue(left)) === JSON.stringify(showValue(right));
}
