import type { Phase } from "../plan/plan";
import { approvalOf, isApproved, isMissingInOne } from "./ledger/approval";
import { LEDGER_FILE, type LedgerEntry } from "./ledger/entry";
import { type PlacePattern, placePattern } from "./ledger/place";
import { isUnread } from "./ledger/unread";
import { sharedValues, type SharedValue } from "./distinct";
import { missingIn, neverReason, placesIn } from "./forbidden";
import { differentToTheLetter } from "./identical";
import { NEVER_DIFFER, type NeverDiffer } from "./never-differ";
import { placeOf } from "./shown";
import { type Comparison, type Difference, PHASES_PLACE } from "./stacks";
import { describe, evidenceOf, propertyOf, urnsOf } from "./wording";

/** What may be wrong with two stacks and what was declared of them. */
export type ParityFault =
    | "undeclared-difference"
    | "undecided-difference"
    | "never-differs"
    | "shared-value"
    | "entry-unused"
    | "entry-review-due"
    | "entry-changed"
    | "entries-contradict"
    | "not-comparable";

/** One thing that is wrong, or could not be decided. */
export interface ParityFinding {
    readonly fault: ParityFault;
    readonly verdict: "violated" | "undecided";
    /** `<path>[#<property>]`. */
    readonly at: string;
    readonly message: string;
    readonly remediation: string;
    readonly evidence: readonly string[];
    /** URNs concerned. */
    readonly urns: readonly string[];
    /** The line of the ledger where the entry at fault begins; nothing where no one entry is. */
    readonly line?: number;
}

/** A difference, and the entry that declares it. */
export interface DeclaredDifference {
    readonly difference: Difference;
    readonly entry: LedgerEntry;
}

/** What parity says of two stacks. */
export interface ParityJudgement {
    readonly findings: readonly ParityFinding[];
    readonly declared: readonly DeclaredDifference[];
    readonly undeclared: readonly Difference[];
}

export interface ParityOptions {
    /** The date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    /** What the project adds to {@link NEVER_DIFFER}. */
    readonly neverDiffer?: readonly NeverDiffer[];
}

/** Judges how two stacks differ by what was declared. Pure. */
export function judgeParity(
    comparison: Comparison,
    ledger: readonly LedgerEntry[],
    options: ParityOptions,
): ParityJudgement {
    const never = [...NEVER_DIFFER, ...(options.neverDiffer ?? [])];
    const missing = missingIn(comparison);
    const patterns = new Map(ledger.map(entry => [entry, placePattern(entry.at)]));
    const coverOf = new Map(
        comparison.differences.map(difference => {
            const place = placeOf(difference);
            return [difference, ledger.filter(entry => patterns.get(entry)?.covers(place) === true)];
        }),
    );
    const coveredBy = new Map<LedgerEntry, Difference[]>(ledger.map(entry => [entry, []]));
    for (const [difference, entries] of coverOf) for (const entry of entries) coveredBy.get(entry)?.push(difference);
    const distinct = ledger.flatMap(entry => (entry.class === "distinct" ? (patterns.get(entry) ?? []) : []));
    const shared = sharedValues(comparison, distinct);
    const findings: ParityFinding[] = [];
    const declared: DeclaredDifference[] = [];
    const undeclared: Difference[] = [];
    for (const [difference, entries] of coverOf) {
        const [entry, ...others] = entries.filter(one => one.class !== "identical");
        if (others.some(other => other.class !== entry?.class)) findings.push(contradiction(difference, entries));
        const reason = neverReason(difference, never, missing);
        if (reason !== undefined) findings.push(forbidden(difference, reason, comparison));
        else if (entry === undefined) findings.push(undeclaredFinding(difference, comparison));
        if (entry === undefined || reason !== undefined) undeclared.push(difference);
        else declared.push({ difference, entry });
        for (const consequence of difference.kind === "presence" ? difference.consequences : []) {
            const why = neverReason(consequence, never, missing);
            if (why === undefined) continue;
            findings.push(forbidden(consequence, why, comparison));
            undeclared.push(consequence);
        }
    }
    findings.push(...shared.map(sharedFinding));
    for (const entry of ledger) {
        const covered = [...(coveredBy.get(entry) ?? [])];
        const pattern = patterns.get(entry) ?? placePattern(entry.at);
        if (entry.class === "identical") {
            const different = differentToTheLetter(pattern, covered, comparison);
            covered.push(...different.filter(({ undecided }) => !undecided));
            findings.push(...different.filter(({ undecided }) => undecided).map(unprovedFinding));
        }
        findings.push(...entryFindings(entry, covered, comparison, options.today));
        if (covered.length > 0 || isUnread(entry.at, pattern, comparison)) continue;
        if (entry.class === "scaled" || !namesSomething(pattern, comparison)) findings.push(unused(entry));
    }
    if (comparison.notCompared.length > 0) findings.push(notComparable(comparison));
    return { findings, declared, undeclared };
}

