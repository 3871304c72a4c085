import { groupBy } from "../plan/group-by";
import type { NormalList, NormalMap, NormalPlain, NormalValue } from "./normal-value";
import { besideItems } from "./redacted";
import { isKnownSecret } from "./secret-shape";

/** One place where two values differ. */
export interface ValueDifference {
    /** Names joined by dots, items in brackets, from the property on. */
    readonly property: string;
    readonly left: NormalValue | undefined;
    readonly right: NormalValue | undefined;
    /** Whether it cannot be said that they differ: neither is known, nor where both come from. */
    readonly undecided: boolean;
}

/** Every place where two values differ, each named as closely as can be. None when they are equal. */
export function compareValues(
    property: string,
    left: NormalValue | undefined,
    right: NormalValue | undefined,
): readonly ValueDifference[] {
    if (left === undefined && right === undefined) return [];
    if (left === undefined || right === undefined)
        return saysNothing(property, left ?? right) ? [] : [{ property, left, right, undecided: false }];
    if (isOriginless(left) && isOriginless(right)) return [{ property, left, right, undecided: true }];
    if (left.mark === right.mark && !holdsOriginless(left)) return [];
    if (left.kind === "plain" && right.kind === "plain" && (isSameText(left, right) || isSameName(left, right)))
        return [];
    if (left.kind === "secret" && right.kind === "secret") {
        if (left.inner !== undefined && right.inner !== undefined)
            return compareValues(property, left.inner, right.inner);
        return isKnownSecret(left) && isKnownSecret(right) ? [{ property, left, right, undecided: false }] : [];
    }
    if (left.kind === "map" && right.kind === "map" && left.ofItems === right.ofItems)
        return compareMaps(property, left, right);
    if (left.kind === "list" && right.kind === "list")
        return left.ordered && right.ordered
            ? compareInOrder(property, left, right)
            : compareSets(property, left, right);
    // Documents of IAM write a list of one as the one.
    const [ofLeft, ofRight] = [onlyItem(left, right), onlyItem(right, left)];
    if (ofLeft !== undefined) return compareValues(property, ofLeft, right);
    if (ofRight !== undefined) return compareValues(property, left, ofRight);
    return [{ property, left, right, undecided: false }];
}

/** The one item of a set, where the other stack has no set in its place. */
function onlyItem(set: NormalValue, single: NormalValue): NormalValue | undefined {
    const items =
        set.kind === "list" && !set.ordered
            ? set.items
            : set.kind === "map" && set.ofItems
              ? [...set.fields.values()]
              : [];
    const isSingle = single.kind === "plain" || (single.kind === "map" && !single.ofItems);
    return isSingle && items.length === 1 ? items[0] : undefined;
}

/** Maps of which an empty one says what none says: the items are all that there is to them. */
const NOTHING_WHEN_EMPTY = /(?:^|[.\]])(?:tags|tagsAll|labels|annotations|matchLabels|variables|environmentVariables)$/;

function saysNothing(property: string, value: NormalValue | undefined): boolean {
    return value?.kind === "map" && value.fields.size === 0 && NOTHING_WHEN_EMPTY.test(property);
}

/** What an account is called once it has a role: one of the own environment, or of the other. */
const ACCOUNT_ROLE = /\{(?:the other's )?account\b/;

/**
 * Whether two texts are one to the letter. Not where they name an account that is one environment's own: then one of the two
 * uses what belongs to the other.
 */
function isSameText(left: NormalPlain, right: NormalPlain): boolean {
    return (
        left.planned === right.planned &&
        !(ACCOUNT_ROLE.test(String(left.normal)) || ACCOUNT_ROLE.test(String(right.normal)))
    );
}

/** Whether two texts are one but for the names in them, though only one plan was read when a deployment had made it. */
function isSameName(left: NormalPlain, right: NormalPlain): boolean {
    return (left.named ?? left.normal) === (right.named ?? right.normal);
}

/** Whether something in it is not known and nobody says where it comes from: equal marks prove nothing then. */
function holdsOriginless(value: NormalValue): boolean {
    switch (value.kind) {
        case "unknown":
            return isOriginless(value);
        case "map":
            return [...value.fields.values()].some(holdsOriginless);
        case "list":
            return value.items.some(holdsOriginless);
        case "plain":
        case "secret":
            return false;
    }
}

function isOriginless(value: NormalValue): boolean {
    return value.kind === "unknown" && value.from.length + value.fromOnlyHere.length === 0;
}

function compareMaps(property: string, left: NormalMap, right: NormalMap): readonly ValueDifference[] {
    // A name that both write alike is one and the same, though it may be the name of one of the environments.
    const [alikeLeft, alikeRight] = [new Map<string, string>(), new Set<string>()];
    for (const name of new Set([...left.roles.keys(), ...right.roles.keys()])) {
        const [ofLeft, ofRight] = [left.roles.get(name) ?? name, right.roles.get(name) ?? name];
        if (!left.fields.has(ofLeft) || !right.fields.has(ofRight)) continue;
        alikeLeft.set(ofLeft, name);
        alikeRight.add(ofRight);
    }
    const rest = new Set([
        ...[...left.fields.keys()].filter(name => !alikeLeft.has(name)),
        ...[...right.fields.keys()].filter(name => !alikeRight.has(name)),
    ]);
    const at = (name: string) => fieldPath(property, name, left.ofItems);
    return [
        ...[...alikeLeft].flatMap(([role, name]) =>
            compareValues(at(name), left.fields.get(role), right.fields.get(right.roles.get(name) ?? name)),
        ),
        ...[...rest].flatMap(name =>
            compareValues(
                at(name),
                alikeLeft.has(name) ? undefined : left.fields.get(name),
                alikeRight.has(name) ? undefined : right.fields.get(name),
            ),
        ),
    ];
}

/** A field as a path goes on to it. */
export function fieldPath(property: string, name: string, ofItems = false): string {
    if (ofItems || !/^[A-Za-z_$][\w$-]*$/.test(name)) return `${property}[${JSON.stringify(name)}]`;
    return property === "" ? name : `${property}.${name}`;
}

function compareInOrder(property: string, left: NormalList, right: NormalList): readonly ValueDifference[] {
    if (left.items.length === right.items.length)
        return left.items.flatMap((item, place) => compareValues(`${property}[${place}]`, item, right.items[place]));
    // One that was put in between must not make all that follow differ.
    const start = commonLength(left.items, right.items);
    const end = commonLength([...left.items.slice(start)].reverse(), [...right.items.slice(start)].reverse());
    const middle = (items: readonly NormalValue[]) => items.slice(start, items.length - end);
    const [lefts, rights] = [middle(left.items), middle(right.items)];
    const [leftAlone, rightAlone] = [besideItems(right.items), besideItems(left.items)];
    return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, place) => {
        const [one, other] = [lefts[place], rights[place]];
        const at = `${property}[${start + place}]`;
        if (one !== undefined && other !== undefined) return compareValues(at, one, other);
        return compareValues(at, one && leftAlone(one), other && rightAlone(other));
    }).flat();
}

