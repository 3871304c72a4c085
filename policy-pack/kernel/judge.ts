import type { Plan } from "../../plan/plan";
import { DEFAULT_SETTINGS, environmentFacts, type Settings } from "../settings";
import { countByFamily, coverageOf } from "./account";
import { findingsOf, sortFindings } from "./findings";
import type { Finding, Judgement } from "./judgement";
import { redactionOf } from "./redact";
import type { Rule } from "./rule";
import { contextOf, type Ruling, rulingOf } from "./ruling";
import { MIN_COMPARED_STACKS } from "./run";
import { Stack } from "./stack";

/** What plans are judged with. */
export interface JudgeOptions {
    readonly rules: readonly Rule[];
    /** @default DEFAULT_SETTINGS */
    readonly settings?: Settings;
    /** The date of the judgement as `YYYY-MM-DD`: review dates and expiries are compared with it. */
    readonly today: string;
}

/**
 * Judges some plans by every rule. Reads nothing but its arguments, so the same arguments give the same judgement.
 *
 * @throws {UsageError} where the settings of a rule are not as it expects.
 * @throws {Error} where two rules share a name.
 */
export function judge(plans: readonly Plan[], { rules, settings = DEFAULT_SETTINGS, today }: JudgeOptions): Judgement {
    assertDistinctNames(rules);
    const stacks = stacksOf(plans, settings);
    const redact = redactionOf(stacks);
    const rulings: Ruling[] = [];
    const findings: Finding[] = [];
    const notRun: string[] = [];
    for (const rule of rules) {
        if (settings.rules[rule.name]?.enabled === false) continue;
        const concerned = rule.scope === "environments" ? comparedOf(stacks, settings) : stacks;
        if (rule.scope === "environments" && concerned.length < MIN_COMPARED_STACKS) {
            notRun.push(rule.name);
            continue;
        }
        const context = contextOf(rule, settings, today);
        const ruling = rulingOf(rule, concerned, context);
        rulings.push(ruling);
        findings.push(...findingsOf(ruling, context, redact));
    }
    return {
        findings: sortFindings(findings),
        families: countByFamily(rulings),
        coverage: coverageOf(rulings, stacks),
        notRun,
    };
}

/** The stacks that rules compare. */
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
