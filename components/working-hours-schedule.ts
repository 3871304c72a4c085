import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "./environment";
import { physicalName } from "./naming";
import { partitionOf, regionalArn } from "./partition";
import { createRole } from "./roles";
import { encryptedTransportOnly, policyDocument, serviceTrust } from "./policy-documents";
import { runbookNote } from "./runbooks";
import { actionPlans, permissionsFor } from "./schedule-actions";
import { assertWorkingHoursScheduleArgs, type WorkingHoursScheduleArgs } from "./schedule-arguments";

export type { SleepingNodeGroup, WorkingHoursScheduleArgs } from "./schedule-arguments";

/** Attempts of EventBridge Scheduler: its own maximum, so that the age of the event alone decides (RetryPolicy). */
const RETRY_ATTEMPTS = 185;
/** How long a failed timer stays in the queue, in seconds: 14 days, the most that SQS keeps a message. */
const FAILURE_RETENTION_SECONDS = 1_209_600;
/** Puts an environment to sleep when its people go, and wakes it before they come. */
export class WorkingHoursSchedule extends pulumi.ComponentResource {
    /** Name of the group that holds the schedules, known while planning. */
    readonly scheduleGroupName: string;
    /** ARN of the queue that timers which gave up are put in. */
    readonly failureQueueArn: pulumi.Output<string>;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: WorkingHoursScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
        const hours = assertWorkingHoursScheduleArgs(name, args);
        super("stagewright:schedule:WorkingHoursSchedule", name, {}, opts);
        const { environment } = args;
        const groupName = physicalName(environment, name);
        const queueName = `${groupName}-failures`;

        const group = new aws.scheduler.ScheduleGroup(
            `${name}-group`,
            { name: groupName, tags: tagsFor(environment, `${name}-group`) },
            { parent: this },
        );
        const queue = new aws.sqs.Queue(
            `${name}-failures`,
            {
                name: queueName,
                messageRetentionSeconds: FAILURE_RETENTION_SECONDS,
                sqsManagedSseEnabled: true,
                tags: tagsFor(environment, `${name}-failures`),
            },
            { parent: this },
        );
        new aws.sqs.QueuePolicy(
            `${name}-failures-policy`,
            {
                queueUrl: queue.id,
                policy: policyDocument(encryptedTransportOnly("sqs:*", regionalArn(environment, "sqs", queueName))),
            },
            { parent: this },
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
            this,
        );
        const permissions = new aws.iam.RolePolicy(
            `${name}-permissions`,
            { role: role.name, policy: policyDocument(...permissionsFor(args, queueName)) },
            { parent: this },
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
                { parent: this, dependsOn: [permissions] },
            );
        }
        if (args.alerts !== undefined) failureAlarm(name, environment, queue.name, args.alerts, this);

        this.scheduleGroupName = groupName;
        this.failureQueueArn = queue.arn;
        this.registerOutputs({ scheduleGroupName: this.scheduleGroupName, failureQueueArn: this.failureQueueArn });
    }
}

/** Tells people that a timer gave up: something runs that should sleep, or sleeps that should run. */
function failureAlarm(
    name: string,
    environment: Environment,
    queueName: pulumi.Input<string>,
    alerts: NonNullable<WorkingHoursScheduleArgs["alerts"]>,
    parent: pulumi.Resource,
): aws.cloudwatch.MetricAlarm {
    return new aws.cloudwatch.MetricAlarm(
        `${name}-timer-failed`,
        {
            alarmDescription: `A timer of ${environment.name} gave up. ${runbookNote(alerts.runbookBaseUrl, "timer-failed")}`,
            namespace: "AWS/SQS",
            metricName: "ApproximateNumberOfMessagesVisible",
            dimensions: { QueueName: queueName },
            statistic: "Maximum",
            period: 300,
            evaluationPeriods: 1,
            comparisonOperator: "GreaterThanThreshold",
            threshold: 0,
            // A queue that nothing is put in stops reporting after six hours: that is the good case.
            treatMissingData: "notBreaching",
            alarmActions: [alerts.topicArn],
            tags: tagsFor(environment, `${name}-timer-failed`),
        },
        { parent },
    );
}
