import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, textMatching, wholeNumber } from "./arguments";
import { type NodeGroupSize, nodeGroupSizeFaults } from "./cluster-arguments";
import { type Environment, environmentFaults, tagsFor } from "./environment";
import { COMPONENT_NAME_EXPECTED, isComponentName, physicalName } from "./naming";
import { partitionOf, regionalArn } from "./partition";
import { policyDocument, type PolicyStatement, serviceTrust } from "./policy-documents";
import { RUNBOOK_BASE_URL, runbookNote } from "./runbooks";
import { DATABASE_ALONE_MINUTES, type Timer, timetableFaults, timetableOf } from "./timetable";
import type { WorkingHours } from "./working-hours";

/** A node group that sleeps. `Cluster` knows all of it. */
export interface SleepingNodeGroup {
    /** Name of the cluster in AWS. */
    readonly clusterName: string;
    /** Name of the node group in AWS. */
    readonly nodeGroupName: string;
    /** Size that it gets back in the morning. */
    readonly size: NodeGroupSize;
}

/** Inputs of {@link WorkingHoursSchedule}. */
export interface WorkingHoursScheduleArgs {
    /** Its working hours are what the timers are compiled from. Refused in production. */
    readonly environment: Environment;
    /**
     * The Aurora cluster that is stopped and started.
     *
     * @default - none: one that pauses by itself needs no timer
     */
    readonly database?: {
        /** Name of the cluster in RDS. */
        readonly clusterIdentifier: string;
    };
    /**
     * The node groups that are scaled to nothing and back, each once.
     *
     * @default - none
     */
    readonly nodeGroups?: readonly SleepingNodeGroup[];
    /**
     * How long before work begins the database starts, in minutes; nodes follow 15 minutes later. Valid: 20 to 240.
     *
     * @default 30
     */
    readonly leadMinutes?: number;
    /**
     * Who hears of a timer that gave up.
     *
     * @default - nobody: what failed lies in the dead-letter queue for 14 days
     */
    readonly alerts?: {
        readonly topicArn: pulumi.Input<string>;
        /** Where the pages about alarms begin, such as `https://runbooks.example.com/shop`. */
        readonly runbookBaseUrl: string;
    };
}

const DEFAULTS = { leadMinutes: 30 } as const;

/** Attempts of EventBridge Scheduler: its own maximum, so that the age of the event alone decides (RetryPolicy). */
const RETRY_ATTEMPTS = 185;
/** How long a failed timer stays in the queue, in seconds: 14 days, the most that SQS keeps a message. */
const FAILURE_RETENTION_SECONDS = 1_209_600;
/** Longest schedule name (64, CreateSchedule) less the dash and seven characters that Pulumi adds. */
const SCHEDULE_NAME_MAX_LENGTH = 56;

const CLUSTER_IDENTIFIER = textMatching(/^[a-z](-?[a-z0-9]){0,62}$/, "the identifier of an Aurora cluster");
const EKS_NAME = textMatching(
    /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/,
    "a name that EKS gives: letters, digits, dashes, underscores",
);

