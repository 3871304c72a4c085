import { printable } from "../layout";
import type { Block, Inline, Line, ReportDocument, Table } from "./model";

/** Renders a document as GitHub Flavored Markdown. Whatever a value holds, it stays text. */
export function renderMarkdown({ blocks, title }: ReportDocument): string {
    return `${[heading(1, [title]), ...blocks.flatMap(block => blockText(block, 2))].join("\n\n")}\n`;
}

/** Deeper headings there are none. */
const DEEPEST_HEADING = 6;

function blockText(block: Block, depth: number): readonly string[] {
    switch (block.kind) {
        case "section":
            return [heading(depth, block.title), ...block.blocks.flatMap(inner => blockText(inner, depth + 1))];
        case "paragraph":
            return [lineText(block.line)];
        case "verdict":
            return [`> **${lineText(block.line)}**`];
        case "facts":
            return [block.facts.map(factText).join("\n")];
        case "table":
            return [tableText(block)];
        case "drawing":
            return [tableText(block.table)];
    }
}

function heading(depth: number, title: Line): string {
    return `${"#".repeat(Math.min(depth, DEEPEST_HEADING))} ${lineText(title)}`;
}

function factText([term, lines]: readonly [string, readonly Line[]]): string {
    const [first, ...others] = lines.map(lineText);
    return others.length === 0
        ? `- **${escaped(term)}:** ${first ?? ""}`
        : [`- **${escaped(term)}:**`, ...lines.map(line => `  - ${lineText(line)}`)].join("\n");
}

function tableText({ columns, rows }: Table): string {
    const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return [
        row(columns.map(escaped)),
        row(columns.map(() => "---")),
        ...rows.map(cells => row(cells.map(lineText))),
    ].join("\n");
}

function lineText(line: Line): string {
    return line.map(inlineText).join("");
}

function inlineText(inline: Inline): string {
    if (typeof inline === "string") return escaped(inline);
    const text = oneLine(inline.text);
    // Stars with a blank inside of them are stars.
    if (inline.kind === "alarm") return `**${escaped(text.trim())}**`;
    // In a table a bar ends a cell even inside of code, and a backtick ends the code.
    return /[`|\\]/.test(text) || text.trim() !== text || text === "" ? escaped(text) : `\`${text}\``;
}

/** A text that no reader takes for markup, wherever it stands: in a cell, at the beginning of a line, in bold. */
function escaped(text: string): string {
    return (
        oneLine(text)
            .replace(/[\\`*_[\]<>#~!$]/g, "\\$&")
            .replace(/&/g, "&amp;")
            // A backslash before a bar does not keep every reader from ending the cell.
            .replace(/\|/g, "&#124;")
            .replace(/^(\s*)([+=-])/, "$1\\$2")
            .replace(/^(\s*\d{1,9})([.)])/, "$1\\$2")
            // An address would become a link, and what is escaped in it would be shown as it stands.
            .replace(/\b(https?|ftp):(?=\/\/)/gi, "$1&#58;")
            .replace(/\bwww\./gi, found => `${found.slice(0, -1)}&#46;`)
    );
}

function oneLine(text: string): string {
    return printable(text).replace(/\s+/g, " ");
}
