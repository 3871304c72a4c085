import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { marks } from "../kubernetes-marks";
import { createGuards } from "./guards";
import { KINDS, kindsByGroup } from "./kinds";

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

/** Lets an account move what sleeps of some namespaces and remember what it had, and nothing else of it. */
export function createRights(name: string, plan: RightsPlan, parent: pulumi.Resource): readonly pulumi.Resource[] {
    const { account, environment, objectName, pools, provider } = plan;
    const user = `system:serviceaccount:${account.namespace}:${account.name}`;
    const guards = createGuards(name, user, pools, { environment, provider, prefix: objectName }, parent);
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
            rules: kindsByGroup(KINDS).flatMap(kinds => {
                const scaled = kinds.filter(({ move }) => move === "scale");
                const apiGroups = [kinds[0].group];
                return [
                    { apiGroups, resources: kinds.map(({ resource }) => resource), verbs: ["list", "patch"] },
                    ...(scaled.length === 0
                        ? []
                        : [
                              {
                                  apiGroups,
                                  resources: scaled.map(({ resource }) => `${resource}/scale`),
                                  verbs: ["patch"],
                              },
                          ]),
                ];
            }),
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
