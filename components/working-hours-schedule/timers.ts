import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkingHours } from "../../hours";
import { tagsFor } from "../environment";
import { partitionOf, regionalArn } from "../partition";
import { policyDocument, serviceTrust } from "../policy-documents";
import { createRole } from "../roles";
import { actionPlans, permissionsFor } from "./actions";
import type { WorkingHoursScheduleArgs } from "./arguments";

/** Attempts of EventBridge Scheduler: its own maximum, so that the age of the event alone decides (RetryPolicy). */
const RETRY_ATTEMPTS = 185;

/** Where timers are made, and where they put what failed. */
export interface TimersPlace {
    /** Name in AWS of the group that holds them. */
    readonly groupName: string;
    readonly queueName: string;
    readonly queue: aws.sqs.Queue;
    /** What they put to sleep: nothing of it is destroyed while one of them is there. */
    readonly sleepers: readonly pulumi.Resource[];
}

/** Makes the timers that stop and start everything, in a group of their own, with a role for just that. */
export function createTimers(
    name: string,
    args: WorkingHoursScheduleArgs & { readonly hours: WorkingHours },
    { groupName, queue, queueName, sleepers }: TimersPlace,
    parent: pulumi.Resource,
): void {
    const { environment, hours } = args;
    const group = new aws.scheduler.ScheduleGroup(
        `${name}-group`,
        { name: groupName, tags: tagsFor(environment, `${name}-group`) },
        { parent, dependsOn: [...sleepers] },
    );
    const role = createRole(
        environment,
        {
            name: `${name}-role`,
            description: `Stops and starts what sleeps in ${environment.name}`,
            trust: serviceTrust("scheduler.amazonaws.com", {
                StringEquals: {
                    "aws:SourceAccount": environment.accountId,
                    "aws:SourceArn": regionalArn(environment, "scheduler", `schedule-group/${groupName}`),
                },
            }),
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-permissions`,
        { role: role.name, policy: policyDocument(...permissionsFor(args, queueName)) },
        { parent },
    );
    for (const plan of actionPlans(args, hours)) {
        new aws.scheduler.Schedule(
            `${name}-${plan.role}`,
            {
                description: plan.description,
                groupName: group.name,
                scheduleExpression: plan.timer.expression,
                scheduleExpressionTimezone: hours.timeZone,
                flexibleTimeWindow: { mode: "OFF" },
                target: {
                    arn: `arn:${partitionOf(environment.region)}:scheduler:::aws-sdk:${plan.action}`,
                    roleArn: role.arn,
                    input: JSON.stringify(plan.input),
                    deadLetterConfig: { arn: queue.arn },
                    retryPolicy: {
                        maximumEventAgeInSeconds: plan.timer.retrySeconds,
                        maximumRetryAttempts: RETRY_ATTEMPTS,
                    },
                },
            },
            { parent, dependsOn: [permissions] },
        );
    }
}
