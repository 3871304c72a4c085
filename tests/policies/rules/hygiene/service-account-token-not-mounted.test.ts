import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { serviceAccountTokenNotMounted as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

describe("service-account-token-not-mounted", () => {
    const pod = (spec: PropertyValue, metadata: PropertyMap = { namespace: "shop" }): PropertyMap => ({
        metadata,
        spec: { template: { spec } },
    });
    const account = (inputs: PropertyMap, metadata: PropertyMap = { name: "default", namespace: "shop" }) => ({
        beside: [resource("kubernetes:core/v1:ServiceAccount", { metadata, ...inputs }, { name: "account" })],
    });
    const own = resource(
        "kubernetes:core/v1:ServiceAccount",
        { metadata: { name: "api", namespace: "shop" } },
        { name: "account" },
    );
    const closed = { automountServiceAccountToken: false };

    tries(rule, "kubernetes:apps/v1:Deployment", [
        ["a token that is not mounted", "holds", pod(closed)],
        ["a secret switch", "holds", pod({ automountServiceAccountToken: new Secret(false) })],
        ["an account of its own", "holds", pod({ serviceAccountName: "api" })],
        [
            "an account that is not made yet",
            "holds",
            pod({ serviceAccountName: Unknown.computed }),
            { ...account({}, { name: "api", namespace: "shop" }), comesFrom: { spec: [own] } },
        ],
        [
            "an account by a name that is not known, beside the default one",
            "undecided",
            pod({ serviceAccountName: Unknown.computed }),
            { ...account({}), comesFrom: { spec: account({}).beside } },
        ],
        ["an account by a name that comes from elsewhere", "undecided", pod({ serviceAccountName: Unknown.computed })],
        ["an account by the older name, not known", "undecided", pod({ serviceAccount: Unknown.computed })],
        [
            "an account that may be the default one, and hands none out",
            "undecided",
            pod({}),
            account(closed, { name: Unknown.computed, namespace: "shop" }),
        ],
        [
            "an account that may be the default one, and hands one out",
            "violated",
            pod({}),
            account({}, { name: Unknown.computed, namespace: "shop" }),
        ],
        ["an account of its own, by the older name", "holds", pod({ serviceAccount: "api" })],
        ["nothing said", "violated", pod({})],
        ["the default account by name", "violated", pod({ serviceAccountName: "default" })],
        ["a token that is mounted", "violated", pod({ automountServiceAccountToken: true })],
        ["a default account that hands none out", "holds", pod({}), account(closed)],
        ["a default account that hands one out", "violated", pod({}), account({})],
        [
            "a pod that asks for it all the same",
            "violated",
            pod({ automountServiceAccountToken: true }),
            account(closed),
        ],
        [
            "another account that hands none out",
            "violated",
            pod({}),
            account(closed, { name: "api", namespace: "shop" }),
        ],
        ["another namespace's", "violated", pod({}), account(closed, { name: "default", namespace: "other" })],
        [
            "a default account that is not known",
            "undecided",
            pod({}),
            account({ automountServiceAccountToken: Unknown.computed }),
        ],
        [
            "a default account of a namespace that is not known",
            "undecided",
            pod({}),
            account(closed, { name: "default", namespace: Unknown.computed }),
        ],
        ["a switch that is not known", "undecided", pod({ automountServiceAccountToken: Unknown.computed })],
        ["pods that are not known", "undecided", pod(Unknown.computed)],
        ["a workload that somebody else manages", "nothing", pod({}), { external: true }],
    ]);
});
