import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { namespaceHasQuota as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
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
});
