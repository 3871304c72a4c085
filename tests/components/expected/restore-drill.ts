/** All that the smallest drill declares, in staging. */
export const DRILL_IN_STAGING = {
    drill: {
        type: "stagewright:drill:RestoreDrill",
    },
    "drill-completed": {
        type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        logGroupName: "/aws/events/staging-drill",
        metricTransformation: {
            name: "RestoresCompleted",
            namespace: "Stagewright/staging-drill",
            value: "1",
        },
        name: "staging-drill-RestoresCompleted",
        pattern: '{ ($.detail.status = "COMPLETED") }',
    },
    "drill-ended": {
        type: "aws:cloudwatch/eventRule:EventRule",
        description: "Restores of the drill staging-drill that ended",
        eventPattern: {
            source: ["aws.backup"],
            "detail-type": ["Restore Job State Change"],
            detail: {
                status: ["COMPLETED", "FAILED", "ABORTED"],
                restoreTestingPlanArn: [
                    {
                        prefix: "arn:aws:backup:eu-central-1:111122223333:restore-testing-plan:staging_drill-",
                    },
                ],
            },
        },
        name: "staging-drill",
    },
    "drill-failed": {
        type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        logGroupName: "/aws/events/staging-drill",
        metricTransformation: {
            name: "RestoresFailed",
            namespace: "Stagewright/staging-drill",
            value: "1",
        },
        name: "staging-drill-RestoresFailed",
        pattern: '{ ($.detail.status = "FAILED") || ($.detail.status = "ABORTED") }',
    },
    "drill-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Restored copies: only those who validate come in",
        egress: [],
        vpcId: "vpc-1",
    },
    "drill-log": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        name: "/aws/events/staging-drill",
        retentionInDays: 365,
    },
    "drill-log-policy": {
        type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        policyDocument: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "StreamsByEvents",
                    Effect: "Allow",
                    Principal: {
                        Service: "events.amazonaws.com",
                    },
                    Resource: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/staging-drill:*",
                    Action: "logs:CreateLogStream",
                },
                {
                    Sid: "EventsByEvents",
                    Effect: "Allow",
                    Principal: {
                        Service: "events.amazonaws.com",
                    },
                    Resource: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/staging-drill:*",
                    Action: "logs:PutLogEvents",
                    Condition: {
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:111122223333:rule/staging-drill",
                        },
                    },
                },
                {
                    Sid: "StreamsByDelivery",
                    Effect: "Allow",
                    Principal: {
                        Service: "delivery.logs.amazonaws.com",
                    },
                    Resource: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/staging-drill:*",
                    Action: "logs:CreateLogStream",
                },
                {
                    Sid: "EventsByDelivery",
                    Effect: "Allow",
                    Principal: {
                        Service: "delivery.logs.amazonaws.com",
                    },
                    Resource: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/staging-drill:*",
                    Action: "logs:PutLogEvents",
                    Condition: {
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:111122223333:rule/staging-drill",
                        },
                    },
                },
            ],
        },
        policyName: "staging-drill",
    },
    "drill-plan": {
        type: "aws:backup/plan:Plan",
        name: "staging-drill",
        rules: [
            {
                completionWindow: 360,
                lifecycle: {
                    deleteAfter: 14,
                },
                recoveryPointTags: {
                    "cost-centre": "CC-1",
                    environment: "staging",
                    "managed-by": "pulumi",
                    owner: "shop-platform",
                },
                ruleName: "daily",
                schedule: "cron(0 8 ? * MON-FRI *)",
                scheduleExpressionTimezone: "Europe/Berlin",
                startWindow: 60,
                targetVaultName: "staging-drill",
            },
        ],
    },
    "drill-record": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/staging-drill",
        rule: "staging-drill",
    },
    "drill-restore-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription:
            "[ticket] A backup of staging could not be restored. Runbook: https://runbooks.example.com/restore-failed",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {},
        evaluationPeriods: 1,
        metricName: "RestoresFailed",
        namespace: "Stagewright/staging-drill",
        okActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        period: 300,
        statistic: "Sum",
        threshold: 0,
        treatMissingData: "notBreaching",
    },
    "drill-restore-overdue": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription:
            "[ticket] No backup of staging was restored for 5 days. Runbook: https://runbooks.example.com/restore-overdue",
        comparisonOperator: "LessThanThreshold",
        dimensions: {},
        evaluationPeriods: 5,
        metricName: "RestoresCompleted",
        namespace: "Stagewright/staging-drill",
        okActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        period: 86400,
        statistic: "Sum",
        threshold: 1,
        treatMissingData: "breaching",
    },
    "drill-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "backup.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                },
            ],
        },
        description: "Backs up and restores the database of staging",
    },
    "drill-role-awsbackupservicerolepolicyforbackup": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        role: "<unknown>",
    },
    "drill-role-awsbackupservicerolepolicyforrestores": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
        role: "<unknown>",
    },
    "drill-selection": {
        type: "aws:backup/selection:Selection",
        iamRoleArn: "<unknown>",
        name: "staging-drill",
        planId: "<unknown>",
        resources: ["arn:aws:rds:eu-central-1:111122223333:cluster:staging-orders"],
    },
    "drill-subnets": {
        type: "aws:rds/subnetGroup:SubnetGroup",
        description: "Restored copies in the data tier of staging",
        subnetIds: ["subnet-data-a", "subnet-data-b"],
    },
    "drill-tested": {
        type: "aws:backup/restoreTestingSelection:RestoreTestingSelection",
        iamRoleArn: "<unknown>",
        name: "staging_drill",
        protectedResourceArns: ["arn:aws:rds:eu-central-1:111122223333:cluster:staging-orders"],
        protectedResourceType: "Aurora",
        restoreMetadataOverrides: {
            dbSubnetGroupName: "<unknown>",
            vpcSecurityGroupIds: "<unknown>",
        },
        restoreTestingPlanName: "staging_drill",
    },
    "drill-testing": {
        type: "aws:backup/restoreTestingPlan:RestoreTestingPlan",
        name: "staging_drill",
        recoveryPointSelection: {
            algorithm: "LATEST_WITHIN_WINDOW",
            includeVaults: ["arn:aws:backup:eu-central-1:111122223333:backup-vault:staging-drill"],
            recoveryPointTypes: ["SNAPSHOT"],
            selectionWindowDays: 7,
        },
        scheduleExpression: "cron(30 10 ? * MON,THU *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        startWindowHours: 1,
    },
    "drill-vault": {
        type: "aws:backup/vault:Vault",
        forceDestroy: true,
        name: "staging-drill",
    },
};

