import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { amiTypeOf, type Capacity, nodeGroupName, type NodeGroupSize } from "../node-group";
import { policyDocument } from "../policy-documents";
import { subnetsOf } from "../references";
import { type RoleWithPolicies, roleWith } from "../roles";
import type { ClusterFoundationArgs } from "./arguments";
import type { NodeGroupArgs, NodeTaint } from "./node-group-arguments";

/** Root device of Amazon Linux 2023, and what EKS calls the two ways to pay. */
const ROOT_DEVICE = "/dev/xvda";
const CAPACITY_TYPES: Readonly<Record<Capacity, string>> = { "on-demand": "ON_DEMAND", spot: "SPOT" };
/** What EKS calls the effects that Kubernetes names. */
const TAINT_EFFECTS: Readonly<Record<NodeTaint["effect"], string>> = {
    NoSchedule: "NO_SCHEDULE",
    PreferNoSchedule: "PREFER_NO_SCHEDULE",
    NoExecute: "NO_EXECUTE",
};

/** How much of the group may be away during an update, in percent: a third, so that a group of three loses one. */
const UNAVAILABLE_PERCENT = 33;

/** A node group, as others name it. */
export interface NodeGroupOfCluster {
    /** Name in AWS, known while planning. */
    readonly nodeGroupName: string;
    readonly size: NodeGroupSize;
    readonly group: aws.eks.NodeGroup;
}

/** What the nodes of a cluster are made with. */
export interface NodeGroupPlan {
    readonly clusterName: pulumi.Input<string>;
    readonly roleArn: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
    /** What must be there before a node can join and run pods. */
    readonly after: readonly pulumi.Resource[];
}

/** What a node's role needs; the CNI has a role of its own, so that no pod can borrow its rights from the node. */
const NODE_POLICIES = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"];

/** Makes the role that nodes have: they may join and pull images. */
export function createNodeRole(
    roleName: string,
    environment: Environment,
    clusterName: string,
    parent: pulumi.Resource,
): RoleWithPolicies {
    return roleWith(
        environment,
        {
            name: roleName,
            description: `What the nodes of ${clusterName} may do in AWS`,
            trust: policyDocument({
                Sid: "AssumedByNodes",
                Effect: "Allow",
                Principal: { Service: "ec2.amazonaws.com" },
                Action: "sts:AssumeRole",
            }),
            managedPolicies: NODE_POLICIES,
        },
        parent,
    );
}

/** Makes the launch template and the managed node group in the private subnets. */
export function createNodeGroup(
    name: string,
    args: ClusterFoundationArgs,
    nodes: NodeGroupArgs,
    plan: NodeGroupPlan,
    parent: pulumi.Resource,
): NodeGroupOfCluster {
    const { environment } = args;
    const resource = `${name}-${nodes.name}`;
    const subnets = subnetsOf(args.network, "private");
    const groupName = nodeGroupName(
        nodes,
        subnets.map(subnet => subnet.zone),
    );
    const template = launchTemplate(resource, args, nodes, plan.securityGroupId, parent);
    const group = new aws.eks.NodeGroup(
        resource,
        {
            clusterName: plan.clusterName,
            nodeGroupName: groupName,
            nodeRoleArn: plan.roleArn,
            subnetIds: subnets.map(subnet => subnet.id),
            version: args.version,
            amiType: amiTypeOf(nodes.instanceTypes),
            capacityType: CAPACITY_TYPES[nodes.capacity],
            instanceTypes: [...nodes.instanceTypes],
            scalingConfig: { minSize: nodes.minSize, maxSize: nodes.maxSize, desiredSize: nodes.desiredSize },
            updateConfig: { maxUnavailablePercentage: UNAVAILABLE_PERCENT },
            launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
            labels: nodes.labels === undefined ? undefined : { ...nodes.labels },
            taints: nodes.taints?.map(taint => ({ ...taint, effect: TAINT_EFFECTS[taint.effect] })),
            tags: tagsFor(environment, resource),
        },
        {
            parent,
            // Timers move exactly these two each evening and morning; the size they restore comes from the same arguments.
            ignoreChanges: ["scalingConfig.desiredSize", "scalingConfig.minSize"],
            dependsOn: [...plan.after],
        },
    );
    const { minSize, maxSize, desiredSize } = nodes;
    return { nodeGroupName: groupName, size: { minSize, maxSize, desiredSize }, group };
}

function launchTemplate(
    resource: string,
    { environment }: ClusterFoundationArgs,
    nodes: NodeGroupArgs,
    securityGroupId: pulumi.Input<string>,
    parent: pulumi.Resource,
): aws.ec2.LaunchTemplate {
    const tags = tagsFor(environment, resource);
    return new aws.ec2.LaunchTemplate(
        `${resource}-template`,
        {
            description: `Nodes of ${environment.name}`,
            updateDefaultVersion: true,
            metadataOptions: {
                httpEndpoint: "enabled",
                httpTokens: "required",
                // One hop ends at the node: a pod gets its credentials from Pod Identity, never the node's.
                httpPutResponseHopLimit: 1,
            },
            blockDeviceMappings: [
                {
                    deviceName: ROOT_DEVICE,
                    // No key of our own: EC2 Auto Scaling would need a grant on it, and has one on the account's EBS key.
                    ebs: {
                        encrypted: "true",
                        volumeType: "gp3",
                        volumeSize: nodes.diskGiB,
                        deleteOnTermination: "true",
                    },
                },
            ],
            networkInterfaces: [
                {
                    deviceIndex: 0,
                    associatePublicIpAddress: "false",
                    deleteOnTermination: "true",
                    securityGroups: [securityGroupId],
                },
            ],
            tagSpecifications: ["instance", "volume", "network-interface"].map(resourceType => ({
                resourceType,
                tags,
            })),
            tags: tagsFor(environment, `${resource}-template`),
        },
        { parent },
    );
}
