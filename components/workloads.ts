import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { createProvider } from "./cluster/access";
import { openNodes } from "./cluster/security-groups";
import { createWorkloadNamespaces, type WorkloadRoles } from "./cluster/workload-namespaces";
import { assertWorkloadsArgs, type WorkloadsArgs } from "./cluster/workloads-arguments";

export type { WorkloadsArgs, WorkloadsCluster } from "./cluster/workloads-arguments";

/**
 * Namespaces that workloads cannot break out of, in a cluster that another stack or somebody else made: the second of two
 * stacks, or a part of an organisation's own cluster.
 */
export class Workloads extends pulumi.ComponentResource {
    /** Name of the cluster in AWS, known while planning. */
    readonly clusterName: string;
    /** Acts in the cluster with the rights of whoever deploys. */
    readonly kubernetesProvider: kubernetes.Provider;
    /** The namespaces that workloads go to. */
    readonly namespaceNames: readonly string[];
    /** ARNs of the roles that pods take, by `<namespace>/<service account>`. */
    readonly workloadRoleArns: WorkloadRoles;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: WorkloadsArgs, opts?: pulumi.ComponentResourceOptions) {
        assertWorkloadsArgs(name, args);
        super("stagewright:cluster:Workloads", name, {}, opts);
        const { environment, cluster, namespaces, registries } = args;
        const { clusterName, version, nodeSecurityGroupId } = cluster;
        const opened =
            nodeSecurityGroupId === undefined
                ? []
                : openNodes(name, environment, nodeSecurityGroupId, namespaces, this);
        const provider = createProvider(name, environment.region, cluster, [], this);
        const plan = { environment, version, clusterName, namespaces, registries, mayBeOlder: false };
        const target = { provider, after: opened, parent: this };

        this.clusterName = clusterName;
        this.kubernetesProvider = provider;
        this.namespaceNames = namespaces.map(namespace => namespace.name);
        this.workloadRoleArns = createWorkloadNamespaces(name, plan, target);
        this.registerOutputs({
            clusterName: this.clusterName,
            namespaceNames: this.namespaceNames,
            workloadRoleArns: this.workloadRoleArns,
        });
    }
}
