import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagKey, tagsFor } from "../environment";
import { physicalName } from "../naming";
import type { AnomaliesArgs } from "./anomalies-arguments";

/**
 * Watches what carries the environment's tag. Of the monitors that watch all services an account has one at most, and an
 * organisation may have made it: this is one of the team's own.
 */
export function createAnomalyMonitor(
    name: string,
    environment: Environment,
    args: AnomaliesArgs,
    parent: pulumi.Resource,
): void {
    const monitorName = `${name}-anomalies`;
    const monitor = new aws.costexplorer.AnomalyMonitor(
        monitorName,
        {
            name: physicalName(environment, monitorName),
            monitorType: "CUSTOM",
            monitorSpecification: JSON.stringify({
                Tags: { Key: tagKey(environment, "environment"), MatchOptions: ["EQUALS"], Values: [environment.name] },
            }),
            tags: tagsFor(environment, monitorName),
        },
        { parent },
    );
    // A topic is told at once; mails are only sent once a day or a week.
    const subscriptions = [
        ...(args.topicArn === undefined
            ? []
            : [{ role: "topic", frequency: "IMMEDIATE", subscribers: [{ type: "SNS", address: args.topicArn }] }]),
        ...(args.emails === undefined || args.emails.length === 0
            ? []
            : [
                  {
                      role: "mail",
                      frequency: "DAILY",
                      subscribers: args.emails.map(address => ({ type: "EMAIL", address })),
                  },
              ]),
    ];
    for (const { role, frequency, subscribers } of subscriptions) {
        const subscription = `${monitorName}-${role}`;
        new aws.costexplorer.AnomalySubscription(
            subscription,
            {
                name: physicalName(environment, subscription),
                frequency,
                monitorArnLists: [monitor.arn],
                subscribers,
                thresholdExpression: {
                    dimension: {
                        key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                        matchOptions: ["GREATER_THAN_OR_EQUAL"],
                        values: [String(args.minimumImpactUsd)],
                    },
                },
                tags: tagsFor(environment, subscription),
            },
            { parent },
        );
    }
}
