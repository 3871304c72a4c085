import * as assert from "node:assert/strict";
import { z } from "zod";
import { UsageError } from "../../../plan/faults";
import { Unknown } from "../../../plan/value";
import {
    DEFAULT_SETTINGS,
    FAMILIES,
    holds,
    judge,
    resourceRule,
    type Rule,
    type Settings,
    undecided,
    violated,
} from "../../../policy-pack/index";
import { plan, resource } from "../../support/policy";
import { BUCKET, distinct, encrypted, KEY, keyed, TODAY } from "./made-up-rules";

const broken = resourceRule({
    name: "broken",
    family: "secrets",
    severity: "low",
    description: "It breaks.",
    remediation: "Mend it.",
    appliesTo: [BUCKET],
    check() {
        throw new TypeError("no such thing");
    },
});

const good = resource(BUCKET, { encrypted: true }, { name: "good" });
const bad = resource(BUCKET, { encrypted: false }, { name: "bad" });
const open = resource(BUCKET, { encrypted: Unknown.computed }, { name: "open" });
const key = resource(KEY, {}, { name: "key" });

function judged(rules: readonly Rule[], resources = [good, bad, open, key], settings: Partial<Settings> = {}) {
    return judge([plan(resources)], { rules, settings: { ...DEFAULT_SETTINGS, ...settings }, today: TODAY });
}