function commonLength(left: readonly NormalValue[], right: readonly NormalValue[]): number {
    const length = left.findIndex((item, place) => !areEqual(item, right[place]));
    return length < 0 ? left.length : length;
}

function areEqual(left: NormalValue, right: NormalValue | undefined): boolean {
    return compareValues("", left, right).length === 0;
}

/** How many pairs of items of two sets are compared. Where more are left, nobody could follow which is which. */
const MAX_COMPARED = 40_000;

function compareSets(property: string, left: NormalList, right: NormalList): readonly ValueDifference[] {
    const equal = groupBy([...right.items].reverse(), ({ mark }) => mark);
    const taken = new Set<NormalValue>();
    const unmatched = left.items.filter(item => {
        const same = equal.get(item.mark)?.pop();
        if (same === undefined || !areEqual(item, same)) return true;
        taken.add(same);
        return false;
    });
    const rights = right.items.filter(item => !taken.has(item));
    const isMany = unmatched.length * rights.length > MAX_COMPARED;
    const lefts = unmatched.filter(item => {
        const place = isMany ? -1 : rights.findIndex(other => areEqual(item, other));
        if (place >= 0) rights.splice(place, 1);
        return place < 0;
    });
    // What is left is paired with what it has most in common with, so that a changed rule is one and not two.
    const pairs = (isMany ? [] : lefts)
        .flatMap(one => rights.map(other => ({ one, other, common: commonFields(one, other) })))
        .filter(({ common }) => common > 0 || (lefts.length === 1 && rights.length === 1))
        .sort((first, second) => second.common - first.common);
    const rightOf = new Map<NormalValue, NormalValue>();
    const paired = new Set<NormalValue>();
    for (const { one, other } of pairs) {
        if (rightOf.has(one) || paired.has(other)) continue;
        rightOf.set(one, other);
        paired.add(other);
    }
    const [leftAlone, rightAlone] = [besideItems(right.items), besideItems(left.items)];
    const placeIn = (list: NormalList, item: NormalValue) => `${property}[${list.items.indexOf(item)}]`;
    return [
        ...lefts.flatMap(item => {
            const other = rightOf.get(item);
            return compareValues(placeIn(left, item), other === undefined ? leftAlone(item) : item, other);
        }),
        ...rights
            .filter(item => !paired.has(item))
            .flatMap(item => compareValues(placeIn(right, item), undefined, rightAlone(item))),
    ];
}

/** What counts as much as this many other fields: a name or a range, which says what an item is about. */
const WEIGHT_OF_NAME = 10;

/** How many fields two items have in common; one that holds a name counts for more. */
function commonFields(one: NormalValue, other: NormalValue): number {
    if (one.kind !== "map" || other.kind !== "map") return 0;
    return [...one.fields]
        .filter(([name, { mark }]) => other.fields.get(name)?.mark === mark)
        .reduce((sum, [, field]) => sum + (isName(field) ? WEIGHT_OF_NAME : 1), 0);
}

/** Whether roles stand in a value in place of what differs between environments. */
function isName(value: NormalValue): boolean {
    return value.kind === "plain" && value.normal !== value.planned;
}
