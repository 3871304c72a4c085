import { approvalOf } from "./ledger/approval";
import { LEDGER_FILE, type LedgerEntry } from "./ledger/entry";
import { type PlacePattern, placePattern } from "./ledger/place";
import { sharedValues } from "./distinct";
import { compareValues, fieldPath } from "./compare";
import { type NormalValue, toTheLetter } from "./normal";
import { NEVER_DIFFER, type NeverDiffer, whyNeverDiffer } from "./never-differ";
import { redacted } from "./redacted";
import { placeOf, type ShownValue, sidesOf } from "./shown";
import type { Comparison, Difference } from "./stacks";

/** What may be wrong with two stacks and what was declared of them. */
export type ParityFault =
    | "undeclared-difference"
    | "undecided-difference"
    | "never-differs"
    | "shared-value"
    | "entry-unused"
    | "entry-review-due"
    | "entry-changed"
    | "entries-contradict";

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
        const reason = neverReason(difference, never);
        if (reason !== undefined) findings.push(forbidden(difference, reason, comparison));
        else if (entry === undefined) findings.push(undeclaredFinding(difference, comparison));
        if (entry === undefined || reason !== undefined) undeclared.push(difference);
        else declared.push({ difference, entry });
        for (const consequence of difference.kind === "presence" ? difference.consequences : []) {
            const why = neverReason(consequence, never);
            if (why === undefined) continue;
            findings.push(forbidden(consequence, why, comparison));
            undeclared.push(consequence);
        }
    }
    for (const { at, pair, property, undecided, what } of shared) {
        findings.push({
            fault: "shared-value",
            verdict: undecided ? "undecided" : "violated",
            at,
            message: undecided
                ? `whether both environments share the ${what} in ${property} is not known before the deployment`
                : `both environments share the ${what} in ${property}; each must have its own`,
            remediation: "Give each environment its own.",
            evidence: [],
            urns: [pair.left.urn, pair.right.urn],
        });
    }
    for (const entry of ledger) {
        const covered = [...(coveredBy.get(entry) ?? [])];
        const pattern = patterns.get(entry) ?? placePattern(entry.at);
        if (entry.class === "identical") covered.push(...differentToTheLetter(pattern, covered, comparison));
        findings.push(...entryFindings(entry, covered, comparison, options.today));
        if (covered.length === 0 && (entry.class === "scaled" || !namesSomething(pattern, comparison)))
            findings.push(unused(entry));
    }
    return { findings, declared, undeclared };
}

function neverReason(difference: Difference, never: readonly NeverDiffer[]): string | undefined {
    if (difference.kind === "property") {
        const { left, pair, property, right } = difference;
        // What is missing as a whole is missing in all that lies inside of it.
        return [property, ...placesIn(property, left), ...placesIn(property, right)]
            .map(place => whyNeverDiffer(pair.left.type, place, never))
            .find(one => one !== undefined);
    }
    // The left one is production: what it alone refuses nobody has tested, what staging alone refuses fails there.
    if (difference.kind === "setting" || difference.only.side === "right") return undefined;
    // Of what is missing as a whole every property is missing, but only what may differ in nothing may not be missing.
    const everything = never.filter(({ properties }) => properties.includes("*"));
    return difference.only.resources
        .map(({ type }) => whyNeverDiffer(type, "*", everything))
        .find(one => one !== undefined);
}

/** Every place inside of a value. */
function placesIn(property: string, value: NormalValue | undefined): readonly string[] {
    switch (value?.kind) {
        case "map":
            return [...value.fields].flatMap(([name, field]) => {
                const at = fieldPath(property, name, value.ofItems);
                return [at, ...placesIn(at, field)];
            });
        case "list":
            return value.items.flatMap((item, place) => [
                `${property}[${place}]`,
                ...placesIn(`${property}[${place}]`, item),
            ]);
        case "plain":
        case "secret":
        case "unknown":
        case undefined:
            return [];
    }
}

/** Where what was declared identical is the same by its role only, as `prod-orders` and `staging-orders` are. */
function differentToTheLetter(
    pattern: PlacePattern,
    known: readonly Difference[],
    comparison: Comparison,
): readonly Difference[] {
    const places = new Set(known.map(placeOf));
    return comparison.pairs
        .filter(pair => pattern.property !== undefined && pattern.coversPath(pair.left.path))
        .flatMap(pair => {
            const [lefts, rights] = comparison.properties(pair);
            return [...new Set([...lefts.keys(), ...rights.keys()])]
                .flatMap(name => compareValues(name, toTheLetter(lefts.get(name)), toTheLetter(rights.get(name))))
                .map((one): Difference => ({
                    ...one,
                    kind: "property",
                    at: pair.left.path,
                    pair,
                    left: redacted(one.left, comparison.redact),
                    right: redacted(one.right, comparison.redact),
                }));
        })
        .filter(one => pattern.covers(placeOf(one)) && !places.has(placeOf(one)));
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
    };
}

