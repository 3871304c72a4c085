import { parseUrn } from "../../plan/urn";
import { isList, isPropertyMap, type PropertyValue, Secret } from "../../plan/value";
import { digestOfReading, digestOfWords } from "../waivers/digest";
import { fingerprintOf, withDistinctFingerprints } from "./fingerprint";
import type { Finding } from "./judgement";
import type { Redact } from "./redact";
import type { Rule, RuleContext } from "./rule";
import type { Ruling } from "./ruling";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { SEVERITIES, type Undecided, type Violated } from "./verdict";

/** The verdicts that a reader must act on, the worst first. */
const VERDICTS_WORST_FIRST = ["violated", "undecided", "waived"] as const;

/**
 * Everything in a ruling that is not *holds*: one finding for each such verdict, in the order of the ruling's outcomes,
 * then one for each doubt.
 */
export function findingsOf(
    { rule, outcomes, doubts }: Ruling,
    context: RuleContext,
    redact: Redact,
): readonly Finding[] {
    // Most rules find nothing of most resources, and are asked of each.
    let words: string | undefined;
    const publicText = (subject: Subject | undefined) =>
        [(words ??= publicWords(rule, context)), ...namesOf(subject)].join("\n");
    const make = (stacks: readonly Stack[], subject: Subject | undefined, verdict: Violated | Undecided): Finding =>
        toFinding(rule, stacks, subject, verdict, text => redact(text, () => publicText(subject)));
    return withDistinctFingerprints([
        ...outcomes.flatMap(({ stacks, subject, verdicts }) =>
            verdicts.flatMap(verdict => (verdict.outcome === "holds" ? [] : [make(stacks, subject, verdict)])),
        ),
        ...doubts.map(({ stack, subject, verdict }) => make([stack], subject, verdict)),
    ]);
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
    const message = redact(verdict.message);
    const evidence = (verdict.evidence ?? []).map(redact);
    const source = ("source" in verdict ? verdict.source : undefined) ?? subject?.resource.source;
    return {
        rule: rule.name,
        family: rule.family,
        verdict: verdict.outcome,
        severity: rule.severity,
        stacks: names,
        ...(subject !== undefined && { urn: subject.urn, path: subject.path }),
        ...(verdict.property !== undefined && { property: verdict.property }),
        message,
        remediation: rule.remediation,
        evidence,
        ...(source !== undefined && { source }),
        digest:
            verdict.approves === undefined
                ? (valueDigest(rule, subject, verdict, redact) ?? digestOfWords(message, evidence))
                : digestOfWords("", verdict.approves.map(redact)),
        fingerprint: fingerprintOf([
            rule.name,
            names.join(","),
            subject?.path ?? "",
            typesOf(subject),
            verdict.property ?? "",
        ]),
        ...("covers" in verdict && verdict.covers !== undefined && { covers: verdict.covers }),
        ...("ruleFailed" in verdict && { ruleFailed: true }),
    };
}

/** The types of a resource and of its ancestors: two of one path and type may have parents of different types. */
function typesOf(subject: Subject | undefined): string {
    return subject === undefined ? "" : (parseUrn(subject.urn)?.types.join("$") ?? subject.type);
}

/**
 * A field of an item of a list, as in `ingress[0].cidrBlocks`. The item is what a person approves: its other fields say
 * what the one is about, and its place may be another's tomorrow.
 */
const DIRECT_FIELD_OF_ITEM = /^(.*\[\d+\])(?:\.[^.[\]]+|\["(?:[^"\\]|\\.)*"\])$/;

/** The digest of the value that a verdict objects to; nothing where it names none, or one that is not set. */
function valueDigest(
    { family }: Rule,
    subject: Subject | undefined,
    { property }: Violated | Undecided,
    redact: (text: string) => string,
): string | undefined {
    if (subject === undefined || property === undefined) return undefined;
    return digestOfReading(subject.read(DIRECT_FIELD_OF_ITEM.exec(property)?.[1] ?? property), {
        // What such a rule objects to may well be a credential that nobody marked.
        hidesValues: family === "secrets",
        // Where marks are lost any text may be a secret, and the digest is compared but never shown.
        redact: subject.plan.source === "policy-sdk" ? text => text : redact,
    });
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
