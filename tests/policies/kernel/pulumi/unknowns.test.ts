import * as assert from "node:assert/strict";
import { SIGNATURE_KEY, SIGNATURES } from "../../../../plan/wire";
import { allOf, expectSet, expectTrue, resourceRule, type Rule, violated } from "../../../../policy-pack/index";
import { analyze } from "../../../support/analyzer";
import { BUCKET, encrypted, keyed } from "../made-up-rules";
import { policies, shown, UNKNOWN_CASES, unknownIn, UPDATE } from "./made-up-packs";

describe("policies under the SDK", () => {
    describe("given a value that is not known yet", () => {
        for (const [given, stack, environment, level] of UNKNOWN_CASES) {
            it(`given ${given}, reports it once as ${level}`, async () => {
                const { alone, together } = await analyze(policies([encrypted], environment), unknownIn(stack));
                assert.deepEqual(alone, []);
                assert.deepEqual(
                    together.map(one => one.level),
                    [level],
                );
                assert.match(together[0]?.message ?? "", /undecided: encrypted cannot be read: known after deployment/);
            });
        }

        it("given an update, reports it before the resource is created: nothing is left to wait for", async () => {
            const { alone, together } = await analyze(policies([encrypted], UPDATE), unknownIn("staging"));
            assert.deepEqual(
                alone.map(one => one.level),
                ["mandatory"],
            );
            assert.deepEqual(together, []);
        });

        it("judges all other resources", async () => {
            const resources = [...unknownIn("staging"), shown(BUCKET, "bad", { encrypted: false })];
            const { alone } = await analyze(policies([encrypted]), resources);
            assert.deepEqual(
                alone.map(({ urn }) => urn),
                [resources[1]?.urn],
            );
        });
    });

    describe("given secrets, which the SDK hands over without their marks", () => {
        const SECRET = "correct-horse-battery-staple";
        const secret = { [SIGNATURE_KEY]: SIGNATURES.secret, value: SECRET };
        const properties = {
            encrypted: secret,
            days: secret,
            note: secret,
            nested: { list: [secret, `around ${SECRET}`] },
        };
        const blurts = resourceRule({
            ...encrypted,
            name: "blurts",
            check: subject => violated({ message: JSON.stringify(subject.resource.inputs), evidence: [SECRET] }),
        });
        const throws: Rule = {
            ...keyed,
            name: "throws",
            check: () => {
                throw new Error(`bad value ${SECRET}`);
            },
        };
        const shows = resourceRule({
            ...encrypted,
            name: "shows",
            check: subject =>
                allOf([expectTrue(subject, "note", { because: "so" }), expectSet(subject, "none", { because: "so" })]),
        });

        it("never shows one, whatever a rule writes", async () => {
            const bucket = shown(BUCKET, "b", properties, { outputs: properties, provider: { token: secret } });
            const { alone, together } = await analyze(policies([encrypted, keyed, blurts, throws, shows], UPDATE), [
                bucket,
            ]);
            const text = JSON.stringify([alone, together]);
            assert.ok(alone.length + together.length >= 5);
            assert.ok(!text.includes("correct-horse"), text);
        });
    });
});
