import type { LedgerEntry } from "../../parity/ledger/entry";
import { UsageError } from "../../plan/faults";
import type { Settings } from "../settings";
import { schemaFaults, writtenPath } from "../../plan/schema-faults";
import { type Doubt, doubtOf } from "./doubt";
import type { Finding } from "./judgement";
import type { Rule, RuleContext } from "./rule";
import { type Outcome, runRule } from "./run";
import type { Stack } from "../../plan/stack";

/** What one rule says, and how far it can be trusted. */
export interface Ruling {
    readonly rule: Rule;
    readonly outcomes: readonly Outcome[];
    readonly doubts: readonly Doubt[];
}

/** What one rule says, as findings with the waivers applied. */
export interface WaivedRuling extends Ruling {
    /** One for each verdict that is not *holds*, in the order of the outcomes, then one for each doubt. */
    readonly findings: readonly Finding[];
}

/** Has one rule judge some stacks. */
export function rulingOf(rule: Rule, stacks: readonly Stack[], context: RuleContext): Ruling {
    return {
        rule,
        outcomes: runRule(rule, stacks, context),
        doubts: stacks.flatMap(stack => doubtOf(rule, stack) ?? []),
    };
}

/** The ledger of a project that has none. */
const NOTHING_DECLARED: readonly LedgerEntry[] = [];

/**
 * What a rule is handed beside the stacks.
 *
 * @param today The date of the judgement as `YYYY-MM-DD`.
 * @param ledger Declared differences, for rules that compare stacks.
 * @throws {UsageError} where the settings of the rule are not as it expects, with every fault.
 */
export function contextOf(
    rule: Rule,
    settings: Settings,
    today: string,
    ledger: readonly LedgerEntry[] = NOTHING_DECLARED,
): RuleContext {
    const given = settings.rules[rule.name] ?? {};
    if (rule.settings === undefined) return { settings: {}, pack: settings, ledger, today };
    const parsed = rule.settings.safeParse(given);
    if (parsed.success) return { settings: parsed.data, pack: settings, ledger, today };
    const faults = schemaFaults(rule.settings, parsed.error, given);
    throw new UsageError(
        `the settings of ${rule.name} are not as expected`,
        faults.map(({ path, message }) => ({ at: writtenPath(["rules", rule.name, ...path]), message })),
    );
}
