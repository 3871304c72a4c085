import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import type { AlarmRoute } from "../planned-alarm";
import { runbookNote } from "../runbooks";

/** What a failure is counted by. */
export interface FailureAlarm {
    /** Name of the alarm, and of the page about it. */
    readonly role: "timer-failed" | "restop-failed";
    /** What happened, in words. */
    readonly meaning: string;
    readonly metric: Pick<aws.cloudwatch.MetricAlarmArgs, "namespace" | "metricName" | "dimensions" | "statistic">;
}

/** Tells people that something gave up: what runs should sleep, or what sleeps should run. */
export function createFailureAlarm(
    name: string,
    { meaning, metric, role }: FailureAlarm,
    { alerts, environment }: { readonly alerts: AlarmRoute; readonly environment: Environment },
    parent: pulumi.Resource,
): void {
    new aws.cloudwatch.MetricAlarm(
        `${name}-${role}`,
        {
            alarmDescription: `${meaning}. ${runbookNote(alerts.runbookBaseUrl, role)}`,
            ...metric,
            period: 300,
            evaluationPeriods: 1,
            comparisonOperator: "GreaterThanThreshold",
            threshold: 0,
            // What nothing goes wrong with stops reporting: that is the good case.
            treatMissingData: "notBreaching",
            alarmActions: [alerts.topicArn],
            tags: tagsFor(environment, `${name}-${role}`),
        },
        { parent },
    );
}
