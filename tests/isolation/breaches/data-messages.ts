import * as aws from "@pulumi/aws";
import type { Breach } from "./breach";
import { accountIn, domainIn, REGION } from "./named";
import { only } from "./only";

/** Breaches by messages, events and telemetry that cross. */
export const MESSAGE_BREACHES: readonly Breach[] = [
    {
        name: "crossing-subscription",
        sort: 11,
        title: "staging's queue that is subscribed to production's topic",
        from: "staging",
        way: ["subscription"],
        build: only("staging", site => {
            const queue = new aws.sqs.Queue("crossing-subscription", { name: "crossing-subscription" }, site.aws);
            new aws.sns.TopicSubscription(
                "crossing-subscription-topic",
                { topic: `arn:aws:sns:${REGION}:${accountIn(site)}:orders`, protocol: "sqs", endpoint: queue.arn },
                site.aws,
            );
        }),
    },
    {
        name: "crossing-bus",
        sort: 11,
        title: "staging's rule that puts its events on production's bus",
        from: "staging",
        way: ["delivery"],
        build: only("staging", site => {
            const rule = new aws.cloudwatch.EventRule(
                "crossing-bus",
                { eventPattern: JSON.stringify({ source: ["shop.orders"] }) },
                site.aws,
            );
            new aws.cloudwatch.EventTarget(
                "crossing-bus-target",
                { rule: rule.name, arn: `arn:aws:events:${REGION}:${accountIn(site)}:event-bus/orders` },
                site.aws,
            );
        }),
    },
    {
        name: "crossing-hook",
        sort: 11,
        title: "staging's topic that calls a web hook of production",
        from: "staging",
        way: ["delivery"],
        build: only("staging", site => {
            const topic = new aws.sns.Topic("crossing-hook", {}, site.aws);
            new aws.sns.TopicSubscription(
                "crossing-hook-subscription",
                {
                    topic: topic.arn,
                    protocol: "https",
                    endpoint: `https://hooks.${domainIn(site)}/orders`,
                },
                site.aws,
            );
        }),
    },
    {
        name: "crossing-dead-letters",
        sort: 11,
        title: "staging's queue whose dead letters go to production's",
        from: "staging",
        way: ["delivery"],
        build: only("staging", site => {
            new aws.sqs.Queue(
                "crossing-dead-letters",
                {
                    redrivePolicy: JSON.stringify({
                        deadLetterTargetArn: `arn:aws:sqs:${REGION}:${accountIn(site)}:dead-letters`,
                        maxReceiveCount: 5,
                    }),
                },
                site.aws,
            );
        }),
    },
    {
        name: "watched-account",
        sort: 15,
        title: "production's metrics and logs that a sink of staging shows",
        from: "staging",
        way: ["telemetry-link"],
        build: only("prod", site => {
            new aws.oam.Link(
                "watched-account",
                {
                    labelTemplate: "$AccountName",
                    resourceTypes: ["AWS::CloudWatch::Metric", "AWS::Logs::LogGroup"],
                    sinkIdentifier: `arn:aws:oam:${REGION}:${accountIn(site)}:sink/abc12345-cb88-4a6a-9c7a-1c1e8c5f0e11`,
                },
                site.aws,
            );
        }),
    },
    {
        name: "crossing-logs",
        sort: 15,
        title: "production's log lines that are sent to a destination of staging",
        from: "prod",
        way: ["telemetry"],
        build: only("prod", site => {
            const group = new aws.cloudwatch.LogGroup("crossing-logs", { name: "crossing-logs" }, site.aws);
            new aws.cloudwatch.LogSubscriptionFilter(
                "crossing-logs-filter",
                {
                    logGroup: group.name,
                    filterPattern: "",
                    destinationArn: `arn:aws:logs:${REGION}:${accountIn(site)}:destination:search`,
                },
                site.aws,
            );
        }),
    },
];
