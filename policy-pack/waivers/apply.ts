import { fingerprintOf, withDistinctFingerprints } from "../kernel/fingerprint";
import type { Finding } from "../kernel/judgement";
import type { Rule } from "../kernel/rule";
import type { Severity } from "../kernel/verdict";
import { DIGEST_OF_SECRET } from "./digest";
import { matchesPlace, whyOverBroad } from "./place";
import { isExpired, MAX_FINDINGS_PER_WAIVER, type Waiver, type WaiverFault, WAIVERS_FILE } from "./waiver";

/*
 * Waivers over findings: which findings are waived, and what is wrong with the waivers themselves. Reads nothing but its
 * arguments. A waiver with a fault hides nothing: what it was to hide stays as it was found, beside the fault.
 */

/** What is known of the run that made the findings. */
export interface WaiverContext {
    /** The rules that were asked; a waiver of any other is passed over. */
    readonly rules: readonly Rule[];
    /** The rules that were asked and could not be answered here, so that a waiver of one may well be in use. */
    readonly notRun: readonly string[];
    /** The date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    /** Names of the stacks that were judged. */
    readonly stacks: readonly string[];
    /** Whether those are all stacks of the project. */
    readonly everyStack: boolean;
    /** Whether the values were read without the marks of secrets, so that no digest of one may be shown. */
    readonly marksLost: boolean;
}

/** What waivers make of findings. */
export interface Waived {
    /** The same findings in the same order, those that are waived marked so. */
    readonly findings: readonly Finding[];
    /** What is wrong with the waivers. */
    readonly faults: readonly Finding[];
}

/** Applies all waivers. No waiver changes what another finding comes out as. */
export function applyWaivers(findings: readonly Finding[], waivers: readonly Waiver[], context: WaiverContext): Waived {
    const byRule = new Map<string, Finding[]>();
    for (const finding of findings) {
        const known = byRule.get(finding.rule);
        if (known === undefined) byRule.set(finding.rule, [finding]);
        else known.push(finding);
    }
    const hidden = new Map<Finding, Waiver>();
    const faults: Finding[] = [];
    for (const waiver of waivers) {
        const rule = context.rules.find(({ name }) => name === waiver.rule);
        const stacks = context.stacks.filter(name => waiver.stacks?.includes(name) ?? true);
        if (rule === undefined || stacks.length === 0) continue;
        const review = reviewOf(waiver, byRule.get(waiver.rule) ?? [], context);
        for (const finding of review.hides) if (!hidden.has(finding)) hidden.set(finding, waiver);
        faults.push(...review.complaints.map(complaint => toFinding(complaint, waiver, rule, stacks)));
    }
    return {
        findings: findings.map(finding => {
            const waiver = hidden.get(finding);
            return waiver === undefined ? finding : waivedBy(finding, waiver);
        }),
        faults: withDistinctFingerprints(faults),
    };
}

/** One thing that is wrong with a waiver. */
interface Complaint {
    readonly fault: WaiverFault;
    /** What follows "the waiver of ... at ...". */
    readonly what: string;
    readonly evidence?: readonly string[];
}

interface Review {
    readonly hides: readonly Finding[];
    readonly complaints: readonly Complaint[];
}

/** @param ofRule What its rule found. */
function reviewOf(waiver: Waiver, ofRule: readonly Finding[], context: WaiverContext): Review {
    const concerned = ofRule.filter(finding => concerns(waiver, finding));
    const matched = concerned.filter(finding => mayHide(waiver, finding));
    const changed = matched.filter(finding => !approves(waiver, finding, context));
    const broad = whyOverBroad(waiver.at) ?? tooMany(matched.length);
    const expired = isExpired(waiver, context.today);
    const complaints: Complaint[] = [];
    if (broad !== undefined) complaints.push({ fault: "waiver-over-broad", what: `covers too much: ${broad}` });
    else if (concerned.length === 0 && isWholeTruth(waiver, ofRule, context))
        complaints.push({ fault: "waiver-unused", what: "matches no finding" });
    if (expired) {
        const what = `was in force until ${waiver.expires}, and today is ${context.today}`;
        complaints.push({ fault: "waiver-expired", what });
    }
    if (broad === undefined && changed.length > 0) {
        complaints.push({
            fault: "waiver-changed",
            what: "approves another value than the one that is there now",
            evidence: [...new Set(changed.map(finding => describe(finding, context)))],
        });
    }
    const inForce = broad === undefined && !expired;
    return { hides: inForce ? matched.filter(finding => !changed.includes(finding)) : [], complaints };
}