/** Whether an entry's place is one that both have, or could be. */
function namesSomething(pattern: PlacePattern, comparison: Comparison): boolean {
    return comparison.pairs
        .filter(pair => pattern.coversPath(pair.left.path))
        .some(pair => {
            if (pattern.property === undefined) return true;
            return comparison
                .properties(pair)
                .flatMap(side => [...side].flatMap(([name, value]) => [name, ...placesIn(name, value)]))
                .some(place => pattern.covers(`${pair.left.path}#${place}`));
        });
}

function unused({ at, class: kind, line }: LedgerEntry): ParityFinding {
    return {
        fault: "entry-unused",
        verdict: "violated",
        at,
        message:
            kind === "scaled"
                ? "was declared as a difference, and there is none"
                : `was declared ${kind}, and is nowhere`,
        remediation: "Delete the entry, or correct its `at`.",
        evidence: [`${LEDGER_FILE}:${line}`],
        urns: [],
        line,
    };
}

function sharedFinding({ elsewhere, path, property, reason, undecided, urns, what }: SharedValue): ParityFinding {
    const also = elsewhere === undefined ? "" : `, which is ${elsewhere} in the other one`;
    return {
        fault: "shared-value",
        verdict: undecided ? "undecided" : "violated",
        at: `${path}#${property}`,
        message: undecided
            ? `whether both environments share the ${what} in ${property} is not known before the deployment`
            : `both environments share the ${what} in ${property}${also}; each must have its own`,
        remediation: "Give each environment its own.",
        evidence: [`why: ${reason}`],
        urns,
    };
}

/** How many places that could not be compared are named. */
const MAX_NOT_COMPARED = 10;
const WHEN_READ: Readonly<Record<Phase, string>> = {
    declared: "as its program declares it",
    checked: "with what providers filled in",
    output: "as it was deployed",
};

function notComparable({ left, notCompared, right }: Comparison): ParityFinding {
    const places = notCompared.map(placeOf);
    const more = places.length - MAX_NOT_COMPARED;
    return {
        fault: "not-comparable",
        verdict: "undecided",
        at: PHASES_PLACE,
        message:
            `${left.stack} is read ${WHEN_READ[left.phase]} and ${right.stack} ${WHEN_READ[right.phase]}: ` +
            `${places.length === 1 ? "one property" : `${places.length} properties`} that only the later one can show ${places.length === 1 ? "was" : "were"} not compared`,
        remediation: "Compare two plans of one kind: two stacks of programs, two previews, or two exported states.",
        evidence: [...places.slice(0, MAX_NOT_COMPARED), ...(more > 0 ? [`and ${more} more`] : [])],
        urns: [],
    };
}

