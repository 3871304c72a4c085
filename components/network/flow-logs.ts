import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { bucketName } from "../naming";
import { bucketArn, flowLogBucketPolicy } from "./documents";

/** Days after which S3 throws away the parts of an upload that never finished. */
const INCOMPLETE_UPLOAD_DAYS = 7;
/** Flows are summed up over this many seconds; the other choice, 60, is ten times as many records. */
const AGGREGATION_SECONDS = 600;

export interface FlowLogsArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    readonly retentionDays: number;
}

/** Records every flow of the network, as Parquet files in a bucket of its own, for about half of what CloudWatch takes. */
export function createFlowLogs(name: string, args: FlowLogsArgs, parent: pulumi.Resource): void {
    const { environment } = args;
    const physical = bucketName(environment, name, "flows");
    const protect = protectionFor(environment.class).deletionProtected;
    const bucketResource = `${name}-flow-logs-bucket`;
    const bucket = new aws.s3.Bucket(
        bucketResource,
        {
            bucket: physical,
            forceDestroy: !protect,
            tags: tagsFor(environment, bucketResource),
        },
        { parent, protect },
    );

    const access = new aws.s3.BucketPublicAccessBlock(
        `${name}-flow-logs-access`,
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
        `${name}-flow-logs-ownership`,
        { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
        { parent },
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
        `${name}-flow-logs-encryption`,
        {
            bucket: bucket.id,
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
        },
        { parent },
    );
    new aws.s3.BucketLifecycleConfiguration(
        `${name}-flow-logs-lifecycle`,
        {
            bucket: bucket.id,
            rules: [
                {
                    id: "expire",
                    status: "Enabled",
                    filter: { prefix: "" },
                    expiration: { days: args.retentionDays },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
                },
            ],
        },
        { parent },
    );
    // S3 refuses two changes of a bucket's access at the same time.
    const policy = new aws.s3.BucketPolicy(
        `${name}-flow-logs-policy`,
        { bucket: bucket.id, policy: flowLogBucketPolicy(environment, physical) },
        { parent, dependsOn: [access] },
    );

    const flowLogResource = `${name}-flow-logs`;
    new aws.ec2.FlowLog(
        flowLogResource,
        {
            vpcId: args.vpcId,
            trafficType: "ALL",
            logDestinationType: "s3",
            logDestination: bucketArn(environment, physical),
            destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: false },
            maxAggregationInterval: AGGREGATION_SECONDS,
            tags: tagsFor(environment, flowLogResource),
        },
        { parent, dependsOn: [bucket, policy] },
    );
}
