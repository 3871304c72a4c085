import { HIDING_TYPES } from "../../plan/hiding-types";
import type { Counts, Finding } from "../../policy-pack/kernel/judgement";
import { FAMILIES } from "../../policy-pack/kernel/verdict";
import { MILLISECONDS_PER_SECOND } from "../units";
import { findingParts, rulesInDoubt } from "./findings-text";
import { gapsText } from "./gaps-text";
import { count, heading, type Layout, paragraph, printable, table } from "./layout";
import { type CheckReport, failureOf, overallVerdict, totalCounts } from "./report";

const INDENT = "  ";

/** What a reader may ask for beside the findings. */
export interface TextOptions {
    /** Whether to say where the time went. */
    readonly timings: boolean;
}

/** Renders a report for people: verdict, findings from the worst, what was not seen, counts, what to do next. */
export function renderCheckText(report: CheckReport, options: TextOptions, layout: Layout): string {
    const found = (verdict: Finding["verdict"]) =>
        report.judgement.findings.filter(finding => finding.verdict === verdict);
    const parts = [
        verdictLine(report, layout),
        ...findingParts(found("violated"), "Violated", layout),
        ...findingParts(found("undecided"), report.strict ? "Undecided (fails in strict mode)" : "Undecided", layout),
        ...findingParts(found("waived"), "Waived", layout),
        gapsText(report.plans, layout),
        warningsText(report, layout),
        countsText(report, layout),
        options.timings ? timingsText(report, layout) : "",
        nextStep(report, layout),
    ];
    return `${parts.filter(part => part !== "").join("\n\n")}\n`;
}

function verdictLine(report: CheckReport, layout: Layout): string {
    const { colors } = layout;
    const counts = totalCounts(report.judgement);
    const where = `${report.project}: ${report.stacks.join(", ")}`;
    const mode = report.strict ? " (strict)" : "";
    switch (overallVerdict(report.judgement)) {
        case "violated": {
            const undecided = counts.undecided > 0 ? `, ${counts.undecided} undecided` : "";
            return paragraph(
                `${colors.bold(colors.red(`${counts.violated} violated`))}${undecided}${mode}  ${where}`,
                layout,
            );
        }
        case "undecided":
            return paragraph(
                `${colors.bold(colors.yellow(`${counts.undecided} undecided`))}, none violated${mode}  ${where}`,
                layout,
            );
        case "holds":
            if (report.judgement.coverage.judgements === 0)
                return paragraph(`Nothing was judged${mode}  ${where}`, layout);
            return paragraph(
                `${colors.bold(colors.green("Everything holds"))}${waivedWords(counts)}${mode}  ${where}`,
                layout,
            );
    }
}

/** Each warning once: most programs give the same ones for every stack. */
function warningsText({ warnings }: CheckReport, layout: Layout): string {
    if (warnings.length === 0) return "";
    const stacks = new Map<string, string[]>();
    for (const { message, stack } of warnings) stacks.set(message, [...(stacks.get(message) ?? []), stack]);
    const lines = [...stacks].map(([message, names]) =>
        paragraph(
            `${layout.colors.dim([...new Set(names)].join(", "))}  ${printable(message.trim())}`,
            layout,
            INDENT,
            INDENT.repeat(2),
        ),
    );
    return [heading("Warnings of the program", layout), ...lines].join("\n");
}

function countsText({ judgement, minimumCoverage, plans, preset }: CheckReport, layout: Layout): string {
    const rows = FAMILIES.map(family => ({ family, ...judgement.families[family] }));
    const wide = table(
        [
            ["family", "holds", "violated", "undecided", "waived"],
            ...rows.map(row => [row.family, row.holds, row.violated, row.undecided, row.waived]),
        ],
        layout,
    );
    const narrow = rows.map(row => paragraph(`${row.family}: ${countsInWords(row)}`, layout, INDENT, INDENT.repeat(2)));
    const { coverage } = judgement;
    const expected = minimumCoverage > 0 ? `, at least ${percentage(minimumCoverage)} expected` : "";
    const planned = plans.map(plan => `${plan.stack} ${count(plan.resources.length, "resource")}`).join(", ");
    return [
        heading(`Judged by preset ${preset}`, layout),
        wide ?? narrow.join("\n"),
        paragraph(
            `${percentage(coverage.decided)} of ${count(coverage.judgements, "judgement")} decided over ${planned}${expected}.`,
            layout,
            INDENT,
        ),
        ...unreadTexts(coverage.unreadTypes, plans).map(text => paragraph(text, layout, INDENT)),
        ...(coverage.generallyReadTypes.length === 0
            ? []
            : [
                  paragraph(
                      `Looked at only for what all resources have, such as account and tags: ${count(coverage.generallyReadTypes.length, "type")} (named in --format json).`,
                      layout,
                      INDENT,
                  ),
              ]),
        ...(judgement.notRun.length === 0
            ? []
            : [paragraph(`Not run, since they compare two stacks: ${judgement.notRun.join(", ")}.`, layout, INDENT)]),
    ].join("\n");
}

