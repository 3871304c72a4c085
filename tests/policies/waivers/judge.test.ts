import assert from "node:assert/strict";
import type { Gap } from "../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../plan/value";
import {
    DEFAULT_SETTINGS,
    judge,
    type JudgeOptions,
    resourceRule,
    type Rule,
    undecided,
    violated,
} from "../../../policy-pack/index";
import { plan, resource } from "../../support/policy";
import { BUCKET, distinct, encrypted, keyed, TODAY } from "../kernel/made-up-rules";
import { waiver } from "./samples";

const good = resource(BUCKET, { encrypted: true }, { name: "good" });
const bad = resource(BUCKET, { encrypted: false }, { name: "bad" });
const open = resource(BUCKET, { encrypted: Unknown.computed }, { name: "open" });
const NONE = { holds: 0, violated: 0, undecided: 0, waived: 0 };

function judged(rule: Rule, resources = [good, bad, open], options: Partial<JudgeOptions> = {}, gaps: Gap[] = []) {
    return judge([plan(resources, { gaps })], { rules: [rule], today: TODAY, everyStack: true, ...options });
}

/** The digest that a report prints beside the finding at a path. */
function digestAt(path: string | undefined, rule: Rule, ...given: [resources?: (typeof good)[], gaps?: Gap[]]): string {
    const { findings } = judged(rule, given[0], {}, given[1]);
    return findings.find(finding => finding.path === path)?.digest ?? "none";
}

describe("judge with waivers", () => {
    it("given a waiver of what is violated, counts it as waived and everything else as before", () => {
        const waivers = [waiver({ at: "bad", approves: [digestAt("bad", encrypted)] })];
        const { coverage, families, findings } = judged(encrypted, undefined, { waivers });
        assert.deepEqual(
            findings.map(({ path, verdict }) => [path, verdict]),
            [
                ["open", "undecided"],
                ["bad", "waived"],
            ],
        );
        assert.deepEqual(families.hygiene, { holds: 1, violated: 0, undecided: 1, waived: 1 });
        assert.deepEqual(coverage, judged(encrypted).coverage);
    });

    it("given a waiver of what is undecided, hides it and makes the coverage no better", () => {
        const waivers = [waiver({ at: "open", approves: [digestAt("open", encrypted)], hidesUndecided: true })];
        const { coverage, families } = judged(encrypted, undefined, { waivers });
        assert.deepEqual(families.hygiene, { holds: 1, violated: 1, undecided: 0, waived: 1 });
        assert.equal(coverage.decided, 2 / 3);
    });

    it("given a resource with a second fault that is not waived, counts the judgement by that", () => {
        const twice = { ...encrypted, check: () => ["a", "b"].map(property => violated({ property, message: "no" })) };
        const digest = digestAt("bad", twice, [bad]);
        const waivers = [waiver({ at: "bad#a", approves: [digest] })];
        assert.deepEqual(judged(twice, [bad], { waivers }).families.hygiene, { ...NONE, violated: 1 });
        const both = [...waivers, waiver({ at: "bad#b", approves: [digest] })];
        assert.deepEqual(judged(twice, [bad], { waivers: both }).families.hygiene, { ...NONE, waived: 1 });
    });

    it("given a waiver with a fault, lists and counts it in the family of its rule", () => {
        const waivers = [waiver({ rule: "bucket-has-key", at: "gone" })];
        const { families, findings } = judged({ ...keyed, check: () => [] }, [good], { waivers });
        assert.deepEqual(families.isolation, { ...NONE, violated: 1 });
        assert.deepEqual(
            findings.map(({ family, rule }) => [family, rule]),
            [["isolation", "waiver-unused"]],
        );
    });

    it("given a rule that is switched off, calls its waiver unused; one that could not be run, does not", () => {
        const settings = { ...DEFAULT_SETTINGS, rules: { "bucket-encrypted": { enabled: false } } };
        const names = (rule: Rule, options: Partial<JudgeOptions>) =>
            judged(rule, undefined, options).findings.map(finding => finding.rule);
        assert.deepEqual(names(encrypted, { settings, waivers: [waiver({ at: "bad" })] }), ["waiver-unused"]);
        assert.deepEqual(names(distinct, { waivers: [waiver({ rule: "names-distinct", at: "/" })] }), []);
    });

    it("given what a rule says of stacks without a resource, is waived at /", () => {
        const plans = [plan([good]), plan([good], { stack: "prod" })];
        const options = { rules: [distinct], today: TODAY, everyStack: true };
        const [found] = judge(plans, options).findings;
        const at = (place: string) =>
            judge(plans, {
                ...options,
                waivers: [waiver({ rule: "names-distinct", at: place, approves: [found?.digest ?? ""] })],
            }).families.isolation;
        assert.deepEqual(at("/"), { ...NONE, waived: 1 });
        assert.deepEqual(at("/#name"), { ...NONE, violated: 2 });
    });

    it("given a rule that throws, cannot be waived", () => {
        const broken: Rule = {
            ...encrypted,
            check: () => {
                throw new Error("gone");
            },
        };
        const waivers = [waiver({ at: "bad", approves: [digestAt("bad", broken, [bad])] })];
        assert.deepEqual(judged(broken, [bad], { waivers }).families.hygiene, { ...NONE, violated: 1 });
    });

    describe("over a stack that is not shown whole", () => {
        const gap = (subject: string): Gap => ({
            kind: "unanswered-plain-function",
            subject,
            message: `${subject} has no answer`,
            mayChangeShape: true,
        });
        const counts = (gaps: Gap[], approves: string) => {
            const waivers = [waiver({ at: "/", approves: [approves], hidesUndecided: true })];
            return judged(encrypted, [good, bad], { waivers }, gaps).families.hygiene;
        };
        const digest = () => digestAt(undefined, encrypted, [good, bad], [gap("getZones")]);

        it("given a waiver of the doubt, counts what would hold as waived, never as holding", () => {
            assert.deepEqual(counts([gap("getZones")], digest()), { ...NONE, violated: 1, waived: 1 });
        });

        it("given another doubt since, does not hide it", () => {
            const both = counts([gap("getZones"), gap("getAmi")], digest());
            assert.deepEqual(both, { ...NONE, violated: 2, undecided: 1 });
        });
    });
});

