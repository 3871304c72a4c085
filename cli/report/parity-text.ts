import type { ParityFinding } from "../../parity/judge";
import { type ParityReport, passes } from "../parity/command";
import { groupBy } from "./group-by";
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
    const { aligned, judgement, left, right } = report;
    const { colors } = layout;
    const verdict = passes(report)
        ? colors.green("Alike but for what was declared")
        : colors.red("Different in what nobody declared, or wrongly declared");
    const names = `${nameOf(left, report)} and ${nameOf(right, report)}`;
    return [
        paragraph(`${colors.bold(verdict)}  ${names}`, layout, "", INDENT),
        paragraph(
            `${count(aligned.resources, "resource")} in both; ${count(judgement.declared.length, "declared difference")}, ${count(judgement.findings.length, "finding")}`,
            layout,
            INDENT,
        ),
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
    const lines = table([columns, ...rows], layout) ?? rows.map(row => row.join(" ")).join("\n");
    return [heading(`Parity ${total} of 100`, layout), lines].join("\n");
}

function nameOf({ project, stack }: ParityReport["left"], { left, right }: ParityReport): string {
    return left.project === right.project ? stack : `${project}/${stack}`;
}

function findings(found: readonly ParityFinding[], title: string, layout: Layout): readonly string[] {
    if (found.length === 0) return [];
    return [heading(title, layout), ...groupBy(found, ({ fault }) => fault).map(group => kind(group, layout))];
}

function kind(found: readonly ParityFinding[], layout: Layout): string {
    const { colors } = layout;
    const [first] = found;
    if (first === undefined) return "";
    const statements = groupBy(found, ({ evidence, message }) => [message, ...evidence.slice(1)].join("\n"));
    const remediations = [...new Set(found.map(({ remediation }) => remediation))];
    return [
        paragraph(`${colors.bold(first.fault)}  ${colors.dim(count(found.length, "place"))}`, layout),
        ...statements.slice(0, STATEMENTS_SHOWN).flatMap(group => statement(group, layout)),
        ...(statements.length > STATEMENTS_SHOWN
            ? [paragraph(`and ${statements.length - STATEMENTS_SHOWN} more; --format json has all`, layout, INDENT)]
            : []),
        ...remediations
            .slice(0, 1)
            .map(text => paragraph(printable(text), layout, `${INDENT}${colors.dim("change")}  `)),
    ].join("\n");
}

/** What is the same at several places is said once. */
function statement(found: readonly ParityFinding[], layout: Layout): readonly string[] {
    const [first] = found;
    if (first === undefined) return [];
    const { colors } = layout;
    return [
        paragraph(printable(first.message), layout, INDENT),
        ...found.map(({ at }) => paragraph(colors.dim(printable(at)), layout, INDENT.repeat(2))),
        // One line of evidence repeats what the message says.
        ...first.evidence.slice(1).map(line => paragraph(colors.dim(printable(line)), layout, INDENT.repeat(3))),
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