describe("judge", () => {
    it("given a resource of each outcome, lists what does not hold with all that a reader needs", () => {
        const [first, second, ...more] = judged([encrypted]).findings;
        assert.deepEqual(more, []);
        assert.deepEqual(first, {
            rule: "bucket-encrypted",
            family: "hygiene",
            verdict: "violated",
            severity: "high",
            stacks: ["staging"],
            urn: bad.urn,
            path: "bad",
            property: "encrypted",
            message: "encrypted is false, expected true: anyone can read it",
            remediation: "Set `encrypted`.",
            evidence: [],
            digest: "v1-fcbcf165908dd18a",
            fingerprint: "23cee363104a4f6a",
        });
        assert.equal(second?.verdict, "undecided");
    });

    it("counts every judgement once, with every family there", () => {
        const { families, coverage } = judged([encrypted, keyed]);
        assert.deepEqual(Object.keys(families), [...FAMILIES]);
        assert.deepEqual(families.hygiene, { holds: 1, violated: 1, undecided: 1, waived: 0 });
        assert.deepEqual(families.isolation, { holds: 3, violated: 0, undecided: 0, waived: 0 });
        assert.deepEqual(families.parity, { holds: 0, violated: 0, undecided: 0, waived: 0 });
        assert.deepEqual(coverage, { judgements: 6, decided: 5 / 6, unreadTypes: [KEY], generallyReadTypes: [] });
    });

    it("given several verdicts on one resource, lists each and counts the worst", () => {
        const several: Rule = {
            ...encrypted,
            check: () => [holds(), undecided({ message: "a" }), violated({ message: "b" }), violated({ message: "c" })],
        };
        const { families, findings } = judged([several], [good]);
        assert.deepEqual(
            findings.map(({ message }) => message),
            ["b", "c", "a"],
        );
        assert.deepEqual(families.hygiene, { holds: 0, violated: 1, undecided: 0, waived: 0 });
    });

    it("given no verdict at all, counts nothing and takes the type for read", () => {
        const { coverage, families } = judged([{ ...encrypted, check: () => [] }], [good]);
        assert.deepEqual(families.hygiene, { holds: 0, violated: 0, undecided: 0, waived: 0 });
        assert.deepEqual(coverage, { judgements: 0, decided: 1, unreadTypes: [], generallyReadTypes: [] });
    });

    it("given a resource that is only read, does not judge it", () => {
        const { coverage } = judged([encrypted], [resource(BUCKET, {}, { external: true })]);
        assert.equal(coverage.judgements, 0);
    });

    it("sorts the worst first: verdict, then severity", () => {
        const order = judged([encrypted, { ...keyed, severity: "low" }, broken], [bad, open]).findings;
        assert.deepEqual(
            order.map(({ rule, severity, verdict }) => [verdict, severity, rule]),
            [
                ["violated", "high", "bucket-encrypted"],
                ["violated", "low", "broken"],
                ["violated", "low", "broken"],
                ["violated", "low", "bucket-has-key"],
                ["violated", "low", "bucket-has-key"],
                ["undecided", "high", "bucket-encrypted"],
            ],
        );
    });

    it("gives a finding the same fingerprint whatever its message, and another one for another property", () => {
        const print = (property: string, message: string) =>
            judged([{ ...encrypted, check: () => violated({ property, message }) }], [good]).findings[0]?.fingerprint;
        assert.equal(print("a", "one"), print("a", "two"));
        assert.notEqual(print("a", "one"), print("b", "one"));
        assert.match(print("a", "one") ?? "", /^[0-9a-f]{16}$/);
    });

    it("given a rule that throws, reports it by name with the error and judges the rest", () => {
        const { findings, families } = judged([broken, encrypted], [good, bad]);
        assert.deepEqual(
            findings.filter(({ rule }) => rule === "broken").map(({ message, urn }) => [urn, message]),
            [
                [bad.urn, "the rule itself failed, so it judges nothing: TypeError: no such thing"],
                [good.urn, "the rule itself failed, so it judges nothing: TypeError: no such thing"],
            ],
        );
        assert.equal(families.secrets.violated, 2);
        assert.equal(families.hygiene.holds, 1);
    });

    it("given rules about stacks that throw, reports them once", () => {
        const fail = () => {
            throw new Error("gone");
        };
        const plans = [plan([good]), plan([], { stack: "prod" })];
        const { findings } = judge(plans, {
            rules: [
                { ...keyed, check: fail },
                { ...distinct, check: fail },
            ],
            today: TODAY,
        });
        assert.deepEqual(
            findings.map(({ rule, stacks }) => [rule, stacks]),
            [
                ["bucket-has-key", ["prod"]],
                ["bucket-has-key", ["staging"]],
                ["names-distinct", ["staging", "prod"]],
            ],
        );
    });

    it("given an error that quotes what was parsed, or none at all, does not repeat it", () => {
        const parse = { ...encrypted, check: () => JSON.parse("hunter22 is the password") as never };
        const odd: Rule = {
            ...encrypted,
            check: () => {
                AbortSignal.abort("hunter22").throwIfAborted();
                return holds();
            },
        };
        assert.doesNotMatch(JSON.stringify(judged([parse], [good])), /hunter/);
        assert.equal(
            judged([odd], [good]).findings[0]?.message,
            "the rule itself failed, so it judges nothing: it threw something that is no error",
        );
    });

    describe("given rules that compare environments", () => {
        it("runs them over two stacks", () => {
            const { families, findings, notRun } = judge([plan([good]), plan([], { stack: "prod" })], {
                rules: [distinct],
                today: TODAY,
            });
            assert.deepEqual(
                findings.map(({ stacks }) => stacks),
                [["staging", "prod"]],
            );
            assert.deepEqual(families.isolation, { holds: 0, violated: 1, undecided: 0, waived: 0 });
            assert.deepEqual(notRun, []);
        });

        it("runs those of parity over the two stacks that the settings name, and not at all without both", () => {
            const compared = (names: readonly string[], family: "parity" | "isolation" = "parity") =>
                judge(
                    names.map(stack => plan([], { stack })),
                    {
                        rules: [{ ...distinct, family }],
                        settings: { ...DEFAULT_SETTINGS, compare: ["prod", "staging"] },
                        today: TODAY,
                    },
                );
            assert.deepEqual(compared(["staging", "review", "prod"]).findings[0]?.stacks, ["staging", "prod"]);
            assert.deepEqual(compared(["staging", "review"]).notRun, ["names-distinct"]);
            // All are kept apart, whichever two must be alike.
            const apart = compared(["staging", "review", "prod"], "isolation").findings[0]?.stacks;
            assert.deepEqual(apart, ["staging", "review", "prod"]);
        });

        it("names them as not run where there is one stack, and takes no type for read", () => {
            const { coverage, notRun } = judged([distinct], [good]);
            assert.deepEqual(notRun, ["names-distinct"]);
            assert.deepEqual(coverage.unreadTypes, [BUCKET]);
        });
    });

    describe("given settings", () => {
        const sized = resourceRule({
            name: "bucket-sized",
            family: "hygiene",
            severity: "low",
            description: "Buckets have a size.",
            remediation: "Set it.",
            appliesTo: [BUCKET],
            settings: z.object({ least: z.number().int().min(1).default(3).describe("The least.") }),
            check: (_, { pack, settings, today }) =>
                violated({ message: `${settings.least} ${today} ${Object.keys(pack.tags.required).join()}` }),
        });

        it("hands the rule its defaults, the date and the settings of all rules", () => {
            assert.equal(judged([sized], [good]).findings[0]?.message, "3 2026-01-31 environment,owner,cost-centre");
        });

        it("hands the rule what was set", () => {
            const [finding] = judged([sized], [good], { rules: { "bucket-sized": { least: 9 } } }).findings;
            assert.match(finding?.message ?? "", /^9 /);
        });

        it("refuses a setting out of bounds", () => {
            assert.throws(() => judged([sized], [good], { rules: { "bucket-sized": { least: 0 } } }), UsageError);
        });

        it("does not run a rule that is switched off", () => {
            const { coverage, findings } = judged([encrypted], [bad], {
                rules: { "bucket-encrypted": { enabled: false } },
            });
            assert.deepEqual(findings, []);
            assert.deepEqual(coverage.unreadTypes, [BUCKET]);
        });
    });

    it("given two rules of one name, refuses", () => {
        assert.throws(() => judged([encrypted, { ...encrypted }]), /got several of bucket-encrypted/);
        const two = [encrypted, keyed, encrypted, keyed];
        assert.throws(() => judged(two), /got several of bucket-encrypted, bucket-has-key/);
    });

    it("asks a predicate about types, once for each", () => {
        const asked: string[] = [];
        const all = {
            ...encrypted,
            appliesTo: { what: "everything", matches: (type: string) => asked.push(type) > 0 },
        };
        assert.equal(judged([all], [good, bad, key]).coverage.judgements, 3);
        assert.deepEqual([...new Set(asked)], [BUCKET, KEY]);
    });

    it("tells types that only a rule over a whole class looked at from types that a rule names, or reads besides", () => {
        const general = {
            ...encrypted,
            name: "has-an-account",
            appliesTo: { what: "everything", matches: () => true },
        };
        const { generallyReadTypes, unreadTypes } = judged([general, encrypted], [good, key]).coverage;
        assert.deepEqual({ generallyReadTypes, unreadTypes }, { generallyReadTypes: [KEY], unreadTypes: [] });
        const reading = judged([general, { ...encrypted, alsoReads: [KEY] }], [good, key]).coverage;
        assert.deepEqual(reading.generallyReadTypes, []);
        assert.deepEqual(judged([{ ...encrypted, alsoReads: [KEY] }], [good, key]).coverage.unreadTypes, []);
    });

    it("given a rule that looks at every type there is, counts none as read by it", () => {
        const everything = { ...encrypted, appliesTo: { what: "everything", matches: () => true, everyType: true } };
        const { generallyReadTypes, unreadTypes } = judged([everything], [good, key]).coverage;
        assert.deepEqual({ generallyReadTypes, unreadTypes }, { generallyReadTypes: [], unreadTypes: [KEY, BUCKET] });
    });

    it("given a type that makes others, or one that a plugin builds, counts it as unread whatever rule looked at it", () => {
        const release = resource("kubernetes:helm.sh/v3:Release", {}, { name: "chart" });
        const hidden = resource(KEY, {}, { custom: false, opaque: true });
        const named = { ...encrypted, appliesTo: [BUCKET, release.type, KEY] };
        assert.deepEqual(judged([named], [good, release, hidden]).coverage.unreadTypes, [KEY, release.type]);
    });

    it("leaves types of the engine and of components out of what is unread", () => {
        const provider = resource("pulumi:providers:aws", {}, { name: "cloud" });
        const component = resource("shop:Network", {}, { custom: false });
        const hidden = resource("awsx:ec2:Vpc", {}, { custom: false, opaque: true });
        assert.deepEqual(judged([], [provider, component, hidden, key]).coverage.unreadTypes, [KEY, "awsx:ec2:Vpc"]);
    });
});
