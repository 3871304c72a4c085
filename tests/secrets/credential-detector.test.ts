import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";

import { detectedIn, isWorthExamining } from "../../secrets/credential-detector";
import { credentialIn } from "../../secrets/credentials";

/** Written in parts, so that no scanner takes a test's sample for a leak. */
const sample = (...parts: string[]): string => parts.join("");
const letters = (count: number): string => "aB3dE5gH".repeat(Math.ceil(count / 8)).slice(0, count);

/** In base64, an account of 1Password ends as its format wants it: with the brace alone in the last group of three. */
const ACCOUNT = Buffer.from(`{"key":"${letters(102)}"}`).toString("base64");

/** One text at least for each detector of the library, by the library's name of it. */
const SAMPLES: Readonly<Record<string, readonly (readonly [kind: string, text: string])[]>> = {
    aws: [["an AWS secret access key", sample("AWS_SECRET_", "ACCESS_KEY=", letters(40))]],
    gcp: [
        [
            "a key of a Google service account",
            JSON.stringify({ private_key_id: "1", private_key: sample("-----BEGIN ", "PRIVATE KEY-----\nMII") }),
        ],
    ],
    privatekey: [
        [
            "a private key",
            sample("-----BEGIN RSA ", "PRIVATE KEY-----\nMII", letters(400), "\n-----END RSA ", "PRIVATE KEY-----"),
        ],
    ],
    npm: [
        ["an npm token", sample("np", "m_", letters(36))],
        ["an npm token", sample("//registry.example/:_auth", "Token=", letters(36))],
        ["a GitHub token", sample("https://", letters(40), ":x-oauth-", "basic@github.com/shop/shop")],
    ],
    basicauth: [["an address with a password in it", sample("https://shop:", "correct-horse", "@example.com/")]],
    slack: [
        ["a Slack token", sample("xo", "xb-123456789012-", letters(24))],
        ["the address of a Slack webhook", sample("https://hooks.", "slack.com/services/T0123/B0123/", letters(24))],
    ],
    sendgrid: [["a SendGrid key", sample("S", "G.", letters(22), ".", letters(43))]],
    shopify: [["a Shopify key", sample("shp", "at_", letters(32))]],
    github: [
        ["a GitHub token", sample("gh", "p_", letters(36))],
        ["a GitHub token", sample("github", "_pat_", letters(82))],
    ],
    openai: [["an OpenAI key", sample("sk", "-", letters(20), "T3Blbk", "FJ", letters(20))]],
    anthropic: [["an Anthropic key", sample("sk", "-ant-api03-", letters(93), "AA")]],
    linear: [["a Linear key", sample("lin", "_api_", letters(40))]],
    "1password": [["a 1Password token", sample("op", "s_", ACCOUNT)]],
    "database-connection-string": [
        ["an address with a password in it", sample("mongodb+srv://shop:", "correct-horse", "@orders.example/shop")],
        ["an address with a password in it", sample("mysql://shop:", "correct-horse", "@orders.example/shop")],
        ["an address with a password in it", sample("postgres://shop:", "correct-horse", "@orders.example/shop")],
    ],
};

describe("the detectors of the library", () => {
    it("given what the library has, each has a sample here but the one that obeys comments", () => {
        const { rules } = createRequire(__filename)("@secretlint/secretlint-rule-preset-recommend") as {
            rules: readonly { meta: { id: string } }[];
        };
        const names = rules.map(({ meta }) => meta.id.replace("@secretlint/secretlint-rule-", ""));
        assert.deepEqual(names.sort(), [...Object.keys(SAMPLES), "filter-comments"].sort());
    });

    for (const [name, samples] of Object.entries(SAMPLES)) {
        samples.forEach(([kind, text], place) => {
            it(`given sample ${place} of ${name}, name its kind`, () => {
                assert.ok(isWorthExamining(text));
                assert.equal(detectedIn(text), kind);
            });

            it(`given sample ${place} of ${name} in running text, are not misled by a comment`, () => {
                if (name === "gcp") return;
                assert.equal(detectedIn(`# secretlint-disable\nset ${text}\n# secretlint-disable-line`), kind);
            });
        });
    }

    for (const text of [
        "",
        "a harmless text",
        "arn:aws:secretsmanager:eu-central-1:111111111111:secret:orders",
        "https://example.com/a?b=c@d",
        "//registry.example/:_authToken=${NPM_TOKEN}",
        '//registry.example/:_authToken="$NPM_TOKEN"',
        "//registry.example/:_authToken=<token>",
        "desk-1 task-2 disk-3",
    ]) {
        it(`given ${JSON.stringify(text)}, find nothing`, () => {
            assert.equal(detectedIn(text), undefined);
        });
    }

    it("given no text worth examining, are not loaded", () => {
        const detector = path.join(__dirname, "../../secrets/credential-detector.ts");
        const script = `
            const { detectedIn } = require(${JSON.stringify(detector)});
            const isLoaded = () => Object.keys(require.cache).some(file => file.includes("secretlint"));
            const before = [detectedIn("a harmless text"), isLoaded()];
            const after = [detectedIn("lin_" + "api_" + "a".repeat(40)), isLoaded()];
            process.stdout.write(JSON.stringify({ before, after }));
        `;
        const register = path.join(__dirname, "../support/register.cjs");
        const result = execFileSync(process.execPath, ["--require", register, "--eval", script], {
            stdio: ["ignore", "pipe", "pipe"],
        });
        assert.deepEqual(JSON.parse(result.toString()), { before: [null, false], after: ["a Linear key", true] });
    });
});

describe("a long text", () => {
    const token = sample("gh", "p_", letters(36));

    for (const before of [0, 53_200, 53_248, 65_490, 65_516, 65_536, 200_000]) {
        it(`given a token after ${before} characters, is examined whole`, () => {
            assert.equal(credentialIn(`${"x ".repeat(before / 2)}${token} ${"y ".repeat(50_000)}`), "a GitHub token");
        });
    }

    it("given a token at its very end, is examined whole", () => {
        assert.equal(credentialIn(`${"x ".repeat(120_000)}${token}`), "a GitHub token");
    });
});
