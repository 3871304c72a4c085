import type { Finding } from "../../policy-pack/kernel/judgement";
import type { Severity } from "../../policy-pack/kernel/verdict";
import { groupBy } from "./group-by";
import { type Colors, count, heading, type Layout, paragraph, printable } from "./layout";
import { type Place, placesOf, type Statement, withSameStatements } from "./places";

const INDENT = "  ";

/**
 * Places of one rule that are listed, and statements: a rule that fails everywhere needs one change, and must not hide the
 * others.
 */
export const PLACES_SHOWN = 20;

/**
 * A part of the report for the findings of one verdict, the worst first: the findings of each rule together, so that
 * what to change is said once. Empty where there are none.
 */
export function findingParts(findings: readonly Finding[], title: string, layout: Layout): readonly string[] {
    if (findings.length === 0) return [];
    const doubts = doubtsOf(findings);
    const doubted = new Set(doubts.flat());
    const rules = groupBy(
        findings.filter(finding => !doubted.has(finding)),
        ({ severity, rule, remediation }) => [severity, rule, remediation].join("\n"),
    );
    return [
        heading(title, layout),
        ...doubts.map(group => doubtText(group, layout)),
        ...rules.map(group => ruleText(group, layout)),
    ];
}

/** Findings of several rules that one reason keeps from deciding; stacks in which it keeps the same rules are one. */
function doubtsOf(findings: readonly Finding[]): readonly (readonly Finding[])[] {
    const undecided = findings.filter(({ verdict }) => verdict === "undecided");
    const shared = groupBy(undecided, finding => [finding.stacks.join(), reasonKey(finding)].join("\n")).filter(
        group => rulesOf(group).length > 1,
    );
    return groupBy(shared, group => [...rulesOf(group), ...group.slice(0, 1).map(reasonKey)].join("\n")).map(groups =>
        groups.flat(),
    );
}

/** How many rules the reason that keeps a finding undecided keeps from deciding; 1 where it is the only one. */
export function rulesInDoubt(findings: readonly Finding[], finding: Finding): number {
    const shared = doubtsOf(findings).find(group => group.includes(finding));
    return shared === undefined ? 1 : rulesOf(shared).length;
}

function reasonKey({ path, property, message, evidence }: Finding): string {
    return [path, property, message, ...evidence].join("\n");
}

function rulesOf(findings: readonly Finding[]): readonly string[] {
    return [...new Set(findings.map(({ rule }) => rule))].sort();
}

/** What keeps several rules from deciding is said once, not once a rule. */
function doubtText(findings: readonly Finding[], layout: Layout): string {
    const { colors } = layout;
    const rules = rulesOf(findings);
    const title = `${colors.bold(count(rules.length, "rule"))}  ${colors.dim("for one reason")}`;
    return [
        paragraph(title, layout),
        ...placesOf(findings).map(place => placeText(place, layout)),
        paragraph(rules.join(", "), layout, `${INDENT}${colors.dim("rules")}  `, INDENT.repeat(2)),
    ].join("\n");
}

function ruleText(findings: readonly Finding[], layout: Layout): string {
    const [first] = findings;
    if (first === undefined) return "";
    const { colors } = layout;
    const title = `${severityText(first.severity, colors)}  ${colors.bold(first.rule)}  ${colors.dim(first.family)}`;
    const remediation = printable(first.remediation);
    const groups = withSameStatements(placesOf(findings));
    const hidden = groups.slice(PLACES_SHOWN).flat().length;
    return [
        paragraph(title, layout, "", INDENT),
        ...groups.slice(0, PLACES_SHOWN).map(places => placesText(places, layout)),
        ...(hidden > 0 ? [paragraph(moreText(hidden), layout, INDENT)] : []),
        ...(remediation === ""
            ? []
            : [paragraph(remediation, layout, `${INDENT}${colors.cyan("change")}  `, INDENT.repeat(2))]),
    ].join("\n");
}

function moreText(places: number): string {
    return `and ${count(places, "more place")}; --format json lists all`;
}

/** What is said of several places alike is said once, above the list of them. */
function placesText(places: readonly Place[], layout: Layout): string {
    const [first, ...others] = places;
    if (first === undefined) return "";
    if (others.length === 0) return placeText(first, layout);
    const { colors } = layout;
    const inner = INDENT.repeat(2);
    const listed = groupBy(places.slice(0, PLACES_SHOWN), ({ source }) => source ?? "").map(together => {
        const names = together.map(({ path }) => printable(path ?? "")).join(", ");
        const [{ source } = first] = together;
        return source === undefined ? names : `${names} ${colors.dim(`(${printable(source)})`)}`;
    });
    const hidden = places.length - PLACES_SHOWN;
    return [
        paragraph(placeTitle(first, count(places.length, "place"), layout), layout, INDENT, inner),
        ...statementLines(first.statements, layout),
        paragraph([...listed, ...(hidden > 0 ? [moreText(hidden)] : [])].join(", "), layout, inner),
    ].join("\n");
}

function placeText(place: Place, layout: Layout): string {
    const inner = INDENT.repeat(2);
    return [
        paragraph(placeTitle(place, printable(place.path ?? ""), layout), layout, INDENT, inner),
        ...(place.source === undefined ? [] : [paragraph(layout.colors.dim(printable(place.source)), layout, inner)]),
        ...statementLines(place.statements, layout),
    ].join("\n");
}

function placeTitle({ stacks, property }: Place, name: string, { colors }: Layout): string {
    const parts = [name, printable(property ?? "")].filter(part => part !== "");
    return `${colors.underline(stacks.join(", "))}  ${parts.join(" # ")}`;
}

function statementLines(statements: readonly Statement[], layout: Layout): readonly string[] {
    const { colors } = layout;
    const inner = INDENT.repeat(2);
    return statements.flatMap(({ message, evidence, digest }) => [
        paragraph(printable(message), layout, inner),
        ...evidence.map(fact => paragraph(colors.dim(printable(fact)), layout, `${inner}- `)),
        ...(digest === undefined ? [] : [paragraph(colors.dim(`digest ${digest}`), layout, inner)]),
    ]);
}

function severityText(severity: Severity, colors: Colors): string {
    switch (severity) {
        case "critical":
            return colors.bold(colors.red(severity));
        case "high":
            return colors.red(severity);
        case "medium":
            return colors.yellow(severity);
        case "low":
            return colors.dim(severity);
    }
}
