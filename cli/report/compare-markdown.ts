import type { ComparisonFinding } from "../../secrets/compare";
import { type CompareReport, passes, VERDICT_TEXTS, verdictOf } from "../compare/report";
import { type Block, code, type Line, paragraph, type Section, section } from "./document/model";
import { renderMarkdown } from "./document/markdown";
import { count } from "./layout";

/** Renders a report for people to read in a pull request. */
export function renderCompareMarkdown(report: CompareReport): string {
    const { counts, environments, findings } = report.comparison;
    return renderMarkdown({
        title: `Credentials of ${count(environments.length, "environment")}`,
        blocks: [
            { kind: "verdict", good: passes(report), line: [`${VERDICT_TEXTS[verdictOf(report)]}.`] },
            {
                kind: "facts",
                facts: [
                    ["Environments", [[environments.join(", ")]]],
                    ["Credentials", [[String(counts.credentials)]]],
                    ["Names of credentials", [[String(counts.identities)]]],
                    ["Made by each for itself", [[String(counts.own)]]],
                    ["Not compared", [[String(counts.unread)]]],
                ],
            },
            ...sections(
                "Shared",
                findings.filter(({ verdict }) => verdict === "violated"),
            ),
            ...sections(
                "Undecided",
                findings.filter(({ verdict }) => verdict === "undecided"),
            ),
        ],
    });
}

function sections(title: string, findings: readonly ComparisonFinding[]): readonly Section[] {
    return findings.length === 0 ? [] : [section([title], findings.flatMap(findingBlocks))];
}

function findingBlocks({ message, places, remediation }: ComparisonFinding): readonly Block[] {
    const lines = places.map(({ environment, form, path }): Line => [
        `${environment}: `,
        code(path),
        ...(form === undefined ? [] : [` (${form})`]),
    ]);
    return [
        paragraph(message),
        {
            kind: "facts",
            facts: [
                ["Where", lines],
                ["Change", [[remediation]]],
            ],
        },
    ];
}
