import * as assert from "node:assert/strict";
import { Secret, Unknown } from "../../../plan/value";
import { environmentsRule, holds, resourceRule, type Rule, stackRule, violated } from "../../../policy-pack/kernel";
import { expectTrue } from "../../../policy-pack/kernel/decide";
import { outcome, plan, resource, type RuleCase, ruleTests } from "../../../policy-pack/testing";

const QUEUE = "aws:sqs/queue:Queue";

const facts = {
    name: "queue-encrypted",
    family: "hygiene",
    severity: "low",
    description: "Encrypted.",
    remediation: "Encrypt.",
    appliesTo: [QUEUE],
} as const;

const rule = resourceRule({
    ...facts,
    check: subject => expectTrue(subject, "encrypted", { because: "it is secret" }),
});

const GOOD: RuleCase = { given: "on", expected: "holds", inputs: { encrypted: true } };
const BROKEN: RuleCase = { given: "off", expected: "violated", inputs: { encrypted: false } };
const UNKNOWN: RuleCase = { given: "unknown", expected: "undecided", inputs: { encrypted: Unknown.computed } };
const SECRET: RuleCase = { given: "secret", expected: "violated", inputs: { encrypted: new Secret(false) } };
const COMPLETE = [GOOD, BROKEN, UNKNOWN, SECRET];

/** What the tests that fail say, by their names. */
function failures(tried: Rule, cases: readonly RuleCase[]): Readonly<Record<string, string>> {
    return Object.fromEntries(
        ruleTests(tried, cases).flatMap(({ name, run }) => {
            try {
                run();
                return [];
            } catch (error) {
                assert.ok(error instanceof Error);
                return [[name, error.message]];
            }
        }),
    );
}

const TELLING = "given the cases of queue-encrypted, they can find something out";

