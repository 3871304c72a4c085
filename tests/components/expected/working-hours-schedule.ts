/** All that the schedule of staging declares. */
export const SCHEDULE_PLAN = {
    hours: {
        type: "stagewright:schedule:WorkingHoursSchedule",
    },
    "hours-failures": {
        type: "aws:sqs/queue:Queue",
        messageRetentionSeconds: 1209600,
        name: "staging-hours-failures",
        sqsManagedSseEnabled: true,
    },
    "hours-failures-policy": {
        type: "aws:sqs/queuePolicy:QueuePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "EncryptedTransportOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sqs:*",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-hours-failures",
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
        queueUrl: "<unknown>",
    },
    "hours-group": {
        type: "aws:scheduler/scheduleGroup:ScheduleGroup",
        name: "staging-hours",
    },
    "hours-hours": {
        type: "aws:ssm/parameter:Parameter",
        "the input type": "String",
        description: "When people work in staging",
        name: "/staging-hours/hours",
        tier: "Standard",
        insecureValue:
            '{"schema":"stagewright.working-hours/1","timeZone":"Europe/Berlin","week":[{"days":["MON","TUE","WED","THU","FRI"],"start":"07:00","end":"20:00"}]}',
    },
    "hours-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "StopAndStartDatabase",
                    Effect: "Allow",
                    Action: ["rds:StartDBCluster", "rds:StopDBCluster"],
                    Resource: "arn:aws:rds:eu-central-1:111122223333:cluster:staging-orders",
                },
                {
                    Sid: "ScaleNodeGroups",
                    Effect: "Allow",
                    Action: "eks:UpdateNodegroupConfig",
                    Resource: ["arn:aws:eks:eu-central-1:111122223333:nodegroup/staging-shop/workers-a5a50979/*"],
                },
                {
                    Sid: "KeepWhatFailed",
                    Effect: "Allow",
                    Action: "sqs:SendMessage",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-hours-failures",
                },
            ],
        },
        role: "<unknown>",
    },
    "hours-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "scheduler.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                            "aws:SourceArn": "arn:aws:scheduler:eu-central-1:111122223333:schedule-group/staging-hours",
                        },
                    },
                },
            ],
        },
        description: "Stops and starts what sleeps in staging",
    },
    "hours-start-database": {
        type: "aws:scheduler/schedule:Schedule",
        description: "Starts staging-orders",
        flexibleTimeWindow: {
            mode: "OFF",
        },
        groupName: "staging-hours",
        scheduleExpression: "cron(30 6 ? * MON-FRI *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: "arn:aws:scheduler:::aws-sdk:rds:startDBCluster",
            deadLetterConfig: {
                arn: "<unknown>",
            },
            input: {
                DbClusterIdentifier: "staging-orders",
            },
            retryPolicy: {
                maximumEventAgeInSeconds: 46200,
                maximumRetryAttempts: 185,
            },
            roleArn: "<unknown>",
        },
    },
    "hours-start-workers-a5a50979": {
        type: "aws:scheduler/schedule:Schedule",
        description: "Scales up staging-shop/workers-a5a50979",
        flexibleTimeWindow: {
            mode: "OFF",
        },
        groupName: "staging-hours",
        scheduleExpression: "cron(45 6 ? * MON-FRI *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: "arn:aws:scheduler:::aws-sdk:eks:updateNodegroupConfig",
            deadLetterConfig: {
                arn: "<unknown>",
            },
            input: {
                ClusterName: "staging-shop",
                NodegroupName: "workers-a5a50979",
                ScalingConfig: {
                    MinSize: 1,
                    MaxSize: 4,
                    DesiredSize: 2,
                },
            },
            retryPolicy: {
                maximumEventAgeInSeconds: 44400,
                maximumRetryAttempts: 185,
            },
            roleArn: "<unknown>",
        },
    },
    "hours-stop-database": {
        type: "aws:scheduler/schedule:Schedule",
        description: "Stops staging-orders",
        flexibleTimeWindow: {
            mode: "OFF",
        },
        groupName: "staging-hours",
        scheduleExpression: "cron(25 20 ? * MON-FRI *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster",
            deadLetterConfig: {
                arn: "<unknown>",
            },
            input: {
                DbClusterIdentifier: "staging-orders",
            },
            retryPolicy: {
                maximumEventAgeInSeconds: 32400,
                maximumRetryAttempts: 185,
            },
            roleArn: "<unknown>",
        },
    },
    "hours-stop-workers-a5a50979": {
        type: "aws:scheduler/schedule:Schedule",
        description: "Scales to nothing staging-shop/workers-a5a50979",
        flexibleTimeWindow: {
            mode: "OFF",
        },
        groupName: "staging-hours",
        scheduleExpression: "cron(10 20 ? * MON-FRI *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: "arn:aws:scheduler:::aws-sdk:eks:updateNodegroupConfig",
            deadLetterConfig: {
                arn: "<unknown>",
            },
            input: {
                ClusterName: "staging-shop",
                NodegroupName: "workers-a5a50979",
                ScalingConfig: {
                    MinSize: 0,
                    MaxSize: 4,
                    DesiredSize: 0,
                },
            },
            retryPolicy: {
                maximumEventAgeInSeconds: 34200,
                maximumRetryAttempts: 185,
            },
            roleArn: "<unknown>",
        },
    },
    "hours-timer-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription: "A timer of staging gave up. Runbook: https://runbooks.example.com/timer-failed",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            QueueName: "staging-hours-failures",
        },
        evaluationPeriods: 1,
        metricName: "ApproximateNumberOfMessagesVisible",
        namespace: "AWS/SQS",
        period: 300,
        statistic: "Maximum",
        threshold: 0,
        treatMissingData: "notBreaching",
    },
};
