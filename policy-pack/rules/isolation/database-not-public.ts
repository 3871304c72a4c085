import { expectFalse, resourceRule } from "../../kernel";

/** Types that can be given an address on the internet. All defaults are `false`: type documentation of the provider; for Timestream, API reference of the service. */
const TYPES = [
    "aws:rds/instance:Instance",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:neptune/clusterInstance:ClusterInstance",
    "aws:redshift/cluster:Cluster",
    "aws:redshiftserverless/workgroup:Workgroup",
    "aws:dms/replicationInstance:ReplicationInstance",
    "aws:mq/broker:Broker",
    "aws:timestreaminfluxdb/dbCluster:DbCluster",
    "aws:timestreaminfluxdb/dbInstance:DbInstance",
];

export const databaseNotPublic = resourceRule({
    name: "database-not-public",
    family: "isolation",
    severity: "critical",
    description: "No database, broker or replication server has an address on the internet.",
    remediation: "`Database` never has one; elsewhere set `publiclyAccessible: false`.",
    appliesTo: TYPES,
    check(subject) {
        return expectFalse(subject, "publiclyAccessible", {
            because: "one wrong rule of a security group then opens it to anyone",
            default: false,
        });
    },
});
