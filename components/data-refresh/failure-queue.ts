import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { createFailureQueue } from "../failure-queue";
import { clusterArn } from "./job";

/** A queue for what did not go well: timers that gave up, and jobs that ended otherwise than they should. */
export function createWatchedFailures(
    name: string,
    physical: string,
    environment: Environment,
    parent: pulumi.Resource,
) {
    const queueName = `${physical}-failures`;
    const ruleName = `${physical}-failed`;
    const { policy, queue } = createFailureQueue(name, { environment, queueName, ruleNames: [ruleName] }, parent);
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
