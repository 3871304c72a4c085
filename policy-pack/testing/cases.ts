import type { Plan, PlannedResource } from "../../plan/plan";
import type { PropertyMap } from "../../plan/value";
import type { Rule } from "../kernel/rule";
import { plan, type PlanExtras } from "./plan";
import { CANARY, withPlantedSecrets } from "./plantings";
import { resource, type ResourceExtras } from "./resource";
import { type Expected, firstType, type RunOptions, said, worstOf } from "./said";
import { type Kind, type Watch, watched } from "./watched";
import { whyNothing } from "./why-nothing";

/** One thing that a rule is tried on, and what it is to say: the worst of its verdicts. */
export type RuleCase = ResourceCase | PlansCase;

interface CaseFacts extends RunOptions {
    /** What is given, in words that go on after "given". */
    readonly given: string;
    /** `nothing` where the rule is not concerned; any other that the rule never looked at fails. */
    readonly expected: Expected;
}

/** A resource, and what it stands beside. */
export interface ResourceCase extends CaseFacts, ResourceExtras, Omit<PlanExtras, "outputs"> {
    readonly inputs: PropertyMap;
    /** @default the first type that the rule looks at */
    readonly type?: string;
    /** Further resources of the plan. */
    readonly beside?: readonly PlannedResource[];
}

/** A stack or several, for rules that look at more than one resource. */
export interface PlansCase extends CaseFacts {
    readonly plans: readonly Plan[];
}

/** A test to hand to whatever runs tests: `for (const { name, run } of ruleTests(...)) it(name, run);` */
export interface NamedTest {
    readonly name: string;
    /** @throws {Error} that says what was expected and what the rule said. */
    readonly run: () => void;
}

/**
 * Turns a table of cases into the tests of a rule. Beside a test for each case there are two more: one that no message
 * shows a secret that stands in the place of any text given, and one that the table can find something out at all. It
 * has a case that holds, one that is violated, one with an unknown value and one with a secret one, and the rule does
 * read those values.
 */
export function ruleTests(rule: Rule, cases: readonly RuleCase[]): readonly NamedTest[] {
    return [
        ...caseTests(rule, cases),
        {
            name: `given the cases of ${rule.name}, they can find something out`,
            run: () => {
                assertTelling(rule, cases);
            },
        },
    ];
}

/** The tests of {@link ruleTests} without the last, for one of several tables of a rule. */
export function caseTests(rule: Rule, cases: readonly RuleCase[]): readonly NamedTest[] {
    return [
        ...cases.map(one => ({
            name: `given ${one.given}, says ${one.expected}`,
            run: () => {
                assertSays(rule, one);
            },
        })),
        {
            name: `given a secret in the place of any text, ${rule.name} never shows it`,
            run: () => {
                for (const one of cases) assertNothingShown(rule, one);
            },
        },
    ];
}

function assertSays(rule: Rule, one: RuleCase): void {
    const plans = plansOf(rule, one);
    const verdicts = said(rule, plans, one);
    const worst = worstOf(verdicts);
    if (worst === one.expected) return;
    const why = worst === "nothing" ? [whyNothing(rule, plans)] : verdicts.flatMap(({ message }) => message ?? []);
    throw new Error([`given ${one.given}: expected ${one.expected}, got ${worst}`, ...why].join("\n  "));
}

function assertNothingShown(rule: Rule, one: RuleCase): void {
    for (const plans of withPlantedSecrets(plansOf(rule, one))) {
        for (const { message = "", property = "" } of said(rule, plans, one)) {
            if (`${message} ${property}`.includes(CANARY)) {
                throw new Error(`given ${one.given}: shows a secret; write values with \`show\` only: ${message}`);
            }
        }
    }
}

function assertTelling(rule: Rule, cases: readonly RuleCase[]): void {
    const watches = cases.map(one => watchedRun(rule, one));
    const faults = [
        ...(["holds", "violated"] as const)
            .filter(outcome => !cases.some(({ expected }) => expected === outcome))
            .map(outcome => `none is expected to be ${outcome === "holds" ? "good (holds)" : "broken (violated)"}`),
        ...(["unknown", "secret"] as const).flatMap(kind => lackOf(kind, watches)),
    ];
    if (faults.length === 0) return;
    throw new Error([`the cases of ${rule.name} cannot find everything out`, ...faults].join("\n  "));
}

function lackOf(kind: Kind, watches: readonly Watch[]): readonly string[] {
    if (watches.some(({ read }) => read.has(kind))) return [];
    const given = watches.some(({ holds }) => holds.has(kind));
    const value = kind === "unknown" ? "an unknown value (`Unknown.computed`)" : "a secret value (`new Secret(...)`)";
    return [given ? `the rule never reads ${value} of those given` : `none is given ${value}`];
}

function watchedRun(rule: Rule, one: RuleCase): Watch {
    const watch = watched(plansOf(rule, one));
    said(rule, watch.plans, one);
    return watch;
}

function plansOf(rule: Rule, one: RuleCase): readonly Plan[] {
    if ("plans" in one) return one.plans;
    const { beside = [], inputs, type = firstType(rule) } = one;
    return [plan([resource(type, inputs, one), ...beside], { ...one, outputs: {} })];
}