function undeclaredFinding(difference: Difference, comparison: Comparison): ParityFinding {
    const place = placeOf(difference);
    const { undecided } = difference;
    return {
        fault: undecided ? "undecided-difference" : "undeclared-difference",
        verdict: undecided ? "undecided" : "violated",
        at: place,
        message: undecided
            ? `${propertyOf(difference)} is not known before the deployment in either stack, nor where it comes from`
            : `${describe(difference, comparison)}, and nobody declared it`,
        remediation: `Make them alike, or declare it in ${LEDGER_FILE} with a reason, an owner and a date of review.`,
        evidence: evidenceOf(difference),
        urns: urnsOf(difference),
    };
}

function forbidden(difference: Difference, reason: string, comparison: Comparison): ParityFinding {
    return {
        fault: "never-differs",
        verdict: "violated",
        at: placeOf(difference),
        message: `${describe(difference, comparison)}, and this never may: ${reason}`,
        remediation: "Make them alike; no entry can allow it.",
        evidence: evidenceOf(difference),
        urns: urnsOf(difference),
    };
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
        say(
            "entry-changed",
            "other values than the ones that were approved",
            entry.approves === undefined
                ? "Approve the values anew in `values`, or set them back."
                : `Approve them anew with ${approvalOf(covered)}, or set them back.`,
            covered.flatMap(evidenceOf),
        );
    }
    return found;
}

function isApproved(entry: LedgerEntry, covered: readonly Difference[], { left, right }: Comparison): boolean {
    if (entry.approves !== undefined) return entry.approves === approvalOf(covered);
    const { values } = entry;
    // What must differ may be anything, as long as it differs.
    if (values === undefined) return true;
    return covered.every(difference => {
        const [ofLeft, ofRight] = sidesOf(difference);
        return isSame(values, left.stack, ofLeft) && isSame(values, right.stack, ofRight);
    });
}

/** A stack that was left out approves nothing, not even that nothing is set. */
function isSame(approved: Readonly<Record<string, ShownValue>>, stack: string, found: ShownValue): boolean {
    return Object.hasOwn(approved, stack) && canonical(approved[stack] ?? null) === canonical(found);
}

function canonical(value: ShownValue): string {
    return JSON.stringify(value, (_, inner: unknown) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
            : inner,
    );
}

function propertyOf(difference: Difference): string {
    return difference.kind === "property" ? difference.property : "it";
}

function describe(difference: Difference, { left, right }: Comparison): string {
    const [ofLeft, ofRight] = sidesOf(difference);
    if (difference.kind !== "property") {
        const side = difference.kind === "setting" ? difference.side : difference.only.side;
        const [owner, other] = side === "left" ? [left, right] : [right, left];
        const count = difference.kind === "setting" ? 1 : difference.only.resources.length;
        return `${owner.stack} has ${count === 1 ? "it" : `these ${count} resources`}, ${other.stack} has not`;
    }
    const name = lastStep(difference.property);
    if (difference.left?.kind === "plain" && canonical(ofLeft) === canonical(ofRight))
        return `${name} is ${written(ofLeft)} in both, though it names what only one of them owns`;
    return `${name} is ${written(ofLeft)} in ${left.stack} and ${written(ofRight)} in ${right.stack}`;
}

/** The last name in a property's path; the whole path stands beside the message. */
function lastStep(property: string): string {
    const steps = property.match(/[^.[\]"]+/g) ?? [property];
    return steps.filter(step => !/^\d+$/.test(step)).at(-1) ?? property;
}

/** Longest value that a message repeats, in characters. */
const MAX_WRITTEN_CHARACTERS = 120;

function written(value: ShownValue): string {
    if (value === null) return "not set";
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return text.length <= MAX_WRITTEN_CHARACTERS ? text : `${text.slice(0, MAX_WRITTEN_CHARACTERS)}...`;
}

function evidenceOf(difference: Difference): readonly string[] {
    if (difference.kind === "presence") {
        return [
            ...difference.only.resources.map(({ path, type }) => `${path} (${type})`),
            ...[...new Set(difference.consequences.map(placeOf))].map(place => `therefore also ${place}`),
        ];
    }
    if (difference.kind === "setting") return [];
    const [ofLeft, ofRight] = sidesOf(difference);
    return [`${written(ofLeft)} | ${written(ofRight)}`];
}

function urnsOf(difference: Difference): readonly string[] {
    if (difference.kind === "property") return [difference.pair.left.urn, difference.pair.right.urn];
    return difference.kind === "setting" ? [] : difference.only.resources.map(({ urn }) => urn);
}
