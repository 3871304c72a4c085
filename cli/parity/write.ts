import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Document, isSeq, parseDocument, stringify } from "yaml";
import { approvedBy } from "../../parity/ledger/approval";
import { LEDGER_FILE } from "../../parity/ledger/entry";
import { placeOf } from "../../parity/shown";
import type { Comparison, Difference } from "../../parity/stacks";
import { UsageError } from "../../plan/faults";

const HEADER = ` Declared differences between environments; see docs/parity.md.`;

/**
 * Appends an entry for each difference, with nothing filled in that only a person can say, so that none of them passes by
 * itself. Comments and the order of what is there stay.
 *
 * @returns How many entries were written.
 */
export function writeProposals(folder: string, differences: readonly Difference[], comparison: Comparison): number {
    const proposed = differences.filter(({ undecided }) => !undecided);
    if (proposed.length === 0) return 0;
    const file = path.join(folder, LEDGER_FILE);
    const source = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    const entries = proposed.map(difference => entryFor(difference, comparison));
    // The file is whole at every moment.
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, withEntries(source, entries));
    renameSync(temporary, file);
    return proposed.length;
}

/** How editors of Windows begin a file. */
const BYTE_ORDER_MARK = "\ufeff";

type Proposal = ReturnType<typeof entryFor>;

function withEntries(source: string | undefined, entries: readonly Proposal[]): string {
    const ending = source?.includes("\r\n") === true ? "\r\n" : "\n";
    const mark = source?.startsWith(BYTE_ORDER_MARK) === true ? BYTE_ORDER_MARK : "";
    const text = source?.slice(mark.length).replaceAll("\r\n", "\n");
    return mark + (appended(text, entries) ?? rewritten(text, entries)).replaceAll("\n", ending);
}

/** The text with the entries behind it, and not a letter of it changed. Nothing where it is no plain list of entries. */
function appended(text: string | undefined, entries: readonly Proposal[]): string | undefined {
    if (text === undefined) return undefined;
    const before = parseDocument(text);
    // A file of comments alone is an empty ledger.
    if (isEmpty(before)) return `${text.trimEnd()}\n${stringify(entries, { lineWidth: 0 })}`.trimStart();
    const list = before.contents;
    if (!isSeq(list) || list.flow === true || list.items.length === 0) return undefined;
    const [start] = list.range;
    const indent = " ".repeat(start - (text.lastIndexOf("\n", start - 1) + 1));
    const more = stringify(entries, { lineWidth: 0 })
        .trimEnd()
        .replace(/^(?=.)/gm, indent);
    const whole = `${text.trimEnd()}\n${more}\n`;
    const read = parseDocument(whole);
    return read.errors.length === 0 &&
        isSeq(read.contents) &&
        read.contents.items.length === list.items.length + entries.length
        ? whole
        : undefined;
}

function isEmpty(document: Document): boolean {
    return (document.toJS() as unknown) === null;
}

function rewritten(text: string | undefined, entries: readonly Proposal[]): string {
    const document = text === undefined ? emptyLedger() : parseDocument(text);
    const list = document.contents;
    if (!isSeq(list)) {
        throw new UsageError(`${LEDGER_FILE} cannot be added to`, [
            { at: LEDGER_FILE, message: "expected a list of entries" },
        ]);
    }
    if (list.items.length === 0) list.flow = false;
    for (const entry of entries) list.add(document.createNode(entry));
    return document.toString({ lineWidth: 0 });
}

function emptyLedger(): Document {
    const document = parseDocument("[]");
    document.commentBefore = HEADER;
    if (isSeq(document.contents)) document.contents.flow = false;
    return document;
}

function entryFor(difference: Difference, comparison: Comparison) {
    return {
        at: placeOf(difference),
        class: "scaled",
        ...approvedBy(difference, comparison),
        reason: "",
        owner: "",
        reviewBy: "",
    };
}
