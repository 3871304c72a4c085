import * as assert from "node:assert/strict";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../plan/value";
import {
    expectAtLeast,
    expectAtMost,
    expectFalse,
    expectOneOf,
    expectSet,
    expectTrue,
    resourceRule,
    type Subject,
    unknownWithin,
    type Verdict,
} from "../../../policy-pack/kernel";
import { plan, type PlanExtras, resource, said, type ResourceExtras } from "../../support/policy";

const TYPE = "aws:rds/cluster:Cluster";
const because = "it matters";

type Case = readonly [given: string, inputs: PropertyMap, outcome: string, message?: string];

function judged(check: (subject: Subject) => Verdict, inputs: PropertyMap, extras: ResourceExtras & PlanExtras = {}) {
    const rule = resourceRule({
        name: "probe",
        family: "hygiene",
        severity: "low",
        description: "A probe.",
        remediation: "None.",
        appliesTo: [TYPE],
        check,
    });
    const [verdict] = said(rule, plan([resource(TYPE, inputs, extras)], { ...extras, outputs: {} }));
    assert.ok(verdict);
    return verdict;
}

function table(check: (subject: Subject) => Verdict, cases: readonly Case[]): void {
    for (const [given, inputs, outcome, message] of cases) {
        it(`given ${given}, is ${outcome}`, () => {
            const verdict = judged(check, inputs);
            assert.equal(verdict.outcome, outcome);
            if (message !== undefined) assert.equal(verdict.message, message);
            assert.equal(verdict.property, outcome === "holds" ? undefined : "it");
        });
    }
}

describe("expectTrue", () => {
    table(
        subject => expectTrue(subject, "it", { because }),
        [
            ["true", { it: true }, "holds"],
            ["the word true", { it: "true" }, "holds"],
            ["false", { it: false }, "violated", "it is false, expected true: it matters"],
            ["the word false", { it: "false" }, "violated", 'it is "false", expected true: it matters'],
            ["nothing", {}, "violated", "it is not set, expected true: it matters"],
            ["null", { it: null }, "violated"],
            ["an unknown", { it: Unknown.computed }, "undecided", "it cannot be read: known after deployment"],
            ["a secret true", { it: new Secret(true) }, "holds"],
            ["a secret false", { it: new Secret(false) }, "violated", "it is (a secret), expected true: it matters"],
            ["a number", { it: 1 }, "undecided", "it is of an unexpected type, expected true"],
        ],
    );

    it("given nothing and a default, judges the default", () => {
        assert.equal(judged(subject => expectTrue(subject, "it", { because, default: true }), {}).outcome, "holds");
        assert.equal(judged(subject => expectTrue(subject, "it", { because, default: false }), {}).outcome, "violated");
    });

    it("given nothing that the provider computes, is undecided before its say", () => {
        const check = (subject: Subject) => expectTrue(subject, "it", { because, computed: true });
        assert.equal(judged(check, {}).outcome, "undecided");
        assert.equal(judged(check, {}, { phase: "checked" }).outcome, "violated");
    });
});

describe("expectFalse", () => {
    table(
        subject => expectFalse(subject, "it", { because }),
        [
            ["false", { it: false }, "holds"],
            ["true", { it: true }, "violated", "it is true, expected false: it matters"],
            ["the word true", { it: "true" }, "violated"],
            ["nothing", {}, "violated"],
            ["an unknown", { it: Unknown.computed }, "undecided"],
            ["a list", { it: [false] }, "undecided"],
        ],
    );
});

describe("expectAtLeast", () => {
    table(
        subject => expectAtLeast(subject, "it", 7, { because }),
        [
            ["the limit", { it: 7 }, "holds"],
            ["the limit as digits", { it: "7" }, "holds"],
            ["one less", { it: 6 }, "violated", "it is 6, expected at least 7: it matters"],
            ["zero", { it: 0 }, "violated"],
            ["a word", { it: "many" }, "undecided"],
            ["an empty text", { it: "" }, "undecided"],
            ["nothing", {}, "violated"],
            ["an unknown", { it: Unknown.computed }, "undecided"],
        ],
    );
});

