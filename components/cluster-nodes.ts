import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Capacity, ClusterArgs } from "./cluster-arguments";
import { tagsFor } from "./environment";
import { amiTypeOf } from "./node-group";
import { subnetsOf } from "./references";

/** Root device of Amazon Linux 2023, and what EKS calls the two ways to pay. */
const ROOT_DEVICE = "/dev/xvda";
const CAPACITY_TYPES: Readonly<Record<Capacity, string>> = { "on-demand": "ON_DEMAND", spot: "SPOT" };

/** How much of the group may be away during an update, in percent: a third, so that a group of three loses one. */
const UNAVAILABLE_PERCENT = 33;

/** What the nodes of a cluster are made with. */
export interface NodeGroupPlan {
    readonly groupName: string;
    readonly clusterName: pulumi.Input<string>;
    readonly roleArn: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
    /** What must be there before a node can join and run pods. */
    readonly after: readonly pulumi.Resource[];
}

/** Makes the launch template and the managed node group in the private subnets. */
export function nodeGroup(
    name: string,
    args: ClusterArgs,
    plan: NodeGroupPlan,
    parent: pulumi.Resource,
): aws.eks.NodeGroup {
    const { environment, nodes } = args;
    const template = launchTemplate(name, args, plan.securityGroupId, parent);
    return new aws.eks.NodeGroup(
        `${name}-workers`,
        {
            clusterName: plan.clusterName,
            nodeGroupName: plan.groupName,
            nodeRoleArn: plan.roleArn,
            subnetIds: subnetsOf(args.network, "private").map(subnet => subnet.id),
            version: args.version,
            amiType: amiTypeOf(nodes.instanceTypes),
            capacityType: CAPACITY_TYPES[nodes.capacity],
            instanceTypes: [...nodes.instanceTypes],
            scalingConfig: { minSize: nodes.minSize, maxSize: nodes.maxSize, desiredSize: nodes.desiredSize },
            updateConfig: { maxUnavailablePercentage: UNAVAILABLE_PERCENT },
            launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
            tags: tagsFor(environment, `${name}-workers`),
        },
        {
            parent,
            // Timers move exactly these two each evening and morning; the size they restore comes from the same arguments.
            ignoreChanges: ["scalingConfig.desiredSize", "scalingConfig.minSize"],
            dependsOn: [...plan.after],
        },
    );
}

function launchTemplate(
    name: string,
    { environment, nodes }: ClusterArgs,
    securityGroupId: pulumi.Input<string>,
    parent: pulumi.Resource,
): aws.ec2.LaunchTemplate {
    const tags = tagsFor(environment, `${name}-workers`);
    return new aws.ec2.LaunchTemplate(
        `${name}-workers-template`,
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
            tags: tagsFor(environment, `${name}-workers-template`),
        },
        { parent },
    );
}
