import type { Plan, PlannedResource } from "../plan/plan";
import { align, type Pair } from "./align";
import { compareValues, type ValueDifference } from "./compare";
import { Causes } from "./consequences";
import { identitiesOf } from "./identities";
import { isKubernetes, listOf, normalise, type NormalValue, unknownFrom } from "./normal";
import { groupOnlyHere, mergeGroups, type OnlyHere } from "./only-here";
import { originNaming, withoutGeneratedSuffix } from "./origins";
import { isFilledLater, withoutDeployed } from "./phases";
import { redactedDifference, type RedactText } from "./redacted";
import { roleNaming } from "./roles";
import { compareSettings } from "./settings";
import { Side } from "./side";

/** One thing in which two stacks differ. */
export type Difference = PropertyDifference | PresenceDifference | SettingDifference;

/** A property of a resource that both have. */
export interface PropertyDifference extends ValueDifference {
    readonly kind: "property";
    /** Path of the resource in the left stack. */
    readonly at: string;
    readonly pair: Pair;
}

/** What only one of the two has. */
export interface PresenceDifference {
    readonly kind: "presence";
    readonly at: string;
    readonly undecided: false;
    readonly only: OnlyHere;
    /** What differs elsewhere for no other reason. */
    readonly consequences: readonly PropertyDifference[];
}

/** A setting of the stack, or an output of the program, that only one of the two has, or has as a secret. */
export interface SettingDifference {
    readonly kind: "setting";
    /** `@config` or `@outputs`: settings belong to no resource. */
    readonly at: string;
    readonly property: string;
    /** The one that has it, or marks it secret. */
    readonly side: "left" | "right";
    /** Whether both have it, and only one of them marks it secret. */
    readonly isSecretThere?: true;
    readonly undecided: false;
}

export { OUTPUTS_PLACE, SETTINGS_PLACE } from "./settings";
/** Where what could not be compared is found. */
export const PHASES_PLACE = "@phases";

/** What a comparison of two stacks found. */
export interface Comparison {
    readonly left: Plan;
    readonly right: Plan;
    /** In the order of the left plan, what only the right has last. */
    readonly differences: readonly Difference[];
    readonly pairs: readonly Pair[];
    /** What a provider or a deployment filled in, where one plan was read later than the other: neither alike nor different. */
    readonly notCompared: readonly PropertyDifference[];
    /** `@config` and `@outputs`, where a source does not carry them: nothing was compared there. */
    readonly unread: readonly string[];
    /** Takes what is secret out of what is shown. The values of {@link differences} have been through it. */
    readonly redact: RedactText;
    /** Every property of a pair in the form in which it was compared, of the left and of the right. May hold what is secret. */
    properties(pair: Pair): readonly [ReadonlyMap<string, NormalValue>, ReadonlyMap<string, NormalValue>];
}

/**
 * Compares two stacks: of one program or of two, planned, previewed or deployed.
 *
 * Pure: reads nothing but the two plans.
 *
 * @param redact Takes what is secret out of a text that is shown.
 */
export function compareStacks(leftPlan: Plan, rightPlan: Plan, redact: RedactText = text => text): Comparison {
    const [leftIdentities, rightIdentities] = [identitiesOf(leftPlan, rightPlan), identitiesOf(rightPlan, leftPlan)];
    const left = new Side(leftPlan, roleNaming(leftIdentities, rightIdentities));
    const right = new Side(rightPlan, roleNaming(rightIdentities, leftIdentities));
    const { leftOnly, pairs, rightOnly } = align(left, right);
    const names = new Map(
        pairs.flatMap(({ left: one, right: other }) => {
            const name = `${left.named(one.path)} (${one.type})`;
            return [[one.urn, name] as const, [other.urn, name] as const];
        }),
    );
    const found = pairs
        .flatMap(pair => comparePair(pair, left, right, names))
        .map(one => redactedDifference(one, redact));
    const isLater = (one: PropertyDifference) => isFilledLater(one, leftPlan.phase, rightPlan.phase);
    const sideOf = ({ side }: OnlyHere) => (side === "left" ? left : right);
    const groups = mergeGroups(
        [...groupOnlyHere("left", left, leftOnly), ...groupOnlyHere("right", right, rightOnly)],
        sideOf,
    );
    const causes = new Causes(groups, left, right, pairs);
    const consequences = new Map<OnlyHere, PropertyDifference[]>(groups.map(group => [group, []]));
    const unexplained = found.filter(difference => {
        if (isLater(difference)) return false;
        const of = causes.of(difference);
        for (const group of of) consequences.get(group)?.push(difference);
        return of.size === 0;
    });
    const presences = groups.map((only): PresenceDifference => {
        return { kind: "presence", at: only.at, undecided: false, only, consequences: consequences.get(only) ?? [] };
    });
    const settings = compareSettings(leftPlan, rightPlan, redact);
    return {
        left: leftPlan,
        right: rightPlan,
        redact,
        pairs,
        differences: [...unexplained, ...presences, ...settings.differences],
        notCompared: found.filter(isLater),
        unread: settings.unread,
        properties: pair => [propertiesOf(pair.left, left, names), propertiesOf(pair.right, right, names)],
    };
}

