import type * as aws from "@pulumi/aws";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { createProvider, deployAccess } from "./cluster/access";
import { createAccessGrant } from "./cluster/access-grants";
import { ADDONS_AFTER_NODES, ADDONS_BEFORE_NODES, addons } from "./cluster/addons";
import { assertClusterArgs, type ClusterArgs, type ClusterFoundationArgs } from "./cluster/arguments";
import { createControlPlane } from "./cluster/control-plane";
import type { EndpointAccess, OneStackEndpoint, TwoStacks } from "./cluster/endpoint-access";
import type { WorkloadNamespacesArgs } from "./cluster/namespace-arguments";
import { createNodeGroup, createNodeRole } from "./cluster/nodes";
import { clusterSecurityGroups, openNodes } from "./cluster/security-groups";
import { createWorkloadNamespaces, type WorkloadRoles } from "./cluster/workload-namespaces";
import { physicalName } from "./naming";
import type { NodeGroupSize } from "./node-group";
import { regionalArn } from "./partition";

export type { AccessGrant, AccessPolicy } from "./cluster/access-grants";
export type { AddonName, ClusterArgs, ClusterFoundationArgs, NoWorkloads } from "./cluster/arguments";
export type {
    EndpointAccess,
    OneStackEndpoint,
    PrivateEndpoint,
    PublicEndpoint,
    TwoStacks,
} from "./cluster/endpoint-access";
export type { NamespaceArgs, WorkloadNamespacesArgs } from "./cluster/namespace-arguments";
export type { NodeGroupArgs, NodeTaint } from "./cluster/node-group-arguments";
export type { Opening } from "./cluster/openings";
export type { WorkloadIdentity } from "./cluster/workload-identity";
export type { PermissionStatement } from "./policy-documents";
export type { Capacity, NodeGroupSize } from "./node-group";

/** A node group of a cluster, as `WorkingHoursSchedule` takes it. */
export interface ClusterNodeGroup {
    /** Names in AWS, known while planning. */
    readonly clusterName: string;
    readonly nodeGroupName: string;
    readonly size: NodeGroupSize;
    /** The node group itself, so that what names it can go before it does. */
    readonly resource: pulumi.Resource;
}

/**
 * A Kubernetes cluster in private subnets, with namespaces that workloads cannot break out of.
 *
 * With `endpointAccess: { kind: "two-stacks" }` it makes nothing in Kubernetes, and knows no provider for it.
 */
export class Cluster<Access extends EndpointAccess = OneStackEndpoint> extends pulumi.ComponentResource {
    /** Name of the cluster in AWS, known while planning. */
    readonly clusterName: string;
    readonly clusterArn: pulumi.Output<string>;
    /** URL of the Kubernetes API. */
    readonly endpoint: pulumi.Output<string>;
    /** Certificate of the authority that signed the API's own, PEM in base64. */
    readonly certificateAuthority: pulumi.Output<string>;
    /** The node groups in the order of the arguments. */
    readonly nodeGroups: readonly ClusterNodeGroup[];
    /** Security group of nodes and pods: what a database lets in. */
    readonly nodeSecurityGroupId: pulumi.Output<string>;
    /** Acts in the cluster with the rights of whoever deploys; there is none where a second stack does. */
    readonly kubernetesProvider: Access extends TwoStacks ? undefined : kubernetes.Provider;
    /** The namespaces that workloads go to. */
    readonly namespaceNames: readonly string[];
    /** ARNs of the roles that pods take, by `<namespace>/<service account>`. */
    readonly workloadRoleArns: WorkloadRoles;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: ClusterArgs<Access>, opts?: pulumi.ComponentResourceOptions) {
        const workloads = assertClusterArgs(name, args);
        super("stagewright:cluster:Cluster", name, {}, opts);
        const { environment, network } = args;
        const clusterName = physicalName(environment, name);
        const clusterArn = regionalArn(environment, "eks", `cluster/${clusterName}`);

        const groups = clusterSecurityGroups(name, args, this);
        const cluster = createControlPlane(name, args, groups.controlPlane.id, this);
        const access = deployAccess(name, args, cluster.name, this);
        const target = { clusterName: cluster.name, clusterArn };
        const early = addons(name, ADDONS_BEFORE_NODES, args, { ...target, after: [cluster] }, this);
        const nodeRole = createNodeRole(`${name}-nodes-role`, environment, clusterName, this);
        const opened = openNodes(name, environment, groups.nodes.id, workloads?.namespaces ?? [], this);
        const made = args.nodeGroups.map(group =>
            createNodeGroup(
                name,
                args,
                group,
                {
                    clusterName: cluster.name,
                    roleArn: nodeRole.role.arn,
                    securityGroupId: groups.nodes.id,
                    // Of a network of ours all, its way to the internet included: a node without it never joins.
                    after: [
                        ...early,
                        ...nodeRole.attachments,
                        ...groups.rules,
                        ...opened,
                        ...(pulumi.Resource.isInstance(network) ? [network] : []),
                    ],
                },
                this,
            ),
        );
        const nodes = made.map(({ group }) => group);
        addons(name, ADDONS_AFTER_NODES, args, { ...target, after: nodes }, this);
        for (const grant of args.accessGrants ?? []) createAccessGrant(name, environment, grant, cluster.name, this);

        this.clusterName = clusterName;
        this.clusterArn = cluster.arn;
        this.endpoint = cluster.endpoint;
        this.certificateAuthority = cluster.certificateAuthority.data;
        const nodeGroups = made.map(({ nodeGroupName, size }) => ({ clusterName, nodeGroupName, size }));
        this.nodeGroups = made.map(({ group, nodeGroupName, size }) => ({
            clusterName,
            nodeGroupName,
            size,
            resource: group,
        }));
        this.nodeSecurityGroupId = groups.nodes.id;
        this.namespaceNames = workloads?.namespaces.map(namespace => namespace.name) ?? [];
        const filled = workloads === undefined ? undefined : fill(name, args, cluster, workloads, [access], this);
        // There is one exactly where the check above found that this stack reaches the cluster, as the type says.
        this.kubernetesProvider = filled?.provider as this["kubernetesProvider"];
        this.workloadRoleArns = filled?.roleArns ?? {};
        this.registerOutputs({
            clusterName: this.clusterName,
            clusterArn: this.clusterArn,
            endpoint: this.endpoint,
            certificateAuthority: this.certificateAuthority,
            nodeGroups,
            nodeSecurityGroupId: this.nodeSecurityGroupId,
            namespaceNames: this.namespaceNames,
            workloadRoleArns: this.workloadRoleArns,
        });
    }
}

/** Makes what is in the cluster, once the deploying role may. */
function fill(
    name: string,
    { environment, version }: ClusterFoundationArgs,
    cluster: aws.eks.Cluster,
    workloads: WorkloadNamespacesArgs,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
) {
    const { endpoint, certificateAuthority } = cluster;
    const reached = { clusterName: cluster.name, endpoint, certificateAuthority: certificateAuthority.data };
    const provider = createProvider(name, environment.region, reached, after, parent);
    const plan = { ...workloads, environment, version, clusterName: physicalName(environment, name), mayBeOlder: true };
    return { provider, roleArns: createWorkloadNamespaces(name, plan, { provider, after, parent }) };
}
