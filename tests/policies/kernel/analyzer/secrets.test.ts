import * as assert from "node:assert/strict";
import { SIGNATURE_KEY, SIGNATURES } from "../../../../plan/wire";
import { expectOneOf, resourceRule, type Rule, show, violated } from "../../../../policy-pack/index";
import { BUCKET, encrypted, KEY, keyed } from "../made-up-rules";
import { shown, UPDATE } from "../pulumi/made-up-packs";
import { serve, stopAll } from "./served";

const SECRET = "correct-horse-battery-staple";

function secret(value: unknown) {
    return { [SIGNATURE_KEY]: SIGNATURES.secret, value };
}

const tagged = resourceRule({
    ...encrypted,
    name: "bucket-tagged",
    check: subject => expectOneOf(subject, "tags.environment", ["staging"], { because: "bills go astray" }),
});

describe("a message of a pack that serves the protocol", () => {
    afterEach(stopAll);

    const said = async (rules: readonly Rule[], inputs: Readonly<Record<string, unknown>>) => {
        const pack = await serve(rules, UPDATE);
        const bucket = shown(BUCKET, "b", inputs, { outputs: inputs, provider: { token: secret(SECRET) } });
        const { alone, together } = await pack.analyze([bucket, shown(KEY, "other", { note: `around ${SECRET}` })]);
        return [...alone, ...together].map(({ message }) => message);
    };

    it("shows the value of a tag", async () => {
        const [message] = await said([tagged], { tags: { environment: "production-of-the-shop" } });
        assert.match(message ?? "", /tags\.environment is "production-of-the-shop", expected/);
    });

    it("given a tag that is marked secret, or within what is, hides it", async () => {
        for (const inputs of [
            { tags: { environment: secret("production-of-the-shop") } },
            { tags: secret({ environment: "production-of-the-shop" }) },
        ]) {
            const [message] = await said([tagged], inputs);
            assert.match(message ?? "", /tags\.environment is \(a secret\), expected/);
        }
    });

    it("given a secret that stands in a later resource without its mark, hides it before that is created", async () => {
        const blurts = resourceRule({
            ...encrypted,
            check: subject => violated({ message: show(subject.read("note")) }),
        });
        const pack = await serve([blurts]);
        await pack.analyzeOne(shown(KEY, "first", { material: secret(SECRET) }));
        const [found] = await pack.analyzeOne(shown(BUCKET, "later", { note: `made from ${SECRET}` }));
        assert.match(found?.message ?? "", /"made from \(hidden\)"/);
    });

    it("never shows what is marked secret anywhere, whatever a rule writes", async () => {
        const blurts = resourceRule({
            ...encrypted,
            name: "blurts",
            check: subject => violated({ message: JSON.stringify(subject.resource.inputs), evidence: [SECRET] }),
        });
        const shows = resourceRule({
            ...encrypted,
            name: "shows",
            check: subject => violated({ message: show(subject.read("nested")) }),
        });
        const throws: Rule = {
            ...keyed,
            name: "throws",
            check: () => {
                throw new Error(`bad value ${SECRET}`);
            },
        };
        const messages = await said([encrypted, blurts, shows, throws], {
            encrypted: secret(SECRET),
            note: `around ${SECRET}`,
            nested: { list: [secret(SECRET), secret({ deep: SECRET })] },
        });
        assert.ok(messages.length >= 4);
        assert.ok(!messages.join().includes("correct-horse"), messages.join("\n"));
    });
});
