import { heading, type Layout, paragraph, printable } from "./layout";

const INDENT = "  ";
/** Things of one kind that are listed; the JSON report has all. */
export const THINGS_SHOWN = 60;

/** A title with what stands below it; nothing where there is nothing. */
export function part<T>(title: string, items: readonly T[], render: (item: T) => string, layout: Layout): string {
    if (items.length === 0) return "";
    return [
        heading(printable(title), layout),
        ...items.slice(0, THINGS_SHOWN).map(render),
        ...moreLines(items, layout),
    ].join("\n");
}

/** How many things there are beside those that are listed. */
export function moreLines(items: readonly unknown[], layout: Layout): readonly string[] {
    const more = items.length - THINGS_SHOWN;
    return more > 0 ? [paragraph(`and ${more} more; --format json has all`, layout, INDENT)] : [];
}

/** A title with lines below it; nothing where there are none. */
export function lines(title: string, texts: readonly string[], layout: Layout): string {
    return part(title, texts, text => paragraph(printable(text), layout, INDENT, INDENT.repeat(2)), layout);
}

/** What is said of a thing, below its name. A line that is indented belongs to the one before. */
export function statement(name: string, texts: readonly string[], layout: Layout): string {
    return [
        paragraph(layout.colors.bold(printable(name)), layout, INDENT, INDENT.repeat(2)),
        ...texts.map(text => {
            const indent = INDENT.repeat(text.startsWith(INDENT) ? 3 : 2);
            return paragraph(printable(text).trimStart(), layout, indent, `${indent}${INDENT}`);
        }),
    ].join("\n");
}

/** Parts of a report, one below the other. */
export function joined(parts: readonly string[]): string {
    return `${parts.filter(text => text !== "").join("\n\n")}\n`;
}
