import { judgeParity, type ParityJudgement } from "../../../parity/judge";
import type { LedgerEntry } from "../../../parity/ledger/entry";
import { type Comparison, compareStacks } from "../../../parity/stacks";
import type { Plan } from "../../../plan/plan";
import { choosePair } from "../../compared-pair";
import type { EnvironmentsVerdict, RuleContext, Stack } from "../../kernel";
import { undecided } from "../../kernel";
import { redactionOf } from "../../kernel/redact";
import type { Settings } from "../../settings";

/** Two stacks, production first, property by property, and what the ledger makes of it. */
export interface ComparedStacks {
    readonly stacks: readonly [Stack, Stack];
    readonly comparison: Comparison;
    readonly judgement: ParityJudgement;
}

/**
 * Judges the two stacks that are compared. The comparison is made once, however many rules ask for it.
 *
 * @param judge What a rule says of them.
 * @returns That it cannot be said, where it is not plain which two are meant, or a plan has lost the marks of secrets. Nothing
 * where there is no production, or nothing to hold against it.
 */
export function judgeCompared(
    stacks: readonly Stack[],
    context: RuleContext,
    judge: (compared: ComparedStacks) => readonly EnvironmentsVerdict[],
): readonly EnvironmentsVerdict[] {
    const chosen = choosePair(
        stacks.map(({ name }) => name),
        context.pack,
    );
    if (chosen.pair === undefined) {
        const { candidates } = chosen;
        if (candidates.length === 0) return [];
        const message = `which two stacks are to be compared cannot be told of ${candidates.join(", ")}; name them as \`compare\` in stagewright.yaml`;
        const concerned = stacks.filter(({ name }) => candidates.includes(name));
        return [{ stacks: concerned, verdict: undecided({ message }) }];
    }
    const [left, right] = chosen.pair.map(name => stacks.find(stack => stack.name === name));
    if (left === undefined || right === undefined) throw new Error("a stack that was chosen is missing");
    const unmarked = [left, right].find(({ plan }) => plan.source === "policy-sdk");
    if (unmarked !== undefined) {
        const message = `the plan of ${unmarked.name} has lost the marks of secrets, so nothing of it may be compared and shown`;
        return [{ stacks: [left, right], verdict: undecided({ message }) }];
    }
    return judge({ stacks: [left, right], ...comparedOnce(left, right, context) });
}

/** What a comparison was made of, and what came of it. */
interface Kept extends Omit<ComparedStacks, "stacks"> {
    readonly right: Plan;
    readonly ledger: readonly LedgerEntry[];
    readonly neverDiffer: Settings["neverDiffer"];
    readonly today: string;
}

/** The last comparison of each production: the rules of one judgement ask for the same one. */
const kept = new WeakMap<Plan, Kept>();

function comparedOnce(left: Stack, right: Stack, { ledger, pack: { neverDiffer }, today }: RuleContext): Kept {
    const known = kept.get(left.plan);
    if (
        known?.right === right.plan &&
        known.ledger === ledger &&
        known.neverDiffer === neverDiffer &&
        known.today === today
    )
        return known;
    const redact = redactionOf([left, right]);
    const comparison = compareStacks(left.plan, right.plan, text => redact(text, () => ""));
    const judgement = judgeParity(comparison, ledger, { today, neverDiffer: Object.values(neverDiffer) });
    const made = { right: right.plan, ledger, neverDiffer, today, comparison, judgement };
    kept.set(left.plan, made);
    return made;
}
