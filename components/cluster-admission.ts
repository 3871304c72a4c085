import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { admissionPolicies } from "./admission-policies";
import type { ClusterArgs } from "./cluster-arguments";
import type { Environment } from "./environment";
import { marks } from "./kubernetes-marks";

/** Where images come from where nothing is said: the registry of the environment's own account and region. */
export function ownRegistry({ accountId, region }: Environment): string {
    return `${accountId}.dkr.ecr.${region}.amazonaws.com/`;
}

/**
 * Makes the policies that the API server holds against every pod of the workload namespace.
 *
 * They stand beside the pod security of the namespace: that one is a standard which changes with versions, these are
 * what the plan says. They fail closed.
 */
export function createAdmissionPolicies(
    name: string,
    { environment, namespace, registries }: Pick<ClusterArgs, "environment" | "namespace" | "registries">,
    provider: kubernetes.Provider,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): void {
    for (const policy of admissionPolicies(registries ?? [ownRegistry(environment)])) {
        const objectName = `${namespace.name}-${policy.name}`;
        const admission = new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicy(
            `${name}-admission-${policy.name}`,
            {
                metadata: { name: objectName, ...marks(environment) },
                spec: {
                    failurePolicy: "Fail",
                    matchConstraints: {
                        resourceRules: [
                            {
                                apiGroups: [""],
                                apiVersions: ["v1"],
                                operations: ["CREATE", "UPDATE"],
                                resources: ["pods", "pods/ephemeralcontainers"],
                            },
                        ],
                    },
                    variables: [...policy.variables],
                    validations: policy.validations.map(validation => ({ ...validation, reason: "Forbidden" })),
                },
            },
            { parent, provider, dependsOn: [...after] },
        );
        new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
            `${name}-admission-${policy.name}-binding`,
            {
                metadata: { name: objectName, ...marks(environment) },
                spec: {
                    policyName: objectName,
                    validationActions: ["Deny", "Audit"],
                    matchResources: {
                        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace.name } },
                    },
                },
            },
            { parent, provider, dependsOn: [...after, admission] },
        );
    }
}
