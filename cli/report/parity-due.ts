import { LEDGER_FILE, type LedgerEntry } from "../../parity/ledger/entry";
import { groupBy } from "../../plan/group-by";
import { type DueEntry, type DueReport, isOverdue } from "../parity/due";
import {
    alarm,
    code,
    type Line,
    paragraph as paragraphOf,
    type ReportDocument,
    section,
    value,
} from "./document/model";
import { count, heading, type Layout, paragraph, printable } from "./layout";

const INDENT = "  ";

const WHAT_TO_DO =
    "Look whether each reason is still true. Then set a new reviewBy, or make both alike and delete the entry.";
const READ_FROM = `Read from ${LEDGER_FILE} alone: whether the values still hold, stagewright parity says.`;

/** Renders what is to be reviewed for people: by owner, each with the earliest first. */
export function renderDueText(report: DueReport, layout: Layout): string {
    const { colors } = layout;
    const summary = colors.bold(report.entries.some(isOverdue) ? colors.red(summaryOf(report)) : summaryOf(report));
    const parts = [
        paragraph(summary, layout),
        ...byOwner(report).map(([owner, entries]) =>
            [heading(printable(owner), layout), ...entries.map(one => entryText(one, layout))].join("\n"),
        ),
        ...(report.entries.length === 0 ? [] : [paragraph(`${WHAT_TO_DO} ${READ_FROM}`, layout)]),
    ];
    return `${parts.join("\n\n")}\n`;
}

function entryText(one: DueEntry, layout: Layout): string {
    const { colors } = layout;
    const { at, class: kind, line, reason, reviewBy } = one.entry;
    const when = isOverdue(one) ? colors.red(whenOf(one)) : whenOf(one);
    return [
        paragraph(`${reviewBy}  ${when}  ${printable(at)}`, layout, INDENT, INDENT.repeat(2)),
        paragraph(printable(reason), layout, INDENT.repeat(2)),
        paragraph(colors.dim(`${kind}: ${printable(approvedOf(one.entry))}`), layout, INDENT.repeat(2)),
        paragraph(colors.dim(`${LEDGER_FILE}:${line}`), layout, INDENT.repeat(2)),
    ].join("\n");
}

/** What is to be reviewed, as a document. */
export function dueDocument(report: DueReport): ReportDocument {
    const { declared, entries, today } = report;
    return {
        title: "Declared differences to be reviewed",
        blocks: [
            { kind: "verdict", good: !entries.some(isOverdue), line: [summaryOf(report)] },
            {
                kind: "facts",
                facts: [
                    ["Judged on", [[today]]],
                    ["Declared", [[count(declared, "entry", "entries")]]],
                ],
            },
            ...(entries.length === 0 ? [] : [paragraphOf(WHAT_TO_DO), paragraphOf(READ_FROM)]),
            ...byOwner(report).map(([owner, of]) =>
                section(
                    [owner],
                    [
                        {
                            kind: "table",
                            caption: `What ${owner} is to review`,
                            columns: ["To be reviewed by", "Where", "Why", "Approved"],
                            rows: of.map(dueRow),
                        },
                    ],
                ),
            ),
        ],
    };
}

function dueRow(one: DueEntry): readonly Line[] {
    const { at, class: kind, reason, reviewBy } = one.entry;
    const when = isOverdue(one) ? alarm(whenOf(one)) : whenOf(one);
    return [[`${reviewBy}, `, when], [code(at)], [reason], [`${kind}: ${approvedOf(one.entry)}`]];
}

function summaryOf({ days, declared, entries, today }: DueReport): string {
    if (declared === 0) return `${LEDGER_FILE} declares nothing, so nothing is to be reviewed`;
    const overdue = entries.filter(isOverdue).length;
    const due = entries.length - overdue;
    const said = [
        ...(overdue === 0 ? [] : [`${overdue} overdue`]),
        `${due === 0 ? "none" : due} to be reviewed within ${count(days, "day")} of ${today}`,
    ];
    return `Of ${count(declared, "entry", "entries")}: ${said.join(", ")}`;
}

/** Whose entry is the earliest comes first. */
function byOwner({ entries }: DueReport): readonly (readonly [owner: string, entries: readonly DueEntry[]])[] {
    return [...groupBy(entries, ({ entry }) => entry.owner)];
}

function whenOf({ daysLeft }: DueEntry): string {
    if (daysLeft < 0) return `overdue by ${count(-daysLeft, "day")}`;
    return daysLeft === 0 ? "today is the last day" : `in ${count(daysLeft, "day")}`;
}

function approvedOf({ approves, values }: LedgerEntry): string {
    const said = [
        ...Object.entries(values ?? {}).map(([stack, one]) => `${stack} ${value(one)}`),
        ...(approves === undefined ? [] : [`all of ${approves}`]),
    ];
    return said.length === 0 ? "any values" : said.join(", ");
}
