/** All that the boundary of staging declares, given all that it takes. */
export const BOUNDARY_PLAN = {
    boundary: {
        type: "stagewright:boundary:Boundary",
    },
    "boundary-anomalies": {
        type: "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
        monitorSpecification: '{"Tags":{"Key":"environment","MatchOptions":["EQUALS"],"Values":["staging"]}}',
        monitorType: "CUSTOM",
        name: "staging-boundary-anomalies",
    },
    "boundary-anomalies-mail": {
        type: "aws:costexplorer/anomalySubscription:AnomalySubscription",
        frequency: "DAILY",
        monitorArnLists: ["<unknown>"],
        name: "staging-boundary-anomalies-mail",
        subscribers: [
            {
                address: "shop@example.com",
                type: "EMAIL",
            },
        ],
        thresholdExpression: {
            dimension: {
                key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                matchOptions: ["GREATER_THAN_OR_EQUAL"],
                values: ["50"],
            },
        },
    },
    "boundary-anomalies-topic": {
        type: "aws:costexplorer/anomalySubscription:AnomalySubscription",
        frequency: "IMMEDIATE",
        monitorArnLists: ["<unknown>"],
        name: "staging-boundary-anomalies-topic",
        subscribers: [
            {
                address: "arn:aws:sns:eu-central-1:111122223333:alerts",
                type: "SNS",
            },
        ],
        thresholdExpression: {
            dimension: {
                key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                matchOptions: ["GREATER_THAN_OR_EQUAL"],
                values: ["50"],
            },
        },
    },
    "boundary-budget": {
        type: "stagewright:budget:Budget",
    },
    "boundary-budget-budget": {
        type: "aws:budgets/budget:Budget",
        budgetType: "COST",
        costTypes: {
            includeCredit: false,
            includeRefund: false,
        },
        limitAmount: "450",
        limitUnit: "USD",
        name: "staging-boundary-budget",
        notifications: [
            {
                comparisonOperator: "GREATER_THAN",
                notificationType: "ACTUAL",
                subscriberEmailAddresses: ["shop@example.com"],
                subscriberSnsTopicArns: [],
                threshold: 80,
                thresholdType: "PERCENTAGE",
            },
            {
                comparisonOperator: "GREATER_THAN",
                notificationType: "ACTUAL",
                subscriberEmailAddresses: ["shop@example.com"],
                subscriberSnsTopicArns: [],
                threshold: 100,
                thresholdType: "PERCENTAGE",
            },
            {
                comparisonOperator: "GREATER_THAN",
                notificationType: "FORECASTED",
                subscriberEmailAddresses: ["shop@example.com"],
                subscriberSnsTopicArns: [],
                threshold: 100,
                thresholdType: "PERCENTAGE",
            },
        ],
        timeUnit: "MONTHLY",
    },
    "boundary-policy": {
        type: "aws:iam/policy:Policy",
        description: "Bounds every role of staging to its own account",
        name: "staging-boundary-policy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Wide",
                    Effect: "Allow",
                    NotAction: ["iam:PassRole", "sts:AssumeRole"],
                    Resource: "*",
                },
                {
                    Sid: "OwnRoles",
                    Effect: "Allow",
                    Action: "sts:AssumeRole",
                    Resource: "arn:aws:iam::111122223333:role/*",
                },
                {
                    Sid: "HandedToServices",
                    Effect: "Allow",
                    Action: "iam:PassRole",
                    Resource: "arn:aws:iam::111122223333:role/*",
                    Condition: {
                        StringLike: {
                            "iam:PassedToService": "*.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "OutsideTheAccount",
                    Effect: "Deny",
                    Action: "*",
                    NotResource: [
                        "arn:aws:ecr:eu-central-1:602401143452:repository/*",
                        "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
                        "arn:aws:ssm:eu-central-1::parameter/aws/service/*",
                        "arn:aws:s3:::aws-synthetics-library-*",
                        "arn:aws:ecr:eu-central-1:777788889999:repository/shop/*",
                        "arn:aws:s3:::org-log-archive/staging/*",
                    ],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "111122223333",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "Common1",
                    Effect: "Deny",
                    NotAction: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                    Resource: [
                        "arn:aws:ecr:eu-central-1:602401143452:repository/*",
                        "arn:aws:ecr:eu-central-1:777788889999:repository/shop/*",
                    ],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "111122223333",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "Common2",
                    Effect: "Deny",
                    NotAction: ["s3:GetObject"],
                    Resource: [
                        "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
                        "arn:aws:s3:::aws-synthetics-library-*",
                    ],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "111122223333",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "Common3",
                    Effect: "Deny",
                    NotAction: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
                    Resource: ["arn:aws:ssm:eu-central-1::parameter/aws/service/*"],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "111122223333",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "Common4",
                    Effect: "Deny",
                    NotAction: ["s3:PutObject"],
                    Resource: ["arn:aws:s3:::org-log-archive/staging/*"],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "111122223333",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "OwnBuses",
                    Effect: "Deny",
                    Action: "events:PutEvents",
                    NotResource: "arn:aws:events:*:111122223333:event-bus/*",
                },
                {
                    Sid: "GivingAway",
                    Effect: "Deny",
                    Action: [
                        "ec2:AcceptTransitGatewayPeeringAttachment",
                        "ec2:AcceptVpcPeeringConnection",
                        "ec2:CreateTransitGatewayPeeringAttachment",
                        "ec2:CreateVpcPeeringConnection",
                        "ec2:ModifyImageAttribute",
                        "ec2:ModifySnapshotAttribute",
                        "ram:AssociateResourceShare",
                        "ram:CreateResourceShare",
                        "rds:ModifyDBClusterSnapshotAttribute",
                        "rds:ModifyDBSnapshotAttribute",
                        "route53:AssociateVPCWithHostedZone",
                        "route53:CreateVPCAssociationAuthorization",
                    ],
                    Resource: "*",
                },
                {
                    Sid: "Unmasking",
                    Effect: "Deny",
                    Action: "logs:Unmask",
                    Resource: "*",
                },
                {
                    Sid: "Unbounded",
                    Effect: "Deny",
                    Action: [
                        "iam:CreateRole",
                        "iam:CreateUser",
                        "iam:PutRolePermissionsBoundary",
                        "iam:PutUserPermissionsBoundary",
                    ],
                    Resource: "*",
                    Condition: {
                        StringNotEquals: {
                            "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/staging-boundary-policy",
                        },
                    },
                },
                {
                    Sid: "Unbounding",
                    Effect: "Deny",
                    Action: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
                    Resource: "*",
                },
                {
                    Sid: "Elevating",
                    Effect: "Deny",
                    Action: ["iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy"],
                    Resource: "*",
                    Condition: {
                        StringNotEquals: {
                            "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/staging-boundary-policy",
                        },
                        ArnNotLike: { "iam:PolicyARN": "arn:aws:iam::111122223333:policy/*-stop-creating" },
                    },
                },
                {
                    Sid: "TheBoundary",
                    Effect: "Deny",
                    Action: [
                        "iam:CreatePolicy",
                        "iam:CreatePolicyVersion",
                        "iam:DeletePolicy",
                        "iam:DeletePolicyVersion",
                        "iam:SetDefaultPolicyVersion",
                    ],
                    Resource: [
                        "arn:aws:iam::111122223333:policy/staging-boundary-policy",
                        "arn:aws:iam::111122223333:policy/*-stop-creating",
                    ],
                },
                {
                    Sid: "OtherRegions",
                    Effect: "Deny",
                    NotAction: [
                        "aws-portal:*",
                        "budgets:*",
                        "ce:*",
                        "cloudfront:*",
                        "globalaccelerator:*",
                        "health:*",
                        "iam:*",
                        "organizations:*",
                        "pricing:*",
                        "route53:*",
                        "route53domains:*",
                        "s3:GetBucketLocation",
                        "s3:ListAllMyBuckets",
                        "shield:*",
                        "sts:*",
                        "support:*",
                        "trustedadvisor:*",
                    ],
                    Resource: "*",
                    Condition: {
                        StringNotEquals: {
                            "aws:RequestedRegion": ["eu-central-1", "us-east-1"],
                        },
                    },
                },
            ],
        },
    },
};

