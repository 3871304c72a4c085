import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../../environment";
import { marks } from "../../kubernetes-marks";
import { processorOf } from "../../node-group";
import { subnetsOf } from "../../references";
import type { NodePoolArgs, NodePoolsArgs } from "./arguments";

/** How Karpenter and Kubernetes name an architecture. */
const ARCHITECTURES = { arm64: "arm64", x86_64: "amd64" } as const;
/** Root device of Amazon Linux 2023. */
const ROOT_DEVICE = "/dev/xvda";

/** How long pods may leave a node badly used before others are moved together. */
const CONSOLIDATE_AFTER = "1m";
/** How much of a pool may be away at a time, as a managed node group in an update. */
const DISRUPTED_AT_ONCE = "33%";
/** Longest life of a node: 30 days, so that a node that nobody looks at is not older than its image may be. */
const EXPIRE_AFTER = "720h";

/** Makes the two objects of a pool: what a node of it is, and when there is one. */
export function createPool(
    name: string,
    args: NodePoolsArgs,
    pool: NodePoolArgs,
    instanceProfileName: string,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): void {
    const { environment, cluster } = args;
    const options = { parent, provider: cluster.kubernetesProvider };
    const metadata = { name: pool.name, ...marks(environment) };
    const resource = `${name}-${pool.name}`;
    const nodeClass = new kubernetes.apiextensions.CustomResource(
        `${resource}-class`,
        {
            apiVersion: "karpenter.k8s.aws/v1",
            kind: "EC2NodeClass",
            metadata,
            spec: nodeClassSpec(resource, args, pool, instanceProfileName),
        },
        { ...options, dependsOn: [...after] },
    );
    new kubernetes.apiextensions.CustomResource(
        `${resource}-pool`,
        { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata, spec: poolSpec(environment, pool) },
        { ...options, dependsOn: [nodeClass] },
    );
}

function nodeClassSpec(resource: string, args: NodePoolsArgs, pool: NodePoolArgs, instanceProfileName: string) {
    return {
        amiSelectorTerms: [{ alias: `al2023@${args.imageVersion}` }],
        instanceProfile: instanceProfileName,
        subnetSelectorTerms: subnetsOf(args.network, "private").map(({ id }) => ({ id })),
        securityGroupSelectorTerms: [{ id: args.cluster.nodeSecurityGroupId }],
        associatePublicIPAddress: false,
        metadataOptions: {
            httpEndpoint: "enabled",
            httpProtocolIPv6: "disabled",
            httpTokens: "required",
            // One hop ends at the node: a pod gets its credentials from Pod Identity, never the node's.
            httpPutResponseHopLimit: 1,
        },
        blockDeviceMappings: [
            {
                deviceName: ROOT_DEVICE,
                rootVolume: true,
                ebs: {
                    encrypted: true,
                    volumeType: "gp3",
                    volumeSize: `${pool.diskGiB}Gi`,
                    deleteOnTermination: true,
                },
            },
        ],
        tags: tagsFor(args.environment, resource),
    };
}

function poolSpec(environment: Environment, pool: NodePoolArgs) {
    const [first = ""] = pool.instanceTypes;
    return {
        template: {
            metadata: { labels: { environment: environment.name, ...pool.labels } },
            spec: {
                nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: pool.name },
                expireAfter: EXPIRE_AFTER,
                requirements: [
                    requirement("karpenter.sh/capacity-type", [pool.capacity]),
                    requirement("kubernetes.io/arch", [ARCHITECTURES[processorOf(first)]]),
                    requirement("kubernetes.io/os", ["linux"]),
                    requirement("node.kubernetes.io/instance-type", pool.instanceTypes),
                ],
                ...(pool.taints === undefined ? {} : { taints: pool.taints.map(taint => ({ ...taint })) }),
            },
        },
        limits: { ...pool.limits },
        disruption: {
            consolidationPolicy: "WhenEmptyOrUnderutilized",
            consolidateAfter: CONSOLIDATE_AFTER,
            budgets: [{ nodes: DISRUPTED_AT_ONCE }],
        },
    };
}

function requirement(key: string, values: readonly string[]) {
    return { key, operator: "In", values: [...values] };
}
