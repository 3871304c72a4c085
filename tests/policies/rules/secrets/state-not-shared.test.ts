import * as assert from "node:assert/strict";

import type { StateStorage } from "../../../../plan/plan";
import { stateNotShared as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";

const keptAs = (stack: string, storage?: StateStorage) => ({
    ...plan([resource("aws:sns/topic:Topic", {}, { stack })], { stack }),
    ...(storage !== undefined && { storage }),
});
const passphrase = (token: string): StateStorage["secretsProvider"] => ({
    kind: "passphrase",
    address: undefined,
    token,
});
const key = (address: string): StateStorage["secretsProvider"] => ({ kind: "key", address, token: undefined });
const KEYS = {
    staging: "awskms:///arn:aws:kms:eu-central-1:111122223333:key/1",
    prod: "awskms:///arn:aws:kms:eu-central-1:444455556666:key/2",
};
const judged = (staging?: StateStorage, prod?: StateStorage, states: Readonly<Record<string, unknown>> = {}) =>
    said(rule, [keptAs("staging", staging), keptAs("prod", prod)], { settings: { states } });

describe("state-not-shared", () => {
    it("given nothing of either, says nothing", () => {
        assert.deepEqual(judged(), []);
    });

    it("given buckets and keys of their own, holds", () => {
        assert.deepEqual(
            judged(
                { backend: "s3://acme-staging", secretsProvider: key(KEYS.staging) },
                { backend: "s3://acme-prod", secretsProvider: key(KEYS.prod) },
            ),
            [{ outcome: "holds" }],
        );
    });

    it("given one backend and one key, is violated twice, and shows neither", () => {
        const same = { backend: "s3://user:canary7f3a@acme", secretsProvider: key(KEYS.prod) };
        const verdicts = judged(same, same);
        assert.deepEqual(
            verdicts.map(({ message, outcome }) => `${outcome} ${message ?? ""}`),
            [
                "violated prod and staging keep their states in one backend: whoever previews one reads and writes the state of the other",
                "violated prod and staging encrypt their secrets with one key: who may use it for one decrypts the other",
            ],
        );
        assert.doesNotMatch(JSON.stringify(verdicts), /canary|arn:|acme/);
    });

    it("given one salt, is violated; given two, undecided; given where each passphrase is kept, holds", () => {
        const salted = (backend: string, salt: string): StateStorage => ({
            backend,
            secretsProvider: passphrase(salt),
        });
        const verdict = (...args: Parameters<typeof judged>) => judged(...args).map(({ outcome }) => outcome);
        assert.deepEqual(verdict(salted("s3://a", "v1:x"), salted("s3://b", "v1:x")), ["violated"]);
        assert.deepEqual(verdict(salted("s3://a", "v1:x"), salted("s3://b", "v1:y")), ["undecided"]);
        const states = { staging: { passphraseFrom: "vault/staging" }, prod: { passphraseFrom: "vault/prod" } };
        assert.deepEqual(verdict(salted("s3://a", "v1:x"), salted("s3://b", "v1:y"), states), ["holds"]);
    });

    it("given something of one alone, is undecided", () => {
        const verdicts = judged({ backend: "s3://a", secretsProvider: key(KEYS.staging) });
        assert.deepEqual(
            verdicts.map(({ message }) => message),
            [
                "prod must say which backend keeps the state, and no file does",
                "prod must say what encrypts the secrets, and no file does",
            ],
        );
    });

    it("given a declaration for both, is judged by it", () => {
        const states = {
            staging: { backend: "s3://a", secretsProvider: KEYS.staging },
            prod: { backend: "s3://b", secretsProvider: KEYS.prod },
        };
        assert.deepEqual(judged(undefined, undefined, states), [{ outcome: "holds" }]);
    });

    it("given two that are not production, says nothing", () => {
        const same = { backend: "s3://a", secretsProvider: key(KEYS.prod) };
        assert.deepEqual(said(rule, [keptAs("staging", same), keptAs("dev", same)]), []);
    });
});
