import type { LedgerEntry } from "../../parity/ledger/entry";
import type { Plan } from "../../plan/plan";
import { DEFAULT_SETTINGS, environmentFacts, type Settings } from "../settings";
import { applyWaivers, type WaiverContext } from "../waivers/apply";
import type { Waiver } from "../waivers/waiver";
import { countByFamily, coverageOf } from "./account";
import { foldCovered } from "./fold";
import { findingsOf, sortFindings } from "./findings";
import type { Finding, Judgement } from "./judgement";
import { ruleRuns } from "./preset";
import { redactionOf } from "./redact";
import { remediationNotes } from "./remediate";
import type { Rule } from "./rule";
import { contextOf, rulingOf, type WaivedRuling } from "./ruling";
import { MIN_COMPARED_STACKS } from "./run";
import { Stack } from "../../plan/stack";

/** What plans are judged with. */
export interface JudgeOptions {
    readonly rules: readonly Rule[];
    /** @default DEFAULT_SETTINGS */
    readonly settings?: Settings;
    /** The date of the judgement as `YYYY-MM-DD`: review dates and expiries are compared with it. */
    readonly today: string;
    /**
     * Reasoned exceptions.
     * @default []
     */
    readonly waivers?: readonly Waiver[];
    /**
     * Declared differences, for rules that compare stacks.
     * @default []
     */
    readonly ledger?: readonly LedgerEntry[];
    /**
     * Whether the plans are of every stack of the project, so that a waiver that matches nothing is of no use.
     * @default false
     */
    readonly everyStack?: boolean;
}

/**
 * Judges some plans by every rule that the settings have run. Reads nothing but its arguments, so the same arguments give the same judgement.
 *
 * @throws {UsageError} where the settings of a rule are not as it expects.
 * @throws {Error} where two rules share a name.
 */
export function judge(plans: readonly Plan[], options: JudgeOptions): Judgement {
    const { everyStack = false, ledger = [], rules, settings = DEFAULT_SETTINGS, today, waivers = [] } = options;
    assertDistinctNames(rules);
    const stacks = stacksOf(plans, settings);
    const redact = redactionOf(stacks);
    const found: WaivedRuling[] = [];
    const notRun: string[] = [];
    for (const rule of rules) {
        if (!ruleRuns(rule, settings)) continue;
        const concerned = rule.family === "parity" ? comparedOf(stacks, settings) : stacks;
        if (rule.scope === "environments" && concerned.length < MIN_COMPARED_STACKS) {
            notRun.push(rule.name);
            continue;
        }
        const context = contextOf(rule, settings, today, ledger);
        const ruling = rulingOf(rule, concerned, context);
        const notes = remediationNotes(rule, concerned, context);
        found.push({ ...ruling, findings: withNotes(findingsOf(ruling, context, redact), notes) });
    }
    const { faults, rulings } = withWaivers(found, waivers, {
        rules,
        notRun,
        today,
        stacks: stacks.map(({ name }) => name),
        everyStack,
        marksLost: false,
    });
    return {
        findings: sortFindings([...foldCovered(rulings.flatMap(({ findings }) => findings)), ...faults]),
        families: countByFamily(rulings, faults),
        coverage: coverageOf(rulings, stacks),
        notRun,
    };
}

/** What is violated stays so until it is mended; who reads of it is told that the pack would. */
function withNotes(findings: readonly Finding[], notes: ReadonlyMap<string, string>): readonly Finding[] {
    if (notes.size === 0) return findings;
    return findings.map(finding => {
        const note = notes.get(finding.urn ?? "");
        if (note === undefined || finding.verdict !== "violated") return finding;
        return { ...finding, evidence: [...finding.evidence, note] };
    });
}

/** Applies waivers to the findings of several rules, each of which keeps its own. */
export function withWaivers(rulings: readonly WaivedRuling[], waivers: readonly Waiver[], context: WaiverContext) {
    const before = rulings.flatMap(({ findings }) => findings);
    const { faults, findings } = applyWaivers(before, waivers, context);
    let next = 0;
    const waived = rulings.map(ruling => {
        const own = findings.slice(next, next + ruling.findings.length);
        next += own.length;
        return { ...ruling, findings: own };
    });
    return { faults, rulings: waived };
}

/** The stacks that must be alike. That all must be apart holds for every one. */
function comparedOf(stacks: readonly Stack[], { compare }: Settings): readonly Stack[] {
    return compare === undefined ? stacks : stacks.filter(({ name }) => compare.includes(name));
}

/** Plans as rules see them. */
export function stacksOf(plans: readonly Plan[], settings: Settings): readonly Stack[] {
    return plans.map(plan => new Stack(plan, environmentFacts(plan.stack, settings)));
}

/** @throws {Error} where two rules share a name, so that their settings and findings could not be told apart. */
export function assertDistinctNames(rules: readonly Rule[]): void {
    const names = rules.map(({ name }) => name);
    const twice = names.filter((name, place) => names.indexOf(name) !== place);
    if (twice.length > 0) throw new Error(`expected rules of distinct names, got several of ${twice.join(", ")}`);
}
