import type { ParityFault, ParityFinding } from "../../../parity/judge";
import { LEDGER_FILE, type LedgerEntry } from "../../../parity/ledger/entry";
import { placePattern } from "../../../parity/ledger/place";
import { placeOf } from "../../../parity/shown";
import type { Comparison, Difference } from "../../../parity/stacks";
import { environmentsRule, holds, type Verdict, violated } from "../../kernel";
import { judgeCompared } from "../support/compared-stacks";
import { approvedOf, shortened } from "../support/difference-findings";

/** What may be wrong with entries of the ledger. */
const FAULTS: readonly ParityFault[] = ["entry-unused", "entry-review-due", "entry-changed", "entries-contradict"];

export const declaredDifferencesCurrent = environmentsRule({
    name: "declared-differences-current",
    family: "parity",
    severity: "high",
    description: "Every declared difference is there, as it was approved, and was reviewed in time.",
    remediation:
        "Correct the entry in `differences.yaml`: delete it where both are alike now, approve other values anew, or review it and set a later `reviewBy`.",
    appliesTo: { what: "every resource", matches: () => true, everyType: true },
    check(stacks, context) {
        if (context.ledger.length === 0) return [];
        return judgeCompared(stacks, context, ({ comparison, judgement, stacks: pair }) => {
            const found = judgement.findings
                .filter(({ fault }) => FAULTS.includes(fault))
                .map(finding => verdictOf(finding, context.ledger, comparison));
            // Entries belong to no resource: the ledger is judged as a whole.
            const verdicts: readonly Verdict[] = found.length === 0 ? [holds()] : found;
            return verdicts.map(verdict => ({ stacks: pair, verdict }));
        });
    },
});

function verdictOf(finding: ParityFinding, ledger: readonly LedgerEntry[], comparison: Comparison): Verdict {
    const { at, evidence, line, message, remediation } = finding;
    // Where an entry is at fault, its place in the ledger comes first: it is the source of what is found.
    const facts = line === undefined ? evidence : evidence.slice(1);
    return violated({
        property: at,
        message,
        evidence: [...shortened(facts), remediation],
        approves: [
            ...wordsOf(finding, ledger),
            ...facts.map(fact => fact.replace(PLACE_IN_LEDGER, "")),
            ...coveredBy(finding, comparison).flatMap(approvedOf),
        ],
        ...(line !== undefined && { source: { file: LEDGER_FILE, line, column: FIRST_COLUMN } }),
    });
}

/** What values are at fault: how a review came to be past has nothing to do with them. */
function coveredBy({ at, fault }: ParityFinding, { differences }: Comparison): readonly Difference[] {
    if (fault === "entry-review-due" || fault === "entry-unused") return [];
    const pattern = placePattern(at);
    return differences.filter(one => pattern.covers(placeOf(one)));
}

/** An entry is meant as a whole, from the beginning of its line. */
const FIRST_COLUMN = 1;

/** On which line an entry stands changes with every entry above it. */
const PLACE_IN_LEDGER = /^differences\.yaml:\d+/;

/** What is found in words that stay: a review that is past is found anew on each day, and is the same. */
function wordsOf({ at, fault, line }: ParityFinding, ledger: readonly LedgerEntry[]): readonly string[] {
    const reviewBy = ledger.find(entry => entry.line === line)?.reviewBy;
    return [fault, at, ...(fault === "entry-review-due" && reviewBy !== undefined ? [reviewBy] : [])];
}
