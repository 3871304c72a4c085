import type { Way, WayStep } from "../../isolation/ways";
import { holdsApart, type IsolationReport, verdictOf, wallsOf } from "../isolation/report";
import { alarm, type Block, code, type Line, paragraph, type ReportDocument, section } from "./document/model";
import { changesOf, gatewayWords, misuseWords, placeOf, saysOf, titleOf } from "../../isolation/words";

/** What reviewers and auditors read: whether environments are apart, and each way step by step. */
export function isolationDocument(report: IsolationReport): ReportDocument {
    const { gatewayFaults, misuses, ways } = report.judgement;
    const certain = ways.filter(({ certainty }) => certainty === "declared");
    const doubtful = ways.filter(({ certainty }) => certainty === "undecided");
    return {
        title: `What leads between ${wallsOf(report)}`,
        blocks: [
            { kind: "verdict", good: holdsApart(report), line: [`${verdictOf(report)}.`] },
            {
                kind: "facts",
                facts: [
                    ["Judged on", [[report.today]]],
                    ...report.environments.map(({ connections, facts, identities, stack }): [string, Line[]] => [
                        stack,
                        [
                            [
                                `${identities} things of its own, ${connections} connections looked at`,
                                ...(facts === undefined ? [] : [", from the facts in ", code(facts)]),
                            ],
                        ],
                    ]),
                ],
            },
            ...waysSection("Ways that are declared", certain),
            ...waysSection("Ways that cannot be excluded", doubtful),
            ...list("Commons", misuses.map(misuseWords)),
            ...list("Gateways", gatewayFaults.map(gatewayWords)),
        ],
    };
}

function waysSection(title: string, ways: readonly Way[]): readonly Block[] {
    return ways.length === 0 ? [] : [section([title], ways.map(waySection))];
}

function waySection(way: Way): Block {
    const changes = changesOf(way).map((change): Line => [change]);
    return section(
        [titleOf(way)],
        [
            {
                kind: "table",
                caption: titleOf(way),
                columns: ["from", "to", "declared at", "what it says"],
                rows: way.steps.map(stepRow),
            },
            ...(changes.length === 0 ? [] : [{ kind: "facts", facts: [["Change", changes]] } as const]),
        ],
    );
}

function stepRow(step: WayStep): readonly Line[] {
    const place = placeOf(step);
    const says = step.edge.certainty === "undecided" ? alarm(saysOf(step)) : saysOf(step);
    return [[step.from], [step.to], place === undefined ? [""] : [code(place)], [says]];
}

function list(title: string, texts: readonly string[]): readonly Block[] {
    return texts.length === 0
        ? []
        : [
              section(
                  [title],
                  texts.map(text => paragraph(text)),
              ),
          ];
}
