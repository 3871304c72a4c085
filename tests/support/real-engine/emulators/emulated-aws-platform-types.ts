import type { AwsTypeFacts } from "./emulated-aws-facts";

/** Clusters, identities, signals and schedules. From the schemas of provider 7.48.0, as far as its documentation shows them. */
export const PLATFORM_TYPES: Readonly<Record<string, AwsTypeFacts>> = {
    "aws:eks/cluster:Cluster": {
        replaceOn: [
            "roleArn",
            "kubernetesNetworkConfig",
            "encryptionConfig",
            "bootstrapSelfManagedAddons",
            "outpostConfig",
        ],
        outputs: {
            certificateAuthority: () => ({ data: "ZW11bGF0ZWQ=" }),
            certificateAuthorities: () => [{ data: "ZW11bGF0ZWQ=" }],
            endpoint: made => `https://${made.hex}.emulated.${made.region}.eks.amazonaws.com`,
            identities: made => [
                { oidcs: [{ issuer: `https://oidc.eks.${made.region}.amazonaws.com/id/${made.hex}` }] },
            ],
            status: () => "ACTIVE",
            platformVersion: () => "eks.1",
        },
    },
    "aws:eks/nodeGroup:NodeGroup": {
        nameProperty: "nodeGroupName",
        idFrom: ["clusterName", "nodeGroupName"],
        replaceOn: ["clusterName", "nodeRoleArn", "subnetIds", "instanceTypes", "amiType", "capacityType", "diskSize"],
        outputs: { status: () => "ACTIVE" },
    },
    "aws:eks/addon:Addon": { idFrom: ["clusterName", "addonName"], replaceOn: ["clusterName", "addonName"] },
    "aws:eks/accessEntry:AccessEntry": {
        idFrom: ["clusterName", "principalArn"],
        replaceOn: ["clusterName", "principalArn", "type"],
        defaults: { type: "STANDARD" },
    },
    "aws:iam/role:Role": {
        global: true,
        arnResource: "role/{id}",
        defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
        replaceOn: ["path"],
    },
    "aws:iam/policy:Policy": {
        global: true,
        idFrom: "arn",
        arnResource: "policy/{name}",
        defaults: { path: "/" },
        replaceOn: ["path", "description"],
    },
    "aws:iam/rolePolicy:RolePolicy": { idFrom: ["role", "name"], replaceOn: ["role"] },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
        idFrom: ["role", "policyArn"],
        replaceOn: ["role", "policyArn"],
    },
    "aws:cloudwatch/logGroup:LogGroup": {
        service: "logs",
        arnResource: "log-group:{id}",
        defaults: { skipDestroy: false },
        replaceOn: ["logGroupClass"],
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
        arnResource: "alarm:{id}",
        defaults: { actionsEnabled: true, treatMissingData: "missing" },
    },
    "aws:cloudwatch/alarmMuteRule:AlarmMuteRule": { arnResource: "alarm-mute-rule:{id}" },
    "aws:cloudwatch/dashboard:Dashboard": {
        nameProperty: "dashboardName",
        global: true,
        arnResource: "dashboard/{id}",
    },
    "aws:sns/topic:Topic": {
        idFrom: "arn",
        arnResource: "{name}",
        defaults: { fifoTopic: false },
        replaceOn: ["fifoTopic"],
    },
    "aws:sns/topicSubscription:TopicSubscription": {
        replaceOn: ["topic", "protocol", "endpoint"],
        defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
    },
    "aws:scheduler/schedule:Schedule": {
        arnResource: "schedule/default/{name}",
        defaults: { groupName: "default", scheduleExpressionTimezone: "UTC", state: "ENABLED" },
        replaceOn: ["groupName"],
    },
    "aws:sqs/queue:Queue": {
        arnResource: "{name}",
        replaceOn: ["fifoQueue"],
        outputs: { url: made => `https://sqs.${made.region}.amazonaws.com/${made.account}/${made.id}` },
    },
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
        idFrom: ["clusterName", "principalArn", "policyArn"],
        replaceOn: ["clusterName", "principalArn", "policyArn", "accessScope"],
    },
    "aws:sns/topicPolicy:TopicPolicy": { idFrom: ["arn"], replaceOn: ["arn"] },
    "aws:sqs/queuePolicy:QueuePolicy": { idFrom: ["queueUrl"], replaceOn: ["queueUrl"] },
    "aws:scheduler/scheduleGroup:ScheduleGroup": { arnResource: "schedule-group/{id}" },
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": { replaceOn: ["logGroupName"] },
};
