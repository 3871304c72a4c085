import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { regionalArn } from "../partition";
import { policyDocument, type PolicyStatement } from "../policy-documents";

/**
 * Lets AWS write flow logs of the environment's own account into the bucket.
 *
 * The statements are called as AWS calls them: it looks for them when the flow log is made, and adds its own where it
 * does not find them (CloudWatch Logs user guide, "Logs sent to Amazon S3").
 */
export function flowLogWriters(environment: Environment, bucket: string): readonly PolicyStatement[] {
    const { accountId } = environment;
    const delivery = { Service: "delivery.logs.amazonaws.com" };
    const fromOwnAccount = { "aws:SourceAccount": accountId };
    const fromOwnLogs = { "aws:SourceArn": regionalArn(environment, "logs", "*") };
    return [
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
    ];
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