/** All that the boundary of production declares, given no more than it needs. */
export const PRODUCTION_BOUNDARY_PLAN = {
    boundary: {
        type: "stagewright:boundary:Boundary",
    },
    "boundary-policy": {
        type: "aws:iam/policy:Policy",
        description: "Bounds every role of prod to its own account",
        name: "prod-boundary-policy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Wide",
                    Effect: "Allow",
                    NotAction: ["iam:PassRole", "sts:AssumeRole"],
                    Resource: "*",
                },
                {
                    Sid: "OwnRoles",
                    Effect: "Allow",
                    Action: "sts:AssumeRole",
                    Resource: "arn:aws:iam::444455556666:role/*",
                },
                {
                    Sid: "HandedToServices",
                    Effect: "Allow",
                    Action: "iam:PassRole",
                    Resource: "arn:aws:iam::444455556666:role/*",
                    Condition: {
                        StringLike: {
                            "iam:PassedToService": "*.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "OutsideTheAccount",
                    Effect: "Deny",
                    Action: "*",
                    NotResource: [
                        "arn:aws:ecr:eu-central-1:602401143452:repository/*",
                        "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
                        "arn:aws:ssm:eu-central-1::parameter/aws/service/*",
                        "arn:aws:s3:::aws-synthetics-library-*",
                    ],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "444455556666",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "Common1",
                    Effect: "Deny",
                    NotAction: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                    Resource: ["arn:aws:ecr:eu-central-1:602401143452:repository/*"],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "444455556666",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "Common2",
                    Effect: "Deny",
                    NotAction: ["s3:GetObject"],
                    Resource: [
                        "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
                        "arn:aws:s3:::aws-synthetics-library-*",
                    ],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "444455556666",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "Common3",
                    Effect: "Deny",
                    NotAction: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
                    Resource: ["arn:aws:ssm:eu-central-1::parameter/aws/service/*"],
                    Condition: {
                        StringNotEquals: {
                            "aws:ResourceAccount": "444455556666",
                            "ec2:Owner": "amazon",
                        },
                        Null: {
                            "aws:ResourceAccount": "false",
                        },
                    },
                },
                {
                    Sid: "OwnBuses",
                    Effect: "Deny",
                    Action: "events:PutEvents",
                    NotResource: "arn:aws:events:*:444455556666:event-bus/*",
                },
                {
                    Sid: "GivingAway",
                    Effect: "Deny",
                    Action: [
                        "ec2:AcceptTransitGatewayPeeringAttachment",
                        "ec2:AcceptVpcPeeringConnection",
                        "ec2:CreateTransitGatewayPeeringAttachment",
                        "ec2:CreateVpcPeeringConnection",
                        "ec2:ModifyImageAttribute",
                        "ec2:ModifySnapshotAttribute",
                        "ram:AssociateResourceShare",
                        "ram:CreateResourceShare",
                        "rds:ModifyDBClusterSnapshotAttribute",
                        "rds:ModifyDBSnapshotAttribute",
                        "route53:AssociateVPCWithHostedZone",
                        "route53:CreateVPCAssociationAuthorization",
                    ],
                    Resource: "*",
                },
                {
                    Sid: "Unmasking",
                    Effect: "Deny",
                    Action: "logs:Unmask",
                    Resource: "*",
                },
                {
                    Sid: "Unbounded",
                    Effect: "Deny",
                    Action: [
                        "iam:CreateRole",
                        "iam:CreateUser",
                        "iam:PutRolePermissionsBoundary",
                        "iam:PutUserPermissionsBoundary",
                    ],
                    Resource: "*",
                    Condition: {
                        StringNotEquals: {
                            "iam:PermissionsBoundary": "arn:aws:iam::444455556666:policy/prod-boundary-policy",
                        },
                    },
                },
                {
                    Sid: "Unbounding",
                    Effect: "Deny",
                    Action: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
                    Resource: "*",
                },
                {
                    Sid: "Elevating",
                    Effect: "Deny",
                    Action: ["iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy"],
                    Resource: "*",
                    Condition: {
                        StringNotEquals: {
                            "iam:PermissionsBoundary": "arn:aws:iam::444455556666:policy/prod-boundary-policy",
                        },
                        ArnNotLike: { "iam:PolicyARN": "arn:aws:iam::444455556666:policy/*-stop-creating" },
                    },
                },
                {
                    Sid: "TheBoundary",
                    Effect: "Deny",
                    Action: [
                        "iam:CreatePolicy",
                        "iam:CreatePolicyVersion",
                        "iam:DeletePolicy",
                        "iam:DeletePolicyVersion",
                        "iam:SetDefaultPolicyVersion",
                    ],
                    Resource: [
                        "arn:aws:iam::444455556666:policy/prod-boundary-policy",
                        "arn:aws:iam::444455556666:policy/*-stop-creating",
                    ],
                },
                {
                    Sid: "OtherRegions",
                    Effect: "Deny",
                    NotAction: [
                        "aws-portal:*",
                        "budgets:*",
                        "ce:*",
                        "cloudfront:*",
                        "globalaccelerator:*",
                        "health:*",
                        "iam:*",
                        "organizations:*",
                        "pricing:*",
                        "route53:*",
                        "route53domains:*",
                        "s3:GetBucketLocation",
                        "s3:ListAllMyBuckets",
                        "shield:*",
                        "sts:*",
                        "support:*",
                        "trustedadvisor:*",
                    ],
                    Resource: "*",
                    Condition: {
                        StringNotEquals: {
                            "aws:RequestedRegion": ["eu-central-1"],
                        },
                    },
                },
            ],
        },
    },
};

