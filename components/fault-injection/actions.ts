import type { Environment } from "../environment";
import { regionalArn } from "../partition";
import type { PolicyStatement } from "../policy-documents";

/** What an experiment does. Each is done to what carries the environment's own tag, and to nothing else. */
export type FaultAction =
    | {
          /** Terminates nodes, chosen at random among those that run: their group replaces them. */
          readonly kind: "terminateNodes";
          /** How many. Valid: 1 to 10. */
          readonly count: number;
      }
    | {
          /** Makes a reader of the Aurora cluster the writer: it must have one. */
          readonly kind: "failOverDatabase";
      }
    | {
          /** Cuts the subnets of one zone off from all others, as if the zone were lost. */
          readonly kind: "isolateZone";
          /** Availability zone, such as `eu-central-1a`. */
          readonly zone: string;
          /** For how long, in minutes. Valid: 1 to 60. */
          readonly minutes: number;
      };
export type FaultKind = FaultAction["kind"];
export const FAULT_KINDS = ["terminateNodes", "failOverDatabase", "isolateZone"] as const;

/** An action and its target, as FIS takes them, and the rights that it needs (FIS user guide, "Actions reference"). */
export interface FaultPlan {
    /** Name of action and target within the template. */
    readonly name: string;
    readonly actionId: string;
    readonly parameters: readonly { readonly key: string; readonly value: string }[];
    /** What the action calls its target. */
    readonly targetKey: string;
    readonly resourceType: string;
    readonly filters: readonly { readonly path: string; readonly values: string[] }[];
    readonly selectionMode: string;
    readonly permissions: readonly PolicyStatement[];
}

/** What FIS is told for one action. */
export function faultPlan(action: FaultAction, environment: Environment): FaultPlan {
    switch (action.kind) {
        case "terminateNodes":
            return {
                name: "terminate-nodes",
                actionId: "aws:ec2:terminate-instances",
                parameters: [],
                targetKey: "Instances",
                resourceType: "aws:ec2:instance",
                filters: [{ path: "State.Name", values: ["running"] }],
                selectionMode: `COUNT(${action.count})`,
                permissions: [
                    {
                        Sid: "TerminateNodes",
                        Effect: "Allow",
                        Action: "ec2:TerminateInstances",
                        Resource: regionalArn(environment, "ec2", "instance/*"),
                        Condition: ownTag(environment),
                    },
                    look("FindNodes", "ec2:DescribeInstances"),
                ],
            };
        case "failOverDatabase":
            return {
                name: "fail-over-database",
                actionId: "aws:rds:failover-db-cluster",
                parameters: [],
                targetKey: "Clusters",
                resourceType: "aws:rds:cluster",
                filters: [],
                selectionMode: "ALL",
                permissions: [
                    {
                        Sid: "FailOverDatabase",
                        Effect: "Allow",
                        Action: "rds:FailoverDBCluster",
                        Resource: regionalArn(environment, "rds", "cluster:*"),
                        Condition: ownTag(environment),
                    },
                    look("FindDatabase", "rds:DescribeDBClusters", "tag:GetResources"),
                ],
            };
        case "isolateZone":
            return {
                name: "isolate-zone",
                actionId: "aws:network:disrupt-connectivity",
                parameters: [
                    { key: "duration", value: `PT${action.minutes}M` },
                    { key: "scope", value: "availability-zone" },
                ],
                targetKey: "Subnets",
                resourceType: "aws:ec2:subnet",
                filters: [{ path: "AvailabilityZone", values: [action.zone] }],
                selectionMode: "ALL",
                permissions: isolating(environment),
            };
    }
}

function look(sid: string, ...actions: readonly string[]): PolicyStatement {
    return { Sid: sid, Effect: "Allow", Action: actions, Resource: "*" };
}

/** The key of the tag that says which environment something belongs to. */
export function environmentTagKey({ tagKeys }: Environment): string {
    return tagKeys?.environment ?? "environment";
}

function ownTag(environment: Environment) {
    return { StringEquals: { [`aws:ResourceTag/${environmentTagKey(environment)}`]: environment.name } };
}

/** FIS puts an access list of its own before each subnet, and the old one back; it marks its own with a tag. */
const MADE_BY_FIS = "managedByFIS";

function isolating(environment: Environment): readonly PolicyStatement[] {
    const lists = regionalArn(environment, "ec2", "network-acl/*");
    const networks = regionalArn(environment, "ec2", "vpc/*");
    const subnets = regionalArn(environment, "ec2", "subnet/*");
    const made = { StringEquals: { [`aws:ResourceTag/${MADE_BY_FIS}`]: "true" } };
    return [
        {
            Sid: "MakeAccessList",
            Effect: "Allow",
            Action: "ec2:CreateNetworkAcl",
            Resource: lists,
            Condition: { StringEquals: { [`aws:RequestTag/${MADE_BY_FIS}`]: "true" } },
        },
        {
            Sid: "MakeAccessListInNetwork",
            Effect: "Allow",
            Action: "ec2:CreateNetworkAcl",
            Resource: networks,
            Condition: ownTag(environment),
        },
        {
            Sid: "MarkAccessList",
            Effect: "Allow",
            Action: "ec2:CreateTags",
            Resource: lists,
            Condition: {
                StringEquals: { "ec2:CreateAction": "CreateNetworkAcl", [`aws:RequestTag/${MADE_BY_FIS}`]: "true" },
            },
        },
        {
            Sid: "ChangeOwnAccessList",
            Effect: "Allow",
            Action: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAcl"],
            Resource: lists,
            Condition: made,
        },
        {
            Sid: "PutAccessListBeforeSubnets",
            Effect: "Allow",
            Action: "ec2:ReplaceNetworkAclAssociation",
            Resource: subnets,
            Condition: ownTag(environment),
        },
        {
            // The list that is put back is the network's own, which carries the environment's tag or, as a default list, none.
            Sid: "PutAccessListsBack",
            Effect: "Allow",
            Action: "ec2:ReplaceNetworkAclAssociation",
            Resource: lists,
        },
        look(
            "FindSubnets",
            "ec2:DescribeManagedPrefixLists",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
        ),
    ];
}
