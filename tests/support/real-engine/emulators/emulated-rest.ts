import type { Held, ServiceCall } from "./emulation";
import { textOf, type WireMap } from "./wire";

export const DATABASE_CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
export const DATABASE_INSTANCE = "aws:rds/instance:Instance";

/**
 * What RDS says of a call on a stopped database: a cluster at rest is not changed, gets and loses no instance and is not
 * deleted, an instance by itself is not changed (Aurora and RDS user guides, "Stopping and starting" and "Deleting a stopped
 * Aurora cluster").
 */
export function refusedWhileStopped(
    type: string,
    call: ServiceCall,
    inputs: WireMap,
    held: readonly Held[],
): string | undefined {
    const isStopped = (kind: string, property: string): boolean =>
        held.some(one => one.type === kind && one.stopped === true && one.inputs[property] === inputs[property]);
    if ((type === DATABASE_CLUSTER || type === CLUSTER_INSTANCE) && isStopped(DATABASE_CLUSTER, "clusterIdentifier")) {
        const name = textOf(inputs["clusterIdentifier"], "clusterIdentifier");
        return `InvalidDBClusterStateFault: Db cluster ${name} is in stopped state`;
    }
    if (type === DATABASE_INSTANCE && call === "update" && isStopped(DATABASE_INSTANCE, "identifier")) {
        const name = textOf(inputs["identifier"], "identifier");
        return `InvalidDBInstanceState: Database instance ${name} is not in available state.`;
    }
    return undefined;
}
