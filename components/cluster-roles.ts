import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "./environment";
import { managedPolicyArn } from "./partition";

/** What {@link roleWith} is to make. */
export interface RolePlan {
    /** Pulumi name of the role; its attachments are named after it. */
    readonly name: string;
    readonly description: string;
    /** Policy document: who may assume the role. */
    readonly trust: string;
    /** Policies that AWS maintains, by the end of their ARNs. */
    readonly managedPolicies: readonly string[];
}

/** A role and what is attached to it. Whoever uses the role depends on the attachments, or loses its rights too early. */
export interface RoleWithPolicies {
    readonly role: aws.iam.Role;
    readonly attachments: readonly aws.iam.RolePolicyAttachment[];
}

/** Makes a role that holds policies maintained by AWS. */
export function roleWith(environment: Environment, plan: RolePlan, parent: pulumi.Resource): RoleWithPolicies {
    const role = new aws.iam.Role(
        plan.name,
        {
            description: plan.description,
            assumeRolePolicy: plan.trust,
            tags: tagsFor(environment, plan.name),
        },
        { parent },
    );
    const attachments = plan.managedPolicies.map(path => {
        const policy = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
        return new aws.iam.RolePolicyAttachment(
            `${plan.name}-${policy.replaceAll("_", "-")}`,
            { role: role.name, policyArn: managedPolicyArn(environment, path) },
            { parent },
        );
    });
    return { role, attachments };
}
