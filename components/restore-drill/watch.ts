import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmPlan } from "../alarm-plans";
import { type Environment, tagsFor } from "../environment";
import { physicalName } from "../naming";
import { regionalArn } from "../partition";
import { createPlannedAlarm } from "../planned-alarm";
import { policyDocument } from "../policy-documents";
import type { RestoreDrillArgs } from "./arguments";

/** How long the record of each drill is kept, in days: a year, which is what auditors ask for. */
const RECORD_DAYS = 365;
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** How a restore job ends (AWS Backup developer guide, "Restore Job State Change"). */
const WELL = ["COMPLETED"];
const BADLY = ["FAILED", "ABORTED"];

/**
 * Writes down how each drill ended, and rings when one failed or none has come for too long. A drill that nobody runs any more
 * fails nowhere.
 */
export function createWatch(
    name: string,
    args: RestoreDrillArgs,
    { testingPlanName, overdueDays }: { readonly testingPlanName: string; readonly overdueDays: number },
    parent: pulumi.Resource,
): void {
    const { environment } = args;
    const physical = physicalName(environment, name);
    const namespace = `Stagewright/${physical}`;
    const logGroupName = createRecord(name, args, testingPlanName, parent);
    for (const [metric, ends] of [
        ["RestoresCompleted", WELL],
        ["RestoresFailed", BADLY],
    ] as const) {
        new aws.cloudwatch.LogMetricFilter(
            `${name}-${metric === "RestoresCompleted" ? "completed" : "failed"}`,
            {
                name: `${physical}-${metric}`,
                logGroupName,
                pattern: `{ ${ends.map(end => `($.detail.status = "${end}")`).join(" || ")} }`,
                metricTransformation: { namespace, name: metric, value: "1" },
            },
            { parent },
        );
    }
    const plan = (alarm: string, metricName: string) =>
        ({ name: alarm, severity: "ticket", namespace, metricName, dimensions: {}, statistic: "Sum" }) as const;
    const failed: AlarmPlan = {
        ...plan("restore-failed", "RestoresFailed"),
        meaning: `A backup of ${environment.name} could not be restored`,
        period: 5 * MINUTE,
        evaluationPeriods: 1,
        comparison: "GreaterThanThreshold",
        threshold: 0,
        unit: "failed drills",
        reportsAlways: false,
    };
    const overdue: AlarmPlan = {
        ...plan("restore-overdue", "RestoresCompleted"),
        meaning: `No backup of ${environment.name} was restored for ${overdueDays} days`,
        period: DAY,
        evaluationPeriods: overdueDays,
        comparison: "LessThanThreshold",
        threshold: 1,
        unit: "drills a day",
        reportsAlways: true,
    };
    const { alerts } = args;
    const quiet = { treatMissingData: "notBreaching", tellsOfSilence: false } as const;
    createPlannedAlarm(name, failed, { environment, alerts, silence: quiet }, parent);
    // A day without a drill has no figure: it is what is counted.
    const counted = { treatMissingData: "breaching", tellsOfSilence: false } as const;
    createPlannedAlarm(name, overdue, { environment, alerts, silence: counted }, parent);
}

/** Keeps the end of each restore of this drill in a log group; gives back its name. */
function createRecord(
    name: string,
    { environment, logKey }: RestoreDrillArgs,
    testingPlanName: string,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    const physical = physicalName(environment, name);
    // EventBridge writes only to groups whose names begin like this (user guide, "CloudWatch Logs as a target").
    const groupName = `/aws/events/${physical}`;
    const logResource = `${name}-log`;
    const log = new aws.cloudwatch.LogGroup(
        logResource,
        {
            name: groupName,
            retentionInDays: RECORD_DAYS,
            kmsKeyId: logKey?.keyArn,
            tags: tagsFor(environment, logResource),
        },
        { parent },
    );
    const groupArn = regionalArn(environment, "logs", `log-group:${groupName}`);
    const policy = new aws.cloudwatch.LogResourcePolicy(
        `${name}-log-policy`,
        {
            policyName: physical,
            policyDocument: writtenByRule(environment, groupArn, physical),
        },
        { parent },
    );
    const ruleResource = `${name}-ended`;
    const rule = new aws.cloudwatch.EventRule(
        ruleResource,
        {
            name: physical,
            description: `Restores of the drill ${physical} that ended`,
            eventPattern: JSON.stringify({
                source: ["aws.backup"],
                "detail-type": ["Restore Job State Change"],
                detail: {
                    status: [...WELL, ...BADLY],
                    restoreTestingPlanArn: [{ prefix: testingPlanArn(environment, testingPlanName) }],
                },
            }),
            tags: tagsFor(environment, ruleResource),
        },
        { parent },
    );
    new aws.cloudwatch.EventTarget(
        `${name}-record`,
        { rule: rule.name, arn: groupArn },
        { parent, dependsOn: [log, policy] },
    );
    return log.name;
}

/** Lets one rule write to the group (EventBridge user guide, "CloudWatch Logs permissions"). */
function writtenByRule(environment: Environment, groupArn: string, ruleName: string): string {
    const ruleArn = regionalArn(environment, "events", `rule/${ruleName}`);
    return policyDocument(
        ...["events", "delivery.logs"].flatMap(service => {
            const who = service === "events" ? "Events" : "Delivery";
            const allowed = {
                Effect: "Allow" as const,
                Principal: { Service: `${service}.amazonaws.com` },
                Resource: `${groupArn}:*`,
            };
            return [
                { Sid: `StreamsBy${who}`, ...allowed, Action: "logs:CreateLogStream" },
                {
                    Sid: `EventsBy${who}`,
                    ...allowed,
                    Action: "logs:PutLogEvents",
                    Condition: { ArnEquals: { "aws:SourceArn": ruleArn } },
                },
            ];
        }),
    );
}

/** How the ARN of a testing plan begins; AWS adds an id to its name. */
function testingPlanArn(environment: Environment, testingPlanName: string): string {
    return regionalArn(environment, "backup", `restore-testing-plan:${testingPlanName}-`);
}
