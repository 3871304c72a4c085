import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { policyDocument, type PolicyStatement, serviceTrust } from "../policy-documents";
import { createRole } from "../roles";

/** What a probe's role is for. */
export interface ProbeRoleArgs {
    readonly environment: Environment;
    /** Name of the bucket that takes the record of each run. */
    readonly bucket: string;
    /** Where in it, with a slash at its end. */
    readonly prefix: string;
    readonly insideNetwork: boolean;
}

/** The role of a canary, and its rights. */
export interface ProbeRole {
    readonly role: aws.iam.Role;
    /** What the canary waits for. */
    readonly permissions: aws.iam.RolePolicy;
}

/**
 * Lets a canary write down its runs and its metrics, and nothing else (CloudWatch user guide, "Required roles and permissions for
 * canaries"). It may not make a log group: AWS would name it after the canary's function, without retention, and nobody could
 * make it first. What a run says is in the bucket.
 */
export function createProbeRole(name: string, args: ProbeRoleArgs, parent: pulumi.Resource): ProbeRole {
    const { environment, bucket, prefix } = args;
    const role = createRole(
        environment,
        {
            name: `${name}-role`,
            description: "Lets a probe write down what it found",
            trust: serviceTrust("lambda.amazonaws.com"),
        },
        parent,
    );
    const statements: readonly PolicyStatement[] = [
        {
            Sid: "WriteRuns",
            Effect: "Allow",
            Action: "s3:PutObject",
            Resource: bucketArn(environment, `${bucket}/${prefix}*`),
        },
        {
            Sid: "FindBucket",
            Effect: "Allow",
            Action: "s3:GetBucketLocation",
            Resource: bucketArn(environment, bucket),
        },
        { Sid: "ListBuckets", Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
        {
            Sid: "WriteMetrics",
            Effect: "Allow",
            Action: "cloudwatch:PutMetricData",
            Resource: "*",
            Condition: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
        },
        ...(args.insideNetwork ? [PLUG_INTO_NETWORK] : []),
    ];
    const permissions = new aws.iam.RolePolicy(
        `${name}-permissions`,
        { role: role.name, policy: policyDocument(...statements) },
        { parent },
    );
    return { role, permissions };
}

/** Interfaces are made by Lambda with this role before they have a name (Lambda developer guide, "VPC permissions"). */
const PLUG_INTO_NETWORK: PolicyStatement = {
    Sid: "PlugIntoNetwork",
    Effect: "Allow",
    Action: [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
    ],
    Resource: "*",
};