function undeclaredFinding(difference: Difference, comparison: Comparison): ParityFinding {
    const place = placeOf(difference);
    const { undecided } = difference;
    return {
        fault: undecided ? "undecided-difference" : "undeclared-difference",
        verdict: undecided ? "undecided" : "violated",
        at: place,
        message: undecided ? unknownInBoth(difference) : `${describe(difference, comparison)}, and nobody declared it`,
        remediation:
            `Make them alike, or declare it in ${LEDGER_FILE} with a reason, an owner and a date of review` +
            (undecided ? "." : ": `stagewright parity --write` proposes the entry."),
        evidence: evidenceOf(difference),
        urns: urnsOf(difference),
    };
}

function forbidden(difference: Difference, reason: string, comparison: Comparison): ParityFinding {
    const { undecided } = difference;
    return {
        fault: "never-differs",
        verdict: undecided ? "undecided" : "violated",
        at: placeOf(difference),
        message: undecided
            ? `${unknownInBoth(difference)}, and it never may differ: ${reason}`
            : `${describe(difference, comparison)}, and this never may: ${reason}`,
        remediation: "Make them alike; no entry can allow it.",
        evidence: evidenceOf(difference),
        urns: urnsOf(difference),
    };
}

function unprovedFinding(difference: Difference): ParityFinding {
    return {
        fault: "undecided-difference",
        verdict: "undecided",
        at: placeOf(difference),
        message: "was declared identical; it is secret in both, and its value is not known",
        remediation: "Compare plans that hold the secret, or delete the entry.",
        evidence: [],
        urns: urnsOf(difference),
    };
}

function unknownInBoth(difference: Difference): string {
    return `${propertyOf(difference)} is not known before the deployment in either stack, nor where it comes from`;
}

function contradiction(difference: Difference, entries: readonly LedgerEntry[]): ParityFinding {
    return {
        fault: "entries-contradict",
        verdict: "violated",
        at: placeOf(difference),
        message: "entries of different classes cover this difference",
        remediation: `Leave one of them in ${LEDGER_FILE}.`,
        evidence: entries.map(({ at, class: kind, line }) => `${LEDGER_FILE}:${line}  ${at}: ${kind}`),
        urns: urnsOf(difference),
    };
}

function entryFindings(
    entry: LedgerEntry,
    covered: readonly Difference[],
    comparison: Comparison,
    today: string,
): readonly ParityFinding[] {
    const found: ParityFinding[] = [];
    const say = (fault: ParityFault, message: string, remediation: string, evidence: readonly string[] = []) =>
        found.push({
            fault,
            verdict: "violated",
            at: entry.at,
            message,
            remediation,
            evidence: [`${LEDGER_FILE}:${entry.line}`, ...evidence],
            urns: covered.flatMap(urnsOf),
            line: entry.line,
        });
    if (entry.class === "identical") {
        if (covered.length > 0) {
            say(
                "entries-contradict",
                "was declared identical and differs",
                "Make both alike.",
                covered.flatMap(evidenceOf),
            );
        }
        return found;
    }
    if (entry.reviewBy < today) {
        say(
            "entry-review-due",
            `was to be reviewed by ${entry.reviewBy}, and today is ${today}`,
            "Look whether its reason is still true, then set a new date, or make both alike.",
        );
    }
    if (covered.length > 0 && !isApproved(entry, covered, comparison)) {
        const several = entry.approves === undefined && covered.some(one => one.kind === "presence");
        const missing =
            entry.class === "distinct" && covered.some(one => one.kind !== "presence" && isMissingInOne(one));
        say(
            "entry-changed",
            several
                ? "declares what one environment has alone, and it is more than the one resource that it names"
                : missing
                  ? "declares two values that differ, and one environment has none"
                  : "other values than the ones that were approved",
            entry.approves === undefined && !several
                ? "Approve the values anew in `values`, or set them back."
                : `Approve them anew with \`approves: ${approvalOf(covered)}\`, or set them back.`,
            covered.flatMap(evidenceOf),
        );
    }
    return found;
}