/** All that the protection of logs in staging declares. */
export const MASKING_PLAN = {
    masking: {
        type: "stagewright:boundary:LogDataProtection",
    },
    "masking-aws-eks-shop-cluster": {
        type: "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
        logGroupName: "/aws/eks/staging-shop/cluster",
        policyDocument: {
            Name: "staging-masking",
            Version: "2021-06-01",
            Statement: [
                {
                    Sid: "Audit",
                    DataIdentifier: [
                        "arn:aws:dataprotection::aws:data-identifier/EmailAddress",
                        "arn:aws:dataprotection::aws:data-identifier/CreditCardNumber",
                    ],
                    Operation: {
                        Audit: {
                            FindingsDestination: {
                                CloudWatchLogs: {
                                    LogGroup: "/shop/findings",
                                },
                            },
                        },
                    },
                },
                {
                    Sid: "Mask",
                    DataIdentifier: [
                        "arn:aws:dataprotection::aws:data-identifier/EmailAddress",
                        "arn:aws:dataprotection::aws:data-identifier/CreditCardNumber",
                    ],
                    Operation: {
                        Deidentify: {
                            MaskConfig: {},
                        },
                    },
                },
            ],
        },
    },
    "masking-aws-rds-cluster-orders-postgresql": {
        type: "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
        logGroupName: "/aws/rds/cluster/staging-orders/postgresql",
        policyDocument: {
            Name: "staging-masking",
            Version: "2021-06-01",
            Statement: [
                {
                    Sid: "Audit",
                    DataIdentifier: [
                        "arn:aws:dataprotection::aws:data-identifier/EmailAddress",
                        "arn:aws:dataprotection::aws:data-identifier/CreditCardNumber",
                    ],
                    Operation: {
                        Audit: {
                            FindingsDestination: {
                                CloudWatchLogs: {
                                    LogGroup: "/shop/findings",
                                },
                            },
                        },
                    },
                },
                {
                    Sid: "Mask",
                    DataIdentifier: [
                        "arn:aws:dataprotection::aws:data-identifier/EmailAddress",
                        "arn:aws:dataprotection::aws:data-identifier/CreditCardNumber",
                    ],
                    Operation: {
                        Deidentify: {
                            MaskConfig: {},
                        },
                    },
                },
            ],
        },
    },
};
