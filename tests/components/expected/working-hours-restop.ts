/** What the state machine does for three weeks in August 2027 and one at the end of the year. */
export const RESTOP_DEFINITION = {
    Comment: "Stops staging-orders again that AWS has started",
    StartAt: "IsClosed",
    States: {
        IsClosed: {
            Type: "Choice",
            Choices: [
                {
                    And: [
                        { Variable: "$$.State.EnteredTime", TimestampGreaterThanEquals: "2027-07-30T18:25:00Z" },
                        // An hour before 06:30 in Berlin.
                        { Variable: "$$.State.EnteredTime", TimestampLessThan: "2027-08-23T03:30:00Z" },
                    ],
                    Next: "Look",
                },
                {
                    And: [
                        { Variable: "$$.State.EnteredTime", TimestampGreaterThanEquals: "2027-12-23T19:25:00Z" },
                        { Variable: "$$.State.EnteredTime", TimestampLessThan: "2028-01-03T04:30:00Z" },
                    ],
                    Next: "Look",
                },
            ],
            Default: "LeftRunning",
        },
        Look: {
            Type: "Task",
            Resource: "arn:aws:states:::aws-sdk:rds:describeDBClusters",
            Parameters: { DbClusterIdentifier: "staging-orders" },
            TimeoutSeconds: 60,
            ResultSelector: { "status.$": "$.DbClusters[0].Status" },
            ResultPath: "$.database",
            Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 3, BackoffRate: 2 }],
            Next: "IsUp",
        },
        IsUp: {
            Type: "Choice",
            Choices: [
                { Variable: "$.database.status", StringEquals: "available", Next: "Stop" },
                { Variable: "$.database.status", StringEquals: "stopping", Next: "Asleep" },
                { Variable: "$.database.status", StringEquals: "stopped", Next: "Asleep" },
            ],
            Default: "Count",
        },
        Stop: {
            Type: "Task",
            Resource: "arn:aws:states:::aws-sdk:rds:stopDBCluster",
            Parameters: { DbClusterIdentifier: "staging-orders" },
            TimeoutSeconds: 60,
            ResultPath: null,
            Retry: [
                {
                    ErrorEquals: ["Rds.InvalidDbClusterStateException", "Rds.InvalidDbInstanceStateException"],
                    MaxAttempts: 0,
                },
                { ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 3, BackoffRate: 2 },
            ],
            Catch: [
                {
                    ErrorEquals: ["Rds.InvalidDbClusterStateException", "Rds.InvalidDbInstanceStateException"],
                    ResultPath: null,
                    Next: "Count",
                },
            ],
            Next: "Count",
        },
        Count: {
            Type: "Pass",
            Parameters: { "tries.$": "States.MathAdd($.tries, 1)" },
            Next: "IsWorthAnotherLook",
        },
        IsWorthAnotherLook: {
            Type: "Choice",
            Choices: [{ Variable: "$.tries", NumericLessThan: 36, Next: "Wait" }],
            Default: "GaveUp",
        },
        Wait: { Type: "Wait", Seconds: 600, Next: "IsClosed" },
        Asleep: { Type: "Succeed" },
        LeftRunning: { Type: "Succeed" },
        GaveUp: {
            Type: "Fail",
            Error: "StillRunning",
            Cause: "staging-orders is not asleep after 36 looks, though nobody works",
        },
    },
};

/** What is declared beside the timers where the database sleeps for seven days or more. */
export const RESTOP_PLAN = {
    "hours-failures-policy": {
        type: "aws:sqs/queuePolicy:QueuePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "WrittenByRule",
                    Effect: "Allow",
                    Principal: { Service: "events.amazonaws.com" },
                    Action: "sqs:SendMessage",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-hours-failures",
                    Condition: {
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:111122223333:rule/staging-hours-restarted",
                        },
                    },
                },
                {
                    Sid: "EncryptedTransportOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sqs:*",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-hours-failures",
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        },
        queueUrl: "<unknown>",
    },
    "hours-restarted": {
        type: "aws:cloudwatch/eventRule:EventRule",
        name: "staging-hours-restarted",
        description: "AWS starts staging-orders, which was stopped for seven days",
        eventPattern: {
            source: ["aws.rds"],
            "detail-type": ["RDS DB Cluster Event"],
            detail: { EventID: ["RDS-EVENT-0153"], SourceIdentifier: ["staging-orders"] },
        },
    },
    "hours-restarted-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "BeginRun",
                    Effect: "Allow",
                    Action: "states:StartExecution",
                    Resource: "arn:aws:states:eu-central-1:111122223333:stateMachine:staging-hours-restop",
                },
            ],
        },
        role: "<unknown>",
    },
    "hours-restarted-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: { Service: "events.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                            "aws:SourceArn": "arn:aws:events:eu-central-1:111122223333:rule/staging-hours-restarted",
                        },
                    },
                },
            ],
        },
        description: "Begins what stops staging-orders again",
    },
    "hours-restarted-target": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "<unknown>",
        deadLetterConfig: { arn: "<unknown>" },
        input: { tries: 0 },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 185 },
        roleArn: "<unknown>",
        rule: "staging-hours-restarted",
    },
    "hours-restop": {
        type: "aws:sfn/stateMachine:StateMachine",
        "the input type": "STANDARD",
        definition: JSON.stringify(RESTOP_DEFINITION),
        name: "staging-hours-restop",
        roleArn: "<unknown>",
    },
    "hours-restop-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription:
            "AWS has started staging-orders after seven days, and it could not be stopped again. Runbook: https://runbooks.example.com/restop-failed",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            StateMachineArn: "arn:aws:states:eu-central-1:111122223333:stateMachine:staging-hours-restop",
        },
        evaluationPeriods: 1,
        metricName: "ExecutionsFailed",
        namespace: "AWS/States",
        period: 300,
        statistic: "Sum",
        threshold: 0,
        treatMissingData: "notBreaching",
    },
    "hours-restop-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "LookAndStop",
                    Effect: "Allow",
                    Action: ["rds:DescribeDBClusters", "rds:StopDBCluster"],
                    Resource: "arn:aws:rds:eu-central-1:111122223333:cluster:staging-orders",
                },
            ],
        },
        role: "<unknown>",
    },
    "hours-restop-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: { Service: "states.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                            "aws:SourceArn":
                                "arn:aws:states:eu-central-1:111122223333:stateMachine:staging-hours-restop",
                        },
                    },
                },
            ],
        },
        description: "Stops staging-orders again that AWS has started",
    },
};
