const told = (notificationType: string, threshold: number) => ({
    comparisonOperator: "GREATER_THAN",
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    subscriberEmailAddresses: ["shop@example.com"],
    subscriberSnsTopicArns: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
});

/** All that the budget of staging declares. */
export const BUDGET_PLAN = {
    month: { type: "stagewright:budget:Budget" },
    "month-budget": {
        type: "aws:budgets/budget:Budget",
        name: "staging-month",
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: "450.5",
        limitUnit: "USD",
        costTypes: { includeCredit: false, includeRefund: false },
        costFilters: [{ name: "TagKeyValue", values: ["user:environment$staging"] }],
        notifications: [told("ACTUAL", 50), told("FORECASTED", 110)],
    },
    "month-stop-creating": {
        type: "aws:iam/policy:Policy",
        name: "staging-month-stop-creating",
        description: "Attached by the budget staging-month when its money is spent",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "MoneyIsSpent",
                    Effect: "Deny",
                    Action: [
                        "autoscaling:CreateAutoScalingGroup",
                        "ec2:CreateFleet",
                        "ec2:CreateNatGateway",
                        "ec2:CreateTransitGateway",
                        "ec2:CreateVpcEndpoint",
                        "ec2:RequestSpotInstances",
                        "ec2:RunInstances",
                        "ecs:CreateService",
                        "eks:CreateCluster",
                        "eks:CreateNodegroup",
                        "elasticache:CreateCacheCluster",
                        "elasticache:CreateReplicationGroup",
                        "elasticache:CreateServerlessCache",
                        "elasticloadbalancing:CreateLoadBalancer",
                        "es:CreateDomain",
                        "kafka:CreateCluster*",
                        "rds:CreateDBCluster",
                        "rds:CreateDBInstance",
                        "rds:CreateDBInstanceReadReplica",
                        "rds:RestoreDBCluster*",
                        "rds:RestoreDBInstance*",
                        "redshift:CreateCluster",
                        "sagemaker:CreateEndpoint",
                        "sagemaker:CreateNotebookInstance",
                    ],
                    Resource: "*",
                },
            ],
        },
    },
    "month-action-role": {
        type: "aws:iam/role:Role",
        description: "Lets the budget staging-month attach staging-month-stop-creating",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: { Service: "budgets.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: { "aws:SourceAccount": "111122223333" },
                        ArnLike: { "aws:SourceArn": "arn:aws:budgets::111122223333:budget/staging-month*" },
                    },
                },
            ],
        },
    },
    "month-action-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        role: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AttachAndDetach",
                    Effect: "Allow",
                    Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
                    Resource: ["arn:aws:iam::111122223333:role/teams/developers"],
                    Condition: {
                        ArnEquals: {
                            "iam:PolicyARN": "arn:aws:iam::111122223333:policy/staging-month-stop-creating",
                        },
                    },
                },
            ],
        },
    },
    "month-action": {
        type: "aws:budgets/budgetAction:BudgetAction",
        budgetName: "staging-month",
        actionType: "APPLY_IAM_POLICY",
        approvalModel: "AUTOMATIC",
        notificationType: "ACTUAL",
        actionThreshold: { actionThresholdType: "PERCENTAGE", actionThresholdValue: 120 },
        definition: { iamActionDefinition: { policyArn: "<unknown>", roles: ["developers"] } },
        executionRoleArn: "<unknown>",
        subscribers: [
            { address: "shop@example.com", subscriptionType: "EMAIL" },
            { address: "arn:aws:sns:eu-central-1:111122223333:alerts", subscriptionType: "SNS" },
        ],
    },
};
