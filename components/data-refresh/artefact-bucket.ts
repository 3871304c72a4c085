import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { bucketArn, closeToPublic, tlsOnly } from "../log-bucket";
import { accountPrincipal } from "../partition";
import { policyDocument } from "../policy-documents";
import { roleArn } from "../roles";
import type { ContractFacts, DataRefreshContract } from "./contract";

export interface ArtefactBucketArgs {
    readonly environment: Environment;
    readonly contract: DataRefreshContract;
    readonly facts: ContractFacts;
    readonly keyArn: pulumi.Input<string>;
    /** Names of the roles that store and that purge. */
    readonly writerRoleName: string;
    readonly purgerRoleName: string;
    readonly retentionDays: number;
}

/** Days after which S3 throws away what was purged, and the parts of an upload that never finished. */
const LEFTOVER_DAYS = 1;

/**
 * The bucket that artefacts lie in: versioned, so that nothing is written over; locked as long as they are kept; written by
 * one job, purged by one, read by one role of staging, and by nobody else.
 */
export function createArtefactBucket(
    name: string,
    args: ArtefactBucketArgs,
    parent: pulumi.Resource,
): readonly pulumi.Resource[] {
    const { environment, facts } = args;
    const protect = protectionFor(environment.class).deletionProtected;
    const bucketResource = `${name}-bucket`;
    const bucket = new aws.s3.Bucket(
        bucketResource,
        {
            bucket: facts.bucket,
            objectLockEnabled: true,
            forceDestroy: !protect,
            tags: tagsFor(environment, bucketResource),
        },
        { parent, protect },
    );
    const access = closeToPublic(name, bucket, parent);
    const versioning = new aws.s3.BucketVersioning(
        `${name}-versioning`,
        { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
        { parent },
    );
    const lock = new aws.s3.BucketObjectLockConfiguration(
        `${name}-lock`,
        {
            bucket: bucket.id,
            // Governance, not compliance: data that should never have been stored must be deletable by somebody.
            rule: { defaultRetention: { mode: "GOVERNANCE", days: args.retentionDays } },
        },
        { parent, dependsOn: [versioning] },
    );
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        {
            bucket: bucket.id,
            rules: [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.keyArn },
                    bucketKeyEnabled: true,
                },
            ],
        },
        { parent },
    );
    new aws.s3.BucketLifecycleConfiguration(
        `${name}-lifecycle`,
        {
            bucket: bucket.id,
            // Which artefacts are purged the watching job decides, since a lifecycle cannot spare the newest.
            rules: [
                {
                    id: "forget-what-was-purged",
                    status: "Enabled",
                    filter: { prefix: "" },
                    noncurrentVersionExpiration: { noncurrentDays: LEFTOVER_DAYS },
                    expiration: { expiredObjectDeleteMarker: true },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: LEFTOVER_DAYS },
                },
            ],
        },
        { parent, dependsOn: [versioning] },
    );
    const policy = new aws.s3.BucketPolicy(
        `${name}-policy`,
        { bucket: bucket.id, policy: bucketPolicy(args) },
        // S3 refuses two changes of a bucket's access at the same time.
        { parent, dependsOn: [access] },
    );
    return [lock, encryption, policy];
}

function bucketPolicy({ environment, contract, facts, writerRoleName, purgerRoleName }: ArtefactBucketArgs): string {
    const { bucket, prefix } = facts;
    const objects = bucketArn(environment, `${bucket}/*`);
    // A role that does not exist yet cannot be a principal, but a condition can name it.
    const reader = {
        Principal: { AWS: accountPrincipal(contract.staging) },
        Condition: { ArnEquals: { "aws:PrincipalArn": facts.readerRoleArn } },
    };
    return policyDocument(
        {
            Sid: "ReadByStaging",
            Effect: "Allow",
            ...reader,
            Action: "s3:GetObject",
            Resource: bucketArn(environment, `${bucket}/${prefix}/*`),
        },
        {
            Sid: "ListedByStaging",
            Effect: "Allow",
            Principal: reader.Principal,
            Action: "s3:ListBucket",
            Resource: bucketArn(environment, bucket),
            Condition: { ...reader.Condition, StringEquals: { "s3:prefix": `${prefix}/` } },
        },
        {
            Sid: "WrittenByTheJobOnly",
            Effect: "Deny",
            Principal: "*",
            Action: ["s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectTagging"],
            Resource: objects,
            Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn(environment, writerRoleName) } },
        },
        {
            Sid: "PurgedByTheJobOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:DeleteObject",
            Resource: objects,
            Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn(environment, purgerRoleName) } },
        },
        tlsOnly(environment, bucket),
    );
}
