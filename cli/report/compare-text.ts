import type { ComparisonFinding } from "../../secrets/compare";
import { type CompareReport, passes, VERDICT_TEXTS, verdictOf } from "../compare/report";
import { groupBy } from "./group-by";
import { count, heading, type Layout, paragraph, printable } from "./layout";

const INDENT = "  ";
/** Places of one finding that are listed; the JSON report has all. */
const PLACES_SHOWN = 20;

/** Renders what environments share for people: the verdict, then what is shared, then what cannot be told. */
export function renderCompareText(report: CompareReport, layout: Layout): string {
    const { findings } = report.comparison;
    const parts = [
        summary(report, layout),
        ...part(
            "Shared",
            findings.filter(({ verdict }) => verdict === "violated"),
            layout,
        ),
        ...part(
            "Undecided",
            findings.filter(({ verdict }) => verdict === "undecided"),
            layout,
        ),
    ];
    return `${parts.join("\n\n")}\n`;
}

function summary(report: CompareReport, layout: Layout): string {
    const { counts, environments } = report.comparison;
    const { colors } = layout;
    const verdict = (passes(report) ? colors.green : colors.red)(VERDICT_TEXTS[verdictOf(report)]);
    const names = environments.length > 6 ? count(environments.length, "environment") : environments.join(", ");
    return [
        paragraph(`${colors.bold(verdict)}  ${printable(names)}`, layout, "", INDENT),
        paragraph(
            `${count(counts.credentials, "credential")} and ${count(counts.identities, "name")} compared; ${count(counts.own, "place")} of values that each makes for itself, ${count(counts.unread, "place")} not compared`,
            layout,
            INDENT,
        ),
    ].join("\n");
}

function part(title: string, findings: readonly ComparisonFinding[], layout: Layout): readonly string[] {
    if (findings.length === 0) return [];
    const groups = groupBy(findings, ({ fault, remediation }) => `${fault}\n${remediation}`);
    return [heading(title, layout), ...groups.map(group => groupText(group, layout))];
}

function groupText(findings: readonly ComparisonFinding[], layout: Layout): string {
    const { colors } = layout;
    const [first] = findings;
    if (first === undefined) return "";
    return [
        paragraph(`${colors.bold(first.fault)}  ${colors.dim(count(findings.length, "finding"))}`, layout),
        ...findings.flatMap(finding => findingText(finding, layout)),
        paragraph(printable(first.remediation), layout, `${INDENT}${colors.dim("change")}  `),
    ].join("\n");
}

function findingText({ message, places }: ComparisonFinding, layout: Layout): readonly string[] {
    // Two places stand in the message.
    const more = places.length <= 2 ? [] : places;
    return [
        paragraph(printable(message), layout, INDENT),
        ...more
            .slice(0, PLACES_SHOWN)
            .map(({ environment, form, path }) =>
                paragraph(
                    layout.colors.dim(printable(`${environment}: ${path}${form === undefined ? "" : ` (${form})`}`)),
                    layout,
                    INDENT.repeat(2),
                ),
            ),
        ...(more.length > PLACES_SHOWN
            ? [paragraph(`and ${more.length - PLACES_SHOWN} more; --format json has all`, layout, INDENT.repeat(2))]
            : []),
    ];
}
