import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { Asset, type PropertyValue, Secret, Unknown } from "../../plan/value";
import { decodeProperties, decodeValue, encodeValue, SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../plan/wire";

const special = (signature: string, fields: object) => ({ [SIGNATURE_KEY]: signature, ...fields });

describe("decodeValue", () => {
    const cases: [given: string, encoded: unknown, expected: PropertyValue][] = [
        ["a text", "a", "a"],
        ["zero", 0, 0],
        ["false", false, false],
        ["null", null, null],
        ["a list with an unknown inside", ["a", UNKNOWN_MARKER], ["a", Unknown.computed]],
        ["the marker of an unknown number", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", Unknown.computed],
        ["a secret", special(SIGNATURES.secret, { value: "s" }), new Secret("s")],
        [
            "a secret that is unknown",
            special(SIGNATURES.secret, { value: UNKNOWN_MARKER }),
            new Secret(Unknown.computed),
        ],
        ["a secret of a state in plain text", special(SIGNATURES.secret, { plaintext: '["s"]' }), new Secret(["s"])],
        [
            "a secret whose plain text is no JSON",
            special(SIGNATURES.secret, { plaintext: "s" }),
            new Secret(new Unknown("a secret whose content is not JSON")),
        ],
        [
            "an encrypted secret",
            special(SIGNATURES.secret, { ciphertext: "x" }),
            new Secret(new Unknown("an encrypted secret")),
        ],
        ["a redacted secret", "[secret]", new Secret(new Unknown("redacted"))],
        ["a known output", special(SIGNATURES.output, { value: 1 }), 1],
        ["an output without a value", special(SIGNATURES.output, {}), Unknown.computed],
        ["a secret output", special(SIGNATURES.output, { value: 1, secret: true }), new Secret(1)],
        [
            "a secret output whose value says so itself",
            special(SIGNATURES.output, { value: special(SIGNATURES.secret, { value: 1 }), secret: true }),
            new Secret(1),
        ],
        ["a reference to a custom resource", special(SIGNATURES.resourceReference, { urn: "u", id: "i" }), "i"],
        [
            "a reference whose id is not known",
            special(SIGNATURES.resourceReference, { urn: "u", id: "" }),
            Unknown.computed,
        ],
        ["a reference to a component", special(SIGNATURES.resourceReference, { urn: "u" }), "u"],
        ["a reference to nothing", special(SIGNATURES.resourceReference, {}), new Unknown("a reference without a URN")],
        ["a file", special(SIGNATURES.asset, { path: "a.txt", hash: "00" }), new Asset("asset", "00", "a.txt")],
        [
            "a remote archive",
            special(SIGNATURES.archive, { uri: "https://a" }),
            new Asset("archive", undefined, "https://a"),
        ],
        [
            "a special value of a later version",
            special("ffff", { value: "s" }),
            new Unknown("a special value with the unrecognised signature ffff"),
        ],
        ["what JSON cannot hold", undefined, new Unknown("a value of type undefined")],
    ];
    for (const [given, encoded, expected] of cases) {
        it(`given ${given}, decodes it`, () => {
            assert.deepEqual(decodeValue(encoded), expected);
        });
    }

    it("given any JSON at all, does not throw", () => {
        fc.assert(fc.property(fc.jsonValue(), value => void decodeValue(value)));
    });

    it("given what it encoded, returns the same value", () => {
        const { value } = fc.letrec<{ value: PropertyValue }>(tie => ({
            value: fc.oneof(
                { maxDepth: 3 },
                fc.constantFrom<PropertyValue>(null, true, 0, "a", Unknown.computed, new Asset("asset", "00", "a.txt")),
                fc.array(tie("value")),
                fc.dictionary(fc.stringMatching(/^[a-z]+$/), tie("value")),
                tie("value").map(inner => new Secret(inner)),
            ),
        }));
        fc.assert(
            fc.property(value, given => {
                assert.deepEqual(decodeValue(encodeValue(given)), toPlain(given));
            }),
        );
    });
});

describe("decodeProperties", () => {
    it("given internal and undefined properties, leaves them out", () => {
        assert.deepEqual(decodeProperties({ a: { __defaults: [], b: 1 }, __provider: "code", c: undefined }), {
            a: { b: 1 },
        });
    });

    it("given a user's own name that looks internal inside a map, keeps it", () => {
        const decoded = decodeProperties(JSON.parse('{ "data": { "__token": "s", "__proto__": "t" } }'));
        assert.deepEqual(Object.entries(decoded["data"] as object), [
            ["__token", "s"],
            ["__proto__", "t"],
        ]);
    });

    it("given no object, returns no properties", () => {
        assert.deepEqual([null, undefined, "a"].map(decodeProperties), [{}, {}, {}]);
    });
});

/** fast-check builds dictionaries without a prototype; the decoder builds plain objects. */
function toPlain(value: PropertyValue): unknown {
    if (value instanceof Secret) return new Secret(toPlain(value.value) as PropertyValue);
    if (value instanceof Unknown || value instanceof Asset || value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(toPlain);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toPlain(inner)]));
}
