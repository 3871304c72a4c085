import assert from "node:assert/strict";
import type { SecretsProvider, StateStorage } from "../../plan/plan";
import { type DeclaredStorage, judgeStorage, storageFactsOf } from "../../secrets/storage";

const digest = (kind: string, text: string) => `${kind}(${text})`;
const KEY = "awskms:///arn:aws:kms:eu-central-1:111122223333:key/1234";
const OTHER_KEY = "awskms:///arn:aws:kms:eu-central-1:444455556666:key/1234";

const kept = (backend?: string, secretsProvider?: SecretsProvider): StateStorage => ({ backend, secretsProvider });
const key = (address: string, token?: string): SecretsProvider => ({ kind: "key", address, token });
const passphrase = (token: string): SecretsProvider => ({ kind: "passphrase", address: undefined, token });

/** What is said of two stacks, as `verdict aspect`. */
function said(
    one: StateStorage | undefined,
    other: StateStorage | undefined,
    declared: readonly [DeclaredStorage?, DeclaredStorage?] = [],
): readonly string[] {
    const storages = [one, other].map((storage, place) => ({
        environment: place === 0 ? "staging" : "prod",
        storage: storageFactsOf(storage, declared[place], digest),
    }));
    return judgeStorage(storages).map(
        ({ aspect, environments, verdict }) => `${verdict} ${aspect} ${environments.join("+")}`,
    );
}

describe("how two stacks keep their states", () => {
    const apart = [kept("s3://acme-staging", key(KEY)), kept("s3://acme-prod", key(OTHER_KEY))] as const;

    it("given buckets and keys of their own, is apart", () => {
        assert.deepEqual(said(...apart), []);
    });

    it("given nothing of either, says nothing; given nothing of one, is undecided", () => {
        assert.deepEqual(said(undefined, undefined), []);
        assert.deepEqual(said(kept(), kept()), []);
        assert.deepEqual(said(apart[0], undefined), ["undecided backend prod", "undecided secrets provider prod"]);
    });

    for (const [given, one, other, expected] of [
        ["one bucket", "s3://acme", "s3://acme/", "violated backend staging+prod"],
        ["one folder of a machine", "file:///var/state", "file:///var/state", "violated backend staging+prod"],
        ["two folders of one bucket", "s3://acme/staging", "s3://acme/prod", "undecided backend staging+prod"],
        ["one bucket and a folder of it", "s3://acme?region=x", "s3://ACME/prod", "undecided backend staging+prod"],
        ["one service", "https://api.pulumi.com", "https://api.pulumi.com", "undecided backend staging+prod"],
        ["a password before one host", "postgres://a:b@h/d", "postgres://c:d@h/e", "undecided backend staging+prod"],
    ] as const) {
        it(`given ${given}, is ${expected}`, () => {
            assert.deepEqual(said(kept(one, key(KEY)), kept(other, key(OTHER_KEY))), [expected]);
        });
    }

    it("given two folders of a machine, is apart", () => {
        assert.deepEqual(said(kept("file:///a", key(KEY)), kept("file:///b", key(OTHER_KEY))), []);
    });

    for (const [given, one, other, expected] of [
        ["one key", key(KEY), key(KEY), ["violated secrets provider staging+prod"]],
        [
            "one data key under two addresses",
            key(KEY, "same"),
            key(OTHER_KEY, "same"),
            ["violated secrets provider staging+prod"],
        ],
        [
            "one alias",
            key("awskms://alias/p?region=x"),
            key("awskms://alias/p?region=x"),
            ["undecided secrets provider staging+prod"],
        ],
        ["two aliases", key("awskms://alias/p"), key("awskms://alias/q"), []],
        [
            "one vault of another cloud",
            key("azurekeyvault://v/k"),
            key("azurekeyvault://v/k"),
            ["violated secrets provider staging+prod"],
        ],
        ["one salt", passphrase("v1:a"), passphrase("v1:a"), ["violated secrets provider staging+prod"]],
        ["two salts", passphrase("v1:a"), passphrase("v1:b"), ["undecided passphrase staging+prod"]],
        ["a passphrase and a key", passphrase("v1:a"), key(KEY), []],
        [
            "one service for two stacks",
            { kind: "service", address: "https://s/a/shop/staging", token: undefined },
            { kind: "service", address: "https://s/a/shop/prod", token: undefined },
            [],
        ],
    ] as const) {
        it(`given ${given}, is ${expected.join() || "apart"}`, () => {
            assert.deepEqual(said(kept("s3://a", one), kept("s3://b", other)), expected);
        });
    }

    it("given passphrases from two places, is apart; from one place, violated; of one said alone, undecided", () => {
        const judged = (...declared: [DeclaredStorage, DeclaredStorage?]) =>
            said(kept("s3://a", passphrase("v1:a")), kept("s3://b", passphrase("v1:b")), declared);
        assert.deepEqual(judged({ passphraseFrom: "x" }, { passphraseFrom: "y" }), []);
        assert.deepEqual(judged({ passphraseFrom: "x" }, { passphraseFrom: "x" }), [
            "violated passphrase staging+prod",
        ]);
        assert.deepEqual(judged({ passphraseFrom: "x" }), ["undecided passphrase staging+prod"]);
        assert.deepEqual(judged({ passphrase: "1" }, { passphrase: "2" }), []);
        assert.deepEqual(judged({ passphrase: "1" }, { passphrase: "1" }), ["violated passphrase staging+prod"]);
        // A passphrase and a place cannot be held against each other.
        assert.deepEqual(judged({ passphrase: "1" }, { passphraseFrom: "y" }), ["undecided passphrase staging+prod"]);
    });

    it("given a declaration, fills in what no file says and changes nothing else", () => {
        const declared: [DeclaredStorage, DeclaredStorage] = [
            { backend: "s3://a", secretsProvider: KEY },
            { backend: "s3://b", secretsProvider: OTHER_KEY },
        ];
        assert.deepEqual(said(undefined, undefined, declared), []);
        assert.deepEqual(said(kept("s3://same", key(KEY)), kept("s3://same", key(KEY)), declared), [
            "violated backend staging+prod",
            "violated secrets provider staging+prod",
        ]);
    });
});
