import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { regionalArn } from "../partition";
import { encryptedTransportOnly, policyDocument } from "../policy-documents";
import { clusterArn } from "./job";

/** How long what failed stays in the queue, in seconds: 14 days, the most that SQS keeps a message. */
const FAILURE_RETENTION_SECONDS = 1_209_600;
/** A queue for what did not go well: timers that gave up, and jobs that ended otherwise than they should. */
export function createFailureQueue(name: string, physical: string, environment: Environment, parent: pulumi.Resource) {
    const queueName = `${physical}-failures`;
    const ruleName = `${physical}-failed`;
    const queueArn = regionalArn(environment, "sqs", queueName);
    const queue = new aws.sqs.Queue(
        `${name}-failures`,
        {
            name: queueName,
            messageRetentionSeconds: FAILURE_RETENTION_SECONDS,
            sqsManagedSseEnabled: true,
            tags: tagsFor(environment, `${name}-failures`),
        },
        { parent },
    );
    const policy = new aws.sqs.QueuePolicy(
        `${name}-failures-policy`,
        {
            queueUrl: queue.id,
            policy: policyDocument(
                {
                    Sid: "WrittenByRule",
                    Effect: "Allow",
                    Principal: { Service: "events.amazonaws.com" },
                    Action: "sqs:SendMessage",
                    Resource: queueArn,
                    Condition: {
                        ArnEquals: { "aws:SourceArn": regionalArn(environment, "events", `rule/${ruleName}`) },
                    },
                },
                encryptedTransportOnly("sqs:*", queueArn),
            ),
        },
        { parent },
    );
    const rule = new aws.cloudwatch.EventRule(
        `${name}-failed`,
        {
            name: ruleName,
            description: "A job of the data refresh failed, or could not begin",
            eventPattern: JSON.stringify({
                source: ["aws.ecs"],
                "detail-type": ["ECS Task State Change"],
                detail: {
                    clusterArn: [clusterArn(environment, physical)],
                    lastStatus: ["STOPPED"],
                    $or: [
                        { containers: { exitCode: [{ "anything-but": 0 }] } },
                        { stopCode: [{ "anything-but": "EssentialContainerExited" }] },
                    ],
                },
            }),
            tags: tagsFor(environment, `${name}-failed`),
        },
        { parent },
    );
    const target = new aws.cloudwatch.EventTarget(
        `${name}-failed-target`,
        { rule: rule.name, arn: queue.arn },
        { parent, dependsOn: [policy] },
    );
    return { queue, queueName, watched: [target] };
}
