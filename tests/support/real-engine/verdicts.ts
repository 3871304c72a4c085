import type { LedgerEntry } from "../../../parity/ledger/entry";
import type { Plan } from "../../../plan/plan";
import { stacksOf } from "../../../policy-pack/kernel/judge";
import { ruleRuns } from "../../../policy-pack/kernel/preset";
import { contextOf, type Ruling, rulingOf } from "../../../policy-pack/kernel/ruling";
import type { Outcome } from "../../../policy-pack/kernel/run";
import { rules } from "../../../policy-pack/rules";
import type { Settings } from "../../../policy-pack/settings";

/** What one rule says of one thing, with the properties that it could not read. */
export interface Judged {
    readonly outcome: "holds" | "violated" | "undecided";
    /** Properties named by what is undecided. */
    readonly unread: readonly string[];
    readonly messages: readonly string[];
}

/** What every rule that the settings run says of every thing it looks at, holding included, by rule, stacks and URN. */
export function verdictsOf(
    plans: readonly Plan[],
    settings: Settings,
    today: string,
    ledger?: readonly LedgerEntry[],
): ReadonlyMap<string, Judged> {
    const stacks = stacksOf(plans, settings);
    const verdicts = new Map<string, Judged>();
    for (const rule of rules.filter(one => ruleRuns(one, settings))) {
        const ruling = rulingOf(rule, stacks, contextOf(rule, settings, today, ledger));
        for (const outcome of ruling.outcomes) verdicts.set(keyOf(ruling, outcome), judgedOf(ruling, outcome));
    }
    return verdicts;
}

/**
 * Judge what not every reader is shown, as their pages say: what a stack exports, how its state is kept, and what stands in
 * secrets, which a preview leaves out and a state encrypts.
 */
const SHOWN_TO_SOME: readonly string[] = [
    "secret-outputs-marked",
    "state-not-shared",
    "credentials-not-shared",
    "no-way-between-environments",
];

/** What one reader says of what the other is shown as well. */
export function shownToAll(verdicts: ReadonlyMap<string, Judged>): ReadonlyMap<string, Judged> {
    return new Map([...verdicts].filter(([key]) => !SHOWN_TO_SOME.includes(key.split(" ")[0] ?? "")));
}

function keyOf({ rule }: Ruling, { stacks, subject }: Outcome): string {
    return [rule.name, stacks.map(({ name }) => name).join(","), subject?.urn ?? ""].join(" ");
}

function judgedOf({ doubts }: Ruling, { stacks, verdicts }: Outcome): Judged {
    const said = verdicts.flatMap(verdict => (verdict.outcome === "holds" ? [] : [verdict]));
    const isShaken = doubts.some(({ stack, shakesWhatHolds }) => shakesWhatHolds && stacks.includes(stack));
    const undecided = said.filter(({ outcome }) => outcome === "undecided");
    return {
        outcome: said.some(({ outcome }) => outcome === "violated")
            ? "violated"
            : undecided.length > 0 || isShaken
              ? "undecided"
              : "holds",
        unread: undecided.flatMap(({ property }) => property ?? []),
        messages: said.map(({ message }) => message),
    };
}

/** Where two readers of the same deployment differ. */
export interface Difference {
    readonly key: string;
    readonly one: Judged | undefined;
    readonly other: Judged | undefined;
}

/** Every thing of which two readers do not say the same. */
export function differences(
    one: ReadonlyMap<string, Judged>,
    other: ReadonlyMap<string, Judged>,
): readonly Difference[] {
    return [...new Set([...one.keys(), ...other.keys()])]
        .map(key => ({ key, one: one.get(key), other: other.get(key) }))
        .filter(difference => difference.one?.outcome !== difference.other?.outcome);
}

/** The differences that break the promise: one reader sees a fault, and the other is silent or says that all is well. */
export function contradictions(
    one: ReadonlyMap<string, Judged>,
    other: ReadonlyMap<string, Judged>,
): readonly Difference[] {
    const isQuiet = (judged: Judged | undefined) => judged === undefined || judged.outcome === "holds";
    return differences(one, other).filter(
        difference =>
            (difference.one?.outcome === "violated" && isQuiet(difference.other)) ||
            (difference.other?.outcome === "violated" && isQuiet(difference.one)),
    );
}
