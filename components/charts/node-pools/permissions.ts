import type { PermissionStatement } from "../../policy-documents";
import type { Environment } from "../../environment";
import { partitionOf, regionalArn } from "../../partition";
import type { NodePoolsArgs } from "./arguments";

/** What Karpenter works with, by names that are known while planning: its rights can then be judged before it has them. */
export interface KarpenterParts {
    /** ARN of the role of nodes, up to what Pulumi adds to its name. */
    readonly nodeRoleArn: string;
    readonly instanceProfileArn: string;
    readonly queueArn: string;
}

/** Tags that Karpenter gives to all that it makes, and by which it knows it again. */
const POOL_TAG = "karpenter.sh/nodepool";
const clusterTag = (clusterName: string) => `kubernetes.io/cluster/${clusterName}`;

/** What a node is made of. */
const MADE = ["fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume"] as const;

/**
 * What the controller may do in AWS: start nodes that carry the tags of this cluster, and end those that do. It finds
 * subnets and a security group where the pools say; their ids are not known while planning, so its rights name none. It cannot make roles or instance profiles: the only one is handed to it.
 */
export function karpenterPermissions(args: NodePoolsArgs, parts: KarpenterParts): readonly PermissionStatement[] {
    const { environment, cluster } = args;
    return [...reading(environment), ...making(args), ...own(cluster.clusterName, environment, parts)];
}

function making({ environment, cluster }: NodePoolsArgs): readonly PermissionStatement[] {
    const { clusterName } = cluster;
    const ec2 = (resource: string) => regionalArn(environment, "ec2", resource);
    const given = (operator: "RequestTag" | "ResourceTag") => ({
        StringEquals: { [`aws:${operator}/${clusterTag(clusterName)}`]: "owned" },
        StringLike: { [`aws:${operator}/${POOL_TAG}`]: "*" },
    });
    return [
        {
            Sid: "StartFromKnownParts",
            Action: ["ec2:CreateFleet", "ec2:RunInstances"],
            Resource: [
                `arn:${partitionOf(environment.region)}:ec2:${environment.region}::image/*`,
                `arn:${partitionOf(environment.region)}:ec2:${environment.region}::snapshot/*`,
                ec2("security-group/*"),
                ec2("subnet/*"),
            ],
        },
        {
            Sid: "StartFromOwnTemplates",
            Action: ["ec2:CreateFleet", "ec2:RunInstances"],
            Resource: [ec2("launch-template/*")],
            Condition: given("ResourceTag"),
        },
        {
            Sid: "MakeWithOwnTags",
            Action: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
            Resource: MADE.map(resource => ec2(`${resource}/*`)),
            Condition: given("RequestTag"),
        },
        {
            Sid: "TagWhatIsMade",
            Action: ["ec2:CreateTags"],
            Resource: MADE.map(resource => ec2(`${resource}/*`)),
            Condition: {
                StringEquals: {
                    ...given("RequestTag").StringEquals,
                    "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"],
                },
                StringLike: given("RequestTag").StringLike,
            },
        },
        {
            Sid: "NameOwnNodes",
            Action: ["ec2:CreateTags"],
            Resource: [ec2("instance/*")],
            Condition: {
                ...given("ResourceTag"),
                "ForAllValues:StringEquals": {
                    "aws:TagKeys": ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"],
                },
            },
        },
        {
            Sid: "EndOwnNodes",
            Action: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
            Resource: [ec2("instance/*"), ec2("launch-template/*")],
            Condition: given("ResourceTag"),
        },
    ];
}

function reading(environment: Environment): readonly PermissionStatement[] {
    return [
        {
            Sid: "ReadRegion",
            Action: [
                "ec2:DescribeCapacityReservations",
                "ec2:DescribeImages",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypeOfferings",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeInstances",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribePlacementGroups",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSpotPriceHistory",
                "ec2:DescribeSubnets",
            ],
            Resource: ["*"],
            Condition: { StringEquals: { "aws:RequestedRegion": environment.region } },
        },
        {
            Sid: "ReadImageVersions",
            Action: ["ssm:GetParameter"],
            Resource: [`arn:${partitionOf(environment.region)}:ssm:${environment.region}::parameter/aws/service/*`],
        },
        // The price list is of no region, and lists of instance profiles know no resource.
        { Sid: "ReadPrices", Action: ["pricing:GetProducts"], Resource: ["*"] },
        { Sid: "ListInstanceProfiles", Action: ["iam:ListInstanceProfiles"], Resource: ["*"] },
    ];
}

function own(clusterName: string, environment: Environment, parts: KarpenterParts): readonly PermissionStatement[] {
    return [
        {
            Sid: "HandOverNodeRole",
            Action: ["iam:PassRole"],
            Resource: [parts.nodeRoleArn],
            Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
        },
        { Sid: "ReadInstanceProfile", Action: ["iam:GetInstanceProfile"], Resource: [parts.instanceProfileArn] },
        {
            Sid: "HearOfInterruptions",
            Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
            Resource: [parts.queueArn],
        },
        {
            Sid: "FindCluster",
            Action: ["eks:DescribeCluster"],
            Resource: [regionalArn(environment, "eks", `cluster/${clusterName}`)],
        },
    ];
}
