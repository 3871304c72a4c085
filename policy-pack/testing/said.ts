import type { LedgerEntry } from "../../parity/ledger/entry";
import type { Plan } from "../../plan/plan";
import type { PropertyMap } from "../../plan/value";
import { stacksOf } from "../kernel/judge";
import type { Rule } from "../kernel/rule";
import { contextOf, rulingOf } from "../kernel/ruling";
import { DEFAULT_SETTINGS, type Settings } from "../settings";
import { plan, type PlanExtras } from "./plan";
import { resource, type ResourceExtras } from "./resource";
import { whyNothing } from "./why-nothing";

/** One verdict of a rule, flat, so that a test can compare it whole. */
export interface Said {
    readonly outcome: "holds" | "violated" | "undecided";
    /** Name of the resource; nothing for a verdict on a stack. */
    readonly subject?: string;
    readonly property?: string;
    readonly message?: string;
}

/** How a test runs a rule. */
export interface RunOptions {
    /** The rule's own settings, as a team would write them. */
    readonly settings?: Readonly<Record<string, unknown>>;
    /** What `stagewright.yaml` says for all rules. */
    readonly pack?: Partial<Settings>;
    /** What `differences.yaml` declares. @default [] */
    readonly ledger?: readonly LedgerEntry[];
    /** Date of the judgement as `YYYY-MM-DD`. @default "2026-01-31" */
    readonly today?: string;
}

/** The date of a test that says none. */
const TODAY = "2026-01-31";

/**
 * Everything that a rule says of some plans, what holds included. Nothing at all where it did not apply; see
 * {@link outcome} and `ruleTests` for tests that cannot pass by that.
 *
 * @throws {UsageError} where the settings are not as the rule expects.
 */
export function said(rule: Rule, plans: Plan | readonly Plan[], options: RunOptions = {}): Said[] {
    const all: readonly Plan[] = "resources" in plans ? [plans] : plans;
    const settings: Settings = { ...DEFAULT_SETTINGS, ...options.pack, rules: { [rule.name]: options.settings ?? {} } };
    const context = contextOf(rule, settings, options.today ?? TODAY, options.ledger);
    const { outcomes } = rulingOf(rule, stacksOf(all, settings), context);
    return outcomes.flatMap(({ subject, verdicts }) =>
        verdicts.map(verdict => ({
            outcome: verdict.outcome,
            ...(subject === undefined ? {} : { subject: subject.name }),
            ...("property" in verdict && verdict.property !== undefined ? { property: verdict.property } : {}),
            ...("message" in verdict ? { message: verdict.message } : {}),
        })),
    );
}

/** What a rule says of a resource, a stack or some stacks: the worst of its verdicts, or that it does not concern them. */
export type Expected = Said["outcome"] | "nothing";

/** The worst of some verdicts. */
export function worstOf(verdicts: readonly Said[]): Expected {
    const outcomes = verdicts.map(({ outcome }) => outcome);
    return (["violated", "undecided", "holds"] as const).find(one => outcomes.includes(one)) ?? "nothing";
}

/**
 * What a rule says of one resource standing alone: the worst where it says several things.
 *
 * @throws {Error} where the rule did not apply, with the reason, so that a test cannot pass by judging nothing.
 */
export function outcome(
    rule: Rule,
    inputs: PropertyMap,
    extras: ResourceExtras & RunOptions & PlanExtras & { type?: string } = {},
): Said["outcome"] {
    const alone = plan([resource(extras.type ?? firstType(rule), inputs, extras)], { ...extras, outputs: {} });
    const worst = worstOf(said(rule, alone, extras));
    if (worst === "nothing") throw new Error(whyNothing(rule, [alone]));
    return worst;
}

/**
 * The first of the types that a rule looks at.
 *
 * @throws {Error} where the rule names none, but a test of them.
 */
export function firstType(rule: Rule): string {
    const type = "matches" in rule.appliesTo ? undefined : rule.appliesTo[0];
    if (type === undefined) throw new Error(`say with \`type\` which type of resource ${rule.name} is tried on`);
    return type;
}
