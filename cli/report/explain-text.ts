import { LEDGER_FILE } from "../../parity/ledger/entry";
import type { Explanation } from "../../parity/explain";
import { heading, type Layout, paragraph, printable } from "./layout";

const INDENT = "  ";

/** Says of each place what both values are, how they were compared, and what decided. */
export function renderExplanations(explanations: readonly Explanation[], layout: Layout): string {
    return `${explanations.map(one => explanationText(one, layout)).join("\n\n")}\n`;
}

function explanationText(explanation: Explanation, layout: Layout): string {
    const { alignedBy, at, entries, neverDiffers, type, values, verdict } = explanation;
    const line = (label: string, text: string) => paragraph(printable(text), layout, `${INDENT}${label}  `);
    return [
        heading(printable(at), layout),
        line("type", type),
        ...values.flatMap(({ compared, planned, stack }) => [
            line(stack, written(planned)),
            ...(written(compared) === written(planned) ? [] : [line("  compared as", written(compared))]),
        ]),
        line("verdict", verdict),
        ...(alignedBy === "likeness" ? [line("aligned", "by likeness: the name or the parent is another one")] : []),
        ...(neverDiffers === undefined ? [] : [line("never differs", neverDiffers)]),
        ...entries.map(entry =>
            line(
                "declared",
                `${LEDGER_FILE}:${entry.line}  ${entry.class}: ${entry.reason} (${entry.owner}, review by ${entry.reviewBy})`,
            ),
        ),
    ].join("\n");
}

function written(value: unknown): string {
    return value === null ? "not set" : typeof value === "string" ? value : JSON.stringify(value);
}
