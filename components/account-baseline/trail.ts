import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountFacts, tagsFor } from "../environment";
import { keyDeletionDays } from "../key-deletion";
import { bucketArn, createLogBucket } from "../log-bucket";
import { keyAlias, physicalName } from "../naming";
import { regionalArn } from "../partition";
import { keyAdministration, policyDocument, type PolicyStatement } from "../policy-documents";
import { lasting } from "./lasting";

const CLOUDTRAIL = { Service: "cloudtrail.amazonaws.com" };

/** Writes down every call to AWS in every region: management events, in files that show when they were changed. */
export function createTrail(name: string, account: AccountFacts, retentionDays: number, parent: pulumi.Resource): void {
    const resource = `${name}-trail`;
    const trailName = physicalName(account, resource);
    const trailArn = regionalArn(account, "cloudtrail", `trail/${trailName}`);
    const opts = lasting(parent);
    const key = new aws.kms.Key(
        `${resource}-key`,
        {
            description: `Encrypts the trail ${trailName}`,
            enableKeyRotation: true,
            deletionWindowInDays: keyDeletionDays("production"),
            policy: policyDocument(keyAdministration(account), encryptedBy(trailArn)),
            tags: tagsFor(account, `${resource}-key`),
        },
        opts,
    );
    new aws.kms.Alias(`${resource}-key-alias`, { name: keyAlias(account, resource), targetKeyId: key.keyId }, opts);
    const bucket = createLogBucket(
        resource,
        {
            environment: { ...account, class: "production" },
            component: name,
            role: "trail",
            retentionDays,
            writers: physical => writtenBy(account, physical, trailArn),
        },
        parent,
    );
    new aws.cloudtrail.Trail(
        resource,
        {
            name: trailName,
            s3BucketName: bucket.name,
            kmsKeyId: key.arn,
            enableLogFileValidation: true,
            isMultiRegionTrail: true,
            includeGlobalServiceEvents: true,
            tags: tagsFor(account, resource),
        },
        pulumi.mergeOptions(opts, { dependsOn: [...bucket.ready] }),
    );
}

/** CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail". */
function encryptedBy(trailArn: string): PolicyStatement {
    return {
        Sid: "UsedByTrail",
        Effect: "Allow",
        Principal: CLOUDTRAIL,
        Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    };
}

/** CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail". */
function writtenBy(account: AccountFacts, bucket: string, trailArn: string): readonly PolicyStatement[] {
    const fromTrail = { "aws:SourceArn": trailArn };
    return [
        {
            Sid: "TrailChecksBucket",
            Effect: "Allow",
            Principal: CLOUDTRAIL,
            Action: "s3:GetBucketAcl",
            Resource: bucketArn(account, bucket),
            Condition: { StringEquals: fromTrail },
        },
        {
            Sid: "TrailWrites",
            Effect: "Allow",
            Principal: CLOUDTRAIL,
            Action: "s3:PutObject",
            Resource: bucketArn(account, `${bucket}/AWSLogs/${account.accountId}/*`),
            Condition: { StringEquals: { ...fromTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
    ];
}
