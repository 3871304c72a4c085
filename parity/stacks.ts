import type { Plan, PlannedResource } from "../plan/plan";
import { align, type Pair } from "./align";
import { compareValues, type ValueDifference } from "./compare";
import { Causes } from "./consequences";
import { identitiesOf } from "./identities";
import { listOf, normalise, type NormalValue, unknownFrom } from "./normal";
import { groupOnlyHere, mergeGroups, type OnlyHere } from "./only-here";
import { originNaming, withoutGeneratedSuffix } from "./origins";
import { redacted, type RedactText } from "./redacted";
import { roleNaming } from "./roles";
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

/** A setting of the stack, or an output of the program, that only one of the two has. */
export interface SettingDifference {
    readonly kind: "setting";
    /** {@link SETTINGS_PLACE} or {@link OUTPUTS_PLACE}: settings belong to no resource. */
    readonly at: string;
    readonly property: string;
    readonly side: "left" | "right";
    readonly undecided: false;
}

/** Where settings of the stack's file are, as a ledger names it. */
export const SETTINGS_PLACE = "@config";
/** Where the outputs of the program are. */
export const OUTPUTS_PLACE = "@outputs";

/** What a comparison of two stacks found. */
export interface Comparison {
    readonly left: Plan;
    readonly right: Plan;
    /** In the order of the left plan, what only the right has last. */
    readonly differences: readonly Difference[];
    readonly pairs: readonly Pair[];
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
    const [leftIdentities, rightIdentities] = [identitiesOf(leftPlan), identitiesOf(rightPlan)];
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
        .map(one => ({ ...one, left: redacted(one.left, redact), right: redacted(one.right, redact) }));
    const sideOf = ({ side }: OnlyHere) => (side === "left" ? left : right);
    const groups = mergeGroups(
        [...groupOnlyHere("left", left, leftOnly), ...groupOnlyHere("right", right, rightOnly)],
        sideOf,
    );
    const causes = new Causes(groups, left, right, pairs);
    const consequences = new Map<OnlyHere, PropertyDifference[]>(groups.map(group => [group, []]));
    const unexplained = found.filter(difference => {
        const of = causes.of(difference);
        for (const group of of) consequences.get(group)?.push(difference);
        return of.size === 0;
    });
    const presences = groups.map((only): PresenceDifference => {
        return { kind: "presence", at: only.at, undecided: false, only, consequences: consequences.get(only) ?? [] };
    });
    const settings = [
        ...namesOnlyHere(SETTINGS_PLACE, settingsOf(leftPlan), settingsOf(rightPlan)),
        ...namesOnlyHere(OUTPUTS_PLACE, outputsOf(leftPlan), outputsOf(rightPlan)),
    ];
    return {
        left: leftPlan,
        right: rightPlan,
        redact,
        pairs,
        differences: [...unexplained, ...presences, ...settings],
        properties: pair => [propertiesOf(pair.left, left, names), propertiesOf(pair.right, right, names)],
    };
}

/** Names by what they are in any project. Nothing where the source of a plan does not carry them. */
type Names = ReadonlyMap<string, string> | undefined;

/** Settings: `shop:days` of the project `shop` is what `store:days` is of `store`. */
function settingsOf({ config, project, source }: Plan): Names {
    const names = Object.keys(config);
    if (names.length === 0 && source !== "embedded") return undefined;
    const own = `${project}:`;
    return new Map(names.map(name => [name.startsWith(own) ? name.slice(own.length - 1) : name, name]));
}

function outputsOf({ outputs, source }: Plan): Names {
    const names = Object.keys(outputs);
    if (names.length === 0 && source !== "embedded" && source !== "state") return undefined;
    return new Map(names.map(name => [name, name]));
}

/** Names that only one of the two has. Values are not compared: what they lead to is. */
function namesOnlyHere(at: string, left: Names, right: Names): readonly SettingDifference[] {
    if (left === undefined || right === undefined) return [];
    const only = (names: ReadonlyMap<string, string>, peer: ReadonlyMap<string, string>, side: "left" | "right") =>
        [...names]
            .filter(([name]) => !peer.has(name))
            .map(([, property]): SettingDifference => ({ kind: "setting", at, property, side, undecided: false }));
    return [...only(left, right, "left"), ...only(right, left, "right")];
}

function comparePair(
    pair: Pair,
    left: Side,
    right: Side,
    names: ReadonlyMap<string, string>,
): readonly PropertyDifference[] {
    const ones = propertiesOf(pair.left, left, names);
    const others = propertiesOf(pair.right, right, names);
    const compare = (property: string) => compareValues(property, ones.get(property), others.get(property));
    const found = [...new Set([...ones.keys(), ...others.keys()])].filter(one => one !== DEPENDENCIES).flatMap(compare);
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
const DEPENDENCIES = "@dependencies";

/** Everything that was declared of a resource, by property; what belongs to the engine begins with `@`. */
function propertiesOf(
    resource: PlannedResource,
    side: Side,
    names: ReadonlyMap<string, string>,
): ReadonlyMap<string, NormalValue> {
    const originated = originNaming(resource, side, names);
    const named = (text: string) => side.named(withoutGeneratedSuffix(text, resource));
    const { options, propertyDependencies, provider } = resource;
    const engine = {
        "@protect": options.protect || undefined,
        "@retainOnDelete": options.retainOnDelete || undefined,
        "@ignoreChanges": options.ignoreChanges,
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
        const from = [...new Set(urns.flatMap(urn => names.get(urn) ?? []))].sort();
        const fromOnlyHere = urns.filter(urn => !names.has(urn));
        const empty = Array.isArray(value) && value.length === 0;
        const normal =
            empty && isOwn
                ? undefined
                : normalise(
                      value,
                      property,
                      isOwn ? { named: text => text, from, fromOnlyHere } : { named, originated, from, fromOnlyHere },
                  );
        if (normal !== undefined) properties.set(property, normal);
    }
    return properties;
}

/** What a resource waits for, as a set of what it comes from. */
function dependenciesOf({ dependencies }: PlannedResource, names: ReadonlyMap<string, string>): NormalValue {
    const items = [...new Set(dependencies)].map(urn => {
        const name = names.get(urn);
        return name === undefined ? unknownFrom([], [urn]) : unknownFrom([name], []);
    });
    return listOf(items, false);
}
