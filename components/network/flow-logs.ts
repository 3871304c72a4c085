import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { bucketArn, createLogBucket } from "../log-bucket";
import type { LogSinkRef } from "../references";
import { flowLogWriters } from "./flow-log-policy";

/** Flows are summed up over this many seconds; the other choice, 60, is ten times as many records. */
const AGGREGATION_SECONDS = 600;

export interface FlowLogsArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    /** For the bucket of the network's own. */
    readonly retentionDays: number;
    /** The organisation's bucket, in place of one of the network's own. */
    readonly sink: LogSinkRef | undefined;
}

/** Records every flow of the network, as Parquet files in a bucket, for about half of what CloudWatch takes. */
export function createFlowLogs(name: string, args: FlowLogsArgs, parent: pulumi.Resource): void {
    const { environment, sink } = args;
    const resource = `${name}-flow-logs`;
    const { arn, ready } =
        sink === undefined ? createOwnBucket(name, resource, args, parent) : sinkOf(environment, sink);
    new aws.ec2.FlowLog(
        resource,
        {
            vpcId: args.vpcId,
            trafficType: "ALL",
            logDestinationType: "s3",
            logDestination: arn,
            destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: false },
            maxAggregationInterval: AGGREGATION_SECONDS,
            tags: tagsFor(environment, resource),
        },
        { parent, dependsOn: [...ready] },
    );
}

/** Where flow logs go, and what must be there before. */
interface Destination {
    readonly arn: string;
    readonly ready: readonly pulumi.Resource[];
}

function createOwnBucket(name: string, resource: string, args: FlowLogsArgs, parent: pulumi.Resource): Destination {
    const { environment, retentionDays } = args;
    return createLogBucket(
        resource,
        {
            environment,
            component: name,
            role: "flows",
            retentionDays,
            writers: physical => flowLogWriters(environment, physical),
        },
        parent,
    );
}

/** A folder in a bucket stands behind its ARN, with a slash at its end (VPC user guide, "Publish flow logs to Amazon S3"). */
function sinkOf(environment: Environment, { bucketName, prefix }: LogSinkRef): Destination {
    return { arn: bucketArn(environment, prefix === undefined ? bucketName : `${bucketName}/${prefix}/`), ready: [] };
}
