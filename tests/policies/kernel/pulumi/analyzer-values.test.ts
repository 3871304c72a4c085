import * as assert from "node:assert/strict";
import * as sdk from "@pulumi/policy";
import { asset, runtime } from "@pulumi/pulumi";
import * as fc from "fast-check";
import { Asset, Secret, Unknown } from "../../../../plan/value";
import { UNKNOWN_MARKER } from "../../../../plan/wire";
import { readProperties } from "../../../../policy-pack/pulumi/analyzer-values";

type Properties = Readonly<Record<string, unknown>>;

/** The SDK exports it without a type. */
const { unknownCheckingProxy } = sdk as unknown as {
    readonly unknownCheckingProxy: (properties: Properties) => Properties;
};

function read(properties: Readonly<Record<string, unknown>>) {
    return readProperties(unknownCheckingProxy(properties));
}

describe("properties behind the SDK's proxy", () => {
    it("given known values, are read as they are", () => {
        const properties = { a: "text", b: 1, c: true, d: null, e: ["x", { f: 2 }], g: {} };
        assert.deepEqual(read(properties), properties);
    });

    it("given an unknown, are read around it, at any depth", () => {
        const properties = {
            a: UNKNOWN_MARKER,
            b: { c: UNKNOWN_MARKER, d: 1 },
            e: [1, UNKNOWN_MARKER, runtime.unknownValue],
            f: "x",
        };
        const unknown = Unknown.computed;
        assert.deepEqual(read(properties), { a: unknown, b: { c: unknown, d: 1 }, e: [1, unknown, unknown], f: "x" });
    });

    it("given what the CLI writes for a secret that it cannot decrypt, are unknown and secret", () => {
        assert.deepEqual(read({ a: "[secret]" }), { a: new Secret(new Unknown("redacted")) });
    });

    it("given internal and undefined properties, leave them out", () => {
        assert.deepEqual(read({ __defaults: [], a: undefined, b: { __meta: 1 } }), { b: {} });
    });

    it("given files, say that they are files and nothing of what is in them", () => {
        const properties = {
            a: new asset.FileAsset("./a.txt"),
            b: new asset.StringAsset("hunter22"),
            c: new asset.FileArchive("./app"),
            d: new asset.RemoteAsset("https://example.com/x"),
        };
        assert.deepEqual(read(properties), {
            a: new Asset("asset", undefined, undefined),
            b: new Asset("asset", undefined, undefined),
            c: new Asset("archive", undefined, undefined),
            d: new Asset("asset", undefined, undefined),
        });
    });

    it("given any JSON with unknowns strewn in, never throw", () => {
        const leaf = fc.constantFrom<unknown>(1, "x", null, UNKNOWN_MARKER);
        const { value } = fc.letrec(tie => ({
            value: fc.oneof(
                { depthSize: "small" },
                leaf,
                fc.array(tie("value")),
                fc.dictionary(fc.string(), tie("value")),
            ),
        }));
        fc.assert(
            fc.property(fc.dictionary(fc.string(), value), properties => {
                assert.equal(typeof read(properties), "object");
            }),
        );
    });
});
