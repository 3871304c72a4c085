import type { Plan } from "../../plan/plan";
import { EXIT_CODES } from "../exit-codes";
import type { Preset } from "../../policy-pack/kernel/rule";
import type { Counts, Judgement } from "../../policy-pack/kernel/judgement";

/** Everything that a report of `check` is made of. Plain data: reporters turn it into text and do nothing else. */
export interface CheckReport {
    readonly project: string;
    /** Names of the stacks, in the order in which they were judged. */
    readonly stacks: readonly string[];
    /** What decided which rules ran, where nothing is said of a rule itself. */
    readonly preset: Preset;
    /** Whether an undecided judgement fails the check. */
    readonly strict: boolean;
    /** Share of the judgements that must be decided, from 0 to 1. */
    readonly minimumCoverage: number;
    readonly judgement: Judgement;
    readonly plans: readonly Plan[];
    readonly warnings: readonly ProgramWarning[];
    readonly timingsMs: Timings;
}

/** A warning that the program, or the SDK in its name, gave while it was planned. */
export interface ProgramWarning {
    readonly stack: string;
    readonly message: string;
    readonly urn?: string;
}

/** Where the time went, in milliseconds. */
export interface Timings {
    readonly plan: number;
    readonly judge: number;
    readonly total: number;
}

/** What a check comes out as: the worst of its findings that are not waived. */
export type OverallVerdict = "holds" | "violated" | "undecided";

/** The counts of all families together. */
export function totalCounts(judgement: Judgement): Counts {
    const families = Object.values(judgement.families);
    const sum = (outcome: keyof Counts) => families.reduce((total, counts) => total + counts[outcome], 0);
    return { holds: sum("holds"), violated: sum("violated"), undecided: sum("undecided"), waived: sum("waived") };
}

/** The worst of a judgement's findings that are not waived. */
export function overallVerdict(judgement: Judgement): OverallVerdict {
    const { violated, undecided } = totalCounts(judgement);
    if (violated > 0) return "violated";
    return undecided > 0 ? "undecided" : "holds";
}

/** Why a check fails, the most serious first. */
export type Failure = "violated" | "undecided" | "coverage";

/** Why a check fails; nothing where it passes. */
export function failureOf({ judgement, strict, minimumCoverage }: Verdicts): Failure | undefined {
    const verdict = overallVerdict(judgement);
    if (verdict === "violated") return "violated";
    if (verdict === "undecided" && strict) return "undecided";
    return judgement.coverage.decided < minimumCoverage ? "coverage" : undefined;
}

/** The part of a report that decides how the command ends. */
export type Verdicts = Pick<CheckReport, "judgement" | "strict" | "minimumCoverage">;

/** The exit code that a report leads to. */
export function exitCodeOf(report: Verdicts): number {
    return failureOf(report) === undefined ? EXIT_CODES.holds : EXIT_CODES.fails;
}

/** Kinds of gaps where a provider function, or a method of a component, stayed without an answer. */
const UNANSWERED: ReadonlySet<string> = new Set([
    "unanswered-function",
    "unanswered-plain-function",
    "unanswered-call",
]);

/** Tokens of the functions that no stack's plan could answer, sorted. */
export function unansweredFunctions(plans: readonly Plan[]): readonly string[] {
    const subjects = plans.flatMap(plan => plan.gaps.filter(gap => UNANSWERED.has(gap.kind)).map(gap => gap.subject));
    return [...new Set(subjects)].sort();
}
