import { groupBy } from "../plan/group-by";
import type { Plan, PlannedProvider, PlannedResource } from "../plan/plan";
import type { PropertyMap } from "../plan/value";
import type { Pair } from "./align";
import { sharedDeclared } from "./distinct-declared";
import { environmentWords } from "./environment-words";
import { accountsOf } from "./identities";
import type { PlacePattern } from "./ledger/place";
import { ownLeaves, type OwnLeaf } from "./own-leaves";
import { redactedPlace } from "./redacted";
import { sharedRanges } from "./shared-ranges";
import { type SecretPlace, sharedSecrets } from "./shared-secrets";
import { areShared, makerOf } from "./shared-value";
import type { Comparison } from "./stacks";

/** Something that two environments share although each must have its own. */
export interface SharedValue {
    /** Path of what has it in the left stack. */
    readonly path: string;
    readonly property: string;
    /** Where the right stack has it, if that is another place. */
    readonly elsewhere: string | undefined;
    /** What kind of thing it is, for people. */
    readonly what: string;
    /** Why two environments may not share it. */
    readonly reason: string;
    /** Whether it cannot be said: of one of them nothing is known, not even where it comes from. */
    readonly undecided: boolean;
    /** Of the left stack first. None of a setting. */
    readonly urns: readonly string[];
}

const DECLARED = "value that was declared distinct";

/** Everything that must be each environment's own, and is the same in both or may be. */
export function sharedValues(comparison: Comparison, declared: readonly PlacePattern[]): readonly SharedValue[] {
    const { left, pairs, right } = comparison;
    const byUrn = new Map([...left.resources, ...right.resources].map(one => [one.urn, one]));
    const rightOf = new Map(pairs.map(pair => [pair.left.urn, pair.right.urn]));
    const stacks = [left, right].flatMap(({ stack }) => environmentWords(stack));
    const shared = [
        ...pairs.flatMap(pair => [
            ...sharedThings(pair, pair, "", stacks, byUrn),
            ...declared
                .filter(pattern => pattern.coversPath(pair.left.path))
                .flatMap(pattern => sharedDeclared(pair, pattern, comparison.properties(pair), byUrn))
                .map(one => ({ ...placed(pair, one), what: DECLARED, reason: "the ledger says so" })),
        ]),
        ...sharedIds(comparison, rightOf, stacks),
        ...providerPairs(pairs, byUrn).flatMap(({ of, pair }) => sharedThings(pair, of, "@provider.", stacks, byUrn)),
        ...sharedRanges(left, right).map(([one, other]): SharedValue => {
            const isPair = rightOf.get(one.resource.urn) === other.resource.urn;
            return {
                path: one.resource.path,
                property: one.property,
                elsewhere:
                    isPair && one.property === other.property ? undefined : `${other.resource.path}#${other.property}`,
                what: "address range, or a part of it,",
                reason: "no route can tell one from the other, and they can never be connected",
                undecided: false,
                urns: [one.resource.urn, other.resource.urn],
            };
        }),
        ...sharedSecretValues(comparison, rightOf),
    ];
    // What is known of a place first: that a declaration covers it too says nothing new.
    const places = groupBy(shared, ({ path, property, urns }) => `${urns[0] ?? path}#${property}`);
    return [...places.values()].flatMap(([first]) =>
        first === undefined ? [] : [{ ...first, property: redactedPlace(first.property, comparison.redact) }],
    );
}

/** Something with inputs of a type. */
interface Typed {
    readonly type: string;
    readonly inputs: PropertyMap;
}

function sharedThings(
    pair: Pair,
    { left, right }: { readonly left: Typed; readonly right: Typed },
    prefix: string,
    stacks: readonly string[],
    byUrn: ReadonlyMap<string, PlannedResource>,
): readonly SharedValue[] {
    const lefts = groupBy(ownLeaves(left.type, left.inputs, stacks), ({ property }) => property);
    if (lefts.size === 0) return [];
    const rights = groupBy(ownLeaves(right.type, right.inputs, stacks), ({ property }) => property);
    return [...lefts].flatMap(([property, ones]): readonly SharedValue[] => {
        const [leaf] = ones;
        const others = rights.get(property) ?? [];
        if (leaf === undefined || others.length === 0) return [];
        if (leaf.thing.inAccount === true && areElsewhere(pair)) return [];
        const values = (leaves: readonly OwnLeaf[]) => leaves.map(({ value }) => value);
        const makers = [makerOf(pair.left, property, byUrn), makerOf(pair.right, property, byUrn)] as const;
        const equal = areShared(values(ones), values(others), ...makers);
        if (equal === false) return [];
        const { reason, what } = leaf.thing;
        return [{ ...placed(pair, { property: prefix + property, undecided: equal === undefined }), reason, what }];
    });
}

