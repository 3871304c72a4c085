import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "./environment";
import { managedPolicyArn } from "./partition";

/** What {@link createRole} is to make. */
export interface PlainRolePlan {
    /** Pulumi name of the role. */
    readonly name: string;
    readonly description: string;
    /** Policy document: who may assume the role. */
    readonly trust: string;
}

/** Makes a role where and bounded as the organisation wants all roles of the environment. */
export function createRole(environment: Environment, plan: PlainRolePlan, parent: pulumi.Resource): aws.iam.Role {
    return new aws.iam.Role(
        plan.name,
        {
            description: plan.description,
            assumeRolePolicy: plan.trust,
            path: environment.roles?.path,
            permissionsBoundary: environment.roles?.permissionsBoundaryArn,
            tags: tagsFor(environment, plan.name),
        },
        { parent },
    );
}

/** What {@link roleWith} is to make. */
export interface RolePlan extends PlainRolePlan {
    /** Policies that AWS maintains, by the end of their ARNs; their attachments are named after the role. */
    readonly managedPolicies: readonly string[];
}

/** A role and what is attached to it. Whoever uses the role depends on the attachments, or loses its rights too early. */
export interface RoleWithPolicies {
    readonly role: aws.iam.Role;
    readonly attachments: readonly aws.iam.RolePolicyAttachment[];
}

/** Makes a role that holds policies maintained by AWS. */
export function roleWith(environment: Environment, plan: RolePlan, parent: pulumi.Resource): RoleWithPolicies {
    const role = createRole(environment, plan, parent);
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
