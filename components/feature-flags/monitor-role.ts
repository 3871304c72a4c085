import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { regionalArn } from "../partition";
import { policyDocument, serviceTrust } from "../policy-documents";
import { createRole } from "../roles";

/** The role with which AppConfig looks at alarms, and its one right. */
export interface MonitorRole {
    readonly role: aws.iam.Role;
    /** What the environment of AppConfig waits for. */
    readonly permissions: aws.iam.RolePolicy;
}

/** Lets AppConfig see how the alarms of the own account are. */
export function createMonitorRole(name: string, environment: Environment, parent: pulumi.Resource): MonitorRole {
    const role = createRole(
        environment,
        {
            name: `${name}-monitor-role`,
            description: "Lets AppConfig take a change of flags back when an alarm rings",
            trust: serviceTrust("appconfig.amazonaws.com"),
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-monitor-permissions`,
        {
            role: role.name,
            policy: policyDocument({
                Sid: "SeeAlarms",
                Effect: "Allow",
                Action: "cloudwatch:DescribeAlarms",
                Resource: regionalArn(environment, "cloudwatch", "alarm:*"),
            }),
        },
        { parent },
    );
    return { role, permissions };
}
