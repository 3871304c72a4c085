import type { Environment } from "../environment";
import { partitionOf, regionalArn } from "../partition";
import { policyDocument, type PolicyStatement } from "../policy-documents";

/** A bucket, or with `/*` after its name the objects in it. Bucket names are unique without account or region. */
export function bucketArn({ region }: Environment, bucket: string): string {
    return `arn:${partitionOf(region)}:s3:::${bucket}`;
}

/**
 * Lets AWS write flow logs of the environment's own account into the bucket, and nobody use it without TLS.
 *
 * The first two statements are called as AWS calls them: it looks for them when the flow log is made, and adds its own
 * where it does not find them (CloudWatch Logs user guide, "Logs sent to Amazon S3").
 */
export function flowLogBucketPolicy(environment: Environment, bucket: string): string {
    const { accountId } = environment;
    const delivery = { Service: "delivery.logs.amazonaws.com" };
    const fromOwnAccount = { "aws:SourceAccount": accountId };
    const fromOwnLogs = { "aws:SourceArn": regionalArn(environment, "logs", "*") };
    return policyDocument(
        {
            Sid: "AWSLogDeliveryWrite",
            Effect: "Allow",
            Principal: delivery,
            Action: "s3:PutObject",
            Resource: bucketArn(environment, `${bucket}/AWSLogs/${accountId}/*`),
            Condition: {
                StringEquals: { ...fromOwnAccount, "s3:x-amz-acl": "bucket-owner-full-control" },
                ArnLike: fromOwnLogs,
            },
        },
        {
            Sid: "AWSLogDeliveryAclCheck",
            Effect: "Allow",
            Principal: delivery,
            Action: "s3:GetBucketAcl",
            Resource: bucketArn(environment, bucket),
            Condition: { StringEquals: fromOwnAccount, ArnLike: fromOwnLogs },
        },
        {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [bucketArn(environment, bucket), bucketArn(environment, `${bucket}/*`)],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
    );
}

/** The S3 endpoint reaches the account's own buckets, the layers of images in ECR, and the packages of Amazon Linux. */
export function s3EndpointPolicy(environment: Environment): string {
    return policyDocument(ownAccountOnly(environment, "s3:*"), {
        Sid: "ImageLayersAndPackages",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: awsOwnedBuckets(environment.region).map(bucket => bucketArn(environment, `${bucket}/*`)),
    });
}

/** The DynamoDB endpoint reaches the account's own tables. */
export function dynamodbEndpointPolicy(environment: Environment): string {
    return policyDocument(ownAccountOnly(environment, "dynamodb:*"));
}

function ownAccountOnly({ accountId }: Environment, action: string): PolicyStatement {
    return {
        Sid: "OwnAccountOnly",
        Effect: "Allow",
        Principal: "*",
        Action: action,
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId } },
    };
}

/** Buckets of AWS itself that nodes read: image layers (ECR user guide), packages (Amazon Linux 2023 user guide). */
function awsOwnedBuckets(region: string): readonly string[] {
    return [`prod-${region}-starport-layer-bucket`, `al2023-repos-${region}-de612dc2`];
}
