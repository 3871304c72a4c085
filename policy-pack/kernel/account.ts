import { HIDING_TYPES } from "../../plan/hiding-types";
import type { Counts, Coverage, Finding } from "./judgement";
import type { Rule } from "./rule";
import type { Ruling, WaivedRuling } from "./ruling";
import { appliesTo } from "./run";
import type { Stack } from "../../plan/stack";
import { FAMILIES, type Family } from "./verdict";

/** Types that belong to the engine: it makes them, and no rule has anything to say of them. */
const ENGINE_TYPES = "pulumi:";

/**
 * Counts every judgement once, by family and outcome. All families are there, whether rules of them ran or not.
 *
 * @param faults What is wrong with waivers; each counts as one judgement that is violated.
 */
export function countByFamily(
    rulings: readonly WaivedRuling[],
    faults: readonly Finding[],
): Readonly<Record<Family, Counts>> {
    return Object.fromEntries(
        FAMILIES.map(family => {
            const counts = sum(rulings.filter(({ rule }) => rule.family === family).map(countWaived));
            const faulty = faults.filter(fault => fault.family === family).length;
            return [family, { ...counts, violated: counts.violated + faulty }];
        }),
    ) as Record<Family, Counts>;
}

/** How much of some stacks was judged. No waiver makes it more: what could not be decided is not decided by hiding it. */
export function coverageOf(rulings: readonly Ruling[], stacks: readonly Stack[]): Coverage {
    const { holds, violated, undecided } = sum(rulings.map(count));
    const judgements = holds + violated + undecided;
    return {
        judgements,
        decided: judgements === 0 ? 1 : (judgements - undecided) / judgements,
        ...readTypes(
            rulings.map(({ rule }) => rule),
            stacks,
        ),
    };
}

/**
 * The types of resources that a provider or a plugin makes and that no rule looked at, or only rules over whole classes.
 * What a type makes that no plan shows, no rule can look at, whatever else of it was read.
 */
function readTypes(
    rules: readonly Rule[],
    stacks: readonly Stack[],
): Pick<Coverage, "unreadTypes" | "generallyReadTypes"> {
    const planned = stacks.flatMap(({ subjects }) =>
        subjects.filter(({ resource }) => resource.custom || resource.opaque),
    );
    const hiding = new Set(planned.filter(({ resource }) => resource.opaque).map(({ type }) => type));
    const types = new Set(planned.map(({ type }) => type).filter(type => !type.startsWith(ENGINE_TYPES)));
    const readersOfTypes = rules.filter(rule => !readsEveryType(rule));
    const unreadTypes: string[] = [];
    const generallyReadTypes: string[] = [];
    for (const type of [...types].sort()) {
        const readers = readersOfTypes.filter(
            rule => appliesTo(rule, type) || (rule.alsoReads?.includes(type) ?? false),
        );
        if (readers.length === 0 || hiding.has(type) || HIDING_TYPES.includes(type)) unreadTypes.push(type);
        else if (readers.every(readsInGeneral)) generallyReadTypes.push(type);
    }
    return { unreadTypes, generallyReadTypes };
}

/** A rule that is handed whatever there is says nothing of what a type is for. */
function readsEveryType({ appliesTo: types }: Rule): boolean {
    return "matches" in types && types.everyType === true;
}

/** A rule that names no types, but a test of them, asks what all of a class have. */
function readsInGeneral(rule: Rule): boolean {
    return "matches" in rule.appliesTo;
}

/** Counts the judgements of a ruling as if there were no waivers. */
function count(ruling: Ruling): Counts {
    return countBy(
        ruling,
        ruling.outcomes.map(({ verdicts }) => verdicts.map(({ outcome }) => outcome)),
        ruling.doubts.map(() => "undecided"),
    );
}

function countWaived(ruling: WaivedRuling): Counts {
    const found = ruling.findings.map(({ verdict }) => verdict);
    let next = 0;
    const outcomes = ruling.outcomes.map(({ verdicts }) =>
        verdicts.map(({ outcome }) => (outcome === "holds" ? outcome : (found[next++] ?? outcome))),
    );
    return countBy(ruling, outcomes, found.slice(next));
}

/** How a judgement came out, or what became of it. */
type Outcomes = readonly (keyof Counts)[];

/**
 * @param said All that was said of each outcome of the ruling.
 * @param doubted What became of each doubt: undecided, or waived.
 */
function countBy({ outcomes, doubts }: Ruling, said: readonly Outcomes[], doubted: Outcomes): Counts {
    const counts = { holds: 0, violated: 0, undecided: 0, waived: 0 };
    outcomes.forEach(({ stacks }, place) => {
        const shaken = doubted.filter((_, index) => {
            const doubt = doubts[index];
            return doubt?.shakesWhatHolds === true && stacks.includes(doubt.stack);
        });
        counts[worstOf([...(said[place] ?? []), ...shaken])] += 1;
    });
    doubts.forEach(({ stack, unmade, shakesWhatHolds }, place) => {
        const saidNothing = !outcomes.some(({ stacks }) => stacks.includes(stack));
        // A doubt over a stack of which the rule said nothing is one judgement that nobody could make.
        counts[doubted[place] ?? "undecided"] += shakesWhatHolds && saidNothing ? Math.max(1, unmade) : unmade;
    });
    return counts;
}

/** The outcomes of a judgement, the worst first. */
const WORST_FIRST = ["violated", "undecided", "waived", "holds"] as const;

function worstOf(outcomes: Outcomes): keyof Counts {
    return WORST_FIRST.find(outcome => outcomes.includes(outcome)) ?? "holds";
}

function sum(all: readonly Counts[]): Counts {
    const total = { holds: 0, violated: 0, undecided: 0, waived: 0 };
    for (const counts of all) {
        total.holds += counts.holds;
        total.violated += counts.violated;
        total.undecided += counts.undecided;
        total.waived += counts.waived;
    }
    return total;
}
