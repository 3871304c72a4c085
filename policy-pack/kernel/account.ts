import type { Counts, Coverage } from "./judgement";
import type { Rule } from "./rule";
import type { Ruling } from "./ruling";
import { appliesTo, type Outcome } from "./run";
import type { Stack } from "./stack";
import { FAMILIES, type Family } from "./verdict";

/** Types that belong to the engine: it makes them, and no rule has anything to say of them. */
const ENGINE_TYPES = "pulumi:";

/** Counts every judgement once, by family and outcome. All families are there, whether rules of them ran or not. */
export function countByFamily(rulings: readonly Ruling[]): Readonly<Record<Family, Counts>> {
    return Object.fromEntries(
        FAMILIES.map(family => [family, sum(rulings.filter(({ rule }) => rule.family === family).map(count))]),
    ) as Record<Family, Counts>;
}

/** How much of some stacks was judged. */
export function coverageOf(rulings: readonly Ruling[], stacks: readonly Stack[]): Coverage {
    const { holds, violated, undecided, waived } = sum(rulings.map(count));
    const judgements = holds + violated + undecided + waived;
    return {
        judgements,
        decided: judgements === 0 ? 1 : (judgements - undecided) / judgements,
        unreadTypes: unreadTypes(
            rulings.map(({ rule }) => rule),
            stacks,
        ),
    };
}

/** The types of resources that a provider or a plugin makes and that no rule looked at. */
function unreadTypes(rules: readonly Rule[], stacks: readonly Stack[]): readonly string[] {
    const planned = stacks.flatMap(({ subjects }) =>
        subjects.filter(({ resource }) => resource.custom || resource.opaque),
    );
    const types = new Set(planned.map(({ type }) => type).filter(type => !type.startsWith(ENGINE_TYPES)));
    return [...types].filter(type => !rules.some(rule => appliesTo(rule, type))).sort();
}

function count({ outcomes, doubts }: Ruling): Counts {
    const counts = { holds: 0, violated: 0, undecided: 0, waived: 0 };
    for (const outcome of outcomes) counts[worstOf(outcome, doubts)] += 1;
    for (const { stack, unmade, shakesWhatHolds } of doubts) {
        const saidNothing = !outcomes.some(({ stacks }) => stacks.includes(stack));
        // A doubt over a stack of which the rule said nothing is one judgement that nobody could make.
        counts.undecided += shakesWhatHolds && saidNothing ? Math.max(1, unmade) : unmade;
    }
    return counts;
}

function worstOf({ stacks, verdicts }: Outcome, doubts: Ruling["doubts"]): "holds" | "violated" | "undecided" {
    if (verdicts.some(({ outcome }) => outcome === "violated")) return "violated";
    if (verdicts.some(({ outcome }) => outcome === "undecided")) return "undecided";
    const shaken = doubts.some(({ stack, shakesWhatHolds }) => shakesWhatHolds && stacks.includes(stack));
    return shaken ? "undecided" : "holds";
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
