import * as assert from "node:assert/strict";
import { Secret } from "../../../plan/value";
import { type Finding, judge, type ResourceRule, type Rule, undecided, violated } from "../../../policy-pack/index";
import { sortFindings } from "../../../policy-pack/kernel/findings";
import { plan, resource } from "../../support/policy";
import { finding } from "../waivers/samples";
import { BUCKET, distinct, encrypted, keyed, TODAY } from "./made-up-rules";

const bucket = resource(BUCKET, { encrypted: false }, { name: "logs" });

function found(rule: Rule, ...plans: Parameters<typeof judge>[0]): readonly Finding[] {
    return judge(plans, { rules: [rule], today: TODAY }).findings;
}

describe("the order of findings", () => {
    const IN_ORDER: readonly Finding[] = [
        finding({ severity: "critical", rule: "z" }),
        finding({ rule: "a", path: undefined }),
        finding({ rule: "a", path: "A", property: undefined }),
        finding({ rule: "a", path: "A", property: "A" }),
        finding({ rule: "a", path: "z" }),
        finding({ rule: "a-b", path: "a", stacks: ["a", "b"] }),
        finding({ rule: "a-b", path: "a", stacks: ["aa"] }),
        finding({ verdict: "undecided", severity: "critical" }),
        finding({ verdict: "waived", severity: "critical" }),
    ];

    it("given any other order, is by verdict, severity, rule, stacks, path and property", () => {
        for (let start = 0; start < IN_ORDER.length; start++) {
            const turned = [...IN_ORDER.slice(start), ...IN_ORDER.slice(0, start)];
            assert.deepEqual(sortFindings(turned), IN_ORDER);
            assert.deepEqual(sortFindings(turned.toReversed()), IN_ORDER);
        }
    });
});

describe("a finding", () => {
    it("given where the resource was registered, says so", () => {
        const source = { file: "index.ts", line: 3, column: 5 };
        assert.deepEqual(found(encrypted, plan([{ ...bucket, source }]))[0]?.source, source);
        assert.equal("source" in found(encrypted, plan([bucket]))[0]!, false);
    });

    it("given a verdict without a property, names none", () => {
        const rule: Rule = { ...encrypted, check: () => undecided({ message: "who knows" }) };
        assert.equal("property" in found(rule, plan([bucket]))[0]!, false);
    });

    it("given what is said of a stack, may name a property of it", () => {
        const rule: Rule = { ...keyed, check: () => [{ verdict: violated({ property: "region", message: "no" }) }] };
        const [first] = found(rule, plan([bucket]));
        assert.deepEqual([first?.property, first?.message, first?.urn], ["region", "no", undefined]);
    });

    it("given more to approve than one value, takes the digest of it, and nothing of a secret goes into it", () => {
        const digest = (approves: string, secret: string, value: boolean) => {
            const fault = violated({ property: "encrypted", message: "no", approves: [approves] });
            const rule: Rule = { ...encrypted, check: () => fault };
            const held = resource(BUCKET, { encrypted: value, key: new Secret(secret) }, { name: "logs" });
            return found(rule, plan([held]))[0]?.digest;
        };
        assert.equal(digest("5 and 6", "hush-hush", true), digest("5 and 6", "hush-hush", false));
        assert.notEqual(digest("5 and 6", "hush-hush", true), digest("5 and 7", "hush-hush", true));
        assert.equal(digest("it is hush-hush", "hush-hush", true), digest("it is quiet-night", "quiet-night", true));
    });

    // A later release that changes one of these makes every old finding a new one, to whoever compares them.
    it("given a parent or several stacks, keeps the fingerprint of every release so far", () => {
        const parent = resource("shop:Storage", {}, { name: "storage", custom: false });
        const child = resource(BUCKET, { encrypted: false }, { name: "logs", parent });
        const prints = (...findings: readonly Finding[]) => findings.map(({ fingerprint }) => fingerprint);
        assert.deepEqual(
            prints(
                ...found(encrypted, plan([parent, child])),
                ...found(distinct, plan([bucket]), plan([], { stack: "prod" })),
            ),
            ["1d3d86fe5671358a", "39be0ff9ca9215cb"],
        );
    });

    it("given a source that loses the marks of secrets, has the digest of one that keeps them", () => {
        const long = resource(BUCKET, { encrypted: "a text that is long enough" });
        const digests = ["embedded", "policy-sdk"].map(
            source => found(encrypted, plan([long], { source: source as "embedded" }))[0]?.digest,
        );
        assert.equal(digests[0], digests[1]);
    });
});

describe("what a message may say where marks of secrets are lost", () => {
    const quoting = (...words: readonly string[]): ResourceRule => ({
        ...encrypted,
        check: () => violated({ message: words.join(" ") }),
    });
    const said = (words: readonly string[], inputs: Parameters<typeof resource>[1]) => {
        const values = Object.fromEntries(words.map((word, place) => [`v${place}`, word]));
        const one = resource(BUCKET, { ...inputs, values });
        return found(quoting(...words), plan([one], { source: "policy-sdk" }))[0]?.message;
    };

    it("given names of properties at any depth, shows them", () => {
        const inputs = {
            outermost: [{ "in-a-list": 1 }],
            hidden: new Secret({ "in-a-secret": { "deeper-still": 1 } }),
        };
        const words = ["outermost", "in-a-list", "in-a-secret", "deeper-still"];
        assert.equal(said(words, inputs), words.join(" "));
    });

    it("given words of the rule and of the settings, shows them", () => {
        const words = ["bucket-encrypted", "Buckets are encrypted.", "Set `encrypted`.", "cost-centre", "environment"];
        assert.equal(said(words, {}), words.join(" "));
    });

    it("given a text that only two words side by side make up, hides it", () => {
        assert.equal(said(["encryptedBuckets are"], {}), "(hidden)");
        assert.equal(said(["first-namesecond-name"], { "first-name": 1, "second-name": 1 }), "(hidden)");
    });
});
