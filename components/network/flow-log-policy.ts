import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { regionalArn } from "../partition";
import type { PolicyStatement } from "../policy-documents";

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
