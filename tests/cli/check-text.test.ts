import assert from "node:assert/strict";
import stringWidth from "string-width";
import { renderCheckText } from "../../cli/report/check-text";
import { PLACES_SHOWN } from "../../cli/report/findings-text";
import { layoutFor } from "../../cli/report/layout";
import type { CheckReport } from "../../cli/report/report";
import type { Finding } from "../../policy-pack/kernel/judgement";
import { finding, gap, planned, planOf, report } from "./sample-report";

function text(given: CheckReport, { width = 80, color = false, timings = false } = {}): string {
    return renderCheckText(given, { timings }, layoutFor(width, color));
}

const undecided = finding({
    rule: "subnet-in-own-range",
    verdict: "undecided",
    severity: "high",
    message: "the range is not known before the deployment",
});

describe("text report of a check", () => {
    it("given a violation, shows all that is needed to act on it", () => {
        assert.equal(
            text(report([finding()])),
            `1 violated (strict)  shop: staging, prod

Violated

critical  iam-trust-within-environment  isolation
  staging  shop/deploy # assumeRolePolicy
    program/index.ts:42
    trusts account 222222222222, expected nobody outside account 111111111111
    - the provider of staging works in account 111111111111
  change  Take the principal out of \`assumeRolePolicy\`, or declare a gateway.

Judged by preset standard
  family     holds  violated  undecided  waived
  isolation     41         1          0       0
  tagging        0         0          0       0
  schedule       0         0          0       0
  secrets        0         0          0       0
  parity         0         0          0       0
  hygiene        0         0          0       0
  100 % of 42 judgements decided over staging 1 resource, prod 2 resources.

Not to be merged: 1 finding to fix. Begin with iam-trust-within-environment at
shop/deploy (staging).
`,
        );
    });

    it("given one rule at several places, says what to change once", () => {
        const shown = text(report([finding(), finding({ stacks: ["prod"], path: "shop/other" })]));
        assert.equal(shown.split("iam-trust-within-environment  isolation").length - 1, 1);
        assert.equal(shown.split("  change  ").length - 1, 1);
        assert.match(shown, /prod {2}shop\/other # assumeRolePolicy/);
    });

    it("given the last place that is shown, counts none; given one more, counts it", () => {
        const places = (amount: number) =>
            Array.from({ length: amount }, (_, index) => finding({ path: `shop/p${index}` }));
        assert.doesNotMatch(text(report(places(PLACES_SHOWN))), /more place/);
        const shown = text(report(places(PLACES_SHOWN + 1)));
        assert.match(shown, /and\s+1 more place; --format json lists all/);
        assert.doesNotMatch(shown, new RegExp(`shop/p${PLACES_SHOWN}\\b`));
    });

    it("given one statement on several places, says it once above their list, by source", () => {
        const at = (path: string, line: number) =>
            finding({ path, source: { file: "index.ts", line, column: 1 }, evidence: ["a fact"] });
        const shown = text(report([at("shop/a", 2), at("shop/b", 2), at("shop/c", 9)]));
        assert.match(
            shown,
            /\n {2}staging {2}3 places # assumeRolePolicy\n {4}trusts [^\n]*\n {4}- a fact\n {4}shop\/a, shop\/b \(index\.ts:2\), shop\/c \(index\.ts:9\)\n {2}change/,
        );
    });

    it("given statements on more places than are listed, of several kinds, counts those that are not listed", () => {
        const places = Array.from({ length: PLACES_SHOWN + 3 }, (_, index) =>
            finding({ path: `shop/p${index}`, message: index < PLACES_SHOWN ? `reason ${index}` : "another" }),
        );
        assert.match(text(report(places)), /\n {2}and 3 more places; --format json lists all\n {2}change/);
    });

    it("given one doubt about a component in two stacks, says it once with its rules and stacks", () => {
        const doubt = (rule: string, stack: string, evidence = "hidden") =>
            finding({
                rule,
                verdict: "undecided",
                stacks: [stack],
                path: "shop/vpc",
                property: undefined,
                source: undefined,
                message: "a component hides what it creates",
                evidence: [evidence],
            });
        const both = [doubt("one", "prod"), doubt("two", "prod"), doubt("one", "staging"), doubt("two", "staging")];
        assert.match(
            text(report(both)),
            /\n2 rules {2}for one reason\n {2}prod, staging {2}shop\/vpc\n {4}a component hides [^\n]*\n {4}- hidden\n {2}rules {2}one, two\n\nJudged/,
        );
        const different = text(report([...both, doubt("three", "staging")]));
        assert.match(different, /\n2 rules .*\n3 rules /s);
    });

    it("given violated, undecided and waived ones, shows them in this order, what to do last", () => {
        const shown = text(report([finding(), undecided, finding({ verdict: "waived", rule: "waived-rule" })]));
        const order = [
            "Violated",
            "Undecided (fails in strict mode)",
            "subnet-in-own-range",
            "Waived",
            "Judged",
            "Not to be merged",
        ];
        const positions = order.map(part => shown.indexOf(part));
        assert.deepEqual(
            positions,
            [...positions].sort((a, b) => a - b),
        );
        assert(!positions.includes(-1));
    });

    it("given one doubt that several rules share, says it once with their names", () => {
        const doubt = (rule: string) =>
            finding({
                rule,
                verdict: "undecided",
                urn: undefined,
                path: undefined,
                property: undefined,
                source: undefined,
                message: "may lack resources",
                evidence: ["getAmi has no answer"],
            });
        const shown = text(report([doubt("one"), doubt("two"), undecided]));
        assert.match(
            shown,
            /Undecided \(fails in strict mode\)\n\n2 rules {2}for one reason\n {2}staging\n {4}may lack resources\n {4}- getAmi has no answer\n {2}rules {2}one, two\n\nhigh {2}subnet/,
        );
        assert.doesNotMatch(text(report([doubt("one")])), /for one reason/);
    });

    it("given one statement on the same place in two stacks, shows it once; given another statement, adds it", () => {
        const places = [
            finding(),
            finding({ stacks: ["prod"] }),
            finding({ message: "and more" }),
            finding({ stacks: ["prod"], message: "and more" }),
        ];
        assert.match(
            text(report(places)),
            /\n {2}staging, prod {2}shop\/deploy # assumeRolePolicy\n {4}program\/index\.ts:42\n {4}trusts [^\n]*\n {4}- the [^\n]*\n {4}and more\n {4}- the [^\n]*\n {2}change/,
        );
    });

    it("given an undecided one, says what strict mode makes of it", () => {
        assert.match(
            text(report([undecided])),
            /Not to be merged: 1 finding to settle, since strict mode lets nothing/,
        );
        const relaxed = text(report([undecided], { strict: false }));
        assert.match(relaxed, /^1 undecided, none violated {2}shop: staging, prod\n\nUndecided\n/);
        assert.match(relaxed, /Nothing is violated, but 1 finding could not be decided; --strict/);
    });

    it("given a coverage that is too low, says both shares", () => {
        const shown = text(report([undecided], { strict: false, minimumCoverage: 0.99 }));
        assert.match(shown, /Not to be merged: 97\.6 % of the judgements decided, at least 99 % expected\./);
    });

    it("given that all holds, says so in one friendly line", () => {
        const shown = text(report([]));
        assert.match(shown, /^Everything holds \(strict\) {2}shop: staging, prod\n/);
        assert.match(shown, /\nEverything holds: 41 judgements over staging and prod, nothing to change\.\n$/);
    });

    it("given no judgement at all, claims nothing", () => {
        const none = report([]);
        const judgement = {
            ...none.judgement,
            families: { ...none.judgement.families, isolation: { holds: 0, violated: 0, undecided: 0, waived: 0 } },
            coverage: {
                judgements: 0,
                decided: 1,
                unreadTypes: ["random:index/randomId:RandomId"],
                generallyReadTypes: [],
            },
        };
        const shown = text({ ...none, judgement });
        assert.doesNotMatch(shown, /Everything holds/);
        assert.match(shown, /^Nothing was judged/);
        assert.match(shown, /No rule looks at any of the planned types\.\n$/);
    });

    it("given gaps, names each once with the stacks it concerns", () => {
        const plans = [
            planOf("staging", [planned("a")], [gap(), gap({ kind: "supplied-answer", subject: "aws:region" })]),
            planOf("prod", [planned("a")], [gap()]),
        ];
        const shown = text(report([], { plans }));
        assert.match(
            shown,
            /Not seen, or supplied, while planning\n {2}aws:ec2\/getAmi:getAmi \(staging, prod\): not answered\n/,
        );
        assert.match(shown, /aws:region \(staging\): answered by stagewright\.yaml, not by the cloud/);
    });

    it("given warnings of the program, shows each once with its stacks", () => {
        const warnings = [
            { stack: "staging", message: "zones is deprecated\n" },
            { stack: "prod", message: "zones is deprecated\n", urn: "urn:pulumi:prod::shop::a:b:C::d" },
            { stack: "prod", message: "no owner" },
        ];
        assert.match(
            text(report([], { warnings })),
            /\n\nWarnings of the program\n {2}staging, prod {2}zones is deprecated\n {2}prod {2}no owner\n\n/,
        );
    });

    it("given unread types and rules that were not run, names them", () => {
        const given = report([]);
        const coverage = { ...given.judgement.coverage, unreadTypes: ["a:b:C", "a:b:D"] };
        const shown = text({ ...given, judgement: { ...given.judgement, coverage, notRun: ["ranges-disjoint"] } });
        assert.match(shown, /No rule looked at 2 types: a:b:C, a:b:D\./);
        assert.match(shown, /Not run, since they compare two stacks: ranges-disjoint\./);
    });

    it("given types that make what no plan shows, says so, and not that no rule looked at them", () => {
        const given = report([]);
        const opaque = planned("shop/net", { type: "awsx:ec2:Vpc", custom: false, opaque: true });
        const unreadTypes = ["a:b:C", "awsx:ec2:Vpc", "kubernetes:helm.sh/v3:Release"];
        const coverage = { ...given.judgement.coverage, unreadTypes };
        const plans = [planOf("prod", [opaque])];
        const shown = text({ ...given, plans, judgement: { ...given.judgement, coverage } }).replace(/\s+/g, " ");
        assert.match(shown, /No rule looked at 1 type: a:b:C\. What these make is in no plan, so nobody judged it: /);
        assert.match(shown, /judged it: awsx:ec2:Vpc, kubernetes:helm\.sh\/v3:Release\./);
    });

    it("given several rules that one reason keeps from deciding, has one begin with the reason", () => {
        const one = { ...undecided, path: "net", message: "it hides what it creates", property: undefined };
        const shown = text(report([one, { ...one, rule: "no-other" }])).replace(/\s+/g, " ");
        assert.match(shown, /Begin with net \(staging\), which keeps 2 rules from deciding\./);
    });

    it("given types that were looked at in general only, says how many", () => {
        const given = report([]);
        const coverage = { ...given.judgement.coverage, generallyReadTypes: ["a:b:C", "a:b:D"] };
        const shown = text({ ...given, judgement: { ...given.judgement, coverage } }).replace(/\s+/g, " ");
        assert.match(shown, /Looked at only for what all resources have, such as account and tags: 2 types/);
        assert.doesNotMatch(text(given), /Looked at only/);
    });

    it("given a share that is nearly all, does not round it up", () => {
        const given = report([]);
        const coverage = { ...given.judgement.coverage, decided: 0.99999 };
        assert.match(text({ ...given, judgement: { ...given.judgement, coverage } }), / 99\.9 % of /);
    });

    it("given --timings, says where the time went; else not", () => {
        assert.match(
            text(report([]), { timings: true }),
            /Time\n {2}planning 0\.90 s, judging 0\.01 s, total 1\.40 s\n/,
        );
        assert.doesNotMatch(text(report([])), /Time/);
    });

    for (const width of [20, 40, 80, 120]) {
        it(`given a terminal of ${width} columns, fits every line`, () => {
            const long = finding({
                path: "shop/a-very/long/component-path/that-does-not/fit",
                message: "x".repeat(200),
            });
            const plans = [
                planOf("staging", [planned("a")], [gap({ subject: "aws:index/getCallerIdentity:getCallerIdentity" })]),
            ];
            const shown = text(report([long, undecided], { plans }), { width, timings: true, color: true });
            const tooWide = shown.split("\n").filter(line => stringWidth(line) > width);
            assert.deepEqual(tooWide, []);
        });
    }

    it("given a width that is too small to read, uses the narrowest that is not", () => {
        assert.equal(text(report([finding()]), { width: 1 }), text(report([finding()]), { width: 20 }));
    });

    it("given no colour, holds no escape; given colour, the same text with escapes", () => {
        const given = report([finding(), undecided, finding({ verdict: "waived", severity: "low" })]);
        const plain = text(given, { width: 120 });
        const colored = text(given, { width: 120, color: true });
        assert.doesNotMatch(plain, /\u001b/);
        assert.match(colored, /\u001b\[/);
        assert.equal(colored.replace(/\u001b\[\d+m/g, ""), plain);
    });

    for (const field of ["message", "remediation", "path"] satisfies (keyof Finding)[]) {
        it(`given a ${field} that would steer the terminal, takes the escapes out`, () => {
            const shown = text(report([finding({ [field]: "red\u001b[31m\u001b]0;title\u0007\rgone" })]));
            assert.doesNotMatch(shown, /[\u001b\u0007\r]|\[31m/);
            assert.match(shown, /red/);
        });
    }
});
