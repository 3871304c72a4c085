import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import pc from "picocolors";

/** The colours that reports use; every one of them returns its text unchanged where colour is off. */
export type Colors = ReturnType<typeof pc.createColors>;

/** How a report for people is laid out. */
export interface Layout {
    /** Columns that a line may take. */
    readonly width: number;
    readonly colors: Colors;
}

/** Width of a line where the output is no terminal. */
export const DEFAULT_WIDTH = 80;

/** Below this no indented text can be read, so lines are allowed to be broken by the terminal. */
const NARROWEST_WIDTH = 20;

/** Longer lines are hard to read. */
const WIDEST_WIDTH = 120;

/** The layout for an output of a width, within the bounds in which a report can be read. */
export function layoutFor(columns: number | undefined, color: boolean): Layout {
    const width = Math.min(WIDEST_WIDTH, Math.max(NARROWEST_WIDTH, columns ?? DEFAULT_WIDTH));
    return { width, colors: pc.createColors(color) };
}

/**
 * Wraps a text to the layout's width. A word that is longer than a line is broken.
 *
 * @param first What the first line begins with.
 * @param rest What the lines after it begin with. By default as many spaces as `first` is wide.
 */
export function paragraph(text: string, { width }: Layout, first = "", rest = " ".repeat(stringWidth(first))): string {
    const room = Math.max(1, width - Math.max(stringWidth(first), stringWidth(rest)));
    const lines = wrapAnsi(text, room, { hard: true, trim: true }).split("\n");
    return lines.map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd()).join("\n");
}

/** The title above a part of a report. */
export function heading(title: string, layout: Layout): string {
    return paragraph(layout.colors.bold(title), layout);
}

/** Lays out rows as columns, numbers to the right. Returns nothing where they do not fit. */
export function table(
    rows: readonly (readonly (string | number)[])[],
    { width }: Layout,
    indent = "  ",
): string | undefined {
    const GAP = "  ";
    const columns = Math.max(...rows.map(row => row.length));
    const widths = Array.from({ length: columns }, (_, column) =>
        Math.max(...rows.map(row => stringWidth(String(row[column] ?? "")))),
    );
    const lines = rows.map(row => {
        const cells = row.map((cell, column) => {
            const padding = " ".repeat((widths[column] ?? 0) - stringWidth(String(cell)));
            return column === 0 ? `${cell}${padding}` : `${padding}${cell}`;
        });
        return `${indent}${cells.join(GAP)}`.trimEnd();
    });
    return lines.every(line => stringWidth(line) <= width) ? lines.join("\n") : undefined;
}

/** `1 finding`, `2 findings`, `12,345 findings`. */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
    return `${amount.toLocaleString("en-US")} ${amount === 1 ? noun : plural}`;
}

/**
 * Takes what could steer a terminal out of a text that comes from outside. Line breaks and tabs stay.
 */
export function printable(text: string): string {
    return text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}