/** Whether a waiver speaks of the place of a finding. One that concerns several stacks needs a waiver for all of them. */
function concerns({ at, stacks }: Waiver, finding: Finding): boolean {
    return finding.stacks.every(name => stacks?.includes(name) ?? true) && matchesPlace(at, finding);
}

/** A rule that failed judged nothing, so there is nothing that anybody could have approved. */
function mayHide({ hidesUndecided }: Waiver, { ruleFailed, verdict }: Finding): boolean {
    return ruleFailed !== true && (verdict === "violated" || (verdict === "undecided" && hidesUndecided));
}

function approves(waiver: Waiver, { digest }: Finding, { marksLost }: WaiverContext): boolean {
    if (digest === undefined) return false;
    // Who approved a secret approved any content of it, and here it may stand without its mark.
    return waiver.approves.includes(digest) || (marksLost && waiver.approves.includes(DIGEST_OF_SECRET));
}

function tooMany(matched: number): string | undefined {
    return matched > MAX_FINDINGS_PER_WAIVER
        ? `it matches ${matched} findings, expected at most ${MAX_FINDINGS_PER_WAIVER}`
        : undefined;
}

/** Whether every finding that a waiver could match is there, so that matching none means that it is of no use. */
function isWholeTruth({ rule, stacks }: Waiver, ofRule: readonly Finding[], context: WaiverContext): boolean {
    if (context.notRun.includes(rule) || ofRule.some(({ ruleFailed }) => ruleFailed === true)) return false;
    return stacks === undefined ? context.everyStack : stacks.every(name => context.stacks.includes(name));
}

/** Where a finding is, and the digest that would approve it. */
function describe({ digest, path, property, stacks }: Finding, { marksLost }: WaiverContext): string {
    const place = `${path ?? "/"}${property === undefined ? "" : `#${property}`}`;
    const now = marksLost ? "stagewright check prints the digest" : (digest ?? "no value that could be approved");
    return `${stacks.join(", ")}  ${place}: ${now}`;
}

function waivedBy(finding: Finding, waiver: Waiver): Finding {
    const { expires, owner, reason } = waiver;
    const why = [`waived: ${reason}`, `owner: ${owner}`, `expires: ${expires}`, placeOf(waiver)];
    return { ...finding, verdict: "waived", evidence: [...finding.evidence, ...why] };
}

/** How serious every fault of a waiver is: what it no longer hides is there with a severity of its own. */
const SEVERITY: Severity = "medium";

const REMEDIATION: Readonly<Record<WaiverFault, string>> = {
    "waiver-over-broad": "Name the component path and the property, and write a waiver for each exception.",
    "waiver-unused": "Delete it from waivers.yaml, or correct its `rule`, `at` and `stacks`.",
    "waiver-expired":
        "Mend what the rule finds and delete the waiver, or have the exception reviewed and set a later `expires`.",
    "waiver-changed":
        "Have the value of today reviewed, and set `approves` to the digest that the report prints beside the finding.",
};

function toFinding(
    { evidence = [], fault, what }: Complaint,
    waiver: Waiver,
    { family }: Rule,
    stacks: readonly string[],
): Finding {
    const { at, column, line, rule } = waiver;
    return {
        rule: fault,
        family,
        verdict: "violated",
        severity: SEVERITY,
        stacks,
        message: `the waiver of ${rule} at ${at === "" ? '""' : at} (${placeOf(waiver)}) ${what}`,
        remediation: REMEDIATION[fault],
        evidence,
        source: { file: WAIVERS_FILE, line, column },
        fingerprint: fingerprintOf([fault, stacks.join(","), rule, at]),
    };
}

function placeOf({ line }: Waiver): string {
    return `${WAIVERS_FILE}:${line}`;
}