describe("the tests of a rule", () => {
    it("given a whole table, are one a case and two more, and pass", () => {
        assert.deepEqual(failures(rule, COMPLETE), {});
        assert.deepEqual(
            ruleTests(rule, COMPLETE).map(({ name }) => name),
            [
                ...["given on, says holds", "given off, says violated"],
                ...["given unknown, says undecided", "given secret, says violated"],
                "given a secret in the place of any text, queue-encrypted never shows it",
                TELLING,
            ],
        );
    });

    it("given a rule that says something else, name what it said", () => {
        const found = failures(rule, [...COMPLETE, { ...BROKEN, given: "of", expected: "holds" }]);
        assert.match(
            found["given of, says holds"] ?? "",
            /^given of: expected holds, got violated\n {2}encrypted is false/,
        );
    });

    const never: readonly (readonly [given: string, tried: Rule, one: RuleCase, reason: RegExp])[] = [
        [
            "another type",
            rule,
            { ...GOOD, type: "aws:sns/topic:Topic" },
            /it looks at aws:sqs.*, and the plan has aws:sns/,
        ],
        ["a plan of nothing", rule, { given: "on", expected: "holds", plans: [plan([])] }, /the plan has no resource$/],
        ["a resource that is only read", rule, { ...GOOD, external: true }, /only read, so somebody else manages it$/],
        [
            "a check without a verdict",
            resourceRule({ ...facts, check: () => [] }),
            GOOD,
            /its check returned no verdict on subject \(aws:sqs\/queue:Queue\)$/,
        ],
        [
            "one stack for a rule that compares",
            environmentsRule({ ...facts, check: () => [] }),
            GOOD,
            /it compares stacks, and there is only one$/,
        ],
        [
            "no stack for a rule that compares",
            environmentsRule({ ...facts, check: () => [] }),
            { given: "on", expected: "holds", plans: [] },
            /it compares stacks, and there is none$/,
        ],
    ];
    for (const [given, tried, one, reason] of never) {
        it(`given ${given}, fail because the rule never applied, and say why`, () => {
            const message = failures(tried, [one])["given on, says holds"] ?? "";
            assert.match(message, /got nothing\n {2}queue-encrypted never applied: /);
            assert.match(message, reason);
        });
    }

    it("given that the rule is expected to say nothing, let it", () => {
        const elsewhere: RuleCase = { ...GOOD, given: "a topic", expected: "nothing", type: "aws:sns/topic:Topic" };
        assert.deepEqual(failures(rule, [...COMPLETE, elsewhere]), {});
    });

    const lacks: readonly (readonly [given: string, left: RuleCase, reason: RegExp])[] = [
        ["no good case", GOOD, /none is expected to be good \(holds\)/],
        ["no broken case", { ...BROKEN, given: "broken" }, /none is expected to be broken \(violated\)/],
        ["no unknown value", UNKNOWN, /none is given an unknown value/],
        ["no secret", SECRET, /none is given a secret value/],
    ];
    for (const [given, left, reason] of lacks) {
        it(`given a table with ${given}, refuse it`, () => {
            const without =
                given === "no broken case"
                    ? [GOOD, UNKNOWN, { ...SECRET, expected: "undecided" } as const]
                    : COMPLETE.filter(one => one !== left);
            assert.match(failures(rule, without)[TELLING] ?? "", reason);
        });
    }

    it("given unknown and secret values that the rule never reads, refuse the table", () => {
        const elsewhere = { unread: Unknown.computed, list: [{ hidden: new Secret("x") }] };
        const cases = [{ ...GOOD, inputs: { encrypted: true, ...elsewhere } }, BROKEN];
        assert.equal(
            failures(rule, cases)[TELLING],
            [
                "the cases of queue-encrypted cannot find everything out",
                "  the rule never reads an unknown value (`Unknown.computed`) of those given",
                "  the rule never reads a secret value (`new Secret(...)`) of those given",
            ].join("\n"),
        );
    });

    it("given a secret that is unknown, takes it for both", () => {
        const both: RuleCase = { ...UNKNOWN, inputs: { encrypted: new Secret(Unknown.computed) } };
        assert.deepEqual(failures(rule, [GOOD, BROKEN, both]), {});
    });

    it("given a rule that writes a value into its message, refuses it wherever the secret stands", () => {
        const careless = resourceRule({
            ...facts,
            check(subject) {
                const reading = subject.read("names[0].first");
                const value = reading.state === "known" ? JSON.stringify(reading.value) : "nothing";
                return violated({ property: "names", message: `got ${value}` });
            },
        });
        const one: RuleCase = { given: "names", expected: "violated", inputs: { names: [{ first: "a", last: "b" }] } };
        const found = failures(careless, [one])[
            "given a secret in the place of any text, queue-encrypted never shows it"
        ];
        assert.match(found ?? "", /^given names: shows a secret; write values with `show` only: got "canary/);
    });

    it("given several stacks, tries a rule that compares them", () => {
        const compares = environmentsRule({
            ...facts,
            check: stacks => [{ stacks, verdict: stacks.length > 1 ? holds() : violated({ message: "one" }) }],
        });
        const both = [plan([resource(QUEUE)]), plan([resource(QUEUE, {}, { stack: "prod" })], { stack: "prod" })];
        const [test] = ruleTests(compares, [{ given: "both", expected: "holds", plans: both }]);
        test?.run();
        assert.ok(test !== undefined);
    });
});

describe("one resource standing alone", () => {
    it("given a rule that applies, is judged by the worst that it says", () => {
        assert.equal(outcome(rule, { encrypted: false }), "violated");
    });

    it("given a rule that does not apply, is an error with the reason", () => {
        assert.throws(
            () => outcome(rule, {}, { external: true }),
            /queue-encrypted never applied: the resource is only read/,
        );
    });

    it("given a rule that names no types, is an error without one", () => {
        const general = stackRule({ ...facts, appliesTo: { what: "all", matches: () => true }, check: () => [] });
        assert.throws(() => outcome(general, {}), /say with `type` which type of resource queue-encrypted is tried on/);
    });
});
