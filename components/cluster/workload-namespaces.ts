import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { marks } from "../kubernetes-marks";
import { createAdmissionPolicies } from "./admission";
import { createNamespace, namespacePlace, type ObjectTarget } from "./namespace";
import { type NamespaceArgs, namespaceResource, type WorkloadNamespacesArgs } from "./namespace-arguments";
import { createPodIdentity, identityName, type WorkloadIdentity } from "./workload-identity";

/** The cluster that namespaces are made in. */
export interface NamespacesPlan extends WorkloadNamespacesArgs {
    readonly environment: Environment;
    /** Kubernetes version of the cluster. */
    readonly version: string;
    readonly clusterName: string;
    /** Whether the first namespace may have been made when a cluster had a single one, under names without its own. */
    readonly mayBeOlder: boolean;
}

/** ARNs of the roles that pods take, by `<namespace>/<service account>`. */
export type WorkloadRoles = Readonly<Record<string, pulumi.Output<string>>>;

/** Makes namespaces for workloads, what is held against their pods, and what their pods may do in AWS. */
export function createWorkloadNamespaces(name: string, plan: NamespacesPlan, target: ObjectTarget): WorkloadRoles {
    const { environment, version, namespaces, registries } = plan;
    const roles: Record<string, pulumi.Output<string>> = {};
    namespaces.forEach((namespace, index) => {
        const formerly = plan.mayBeOlder && index === 0 ? name : undefined;
        const place = namespacePlace(name, namespace.name, target, formerly);
        const made = createNamespace(namespace, { environment, version, podSecurity: "restricted" }, place);
        createAdmissionPolicies(namespace.name, environment, registries, place);
        for (const identity of namespace.identities ?? []) {
            const roleArn = createIdentity(name, plan, namespace, identity, made, target);
            roles[`${namespace.name}/${identity.serviceAccount}`] = roleArn;
        }
    });
    return roles;
}

function createIdentity(
    name: string,
    { environment, clusterName }: NamespacesPlan,
    namespace: NamespaceArgs,
    identity: WorkloadIdentity,
    made: pulumi.Resource,
    { provider, after, parent }: ObjectTarget,
): pulumi.Output<string> {
    const resource = identityName(namespaceResource(name, namespace.name), identity.serviceAccount);
    const { roleArn, ready } = createPodIdentity(
        environment,
        {
            ...identity,
            name: resource,
            description: `What pods of ${namespace.name}/${identity.serviceAccount} may do in AWS`,
            clusterName,
            namespace: namespace.name,
        },
        after,
        parent,
    );
    new kubernetes.core.v1.ServiceAccount(
        `${resource}-account`,
        {
            metadata: { name: identity.serviceAccount, namespace: namespace.name, ...marks(environment) },
            // Pod Identity brings a token of its own; that of the Kubernetes API is for those who ask for it.
            automountServiceAccountToken: false,
        },
        { parent, provider, dependsOn: [...after, made, ...ready] },
    );
    return roleArn;
}
