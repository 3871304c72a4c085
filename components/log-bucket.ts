import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountFacts, type Environment, protectionFor, tagsFor } from "./environment";
import { bucketName } from "./naming";
import { partitionOf } from "./partition";
import { policyDocument, type PolicyStatement } from "./policy-documents";

/** Days after which S3 throws away the parts of an upload that never finished. */
const INCOMPLETE_UPLOAD_DAYS = 7;

/** How long what was overwritten or deleted can be had back, and that its last mark goes as well. */
const OLD_VERSIONS = {
    id: "old-versions",
    status: "Enabled",
    filter: { prefix: "" },
    noncurrentVersionExpiration: { noncurrentDays: 7 },
    expiration: { expiredObjectDeleteMarker: true },
};

/** A bucket, or with `/*` after its name the objects in it. Bucket names are unique without account or region. */
export function bucketArn({ region }: Pick<Environment, "region">, bucket: string): string {
    return `arn:${partitionOf(region)}:s3:::${bucket}`;
}

export interface LogBucketArgs {
    readonly environment: AccountFacts & Pick<Environment, "class">;
    /** The component that the bucket belongs to, for its physical name. */
    readonly component: string;
    /** What is in it, for its physical name: one short word. */
    readonly role: string;
    readonly retentionDays: number;
    /**
     * Where in the bucket the logs are, with a slash at its end. What lies elsewhere does not expire, and keeps its versions.
     *
     * @default - everywhere: all that is in it expires
     */
    readonly logPrefix?: string;
    /** Who may write, given the bucket's name. */
    readonly writers: (bucket: string) => readonly PolicyStatement[];
}

/** A bucket that an AWS service writes logs to, and what must be there before it writes. */
export interface LogBucket {
    /** Name of the bucket, known while planning. */
    readonly name: string;
    readonly arn: string;
    readonly ready: readonly pulumi.Resource[];
}

/** Makes a bucket for logs: private, encrypted by S3 itself, only over TLS, emptied by age. */
export function createLogBucket(name: string, args: LogBucketArgs, parent: pulumi.Resource): LogBucket {
    const { environment } = args;
    const physical = bucketName(environment, args.component, args.role);
    const protect = protectionFor(environment.class).deletionProtected;
    const bucketResource = `${name}-bucket`;
    const bucket = new aws.s3.Bucket(
        bucketResource,
        { bucket: physical, forceDestroy: !protect, tags: tagsFor(environment, bucketResource) },
        { parent, protect },
    );
    const access = closeToPublic(name, bucket, parent);
    new aws.s3.BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        { bucket: bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
        { parent },
    );
    new aws.s3.BucketLifecycleConfiguration(
        `${name}-lifecycle`,
        {
            bucket: bucket.id,
            rules: [
                {
                    id: "expire",
                    status: "Enabled",
                    filter: { prefix: args.logPrefix ?? "" },
                    expiration: { days: args.retentionDays },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
                },
                ...(args.logPrefix === undefined ? [] : [OLD_VERSIONS]),
            ],
        },
        { parent },
    );
    if (args.logPrefix !== undefined) {
        new aws.s3.BucketVersioning(
            `${name}-versions`,
            { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
            { parent },
        );
    }
    const policy = new aws.s3.BucketPolicy(
        `${name}-policy`,
        { bucket: bucket.id, policy: policyDocument(...args.writers(physical), tlsOnly(environment, physical)) },
        // S3 refuses two changes of a bucket's access at the same time.
        { parent, dependsOn: [access] },
    );
    return { name: physical, arn: bucketArn(environment, physical), ready: [bucket, policy] };
}

export function tlsOnly(environment: Pick<Environment, "region">, bucket: string): PolicyStatement {
    return {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn(environment, bucket), bucketArn(environment, `${bucket}/*`)],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
}

/** Keeps the public and other owners out of a bucket: access is for policies alone. Gives back what a policy waits for. */
export function closeToPublic(
    name: string,
    bucket: aws.s3.Bucket,
    parent: pulumi.Resource,
): aws.s3.BucketPublicAccessBlock {
    const access = new aws.s3.BucketPublicAccessBlock(
        `${name}-access`,
        {
            bucket: bucket.id,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        { parent },
    );
    new aws.s3.BucketOwnershipControls(
        `${name}-ownership`,
        { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
        { parent },
    );
    return access;
}
