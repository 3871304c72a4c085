import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { managedPolicyArn, regionalArn } from "../partition";
import { serviceTrust } from "../policy-documents";
import { createRole } from "../roles";

/** The role with which RDS writes the operating system's figures of the environment's own instances, and its rights. */
export interface MonitoringRole {
    readonly role: aws.iam.Role;
    /** What an instance waits for: RDS refuses a role that does not hold these rights yet. */
    readonly attachment: aws.iam.RolePolicyAttachment;
}

export function createMonitoringRole(name: string, environment: Environment, parent: pulumi.Resource): MonitoringRole {
    const resource = `${name}-monitoring`;
    const role = createRole(
        environment,
        {
            name: resource,
            description: "Enhanced monitoring of the database's instances",
            trust: serviceTrust("monitoring.rds.amazonaws.com", {
                StringEquals: { "aws:SourceAccount": environment.accountId },
                ArnLike: { "aws:SourceArn": regionalArn(environment, "rds", "db:*") },
            }),
        },
        parent,
    );
    const attachment = new aws.iam.RolePolicyAttachment(
        `${resource}-policy`,
        { role: role.name, policyArn: managedPolicyArn(environment, "service-role/AmazonRDSEnhancedMonitoringRole") },
        { parent },
    );
    return { role, attachment };
}