/** What nobody judged: types that no rule reads, and what a plan does not show of types that make others. */
function unreadTexts(types: readonly string[], plans: CheckReport["plans"]): readonly string[] {
    const opaque = plans.flatMap(({ resources }) => resources.filter(resource => resource.opaque));
    const hiding = new Set([...HIDING_TYPES, ...opaque.map(({ type }) => type)]);
    const named = (test: (type: string) => boolean) => types.filter(test).join(", ");
    const [unread, hidden] = [named(type => !hiding.has(type)), named(type => hiding.has(type))];
    return [
        ...(unread === "" ? [] : [`No rule looked at ${count(unread.split(", ").length, "type")}: ${unread}.`]),
        ...(hidden === "" ? [] : [`What these make is in no plan, so nobody judged it: ${hidden}.`]),
    ];
}

function countsInWords({ holds, violated, undecided, waived }: Counts): string {
    const words = Object.entries({ hold: holds, violated, undecided, waived }).filter(([, amount]) => amount > 0);
    return words.length === 0 ? "nothing judged" : words.map(([word, amount]) => `${amount} ${word}`).join(", ");
}

/** Rounded down: what is not all must not read as `100 %`. */
function percentage(share: number): string {
    const TENTHS_OF_A_PERCENT = 1000;
    return `${Math.floor(share * TENTHS_OF_A_PERCENT) / 10} %`;
}

function timingsText({ timingsMs }: CheckReport, layout: Layout): string {
    const seconds = (milliseconds: number) => `${(milliseconds / MILLISECONDS_PER_SECOND).toFixed(2)} s`;
    return [
        heading("Time", layout),
        paragraph(
            `planning ${seconds(timingsMs.plan)}, judging ${seconds(timingsMs.judge)}, total ${seconds(timingsMs.total)}`,
            layout,
            INDENT,
        ),
    ].join("\n");
}

/** The last lines, which stay in sight: what to do now. */
function nextStep(report: CheckReport, layout: Layout): string {
    const { colors } = layout;
    const counts = totalCounts(report.judgement);
    const found = (verdict: Finding["verdict"]) =>
        count(report.judgement.findings.filter(finding => finding.verdict === verdict).length, "finding");
    const { decided } = report.judgement.coverage;
    switch (failureOf(report)) {
        case "violated":
            return paragraph(
                `${colors.red("Not to be merged:")} ${found("violated")} to fix.${begin(report, "violated")}`,
                layout,
            );
        case "undecided": {
            const why = "strict mode lets nothing pass that could not be decided";
            return paragraph(
                `${colors.red("Not to be merged:")} ${found("undecided")} to settle, since ${why}.${begin(report, "undecided")}`,
                layout,
            );
        }
        case "coverage":
            return paragraph(
                `${colors.red("Not to be merged:")} ${percentage(decided)} of the judgements decided, at least ${percentage(report.minimumCoverage)} expected.${begin(report, "undecided")}`,
                layout,
            );
        case undefined:
            return passText(report, counts, layout);
    }
}

function passText(report: CheckReport, counts: Counts, layout: Layout): string {
    const { colors } = layout;
    if (report.judgement.coverage.judgements === 0)
        return paragraph("No rule looks at any of the planned types.", layout);
    if (counts.undecided > 0) {
        const undecided = count(
            report.judgement.findings.filter(finding => finding.verdict === "undecided").length,
            "finding",
        );
        const what = `${undecided} could not be decided; --strict makes that a failure.`;
        return paragraph(`${colors.yellow("Nothing is violated,")} but ${what}${begin(report, "undecided")}`, layout);
    }
    const what = `${count(counts.holds, "judgement")} over ${report.stacks.join(" and ")}${waivedWords(counts)}, nothing to change.`;
    return paragraph(`${colors.green("Everything holds:")} ${what}`, layout);
}

/** A pass that rests on exceptions says so. */
function waivedWords({ waived }: Counts): string {
    return waived === 0 ? "" : `, ${waived} waived`;
}

function begin({ judgement }: CheckReport, verdict: Finding["verdict"]): string {
    const worst = judgement.findings.find(finding => finding.verdict === verdict);
    if (worst === undefined) return "";
    const stacks = `(${worst.stacks.join(", ")})`;
    const rules = rulesInDoubt(judgement.findings, worst);
    if (rules > 1 && worst.path !== undefined) {
        return ` Begin with ${printable(worst.path)} ${stacks}, which keeps ${count(rules, "rule")} from deciding.`;
    }
    const at = worst.path === undefined ? "" : ` at ${printable(worst.path)}`;
    return ` Begin with ${worst.rule}${at} ${stacks}.`;
}
