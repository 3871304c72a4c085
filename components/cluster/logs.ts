import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { protectionFor, tagsFor } from "../environment";
import { keyDeletionDays } from "../key-deletion";
import { physicalName } from "../naming";
import { keyAdministration, logEncryption, policyDocument } from "../policy-documents";
import type { ClusterFoundationArgs } from "./arguments";

/** How long the control plane's logs are kept where nothing is said, in days. */
const DEFAULT_RETENTION_DAYS = 30;

/** The log group that EKS would make itself, without retention, were it not there first. */
function controlPlaneLogGroupName({ environment }: ClusterFoundationArgs, name: string): string {
    return `/aws/eks/${physicalName(environment, name)}/cluster`;
}

/** Encrypts what Kubernetes keeps as secrets, and the control plane's logs. */
export function clusterKey(name: string, args: ClusterFoundationArgs, parent: pulumi.Resource): aws.kms.Key {
    const { environment } = args;
    return new aws.kms.Key(
        `${name}-key`,
        {
            description: `Secrets and control-plane logs of ${physicalName(environment, name)}`,
            enableKeyRotation: true,
            deletionWindowInDays: keyDeletionDays(environment.class),
            policy: policyDocument(
                keyAdministration(environment),
                logEncryption(environment, [controlPlaneLogGroupName(args, name)]),
            ),
            tags: tagsFor(environment, `${name}-key`),
        },
        { parent, protect: protectionFor(environment.class).deletionProtected },
    );
}

export function controlPlaneLogs(
    name: string,
    args: ClusterFoundationArgs,
    keyArn: pulumi.Input<string>,
    parent: pulumi.Resource,
): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(
        `${name}-control-plane-logs`,
        {
            name: controlPlaneLogGroupName(args, name),
            retentionInDays: args.logRetentionDays ?? DEFAULT_RETENTION_DAYS,
            kmsKeyId: keyArn,
            tags: tagsFor(args.environment, `${name}-control-plane-logs`),
        },
        { parent },
    );
}