/** All that a drill with every argument declares, in production. */
export const DRILL_IN_PRODUCTION = {
    drill: {
        type: "stagewright:drill:RestoreDrill",
    },
    "drill-completed": {
        type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        logGroupName: "/aws/events/prod-drill",
        metricTransformation: {
            name: "RestoresCompleted",
            namespace: "Stagewright/prod-drill",
            value: "1",
        },
        name: "prod-drill-RestoresCompleted",
        pattern: '{ ($.detail.status = "COMPLETED") }',
    },
    "drill-ended": {
        type: "aws:cloudwatch/eventRule:EventRule",
        description: "Restores of the drill prod-drill that ended",
        eventPattern: {
            source: ["aws.backup"],
            "detail-type": ["Restore Job State Change"],
            detail: {
                status: ["COMPLETED", "FAILED", "ABORTED"],
                restoreTestingPlanArn: [
                    {
                        prefix: "arn:aws:backup:eu-central-1:444455556666:restore-testing-plan:prod_drill-",
                    },
                ],
            },
        },
        name: "prod-drill",
    },
    "drill-failed": {
        type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        logGroupName: "/aws/events/prod-drill",
        metricTransformation: {
            name: "RestoresFailed",
            namespace: "Stagewright/prod-drill",
            value: "1",
        },
        name: "prod-drill-RestoresFailed",
        pattern: '{ ($.detail.status = "FAILED") || ($.detail.status = "ABORTED") }',
    },
    "drill-from-validator": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "Validated by validator",
        fromPort: 5432,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "sg-validator",
        securityGroupId: "<unknown>",
        toPort: 5432,
    },
    "drill-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Restored copies: only those who validate come in",
        egress: [],
        vpcId: "vpc-1",
    },
    "drill-lock": {
        type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
        backupVaultName: "prod-drill",
        maxRetentionDays: 365,
        minRetentionDays: 7,
    },
    "drill-log": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        name: "/aws/events/prod-drill",
        retentionInDays: 365,
    },
    "drill-log-policy": {
        type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        policyDocument: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "StreamsByEvents",
                    Effect: "Allow",
                    Principal: {
                        Service: "events.amazonaws.com",
                    },
                    Resource: "arn:aws:logs:eu-central-1:444455556666:log-group:/aws/events/prod-drill:*",
                    Action: "logs:CreateLogStream",
                },
                {
                    Sid: "EventsByEvents",
                    Effect: "Allow",
                    Principal: {
                        Service: "events.amazonaws.com",
                    },
                    Resource: "arn:aws:logs:eu-central-1:444455556666:log-group:/aws/events/prod-drill:*",
                    Action: "logs:PutLogEvents",
                    Condition: {
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:444455556666:rule/prod-drill",
                        },
                    },
                },
                {
                    Sid: "StreamsByDelivery",
                    Effect: "Allow",
                    Principal: {
                        Service: "delivery.logs.amazonaws.com",
                    },
                    Resource: "arn:aws:logs:eu-central-1:444455556666:log-group:/aws/events/prod-drill:*",
                    Action: "logs:CreateLogStream",
                },
                {
                    Sid: "EventsByDelivery",
                    Effect: "Allow",
                    Principal: {
                        Service: "delivery.logs.amazonaws.com",
                    },
                    Resource: "arn:aws:logs:eu-central-1:444455556666:log-group:/aws/events/prod-drill:*",
                    Action: "logs:PutLogEvents",
                    Condition: {
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:444455556666:rule/prod-drill",
                        },
                    },
                },
            ],
        },
        policyName: "prod-drill",
    },
    "drill-plan": {
        type: "aws:backup/plan:Plan",
        name: "prod-drill",
        rules: [
            {
                completionWindow: 360,
                lifecycle: {
                    deleteAfter: 35,
                },
                recoveryPointTags: {
                    "cost-centre": "CC-1",
                    environment: "prod",
                    "managed-by": "pulumi",
                    owner: "shop-platform",
                },
                ruleName: "daily",
                schedule: "cron(0 8 ? * * *)",
                scheduleExpressionTimezone: "Europe/Berlin",
                startWindow: 60,
                targetVaultName: "prod-drill",
            },
        ],
    },
    "drill-record": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "arn:aws:logs:eu-central-1:444455556666:log-group:/aws/events/prod-drill",
        rule: "prod-drill",
    },
    "drill-restore-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        alarmDescription:
            "[ticket] A backup of prod could not be restored. Runbook: https://runbooks.example.com/restore-failed",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {},
        evaluationPeriods: 1,
        metricName: "RestoresFailed",
        namespace: "Stagewright/prod-drill",
        okActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        period: 300,
        statistic: "Sum",
        threshold: 0,
        treatMissingData: "notBreaching",
    },
    "drill-restore-overdue": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        alarmDescription:
            "[ticket] No backup of prod was restored for 5 days. Runbook: https://runbooks.example.com/restore-overdue",
        comparisonOperator: "LessThanThreshold",
        dimensions: {},
        evaluationPeriods: 5,
        metricName: "RestoresCompleted",
        namespace: "Stagewright/prod-drill",
        okActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        period: 86400,
        statistic: "Sum",
        threshold: 1,
        treatMissingData: "breaching",
    },
    "drill-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "backup.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                },
            ],
        },
        description: "Backs up and restores the database of prod",
    },
    "drill-role-awsbackupservicerolepolicyforbackup": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        role: "<unknown>",
    },
    "drill-role-awsbackupservicerolepolicyforrestores": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
        role: "<unknown>",
    },
    "drill-selection": {
        type: "aws:backup/selection:Selection",
        iamRoleArn: "<unknown>",
        name: "prod-drill",
        planId: "<unknown>",
        resources: ["arn:aws:rds:eu-central-1:444455556666:db:prod-orders"],
    },
    "drill-subnets": {
        type: "aws:rds/subnetGroup:SubnetGroup",
        description: "Restored copies in the data tier of prod",
        subnetIds: ["subnet-data-a", "subnet-data-b"],
    },
    "drill-tested": {
        type: "aws:backup/restoreTestingSelection:RestoreTestingSelection",
        iamRoleArn: "<unknown>",
        name: "prod_drill",
        protectedResourceArns: ["arn:aws:rds:eu-central-1:444455556666:db:prod-orders"],
        protectedResourceType: "RDS",
        restoreMetadataOverrides: {
            dbSubnetGroupName: "<unknown>",
            vpcSecurityGroupIds: "<unknown>",
        },
        restoreTestingPlanName: "prod_drill",
        validationWindowHours: 4,
    },
    "drill-testing": {
        type: "aws:backup/restoreTestingPlan:RestoreTestingPlan",
        name: "prod_drill",
        recoveryPointSelection: {
            algorithm: "LATEST_WITHIN_WINDOW",
            includeVaults: ["arn:aws:backup:eu-central-1:444455556666:backup-vault:prod-drill"],
            recoveryPointTypes: ["SNAPSHOT"],
            selectionWindowDays: 7,
        },
        scheduleExpression: "cron(30 10 ? * MON,THU *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        startWindowHours: 1,
    },
    "drill-vault": {
        type: "aws:backup/vault:Vault",
        forceDestroy: false,
        kmsKeyArn: "arn:aws:kms:eu-central-1:444455556666:key/0f1e2d3c",
        name: "prod-drill",
        protect: true,
    },
};
