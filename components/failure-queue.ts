import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "./environment";
import { regionalArn } from "./partition";
import { encryptedTransportOnly, policyDocument } from "./policy-documents";

/** How long what failed stays in the queue, in seconds: 14 days, the most that SQS keeps a message. */
const FAILURE_RETENTION_SECONDS = 1_209_600;

/** What {@link createFailureQueue} is to make. */
export interface FailureQueueArgs {
    readonly environment: Environment;
    /** Name in AWS, so that a role which writes to it can name it before it exists. */
    readonly queueName: string;
    /** Names in AWS of the rules of EventBridge that write to it: they have no role to do it with. */
    readonly ruleNames: readonly string[];
}

/** Makes an encrypted queue for what did not go well: `<component>-failures`. */
export function createFailureQueue(
    name: string,
    { environment, queueName, ruleNames }: FailureQueueArgs,
    parent: pulumi.Resource,
) {
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
    const writtenByRules = ruleNames.map(ruleName => ({
        Sid: "WrittenByRule",
        Effect: "Allow" as const,
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: { ArnEquals: { "aws:SourceArn": regionalArn(environment, "events", `rule/${ruleName}`) } },
    }));
    const policy = new aws.sqs.QueuePolicy(
        `${name}-failures-policy`,
        {
            queueUrl: queue.id,
            policy: policyDocument(...writtenByRules, encryptedTransportOnly("sqs:*", queueArn)),
        },
        { parent },
    );
    return { queue, policy };
}
