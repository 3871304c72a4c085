import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BudgetArgs, StopCreating } from "./budget-arguments";
import { type Environment, tagsFor } from "./environment";
import { stopCreatingPolicyName } from "./naming";
import { globalArn } from "./partition";
import { policyDocument, serviceTrust } from "./policy-documents";
import { createRole } from "./roles";

/**
 * What is denied once the money is spent: creating what costs by the hour. Never what changes, stops or deletes, so that
 * whoever is cut off can still make room, and what sleeps still wakes.
 */
const CREATING = [
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
] as const;

/** What the budget needs to take the right to create from some roles. */
export interface BudgetActionArgs extends Pick<BudgetArgs, "environment" | "emails" | "topicArn"> {
    readonly budget: aws.budgets.Budget;
    /** Name of the budget in AWS, known while planning. */
    readonly budgetName: string;
    readonly stopCreating: StopCreating;
}

/** Takes the right to create from the roles when the share is spent. */
export function createBudgetAction(name: string, args: BudgetActionArgs, parent: pulumi.Resource): void {
    const { environment, budgetName, stopCreating } = args;
    const policyName = stopCreatingPolicyName(budgetName);
    const policy = new aws.iam.Policy(
        `${name}-stop-creating`,
        {
            name: policyName,
            description: `Attached by the budget ${budgetName} when its money is spent`,
            policy: policyDocument({ Sid: "MoneyIsSpent", Effect: "Deny", Action: CREATING, Resource: "*" }),
            tags: tagsFor(environment, `${name}-stop-creating`),
        },
        { parent },
    );
    const role = createRole(
        environment,
        {
            name: `${name}-action-role`,
            description: `Lets the budget ${budgetName} attach ${policyName}`,
            trust: serviceTrust("budgets.amazonaws.com", {
                StringEquals: { "aws:SourceAccount": environment.accountId },
                ArnLike: { "aws:SourceArn": globalArn(environment, "budgets", `budget/${budgetName}*`) },
            }),
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-action-permissions`,
        { role: role.name, policy: attaching(environment, stopCreating, policyName) },
        { parent },
    );
    new aws.budgets.BudgetAction(
        `${name}-action`,
        {
            budgetName: args.budget.name,
            actionType: "APPLY_IAM_POLICY",
            approvalModel: "AUTOMATIC",
            notificationType: "ACTUAL",
            actionThreshold: {
                actionThresholdType: "PERCENTAGE",
                actionThresholdValue: stopCreating.atPercent,
            },
            definition: {
                iamActionDefinition: { policyArn: policy.arn, roles: stopCreating.roleArns.map(roleNameOf) },
            },
            executionRoleArn: role.arn,
            subscribers: [
                ...(args.emails ?? []).map(address => ({ address, subscriptionType: "EMAIL" })),
                ...(args.topicArn === undefined ? [] : [{ address: args.topicArn, subscriptionType: "SNS" }]),
            ],
            tags: tagsFor(environment, `${name}-action`),
        },
        { parent, dependsOn: [permissions] },
    );
}

/** Exactly this policy, on exactly these roles. */
function attaching(environment: Environment, { roleArns }: StopCreating, policyName: string): string {
    return policyDocument({
        Sid: "AttachAndDetach",
        Effect: "Allow",
        Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
        Resource: roleArns,
        Condition: { ArnEquals: { "iam:PolicyARN": globalArn(environment, "iam", `policy/${policyName}`) } },
    });
}

/** The last part of a role's ARN: the parts before it are its path. */
function roleNameOf(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