describe("expectAtMost", () => {
    table(
        subject => expectAtMost(subject, "it", 7, { because }),
        [
            ["the limit", { it: 7 }, "holds"],
            ["one more", { it: 8 }, "violated", "it is 8, expected at most 7: it matters"],
            ["a list", { it: [1] }, "undecided"],
        ],
    );
});

describe("expectOneOf", () => {
    table(
        subject => expectOneOf(subject, "it", ["a", "b"], { because }),
        [
            ["an allowed text", { it: "b" }, "holds"],
            ["another text", { it: "c" }, "violated", 'it is "c", expected one of a, b: it matters'],
            ["a number", { it: 1 }, "undecided"],
            ["nothing", {}, "violated"],
            ["an unknown", { it: Unknown.computed }, "undecided"],
        ],
    );

    it("given one allowed text, names it alone", () => {
        const { message } = judged(subject => expectOneOf(subject, "it", ["a"], { because }), { it: "c" });
        assert.equal(message, 'it is "c", expected a: it matters');
    });
});

describe("expectSet", () => {
    table(
        subject => expectSet(subject, "it", { because }),
        [
            ["a text", { it: "x" }, "holds"],
            ["an unknown", { it: Unknown.computed }, "holds"],
            ["a secret unknown", { it: new Secret(Unknown.computed) }, "holds"],
            ["false", { it: false }, "holds"],
            ["an empty text", { it: "" }, "violated", 'it is "", expected a value: it matters'],
            ["an empty list", { it: [] }, "violated"],
            ["nothing", {}, "violated", "it is not set, expected a value: it matters"],
        ],
    );

    const nested = (subject: Subject) => expectSet(subject, 'it["a.b"]', { because });

    it("given an unknown inside what is known, holds; inside what is unknown, is undecided", () => {
        assert.equal(judged(nested, { it: { "a.b": Unknown.computed } }).outcome, "holds");
        assert.equal(judged(nested, { it: Unknown.computed }).outcome, "undecided");
        assert.equal(judged(nested, { it: {} }).outcome, "violated");
    });

    it("given an unknown output of another stack, is undecided: that may have none", () => {
        const check = (subject: Subject) => expectSet(subject, "it", { because });
        const other = resource("pulumi:pulumi:StackReference", {}, { name: "base" });
        const { message, outcome } = judged(check, { it: Unknown.computed }, { comesFrom: { it: [other] } });
        assert.equal(outcome, "undecided");
        assert.equal(message, "it cannot be read: known after deployment; it comes from base");
        const key = resource("aws:kms/key:Key", {}, { name: "key" });
        assert.equal(judged(check, { it: Unknown.computed }, { comesFrom: { it: [other, key] } }).outcome, "holds");
    });

    it("given an unknown among outputs, is undecided: the provider may have chosen it", () => {
        const check = (subject: Subject) => expectSet(subject, "it", { because });
        assert.equal(judged(check, { it: Unknown.computed }, { phase: "output" }).outcome, "undecided");
    });
});

describe("an unknown", () => {
    it("is reported with the names of the resources that it comes from", () => {
        const key = resource("aws:kms/key:Key", {}, { name: "orders-key" });
        const { message } = judged(
            subject => expectTrue(subject, "it", { because }),
            { it: Unknown.computed },
            { comesFrom: { it: [key] } },
        );
        assert.equal(message, "it cannot be read: known after deployment; it comes from orders-key");
    });

    const WITHIN: readonly [given: string, value: PropertyValue, found: boolean][] = [
        ["a text", "x", false],
        ["null", null, false],
        ["a list of known values", [1, { a: "b" }], false],
        ["an unknown", Unknown.computed, true],
        ["an unknown in a list", [1, Unknown.computed], true],
        ["an unknown in a map in a secret", new Secret({ a: [Unknown.computed] }), true],
    ];
    for (const [given, value, found] of WITHIN) {
        it(`given ${given}, is ${found ? "found" : "not found"} within`, () => {
            assert.equal(unknownWithin(value) instanceof Unknown, found);
        });
    }
});
