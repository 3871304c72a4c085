import { explainPlace } from "../../parity/explain";
import { LEDGER_FILE } from "../../parity/ledger/entry";
import { judgeParity } from "../../parity/judge";
import { placeOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import { Stack } from "../../plan/stack";
import { redactionOf } from "../../policy-pack/kernel/redact";
import { isStrict } from "../../policy-pack/kernel/strict";
import { environmentFacts } from "../../policy-pack/settings";
import type { ParityCommandOptions } from "../arguments";
import { EXIT_CODES } from "../exit-codes";
import type { Output } from "../output";
import { obtainPlans } from "../plans";
import type { ReportDocument } from "../report/document/model";
import { renderDocument } from "../report/document/render";
import { renderExplanations } from "../report/explain-text";
import { type Layout, layoutFor } from "../report/layout";
import { parityDocument } from "../report/parity-document";
import { dueDocument, renderDueText } from "../report/parity-due";
import { renderDueJson, renderExplanationsJson, renderParityJson } from "../report/parity-json";
import { renderParityText } from "../report/parity-text";
import { terminalColumns, usesColor } from "../terminal";
import { type DueReport, isOverdue, readDueReport } from "./due";
import { pairOf } from "./pair";
import { type ParityReport, passes, reportOf } from "./report";
import { nothingThere } from "./unexplained";
import { writeProposals } from "./write";

/**
 * Compares two stacks and judges the differences by the ledger.
 *
 * @returns The exit code.
 */
export async function parity(options: ParityCommandOptions, output: Output, signal: AbortSignal): Promise<number> {
    if (options.due !== undefined) return await reviewsDue(options.due, options, output);
    const { ledger, plans, settings } = await obtainPlans(options, signal, { acrossProjects: true });
    const [left, right] = pairOf(plans, settings);
    const redact = redactionOf([left, right].map(plan => new Stack(plan, environmentFacts(plan.stack, settings))));
    const comparison = compareStacks(left, right, text => redact(text, () => ""));
    const judgement = judgeParity(comparison, ledger, {
        today: options.today,
        neverDiffer: Object.values(settings.neverDiffer),
    });
    if (options.explain !== undefined) {
        const explanations = explainPlace(options.explain, comparison, ledger, Object.values(settings.neverDiffer));
        if (explanations.length === 0) throw nothingThere(options.explain, comparison);
        await output.write(
            options.format === "json"
                ? renderExplanationsJson(explanations)
                : renderExplanations(explanations, layoutOf(options)),
        );
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
    const strict = options.strict ?? isStrict({ settings, stacks, environment: process.env });
    const report = reportOf(comparison, judgement, { strict, today: options.today });
    await output.write(render(PARITY, report, options));
    return passes(report) ? EXIT_CODES.holds : EXIT_CODES.fails;
}

/** Lists what is to be reviewed. @returns The exit code: something overdue fails. */
async function reviewsDue(days: number, options: ParityCommandOptions, output: Output): Promise<number> {
    const report = readDueReport(options.cwd, options.today, days);
    await output.write(render(DUE, report, options));
    return report.entries.some(isOverdue) ? EXIT_CODES.fails : EXIT_CODES.holds;
}

/** What a report is made into: the documents are the same in Markdown and in HTML. */
interface Renderers<Report> {
    readonly text: (report: Report, layout: Layout) => string;
    readonly json: (report: Report) => string;
    readonly document: (report: Report) => ReportDocument;
}

const PARITY: Renderers<ParityReport> = { text: renderParityText, json: renderParityJson, document: parityDocument };
const DUE: Renderers<DueReport> = { text: renderDueText, json: renderDueJson, document: dueDocument };

function render<Report>(renderers: Renderers<Report>, report: Report, options: ParityCommandOptions): string {
    switch (options.format) {
        case "text":
            return renderers.text(report, layoutOf(options));
        case "json":
            return renderers.json(report);
        case "markdown":
        case "html":
            return renderDocument(renderers.document(report), options.format);
    }
}

function layoutOf(options: ParityCommandOptions): Layout {
    return layoutFor(terminalColumns(options), usesColor(options));
}
