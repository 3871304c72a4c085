/** All that the smallest fault injection declares. */
export const SMALLEST_FAULTS_PLAN = {
    chaos: {
        type: "stagewright:faults:FaultInjection",
    },
    "chaos-log": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        name: "/aws/vendedlogs/fis/staging-chaos",
        retentionInDays: 90,
    },
    "chaos-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TerminateNodes",
                    Effect: "Allow",
                    Action: "ec2:TerminateInstances",
                    Resource: "arn:aws:ec2:eu-central-1:111122223333:instance/*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/environment": "staging",
                        },
                    },
                },
                {
                    Sid: "FindNodes",
                    Effect: "Allow",
                    Action: ["ec2:DescribeInstances"],
                    Resource: "*",
                },
                {
                    Sid: "WriteLog",
                    Effect: "Allow",
                    Action: [
                        "logs:CreateLogDelivery",
                        "logs:DescribeLogGroups",
                        "logs:DescribeResourcePolicies",
                        "logs:PutResourcePolicy",
                    ],
                    Resource: "*",
                },
            ],
        },
        role: "<unknown>",
    },
    "chaos-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "fis.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:fis:eu-central-1:111122223333:experiment/*",
                        },
                    },
                },
            ],
        },
        description: "Injects faults into staging",
    },
    "chaos-template": {
        type: "aws:fis/experimentTemplate:ExperimentTemplate",
        actions: [
            {
                actionId: "aws:ec2:terminate-instances",
                name: "terminate-nodes",
                parameters: [],
                startAfters: [],
                target: {
                    key: "Instances",
                    value: "terminate-nodes",
                },
            },
        ],
        description: "Faults of staging-chaos",
        experimentOptions: {
            accountTargeting: "single-account",
            emptyTargetResolutionMode: "fail",
        },
        logConfiguration: {
            cloudwatchLogsConfiguration: {
                logGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/fis/staging-chaos:*",
            },
            logSchemaVersion: 2,
        },
        roleArn: "<unknown>",
        stopConditions: [
            {
                source: "aws:cloudwatch:alarm",
                value: "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors",
            },
        ],
        targets: [
            {
                filters: [
                    {
                        path: "State.Name",
                        values: ["running"],
                    },
                ],
                name: "terminate-nodes",
                resourceTags: [
                    {
                        key: "environment",
                        value: "staging",
                    },
                ],
                resourceType: "aws:ec2:instance",
                selectionMode: "COUNT(1)",
            },
        ],
    },
};

/** All that fault injection with every argument and every kind of fault declares. */
export const FAULTS_PLAN = {
    chaos: {
        type: "stagewright:faults:FaultInjection",
    },
    "chaos-log": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/0f1e2d3c",
        name: "/aws/vendedlogs/fis/staging-chaos",
        retentionInDays: 30,
    },
    "chaos-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TerminateNodes",
                    Effect: "Allow",
                    Action: "ec2:TerminateInstances",
                    Resource: "arn:aws:ec2:eu-central-1:111122223333:instance/*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/environment": "staging",
                        },
                    },
                },
                {
                    Sid: "FindNodes",
                    Effect: "Allow",
                    Action: ["ec2:DescribeInstances"],
                    Resource: "*",
                },
                {
                    Sid: "FailOverDatabase",
                    Effect: "Allow",
                    Action: "rds:FailoverDBCluster",
                    Resource: "arn:aws:rds:eu-central-1:111122223333:cluster:*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/environment": "staging",
                        },
                    },
                },
                {
                    Sid: "FindDatabase",
                    Effect: "Allow",
                    Action: ["rds:DescribeDBClusters", "tag:GetResources"],
                    Resource: "*",
                },
                {
                    Sid: "MakeAccessList",
                    Effect: "Allow",
                    Action: "ec2:CreateNetworkAcl",
                    Resource: "arn:aws:ec2:eu-central-1:111122223333:network-acl/*",
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/managedByFIS": "true",
                        },
                    },
                },
                {
                    Sid: "MakeAccessListInNetwork",
                    Effect: "Allow",
                    Action: "ec2:CreateNetworkAcl",
                    Resource: "arn:aws:ec2:eu-central-1:111122223333:vpc/*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/environment": "staging",
                        },
                    },
                },
                {
                    Sid: "MarkAccessList",
                    Effect: "Allow",
                    Action: "ec2:CreateTags",
                    Resource: "arn:aws:ec2:eu-central-1:111122223333:network-acl/*",
                    Condition: {
                        StringEquals: {
                            "ec2:CreateAction": "CreateNetworkAcl",
                            "aws:RequestTag/managedByFIS": "true",
                        },
                    },
                },
                {
                    Sid: "ChangeOwnAccessList",
                    Effect: "Allow",
                    Action: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAcl"],
                    Resource: "arn:aws:ec2:eu-central-1:111122223333:network-acl/*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/managedByFIS": "true",
                        },
                    },
                },
                {
                    Sid: "PutAccessListBeforeSubnets",
                    Effect: "Allow",
                    Action: "ec2:ReplaceNetworkAclAssociation",
                    Resource: "arn:aws:ec2:eu-central-1:111122223333:subnet/*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/environment": "staging",
                        },
                    },
                },
                {
                    Sid: "PutAccessListsBack",
                    Effect: "Allow",
                    Action: "ec2:ReplaceNetworkAclAssociation",
                    Resource: "arn:aws:ec2:eu-central-1:111122223333:network-acl/*",
                },
                {
                    Sid: "FindSubnets",
                    Effect: "Allow",
                    Action: [
                        "ec2:DescribeManagedPrefixLists",
                        "ec2:DescribeNetworkAcls",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVpcs",
                    ],
                    Resource: "*",
                },
                {
                    Sid: "WriteLog",
                    Effect: "Allow",
                    Action: [
                        "logs:CreateLogDelivery",
                        "logs:DescribeLogGroups",
                        "logs:DescribeResourcePolicies",
                        "logs:PutResourcePolicy",
                    ],
                    Resource: "*",
                },
            ],
        },
        role: "<unknown>",
    },
    "chaos-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "fis.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:fis:eu-central-1:111122223333:experiment/*",
                        },
                    },
                },
            ],
        },
        description: "Injects faults into staging",
    },
    "chaos-template": {
        type: "aws:fis/experimentTemplate:ExperimentTemplate",
        actions: [
            {
                actionId: "aws:ec2:terminate-instances",
                name: "terminate-nodes",
                parameters: [],
                startAfters: [],
                target: {
                    key: "Instances",
                    value: "terminate-nodes",
                },
            },
            {
                actionId: "aws:rds:failover-db-cluster",
                name: "fail-over-database",
                parameters: [],
                startAfters: ["terminate-nodes"],
                target: {
                    key: "Clusters",
                    value: "fail-over-database",
                },
            },
            {
                actionId: "aws:network:disrupt-connectivity",
                name: "isolate-zone",
                parameters: [
                    {
                        key: "duration",
                        value: "PT10M",
                    },
                    {
                        key: "scope",
                        value: "availability-zone",
                    },
                ],
                startAfters: ["fail-over-database"],
                target: {
                    key: "Subnets",
                    value: "isolate-zone",
                },
            },
        ],
        description: "Faults of staging-chaos",
        experimentOptions: {
            accountTargeting: "single-account",
            emptyTargetResolutionMode: "fail",
        },
        logConfiguration: {
            cloudwatchLogsConfiguration: {
                logGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/fis/staging-chaos:*",
            },
            logSchemaVersion: 2,
        },
        roleArn: "<unknown>",
        stopConditions: [
            {
                source: "aws:cloudwatch:alarm",
                value: "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors",
            },
            {
                source: "aws:cloudwatch:alarm",
                value: "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:latency",
            },
        ],
        targets: [
            {
                filters: [
                    {
                        path: "State.Name",
                        values: ["running"],
                    },
                ],
                name: "terminate-nodes",
                resourceTags: [
                    {
                        key: "environment",
                        value: "staging",
                    },
                ],
                resourceType: "aws:ec2:instance",
                selectionMode: "COUNT(2)",
            },
            {
                filters: [],
                name: "fail-over-database",
                resourceTags: [
                    {
                        key: "environment",
                        value: "staging",
                    },
                ],
                resourceType: "aws:rds:cluster",
                selectionMode: "ALL",
            },
            {
                filters: [
                    {
                        path: "AvailabilityZone",
                        values: ["eu-central-1b"],
                    },
                ],
                name: "isolate-zone",
                resourceTags: [
                    {
                        key: "environment",
                        value: "staging",
                    },
                ],
                resourceType: "aws:ec2:subnet",
                selectionMode: "ALL",
            },
        ],
    },
};
