import * as assert from "node:assert/strict";

import {
    credentialIn,
    isLiteralValue,
    meansAddress,
    meansCredential,
    surelyMeansCredential,
} from "../../secrets/credentials";

/** Written in two parts, so that no scanner takes a test's sample for a leak. */
const sample = (...parts: string[]): string => parts.join("");

describe("a name", () => {
    for (const name of [
        "PASSWORD",
        "DB_PASSWORD",
        "dbPassword",
        "spring.datasource.password",
        "STRIPE_API_KEY",
        "apiKey",
        "github-token",
        "AWS_SECRET_ACCESS_KEY",
        "CLIENT_SECRET",
        "TOKEN_V2",
        "PASSWORD_OLD",
        "key.PRIVATE_KEY",
        "DB_PASS",
    ]) {
        it(`given ${name}, means a credential`, () => {
            assert.equal(meansCredential(name), true);
        });
    }
    for (const name of [
        "PWD",
        "OLDPWD",
        "DB_PASSWORD_ARN",
        "SECRET_NAME",
        "TOKEN_FILE",
        "MAX_TOKENS",
        "TOKEN_TTL",
        "COMPASS",
        "BYPASS",
        "PASSWORD_MIN_LENGTH",
        "KEY",
        "PUBLIC_KEY",
        "existingSecret",
        "auth.existingSecret",
        "imagePullSecrets",
        "adminPasswordSecret",
    ]) {
        it(`given ${name}, means none`, () => {
            assert.equal(meansCredential(name), false);
        });
    }
    for (const [name, expected] of [
        ["password", true],
        ["masterUserPassword", true],
        ["clientSecret", true],
        ["X-Api-Key", true],
        ["NPM_TOKEN", true],
        ["APP_SECRET", true],
        ["token", false],
        ["clientToken", false],
        ["encryptionKey", false],
        ["credentials", false],
        ["secret", false],
        ["passwordPolicy", false],
    ] as const) {
        it(`given ${name}, ${expected ? "surely means" : "may mean something other than"} a credential`, () => {
            assert.equal(surelyMeansCredential(name), expected);
        });
    }
    it("given an address, is told from others", () => {
        assert.deepEqual(["DATABASE_URL", "redisUri", "SENTRY_DSN", "DB_HOST", "CURL"].map(meansAddress), [
            true,
            true,
            true,
            false,
            false,
        ]);
    });
});

describe("a text", () => {
    for (const [what, text] of [
        ["an AWS access key id", sample("AK", "IAIOSFODNN7EXAMPLE")],
        ["an AWS access key id", sample("key=AS", "IAIOSFODNN7EXAMPLE;")],
        ["a private key", sample("-----BEGIN ", "PRIVATE KEY-----")],
        ["a private key", sample("-----BEGIN OPENSSH ", "PRIVATE KEY-----")],
        ["a GitHub token", sample("gh", "p_", "a".repeat(36))],
        ["a GitLab token", sample("gl", "pat-", "a".repeat(20))],
        ["a Slack token", sample("xo", "xb-1234567890-abc")],
        ["a Stripe key", sample("sk", "_live_", "a".repeat(24))],
        ["a Google API key", sample("AI", "za", "a".repeat(35))],
        ["an npm token", sample("np", "m_", "a".repeat(36))],
        ["a SendGrid key", sample("S", "G.", "a".repeat(22), ".", "b".repeat(43))],
        ["a Vault token", sample("hv", "s.", "a".repeat(24))],
        ["an address with a password in it", "postgres://shop:hunter2@db:5432/shop"],
        ["an address with a password in it", "redis://:hunter2@cache:6379"],
    ] as const) {
        it(`given ${what}, names its kind`, () => {
            assert.equal(credentialIn(text), what);
        });
    }
    for (const text of [
        "",
        "hello",
        "AKIA",
        sample("XAK", "IAIOSFODNN7EXAMPLE"),
        "postgres://db:5432/shop",
        "postgres://shop@db/shop",
        "postgres://shop:$PASSWORD@db",
        "postgres://shop:{{ password }}@db",
        "https://example.com/a:b@c",
    ]) {
        it(`given ${JSON.stringify(text)}, is no credential`, () => {
            assert.equal(credentialIn(text), undefined);
        });
    }
    for (const [text, expected] of [
        ["hunter2", true],
        ["12345678", true],
        ["/k3Jd8sKx0a", true],
        ["$ecret", true],
        ["", false],
        ["  ", false],
        ["true", false],
        ["***", false],
        ["${DB_PASSWORD}", false],
        ["$(DB_PASSWORD)", false],
        ["{{ .Values.password }}", false],
        ["<set by the operator>", false],
        ["arn:aws:secretsmanager:eu-central-1:111111111111:secret:db", false],
        ["vault:secret/data/db#password", false],
        ["/run/secrets/db", false],
    ] as const) {
        it(`given ${JSON.stringify(text)}, is ${expected ? "" : "not "}a value of its own`, () => {
            assert.equal(isLiteralValue(text), expected);
        });
    }
});
