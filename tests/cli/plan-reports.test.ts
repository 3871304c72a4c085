import assert from "node:assert/strict";
import { layoutFor } from "../../cli/report/layout";
import { renderPlanJson } from "../../cli/report/plan-json";
import { renderPlanText } from "../../cli/report/plan-text";
import { NO_OPTIONS, type Plan } from "../../plan/plan";
import { planFromPreview } from "../../plan/preview";
import { planFromState } from "../../plan/state";
import { Asset, type PropertyMap, Secret, Unknown } from "../../plan/value";
import { captured } from "../plan/captured";
import { schemaFaults } from "./schema";
import { gap, planned, planOf } from "./sample-report";

function inputsOf(inputs: PropertyMap): unknown {
    const written = JSON.parse(renderPlanJson([planOf("staging", [planned("a", { inputs })])])) as {
        plans: { resources: { inputs: unknown }[] }[];
    };
    assert.deepEqual(schemaFaults("plan.schema.json", written), []);
    return written.plans[0]?.resources[0]?.inputs;
}

describe("JSON of a plan", () => {
    it("given secrets at every depth, writes none of their values", () => {
        const inputs = {
            password: new Secret("hunter2"),
            nested: { list: [new Secret({ inner: "hunter2" })] },
            later: new Secret(Unknown.computed),
        };
        assert.deepEqual(inputsOf(inputs), {
            password: { $secret: "known" },
            nested: { list: [{ $secret: "known" }] },
            later: { $secret: "unknown" },
        });
        const plan: Plan = {
            ...planOf("staging", []),
            config: { "shop:token": new Secret("hunter2") },
            outputs: inputs,
        };
        assert.doesNotMatch(renderPlanJson([plan]), /hunter2/);
    });

    it("given what JSON cannot hold, writes it as an object of its own kind", () => {
        assert.deepEqual(
            inputsOf({
                id: Unknown.computed,
                code: new Asset("archive", "ab12", "./dist"),
                text: new Asset("asset", undefined, undefined),
            }),
            {
                id: { $unknown: "known after deployment" },
                code: { $asset: { kind: "archive", hash: "ab12", origin: "./dist" } },
                text: { $asset: { kind: "asset" } },
            },
        );
    });

    it("given plain values, writes them as they are", () => {
        const plain = { zero: 0, no: false, nothing: null, empty: "", list: [1, "a"], map: { a: { b: 1 } } };
        assert.deepEqual(inputsOf(plain), plain);
    });

    it("given names of the program's own that begin with $, cannot be taken for a mark", () => {
        assert.deepEqual(inputsOf({ $secret: "mine", schema: { $ref: "#/a", $$: 1 } }), {
            $$secret: "mine",
            schema: { $$ref: "#/a", $$$: 1 },
        });
    });

    for (const [what, plan] of [
        ["preview", planFromPreview(captured("real-values.staging.preview.json"), "preview")],
        ["state", planFromState(captured("real-values.staging.state.json"), "state")],
        ["small preview", planFromPreview(captured("real-small.staging.preview.json"), "preview")],
        [
            "plan with gaps",
            planOf(
                "staging",
                [planned("a", { options: { ...NO_OPTIONS, customTimeouts: { create: "30m" } } })],
                [gap()],
            ),
        ],
    ] as const) {
        it(`given the ${what}, writes what the published schema describes, and no more`, () => {
            assert.deepEqual(schemaFaults("plan.schema.json", JSON.parse(renderPlanJson([plan]))), []);
        });
    }
});

describe("text of a plan", () => {
    const text = (plans: readonly Plan[], width = 80) => renderPlanText(plans, layoutFor(width, false));

    it("given components with children, shows a tree for each stack", () => {
        const shop = planned("shop", { urn: "urn:shop", type: "acme:index:Shop", custom: false });
        const child = planned("shop/role", { parent: "urn:shop", options: { ...NO_OPTIONS, protect: true } });
        const read = planned("zone", { external: true });
        const remote = planned("chart", { opaque: true });
        assert.equal(
            text([planOf("staging", [shop, read, child, remote]), planOf("prod", [])]),
            `shop/staging: 4 resources (embedded, declared)
  shop  acme:index:Shop
    role  aws:iam/role:Role, protected
  zone  aws:iam/role:Role, read only
  chart  aws:iam/role:Role, built by a plugin

shop/prod: 0 resources (embedded, declared)
`,
        );
    });

    it("given a parent that is not in the plan, still shows the child", () => {
        assert.match(text([planOf("staging", [planned("a", { parent: "urn:gone" })])]), /\n {2}a {2}aws:iam/);
    });

    it("given gaps, lists them below", () => {
        assert.match(
            text([planOf("staging", [], [gap()])]),
            /\n\nNot seen, or supplied, while planning\n {2}aws:ec2\/getAmi:getAmi/,
        );
    });

    it("given a narrow terminal, wraps and keeps the indent", () => {
        assert.match(text([planOf("staging", [planned("a-name")])], 24), /\n {2}a-name\n {4}aws:iam\/role:Role\n/);
    });
});
