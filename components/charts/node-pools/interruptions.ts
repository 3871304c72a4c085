import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../../environment";
import { physicalName } from "../../naming";
import { regionalArn } from "../../partition";
import { encryptedTransportOnly, policyDocument } from "../../policy-documents";

/** What takes nodes away, by the role of the rule that hears of it (Karpenter, "Interruption"). */
const EVENTS = {
    "health-events": { source: "aws.health", detailType: "AWS Health Event" },
    "spot-interruptions": { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
    rebalancing: { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
    "state-changes": { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
} as const;

/** A warning is worth nothing once the node is gone: a spot node goes two minutes after it. In seconds. */
const WARNING_RETENTION_SECONDS = 300;

/** A queue of warnings. */
export interface Interruptions {
    /** Known while planning. */
    readonly queueName: string;
    readonly queueArn: string;
    readonly ready: readonly pulumi.Resource[];
}

/** Makes the queue in which the controller hears that nodes are about to be taken away. */
export function createInterruptions(name: string, environment: Environment, parent: pulumi.Resource): Interruptions {
    const resource = `${name}-interruptions`;
    const queueName = physicalName(environment, resource);
    const queueArn = regionalArn(environment, "sqs", queueName);
    const queue = new aws.sqs.Queue(
        resource,
        {
            name: queueName,
            messageRetentionSeconds: WARNING_RETENTION_SECONDS,
            sqsManagedSseEnabled: true,
            tags: tagsFor(environment, resource),
        },
        { parent },
    );
    const policy = new aws.sqs.QueuePolicy(
        `${resource}-policy`,
        { queueUrl: queue.id, policy: writtenByRules(environment, queueArn) },
        { parent },
    );
    const targets = Object.entries(EVENTS).map(([role, { source, detailType }]) => {
        const rule = new aws.cloudwatch.EventRule(
            `${name}-${role}`,
            {
                name: physicalName(environment, `${name}-${role}`),
                description: `Tells Karpenter of: ${detailType}`,
                eventPattern: JSON.stringify({ source: [source], "detail-type": [detailType] }),
                tags: tagsFor(environment, `${name}-${role}`),
            },
            { parent },
        );
        return new aws.cloudwatch.EventTarget(
            `${name}-${role}-target`,
            { rule: rule.name, arn: queue.arn },
            { parent, dependsOn: [policy] },
        );
    });
    return { queueName, queueArn, ready: [policy, ...targets] };
}

/** Lets the rules of the environment write, and nobody else or in clear. */
function writtenByRules(environment: Environment, queueArn: string): string {
    return policyDocument(
        {
            Sid: "WrittenByRules",
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: queueArn,
            Condition: {
                StringEquals: { "aws:SourceAccount": environment.accountId },
                ArnLike: { "aws:SourceArn": regionalArn(environment, "events", `rule/${environment.name}-*`) },
            },
        },
        encryptedTransportOnly("sqs:*", queueArn),
    );
}
