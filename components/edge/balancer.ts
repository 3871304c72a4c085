import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { protectionFor, tagsFor } from "../environment";
import { bucketArn, createLogBucket } from "../log-bucket";
import { subnetsOf } from "../references";
import { EDGE_DEFAULTS, type EdgeArgs } from "./edge-args";

/** Where access logs go, and what must be there before they do. */
interface AccessLogs {
    readonly bucket: string;
    readonly prefix?: string;
    readonly ready: readonly pulumi.Resource[];
}

/** The load balancer, in the public subnets, with its access logs. */
export function createBalancer(
    name: string,
    args: EdgeArgs,
    securityGroup: aws.ec2.SecurityGroup,
    parent: pulumi.Resource,
): aws.lb.LoadBalancer {
    const { environment } = args;
    const protect = protectionFor(environment.class).deletionProtected;
    const logs = accessLogs(name, args, parent);
    const resource = `${name}-balancer`;
    return new aws.lb.LoadBalancer(
        resource,
        {
            loadBalancerType: "application",
            internal: false,
            ipAddressType: args.ipAddressType,
            subnets: subnetsOf(args.network, "public").map(({ id }) => id),
            securityGroups: [securityGroup.id],
            enableDeletionProtection: protect,
            idleTimeout: args.idleTimeoutSeconds,
            dropInvalidHeaderFields: true,
            desyncMitigationMode: "defensive",
            accessLogs: { enabled: true, bucket: logs.bucket, prefix: logs.prefix },
            tags: tagsFor(environment, resource),
        },
        { parent, protect, dependsOn: [...logs.ready] },
    );
}

function accessLogs(name: string, args: EdgeArgs, parent: pulumi.Resource): AccessLogs {
    const { environment, accessLogSink } = args;
    if (accessLogSink !== undefined) {
        return { bucket: accessLogSink.bucketName, prefix: accessLogSink.prefix, ready: [] };
    }
    const bucket = createLogBucket(
        `${name}-logs`,
        {
            environment,
            component: name,
            role: "access",
            retentionDays: args.logRetentionDays ?? EDGE_DEFAULTS.logRetentionDays,
            writers: physical => [accessLogWriter(args, physical)],
        },
        parent,
    );
    return { bucket: bucket.name, ready: bucket.ready };
}

/** Lets load balancers write, under the path of the environment's own account only. */
function accessLogWriter({ environment }: EdgeArgs, bucket: string) {
    return {
        Sid: "WrittenByLoadBalancers",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: bucketArn(environment, `${bucket}/AWSLogs/${environment.accountId}/*`),
    } as const;
}
