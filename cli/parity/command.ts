import { explainPlace } from "../../parity/explain";
import { LEDGER_FILE } from "../../parity/ledger/entry";
import { readLedger } from "../../parity/ledger/read";
import { type ParityJudgement, judgeParity } from "../../parity/judge";
import { type ParityScore, scoreOf } from "../../parity/score";
import { placeOf } from "../../parity/shown";
import { type Comparison, compareStacks } from "../../parity/stacks";
import { UsageError } from "../../plan/faults";
import { nearest } from "../../plan/nearest";
import { redactionOf } from "../../policy-pack/kernel/redact";
import { Stack } from "../../policy-pack/kernel/stack";
import { isStrict } from "../../policy-pack/kernel/strict";
import { environmentFacts } from "../../policy-pack/settings";
import type { ParityCommandOptions } from "../arguments";
import { EXIT_CODES } from "../exit-codes";
import type { Output } from "../output";
import { obtainPlans } from "../plans";
import { layoutFor } from "../report/layout";
import { renderExplanations } from "../report/explain-text";
import { renderParityJson } from "../report/parity-json";
import { renderParityMarkdown } from "../report/parity-markdown";
import { renderParityText } from "../report/parity-text";
import { terminalColumns, usesColor } from "../terminal";
import { pairOf } from "./pair";
import { writeProposals } from "./write";

/** Everything that a report of `parity` is made of. */
export interface ParityReport {
    readonly left: { readonly project: string; readonly stack: string };
    readonly right: { readonly project: string; readonly stack: string };
    readonly strict: boolean;
    readonly judgement: ParityJudgement;
    readonly score: ParityScore;
    /** How many resources both have, and how many of them were told by likeness alone. */
    readonly aligned: { readonly resources: number; readonly byLikeness: readonly (readonly [string, string])[] };
}

/**
 * Compares two stacks and judges the differences by the ledger.
 *
 * @returns The exit code.
 */
export async function parity(options: ParityCommandOptions, output: Output, signal: AbortSignal): Promise<number> {
    // A ledger that cannot be read is said before anything is planned.
    const ledger = readLedger(options.cwd);
    const { plans, settings } = await obtainPlans(options, signal, { acrossProjects: true });
    const [left, right] = pairOf(plans, settings);
    const redact = redactionOf([left, right].map(plan => new Stack(plan, environmentFacts(plan.stack, settings))));
    const comparison = compareStacks(left, right, text => redact(text, () => ""));
    const judgement = judgeParity(comparison, ledger, {
        today: options.today,
        neverDiffer: Object.values(settings.neverDiffer),
    });
    if (options.explain !== undefined) {
        const explanations = explainPlace(options.explain, comparison, ledger);
        if (explanations.length === 0) throw nothingThere(options.explain, comparison);
        await output.write(renderExplanations(explanations, layoutOf(options)));
        return EXIT_CODES.holds;
    }
    if (options.write) {
        // What never may differ no entry can allow.
        const never = new Set(judgement.findings.flatMap(({ at, fault }) => (fault === "never-differs" ? [at] : [])));
        const proposed = judgement.undeclared.filter(difference => !never.has(placeOf(difference)));
        const written = writeProposals(options.cwd, proposed, comparison);
        await output.write(
            written === 0
                ? `Nothing is undeclared that could be declared; ${LEDGER_FILE} stays as it is.\n`
                : `Proposed ${written} in ${LEDGER_FILE}. Each needs a reason, an owner and a date before it counts.\n`,
        );
        return EXIT_CODES.holds;
    }
    const stacks = [left.stack, right.stack];
    const report: ParityReport = {
        left,
        right,
        strict: options.strict ?? isStrict({ settings, stacks, environment: process.env }),
        judgement,
        score: scoreOf(comparison, judgement),
        aligned: {
            resources: comparison.pairs.length,
            byLikeness: comparison.pairs
                .filter(({ by }) => by === "likeness")
                .map(pair => [pair.left.path, pair.right.path] as const),
        },
    };
    await output.write(render(report, options));
    return passes(report) ? EXIT_CODES.holds : EXIT_CODES.fails;
}

function render(report: ParityReport, options: ParityCommandOptions): string {
    switch (options.format) {
        case "json":
            return renderParityJson(report);
        case "markdown":
            return renderParityMarkdown(report);
        case "text":
            return renderParityText(report, layoutOf(options));
    }
}

function layoutOf(options: ParityCommandOptions) {
    return layoutFor(terminalColumns(options), usesColor(options));
}

function nothingThere(at: string, { left, pairs, right }: Comparison): UsageError {
    const [path = ""] = at.split("#");
    const known = pairs.flatMap(pair => [pair.left.path, pair.right.path]);
    const guess = nearest(path, known);
    const hint = guess === undefined || guess === path ? "" : `; did you mean ${guess}?`;
    return new UsageError("there is nothing to explain", [
        {
            at: `parity explain ${at}`,
            message: `expected a resource and a property that ${left.stack} and ${right.stack} both have${hint}`,
        },
    ]);
}

/** Whether nothing is violated, nor in strict mode undecided. */
export function passes({ judgement, strict }: ParityReport): boolean {
    return !judgement.findings.some(({ verdict }) => verdict === "violated" || strict);
}
