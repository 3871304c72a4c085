import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Span } from "../../hours/local-time";
import { type Environment, tagsFor } from "../environment";
import { physicalName } from "../naming";
import { regionalArn } from "../partition";
import type { AlarmRoute } from "../planned-alarm";
import { policyDocument, serviceTrust } from "../policy-documents";
import { createRole } from "../roles";
import type { DatabaseCalls } from "./database-calls";
import { createFailureAlarm } from "./failure-alarm";
import { RESTOP_INPUT, restopDefinition } from "./restop-machine";

/** How long EventBridge tries to begin a run before the event goes to the queue, in seconds. */
const EVENT_AGE_SECONDS = 3600;
/** Attempts of EventBridge: its own maximum, so that the age of the event alone decides (RetryPolicy). */
const EVENT_ATTEMPTS = 185;

/** What {@link createRestop} is to make. */
export interface RestopArgs {
    readonly environment: Environment;
    readonly database: DatabaseCalls;
    /** When the database is to be asleep for seven days or more, in minutes since 1970-01-01T00:00Z. */
    readonly closures: readonly Span[];
    readonly queue: aws.sqs.Queue;
    /** What lets the rule write to the queue: no event is lost before. */
    readonly queuePolicy: aws.sqs.QueuePolicy;
    /** What the schedule puts to sleep, the database among it where it is made beside: destroyed after the rule. */
    readonly sleepers: readonly pulumi.Resource[];
    readonly alerts: AlarmRoute | undefined;
}

/** The name in AWS of the rule on the event that AWS has started the database. */
export function restartRuleName(name: string, environment: Environment): string {
    return `${physicalName(environment, name)}-restarted`;
}

/** Stops a database again that AWS has started after seven days, while nobody is there. */
export function createRestop(name: string, args: RestopArgs, parent: pulumi.Resource): void {
    const { alerts, database, environment } = args;
    const machineName = `${physicalName(environment, name)}-restop`;
    const machineArn = regionalArn(environment, "states", `stateMachine:${machineName}`);
    const role = createRole(
        environment,
        {
            name: `${name}-restop-role`,
            description: `Stops ${database.name} again that AWS has started`,
            trust: trustOf("states.amazonaws.com", environment, machineArn),
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-restop-permissions`,
        {
            role: role.name,
            policy: policyDocument({
                Sid: "LookAndStop",
                Effect: "Allow",
                Action: [`rds:Describe${database.kind}s`, `rds:Stop${database.kind}`],
                Resource: regionalArn(environment, "rds", `${database.inArns}:${database.name}`),
            }),
        },
        { parent },
    );
    const machine = new aws.sfn.StateMachine(
        `${name}-restop`,
        {
            name: machineName,
            type: "STANDARD",
            roleArn: role.arn,
            definition: restopDefinition(database, args.closures, environment.region),
            tags: tagsFor(environment, `${name}-restop`),
        },
        { parent, dependsOn: [permissions] },
    );
    createRule(name, machine, machineArn, args, parent);
    if (alerts !== undefined) {
        createFailureAlarm(
            name,
            {
                role: "restop-failed",
                meaning: `AWS has started ${database.name} after seven days, and it could not be stopped again`,
                metric: {
                    namespace: "AWS/States",
                    metricName: "ExecutionsFailed",
                    dimensions: { StateMachineArn: machineArn },
                    statistic: "Sum",
                },
            },
            { alerts, environment },
            parent,
        );
    }
}

function createRule(
    name: string,
    machine: aws.sfn.StateMachine,
    machineArn: string,
    { database, environment, queue, queuePolicy, sleepers }: RestopArgs,
    parent: pulumi.Resource,
): void {
    const ruleName = restartRuleName(name, environment);
    const role = createRole(
        environment,
        {
            name: `${name}-restarted-role`,
            description: `Begins what stops ${database.name} again`,
            trust: trustOf("events.amazonaws.com", environment, regionalArn(environment, "events", `rule/${ruleName}`)),
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-restarted-permissions`,
        {
            role: role.name,
            policy: policyDocument({
                Sid: "BeginRun",
                Effect: "Allow",
                Action: "states:StartExecution",
                Resource: machineArn,
            }),
        },
        { parent },
    );
    const rule = new aws.cloudwatch.EventRule(
        `${name}-restarted`,
        {
            name: ruleName,
            description: `AWS starts ${database.name}, which was stopped for seven days`,
            eventPattern: JSON.stringify({
                source: ["aws.rds"],
                "detail-type": [database.eventType],
                detail: { EventID: [database.restartEvent], SourceIdentifier: [database.name] },
            }),
            tags: tagsFor(environment, `${name}-restarted`),
        },
        { parent, dependsOn: [...sleepers] },
    );
    new aws.cloudwatch.EventTarget(
        `${name}-restarted-target`,
        {
            rule: rule.name,
            arn: machine.arn,
            roleArn: role.arn,
            // The run asks the clock and the database, not the event, which may come late.
            input: JSON.stringify(RESTOP_INPUT),
            deadLetterConfig: { arn: queue.arn },
            retryPolicy: { maximumEventAgeInSeconds: EVENT_AGE_SECONDS, maximumRetryAttempts: EVENT_ATTEMPTS },
        },
        { parent, dependsOn: [permissions, queuePolicy] },
    );
}

/** Lets one service assume a role, for one resource of this account. */
function trustOf(service: string, environment: Environment, sourceArn: string): string {
    return serviceTrust(service, {
        StringEquals: { "aws:SourceAccount": environment.accountId, "aws:SourceArn": sourceArn },
    });
}
