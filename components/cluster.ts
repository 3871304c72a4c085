import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { deployAccess, kubeconfig } from "./cluster-access";
import { createAdmissionPolicies } from "./cluster-admission";
import { ADDONS_AFTER_NODES, ADDONS_BEFORE_NODES, addons } from "./cluster-addons";
import { assertClusterArgs, type ClusterArgs, type EndpointAccess } from "./cluster-arguments";
import { clusterKey, controlPlaneLogs } from "./cluster-logs";
import { workloadNamespace } from "./cluster-namespace";
import { nodeGroup } from "./cluster-nodes";
import { clusterSecurityGroups } from "./cluster-security-groups";
import { protectionFor, tagsFor } from "./environment";
import { physicalName } from "./naming";
import { nodeGroupName } from "./node-group";
import { regionalArn } from "./partition";
import { policyDocument, serviceTrust } from "./policy-documents";
import { subnetsOf } from "./references";
import { roleWith } from "./roles";

export type {
    AddonName,
    ClusterArgs,
    EndpointAccess,
    NamespaceArgs,
    NodeGroupSize,
    NodesArgs,
    Opening,
} from "./cluster-arguments";

/** Every log that the control plane writes (EKS User Guide, "Control plane logs"). */
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** What a node's role needs; the CNI has a role of its own, so that no pod can borrow its rights from the node. */
const NODE_POLICIES = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"];

/** A Kubernetes cluster in private subnets, with one namespace that workloads cannot break out of. */
export class Cluster extends pulumi.ComponentResource {
    /** Name of the cluster in AWS, known while planning. */
    readonly clusterName: string;
    readonly clusterArn: pulumi.Output<string>;
    /** URL of the Kubernetes API. */
    readonly endpoint: pulumi.Output<string>;
    /** Certificate of the authority that signed the API's own, PEM in base64. */
    readonly certificateAuthority: pulumi.Output<string>;
    /** Name of the node group in AWS, known while planning. */
    readonly nodeGroupName: string;
    readonly nodeGroupArn: pulumi.Output<string>;
    /** Security group of nodes and pods: what a database lets in. */
    readonly nodeSecurityGroupId: pulumi.Output<string>;
    /** Acts in the cluster with the rights of whoever deploys. */
    readonly kubernetesProvider: kubernetes.Provider;
    /** The namespace that workloads go to. */
    readonly namespaceName: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        assertClusterArgs(name, args);
        super("stagewright:cluster:Cluster", name, {}, opts);
        const { environment, network } = args;
        const clusterName = physicalName(environment, name);
        const clusterArn = regionalArn(environment, "eks", `cluster/${clusterName}`);

        const key = clusterKey(name, args, this);
        const logs = controlPlaneLogs(name, args, key.arn, this);
        const groups = clusterSecurityGroups(name, args, this);
        const clusterRole = roleWith(
            environment,
            {
                name: `${name}-role`,
                description: `What the control plane of ${clusterName} may do in AWS`,
                trust: serviceTrust("eks.amazonaws.com", {
                    StringEquals: { "aws:SourceAccount": environment.accountId },
                    ArnEquals: { "aws:SourceArn": clusterArn },
                }),
                managedPolicies: ["AmazonEKSClusterPolicy"],
            },
            this,
        );
        const protection = protectionFor(environment.class);
        const cluster = new aws.eks.Cluster(
            `${name}-cluster`,
            {
                name: clusterName,
                version: args.version,
                roleArn: clusterRole.role.arn,
                vpcConfig: {
                    subnetIds: subnetsOf(network, "private").map(subnet => subnet.id),
                    securityGroupIds: [groups.controlPlane.id],
                    ...endpointOf(args.endpointAccess),
                },
                accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
                bootstrapSelfManagedAddons: false,
                enabledClusterLogTypes: LOG_TYPES,
                encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] },
                upgradePolicy: { supportType: "STANDARD" },
                deletionProtection: protection.deletionProtected,
                tags: tagsFor(environment, `${name}-cluster`),
            },
            {
                parent: this,
                protect: protection.deletionProtected,
                dependsOn: [logs, ...clusterRole.attachments],
            },
        );

        const access = deployAccess(name, args, cluster.name, this);
        const target = { clusterName: cluster.name, clusterArn };
        const early = addons(name, ADDONS_BEFORE_NODES, args, { ...target, after: [cluster] }, this);
        const nodeRole = roleWith(
            environment,
            {
                name: `${name}-nodes-role`,
                description: `What the nodes of ${clusterName} may do in AWS`,
                trust: policyDocument({
                    Sid: "AssumedByNodes",
                    Effect: "Allow",
                    Principal: { Service: "ec2.amazonaws.com" },
                    Action: "sts:AssumeRole",
                }),
                managedPolicies: NODE_POLICIES,
            },
            this,
        );
        const groupName = nodeGroupName(
            args.nodes,
            subnetsOf(network, "private").map(subnet => subnet.zone),
        );
        const nodes = nodeGroup(
            name,
            args,
            {
                groupName,
                clusterName: cluster.name,
                roleArn: nodeRole.role.arn,
                securityGroupId: groups.nodes.id,
                // Of a network of ours all, its way to the internet included: a node without it never joins.
                after: [
                    ...early,
                    ...nodeRole.attachments,
                    ...groups.rules,
                    ...(pulumi.Resource.isInstance(network) ? [network] : []),
                ],
            },
            this,
        );
        addons(name, ADDONS_AFTER_NODES, args, { ...target, after: [nodes] }, this);

        this.kubernetesProvider = new kubernetes.Provider(
            `${name}-kubernetes`,
            {
                kubeconfig: kubeconfig(environment.region, cluster),
                // The endpoint lives exactly as long as the cluster: another one means that all objects are gone.
                clusterIdentifier: cluster.endpoint,
                enableServerSideApply: true,
            },
            { parent: this, dependsOn: [access] },
        );
        workloadNamespace(name, args, this.kubernetesProvider, [access], this);
        createAdmissionPolicies(name, args, this.kubernetesProvider, [access], this);

        this.clusterName = clusterName;
        this.clusterArn = cluster.arn;
        this.endpoint = cluster.endpoint;
        this.certificateAuthority = cluster.certificateAuthority.data;
        this.nodeGroupName = groupName;
        this.nodeGroupArn = nodes.arn;
        this.nodeSecurityGroupId = groups.nodes.id;
        this.namespaceName = args.namespace.name;
        this.registerOutputs({
            clusterName: this.clusterName,
            clusterArn: this.clusterArn,
            endpoint: this.endpoint,
            certificateAuthority: this.certificateAuthority,
            nodeGroupName: this.nodeGroupName,
            nodeGroupArn: this.nodeGroupArn,
            nodeSecurityGroupId: this.nodeSecurityGroupId,
            namespaceName: this.namespaceName,
        });
    }
}

/** Nodes always reach the API inside the network; the choice is who else does. */
function endpointOf(access: EndpointAccess) {
    return access.kind === "public"
        ? { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: [...access.ranges] }
        : { endpointPrivateAccess: true, endpointPublicAccess: false };
}
