import type { ParityFinding } from "../../parity/judge";
import type { CapabilityScore } from "../../parity/score";
import { namesOf, type ParityReport, passes, verdictOf } from "../parity/report";
import { groupBy } from "./group-by";
import { entryLine, factsOf } from "./parity-facts";
import { notCompared } from "./parity-unread";
import { count, heading, type Layout, paragraph, printable, table } from "./layout";

const INDENT = "  ";
/** Statements of one kind that are listed; the JSON report has all. */
const STATEMENTS_SHOWN = 60;

/** Renders what two stacks differ in for people: the verdict, then what is wrong, the worst kind first. */
export function renderParityText(report: ParityReport, layout: Layout): string {
    const { judgement } = report;
    const violated = judgement.findings.filter(({ verdict }) => verdict === "violated");
    const undecided = judgement.findings.filter(({ verdict }) => verdict === "undecided");
    const parts = [
        summary(report, layout),
        score(report, layout),
        ...findings(violated, "Violated", layout),
        ...findings(undecided, "Undecided", layout),
    ];
    return `${[...parts, likeness(report, layout)].filter(part => part !== "").join("\n\n")}\n`;
}

function summary(report: ParityReport, layout: Layout): string {
    const { aligned, judgement, unread } = report;
    const { colors } = layout;
    const verdict = (passes(report) ? colors.green : colors.red)(verdictOf(report));
    const { left, right } = namesOf(report);
    return [
        paragraph(`${colors.bold(verdict)}  ${left} and ${right}`, layout, "", INDENT),
        paragraph(
            `${count(aligned.resources, "resource")} in both; ${count(judgement.declared.length, "declared difference")}, ${count(judgement.findings.length, "finding")}`,
            layout,
            INDENT,
        ),
        ...(unread.length === 0 ? [] : [paragraph(`not compared: ${notCompared(unread)}`, layout, INDENT)]),
    ].join("\n");
}

function score({ score: { capabilities, score: total } }: ParityReport, layout: Layout): string {
    const rows = capabilities.map(({ alike, capability, compared, scaled, score: points, undeclared, weight }) => [
        capability,
        compared,
        alike,
        scaled,
        undeclared,
        points,
        weight,
    ]);
    const columns = ["", "compared", "alike", "scaled", "undeclared", "score", "weight"];
    const lines = table([columns, ...rows], layout) ?? inWords(capabilities, layout);
    return [heading(`Parity ${total} of 100`, layout), lines].join("\n");
}

/** The same as the table where that is too wide. */
function inWords(capabilities: readonly CapabilityScore[], layout: Layout): string {
    return capabilities
        .map(({ alike, capability, compared, scaled, score: points, undeclared, weight }) =>
            paragraph(
                `${capability} ${points}: ${alike} alike, ${scaled} scaled and ${undeclared} undeclared of ${compared}; weight ${weight}`,
                layout,
                INDENT,
                INDENT.repeat(2),
            ),
        )
        .join("\n");
}

function findings(found: readonly ParityFinding[], title: string, layout: Layout): readonly string[] {
    if (found.length === 0) return [];
    return [heading(title, layout), ...groupBy(found, ({ fault }) => fault).map(group => kind(group, layout))];
}

function kind(found: readonly ParityFinding[], layout: Layout): string {
    const { colors } = layout;
    const [first] = found;
    if (first === undefined) return "";
    // What is to be done is said once, unless places need each their own: a digest is of one entry.
    const isShared = new Set(found.map(({ remediation }) => remediation)).size === 1;
    const statements = groupBy(found, one =>
        [one.message, ...factsOf(one), ...(isShared ? [] : [one.remediation])].join("\n"),
    );
    return [
        paragraph(`${colors.bold(first.fault)}  ${colors.dim(count(found.length, "place"))}`, layout),
        ...statements
            .slice(0, STATEMENTS_SHOWN)
            .flatMap(group => [
                ...statement(group, layout),
                ...(isShared ? [] : [change(group, layout, INDENT.repeat(2))]),
            ]),
        ...(statements.length > STATEMENTS_SHOWN
            ? [paragraph(`and ${statements.length - STATEMENTS_SHOWN} more; --format json has all`, layout, INDENT)]
            : []),
        ...(isShared ? [change(found, layout, INDENT)] : []),
    ].join("\n");
}

function change([first]: readonly ParityFinding[], layout: Layout, indent: string): string {
    const { colors } = layout;
    return paragraph(printable(first?.remediation ?? ""), layout, `${indent}${colors.dim("change")}  `);
}

/** What is the same at several places is said once. */
function statement(found: readonly ParityFinding[], layout: Layout): readonly string[] {
    const [first] = found;
    if (first === undefined) return [];
    const { colors } = layout;
    return [
        paragraph(printable(first.message), layout, INDENT),
        ...found.map(one =>
            paragraph(colors.dim([printable(one.at), ...entryLine(one)].join(INDENT)), layout, INDENT.repeat(2)),
        ),
        ...factsOf(first).map(fact => paragraph(colors.dim(printable(fact)), layout, INDENT.repeat(3))),
    ];
}

function likeness({ aligned }: ParityReport, layout: Layout): string {
    if (aligned.byLikeness.length === 0) return "";
    return [
        heading("Taken for one another by their looks", layout),
        ...aligned.byLikeness.map(([left, right]) =>
            paragraph(`${printable(left)} is ${printable(right)}`, layout, INDENT),
        ),
    ].join("\n");
}
