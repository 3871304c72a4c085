import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { runbookNote } from "../runbooks";
import { METRIC_NAMESPACE } from "./job";

/** Who hears of what goes wrong. */
export interface RefreshAlerts {
    readonly topicArn: pulumi.Input<string>;
    /** Where the pages about alarms begin, such as `https://runbooks.example.com/shop`. */
    readonly runbookBaseUrl: string;
}

export interface AlarmsArgs {
    readonly environment: Environment;
    /** Name under which the jobs write their metrics. */
    readonly physical: string;
    readonly queueName: string;
    readonly maximumAgeDays: number;
    readonly maximumSeconds: number;
    readonly alerts: RefreshAlerts;
}

const DAY_SECONDS = 86_400;
const FIVE_MINUTES_SECONDS = 300;
/** As long as CloudWatch looks back at most, in days (PutMetricAlarm, API reference). Age is told every working day. */
const SILENT_DAYS = 7;

/** One alarm, as far as it differs from the others. */
interface RefreshAlarm {
    readonly name: string;
    readonly meaning: string;
    readonly metric: Pick<aws.cloudwatch.MetricAlarmArgs, "namespace" | "metricName" | "dimensions">;
    readonly statistic: "Maximum" | "SampleCount";
    readonly period: number;
    readonly evaluationPeriods: number;
    readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
    readonly threshold: number;
    readonly missing: "ignore" | "notBreaching" | "breaching";
}

/** Tells people that a refresh failed, took too long, that data is too old, or that nobody says how old it is. */
export function createRefreshAlarms(name: string, args: AlarmsArgs, parent: pulumi.Resource): void {
    const { environment, alerts } = args;
    const ours = (metricName: string) => ({
        namespace: METRIC_NAMESPACE,
        metricName,
        dimensions: { Refresh: args.physical },
    });
    const alarms: readonly RefreshAlarm[] = [
        {
            name: "refresh-failed",
            meaning: "A job of the data refresh failed, or could not begin; its log says why",
            metric: {
                namespace: "AWS/SQS",
                metricName: "ApproximateNumberOfMessagesVisible",
                dimensions: { QueueName: args.queueName },
            },
            statistic: "Maximum",
            period: FIVE_MINUTES_SECONDS,
            evaluationPeriods: 1,
            comparison: "GreaterThanThreshold",
            threshold: 0,
            // A queue that nothing is put in stops reporting after six hours: that is the good case.
            missing: "notBreaching",
        },
        {
            name: "refresh-slow",
            meaning: "The data refresh took nearly as long as it may, and will soon be stopped before its end",
            metric: ours("DurationSeconds"),
            statistic: "Maximum",
            period: FIVE_MINUTES_SECONDS,
            evaluationPeriods: 1,
            comparison: "GreaterThanThreshold",
            threshold: Math.floor(args.maximumSeconds * SLOW_SHARE),
            missing: "ignore",
        },
        {
            name: "refresh-too-old",
            meaning: `Masked data is older than ${args.maximumAgeDays} days`,
            metric: ours("AgeSeconds"),
            statistic: "Maximum",
            period: DAY_SECONDS,
            evaluationPeriods: 1,
            comparison: "GreaterThanThreshold",
            threshold: args.maximumAgeDays * DAY_SECONDS,
            missing: "ignore",
        },
        {
            name: "refresh-silent",
            meaning: `Nobody has said for ${SILENT_DAYS} days how old masked data is`,
            metric: ours("AgeSeconds"),
            statistic: "SampleCount",
            period: DAY_SECONDS,
            evaluationPeriods: SILENT_DAYS,
            comparison: "LessThanThreshold",
            threshold: 1,
            missing: "breaching",
        },
    ];
    for (const alarm of alarms) {
        const resource = `${name}-${alarm.name}`;
        new aws.cloudwatch.MetricAlarm(
            resource,
            {
                alarmDescription: `[ticket] ${alarm.meaning}. ${runbookNote(alerts.runbookBaseUrl, alarm.name)}`,
                ...alarm.metric,
                statistic: alarm.statistic,
                period: alarm.period,
                evaluationPeriods: alarm.evaluationPeriods,
                comparisonOperator: alarm.comparison,
                threshold: alarm.threshold,
                treatMissingData: alarm.missing,
                alarmActions: [alerts.topicArn],
                tags: { ...tagsFor(environment, resource), severity: "ticket" },
            },
            { parent },
        );
    }
}

/** Share of the time allowed above which a refresh is called slow: data grows, and what is stopped stores nothing. */
const SLOW_SHARE = 0.8;
