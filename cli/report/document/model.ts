/*
 * A document as plain data: what it says is decided once, and each format only lays it out.
 */

/** A piece of a line. Nothing in it is markup of any format. */
export type Inline =
    | string
    /** A name out of a program or a file, as it stands there. */
    | { readonly kind: "code"; readonly text: string }
    /** What must not be overlooked. */
    | { readonly kind: "alarm"; readonly text: string };

export type Line = readonly Inline[];

/** A title, and all that stands below it. */
export interface Section {
    readonly kind: "section";
    readonly title: Line;
    readonly blocks: readonly Block[];
}

/** Rows below named columns. */
export interface Table {
    readonly kind: "table";
    /** What the table is about, for those who do not see where it stands. */
    readonly caption: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly Line[])[];
}

/** A mark of a picture. */
export interface Mark {
    /** What gives it its colours. */
    readonly look: string;
    /** What it covers or follows, as SVG writes paths. */
    readonly path: string;
}

/** A part of a drawing, stretched to the width of its place. */
export interface Picture {
    readonly kind: "picture";
    /** What gives it its place. */
    readonly look: string;
    readonly heightPixels: number;
    /** Units of its marks over its width, */
    readonly across: number;
    /** and over its height. */
    readonly down: number;
    /** What it shows, for those who do not see it; nothing where all of it is said beside it. */
    readonly says: { readonly title: string; readonly description: string } | undefined;
    readonly marks: readonly Mark[];
}

/** Texts along an edge of a picture, at even distances. */
export interface Labels {
    readonly kind: "labels";
    /** What gives them their place. */
    readonly look: string;
    /** Whether they only say where something is in the picture. */
    readonly isScale: boolean;
    /** One for each place; one without text where there is nothing to say. */
    readonly labels: readonly Label[];
}

export interface Label {
    readonly text: string;
    /** What gives it its colour; nothing for an ordinary one. */
    readonly look?: string;
}

/** What a mark means, beside a picture of one. */
export interface LegendEntry {
    readonly picture: Picture;
    readonly text: string;
}

export interface DrawingRow {
    readonly title: Line;
    readonly parts: readonly (Picture | Labels)[];
}

/** A drawing for formats that can draw, and the table that says the same in every one. */
export interface Drawing {
    readonly kind: "drawing";
    /** What gives it its layout. */
    readonly look: string;
    /** How to read it. */
    readonly caption: Line;
    /** From top to bottom, each with parts beside each other. */
    readonly rows: readonly DrawingRow[];
    readonly legend: readonly LegendEntry[];
    readonly table: Table;
    /** Whether the table is shown only when it is asked for, where the drawing is seen. */
    readonly folded: boolean;
}

export type Block =
    | Section
    | Table
    | Drawing
    | { readonly kind: "paragraph"; readonly line: Line }
    /** What it all comes to. */
    | { readonly kind: "verdict"; readonly good: boolean; readonly line: Line }
    /** Terms, and what is said of each. More than one line of one term is a list. */
    | { readonly kind: "facts"; readonly facts: readonly (readonly [term: string, lines: readonly Line[]])[] };

/** What a command writes for people to read later and elsewhere. */
export interface ReportDocument {
    readonly title: string;
    readonly blocks: readonly Block[];
}

export function code(text: string): Inline {
    return { kind: "code", text };
}

export function alarm(text: string): Inline {
    return { kind: "alarm", text };
}

export function paragraph(...line: Line): Block {
    return { kind: "paragraph", line };
}

export function section(title: Line, blocks: readonly Block[]): Section {
    return { kind: "section", title, blocks };
}

/** Longest value that a document repeats, in characters; the JSON report has all of it. */
const MAX_VALUE_CHARACTERS = 160;

/** A value of a plan or a ledger in one piece of a line. */
export function value(given: unknown): string {
    if (given === null) return "not set";
    if (given === "") return "empty";
    const text = typeof given === "string" ? given : JSON.stringify(given);
    return text.length <= MAX_VALUE_CHARACTERS ? text : `${text.slice(0, MAX_VALUE_CHARACTERS)}…`;
}
