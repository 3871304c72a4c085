import * as forms from "./arn-forms";
import { account, address, arn, bucket, called } from "./namings";
import type { Pointing } from "./pointing";

const logTarget = called(forms.LOG_DESTINATION);

/** Where logs, metrics and findings are sent. */
export const TELEMETRY_TO: Pointing = {
    kind: "telemetry",
    consequences: [{ direction: "out", access: "write", says: "sends logs or metrics to" }],
    change: "Name a destination of this environment, or declare the account of the archive as used by both, write-only.",
    json: ["policyDocument"],
    places: {
        "aws:amp/queryLoggingConfiguration:QueryLoggingConfiguration": {
            "destinations[].cloudwatchLogs.logGroupArn": called(forms.LOG_GROUP),
        },
        "aws:amp/scraper:Scraper": { "destination.amp.workspaceArn": arn },
        "aws:cfg/deliveryChannel:DeliveryChannel": { s3BucketName: bucket, snsTopicArn: called(forms.TOPIC) },
        "aws:cloudtrail/trail:Trail": {
            cloudWatchLogsGroupArn: called(forms.LOG_GROUP),
            s3BucketName: bucket,
            snsTopicName: called(forms.TOPIC),
        },
        "aws:cloudwatch/logAccountPolicy:LogAccountPolicy": { "policyDocument.DestinationArn": logTarget },
        "aws:cloudwatch/logDelivery:LogDelivery": { deliveryDestinationArn: arn },
        "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": {
            "deliveryDestinationConfiguration.destinationResourceArn": arn,
        },
        "aws:cloudwatch/logDestination:LogDestination": { targetArn: arn },
        "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": { destinationArn: logTarget },
        "aws:cloudwatch/metricStream:MetricStream": { firehoseArn: called(forms.DELIVERY_STREAM) },
        "aws:ec2/flowLog:FlowLog": { logDestination: bucket },
        "aws:guardduty/publishingDestination:PublishingDestination": { destinationArn: bucket },
        "aws:cloudfront/distribution:Distribution": { "loggingConfig.bucket": bucket },
        "aws:elb/loadBalancer:LoadBalancer": { "accessLogs.bucket": bucket },
        "aws:emr/cluster:Cluster": { logUri: bucket },
        "aws:lb/loadBalancer:LoadBalancer": {
            "accessLogs.bucket": bucket,
            "connectionLogs.bucket": bucket,
        },
        "aws:alb/loadBalancer:LoadBalancer": { "accessLogs.bucket": bucket, "connectionLogs.bucket": bucket },
        "aws:redshift/logging:Logging": { bucketName: bucket },
        "aws:s3/bucket:Bucket": { "logging.targetBucket": bucket },
        "aws:s3/bucketLogging:BucketLogging": { targetBucket: bucket },
        "aws:s3/bucketLoggingV2:BucketLoggingV2": { targetBucket: bucket },
        "aws:ssm/resourceDataSync:ResourceDataSync": { "s3Destination.bucketName": bucket },
        "aws:synthetics/canary:Canary": { artifactS3Location: bucket },
        "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": { "logDestinationConfigs[]": bucket },
    },
};

/** A link of an account that is watched to the sink of the one that watches: the sink's account sees what the link shares. */
export const TELEMETRY_LINKS: Pointing = {
    kind: "telemetry-link",
    consequences: [{ direction: "in", access: "read", says: "shows its metrics, logs and traces to" }],
    change: "Name a sink of this environment, or declare the monitoring account as used by both.",
    places: { "aws:oam/link:Link": { sinkIdentifier: arn } },
};

/** An account whose metrics an alarm watches. It must share them first. */
export const METRICS_FROM: Pointing = {
    kind: "telemetry-link",
    consequences: [{ direction: "out", access: "read", says: "watches metrics of" }],
    change: "Watch metrics of the own account alone: leave `accountId` unset.",
    places: { "aws:cloudwatch/metricAlarm:MetricAlarm": { "metricQueries[].accountId": account } },
};

/** What is configured or audited elsewhere. */
export const AGGREGATIONS_FROM: Pointing = {
    kind: "aggregation",
    consequences: [{ direction: "out", access: "read", says: "collects configuration or findings of" }],
    change: "Name the own account alone in `accountIds`.",
    needsCounterpart: true,
    places: {
        "aws:guardduty/member:Member": { accountId: account },
        "aws:macie2/member:Member": { accountId: account },
        "aws:securityhub/member:Member": { accountId: account },
        "aws:cfg/configurationAggregator:ConfigurationAggregator": { "accountAggregationSource.accountIds[]": account },
    },
};

export const AGGREGATIONS_TO: Pointing = {
    kind: "aggregation",
    consequences: [{ direction: "in", access: "read", says: "lets its configuration or findings be collected by" }],
    change: "Remove the authorisation, or declare the account of the audit as used by both.",
    places: {
        "aws:cfg/aggregateAuthorization:AggregateAuthorization": { accountId: account },
        "aws:guardduty/inviteAccepter:InviteAccepter": { masterAccountId: account },
        "aws:macie2/invitationAccepter:InvitationAccepter": { administratorAccountId: account },
        "aws:securityhub/inviteAccepter:InviteAccepter": { masterId: account },
    },
};

/** Data sources of a dashboard, and hosts that metrics are pushed to, are addresses. */
export const REMOTE_WRITES: Pointing = {
    kind: "telemetry",
    consequences: [{ direction: "out", access: "write", says: "sends metrics to" }],
    change: "Name a workspace of this environment, or declare the monitoring account as used by both, write-only.",
    places: {
        "kubernetes:monitoring.coreos.com/v1:Prometheus": { "spec.remoteWrite[].url": address },
        "kubernetes:monitoring.coreos.com/v1alpha1:PrometheusAgent": { "spec.remoteWrite[].url": address },
    },
};
