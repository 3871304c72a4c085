import * as assert from "node:assert/strict";
import { Secret } from "../../../plan/value";
import { judge, type ResourceRule, type Rule, violated } from "../../../policy-pack/index";
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
});
