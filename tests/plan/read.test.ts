import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { NO_OPTIONS, type PlannedResource } from "../../plan/plan";
import { parsePropertyPath, readInput, readValue, type Reading } from "../../plan/read";
import { Secret, Unknown } from "../../plan/value";
import { decodeProperties } from "../../plan/wire";

const RESOURCE: PlannedResource = {
    urn: "urn:pulumi:s::p::a:b:C::main",
    type: "a:b:C",
    name: "main",
    path: "main",
    parent: undefined,
    custom: true,
    external: false,
    opaque: false,
    inputs: {
        size: 0,
        off: false,
        nothing: null,
        tags: { "a.b": "dotted", owner: "team" },
        rules: [{ port: 5432 }, Unknown.computed],
        vpcId: Unknown.computed,
        password: new Secret("hunter2"),
        nested: new Secret({ inner: "hunter2", later: Unknown.computed }),
    },
    outputs: {},
    dependencies: [],
    propertyDependencies: { vpcId: ["urn:vpc"], rules: ["urn:rule"] },
    provider: undefined,
    options: NO_OPTIONS,
    source: undefined,
};

describe("readInput", () => {
    const cases: [path: string, expected: Record<string, unknown> & { state: Reading["state"] }][] = [
        ["size", { state: "known", value: 0, secret: false }],
        ["off", { state: "known", value: false, secret: false }],
        ["rules[0].port", { state: "known", value: 5432, secret: false }],
        ['tags["a.b"]', { state: "known", value: "dotted", secret: false }],
        ["vpcId", { state: "unknown", secret: false, why: "known after deployment", from: ["urn:vpc"] }],
        ["rules[1].port", { state: "unknown", secret: false, why: "known after deployment", from: ["urn:rule"] }],
        ["password", { state: "known", value: "hunter2", secret: true }],
        ["nested.inner", { state: "known", value: "hunter2", secret: true }],
        ["nested.later", { state: "unknown", secret: true, why: "known after deployment", from: [] }],
        ["missing", { state: "absent", why: "a provider may fill it" }],
        ["nothing", { state: "absent", why: "a provider may fill it" }],
        ["rules[2]", { state: "absent", why: "a provider may fill it" }],
        ["size.inner", { state: "absent", why: "a provider may fill it" }],
        ["tags.toString", { state: "absent", why: "a provider may fill it" }],
    ];
    for (const [path, expected] of cases) {
        it(`given ${path}, reads ${expected.state}`, () => {
            assert.deepEqual(readInput(RESOURCE, path, "declared"), { path, ...expected });
        });
    }

    it("given a plan that the provider has checked, says that an absent property is not set", () => {
        assert.deepEqual(readInput(RESOURCE, "missing", "checked"), {
            state: "absent",
            path: "missing",
            why: "not set",
        });
    });

    it("given any path into any properties, does not throw", () => {
        fc.assert(
            fc.property(
                fc.object(),
                fc.string(),
                (properties, path) => void readValue(decodeProperties(properties), path),
            ),
        );
    });
});

describe("parsePropertyPath", () => {
    it("given quoted names with dots, brackets and quotes, keeps them whole", () => {
        assert.deepEqual(parsePropertyPath('a["b.c[0]"][2]["say \\"x\\""].d'), ["a", "b.c[0]", 2, 'say "x"', "d"]);
    });
});
