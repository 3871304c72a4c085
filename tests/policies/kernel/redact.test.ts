import * as assert from "node:assert/strict";
import { type PropertyMap, Secret } from "../../../plan/value";
import { judge, type ResourceRule, type Rule, violated } from "../../../policy-pack/index";
import { stacksOf } from "../../../policy-pack/kernel/judge";
import { holdsSecrets } from "../../../policy-pack/kernel/redact";
import { DEFAULT_SETTINGS } from "../../../policy-pack/settings";
import { plan, resource } from "../../support/policy";
import { BUCKET, encrypted, TODAY } from "./made-up-rules";

describe("secrets in a plan", () => {
    const SECRET = "correct-horse-battery";
    const blurts: ResourceRule = {
        ...encrypted,
        check: subject =>
            violated({
                message: `found ${JSON.stringify(subject.resource)}`,
                evidence: [`by ${JSON.stringify(subject.plan)}`],
            }),
    };

    it("takes them out of the message of a rule that blurts them out, wherever they stood", () => {
        const inputs = { a: new Secret(SECRET), b: new Secret({ c: [SECRET, 12_345_678] }) };
        const one = resource(BUCKET, inputs, {
            provider: { token: new Secret("provider-token") },
            outputs: { d: new Secret("output-secret") },
        });
        const whole = plan([one], { config: { "shop:password": new Secret("config-secret") } });
        const text = JSON.stringify(judge([whole], { rules: [blurts], today: TODAY }).findings);
        for (const secret of [SECRET, "12345678", "provider-token", "output-secret", "config-secret"]) {
            assert.ok(!text.includes(secret), `${secret} is shown`);
        }
        assert.ok(text.includes("(hidden)"));
    });

    it("takes them out of the text of an error", () => {
        const throws: Rule = {
            ...encrypted,
            check: () => {
                throw new Error(`cannot use ${SECRET}`);
            },
        };
        const [finding] = judge([plan([resource(BUCKET, { a: new Secret(SECRET) })])], {
            rules: [throws],
            today: TODAY,
        }).findings;
        assert.equal(finding?.message, "the rule itself failed, so it judges nothing: Error: cannot use (hidden)");
    });

    it("given a source that loses the marks, takes out every text but what is public", () => {
        const one = resource(BUCKET, { encrypted: SECRET, note: "Buckets are encrypted." });
        const [finding] = judge([plan([one], { source: "policy-sdk" })], { rules: [blurts], today: TODAY }).findings;
        assert.ok(finding);
        assert.ok(!finding.message.includes(SECRET));
        assert.ok(finding.message.includes("Buckets are encrypted."));
        assert.ok(finding.message.includes(one.urn));
    });

    describe("given a message", () => {
        const said = (message: string, inputs: PropertyMap, source: "embedded" | "policy-sdk" = "embedded") => {
            const rule: Rule = { ...encrypted, check: () => violated({ message }) };
            return judge([plan([resource(BUCKET, inputs)], { source })], { rules: [rule], today: TODAY }).findings[0]
                ?.message;
        };

        it("takes out what is marked from four characters on: a shorter one is a word by chance", () => {
            assert.equal(said("abcd and xyz", { a: new Secret("abcd"), b: new Secret("xyz") }), "(hidden) and xyz");
        });

        it("takes out the longest of those that begin alike, and each of them", () => {
            const secrets = [new Secret("correct"), new Secret("correct-horse"), new Secret("corridor")];
            for (const list of [secrets, secrets.toReversed()]) {
                assert.equal(said("correct-horse correct corridor", { list }), "(hidden) (hidden) (hidden)");
            }
        });

        it("takes out no plain text where secrets are marked", () => {
            assert.equal(said("a plain text", { a: "a plain text", b: new Secret("hunter22") }), "a plain text");
        });

        it("given lost marks, takes out texts from eight characters on, and no other values", () => {
            const inputs = { a: "abcdefgh", b: "tuvwxyz", c: 12_345_678, d: true };
            assert.equal(said("abcdefgh tuvwxyz 12345678", inputs, "policy-sdk"), "(hidden) tuvwxyz 12345678");
        });

        it("given lost marks but for one, takes that out even where it is a public word", () => {
            const word = "Buckets are encrypted.";
            for (const list of [
                [new Secret(word), word],
                [word, new Secret(word)],
            ]) {
                assert.equal(said(word, { list }, "policy-sdk"), "(hidden)");
            }
        });
    });

    describe("given a plan", () => {
        const holds = (inputs: PropertyMap, extras: Parameters<typeof resource>[2] = {}) =>
            stacksOf([plan([resource(BUCKET), resource(BUCKET, inputs, extras)])], DEFAULT_SETTINGS).some(holdsSecrets);

        it("holds secrets where any value at any depth is marked", () => {
            assert.equal(holds({ a: 1, b: [1, { c: new Secret("x"), d: 2 }] }), true);
            assert.equal(holds({}, { outputs: { a: new Secret("x") } }), true);
            assert.equal(holds({}, { provider: { a: new Secret("x") } }), true);
        });

        it("holds none where no value is", () => {
            assert.equal(holds({ a: 1, b: [1, { c: "x" }] }, { provider: { a: 1 } }), false);
        });
    });
});
