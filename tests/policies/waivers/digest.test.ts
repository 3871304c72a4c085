import assert from "node:assert/strict";
import fc from "fast-check";
import { readValue } from "../../../plan/read";
import { Asset, type PropertyValue, Secret, Unknown } from "../../../plan/value";
import { DIGEST_OF_SECRET, DIGEST_PATTERN, digestOfReading, digestOfWords } from "../../../policy-pack/waivers/digest";

const OPEN = { hidesValues: false, redact: (text: string) => text };

function digest(value: PropertyValue, options = OPEN): string | undefined {
    return digestOfReading(readValue({ value }, "value"), options);
}

describe("digest of a value", () => {
    const EQUAL: readonly [what: string, one: PropertyValue, other: PropertyValue][] = [
        ["fields in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
        ["a field that is null and one that is missing", { a: 1, b: null }, { a: 1 }],
        ["two secrets of other content", new Secret("one"), new Secret("two")],
        ["two secrets inside", { a: new Secret("one") }, { a: new Secret({ deeper: 2 }) }],
        ["a secret that is known and one that is not", new Secret("one"), new Secret(Unknown.computed)],
        ["two unknown values of other reasons", [new Unknown("one")], [new Unknown("two")]],
    ];
    for (const [what, one, other] of EQUAL) {
        it(`given ${what}, is the same`, () => {
            assert.equal(digest(one), digest(other));
        });
    }

    const DIFFERENT: readonly [what: string, one: PropertyValue, other: PropertyValue][] = [
        ["items in another order", [1, 2], [2, 1]],
        ["a number and its text", 1, "1"],
        ["true and its word", true, "true"],
        ["an empty list and an empty map", [], {}],
        ["an empty text and an empty list", "", []],
        ["a map and the list of its entries", { a: 1 }, ["map", ["a", 1]]],
        ["a secret and the word for it", new Secret("x"), ["secret"]],
        ["a secret and an unknown", new Secret("x"), Unknown.computed],
        ["an unknown and nothing inside", [Unknown.computed], [null]],
        ["files of other content", new Asset("asset", "1", "a"), new Asset("asset", "2", "a")],
        ["a file and an archive", new Asset("asset", "1", "a"), new Asset("archive", "1", "a")],
        ["a secret that moved to another field", { a: new Secret("x"), b: 1 }, { a: 1, b: new Secret("x") }],
    ];
    for (const [what, one, other] of DIFFERENT) {
        it(`given ${what}, is another`, () => {
            assert.notEqual(digest(one), digest(other));
        });
    }

    it("given nothing that is set, is none", () => {
        assert.equal(digestOfReading(readValue({}, "value"), OPEN), undefined);
        assert.equal(digest(null), undefined);
    });

    it("given a secret as a whole, or something inside of one, is that of every secret", () => {
        assert.equal(digest(new Secret("x")), DIGEST_OF_SECRET);
        assert.equal(digestOfReading(readValue({ a: new Secret({ b: 1 }) }, "a.b"), OPEN), DIGEST_OF_SECRET);
        assert.equal(
            digestOfReading(readValue({ a: new Secret({ b: Unknown.computed }) }, "a.b"), OPEN),
            DIGEST_OF_SECRET,
        );
    });

    it("given that values are to be hidden, tells only their types and names apart", () => {
        const hidden = { ...OPEN, hidesValues: true };
        assert.equal(digest({ password: "hunter2" }, hidden), digest({ password: "other" }, hidden));
        assert.equal(digest([1], hidden), digest([2], hidden));
        assert.notEqual(digest({ password: "1" }, hidden), digest({ password: 1 }, hidden));
        assert.notEqual(digest({ password: "1" }, hidden), digest({ token: "1" }, hidden));
    });

    it("given a text that holds a secret of elsewhere, leaves that out", () => {
        const redacting = { ...OPEN, redact: (text: string) => text.replace(/hunter\d/, "(hidden)") };
        assert.equal(digest("db://u:hunter2@host", redacting), digest("db://u:hunter3@host", redacting));
        assert.notEqual(digest("db://u:hunter2@host", redacting), digest("db://u:hunter2@other", redacting));
    });

    it("given any value, looks as the schema asks, so that YAML takes it for a text", () => {
        fc.assert(
            fc.property(fc.jsonValue(), value =>
                DIGEST_PATTERN.test(digest(value as PropertyValue) ?? DIGEST_OF_SECRET),
            ),
        );
    });

    it("given two values that JSON tells apart, tells them apart; given a copy, does not", () => {
        const withoutNull = fc.jsonValue().filter(value => !JSON.stringify(value).includes("null"));
        fc.assert(
            fc.property(withoutNull, withoutNull, (one, other) => {
                assert.equal(digest(one as PropertyValue), digest(structuredClone(one) as PropertyValue));
                let isSame = true;
                try {
                    assert.deepEqual(one, other);
                } catch {
                    isSame = false;
                }
                assert.equal(digest(one as PropertyValue) === digest(other as PropertyValue), isSame);
            }),
        );
    });

    it("given words, changes with each of them", () => {
        assert.equal(digestOfWords("a", ["b"]), digestOfWords("a", ["b"]));
        assert.notEqual(digestOfWords("a", ["b"]), digestOfWords("a", ["c"]));
        assert.notEqual(digestOfWords("a", ["b"]), digestOfWords("b", ["b"]));
        assert.notEqual(digestOfWords("a", ["b"]), digestOfWords("a", []));
    });

    // A release that changes one of these takes every approval back.
    it("given a value of each kind, is that of every release so far", () => {
        assert.deepEqual(
            [[1, "a"], { a: 1, b: [true] }, new Asset("asset", "1", "a"), Unknown.computed].map(value => digest(value)),
            ["v1-b924b12b74c78a2c", "v1-d7d5b17977f233aa", "v1-453a6509f001c274", "v1-a69f50eee46e418a"],
        );
        assert.equal(digest(new Asset("archive", undefined, "./site")), "v1-31a5633f3a355ee3");
        assert.equal(digestOfWords("a", ["b"]), "v1-3300f632d357d78a");
        assert.equal(digest({ a: true, b: "x" }, { ...OPEN, hidesValues: true }), "v1-2e469e054473912f");
    });
});
