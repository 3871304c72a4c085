/** All that the observability of staging declares. */
export const OBSERVABILITY_PLAN = {
    watch: {
        type: "stagewright:observability:Observability",
    },
    "watch-agent": {
        type: "aws:eks/addon:Addon",
        addonName: "amazon-cloudwatch-observability",
        addonVersion: "v4.5.0-eksbuild.1",
        clusterName: "staging-shop",
        podIdentityAssociations: [
            {
                roleArn: "<unknown>",
                serviceAccount: "cloudwatch-agent",
            },
        ],
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
    },
    "watch-agent-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByPodIdentity",
                    Effect: "Allow",
                    Principal: {
                        Service: "pods.eks.amazonaws.com",
                    },
                    Action: ["sts:AssumeRole", "sts:TagSession"],
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                            "aws:RequestTag/kubernetes-namespace": "amazon-cloudwatch",
                            "aws:RequestTag/kubernetes-service-account": "cloudwatch-agent",
                        },
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/staging-shop",
                        },
                    },
                },
            ],
        },
        description: "What the CloudWatch agent of staging-shop may do in AWS",
    },
    "watch-agent-role-cloudwatchagentserverpolicy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
        role: "<unknown>",
    },
    "watch-alerts": {
        type: "aws:sns/topic:Topic",
        kmsMasterKeyId: "<unknown>",
        name: "staging-watch-alerts",
    },
    "watch-alerts-email": {
        type: "aws:sns/topicSubscription:TopicSubscription",
        endpoint: "on-call@example.com",
        protocol: "email",
        topic: "<unknown>",
    },
    "watch-alerts-policy": {
        type: "aws:sns/topicPolicy:TopicPolicy",
        arn: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "PublishedToByAlarms",
                    Effect: "Allow",
                    Principal: {
                        Service: "cloudwatch.amazonaws.com",
                    },
                    Action: "sns:Publish",
                    Resource: "arn:aws:sns:eu-central-1:111122223333:staging-watch-alerts",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*",
                        },
                    },
                },
                {
                    Sid: "EncryptedTransportOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sns:Publish",
                    Resource: "arn:aws:sns:eu-central-1:111122223333:staging-watch-alerts",
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
    },
    "watch-application-errors": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["<unknown>"],
        alarmDescription:
            "[page] The application logs errors faster than it ever does in health. Runbook: https://runbooks.example.com/shop/application-errors",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        dimensions: {},
        evaluationPeriods: 2,
        metricName: "ApplicationErrors",
        namespace: "Stagewright/staging-watch",
        okActions: ["<unknown>"],
        period: 300,
        statistic: "Sum",
        threshold: 10,
        treatMissingData: "notBreaching",
    },
    "watch-application-logs": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        kmsKeyId: "<unknown>",
        name: "/aws/containerinsights/staging-shop/application",
        retentionInDays: 14,
    },
    "watch-dashboard": {
        type: "aws:cloudwatch/dashboard:Dashboard",
        dashboardBody: {
            widgets: [
                {
                    type: "text",
                    x: 0,
                    y: 0,
                    width: 24,
                    height: 2,
                    properties: {
                        markdown: "# staging\n[Runbooks](https://runbooks.example.com/shop)",
                    },
                },
                {
                    type: "metric",
                    x: 0,
                    y: 2,
                    width: 12,
                    height: 6,
                    properties: {
                        title: "application-errors (errors in 5 minutes)",
                        region: "eu-central-1",
                        view: "timeSeries",
                        stat: "Sum",
                        period: 300,
                        metrics: [["Stagewright/staging-watch", "ApplicationErrors"]],
                        annotations: {
                            horizontal: [
                                {
                                    label: "page: The application logs errors faster than it ever does in health",
                                    value: 10,
                                },
                            ],
                        },
                    },
                },
                {
                    type: "metric",
                    x: 12,
                    y: 2,
                    width: 12,
                    height: 6,
                    properties: {
                        title: "database-local-storage (bytes free)",
                        region: "eu-central-1",
                        view: "timeSeries",
                        stat: "Minimum",
                        period: 300,
                        metrics: [["AWS/RDS", "FreeLocalStorage", "DBClusterIdentifier", "staging-orders"]],
                        annotations: {
                            horizontal: [
                                {
                                    label: "page: The database runs out of room for sorts and temporary tables",
                                    value: 4294967296,
                                },
                            ],
                        },
                    },
                },
                {
                    type: "metric",
                    x: 0,
                    y: 8,
                    width: 12,
                    height: 6,
                    properties: {
                        title: "database-cpu (percent)",
                        region: "eu-central-1",
                        view: "timeSeries",
                        stat: "Average",
                        period: 300,
                        metrics: [["AWS/RDS", "CPUUtilization", "DBClusterIdentifier", "staging-orders"]],
                        annotations: {
                            horizontal: [
                                {
                                    label: "page: The database has no processor time left",
                                    value: 80,
                                },
                            ],
                        },
                    },
                },
                {
                    type: "metric",
                    x: 12,
                    y: 8,
                    width: 12,
                    height: 6,
                    properties: {
                        title: "nodes-failed (nodes)",
                        region: "eu-central-1",
                        view: "timeSeries",
                        stat: "Maximum",
                        period: 300,
                        metrics: [["ContainerInsights", "cluster_failed_node_count", "ClusterName", "staging-shop"]],
                        annotations: {
                            horizontal: [
                                {
                                    label: "ticket: A node reports a failure and takes no pods",
                                    value: 1,
                                },
                            ],
                        },
                    },
                },
                {
                    type: "metric",
                    x: 0,
                    y: 14,
                    width: 12,
                    height: 6,
                    properties: {
                        title: "nodes-cpu (percent)",
                        region: "eu-central-1",
                        view: "timeSeries",
                        stat: "Average",
                        period: 300,
                        metrics: [["ContainerInsights", "node_cpu_utilization", "ClusterName", "staging-shop"]],
                        annotations: {
                            horizontal: [
                                {
                                    label: "ticket: Nodes have no processor time left",
                                    value: 85,
                                },
                            ],
                        },
                    },
                },
                {
                    type: "log",
                    x: 0,
                    y: 20,
                    width: 24,
                    height: 6,
                    properties: {
                        title: "Latest errors",
                        region: "eu-central-1",
                        view: "table",
                        query: "SOURCE '/aws/containerinsights/staging-shop/application' | fields @timestamp, @message | filter log_processed.level = \"error\" | sort @timestamp desc | limit 50",
                    },
                },
            ],
        },
        dashboardName: "staging-watch",
    },
    "watch-database-cpu": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["<unknown>"],
        alarmDescription:
            "[page] The database has no processor time left. Runbook: https://runbooks.example.com/shop/database-cpu",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            DBClusterIdentifier: "staging-orders",
        },
        evaluationPeriods: 3,
        metricName: "CPUUtilization",
        namespace: "AWS/RDS",
        okActions: ["<unknown>"],
        period: 300,
        statistic: "Average",
        threshold: 80,
        treatMissingData: "notBreaching",
    },
    "watch-database-local-storage": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["<unknown>"],
        alarmDescription:
            "[page] The database runs out of room for sorts and temporary tables. Runbook: https://runbooks.example.com/shop/database-local-storage",
        comparisonOperator: "LessThanThreshold",
        dimensions: {
            DBClusterIdentifier: "staging-orders",
        },
        evaluationPeriods: 2,
        metricName: "FreeLocalStorage",
        namespace: "AWS/RDS",
        okActions: ["<unknown>"],
        period: 300,
        statistic: "Minimum",
        threshold: 4294967296,
        treatMissingData: "notBreaching",
    },
    "watch-dataplane-logs": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        kmsKeyId: "<unknown>",
        name: "/aws/containerinsights/staging-shop/dataplane",
        retentionInDays: 14,
    },
    "watch-error-count": {
        type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        logGroupName: "/aws/containerinsights/staging-shop/application",
        metricTransformation: {
            defaultValue: "0",
            name: "ApplicationErrors",
            namespace: "Stagewright/staging-watch",
            unit: "Count",
            value: "1",
        },
        pattern: '{ $.log_processed.level = "error" }',
    },
    "watch-host-logs": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        kmsKeyId: "<unknown>",
        name: "/aws/containerinsights/staging-shop/host",
        retentionInDays: 14,
    },
    "watch-key": {
        type: "aws:kms/key:Key",
        deletionWindowInDays: 7,
        description: "Logs and alerts of staging",
        enableKeyRotation: true,
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AdministeredByOwnAccount",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::111122223333:root",
                    },
                    Action: "kms:*",
                    Resource: "*",
                },
                {
                    Sid: "UsedByLogGroups",
                    Effect: "Allow",
                    Principal: {
                        Service: "logs.eu-central-1.amazonaws.com",
                    },
                    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: {
                        ArnEquals: {
                            "kms:EncryptionContext:aws:logs:arn": [
                                "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/containerinsights/staging-shop/application",
                                "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/containerinsights/staging-shop/dataplane",
                                "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/containerinsights/staging-shop/host",
                                "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/containerinsights/staging-shop/performance",
                            ],
                        },
                    },
                },
                {
                    Sid: "UsedByAlarms",
                    Effect: "Allow",
                    Principal: {
                        Service: "cloudwatch.amazonaws.com",
                    },
                    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*",
                        },
                    },
                },
            ],
        },
    },
    "watch-nodes-cpu": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["<unknown>"],
        alarmDescription:
            "[ticket] Nodes have no processor time left. Runbook: https://runbooks.example.com/shop/nodes-cpu",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            ClusterName: "staging-shop",
        },
        evaluationPeriods: 3,
        metricName: "node_cpu_utilization",
        namespace: "ContainerInsights",
        okActions: ["<unknown>"],
        period: 300,
        statistic: "Average",
        threshold: 85,
        treatMissingData: "notBreaching",
    },
    "watch-nodes-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["<unknown>"],
        alarmDescription:
            "[ticket] A node reports a failure and takes no pods. Runbook: https://runbooks.example.com/shop/nodes-failed",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        dimensions: {
            ClusterName: "staging-shop",
        },
        evaluationPeriods: 2,
        metricName: "cluster_failed_node_count",
        namespace: "ContainerInsights",
        okActions: ["<unknown>"],
        period: 300,
        statistic: "Maximum",
        threshold: 1,
        treatMissingData: "notBreaching",
    },
    "watch-performance-logs": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        kmsKeyId: "<unknown>",
        name: "/aws/containerinsights/staging-shop/performance",
        retentionInDays: 14,
    },
};
