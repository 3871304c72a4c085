import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ArgumentFaults, type Expectation, oneOf, textMatching } from "../arguments";
import { DNS_LABEL } from "../domains";
import { type Environment, tagsFor } from "../environment";
import { partitionOf } from "../partition";
import { atLeastOne } from "../ranges";

/**
 * What others than the deploying role may be (EKS User Guide, "Access policy permissions"). The administrator of the whole
 * cluster is not among them: there is one, and it deploys.
 */
export const ACCESS_POLICIES = [
    "AmazonEKSViewPolicy",
    "AmazonEKSEditPolicy",
    "AmazonEKSAdminPolicy",
    "AmazonEKSAdminViewPolicy",
] as const;
export type AccessPolicy = (typeof ACCESS_POLICIES)[number];

/** Lets a role into the cluster. */
export interface AccessGrant {
    /** Part of the names of its resources. */
    readonly name: string;
    /** A role of the environment's own account, each once and not the one that deploys. A change replaces the entry. */
    readonly roleArn: string;
    /** What it may do, by the name that EKS gives it. `AmazonEKSViewPolicy` shows everything but secrets. */
    readonly policy: AccessPolicy;
    /**
     * Namespaces in which it may do so. Secrets of the whole cluster (`AmazonEKSAdminViewPolicy`) know no namespace.
     *
     * @default - all of them
     */
    readonly namespaces?: readonly string[];
}

/** A role of the environment's own account: whoever is let in from another one brings the other's rights along. */
export function ownRole({ accountId }: Environment): Expectation {
    return textMatching(
        new RegExp(`^arn:[a-z-]+:iam::${accountId}:role/\\S+$`),
        `the ARN of a role of account ${accountId}`,
    );
}

/** Records what is wrong with who else may enter. */
export function checkAccessGrants(
    grants: readonly AccessGrant[],
    { environment, deployRoleArn }: { readonly environment: Environment; readonly deployRoleArn: unknown },
    faults: ArgumentFaults,
): void {
    const own = ownRole(environment);
    const names = new Set<string>();
    const roles = new Set<unknown>([deployRoleArn]);
    grants.forEach(({ name, roleArn, policy, namespaces }, index) => {
        const path = `accessGrants[${index}]`;
        faults.check(`${path}.name`, name, DNS_LABEL);
        if (names.has(name)) faults.add(`${path}.name`, "a name that no other grant has", name);
        names.add(name);
        faults.check(`${path}.roleArn`, roleArn, own);
        if (roles.has(roleArn)) faults.add(`${path}.roleArn`, "a role that nothing else lets in", roleArn);
        roles.add(roleArn);
        faults.check(`${path}.policy`, policy, oneOf(ACCESS_POLICIES));
        if (namespaces === undefined) return;
        if (policy === "AmazonEKSAdminViewPolicy") {
            faults.add(`${path}.namespaces`, "nothing: this policy is of the whole cluster", namespaces);
        }
        atLeastOne(`${path}.namespaces`, namespaces, "at least one namespace", faults).forEach((namespace, place) => {
            faults.check(`${path}.namespaces[${place}]`, namespace, DNS_LABEL);
        });
    });
}

/** The ARN of a policy that EKS keeps for those who enter clusters. */
export function accessPolicyArn(environment: Environment, policy: string): string {
    return `arn:${partitionOf(environment.region)}:eks::aws:cluster-access-policy/${policy}`;
}

/** Lets a role into the cluster, with what it may do there. */
export function createAccessGrant(
    name: string,
    environment: Environment,
    { name: grantName, roleArn, policy, namespaces }: AccessGrant,
    clusterName: pulumi.Input<string>,
    parent: pulumi.Resource,
): void {
    const resource = `${name}-access-${grantName}`;
    const entry = new aws.eks.AccessEntry(
        resource,
        { clusterName, principalArn: roleArn, type: "STANDARD", tags: tagsFor(environment, resource) },
        { parent },
    );
    new aws.eks.AccessPolicyAssociation(
        `${resource}-policy`,
        {
            clusterName,
            principalArn: entry.principalArn,
            policyArn: accessPolicyArn(environment, policy),
            accessScope:
                namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces] },
        },
        { parent, dependsOn: [entry] },
    );
}
