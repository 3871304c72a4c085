import * as assert from "node:assert/strict";
import { UsageError } from "../../../plan/faults";
import {
    type EnvironmentsRule,
    judge,
    type ResourceRule,
    type Rule,
    type StackRule,
    violated,
} from "../../../policy-pack/index";
import { stacksOf } from "../../../policy-pack/kernel/judge";
import { LoneStack, NeedsWholeStack } from "../../../policy-pack/kernel/lone-stack";
import { contextOf } from "../../../policy-pack/kernel/ruling";
import { runRule } from "../../../policy-pack/kernel/run";
import { DEFAULT_SETTINGS } from "../../../policy-pack/settings";
import { plan, resource } from "../../support/policy";
import { BUCKET, distinct, encrypted, keyed, kept, TODAY } from "./made-up-rules";

const NONE = { holds: 0, violated: 0, undecided: 0, waived: 0 };
const one = resource(BUCKET, {}, { name: "one" });
const other = resource(BUCKET, {}, { name: "other" });
const a = violated({ message: "a" });
const b = violated({ message: "b" });

describe("what counts as one judgement", () => {
    const counts = (rule: Rule, ...plans: Parameters<typeof judge>[0]) =>
        judge(plans, { rules: [rule], today: TODAY }).families.isolation;

    it("given two verdicts on a stack, is the stack", () => {
        const rule: Rule = { ...keyed, check: () => [{ verdict: a }, { verdict: b }] };
        assert.deepEqual(counts(rule, plan([one])), { ...NONE, violated: 1 });
    });

    it("given verdicts on two resources of a stack, is each of them", () => {
        const rule: StackRule = { ...keyed, check: stack => stack.subjects.map(subject => ({ subject, verdict: a })) };
        assert.deepEqual(counts(rule, plan([one, other])), { ...NONE, violated: 2 });
    });

    it("given verdicts on two stacks of a comparison, is each of them", () => {
        const rule: EnvironmentsRule = {
            ...distinct,
            check: stacks => stacks.map(stack => ({ stacks: [stack], verdict: a })),
        };
        assert.deepEqual(counts(rule, plan([one]), plan([one], { stack: "prod" })), { ...NONE, violated: 2 });
    });
});

describe("a rule that throws", () => {
    const context = contextOf(encrypted, DEFAULT_SETTINGS, TODAY);
    const throwing = (error: Error): Rule => ({
        ...encrypted,
        check: () => {
            throw error;
        },
    });

    it("is marked as failed, so that no waiver hides it", () => {
        const [finding] = judge([plan([one])], { rules: [throwing(new Error("gone"))], today: TODAY }).findings;
        assert.equal(finding?.ruleFailed, true);
    });

    it("given a text that cannot be parsed, says that and no more", () => {
        const [finding] = judge([plan([one])], { rules: [throwing(new SyntaxError("at 7"))], today: TODAY }).findings;
        assert.equal(
            finding?.message,
            "the rule itself failed, so it judges nothing: a text could not be parsed (SyntaxError)",
        );
    });

    it("given one resource shown alone, hands on that the rule looks beyond it", () => {
        const facts = { name: "staging", class: "staging" } as const;
        const lone = new LoneStack(plan([one]), facts);
        const looks: readonly ResourceRule[] = [
            { ...encrypted, check: subject => (subject.parents.length > 0 ? a : b) },
            { ...encrypted, check: subject => (subject.dependencies.length > 0 ? a : b) },
        ];
        const child = resource(BUCKET, {}, { parent: one });
        assert.throws(() => runRule(looks[0]!, [new LoneStack(plan([child]), facts)], context), NeedsWholeStack);
        assert.throws(() => runRule(looks[1]!, [lone], context), {
            name: "NeedsWholeStack",
            message: "only one resource is shown",
        });
    });
});

describe("running a rule that compares", () => {
    it("given one stack, says nothing of it", () => {
        const context = contextOf(distinct, DEFAULT_SETTINGS, TODAY);
        assert.deepEqual(runRule(distinct, stacksOf([plan([one])], DEFAULT_SETTINGS), context), []);
    });
});

describe("settings of a rule", () => {
    it("given one out of bounds, are refused by the place where it is written", () => {
        const settings = { ...DEFAULT_SETTINGS, rules: { "bucket-kept": { days: 31 } } };
        assert.throws(
            () => contextOf(kept, settings, TODAY),
            (error: unknown) =>
                error instanceof UsageError &&
                error.message.startsWith("the settings of bucket-kept are not as expected") &&
                error.message.includes("rules.bucket-kept.days"),
        );
    });
});
