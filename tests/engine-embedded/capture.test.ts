import assert from "node:assert/strict";

import { planFromCapture } from "../../plan/capture";
import type { CapturedResource, CaptureEvent } from "../../plan/capture-events";
import { NO_OPTIONS } from "../../plan/plan";
import { concealer } from "../../plan/sentinels";
import { Asset, type PropertyMap, Secret, Unknown } from "../../plan/value";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../plan/wire";
import { plainly, resource } from "../support/plan";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const STACK: CapturedResource = registered("pulumi:pulumi:Stack", "shop-dev", { custom: false });

function registered(type: string, name: string, given: Partial<CapturedResource> = {}): CapturedResource {
    return {
        kind: "resource",
        urn: urnOf(type, name),
        type,
        name,
        parent: "",
        custom: true,
        remote: false,
        inputs: {},
        dependencies: [],
        propertyDependencies: {},
        provider: "",
        options: {},
        ...given,
    };
}

const planOfEvents = (events: readonly CaptureEvent[], sentinels = new Map<string, string>()) =>
    planFromCapture({ project: "shop", stack: "dev", config: {}, sentinels, gaps: [] }, events);

describe("plan from a capture", () => {
    it("given nothing, is an empty plan", () => {
        assert.deepEqual(planOfEvents([]), {
            project: "shop",
            stack: "dev",
            source: "embedded",
            phase: "declared",
            config: {},
            resources: [],
            outputs: {},
            gaps: [],
        });
    });

    it("given the stack's own registration, takes its outputs and leaves it out", () => {
        const plan = planOfEvents([
            STACK,
            { kind: "outputs", urn: STACK.urn, outputs: { a: UNKNOWN_MARKER } },
            { kind: "log", severity: "info", message: "m", urn: "" },
        ]);

        assert.deepEqual([plan.resources, plainly(plan.outputs)], [[], { a: "<unknown>" }]);
    });

    it("given components, builds paths of names and shows what they give out", () => {
        const outer = registered("a:b:C", "outer", { custom: false });
        const inner = registered("a:b:D", "inner", { parent: outer.urn });
        const plan = planOfEvents([outer, inner, { kind: "outputs", urn: outer.urn, outputs: { x: 1 } }]);

        assert.deepEqual(
            plan.resources.map(({ path, parent }) => [path, parent]),
            [
                ["outer", undefined],
                ["outer/inner", outer.urn],
            ],
        );
        assert.deepEqual(resource(plan, "outer").outputs, { x: 1 });
    });

    it("given providers, shows to each resource the inputs of its own", () => {
        const explicit = registered("pulumi:providers:aws", "west", { inputs: { region: "us-west-2" } });
        const made = urnOf("pulumi:providers:aws", "default_1_0_0");
        const plan = planOfEvents([
            { kind: "default-provider", urn: made, name: "default_1_0_0", inputs: { region: "eu-west-1" } },
            explicit,
            registered("aws:a:B", "one", { provider: `${explicit.urn}::${UNKNOWN_MARKER}` }),
            registered("aws:a:B", "two", { provider: `${made}::${UNKNOWN_MARKER}` }),
            registered("aws:a:B", "three", { provider: "urn:none::id" }),
        ]);

        assert.deepEqual(resource(plan, "one").provider, {
            urn: explicit.urn,
            name: "west",
            isDefault: false,
            inputs: { region: "us-west-2" },
        });
        assert.deepEqual(resource(plan, "two").provider, {
            urn: made,
            name: "default_1_0_0",
            isDefault: true,
            inputs: { region: "eu-west-1" },
        });
        assert.equal(resource(plan, "three").provider, undefined);
    });

    it("given special values, normalises them as the real engine does", () => {
        const special = (signature: string, fields: object) => ({ [SIGNATURE_KEY]: signature, ...fields });
        const plan = planOfEvents([
            registered("a:b:C", "one", {
                inputs: {
                    __internal: 1,
                    asset: special(SIGNATURES.asset, { path: "a.txt", hash: "h" }),
                    component: special(SIGNATURES.resourceReference, { urn: "u" }),
                    custom: special(SIGNATURES.resourceReference, { urn: "u", id: "" }),
                    output: special(SIGNATURES.output, { value: 1, secret: true, dependencies: ["u"] }),
                    secret: special(SIGNATURES.secret, { value: UNKNOWN_MARKER }),
                },
            }),
        ]);

        assert.deepEqual(resource(plan, "one").inputs, {
            asset: new Asset("asset", "h", "a.txt"),
            component: "u",
            custom: Unknown.computed,
            output: new Secret(1),
            secret: new Secret(Unknown.computed),
        });
    });

    it("given a dynamic resource, shows neither its provider's code nor what that depends on", () => {
        const plan = planOfEvents([
            registered("pulumi-nodejs:dynamic:Resource", "one", {
                inputs: { __provider: "code", a: 1 },
                propertyDependencies: { __provider: ["u"], a: ["v"] },
            }),
        ]);

        assert.deepEqual(
            [resource(plan, "one").inputs, resource(plan, "one").propertyDependencies],
            [{ a: 1 }, { a: ["v"] }],
        );
    });

    it("given secret outputs, marks those that are known and those that are not", () => {
        const options = { additionalSecretOutputs: ["known", "unknown", "already"] };
        const inputs = { known: "k", already: { [SIGNATURE_KEY]: SIGNATURES.secret, value: "a" } };
        const plan = planOfEvents([registered("a:b:C", "one", { inputs, options })]);

        assert.deepEqual(plainly(resource(plan, "one").outputs), {
            known: { secret: "k" },
            unknown: { secret: "<unknown>" },
            already: { secret: "a" },
        });
        assert.deepEqual(resource(plan, "one").options, { ...NO_OPTIONS, ...options });
    });

    it("given a resource that is read, is external and shows its id and state", () => {
        const plan = planOfEvents([registered("a:b:C", "one", { readId: "i-1", state: { a: 1 } })]);

        assert.deepEqual([resource(plan, "one").external, resource(plan, "one").outputs], [true, { a: 1, id: "i-1" }]);
    });

    it("given a read whose id is not known, says so", () => {
        const plan = planOfEvents([registered("a:b:C", "one", { readId: UNKNOWN_MARKER })]);
        assert.deepEqual(plainly(resource(plan, "one").outputs), { id: "<unknown>" });
    });

    it("given the same gap twice, lists it once; of two resources, twice", () => {
        const gap = { kind: "unanswered-function", subject: "a:b:c", message: "m", mayChangeShape: false } as const;
        const plan = planOfEvents([
            { kind: "gap", gap },
            { kind: "gap", gap },
            { kind: "gap", gap: { ...gap, urn: "u" } },
        ]);

        assert.equal(plan.gaps.length, 2);
    });
});

describe("stand-ins of encrypted settings", () => {
    const map = (properties: PropertyMap) => concealer(new Map([["STANDIN", "shop:pin"]])).map(properties);

    it("given a stand-in at any depth and inside longer text, hides the whole text", () => {
        assert.deepEqual(
            plainly(map({ a: "STANDIN", b: ["x", { c: "pin=STANDIN;" }], d: 1, e: null, f: Unknown.computed })),
            {
                a: { secret: "<unknown>" },
                b: ["x", { c: { secret: "<unknown>" } }],
                d: 1,
                e: null,
                f: "<unknown>",
            },
        );
    });

    it("given a stand-in inside a secret, wraps it once", () => {
        const { a, b } = map({ a: new Secret("STANDIN"), b: new Secret({ c: "x" }) });

        assert.deepEqual(plainly([a, b]), [{ secret: "<unknown>" }, { secret: { c: "x" } }]);
        assert.match(((a as Secret).value as Unknown).why, /shop:pin/);
    });

    it("given a stand-in as a name, names the setting instead", () => {
        assert.deepEqual(map({ STANDIN: 1, other: 2 }), { "(encrypted setting shop:pin)": 1, other: 2 });
    });
});
