import type { Finding } from "../../policy-pack/kernel/judgement";
import type { Severity } from "../../policy-pack/kernel/verdict";
import { groupBy } from "./group-by";
import { type Colors, count, heading, type Layout, paragraph, printable } from "./layout";
import { type Place, placesOf } from "./places";

const INDENT = "  ";

/** Places of one rule that are listed: a rule that fails everywhere needs one change, and must not hide the others. */
export const PLACES_SHOWN = 20;

/**
 * A part of the report for the findings of one verdict, the worst first: the findings of each rule together, so that
 * what to change is said once. Empty where there are none.
 */
export function findingParts(findings: readonly Finding[], title: string, layout: Layout): readonly string[] {
    if (findings.length === 0) return [];
    const doubts = groupBy(findings.filter(isAboutStack), doubtKey).filter(({ length }) => length > 1);
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

function isAboutStack({ verdict, urn, path }: Finding): boolean {
    return verdict === "undecided" && urn === undefined && path === undefined;
}

function doubtKey({ stacks, message, evidence }: Finding): string {
    return [stacks.join(), message, ...evidence].join("\n");
}

/** What keeps several rules from deciding over a stack is said once, not once a rule. */
function doubtText(findings: readonly Finding[], layout: Layout): string {
    const { colors } = layout;
    const title = `${colors.bold(count(findings.length, "rule"))}  ${colors.dim("for one reason")}`;
    return [
        paragraph(title, layout),
        ...placesOf(findings).map(place => placeText(place, layout)),
        paragraph(
            findings.map(({ rule }) => rule).join(", "),
            layout,
            `${INDENT}${colors.dim("rules")}  `,
            INDENT.repeat(2),
        ),
    ].join("\n");
}

function ruleText(findings: readonly Finding[], layout: Layout): string {
    const [first] = findings;
    if (first === undefined) return "";
    const { colors } = layout;
    const title = `${severityText(first.severity, colors)}  ${colors.bold(first.rule)}  ${colors.dim(first.family)}`;
    const remediation = printable(first.remediation);
    const places = placesOf(findings);
    return [
        paragraph(title, layout, "", INDENT),
        ...places.slice(0, PLACES_SHOWN).map(place => placeText(place, layout)),
        ...(places.length > PLACES_SHOWN
            ? [
                  paragraph(
                      `and ${count(places.length - PLACES_SHOWN, "more place")}; --format json lists all`,
                      layout,
                      INDENT,
                  ),
              ]
            : []),
        ...(remediation === ""
            ? []
            : [paragraph(remediation, layout, `${INDENT}${colors.cyan("change")}  `, INDENT.repeat(2))]),
    ].join("\n");
}

function placeText(place: Place, layout: Layout): string {
    const { colors } = layout;
    const inner = INDENT.repeat(2);
    const name = [place.path, place.property].filter(part => part !== undefined).join(" # ");
    return [
        paragraph(`${colors.underline(place.stacks.join(", "))}  ${printable(name)}`, layout, INDENT, inner),
        ...(place.source === undefined ? [] : [paragraph(colors.dim(printable(place.source)), layout, inner)]),
        ...place.statements.flatMap(({ message, evidence }) => [
            paragraph(printable(message), layout, inner),
            ...evidence.map(fact => paragraph(colors.dim(printable(fact)), layout, `${inner}- `)),
        ]),
    ].join("\n");
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
