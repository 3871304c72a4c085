import { createHash } from "node:crypto";
import { isList, isPropertyMap, type PropertyValue, Secret } from "../../plan/value";
import type { Finding } from "./judgement";
import type { Redact } from "./redact";
import type { Rule, RuleContext } from "./rule";
import type { Ruling } from "./ruling";
import type { Stack } from "./stack";
import type { Subject } from "./subject";
import { SEVERITIES, type Undecided, type Violated } from "./verdict";

/** Length of a fingerprint in hexadecimal digits: enough to tell millions of findings apart, short enough to quote. */
const FINGERPRINT_DIGITS = 16;

/** The verdicts that a reader must act on, the worst first. */
const VERDICTS_WORST_FIRST = ["violated", "undecided", "waived"] as const;

/** Everything in a ruling that is not *holds*. */
export function findingsOf(
    { rule, outcomes, doubts }: Ruling,
    context: RuleContext,
    redact: Redact,
): readonly Finding[] {
    const words = publicWords(rule, context);
    const make = (stacks: readonly Stack[], subject: Subject | undefined, verdict: Violated | Undecided): Finding =>
        toFinding(rule, stacks, subject, verdict, text => redact(text, [words, ...namesOf(subject)].join("\n")));
    return [
        ...outcomes.flatMap(({ stacks, subject, verdicts }) =>
            verdicts.flatMap(verdict => (verdict.outcome === "holds" ? [] : [make(stacks, subject, verdict)])),
        ),
        ...doubts.map(({ stack, subject, verdict }) => make([stack], subject, verdict)),
    ];
}

/** Sorts findings: the worst first, then by rule, stack and resource, so that two runs print the same. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
    const rank = ({ verdict, severity }: Finding) =>
        VERDICTS_WORST_FIRST.indexOf(verdict) * SEVERITIES.length - SEVERITIES.indexOf(severity);
    const key = ({ rule, stacks, path, property }: Finding) =>
        [rule, stacks.join(","), path ?? "", property ?? ""].join("\n");
    return findings
        .map(finding => ({ finding, rank: rank(finding), key: key(finding) }))
        .sort((one, other) => one.rank - other.rank || compareText(one.key, other.key))
        .map(({ finding }) => finding);
}

function compareText(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
}

function toFinding(
    rule: Rule,
    stacks: readonly Stack[],
    subject: Subject | undefined,
    verdict: Violated | Undecided,
    redact: (text: string) => string,
): Finding {
    const names = stacks.map(({ name }) => name);
    const fingerprint = createHash("sha256")
        .update(
            [rule.name, names.join(","), subject?.path ?? "", subject?.type ?? "", verdict.property ?? ""].join("|"),
        )
        .digest("hex")
        .slice(0, FINGERPRINT_DIGITS);
    return {
        rule: rule.name,
        family: rule.family,
        verdict: verdict.outcome,
        severity: rule.severity,
        stacks: names,
        ...(subject !== undefined && { urn: subject.urn, path: subject.path }),
        ...(verdict.property !== undefined && { property: verdict.property }),
        message: redact(verdict.message),
        remediation: rule.remediation,
        evidence: (verdict.evidence ?? []).map(redact),
        ...(subject?.resource.source !== undefined && { source: subject.resource.source }),
        fingerprint,
    };
}

/** The URN of a resource and the names of its properties at any depth: no secret is a name. */
function namesOf(subject: Subject | undefined): readonly string[] {
    return subject === undefined ? [] : [subject.urn, ...keysOf(subject.resource.inputs)];
}

function keysOf(value: PropertyValue): readonly string[] {
    if (value instanceof Secret) return keysOf(value.value);
    if (isList(value)) return value.flatMap(keysOf);
    return isPropertyMap(value) ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]) : [];
}

function publicWords(rule: Rule, { settings, pack }: RuleContext): string {
    const { tags, environments } = pack;
    return [rule.name, rule.description, rule.remediation, ...texts({ settings, tags, environments })].join("\n");
}

function texts(value: unknown): readonly string[] {
    if (typeof value === "string") return [value];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => [key, ...texts(inner)]);
}
