import { hash } from "node:crypto";
import render from "dom-serializer";
import { type ChildNode, type Element, ProcessingInstruction, Text } from "domhandler";
import { printable } from "../layout";
import { element, text } from "./element";
import type { Block, Drawing, Inline, Line, ReportDocument, Section, Table } from "./model";
import { partOf, pictureOf } from "./picture";
import { STYLE } from "./style";

/** The page needs nothing but itself: no script runs, nothing is fetched, and no style counts but the one inside. */
const CONTENT_POLICY = [
    "default-src 'none'",
    `style-src 'sha256-${hash("sha256", STYLE, "base64")}'`,
    "base-uri 'none'",
    "form-action 'none'",
].join("; ");

/** Renders a document as one page that is whole in itself. Whatever a value holds, it stays text. */
export function renderHtml({ blocks, title }: ReportDocument): string {
    const sections = blocks.filter(block => block.kind === "section");
    const page = element("html", { lang: "en" }, [
        element("head", {}, [
            element("meta", { charset: "utf-8" }),
            element("meta", { "http-equiv": "Content-Security-Policy", content: CONTENT_POLICY }),
            element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
            element("meta", { name: "color-scheme", content: "light dark" }),
            element("title", {}, [text(title)]),
            element("style", {}, [new Text(STYLE)]),
        ]),
        element("body", {}, [
            element("main", {}, [
                element("h1", {}, [text(title)]),
                ...blocks.filter(block => block.kind !== "section").map(block => blockOf(block, 2)),
                ...(sections.length > 1 ? [contentsOf(sections)] : []),
                ...sections.map(one => sectionOf(one, 2, { id: idOf(one, sections) })),
            ]),
        ]),
    ]);
    return `${render([new ProcessingInstruction("!doctype", "!doctype html"), page], { encodeEntities: "utf8" })}\n`;
}

function contentsOf(sections: readonly Section[]): Element {
    const items = sections.map(one =>
        element("li", {}, [element("a", { href: `#${idOf(one, sections)}` }, lineOf(one.title))]),
    );
    return element("nav", { "aria-label": "Contents" }, [element("ul", {}, items)]);
}

function idOf(one: Section, sections: readonly Section[]): string {
    return `part-${sections.indexOf(one) + 1}`;
}

/** Deeper headings there are none. */
const DEEPEST_HEADING = 6;

function sectionOf(
    { blocks, title }: Section,
    depth: number,
    attributes: Readonly<Record<string, string>> = {},
): Element {
    const isLeaf = depth > 2 && !blocks.some(({ kind }) => kind === "section");
    return element("section", isLeaf ? { class: "leaf" } : {}, [
        element(`h${Math.min(depth, DEEPEST_HEADING)}`, attributes, lineOf(title)),
        ...blocks.map(block => blockOf(block, depth + 1)),
    ]);
}

function blockOf(block: Block, depth: number): Element {
    switch (block.kind) {
        case "section":
            return sectionOf(block, depth);
        case "paragraph":
            return element("p", {}, lineOf(block.line));
        case "verdict":
            return element("p", { class: block.good ? "verdict good" : "verdict bad" }, lineOf(block.line));
        case "facts":
            return element("dl", {}, block.facts.map(factOf));
        case "table":
            return tableOf(block);
        case "drawing":
            return drawingOf(block);
    }
}

function factOf([term, lines]: readonly [string, readonly Line[]]): Element {
    const said = lines.map(line => element("dd", {}, lineOf(line)));
    return element("div", {}, [element("dt", {}, [text(term)]), ...said]);
}

function tableOf({ caption, columns, rows }: Table): Element {
    const heads = columns.map(column => element("th", { scope: "col" }, [text(column)]));
    const lines = rows.map(cells =>
        element(
            "tr",
            {},
            cells.map((cell, place) => cellOf(cell, columns[place])),
        ),
    );
    return element("table", {}, [
        element("caption", {}, [text(caption)]),
        element("thead", {}, [element("tr", {}, heads)]),
        element("tbody", {}, lines),
    ]);
}

/** On a narrow page rows are stacked, and each cell says what it is. */
function cellOf(cell: Line, column = ""): Element {
    return element("td", { "data-label": printable(column) }, [element("span", {}, lineOf(cell))]);
}

function drawingOf({ caption, folded, legend, look, rows, table }: Drawing): Element {
    const drawn = rows.map(({ parts, title }) =>
        element("div", { class: "row" }, [
            ...(title.length === 0 ? [] : [element("p", {}, lineOf(title))]),
            ...parts.map(partOf),
        ]),
    );
    const meanings = legend.map(entry => element("li", {}, [pictureOf(entry.picture), text(entry.text)]));
    const said = folded
        ? element("details", {}, [element("summary", {}, [text(table.caption)]), tableOf(table)])
        : tableOf(table);
    return element("figure", { class: look }, [
        element("figcaption", {}, lineOf(caption)),
        ...(meanings.length === 0 ? [] : [element("ul", { class: "legend" }, meanings)]),
        ...drawn,
        said,
    ]);
}

function lineOf(line: Line): readonly ChildNode[] {
    return line.flatMap(inlinesOf);
}

/** A date, which a line must not end in: browsers take each hyphen for a place to. */
const DATE = /(\d{4}-\d{2}-\d{2})/;

function inlinesOf(inline: Inline): readonly ChildNode[] {
    if (typeof inline !== "string") return [inlineOf(inline)];
    return inline.split(DATE).map(part => (DATE.test(part) ? element("time", {}, [text(part)]) : text(part)));
}

function inlineOf(inline: Exclude<Inline, string>): ChildNode {
    if (inline.kind === "alarm") return element("strong", { class: "alarm" }, [text(inline.text)]);
    const pieces = breakable(inline.text).flatMap((piece, place) =>
        place === 0 ? [text(piece)] : [element("wbr"), text(piece)],
    );
    return element("code", {}, pieces);
}

/** A path in pieces, between which a line may end. */
function breakable(path: string): readonly string[] {
    return path.split(/(?<=[/#.])/);
}
