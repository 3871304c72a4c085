import type * as kubernetes from "@pulumi/kubernetes";
import type { Environment, NodePoolsArgs } from "../../components";
import type { ClusterRef } from "../../components/references";
import { NETWORK } from "./samples";
import { STAGING } from "./support";

/** A cluster of an organisation's own. */
export function existingCluster(kubernetesProvider: kubernetes.Provider): ClusterRef {
    return { clusterName: "shared", nodeSecurityGroupId: "sg-0a1b2c", kubernetesProvider };
}

/** Arguments that node pools take: all that there are. */
export function nodePoolsArgs(cluster: ClusterRef, environment: Environment = STAGING): NodePoolsArgs {
    return {
        environment,
        cluster,
        network: NETWORK,
        chartVersion: "1.13.0",
        replicas: 1,
        imageVersion: "v20260110",
        pools: [
            {
                name: "batch",
                instanceTypes: ["m7g.large", "m7g.xlarge"],
                capacity: environment.class === "production" ? "on-demand" : "spot",
                diskGiB: 60,
                limits: { cpu: "32", memory: "128Gi" },
                labels: { "example.com/team": "orders" },
                taints: [{ key: "example.com/batch", value: "yes", effect: "NoSchedule" }],
            },
        ],
    };
}
