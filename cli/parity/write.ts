import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Document, isSeq, parseDocument } from "yaml";
import { LEDGER_FILE } from "../../parity/ledger/entry";
import { placeOf, sidesOf } from "../../parity/shown";
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
    const document = existsSync(file) ? parseDocument(readFileSync(file, "utf8")) : emptyLedger();
    const entries = document.contents;
    if (!isSeq(entries)) {
        throw new UsageError(`${LEDGER_FILE} cannot be added to`, [
            { at: LEDGER_FILE, message: "expected a list of entries" },
        ]);
    }
    for (const difference of proposed) entries.add(document.createNode(entryFor(difference, comparison)));
    // The file is whole at every moment.
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, document.toString({ lineWidth: 0 }));
    renameSync(temporary, file);
    return proposed.length;
}

function emptyLedger(): Document {
    const document = parseDocument("[]");
    document.commentBefore = HEADER;
    if (isSeq(document.contents)) document.contents.flow = false;
    return document;
}

function entryFor(difference: Difference, { left, right }: Comparison) {
    const [ofLeft, ofRight] = sidesOf(difference);
    return {
        at: placeOf(difference),
        class: "scaled",
        values: { [left.stack]: ofLeft, [right.stack]: ofRight },
        reason: "",
        owner: "",
        reviewBy: "",
    };
}
