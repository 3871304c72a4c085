import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmPlan } from "./alarm-plans";
import { type ArgumentFaults, nonEmptyText } from "./arguments";
import { type Environment, tagsFor } from "./environment";
import { checkInput } from "./input-arguments";
import { checkObject } from "./object-arguments";
import { RUNBOOK_BASE_URL, runbookNote } from "./runbooks";

/** Who hears of an alarm, and where the pages about alarms begin. */
export interface AlarmRoute {
    readonly topicArn: pulumi.Input<string>;
    /** Such as `https://runbooks.example.com/shop`; each alarm's own page is below it, under its name. */
    readonly runbookBaseUrl: string;
}

/** Records what is wrong with the way that alarms take. */
export function checkAlarmRoute(faults: ArgumentFaults, propertyPath: string, alerts: AlarmRoute): void {
    if (!checkObject(faults, propertyPath, alerts, { topicArn: true, runbookBaseUrl: true })) return;
    checkInput(faults, `${propertyPath}.topicArn`, alerts.topicArn, nonEmptyText);
    faults.check(`${propertyPath}.runbookBaseUrl`, alerts.runbookBaseUrl, RUNBOOK_BASE_URL);
}

/** What an alarm is made with, beside its plan. */
export interface PlannedAlarmArgs {
    readonly environment: Environment;
    readonly alerts: AlarmRoute;
    /** What it does while its metric does not come. */
    readonly silence: {
        readonly treatMissingData: "missing" | "notBreaching" | "breaching";
        /** Whether its topic hears when the metric ends. */
        readonly tellsOfSilence: boolean;
    };
}

/** Makes an alarm with a severity, a route and a page: `<component>-<name of the plan>`. */
export function createPlannedAlarm(
    component: string,
    plan: AlarmPlan,
    { environment, alerts, silence }: PlannedAlarmArgs,
    parent: pulumi.Resource,
): aws.cloudwatch.MetricAlarm {
    const resource = `${component}-${plan.name}`;
    return new aws.cloudwatch.MetricAlarm(
        resource,
        {
            alarmDescription: `[${plan.severity}] ${plan.meaning}. ${runbookNote(alerts.runbookBaseUrl, plan.name)}`,
            namespace: plan.namespace,
            metricName: plan.metricName,
            dimensions: plan.dimensions,
            statistic: plan.statistic,
            period: plan.period,
            evaluationPeriods: plan.evaluationPeriods,
            comparisonOperator: plan.comparison,
            threshold: plan.threshold,
            treatMissingData: silence.treatMissingData,
            alarmActions: [alerts.topicArn],
            okActions: [alerts.topicArn],
            insufficientDataActions: silence.tellsOfSilence ? [alerts.topicArn] : undefined,
            tags: { ...tagsFor(environment, resource), severity: plan.severity },
        },
        { parent },
    );
}
