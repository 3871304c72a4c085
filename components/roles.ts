import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountFacts, tagsFor } from "./environment";
import { globalArn, managedPolicyArn } from "./partition";

/** What {@link createRole} is to make. */
export interface PlainRolePlan {
    /** Pulumi name of the role. */
    readonly name: string;
    readonly description: string;
    /** Policy document: who may assume the role. */
    readonly trust: string;
    /**
     * Name in AWS, for a role that a policy of somebody else names, or that is handed on by name.
     *
     * @default - Pulumi chooses one
     */
    readonly physicalName?: string;
}

/** The ARN of a role that has a physical name, known before it exists. */
export function roleArn(
    environment: Pick<AccountFacts, "accountId" | "region" | "roles">,
    physicalName: string,
): string {
    return globalArn(environment, "iam", `role${environment.roles?.path ?? "/"}${physicalName}`);
}

/** Makes a role where and bounded as the organisation wants all roles of the environment. */
export function createRole(environment: AccountFacts, plan: PlainRolePlan, parent: pulumi.Resource): aws.iam.Role {
    const { path, permissionsBoundaryArn, permissionsBoundary } = environment.roles ?? {};
    return new aws.iam.Role(
        plan.name,
        {
            name: plan.physicalName,
            description: plan.description,
            assumeRolePolicy: plan.trust,
            path,
            permissionsBoundary: permissionsBoundaryArn,
            tags: tagsFor(environment, plan.name),
        },
        // A boundary is named by a plain text, which orders nothing by itself.
        { parent, dependsOn: permissionsBoundary },
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
export function roleWith(environment: AccountFacts, plan: RolePlan, parent: pulumi.Resource): RoleWithPolicies {
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
