import type { ParityFault, ParityFinding } from "../../../parity/judge";
import { parsePlace } from "../../../parity/ledger/place";
import { canonical, placeOf, sideOriginsOf } from "../../../parity/shown";
import type { Comparison, Difference } from "../../../parity/stacks";
import { groupBy } from "../../../plan/group-by";
import { type EnvironmentsVerdict, holds, type Subject, undecided, violated } from "../../kernel";
import type { ComparedStacks } from "./compared-stacks";

/**
 * What a rule says of two stacks: one judgement for each resource that both have, and one for each thing that only one of
 * them has and that something is wrong with.
 *
 * @param faults What the rule is about.
 */
export function judgeDifferences(
    compared: ComparedStacks,
    faults: readonly ParityFault[],
): readonly EnvironmentsVerdict[] {
    const { comparison, judgement, stacks } = compared;
    const differences = byPlace(comparison);
    const places = groupBy(
        judgement.findings.filter(({ fault }) => faults.includes(fault)),
        ({ at, urns, verdict }) => `${verdict} ${keyOf(withoutItem(at), urns[0])}`,
    );
    const found = [...places.values()].map(findings => {
        const keys = new Set(findings.map(({ at, urns }) => keyOf(at, urns[0])));
        return verdictOf(
            findings,
            [...keys].flatMap(key => differences.get(key) ?? []),
            compared,
        );
    });
    const faulty = new Set(found.flatMap(({ subject }) => subject ?? []));
    const sound = comparison.pairs.flatMap((pair): readonly EnvironmentsVerdict[] => {
        const subject = subjectOf(pair.left.urn, compared);
        return subject === undefined || faulty.has(subject) ? [] : [{ stacks, subject, verdict: holds() }];
    });
    return [...found, ...sound];
}

/** Differences by where they are and what they are of: two resources of one path may be of different types. */
function byPlace({ differences }: Comparison): ReadonlyMap<string, readonly Difference[]> {
    const all = differences.flatMap((one): readonly Difference[] =>
        one.kind === "presence" ? [one, ...one.consequences] : [one],
    );
    return groupBy(all, one => keyOf(placeOf(one), firstUrn(one)));
}

function firstUrn(difference: Difference): string | undefined {
    switch (difference.kind) {
        case "property":
            return difference.pair.left.urn;
        case "presence":
            return difference.only.resources[0]?.urn;
        case "setting":
            return undefined;
    }
}

function keyOf(at: string, urn: string | undefined): string {
    return `${urn ?? ""} ${at}`;
}

function subjectOf(urn: string, { stacks: [left, right] }: ComparedStacks): Subject | undefined {
    return left.byUrn(urn) ?? right.byUrn(urn);
}

/** A list of which several items differ is one place: which of two items stands for which nobody could say. */
function withoutItem(at: string): string {
    return at.replace(/\[\d+\]$/, "");
}

function verdictOf(
    findings: readonly ParityFinding[],
    differences: readonly Difference[],
    compared: ComparedStacks,
): EnvironmentsVerdict {
    const [first, ...more] = findings;
    if (first === undefined) throw new Error("there is no verdict without a finding");
    const { at, evidence, message, urns, verdict } = first;
    const [urn] = urns;
    const [difference] = differences;
    const property = propertyOf(more.length === 0 ? at : withoutItem(at), urn);
    // The message has both values of a property.
    const facts = difference?.kind === "property" ? [] : evidence;
    const said = {
        ...(property !== undefined && { property }),
        message,
        evidence: shortened([...facts, ...more.map(other => other.message)]),
        ...(difference !== undefined && { approves: differences.flatMap(approvedOf) }),
    };
    return {
        stacks: compared.stacks,
        subject: urn === undefined ? undefined : subjectOf(urn, compared),
        verdict: verdict === "undecided" ? undecided(said) : violated(said),
    };
}

/** What a setting or an output belongs to is no resource: it is named before it, as `@config.shop:days`. */
function propertyOf(at: string, urn: string | undefined): string | undefined {
    const { path, property } = parsePlace(at);
    return urn === undefined && property !== undefined ? `${path}.${property}` : property;
}

/** What a waiver of a difference approves: both values, and of what one alone has all that belongs to it. */
export function approvedOf(difference: Difference): readonly string[] {
    return [
        ...sideOriginsOf(difference).map(canonical),
        ...(difference.kind === "presence"
            ? difference.only.resources.map(({ path, type }) => `${path} (${type})`)
            : []),
    ];
}

/** Facts that one finding lists: a zone of a network is forty resources, and one cause. */
const MAX_FACTS = 8;

/** Facts without those that nobody would read to the end. */
export function shortened(facts: readonly string[]): readonly string[] {
    if (facts.length <= MAX_FACTS) return facts;
    return [...facts.slice(0, MAX_FACTS), `and ${facts.length - MAX_FACTS} more, which \`stagewright parity\` lists`];
}
