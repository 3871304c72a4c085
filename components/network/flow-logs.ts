import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { createLogBucket } from "../log-bucket";
import { flowLogWriters } from "./documents";

/** Flows are summed up over this many seconds; the other choice, 60, is ten times as many records. */
const AGGREGATION_SECONDS = 600;

export interface FlowLogsArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    readonly retentionDays: number;
}

/** Records every flow of the network, as Parquet files in a bucket of its own, for about half of what CloudWatch takes. */
export function createFlowLogs(name: string, args: FlowLogsArgs, parent: pulumi.Resource): void {
    const { environment, retentionDays } = args;
    const flowLogResource = `${name}-flow-logs`;
    const bucket = createLogBucket(
        flowLogResource,
        {
            environment,
            component: name,
            role: "flows",
            retentionDays,
            writers: physical => flowLogWriters(environment, physical),
        },
        parent,
    );
    new aws.ec2.FlowLog(
        flowLogResource,
        {
            vpcId: args.vpcId,
            trafficType: "ALL",
            logDestinationType: "s3",
            logDestination: bucket.arn,
            destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: false },
            maxAggregationInterval: AGGREGATION_SECONDS,
            tags: tagsFor(environment, flowLogResource),
        },
        { parent, dependsOn: [...bucket.ready] },
    );
}
