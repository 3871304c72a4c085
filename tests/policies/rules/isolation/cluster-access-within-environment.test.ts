import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { clusterAccessWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const RBAC = "kubernetes:rbac.authorization.k8s.io/v1";
const own = { provider: { allowedAccountIds: ["111111111111"] } };
const role = (account: string) => `arn:aws:iam::${account}:role/deploy`;

describe("cluster-access-within-environment", () => {
    describe("of an access entry", () => {
        const planned = resource("aws:iam/role:Role", {}, { ...own, name: "deploy" });
        tries(rule, "aws:eks/accessEntry:AccessEntry", [
            ["a role of the own account", "holds", { principalArn: role("111111111111") }, own],
            ["a role of another account", "violated", { principalArn: role("222222222222") }, own],
            [
                "a role of an account that is trusted",
                "holds",
                { principalArn: role("333333333333") },
                { ...own, settings: { trustedAccounts: ["333333333333"] } },
            ],
            [
                "a role of the plan",
                "holds",
                { principalArn: Unknown.computed },
                { ...own, beside: [planned], comesFrom: { principalArn: [planned] } },
            ],
            ["a role that is not known", "undecided", { principalArn: Unknown.computed }, own],
            ["a number", "undecided", { principalArn: 7 }, own],
            ["a secret role of another account", "violated", { principalArn: new Secret(role("222222222222")) }, own],
            ["a provider that pins no account", "undecided", { principalArn: role("222222222222") }, { provider: {} }],
        ]);
    });

    describe("of the map of a cluster", () => {
        const vpc = resource("aws:ec2/vpc:Vpc", {}, { ...own, name: "network" });
        const map = (data: Readonly<Record<string, PropertyValue>>, name: PropertyValue = "aws-auth") => ({
            metadata: { name, namespace: "kube-system" },
            data,
        });
        const around = { beside: [vpc] };
        tries(rule, "kubernetes:core/v1:ConfigMap", [
            ["another map", "nothing", map({ mapRoles: `- rolearn: ${role("222222222222")}` }, "other"), around],
            ["no entries", "holds", map({}), around],
            [
                "a map whose name is not known, with a role of another account",
                "undecided",
                map({ mapRoles: `- rolearn: ${role("222222222222")}` }, Unknown.computed),
                around,
            ],
            [
                "a map whose name is not known, with other data",
                "holds",
                map({ colour: "blue" }, Unknown.computed),
                around,
            ],
            [
                "a map of another namespace whose name is not known",
                "nothing",
                { metadata: { name: Unknown.computed, namespace: "shop" }, data: { mapAccounts: '["222222222222"]' } },
                around,
            ],
            [
                "the map in the namespace of its provider",
                "violated",
                { metadata: { name: "aws-auth" }, data: { mapAccounts: '["222222222222"]' } },
                { ...around, provider: { namespace: "kube-system" } },
            ],
            ["a role of the own account", "holds", map({ mapRoles: `- rolearn: ${role("111111111111")}` }), around],
            [
                "a role of another account",
                "violated",
                map({ mapRoles: `- rolearn: ${role("111111111111")}\n- rolearn: ${role("222222222222")}` }),
                around,
            ],
            [
                "a user of another account",
                "violated",
                map({ mapUsers: '[{"userarn":"arn:aws:iam::222222222222:user/x"}]' }),
                around,
            ],
            ["another account as a whole", "violated", map({ mapAccounts: '["222222222222"]' }), around],
            ["roles that are not known", "undecided", map({ mapRoles: Unknown.computed }), around],
            ["a text that is no list", "undecided", map({ mapRoles: "{" }), around],
            ["an entry without a role", "undecided", map({ mapRoles: "- username: x" }), around],
            [
                "a secret role of another account",
                "violated",
                map({ mapRoles: new Secret(`- rolearn: ${role("222222222222")}`) }),
                around,
            ],
            ["a stack without an account", "undecided", map({ mapRoles: `- rolearn: ${role("222222222222")}` })],
        ]);
    });

    describe("of a binding", () => {
        const group = (name: PropertyValue) => ({ kind: "Group", apiGroup: "rbac.authorization.k8s.io", name });
        const binding = (to: string, ...subjects: PropertyValue[]) => ({
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: to },
            subjects,
        });
        const planned = (rules: PropertyValue) => ({
            beside: [resource(`${RBAC}:ClusterRole`, { metadata: { name: "own" }, rules }, { name: "own" })],
        });
        const everyone = group("system:authenticated");
        tries(rule, `${RBAC}:ClusterRoleBinding`, [
            ["a group of the team", "holds", binding("cluster-admin", group("platform")), {}],
            [
                "a service account",
                "holds",
                binding("edit", { kind: "ServiceAccount", name: "ci", namespace: "ci" }),
                {},
            ],
            ["nobody", "holds", { roleRef: { kind: "ClusterRole", name: "cluster-admin" } }, {}],
            ["everyone as administrator", "violated", binding("cluster-admin", group("platform"), everyone), {}],
            ["everyone as reader", "holds", binding("view", everyone), {}],
            ["everyone to find out what there is", "holds", binding("system:discovery", everyone), {}],
            ["callers without a name as readers", "violated", binding("view", group("system:unauthenticated")), {}],
            [
                "callers without a name as a user",
                "violated",
                binding("view", { kind: "User", name: "system:anonymous" }),
                {},
            ],
            [
                "callers without a name for the version",
                "holds",
                binding("system:public-info-viewer", group("system:unauthenticated")),
                {},
            ],
            ["everyone to a role that is not planned", "undecided", binding("elsewhere", everyone), {}],
            [
                "everyone to a planned role that reads",
                "holds",
                binding("own", everyone),
                planned([{ verbs: ["get", "list"], resources: ["pods"] }]),
            ],
            [
                "everyone to a planned role that writes",
                "violated",
                binding("own", everyone),
                planned([
                    { verbs: ["get"], resources: ["pods"] },
                    { verbs: ["delete"], resources: ["pods"] },
                ]),
            ],
            [
                "everyone to a planned role that reads secrets",
                "violated",
                binding("own", everyone),
                planned([{ verbs: ["get"], resources: ["secrets"] }]),
            ],
            [
                "everyone to a planned role with a verb that is not known",
                "undecided",
                binding("own", everyone),
                planned([{ verbs: ["get", Unknown.computed], resources: ["pods"] }]),
            ],
            [
                "everyone to a planned role whose rules are not known",
                "undecided",
                binding("own", everyone),
                planned(Unknown.computed),
            ],
            [
                "subjects that are not known",
                "undecided",
                { roleRef: { kind: "ClusterRole", name: "edit" }, subjects: Unknown.computed },
                {},
            ],
            [
                "one group that is not known",
                "undecided",
                binding("edit", group("platform"), group(Unknown.computed)),
                {},
            ],
            ["a secret group of everyone", "violated", binding("edit", group(new Secret("system:authenticated"))), {}],
        ]);
    });
});