/** Ids of one thing, such as a key's, that both stacks name, if only at different places. */
function sharedIds(
    { left, right }: Comparison,
    rightOf: ReadonlyMap<string, string>,
    stacks: readonly string[],
): readonly SharedValue[] {
    const [lefts, rights] = [idsIn(left, stacks), idsIn(right, stacks)];
    return [...lefts].flatMap(([id, one]): readonly SharedValue[] => {
        const other = rights.get(id);
        if (other === undefined) return [];
        const isSame = one.property === other.property && rightOf.get(one.resource.urn) === other.resource.urn;
        return [
            {
                path: one.resource.path,
                property: one.property,
                elsewhere: isSame ? undefined : `${other.resource.path}#${other.property}`,
                what: one.thing.what,
                reason: one.thing.reason,
                undecided: false,
                urns: [one.resource.urn, other.resource.urn],
            },
        ];
    });
}

/** The first place of each id in a plan. */
function idsIn({ resources }: Plan, stacks: readonly string[]) {
    const found = new Map<string, OwnLeaf & { readonly resource: PlannedResource }>();
    for (const resource of resources) {
        for (const leaf of ownLeaves(resource.type, resource.inputs, stacks)) {
            if (leaf.thing.isId !== true || typeof leaf.value !== "string") continue;
            const id = `${leaf.thing.what} ${leaf.value}`;
            if (!found.has(id)) found.set(id, { ...leaf, resource });
        }
    }
    return found;
}

function placed({ left, right }: Pair, one: { readonly property: string; readonly undecided: boolean }) {
    return { ...one, path: left.path, elsewhere: undefined, urns: [left.urn, right.urn] };
}

/** Whether two resources are known to lie in two accounts or regions, where one name is two things. */
function areElsewhere({ left, right }: Pair): boolean {
    const accounts = [left, right].map(({ provider }) =>
        provider === undefined ? [] : accountsOf(provider.inputs).map(({ text }) => text),
    );
    const [ones = [], others = []] = accounts;
    if (ones.length > 0 && others.length > 0 && !ones.some(one => others.includes(one))) return true;
    const [here, there] = [left.provider?.inputs["region"], right.provider?.inputs["region"]];
    return typeof here === "string" && typeof there === "string" && here !== there;
}

/** Providers that are no resources of their own, since the engine makes them: each with the first resources that use it. */
function providerPairs(pairs: readonly Pair[], byUrn: ReadonlyMap<string, PlannedResource>) {
    const used = groupBy(
        pairs.filter(({ left, right }) => left.provider !== undefined && right.provider !== undefined),
        ({ left, right }) => `${left.provider?.urn ?? ""} ${right.provider?.urn ?? ""}`,
    );
    return [...used.values()].flatMap(([pair]) => {
        const { left, right } = { left: pair?.left.provider, right: pair?.right.provider };
        if (pair === undefined || left === undefined || right === undefined || byUrn.has(left.urn)) return [];
        return [{ pair, of: { left: typed(left), right: typed(right) } }];
    });
}

function typed({ inputs, urn }: PlannedProvider): Typed {
    return { inputs, type: urn.split("::")[2] ?? "" };
}

function sharedSecretValues({ left, right }: Comparison, rightOf: ReadonlyMap<string, string>): readonly SharedValue[] {
    const isSame = (one: SecretPlace, other: SecretPlace) =>
        one.property === other.property &&
        (one.urn === undefined ? other.urn === undefined : rightOf.get(one.urn) === other.urn);
    return sharedSecrets(left, right).flatMap(({ left: ones, right: others }): readonly SharedValue[] => {
        const same = ones.filter(one => others.some(other => isSame(one, other)));
        const at = same[0] ?? ones[0];
        const there = others.find(other => isSame(at, other)) ?? others[0];
        return [
            {
                path: at.path,
                property: at.property,
                elsewhere: isSame(at, there) ? undefined : `${there.path}#${there.property}`,
                what: "secret",
                reason: "who learns it in staging has it for production",
                undecided: false,
                urns: [at.urn, there.urn].flatMap(urn => urn ?? []),
            },
        ];
    });
}
