import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { containersHaveLimits as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const pod = (container: PropertyValue, more: PropertyMap = {}): PropertyMap => ({
    metadata: { namespace: "shop" },
    spec: { template: { spec: { containers: [container], ...more } } },
});

describe("containers-have-limits", () => {
    const all = { resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } } };
    const range = (namespace: PropertyValue, limits: PropertyValue) =>
        resource("kubernetes:core/v1:LimitRange", { metadata: { namespace }, spec: { limits } }, { name: "limits" });
    const made = resource("kubernetes:core/v1:Namespace", {}, { name: "shop" });
    const filling = [{ type: "Container", default: { memory: "64Mi" }, defaultRequest: { cpu: "100m" } }];

    const partly = (limits: PropertyMap) => ({ resources: { requests: Unknown.computed, limits } });

    tries(rule, "kubernetes:apps/v1:Deployment", [
        ["all of them", "holds", pod(all)],
        ["limits, which stand for requests", "holds", pod({ resources: { limits: { cpu: 1, memory: "64Mi" } } })],
        ["none", "violated", pod({ name: "api" })],
        ["no limit of memory", "violated", pod({ resources: { requests: { cpu: 1, memory: "64Mi" } } })],
        ["no request of CPU", "violated", pod({ resources: { limits: { memory: "64Mi" } } })],
        ["a second container without", "violated", pod(all, { initContainers: [{ name: "prepare" }] })],
        [
            "none, in a namespace that fills them in",
            "holds",
            pod({ name: "api" }),
            { beside: [range("shop", filling)] },
        ],
        ["none, beside another namespace's", "violated", pod({ name: "api" }), { beside: [range("other", filling)] }],
        [
            "none, in a namespace that fills in a part",
            "violated",
            pod({ name: "api" }),
            { beside: [range("shop", [{ type: "Container", max: { memory: "1Gi" } }])] },
        ],
        [
            "none, in a namespace whose limits stand for requests",
            "holds",
            pod({ name: "api" }),
            { beside: [range("shop", [{ type: "Container", default: { cpu: 1, memory: "64Mi" } }])] },
        ],
        [
            "none, in a namespace whose bounds stand for both",
            "holds",
            pod({ name: "api" }),
            { beside: [range("shop", [{ type: "Container", max: { memory: "1Gi" }, min: { cpu: "10m" } }])] },
        ],
        [
            "none, in a namespace that bounds pods only",
            "violated",
            pod({ name: "api" }),
            { beside: [range("shop", [{ type: "Pod", max: { cpu: 1, memory: "1Gi" } }])] },
        ],
        [
            "none, in a namespace with two ranges",
            "holds",
            pod({ name: "api" }),
            {
                beside: [
                    range("shop", [{ type: "Pod", max: { memory: "1Gi" } }]),
                    { ...range("shop", filling), urn: "urn:pulumi:staging::shop::other::more" },
                ],
            },
        ],
        [
            "none, in a namespace that is made beside it, and fills them in",
            "holds",
            { ...pod({ name: "api" }), metadata: { namespace: Unknown.computed } },
            {
                comesFrom: { metadata: [made] },
                beside: [
                    made,
                    resource(
                        "kubernetes:core/v1:LimitRange",
                        { metadata: { namespace: Unknown.computed }, spec: { limits: filling } },
                        { name: "limits", comesFrom: { metadata: [made] } },
                    ),
                ],
            },
        ],
        [
            "none, in the namespace of a provider that fills them in",
            "holds",
            pod({ name: "api" }),
            {
                provider: { namespace: "shop" },
                beside: [
                    resource(
                        "kubernetes:core/v1:LimitRange",
                        { spec: { limits: filling } },
                        { name: "limits", provider: { namespace: "shop" } },
                    ),
                ],
            },
        ],
        [
            "none, and limits that are not known",
            "undecided",
            pod({ name: "api" }),
            { beside: [range("shop", Unknown.computed)] },
        ],
        [
            "none, and a range that is not known",
            "undecided",
            pod({ name: "api" }),
            { beside: [range(Unknown.computed, filling)] },
        ],
        ["a container that is not known", "undecided", pod(Unknown.computed)],
        [
            "a limit that is not known, which is one",
            "holds",
            pod({ resources: { requests: { cpu: 1 }, limits: { memory: Unknown.computed } } }),
        ],
        ["limits that are not known", "undecided", pod({ resources: Unknown.computed })],
        ["a limit of memory, and requests that are not known", "undecided", pod(partly({ memory: "64Mi" }))],
        ["limits that stand for requests that are not known", "holds", pod(partly({ cpu: 1, memory: "64Mi" }))],
        ["requests that are not known, and no limit of memory", "violated", pod(partly({ cpu: 1 }))],
        [
            "limits that are not known, in a namespace that fills them in",
            "holds",
            pod({ resources: Unknown.computed }),
            { beside: [range("shop", filling)] },
        ],
        [
            "none, in a namespace whose defaults are not known",
            "undecided",
            pod({ name: "api" }),
            { beside: [range("shop", [{ type: "Container", default: Unknown.computed }])] },
        ],
        [
            "none, in a namespace whose defaults are not known, and whose bounds do",
            "holds",
            pod({ name: "api" }),
            {
                beside: [
                    range("shop", [
                        { type: "Container", default: Unknown.computed, max: { cpu: 1, memory: Unknown.computed } },
                    ]),
                ],
            },
        ],
        [
            "none, in a namespace that fills a part in for what is not known",
            "violated",
            pod({ name: "api" }),
            { beside: [range("shop", [{ type: Unknown.computed, max: { memory: "1Gi" } }])] },
        ],
        ["pods that are not known", "undecided", { spec: Unknown.computed }],
        ["a secret container without", "violated", pod(new Secret({ name: "api" }))],
    ]);
});
