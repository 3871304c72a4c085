import assert from "node:assert/strict";

import fc from "fast-check";

import {
    attachDependencies,
    containsUnknown,
    flattenReferences,
    liftToOutputs,
    lowerOutputs,
    outputDependencies,
    secret,
    withoutSecret,
} from "../../engine/monitor/values";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../plan/wire";

const output = (fields: object) => ({ [SIGNATURE_KEY]: SIGNATURES.output, ...fields });
const reference = (fields: object) => ({ [SIGNATURE_KEY]: SIGNATURES.resourceReference, ...fields });

/** Values as a program may send them: plain, unknown, secret. */
const wireValue = fc.letrec(tie => ({
    value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string(), fc.constant(UNKNOWN_MARKER)),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie("value"), { maxKeys: 4, noNullPrototype: true }),
        tie("value").map(secret),
    ),
})).value;

describe("wire values", () => {
    it("given any value, lowering undoes lifting", () => {
        fc.assert(
            fc.property(wireValue, value => {
                assert.deepEqual(lowerOutputs(liftToOutputs(value)), value);
            }),
        );
    });

    it("given any value, lifting keeps whether it is known", () => {
        fc.assert(
            fc.property(wireValue, value => {
                assert.equal(containsUnknown(liftToOutputs(value)), containsUnknown(value));
            }),
        );
    });

    it("given unknown and secret values, lifts them to output values", () => {
        assert.deepEqual(liftToOutputs({ a: UNKNOWN_MARKER, b: [secret("x")], c: secret(UNKNOWN_MARKER), d: 1 }), {
            a: output({}),
            b: [output({ value: "x", secret: true })],
            c: output({ secret: true }),
            d: 1,
        });
    });

    it("given special values, leaves them as they are", () => {
        const asset = { [SIGNATURE_KEY]: SIGNATURES.asset, text: "a" };
        assert.deepEqual(liftToOutputs(asset), asset);
        assert.deepEqual(liftToOutputs(reference({ urn: "u" })), reference({ urn: "u" }));
    });

    it("given dependencies, attaches those that a value does not carry yet", () => {
        const attached = attachDependencies(
            {
                plain: 1,
                free: 2,
                carrying: [output({ value: 3, dependencies: ["a"] })],
                merging: output({ value: 4, dependencies: ["b"] }),
            },
            { plain: ["a"], carrying: ["a"], merging: ["a"] },
        );

        assert.deepEqual(attached, {
            plain: output({ value: 1, dependencies: ["a"] }),
            free: 2,
            carrying: [output({ value: 3, dependencies: ["a"] })],
            merging: output({ value: 4, dependencies: ["b", "a"] }),
        });
        assert.deepEqual([...outputDependencies(attached)].sort(), ["a", "b"]);
    });

    it("given dependencies inside outputs, finds them at every depth but not in plain data", () => {
        const value = { a: output({ value: { b: output({ dependencies: ["inner"] }) }, dependencies: ["outer"] }) };

        assert.deepEqual([...outputDependencies(value)].sort(), ["inner", "outer"]);
        assert.deepEqual([...outputDependencies({ dependencies: ["plain"] })], []);
    });

    it("given references to resources, flattens them to id, unknown or URN", () => {
        assert.deepEqual(
            flattenReferences([
                reference({ urn: "u", id: "i" }),
                reference({ urn: "u", id: "" }),
                reference({ urn: "u", id: UNKNOWN_MARKER }),
                { component: reference({ urn: "u" }) },
            ]),
            ["i", UNKNOWN_MARKER, UNKNOWN_MARKER, { component: "u" }],
        );
    });

    it("given a secret, wraps it once and takes it off once", () => {
        assert.deepEqual(secret(secret("x")), secret("x"));
        assert.equal(withoutSecret(secret("x")), "x");
        assert.equal(withoutSecret("x"), "x");
    });

    it("given an output value without a value, is unknown", () => {
        assert.equal(containsUnknown([{ a: output({}) }]), true);
        assert.equal(containsUnknown([{ a: output({ value: 1 }) }]), false);
    });
});