describe("digest of a finding", () => {
    const objecting = (property: string, family: Rule["family"] = "hygiene") =>
        resourceRule({ ...encrypted, family, check: () => violated({ property, message: "no" }) });
    const of = (property: string, inputs: PropertyMap, family?: Rule["family"]) =>
        judged(objecting(property, family), [resource(BUCKET, inputs)]).findings[0]?.digest;

    it("changes with the value at the property and with nothing else", () => {
        assert.equal(of("a", { a: 1, b: 1 }), of("a", { a: 1, b: 2 }));
        assert.notEqual(of("a", { a: 1 }), of("a", { a: 2 }));
    });

    it("given a field of an item of a list, changes with the item, but not with its place", () => {
        const rule = { ports: 22, ranges: ["0.0.0.0/0"] };
        const inRule = (list: readonly PropertyMap[], place = 0) => of(`in[${place}].ranges`, { in: list });
        assert.equal(inRule([rule]), inRule([{}, rule], 1));
        assert.notEqual(inRule([rule]), inRule([{ ...rule, ports: 23 }]));
        assert.equal(of("in[0].a.b", { in: [{ a: { b: 1 } }] }), of("in[0].a.b", { in: [{ a: { b: 1 }, c: 2 }] }));
    });

    it("given a property that is not set, or none, is of what is said", () => {
        assert.equal(of("missing", { a: 1 }), of("missing", { a: 2 }));
        const wordless = (message: string) =>
            judged(resourceRule({ ...encrypted, check: () => undecided({ message }) }), [good]).findings[0]?.digest;
        assert.notEqual(wordless("one"), wordless("two"));
    });

    it("given a secret, changes with none of its contents", () => {
        assert.equal(of("a", { a: new Secret("hunter2") }), of("a", { a: new Secret("hunter3") }));
        const url = (password: string) => of("a", { a: `db://u:${password}@host`, b: new Secret(password) });
        assert.equal(url("hunter2"), url("hunter3"));
    });

    it("given a rule about secrets, changes with no text, since any may be one without a mark", () => {
        assert.equal(of("a", { a: "hunter2" }, "secrets"), of("a", { a: "hunter3" }, "secrets"));
        assert.notEqual(of("a", { a: "hunter2" }), of("a", { a: "hunter3" }));
    });
});

describe("fingerprint of a finding", () => {
    const fingerprints = (rule: Rule, resources = [good]) =>
        judged(rule, resources).findings.map(({ fingerprint }) => fingerprint);

    it("given several findings on one place, is another for each and the same in the next run", () => {
        const thrice: Rule = { ...encrypted, check: () => ["a", "b", "c"].map(message => violated({ message })) };
        const first = fingerprints(thrice);
        assert.equal(new Set(first).size, 3);
        assert.deepEqual(fingerprints(thrice), first);
    });

    it("given one finding where there were two, is that of the first of them", () => {
        const saying = (...messages: string[]): Rule => ({
            ...encrypted,
            check: () => messages.map(message => violated({ message })),
        });
        assert.equal(fingerprints(saying("b"))[0], fingerprints(saying("a", "b"))[0]);
    });

    it("given two resources of one path and type under parents of different types, is another for each", () => {
        const parents = ["acme:shop:One", "acme:shop:Other"].map(type =>
            resource(type, {}, { name: "shop", custom: false }),
        );
        const children = parents.map(parent => resource(BUCKET, { encrypted: false }, { name: "logs", parent }));
        const [one, other] = judged(encrypted, [...parents, ...children]).findings;
        assert.equal(one?.path, other?.path);
        assert.notEqual(one?.fingerprint, other?.fingerprint);
    });
});