/** One action of one timer. */
interface ActionPlan {
    readonly role: string;
    readonly description: string;
    readonly timer: Timer;
    /** Action of the AWS SDK, as EventBridge Scheduler names it. */
    readonly action: string;
    /** What the action is called with; keys begin with a capital, whatever the service's own spelling. */
    readonly input: object;
}

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
            { queueUrl: queue.id, policy: encryptedTransportOnly(regionalArn(environment, "sqs", queueName)) },
            { parent: this },
        );
        const role = new aws.iam.Role(
            `${name}-role`,
            {
                description: `Stops and starts what sleeps in ${environment.name}`,
                assumeRolePolicy: serviceTrust("scheduler.amazonaws.com", {
                    StringEquals: {
                        "aws:SourceAccount": environment.accountId,
                        "aws:SourceArn": regionalArn(environment, "scheduler", `schedule-group/${groupName}`),
                    },
                }),
                tags: tagsFor(environment, `${name}-role`),
            },
            { parent: this },
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

/**
 * Throws one error naming every argument at fault.
 *
 * @returns the working hours, which are known to be there
 */
export function assertWorkingHoursScheduleArgs(name: string, args: WorkingHoursScheduleArgs): WorkingHours {
    const faults = new ArgumentFaults();
    const { environment, database, nodeGroups = [], alerts } = args;
    const leadMinutes = args.leadMinutes ?? DEFAULTS.leadMinutes;
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    faults.addAll(environmentFaults(environment));
    if (environment.class === "production") {
        faults.add("environment.class", "staging or ephemeral: production never sleeps", environment.class);
    }
    faults.check("leadMinutes", leadMinutes, wholeNumber(DATABASE_ALONE_MINUTES + 5, 240));
    if (database === undefined && nodeGroups.length === 0) {
        faults.add("database", "a database, or at least one node group: there is nothing to put to sleep", database);
    }
    if (database !== undefined) {
        faults.check("database.clusterIdentifier", database.clusterIdentifier, CLUSTER_IDENTIFIER);
    }
    checkNodeGroups(name, nodeGroups, faults);
    if (alerts !== undefined) faults.check("alerts.runbookBaseUrl", alerts.runbookBaseUrl, RUNBOOK_BASE_URL);

    const hours = environment.workingHours;
    if (hours !== undefined && faults.all.length === 0) {
        faults.addAll(timetableFaults(hours, leadMinutes, "environment.workingHours"));
    }
    faults.throwIfAny("WorkingHoursSchedule");
    if (hours === undefined) throw new TypeError("an environment without working hours passed its own check");
    return hours;
}

function checkNodeGroups(name: string, nodeGroups: readonly SleepingNodeGroup[], faults: ArgumentFaults): void {
    const names = new Set<string>();
    nodeGroups.forEach(({ clusterName, nodeGroupName, size }, index) => {
        const path = `nodeGroups[${index}]`;
        faults.check(`${path}.clusterName`, clusterName, EKS_NAME);
        faults.check(`${path}.nodeGroupName`, nodeGroupName, EKS_NAME);
        if (names.has(nodeGroupName)) {
            const expected = "a name that no other entry has; a second cluster takes a WorkingHoursSchedule of its own";
            faults.add(`${path}.nodeGroupName`, expected, nodeGroupName);
        }
        names.add(nodeGroupName);
        const longest = SCHEDULE_NAME_MAX_LENGTH - `${name}-start-`.length;
        if (nodeGroupName.length > longest) {
            faults.add(
                `${path}.nodeGroupName`,
                `at most ${longest} characters, so that a schedule can be named after it`,
                nodeGroupName,
            );
        }
        faults.addAll(nodeGroupSizeFaults(`${path}.size`, size));
    });
}

/** Every action of the week, in the order of a day: database, nodes; nodes, database. */
function actionPlans(args: WorkingHoursScheduleArgs, hours: WorkingHours): readonly ActionPlan[] {
    const { database, nodeGroups = [] } = args;
    const timetable = timetableOf(hours, args.leadMinutes ?? DEFAULTS.leadMinutes);
    const databaseAction = (verb: "start" | "stop"): readonly ActionPlan[] =>
        database === undefined
            ? []
            : [
                  {
                      role: `${verb}-database`,
                      description: `${verb === "start" ? "Starts" : "Stops"} ${database.clusterIdentifier}`,
                      timer: timetable[`${verb}-database`],
                      action: `rds:${verb}DBCluster`,
                      input: { DbClusterIdentifier: database.clusterIdentifier },
                  },
              ];
    const nodesAction = (verb: "start" | "stop"): readonly ActionPlan[] =>
        nodeGroups.map(({ clusterName, nodeGroupName, size }) => ({
            role: `${verb}-${nodeGroupName}`,
            description: `${verb === "start" ? "Scales up" : "Scales to nothing"} ${clusterName}/${nodeGroupName}`,
            timer: timetable[`${verb}-nodes`],
            action: "eks:updateNodegroupConfig",
            input: {
                ClusterName: clusterName,
                NodegroupName: nodeGroupName,
                ScalingConfig:
                    verb === "start"
                        ? { MinSize: size.minSize, MaxSize: size.maxSize, DesiredSize: size.desiredSize }
                        : { MinSize: 0, MaxSize: size.maxSize, DesiredSize: 0 },
            },
        }));
    return [...databaseAction("start"), ...nodesAction("start"), ...nodesAction("stop"), ...databaseAction("stop")];
}

/** Exactly what the timers call, on exactly what they name. */
function permissionsFor(args: WorkingHoursScheduleArgs, queueName: string): readonly PolicyStatement[] {
    const { environment, database, nodeGroups = [] } = args;
    const statements: PolicyStatement[] = [];
    if (database !== undefined) {
        statements.push({
            Sid: "StopAndStartDatabase",
            Effect: "Allow",
            Action: ["rds:StartDBCluster", "rds:StopDBCluster"],
            Resource: regionalArn(environment, "rds", `cluster:${database.clusterIdentifier}`),
        });
    }
    if (nodeGroups.length > 0) {
        statements.push({
            Sid: "ScaleNodeGroups",
            Effect: "Allow",
            Action: "eks:UpdateNodegroupConfig",
            // The last part is an id that EKS gives; names before it are unique.
            Resource: nodeGroups.map(({ clusterName, nodeGroupName }) =>
                regionalArn(environment, "eks", `nodegroup/${clusterName}/${nodeGroupName}/*`),
            ),
        });
    }
    statements.push({
        Sid: "KeepWhatFailed",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: regionalArn(environment, "sqs", queueName),
    });
    return statements;
}

function encryptedTransportOnly(queueArn: string): string {
    return policyDocument({
        Sid: "EncryptedTransportOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: queueArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
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
