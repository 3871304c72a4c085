import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { namespaceDeniesByDefault as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

describe("namespace-denies-by-default", () => {
    const policy = (spec: PropertyValue, metadata: PropertyMap = { namespace: "shop" }) =>
        resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", { metadata, spec }, { name: "policy" });
    const both = ["Ingress", "Egress"];
    const shop = { metadata: { name: "shop" } };
    const beside = (...policies: ReturnType<typeof policy>[]) => ({ beside: policies });

    tries(rule, "kubernetes:core/v1:Namespace", [
        ["a policy that denies both ways", "holds", shop, beside(policy({ podSelector: {}, policyTypes: both }))],
        [
            "a policy for each way",
            "holds",
            shop,
            beside(policy({ podSelector: {}, policyTypes: ["Ingress"] }), policy({ policyTypes: ["Egress"] })),
        ],
        [
            "empty lists of rules",
            "holds",
            shop,
            beside(policy({ podSelector: { matchLabels: {} }, policyTypes: both, ingress: [], egress: [] })),
        ],
        ["none", "violated", shop],
        ["one way only", "violated", shop, beside(policy({ podSelector: {}, policyTypes: ["Ingress"] }))],
        ["no types, which stand for traffic in", "violated", shop, beside(policy({ podSelector: {} }))],
        [
            "a policy for some pods",
            "violated",
            shop,
            beside(policy({ podSelector: { matchLabels: { app: "api" } }, policyTypes: both })),
        ],
        [
            "a policy that lets everything in",
            "violated",
            shop,
            beside(policy({ podSelector: {}, policyTypes: both, ingress: [{}] })),
        ],
        [
            "a policy of another namespace",
            "violated",
            shop,
            beside(policy({ podSelector: {}, policyTypes: both }, { namespace: "other" })),
        ],
        ["a policy without a namespace", "violated", shop, beside(policy({ podSelector: {}, policyTypes: both }, {}))],
        [
            "a way that is not known",
            "undecided",
            shop,
            beside(policy({ podSelector: {}, policyTypes: ["Ingress", Unknown.computed] })),
        ],
        [
            "a way that is not known, and a policy for the other one",
            "holds",
            shop,
            beside(policy({ policyTypes: ["Ingress", Unknown.computed] }), policy({ policyTypes: ["Egress"] })),
        ],
        [
            "a way that is not known, of a policy that lets everything out",
            "violated",
            shop,
            beside(policy({ podSelector: {}, policyTypes: ["Ingress", Unknown.computed], egress: [{}] })),
        ],
        [
            "labels that are not known",
            "undecided",
            shop,
            beside(policy({ podSelector: { matchLabels: Unknown.computed }, policyTypes: both })),
        ],
        ["a policy that is not known", "undecided", shop, beside(policy(Unknown.computed))],
        [
            "a policy whose namespace is not known",
            "undecided",
            shop,
            beside(policy({ podSelector: {}, policyTypes: both }, { namespace: Unknown.computed })),
        ],
        [
            "a namespace whose name Kubernetes makes",
            "undecided",
            {},
            beside(policy({ podSelector: {}, policyTypes: both })),
        ],
        [
            "a chart, which may bring one",
            "undecided",
            shop,
            { beside: [resource("kubernetes:helm.sh/v3:Release", {}, { name: "chart" })] },
        ],
        [
            "a secret name",
            "holds",
            { metadata: { name: new Secret("shop") } },
            beside(policy({ podSelector: {}, policyTypes: both })),
        ],
        ["a namespace that somebody else manages", "nothing", shop, { external: true }],
    ]);

    it("given a policy whose namespace is made beside it, tells which one it is for", () => {
        const mine = resource("kubernetes:core/v1:Namespace", {}, { name: "mine" });
        const other = resource("kubernetes:core/v1:Namespace", {}, { name: "other" });
        const denying = resource(
            "kubernetes:networking.k8s.io/v1:NetworkPolicy",
            { metadata: { namespace: Unknown.computed }, spec: { podSelector: {}, policyTypes: both } },
            { comesFrom: { metadata: [mine] } },
        );
        const verdicts = said(rule, plan([mine, other, denying]));
        assert.deepEqual(
            verdicts.map(({ subject, outcome }) => [subject, outcome]),
            [
                ["mine", "holds"],
                ["other", "violated"],
            ],
        );
    });
});
