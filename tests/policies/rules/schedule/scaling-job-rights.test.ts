import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { scheduleRoleCanDoWhatItsTargetSays as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries, worst } from "../table";

const JOB = "kubernetes:batch/v1:CronJob";
const API = "kubernetes:rbac.authorization.k8s.io/v1";

const job = (
    pod: PropertyMap = { serviceAccountName: "sleeper" },
    container: PropertyMap = {},
    spec: PropertyMap = {},
): PropertyMap => ({
    metadata: { name: "night", namespace: "tools" },
    spec: {
        ...spec,
        jobTemplate: {
            spec: {
                template: {
                    spec: {
                        ...pod,
                        containers: [
                            {
                                command: ["kubectl", "scale", "deployment/web", "--replicas=0", "-n", "shop"],
                                ...container,
                            },
                        ],
                    },
                },
            },
        },
    },
});
const account = resource(
    "kubernetes:core/v1:ServiceAccount",
    { metadata: { name: "sleeper", namespace: "tools" } },
    { name: "sleeper" },
);
const SLEEPER: PropertyMap = { kind: "ServiceAccount", name: "sleeper", namespace: "tools" };
const binding = (roleRef: PropertyMap, subjects: PropertyValue = [SLEEPER], namespace: PropertyValue = "shop") =>
    resource(`${API}:RoleBinding`, { metadata: { name: "night", namespace }, roleRef, subjects }, { name: "binding" });
const everywhere = (name: string) =>
    resource(
        `${API}:ClusterRoleBinding`,
        { metadata: { name: "night" }, roleRef: { kind: "ClusterRole", name }, subjects: [SLEEPER] },
        { name: "everywhere" },
    );
const OWN: PropertyMap = { kind: "Role", name: "scaler" };
const READS: PropertyMap = { apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "list"] };
const SCALES: PropertyMap = { apiGroups: ["apps"], resources: ["deployments/scale"], verbs: ["patch"] };
const role = (rules: PropertyValue = [READS, SCALES], namespace = "shop", more: PropertyMap = {}) =>
    resource(`${API}:Role`, { metadata: { name: "scaler", namespace }, rules, ...more }, { name: "scaler" });
const by = (...beside: ReturnType<typeof resource>[]) => ({ beside: [account, ...beside] });

describe("the rights of jobs that scale workloads", () => {
    tries(rule, JOB, [
        ["a role that gives them", "holds", job(), by(binding(OWN), role())],
        ["no binding", "violated", job(), by(role())],
        ["a role that lets it look alone", "violated", job(), by(binding(OWN), role([READS]))],
        ["a role that lets it scale what it cannot find", "violated", job(), by(binding(OWN), role([SCALES]))],
        [
            "a role for sets",
            "violated",
            job(),
            by(binding(OWN), role([{ ...READS, resources: ["statefulsets", "statefulsets/scale"], verbs: ["*"] }])),
        ],
        [
            "a role for all of a group",
            "holds",
            job(),
            by(binding(OWN), role([{ apiGroups: ["apps"], resources: ["*"], verbs: ["*"] }])),
        ],
        [
            "a role for all that scales",
            "holds",
            job(),
            by(binding(OWN), role([READS, { ...SCALES, resources: ["*/scale"] }])),
        ],
        [
            "a role for another group",
            "violated",
            job(),
            by(binding(OWN), role([READS, { ...SCALES, apiGroups: ["extensions"] }])),
        ],
        [
            "a role for the workload by its name",
            "holds",
            job(),
            by(binding(OWN), role([READS, { ...SCALES, resourceNames: ["web"] }])),
        ],
        [
            "a role for another workload",
            "violated",
            job(),
            by(binding(OWN), role([READS, { ...SCALES, resourceNames: ["jobs"] }])),
        ],
        ["a role that gathers others", "undecided", job(), by(binding(OWN), role([], "shop", { aggregationRule: {} }))],
        ["rules that are not known", "undecided", job(), by(binding(OWN), role(Unknown.computed))],
        ["secret rules that give too little", "violated", job(), by(binding(OWN), role(new Secret([READS])))],
        ["a binding in the namespace of the job", "violated", job(), by(binding(OWN, [SLEEPER], "tools"), role())],
        ["a binding of another account", "violated", job(), by(binding(OWN, [{ ...SLEEPER, name: "other" }]), role())],
        [
            "a binding of its name in another namespace",
            "violated",
            job(),
            by(binding(OWN, [{ ...SLEEPER, namespace: "shop" }]), role()),
        ],
        [
            "a binding of all accounts of its namespace",
            "holds",
            job(),
            by(binding(OWN, [{ kind: "Group", name: "system:serviceaccounts:tools" }]), role()),
        ],
        ["subjects that are not known", "undecided", job(), by(binding(OWN, Unknown.computed), role())],
        ["a role that is not in the plan", "undecided", job(), by(binding({ kind: "ClusterRole", name: "scaler" }))],
        ["the role to edit", "holds", job(), by(binding({ kind: "ClusterRole", name: "edit" }))],
        ["the role to view", "violated", job(), by(binding({ kind: "ClusterRole", name: "view" }))],
        ["the role to edit, everywhere", "holds", job(), by(everywhere("edit"))],
        ["an account that is not in the plan", "undecided", job(), { beside: [role()] }],
        ["an account that is not known", "undecided", job({ serviceAccountName: Unknown.computed }), by(role())],
        ["no account of its own", "violated", job({}), by(binding(OWN), role())],
        [
            "credentials of its own",
            "undecided",
            job(undefined, { env: [{ name: "KUBECONFIG", value: "/etc/config" }] }),
            by(),
        ],
        ["a token of its own", "undecided", job(undefined, { args: ["--token", "x"] }), by()],
        [
            "a chart that may hold the binding",
            "undecided",
            job(),
            by(resource("kubernetes:helm.sh/v3:Release", {}, { name: "chart" })),
        ],
        ["a job that is suspended", "nothing", job(undefined, {}, { suspend: true }), by()],
    ]);

    it("given another command, says nothing", () => {
        assert.equal(worst(rule, JOB, job(undefined, { command: ["kubectl", "get", "pods"] }), by()), "nothing");
    });

    it("given one without rights, says which", () => {
        const verdicts = said(
            rule,
            plan([resource(JOB, job(), { name: "night" }), account, binding(OWN), role([READS])]),
        );
        assert.deepEqual(
            verdicts.map(({ message, outcome }) => message ?? outcome),
            [
                "holds",
                "calls kubectl scale, and no binding allows its service account to patch deployments/scale, expected one: the job fails every night, and nobody sees it but the bill",
            ],
        );
    });
});
