import type { FactsDocument } from "../facts/document";
import { count, heading, type Layout, paragraph, printable } from "./layout";

const INDENT = "  ";

/** Says what was written, and lists what nobody will be able to compare. */
export function renderFactsText({ counts, run, stack, unread }: FactsDocument, file: string, layout: Layout): string {
    const written = `${layout.colors.bold(`Wrote ${printable(file)}`)}  ${printable(stack)}, run ${printable(run)}`;
    const parts = [
        [
            paragraph(written, layout, "", INDENT),
            paragraph(
                `${count(counts.credentials, "credential")}, ${count(counts.identities, "name")} of credentials, ${count(counts.own, "place")} of values of its own, ${count(counts.unread, "place")} that cannot be compared`,
                layout,
                INDENT,
            ),
        ].join("\n"),
        ...(unread.length === 0
            ? []
            : [
                  [
                      heading("Cannot be compared", layout),
                      ...unread.map(({ at, says }) => paragraph(printable(`${at}: ${says}`), layout, INDENT)),
                  ].join("\n"),
              ]),
    ];
    return `${parts.join("\n\n")}\n`;
}
