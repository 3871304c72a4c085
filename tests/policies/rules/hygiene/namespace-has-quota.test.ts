import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { namespaceHasQuota as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

describe("namespace-has-quota", () => {
    const quota = (hard: PropertyValue, metadata: PropertyMap = { namespace: "shop" }) => ({
        beside: [resource("kubernetes:core/v1:ResourceQuota", { metadata, spec: { hard } }, { name: "quota" })],
    });
    const shop = { metadata: { name: "shop" } };
    tries(rule, "kubernetes:core/v1:Namespace", [
        ["a quota of processors", "holds", shop, quota({ "requests.cpu": "4" })],
        ["a quota that is not known, of memory", "holds", shop, quota({ memory: Unknown.computed })],
        ["a secret quota", "holds", { metadata: { name: new Secret("shop") } }, quota({ pods: "10" })],
        ["none", "violated", shop],
        ["a quota of another namespace", "violated", shop, quota({ pods: "10" }, { namespace: "other" })],
        ["a quota of services only", "violated", shop, quota({ services: "10" })],
        ["a quota of nothing", "violated", shop, quota({})],
        [
            "a quota without bounds",
            "violated",
            shop,
            {
                beside: [
                    resource(
                        "kubernetes:core/v1:ResourceQuota",
                        { metadata: { namespace: "shop" } },
                        { name: "quota" },
                    ),
                ],
            },
        ],
        ["a quota of what is not known", "undecided", shop, quota(Unknown.computed)],
        ["a quota of no map", "undecided", shop, quota("10")],
        [
            "a quota of a namespace that is not known",
            "undecided",
            shop,
            quota({ pods: "1" }, { namespace: Unknown.computed }),
        ],
        [
            "a release, which may bring one",
            "undecided",
            shop,
            { beside: [resource("kubernetes:helm.sh/v3:Release", {}, { name: "chart" })] },
        ],
        [
            "a chart that was not rendered",
            "undecided",
            shop,
            {
                gaps: [
                    {
                        kind: "unanswered-plain-function",
                        subject: "kubernetes:helm:template",
                        message: "it has no answer",
                        mayChangeShape: true,
                    },
                ],
            },
        ],
        ["a namespace that somebody else manages", "nothing", shop, { external: true }],
    ]);

    describe("of a provider of its own", () => {
        const made = (name: string, inputs: PropertyMap) => ({ urn: `urn:${name}`, name, isDefault: false, inputs });
        const judged = (own: PropertyMap, other: PropertyMap, namespace = "shop") => {
            const object = resource("kubernetes:core/v1:Namespace", shop);
            const [bounds] = quota({ pods: "10" }, { namespace }).beside;
            assert.ok(bounds);
            const planned = plan([
                { ...object, provider: made("own", own) },
                { ...bounds, provider: made("other", other) },
            ]);
            return said(rule, planned).map(({ outcome }) => outcome);
        };

        it("given a quota of another provider of the same cluster, holds", () => {
            assert.deepEqual(judged({ kubeconfig: "a" }, { kubeconfig: new Secret("a"), namespace: "x" }), ["holds"]);
            assert.deepEqual(judged({ context: "a" }, { context: "a" }), ["holds"]);
        });

        it("given a quota of a provider of another cluster, is violated", () => {
            assert.deepEqual(judged({ kubeconfig: "a" }, { kubeconfig: "b" }), ["violated"]);
            assert.deepEqual(judged({ kubeconfig: "a", context: "a" }, { kubeconfig: "a", context: "b" }), [
                "violated",
            ]);
        });

        it("given a quota of a provider whose cluster is not known, cannot tell, unless its name is another", () => {
            assert.deepEqual(judged({ kubeconfig: Unknown.computed }, { kubeconfig: "a" }), ["undecided"]);
            assert.deepEqual(judged({}, { kubeconfig: "a" }), ["undecided"]);
            assert.deepEqual(judged({}, { kubeconfig: "a" }, "web"), ["violated"]);
        });
    });
});
