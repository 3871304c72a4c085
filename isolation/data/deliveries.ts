import * as forms from "./arn-forms";
import { address, arn, arnOrAddress, bucket, called, type Naming, queue } from "./namings";
import type { Pointing } from "./pointing";

const functionOf = called(forms.FUNCTION);
const stream = called(forms.STREAM);
const topic = called(forms.TOPIC);
const bus = called(forms.EVENT_BUS);

/** A schedule calls actions of AWS by names that look like ARNs and belong to nobody. */
const scheduled: Naming = (text, subject) => (text.includes(":scheduler:::aws-sdk:") ? undefined : arn(text, subject));

/** An alarm may also name what it does to machines: those ARNs belong to nobody. */
const action: Naming = (text, subject) =>
    text.startsWith("arn:") && !text.includes(":automate:") ? arn(text, subject) : undefined;

/** Functions that a pool of users calls when somebody signs up or in. */
const USER_POOL_TRIGGERS = [
    ...["createAuthChallenge", "customEmailSender.lambdaArn", "customMessage", "customSmsSender.lambdaArn"],
    ...["defineAuthChallenge", "postAuthentication", "postConfirmation", "preAuthentication", "preSignUp"],
    ...["preTokenGeneration", "userMigration", "verifyAuthChallengeResponse"],
];

const ALARM_ACTIONS = { "alarmActions[]": action, "okActions[]": action, "insufficientDataActions[]": action };

/** Where messages, events and rows are sent. The other end must let them in, but who declares this means them to arrive. */
export const DELIVERIES_TO: Pointing = {
    kind: "delivery",
    consequences: [{ direction: "out", access: "write", says: "sends to" }],
    change: "Name a topic, queue, bus, stream or function of this environment.",
    json: ["redrivePolicy"],
    places: {
        "aws:autoscaling/notification:Notification": { topicArn: topic },
        "aws:backup/vaultNotifications:VaultNotifications": { snsTopicArn: topic },
        "aws:cloudwatch/compositeAlarm:CompositeAlarm": ALARM_ACTIONS,
        "aws:cloudwatch/eventApiDestination:EventApiDestination": { invocationEndpoint: address },
        "aws:cloudwatch/eventBus:EventBus": { "deadLetterConfig.arn": arn },
        "aws:cloudwatch/eventEndpoint:EventEndpoint": { "eventBuses[].eventBusArn": bus },
        "aws:cloudwatch/eventTarget:EventTarget": { arn, "deadLetterConfig.arn": arn },
        "aws:cloudwatch/metricAlarm:MetricAlarm": ALARM_ACTIONS,
        "aws:codestarnotifications/notificationRule:NotificationRule": { "targets[].address": arn },
        "aws:cognito/userPool:UserPool": Object.fromEntries(
            USER_POOL_TRIGGERS.map(trigger => [`lambdaConfig.${trigger}`, functionOf]),
        ),
        "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination": { streamArn: stream },
        "aws:ec2/trafficMirrorTarget:TrafficMirrorTarget": { networkLoadBalancerArn: arn },
        "aws:elasticache/cluster:Cluster": { notificationTopicArn: topic },
        "aws:elasticache/replicationGroup:ReplicationGroup": { notificationTopicArn: topic },
        "aws:lambda/eventSourceMapping:EventSourceMapping": {
            functionName: functionOf,
            "destinationConfig.onFailure.destinationArn": arn,
        },
        "aws:lambda/function:Function": { "deadLetterConfig.targetArn": arn },
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
            "destinationConfig.onFailure.destination": arn,
            "destinationConfig.onSuccess.destination": arn,
        },
        "aws:pipes/pipe:Pipe": { enrichment: arn, target: arn },
        "aws:rds/eventSubscription:EventSubscription": { snsTopic: topic },
        "aws:s3/bucketNotification:BucketNotification": {
            "lambdaFunctions[].lambdaFunctionArn": functionOf,
            "queues[].queueArn": queue,
            "topics[].topicArn": topic,
        },
        "aws:scheduler/schedule:Schedule": { "target.arn": scheduled, "target.deadLetterConfig.arn": arn },
        "aws:secretsmanager/secretRotation:SecretRotation": { rotationLambdaArn: functionOf },
        "aws:ses/receiptRule:ReceiptRule": {
            "lambdaActions[].functionArn": functionOf,
            "s3Actions[].bucketName": bucket,
            "snsActions[].topicArn": topic,
        },
        "aws:ses/eventDestination:EventDestination": {
            "kinesisDestination.streamArn": arn,
            "snsDestination.topicArn": topic,
        },
        "aws:sns/topicSubscription:TopicSubscription": { endpoint: arnOrAddress },
        "aws:sqs/queue:Queue": { "redrivePolicy.deadLetterTargetArn": queue },
        "aws:sqs/redrivePolicy:RedrivePolicy": { "redrivePolicy.deadLetterTargetArn": queue },
        "aws:iot/topicRule:TopicRule": {
            "firehoses[].deliveryStreamName": called(forms.DELIVERY_STREAM),
            "https[].url": address,
            "kineses[].streamName": stream,
            "lambdas[].functionArn": functionOf,
            "s3[].bucketName": bucket,
            "sns[].targetArn": topic,
            "sqs[].queueUrl": queue,
        },
        "aws:appsync/dataSource:DataSource": {
            "eventBridgeConfig.eventBusArn": bus,
            "httpConfig.endpoint": address,
            "lambdaConfig.functionArn": functionOf,
        },
    },
};

/** Where messages, events and rows are taken from. */
export const DELIVERIES_FROM: Pointing = {
    kind: "subscription",
    consequences: [{ direction: "out", access: "read", says: "takes messages from" }],
    change: "Name a topic, queue, stream or bus of this environment as the source.",
    places: {
        "aws:cloudwatch/eventArchive:EventArchive": { eventSourceArn: bus },
        "aws:cloudwatch/eventRule:EventRule": { eventBusName: bus },
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
            "kinesisSourceConfiguration.kinesisStreamArn": stream,
            "mskSourceConfiguration.mskClusterArn": arn,
        },
        "aws:kinesis/streamConsumer:StreamConsumer": { streamArn: stream },
        "aws:lambda/eventSourceMapping:EventSourceMapping": { eventSourceArn: arn },
        "aws:pipes/pipe:Pipe": { source: arn },
        "aws:sns/topicSubscription:TopicSubscription": { topic },
    },
};
