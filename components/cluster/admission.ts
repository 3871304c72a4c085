import * as kubernetes from "@pulumi/kubernetes";
import type { Environment } from "../environment";
import { marks } from "../kubernetes-marks";
import type { RegistryRef } from "../references";
import { admissionPolicies } from "./admission-policies";
import type { NamespacePlace } from "./namespace";

/** Where images come from where nothing is said: the registry of the environment's own account and region. */
function ownRegistry({ accountId, region }: Environment): RegistryRef {
    return { imagePrefix: `${accountId}.dkr.ecr.${region}.amazonaws.com/` };
}

/**
 * Makes the policies that the API server holds against every pod of a workload namespace.
 *
 * They stand beside the pod security of the namespace: that one is a standard which changes with versions, these are
 * what the plan says. They fail closed.
 */
export function createAdmissionPolicies(
    namespace: string,
    environment: Environment,
    registries: readonly RegistryRef[] | undefined,
    { resource, options }: NamespacePlace,
): void {
    const allowed = (registries ?? [ownRegistry(environment)]).map(({ imagePrefix }) => imagePrefix);
    for (const policy of admissionPolicies(allowed)) {
        const objectName = `${namespace}-${policy.name}`;
        const admission = new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicy(
            resource(`admission-${policy.name}`),
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
            options(`admission-${policy.name}`),
        );
        new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
            resource(`admission-${policy.name}-binding`),
            {
                metadata: { name: objectName, ...marks(environment) },
                spec: {
                    policyName: objectName,
                    validationActions: ["Deny", "Audit"],
                    matchResources: {
                        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
                    },
                },
            },
            options(`admission-${policy.name}-binding`, admission),
        );
    }
}
