import { coversAction } from "../../aws/iam-patterns";
import type { PolicyCondition, PolicyStatement, PolicyText } from "../../aws/iam-policy";
import { patternsMeet } from "../../aws/patterns";
import { Unknown } from "../../plan/value";
import { contains, doubted, type Party } from "./party";
import { opposite, type Requirement, requirementOf } from "./requirement";

/** What is left of a party where a requirement is met; it is nothing where that cannot be told. */
export type Narrow = (party: Party, requirement: Requirement | undefined, key: string) => readonly Party[];

/** What is left of parties where all conditions of a statement are met. */
export function meeting(
    parties: readonly Party[],
    conditions: readonly PolicyCondition[],
    narrow: Narrow,
): readonly Party[] {
    return conditions.reduce(
        (left, condition) => left.flatMap(one => narrow(one, requirementOf(condition), condition.key)),
        parties,
    );
}

/** What is left of a party where it is none of what a statement that denies names. */
export type Spare = (party: Party, denial: PolicyStatement) => readonly Party[];

/**
 * What is left of a party after a statement that denies: it is spared where the statement does not speak of it, or where one
 * of its conditions is not met.
 */
export function afterDenial(
    party: Party,
    denial: PolicyStatement,
    { narrow, spare }: { readonly narrow: Narrow; readonly spare: Spare },
): readonly Party[] {
    if (denial.unread.length > 0) return [doubted(party, "a part of a statement that denies cannot be read")];
    const ways = [
        ...spare(party, denial),
        ...denial.conditions.flatMap((condition: PolicyCondition) => {
            const requirement = requirementOf(condition);
            return narrow(party, requirement === undefined ? undefined : opposite(requirement), condition.key);
        }),
    ];
    return withoutDoubles(ways, party);
}

/** What is left in several ways is left once; where the whole is left for certain, its parts say nothing more. */
export function withoutDoubles(parties: readonly Party[], whole: Party): readonly Party[] {
    if (parties.includes(whole)) return [whole];
    const first = new Map<string, Party>();
    for (const party of parties) {
        const key = JSON.stringify([party.role, party.service, party.reference]);
        const known = first.get(key);
        if (known === undefined || (known.doubt !== undefined && party.doubt === undefined)) first.set(key, party);
    }
    return [...first.values()];
}

/**
 * Whether a statement that denies certainly speaks of all that an action, which may be a pattern, takes in, but for what
 * {@link withSpared} lets stand by itself.
 */
export function deniesAction({ actions, negatedActions }: PolicyStatement, action: string): boolean | "perhaps" {
    const texts = actions.filter(one => typeof one === "string");
    if (texts.some(one => coversAction(one, action))) return !negatedActions;
    if (actions.length === 0 || texts.length < actions.length) return "perhaps";
    if (!negatedActions) return false;
    const isCut = (one: string) => !coversAction(action, one) && patternsMeet(one.toLowerCase(), action.toLowerCase());
    return texts.some(isCut) ? "perhaps" : true;
}

/** An action, and those that it takes in of which a statement says that it denies all but them (`NotAction`). */
export function withSpared(action: string, denials: readonly PolicyStatement[]): readonly string[] {
    const spared = denials.flatMap(({ actions, negatedActions }) => (negatedActions ? actions : []));
    return [action, ...spared.filter(one => typeof one === "string").filter(one => coversAction(action, one))];
}

/** Whether a statement that denies certainly speaks of all resources of one that allows. */
export function deniesResources(denial: PolicyStatement, allowed: readonly PolicyText[]): boolean | "perhaps" {
    const { negatedResources, resources } = denial;
    if (resources.length === 0) return true;
    if (negatedResources) return "perhaps";
    if (resources.includes("*")) return true;
    if ([...resources, ...allowed].some(one => one instanceof Unknown)) return "perhaps";
    return allowed.every(
        one => typeof one === "string" && resources.some(outer => typeof outer === "string" && contains(outer, one)),
    );
}
