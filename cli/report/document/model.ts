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

export type Block =
    | Section
    | Table
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
