import { ArgumentFaults, textMatching } from "../../arguments";
import {
    checkCapacity,
    checkDisk,
    checkInstanceTypes,
    checkLabels,
    checkTaints,
    type NodeTaint,
} from "../../cluster/node-group-arguments";
import { CPU, MEMORY } from "../../cluster/namespace-arguments";
import { DNS_LABEL } from "../../domains";
import type { Fields } from "../../object-arguments";
import type { Capacity } from "../../node-group";
import { atLeastOne } from "../../ranges";
import type { ClusterRef, NetworkRef } from "../../references";
import { CHART_ARGUMENTS, checkChartArgs, type ReplicatedChartArgs } from "../chart";

/** Nodes that come when pods want them, and go when none does. */
export interface NodePoolArgs {
    /** Name of the pool in Kubernetes, which labels its nodes: `karpenter.sh/nodepool`. A change replaces them. */
    readonly name: string;
    /** Instance types to choose from by price, all of one processor architecture. Valid: 1 to 20. */
    readonly instanceTypes: readonly string[];
    /** `spot` is refused in production. */
    readonly capacity: Capacity;
    /** Root volume of each node, in GiB. Valid: 20 to 1000. A change replaces nodes one after the other. */
    readonly diskGiB: number;
    /** What all nodes of the pool have together at most: what a mistake in a deployment can cost. */
    readonly limits: {
        /** Processors, as Kubernetes writes them: `32`. */
        readonly cpu: string;
        /** Memory, as Kubernetes writes it: `128Gi`. */
        readonly memory: string;
    };
    /**
     * Labels by which pods choose nodes.
     *
     * @default - none but Karpenter's
     */
    readonly labels?: Readonly<Record<string, string>>;
    /**
     * What keeps other pods away, each key and effect once.
     *
     * @default - nothing
     */
    readonly taints?: readonly NodeTaint[];
}

/** Inputs of `NodePools`. */
export interface NodePoolsArgs extends ReplicatedChartArgs {
    /** A cluster with a managed node group, on which the controller itself runs. */
    readonly cluster: ClusterRef;
    /** The network of the cluster: nodes come in its private subnets. */
    readonly network: NetworkRef;
    /**
     * Version of the Amazon Linux 2023 image of nodes, exactly: `v20260110`. With `latest`, nodes would be replaced whenever
     * AWS publishes one, in production as soon as in staging.
     */
    readonly imageVersion: string;
    /** At least one, each name once. */
    readonly pools: readonly NodePoolArgs[];
}

const ARGUMENTS: Fields<NodePoolsArgs> = {
    ...CHART_ARGUMENTS,
    replicas: true,
    network: true,
    imageVersion: true,
    pools: true,
};
const IMAGE_VERSION = textMatching(/^v\d{8}$/, "the version of an Amazon Linux image such as v20260110");

/**
 * Checks the arguments of node pools.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertNodePoolsArgs(name: string, args: NodePoolsArgs): void {
    const faults = new ArgumentFaults();
    checkChartArgs(name, args, ARGUMENTS, faults);
    const subnets = faults.items("network.subnets", args.network.subnets, "a list of subnets");
    if (!subnets.some(({ tier }) => tier === "private")) {
        faults.add("network.subnets", "at least one private subnet", subnets);
    }
    faults.check("imageVersion", args.imageVersion, IMAGE_VERSION);
    const names = new Set<string>();
    atLeastOne("pools", args.pools, "at least one pool", faults).forEach((pool, index) => {
        const path = `pools[${index}]`;
        faults.check(`${path}.name`, pool.name, DNS_LABEL);
        if (names.has(pool.name)) faults.add(`${path}.name`, "a name that no other pool has", pool.name);
        names.add(pool.name);
        checkInstanceTypes(`${path}.instanceTypes`, pool.instanceTypes, faults);
        checkCapacity(`${path}.capacity`, pool.capacity, args.environment, faults);
        checkDisk(`${path}.diskGiB`, pool.diskGiB, faults);
        faults.check(`${path}.limits.cpu`, pool.limits.cpu, CPU);
        faults.check(`${path}.limits.memory`, pool.limits.memory, MEMORY);
        checkLabels(`${path}.labels`, pool.labels ?? {}, faults);
        checkTaints(`${path}.taints`, pool.taints ?? [], faults);
    });
    faults.throwIfAny("NodePools");
}
