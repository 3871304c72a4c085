import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { managedPolicyArn, regionalArn } from "../partition";
import { serviceTrust } from "../policy-documents";

/** The role with which RDS writes the operating system's figures of the environment's own instances. */
export function createMonitoringRole(name: string, environment: Environment, parent: pulumi.Resource): aws.iam.Role {
    const resource = `${name}-monitoring`;
    const role = new aws.iam.Role(
        resource,
        {
            description: "Enhanced monitoring of the database's instances",
            assumeRolePolicy: serviceTrust("monitoring.rds.amazonaws.com", {
                StringEquals: { "aws:SourceAccount": environment.accountId },
                ArnLike: { "aws:SourceArn": regionalArn(environment, "rds", "db:*") },
            }),
            tags: tagsFor(environment, resource),
        },
        { parent },
    );
    new aws.iam.RolePolicyAttachment(
        `${resource}-policy`,
        { role: role.name, policyArn: managedPolicyArn(environment, "service-role/AmazonRDSEnhancedMonitoringRole") },
        { parent },
    );
    return role;
}
