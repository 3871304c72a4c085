import type { DatabaseRef } from "../references";

/** What RDS calls a database of either form: in the names of calls, in their parameters, in ARNs, in events. */
export interface DatabaseCalls {
    readonly name: string;
    /** How calls end: `StopDBCluster`. */
    readonly kind: "DBCluster" | "DBInstance";
    /** As callers through the SDK spell it, whatever RDS's own spelling. */
    readonly parameter: "DbClusterIdentifier" | "DbInstanceIdentifier";
    readonly inArns: "cluster" | "db";
    readonly inCommands: "db-cluster" | "db-instance";
    /** Where an answer says in which state the database is. */
    readonly status: string;
    readonly eventType: "RDS DB Cluster Event" | "RDS DB Instance Event";
    /** What RDS says when it starts a database that was stopped for seven days (RDS user guide, "Event messages"). */
    readonly restartEvent: "RDS-EVENT-0153" | "RDS-EVENT-0154";
}

/** How RDS is spoken to about a database. */
export function callsOf({ clusterIdentifier, instanceIdentifier }: DatabaseRef): DatabaseCalls {
    return clusterIdentifier === undefined
        ? {
              name: instanceIdentifier,
              kind: "DBInstance",
              parameter: "DbInstanceIdentifier",
              inArns: "db",
              inCommands: "db-instance",
              status: "$.DbInstances[0].DbInstanceStatus",
              eventType: "RDS DB Instance Event",
              restartEvent: "RDS-EVENT-0154",
          }
        : {
              name: clusterIdentifier,
              kind: "DBCluster",
              parameter: "DbClusterIdentifier",
              inArns: "cluster",
              inCommands: "db-cluster",
              status: "$.DbClusters[0].Status",
              eventType: "RDS DB Cluster Event",
              restartEvent: "RDS-EVENT-0153",
          };
}
