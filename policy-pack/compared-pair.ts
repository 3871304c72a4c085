import { environmentFacts, type Settings } from "./settings";

/** Names of the two stacks that are held against each other, production's first; else those among which nobody chose. */
export type ChosenPair =
    { readonly pair: readonly [string, string] } | { readonly pair: undefined; readonly candidates: readonly string[] };

/**
 * Chooses the two stacks that are compared property by property: those of `compare`, else the one production and the one
 * staging that there are. What is made for a while is no copy of production: it is compared where `compare` names it.
 *
 * @param stacks Names of those that are planned.
 * @returns No candidates where there is no production, or nothing beside it.
 */
export function choosePair(stacks: readonly string[], settings: Settings): ChosenPair {
    const { compare } = settings;
    const classOf = (stack: string) => environmentFacts(stack, settings).class;
    const candidates = stacks.filter(stack => compare?.includes(stack) ?? classOf(stack) !== "ephemeral");
    const [left, right, ...more] = [...candidates].sort(
        (one, other) => Number(classOf(other) === "production") - Number(classOf(one) === "production"),
    );
    const isAcross = new Set(candidates.map(stack => classOf(stack) === "production")).size > 1;
    if (left === undefined || right === undefined || !(isAcross || compare !== undefined))
        return { pair: undefined, candidates: [] };
    return more.length === 0 ? { pair: [left, right] } : { pair: undefined, candidates };
}
