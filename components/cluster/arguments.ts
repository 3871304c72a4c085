import type * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, oneOf, textMatching } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkKey } from "../existing-key";
import { checkKnown, isPlainObject } from "../known-arguments";
import { LOG_RETENTION_DAYS } from "../log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import type { KeyRef, NetworkRef } from "../references";
import { type AccessGrant, checkAccessGrants, ownRole } from "./access-grants";
import { checkEndpointAccess, type EndpointAccess, type OneStackEndpoint, type TwoStacks } from "./endpoint-access";
import { checkWorkloadNamespaces, type NamespaceArgs, type WorkloadNamespacesArgs } from "./namespace-arguments";
import { checkNodeGroups, type NodeGroupArgs } from "./node-group-arguments";

/** Add-ons that every cluster has. */
export const ADDONS = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent", "coredns", "aws-ebs-csi-driver"] as const;
export type AddonName = (typeof ADDONS)[number];

/** What every cluster is made of, whoever fills it. */
export interface ClusterFoundationArgs {
    readonly environment: Environment;
    /** Needs private subnets in at least two zones. Another network replaces the cluster. */
    readonly network: NetworkRef;
    /** Kubernetes version such as `1.35`. It can only go up, one minor version at a time; staging first. */
    readonly version: string;
    /** At least one, and one without taints. Groups stand side by side: on-demand ones, and outside production spot ones. */
    readonly nodeGroups: readonly NodeGroupArgs[];
    /**
     * Role that deploys: the only one that may administer the cluster. It is of the environment's own account, to which the
     * deployment is pinned.
     */
    readonly deployRoleArn: pulumi.Input<string>;
    /**
     * Who else may look into the cluster, or change what runs in it.
     *
     * @default - nobody
     */
    readonly accessGrants?: readonly AccessGrant[];
    /** Version of each add-on such as `v1.20.4-eksbuild.2`; each must fit `version`. */
    readonly addonVersions: Readonly<Record<AddonName, string>>;
    /**
     * How long the control plane's logs are kept, in days. Valid: what CloudWatch Logs takes, 1 to 3653.
     *
     * @default 30
     */
    readonly logRetentionDays?: number;
    /**
     * A key that exists, for Kubernetes secrets and the control plane's logs. Its policy must let CloudWatch Logs use it. A
     * change replaces the cluster: EKS encrypts secrets with one key for life.
     *
     * @default - a key of the cluster's own
     */
    readonly key?: KeyRef;
    /**
     * EKS Auto Mode: refused. AWS then picks image, size and life of the nodes, which no plan shows, no rule can judge and
     * no timer can put to sleep; and it charges for each instance on top.
     */
    readonly computeConfig?: never;
}

/** What a cluster leaves to `Workloads` in the second of two stacks. */
export interface NoWorkloads {
    readonly namespaces?: never;
    readonly registries?: never;
}

/** Inputs of `Cluster`. With an endpoint of two stacks, a cluster cannot be asked for namespaces. */
export type ClusterArgs<Access extends EndpointAccess = OneStackEndpoint> = ClusterFoundationArgs & {
    /** Who can reach the Kubernetes API, and with it which stack makes what is in the cluster. */
    readonly endpointAccess: Access;
} & (Access extends TwoStacks ? NoWorkloads : WorkloadNamespacesArgs);

/** The same as read by those who do not know yet which of the three it is. */
export type AnyClusterArgs = ClusterFoundationArgs & {
    readonly endpointAccess: EndpointAccess;
    readonly namespaces?: readonly NamespaceArgs[];
    readonly registries?: WorkloadNamespacesArgs["registries"];
};

/** Zones that EKS needs (ClusterVpcConfig.subnetIds). */
const MINIMUM_ZONES = 2;

export const KUBERNETES_VERSION = textMatching(/^1\.\d{2}$/, "a Kubernetes version such as 1.35");
const ADDON_VERSION = textMatching(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "an add-on version such as v1.20.4-eksbuild.2");

const ARGUMENTS: Fields<AnyClusterArgs> = {
    environment: true,
    network: true,
    version: true,
    nodeGroups: true,
    deployRoleArn: true,
    accessGrants: true,
    addonVersions: true,
    logRetentionDays: true,
    key: true,
    computeConfig: true,
    endpointAccess: true,
    namespaces: true,
    registries: true,
};

/**
 * Checks the arguments of a cluster.
 *
 * @returns what workloads get in it; nothing where a second stack says so
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertClusterArgs(name: string, args: AnyClusterArgs): WorkloadNamespacesArgs | undefined {
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(args.environment));
    const subnets = faults.items("network.subnets", args.network.subnets, "a list of subnets");
    const zones = new Set(subnets.filter(({ tier }) => tier === "private").map(({ zone }) => zone));
    if (zones.size < MINIMUM_ZONES) {
        faults.add("network.subnets", `private subnets in at least ${MINIMUM_ZONES} zones`, [...zones]);
    }
    faults.check("version", args.version, KUBERNETES_VERSION);
    checkEndpointAccess(args.endpointAccess, faults);
    checkNodeGroups(args.nodeGroups, args.environment, faults);
    if (typeof args.deployRoleArn !== "object") {
        faults.check("deployRoleArn", args.deployRoleArn, ownRole(args.environment));
    }
    const grants = faults.items("accessGrants", args.accessGrants ?? [], "a list of grants");
    checkAccessGrants(grants, args, faults);
    for (const addon of ADDONS) faults.check(`addonVersions["${addon}"]`, args.addonVersions[addon], ADDON_VERSION);
    faults.checkOptional("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    checkKey("key", args.key, args.environment, faults);
    const { computeConfig }: { readonly computeConfig?: unknown } = args;
    if (computeConfig !== undefined) {
        faults.add("computeConfig", "nothing: no plan shows the nodes of EKS Auto Mode", computeConfig);
    }
    const workloads = workloadsOf(name, args, faults);
    faults.throwIfAny("Cluster");
    return workloads;
}

function workloadsOf(name: string, args: AnyClusterArgs, faults: ArgumentFaults): WorkloadNamespacesArgs | undefined {
    const { namespaces, registries } = args;
    // Who leaves the choice out, from JavaScript, has been told so.
    if (!isPlainObject(args.endpointAccess) || args.endpointAccess.kind !== "two-stacks") {
        const workloads = { namespaces: namespaces ?? [], registries };
        checkWorkloadNamespaces(name, workloads, faults);
        return workloads;
    }
    const expected = "nothing: this stack cannot reach the cluster, Workloads makes it in the second";
    if (namespaces !== undefined) faults.add("namespaces", expected, namespaces);
    if (registries !== undefined) faults.add("registries", expected, registries);
    return undefined;
}
