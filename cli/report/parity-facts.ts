import type { ParityFault, ParityFinding } from "../../parity/judge";
import { LEDGER_FILE } from "../../parity/ledger/entry";

/** Of these a single fact repeats what the message says: both values, or the one resource that the place names. */
const SAID_IN_FULL: readonly ParityFault[] = ["undeclared-difference", "undecided-difference", "never-differs"];

/** What a finding tells beside its message, its place and its line in the ledger. */
export function factsOf({ evidence, fault, line }: ParityFinding): readonly string[] {
    if (line !== undefined) return evidence.filter(fact => fact !== lineText(line));
    return evidence.length === 1 && SAID_IN_FULL.includes(fault) ? [] : evidence;
}

/** Where the entry that is at fault begins; none where no entry is. */
export function entryLine({ line }: ParityFinding): readonly string[] {
    return line === undefined ? [] : [lineText(line)];
}

function lineText(line: number): string {
    return `${LEDGER_FILE}:${line}`;
}
