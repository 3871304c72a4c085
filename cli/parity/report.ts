import type { ParityJudgement } from "../../parity/judge";
import { type ParityScore, scoreOf } from "../../parity/score";
import type { Comparison } from "../../parity/stacks";
import type { StackNames } from "../../parity/untestable";

/** Everything that a report of `parity` is made of. */
export interface ParityReport {
    readonly left: { readonly project: string; readonly stack: string };
    readonly right: { readonly project: string; readonly stack: string };
    readonly strict: boolean;
    /** The date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    readonly judgement: ParityJudgement;
    readonly score: ParityScore;
    /** How many resources both have, and how many of them were told by likeness alone. */
    readonly aligned: { readonly resources: number; readonly byLikeness: readonly (readonly [string, string])[] };
    /** Places of which one of the sources says nothing, so that nothing was compared there: `@config` and `@outputs`. */
    readonly unread: readonly string[];
}

/** The report on two stacks that were compared and judged. */
export function reportOf(
    comparison: Comparison,
    judgement: ParityJudgement,
    { strict, today }: Pick<ParityReport, "strict" | "today">,
): ParityReport {
    const { left, pairs, right, unread } = comparison;
    return {
        left,
        right,
        strict,
        today,
        judgement,
        score: scoreOf(comparison, judgement),
        aligned: {
            resources: pairs.length,
            byLikeness: pairs
                .filter(({ by }) => by === "likeness")
                .map(pair => [pair.left.path, pair.right.path] as const),
        },
        unread,
    };
}

/** Whether nothing is violated, nor in strict mode undecided. */
export function passes({ judgement, strict }: ParityReport): boolean {
    return !judgement.findings.some(({ verdict }) => verdict === "violated" || strict);
}

/** What it all comes to, in words. */
export function verdictOf({ judgement: { findings }, strict }: Pick<ParityReport, "judgement" | "strict">): string {
    if (findings.some(({ verdict }) => verdict === "violated"))
        return "Different in what nobody declared, or wrongly declared";
    if (findings.length === 0) return "Alike but for what was declared";
    return strict
        ? "Undecided in places, which strict mode does not let pass"
        : "Alike but for what was declared, as far as it could be decided";
}

/** What each stack is called beside the other one: with its project where that differs. */
export function namesOf({ left, right }: Pick<ParityReport, "left" | "right">): StackNames {
    const name = ({ project, stack }: ParityReport["left"]) =>
        left.project === right.project ? stack : `${project}/${stack}`;
    return { left: name(left), right: name(right) };
}
