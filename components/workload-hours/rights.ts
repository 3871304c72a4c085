import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { createPolicy, type Policy } from "../ephemeral-reaper/guard";
import { marks } from "../kubernetes-marks";
import { KINDS, NEVER_SLEEPS, POOL, REPLICAS_AT_WORK } from "./marks";

/** Who may do what, and where. */
export interface RightsPlan {
    readonly environment: Environment;
    readonly provider: kubernetes.Provider;
    /** Name of roles, and beginning of the names of policies. */
    readonly objectName: string;
    readonly account: { readonly name: string; readonly namespace: string };
    readonly namespaces: readonly string[];
    readonly pools: readonly string[];
    /** What must be there before anything of a namespace. */
    readonly after: readonly pulumi.Resource[];
}

/** Lets an account scale workloads of some namespaces and remember what they had, and nothing else of them. */
export function createRights(name: string, plan: RightsPlan, parent: pulumi.Resource): readonly pulumi.Resource[] {
    const { account, environment, objectName, pools, provider } = plan;
    const policies = { environment, provider, prefix: objectName };
    const user = `system:serviceaccount:${account.namespace}:${account.name}`;
    const guards = [
        createPolicy(name, "workloads", onlyRemember(user), policies, parent),
        ...(pools.length === 0 ? [] : [createPolicy(name, "nodes", onlyPools(user, pools), policies, parent)]),
    ];
    // Only once the guards are there, which bound what roles alone cannot.
    const inNamespaces = plan.namespaces.map(namespace =>
        createInNamespace(`${name}-${namespace}`, namespace, plan, guards, parent),
    );
    return [...inNamespaces, ...(pools.length === 0 ? [] : [createForNodes(name, plan, guards, parent)])];
}

function createInNamespace(
    resource: string,
    namespace: string,
    { account, after, environment, objectName, provider }: RightsPlan,
    guards: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): pulumi.Resource {
    const metadata = { name: objectName, namespace, ...marks(environment) };
    const role = new kubernetes.rbac.v1.Role(
        `${resource}-rights`,
        {
            metadata,
            rules: [
                { apiGroups: ["apps"], resources: [...KINDS], verbs: ["list", "patch"] },
                { apiGroups: ["apps"], resources: KINDS.map(kind => `${kind}/scale`), verbs: ["patch"] },
            ],
        },
        { parent, provider, dependsOn: [...after, ...guards] },
    );
    return new kubernetes.rbac.v1.RoleBinding(
        `${resource}-rights-binding`,
        { metadata, ...bound("Role", objectName, account) },
        { parent, provider, dependsOn: [role] },
    );
}

/** Nodes belong to no namespace. */
function createForNodes(
    name: string,
    { account, environment, objectName, provider }: RightsPlan,
    guards: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): pulumi.Resource {
    const metadata = { name: objectName, ...marks(environment) };
    const role = new kubernetes.rbac.v1.ClusterRole(
        `${name}-nodes-rights`,
        {
            metadata,
            rules: [{ apiGroups: ["karpenter.sh"], resources: ["nodeclaims"], verbs: ["list", "delete"] }],
        },
        { parent, provider, dependsOn: [...guards] },
    );
    return new kubernetes.rbac.v1.ClusterRoleBinding(
        `${name}-nodes-rights-binding`,
        { metadata, ...bound("ClusterRole", objectName, account) },
        { parent, provider, dependsOn: [role] },
    );
}

function bound(kind: "Role" | "ClusterRole", name: string, account: RightsPlan["account"]) {
    return {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind, name },
        subjects: [{ kind: "ServiceAccount", ...account }],
    };
}

/** Whoever may change a workload may have it run anything: this leaves the account one annotation of it. */
function onlyRemember(user: string): Policy {
    const refused = (expression: string, message: string) => ({ expression, message, reason: "Forbidden" });
    const same = (field: string) =>
        `has(object.metadata.${field}) == has(oldObject.metadata.${field}) && (!has(object.metadata.${field}) || object.metadata.${field} == oldObject.metadata.${field})`;
    const annotations = (object: string) => `has(${object}.metadata.annotations) ? ${object}.metadata.annotations : {}`;
    const [key, value] = [JSON.stringify(NEVER_SLEEPS.key), JSON.stringify(NEVER_SLEEPS.value)];
    const ours = JSON.stringify(REPLICAS_AT_WORK);
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: [
                { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["UPDATE"], resources: [...KINDS] },
            ],
        },
        matchConditions: [isUser(user)],
        variables: [
            { name: "before", expression: annotations("oldObject") },
            { name: "after", expression: annotations("object") },
        ],
        validations: [
            refused("object.spec == oldObject.spec", "working hours change nothing of a workload's own"),
            refused(
                ["labels", "ownerReferences", "finalizers"].map(field => `(${same(field)})`).join(" && "),
                "working hours change no labels, owners and finalizers",
            ),
            refused(
                `variables.after.all(key, key == ${ours} || (key in variables.before && variables.before[key] == variables.after[key]))` +
                    ` && variables.before.all(key, key == ${ours} || key in variables.after)`,
                `working hours change no annotation but ${REPLICAS_AT_WORK}`,
            ),
            refused(
                `!has(oldObject.metadata.labels) || !(${key} in oldObject.metadata.labels) || oldObject.metadata.labels[${key}] != ${value}`,
                `the workload never sleeps: its label ${NEVER_SLEEPS.key} says so`,
            ),
        ],
    };
}

/** Rights cannot be bound to the names of nodes that are yet to come; this is what bounds them. */
function onlyPools(user: string, pools: readonly string[]): Policy {
    const labels = "oldObject.metadata.labels";
    const key = JSON.stringify(POOL);
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: [
                {
                    apiGroups: ["karpenter.sh"],
                    apiVersions: ["v1"],
                    operations: ["DELETE"],
                    resources: ["nodeclaims"],
                },
            ],
        },
        matchConditions: [isUser(user)],
        validations: [
            {
                expression: `has(${labels}) && ${key} in ${labels} && ${labels}[${key}] in ${JSON.stringify(pools)}`,
                message: `working hours end no nodes but those of ${pools.join(", ")}`,
                reason: "Forbidden",
            },
        ],
    };
}

function isUser(user: string) {
    return { name: "is-workload-hours", expression: `request.userInfo.username == ${JSON.stringify(user)}` };
}
