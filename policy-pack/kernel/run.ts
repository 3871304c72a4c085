import { NeedsWholeStack } from "./lone-stack";
import type { EnvironmentsRule, ResourceRule, Rule, RuleContext, StackRule } from "./rule";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { Verdict } from "./verdict";
import { violated } from "./verdicts";

/** All that one rule says of one thing: a resource, a stack, or some stacks together. */
export interface Outcome {
    readonly stacks: readonly Stack[];
    readonly subject: Subject | undefined;
    readonly verdicts: readonly Verdict[];
}

/** Compares no fewer stacks than this. */
export const MIN_COMPARED_STACKS = 2;

/** Runs one rule over every stack. A check that throws is a violation of the rule; the rest is still judged. */
export function runRule(rule: Rule, stacks: readonly Stack[], context: RuleContext): readonly Outcome[] {
    switch (rule.scope) {
        case "resource":
            return stacks.flatMap(stack => runOnSubjects(rule, stack, context));
        case "stack":
            return stacks.flatMap(stack => runOnStack(rule, stack, context));
        case "environments":
            return stacks.length < MIN_COMPARED_STACKS ? [] : runOnEnvironments(rule, stacks, context);
    }
}

/** Whether a rule looks at resources of a type. */
export function appliesTo(rule: Rule, type: string): boolean {
    return "matches" in rule.appliesTo ? rule.appliesTo.matches(type) : rule.appliesTo.includes(type);
}

/** The resources of a stack that a rule judges. */
export function subjectsOf(rule: Rule, stack: Stack): readonly Subject[] {
    const types = stack.plannedTypes.filter(type => appliesTo(rule, type));
    return stack.byType(...types).filter(subject => !subject.resource.external);
}

/** All that a rule says of one resource. */
export function judgeSubject(rule: ResourceRule, subject: Subject, context: RuleContext): readonly Verdict[] {
    const said = guarded(
        () => rule.check(subject, context),
        verdict => verdict,
    );
    return "outcome" in said ? [said] : said;
}

/** Runs for every resource of a type, so it makes nothing that it does not keep. */
function runOnSubjects(rule: ResourceRule, stack: Stack, context: RuleContext): readonly Outcome[] {
    const stacks = [stack];
    const outcomes: Outcome[] = [];
    for (const subject of subjectsOf(rule, stack)) {
        const verdicts = judgeSubject(rule, subject, context);
        if (verdicts.length > 0) outcomes.push({ stacks, subject, verdicts });
    }
    return outcomes;
}

function runOnStack(rule: StackRule, stack: Stack, context: RuleContext): readonly Outcome[] {
    const judged = guarded(
        () => rule.check(stack, context),
        verdict => [{ verdict }],
    );
    return group(judged.map(({ subject, verdict }) => ({ stacks: [stack], subject, verdict })));
}

function runOnEnvironments(rule: EnvironmentsRule, stacks: readonly Stack[], context: RuleContext): readonly Outcome[] {
    const judged = guarded(
        () => rule.check(stacks, context),
        verdict => [{ stacks, verdict }],
    );
    return group(judged.map(({ stacks: concerned, subject, verdict }) => ({ stacks: concerned, subject, verdict })));
}

interface SingleVerdict {
    readonly stacks: readonly Stack[];
    readonly subject: Subject | undefined;
    readonly verdict: Verdict;
}

/** Gathers the verdicts on one thing. */
function group(singles: readonly SingleVerdict[]): readonly Outcome[] {
    const groups = new Map<string, { stacks: readonly Stack[]; subject: Subject | undefined; verdicts: Verdict[] }>();
    for (const { stacks, subject, verdict } of singles) {
        const key = [...stacks.map(stack => stack.name), subject?.urn ?? ""].join("|");
        const known = groups.get(key);
        if (known === undefined) groups.set(key, { stacks, subject, verdicts: [verdict] });
        else known.verdicts.push(verdict);
    }
    return [...groups.values()];
}

function guarded<T>(check: () => T, onThrow: (verdict: Verdict) => T): T {
    try {
        return check();
    } catch (error) {
        if (error instanceof NeedsWholeStack) throw error;
        const message = `the rule itself failed, so it judges nothing: ${describeError(error)}`;
        return onThrow(violated({ message, ruleFailed: true }));
    }
}

/** The text of an error, unless it is one that quotes what was parsed: that may be a part of a secret. */
function describeError(error: unknown): string {
    if (!(error instanceof Error)) return "it threw something that is no error";
    return error instanceof SyntaxError
        ? "a text could not be parsed (SyntaxError)"
        : `${error.name}: ${error.message}`;
}