function comparePair(
    pair: Pair,
    left: Side,
    right: Side,
    names: ReadonlyMap<string, string>,
): readonly PropertyDifference[] {
    const ones = propertiesOf(pair.left, left, names);
    const others = propertiesOf(pair.right, right, names);
    const compare = (property: string) => {
        const [ofLeft, ofRight] = [ones.get(property), others.get(property)];
        return withoutDeployed(
            compareValues(property, ofLeft, ofRight),
            { value: ofLeft, from: originsOf(pair.left, property, names) },
            { value: ofRight, from: originsOf(pair.right, property, names) },
        );
    };
    const found = [...new Set([...ones.keys(), ...others.keys()])]
        .filter(one => one !== DEPENDENCIES)
        .flatMap(property => withoutEchoes(compare(property)));
    // A property that comes from something else says so itself.
    const said = new Set(found.flatMap(({ left: one, right: other }) => [...originsIn(one), ...originsIn(other)]));
    const dependencies = compare(DEPENDENCIES).filter(
        ({ left: one, right: other }) => ![...originsIn(one), ...originsIn(other)].every(name => said.has(name)),
    );
    // A set has no places, and what is missing of it is in the value.
    const asSet = dependencies.map(difference => ({ ...difference, property: DEPENDENCIES }));
    return [...found, ...asSet].map(difference => ({
        ...difference,
        kind: "property",
        at: pair.left.path,
        pair,
    }));
}

/**
 * Differences of one property. Pulumi says of the property as a whole what it comes from: where one value in it is known in one
 * stack alone, all others that are not known seem to come from less there, and do not.
 */
function withoutEchoes(found: readonly ValueDifference[]): readonly ValueDifference[] {
    const isUnknown = (value: NormalValue | undefined) => value?.kind === "unknown";
    if (!found.some(({ left, right }) => isUnknown(left) !== isUnknown(right))) return found;
    return found.filter(({ left, right }) => {
        if (left?.kind !== "unknown" || right?.kind !== "unknown") return true;
        const [less, more] = left.from.length < right.from.length ? [left, right] : [right, left];
        return less.from.length === 0 || !less.from.every(name => more.from.includes(name));
    });
}

/** Everything that a value comes from. */
function originsIn(value: NormalValue | undefined): readonly string[] {
    switch (value?.kind) {
        case "unknown":
        case "plain":
            return [...value.from, ...value.fromOnlyHere];
        case "map":
            return [...value.fields.values()].flatMap(originsIn);
        case "list":
            return value.items.flatMap(originsIn);
        case "secret":
        case undefined:
            return [];
    }
}

/** What a resource waits for, beside its properties. */
export const DEPENDENCIES = "@dependencies";

/** Everything that was declared of a resource, by property; what belongs to the engine begins with `@`. */
function propertiesOf(
    resource: PlannedResource,
    side: Side,
    names: ReadonlyMap<string, string>,
): ReadonlyMap<string, NormalValue> {
    const originated = originNaming(resource, side, names);
    const named = (text: string) => side.named(withoutGeneratedSuffix(text, resource));
    const kubernetes = isKubernetes(resource);
    const { options, propertyDependencies, provider } = resource;
    const engine = {
        "@protect": options.protect || undefined,
        "@retainOnDelete": options.retainOnDelete || undefined,
        "@ignoreChanges": options.ignoreChanges ?? [],
        "@replaceOnChanges": options.replaceOnChanges,
        "@external": resource.external || undefined,
        "@provider":
            provider === undefined
                ? undefined
                : (names.get(provider.urn) ?? (provider.isDefault ? "default" : provider.name)),
    };
    const properties = new Map<string, NormalValue>();
    if (resource.dependencies.length > 0) properties.set(DEPENDENCIES, dependenciesOf(resource, names));
    for (const [property, value] of Object.entries({ ...resource.inputs, ...engine })) {
        const isOwn = property.startsWith("@");
        const urns = Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
        const from = originsOf(resource, property, names);
        const fromOnlyHere = urns.filter(urn => !names.has(urn));
        const empty = Array.isArray(value) && value.length === 0;
        const normal =
            empty && isOwn
                ? undefined
                : normalise(
                      value,
                      property,
                      isOwn
                          ? { named: text => text, from, fromOnlyHere }
                          : { named, originated, kubernetes, from, fromOnlyHere },
                  );
        if (normal !== undefined) properties.set(property, normal);
    }
    return properties;
}

/** Aligned names of the resources that a property comes from, in order. */
function originsOf(
    { propertyDependencies }: PlannedResource,
    property: string,
    names: ReadonlyMap<string, string>,
): readonly string[] {
    const urns = Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
    return [...new Set(urns.flatMap(urn => names.get(urn) ?? []))].sort();
}

/** What a resource waits for, as a set of what it comes from. */
function dependenciesOf({ dependencies }: PlannedResource, names: ReadonlyMap<string, string>): NormalValue {
    const items = [...new Set(dependencies)].map(urn => {
        const name = names.get(urn);
        return name === undefined ? unknownFrom([], [urn]) : unknownFrom([name], []);
    });
    return listOf(items, false);
}
