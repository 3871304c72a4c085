import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AccountFacts } from "../environment";
import { bucketArn, createLogBucket } from "../log-bucket";
import { physicalName } from "../naming";
import { policyDocument, type PolicyStatement, serviceTrust } from "../policy-documents";
import { roleWith } from "../roles";
import { lasting } from "./lasting";

const CONFIG = "config.amazonaws.com";

/** Where and for how long AWS Config records. */
export interface RecordingArgs {
    readonly account: AccountFacts;
    readonly regions: readonly string[];
    readonly retentionDays: number;
}

/** Records how each resource is set, and was: into one bucket from every region, what has no region from the first alone. */
export function createRecording(name: string, args: RecordingArgs, parent: pulumi.Resource): void {
    const { account, regions, retentionDays } = args;
    const resource = `${name}-recording`;
    const bucket = createLogBucket(
        resource,
        {
            environment: { ...account, class: "production" },
            component: name,
            role: "config",
            retentionDays,
            writers: physical => writtenBy(account, physical),
        },
        parent,
    );
    const { role, attachments } = roleWith(
        account,
        {
            name: `${resource}-role`,
            description: `Lets AWS Config read how the resources of ${account.name} are set`,
            trust: serviceTrust(CONFIG, { StringEquals: { "aws:SourceAccount": account.accountId } }),
            managedPolicies: ["service-role/AWS_ConfigRole"],
        },
        parent,
    );
    const delivery = new aws.iam.RolePolicy(
        `${resource}-delivery`,
        { role: role.name, policy: policyDocument(...deliversTo(account, bucket.name)) },
        { parent },
    );
    const opts = lasting(parent);
    const recorderName = physicalName(account, resource);
    for (const [index, region] of regions.entries()) {
        const recorder = new aws.cfg.Recorder(
            `${resource}-${region}`,
            {
                name: recorderName,
                roleArn: role.arn,
                recordingGroup: { allSupported: true, includeGlobalResourceTypes: index === 0 },
                region,
            },
            pulumi.mergeOptions(opts, { dependsOn: [...attachments, delivery] }),
        );
        const channel = new aws.cfg.DeliveryChannel(
            `${resource}-channel-${region}`,
            { name: recorderName, s3BucketName: bucket.name, region },
            pulumi.mergeOptions(opts, { dependsOn: [recorder, ...bucket.ready] }),
        );
        new aws.cfg.RecorderStatus(
            `${resource}-status-${region}`,
            { name: recorder.name, isEnabled: true, region },
            pulumi.mergeOptions(opts, { dependsOn: [channel] }),
        );
    }
}

/** AWS Config developer guide, "Permissions for the Amazon S3 bucket": the service looks, then writes. */
function writtenBy(account: AccountFacts, bucket: string): readonly PolicyStatement[] {
    const principal = { Service: CONFIG };
    const fromAccount = { "aws:SourceAccount": account.accountId };
    return [
        {
            Sid: "ConfigChecksBucket",
            Effect: "Allow",
            Principal: principal,
            Action: ["s3:GetBucketAcl", "s3:ListBucket"],
            Resource: bucketArn(account, bucket),
            Condition: { StringEquals: fromAccount },
        },
        {
            Sid: "ConfigWrites",
            Effect: "Allow",
            Principal: principal,
            Action: "s3:PutObject",
            Resource: bucketArn(account, `${bucket}/AWSLogs/${account.accountId}/Config/*`),
            Condition: { StringEquals: { ...fromAccount, "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
    ];
}

/** AWS Config developer guide, "Permissions for the IAM role": it writes as the role. */
function deliversTo(account: AccountFacts, bucket: string): readonly PolicyStatement[] {
    return [
        {
            Sid: "Write",
            Effect: "Allow",
            Action: "s3:PutObject",
            Resource: bucketArn(account, `${bucket}/AWSLogs/${account.accountId}/*`),
            Condition: { StringLike: { "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
        { Sid: "Check", Effect: "Allow", Action: "s3:GetBucketAcl", Resource: bucketArn(account, bucket) },
    ];
}
