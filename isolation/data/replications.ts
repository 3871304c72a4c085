import * as forms from "./arn-forms";
import { account, arn, bucket, called } from "./namings";
import type { Consequence, Pointing } from "./pointing";

/** What goes on into the other end: both ends then hold it, and what is deleted here may be deleted there. */
const COPIED_TO: readonly Consequence[] = [
    { direction: "out", access: "write", says: "copies its data into" },
    { direction: "in", access: "read", says: "leaves a copy of its data with" },
];

const vault = called(forms.BACKUP_VAULT);
const cluster = called(forms.DB_CLUSTER);

/** What is kept equal with something, which takes the copy. */
export const REPLICATIONS: Pointing = {
    kind: "replication",
    consequences: COPIED_TO,
    change: "Name a destination of this environment, or declare the account of the copies as used by both.",
    places: {
        "aws:dynamodb/tableExport:TableExport": { s3Bucket: bucket, s3BucketOwner: account },
        "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
            "replicationConfiguration.rules[].destinations[].registryId": account,
        },
        "aws:efs/replicationConfiguration:ReplicationConfiguration": {
            "destination.fileSystemId": called(forms.FILE_SYSTEM),
        },
        "aws:rds/exportTask:ExportTask": { s3BucketName: bucket },
        "aws:s3/bucket:Bucket": {
            "replicationConfiguration.rules[].destination.bucket": bucket,
            "replicationConfiguration.rules[].destination.accountId": account,
        },
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
            "rules[].destination.bucket": bucket,
            "rules[].destination.account": account,
        },
        "aws:s3/bucketV2:BucketV2": {
            "replicationConfigurations[].rules[].destinations[].bucket": bucket,
            "replicationConfigurations[].rules[].destinations[].accountId": account,
        },
        "aws:s3/inventory:Inventory": {
            "destination.bucket.bucketArn": bucket,
            "destination.bucket.accountId": account,
        },
    },
};

/** Backups that go to a vault elsewhere. */
export const BACKUP_COPIES: Pointing = {
    kind: "backup-copy",
    consequences: COPIED_TO,
    change: "Name a vault of this environment, or declare the account of the backups as used by both.",
    places: {
        "aws:backup/plan:Plan": {
            "rules[].copyActions[].destinationVaultArn": vault,
            "rules[].targetLogicallyAirGappedBackupVaultArn": vault,
        },
    },
};

/** What is kept equal with something that it is copied from. */
export const REPLICAS: Pointing = {
    kind: "replica",
    consequences: [{ direction: "out", access: "read", says: "is a replica of" }],
    change: "Replicate from something of this environment.",
    places: {
        "aws:dynamodb/tableReplica:TableReplica": { globalTableArn: called(forms.TABLE) },
        "aws:kms/replicaExternalKey:ReplicaExternalKey": { primaryKeyArn: called(forms.KEY) },
        "aws:kms/replicaKey:ReplicaKey": { primaryKeyArn: called(forms.KEY) },
        "aws:neptune/cluster:Cluster": { replicationSourceIdentifier: cluster },
        "aws:rds/cluster:Cluster": { replicationSourceIdentifier: cluster },
        "aws:rds/instance:Instance": { replicateSourceDb: called(forms.DB) },
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
            sourceDbInstanceArn: called(forms.DB),
        },
        "aws:efs/replicationConfiguration:ReplicationConfiguration": {
            sourceFileSystemId: called(forms.FILE_SYSTEM),
        },
    },
};

/** Databases and caches that are one over several regions: each member reads and some write what is everybody's. */
export const GLOBAL_MEMBERS: Pointing = {
    kind: "global-member",
    consequences: [{ direction: "both", access: "write", says: "is one database with" }],
    change: "Make a global database of this environment's own, or leave it out.",
    places: {
        "aws:docdb/cluster:Cluster": { globalClusterIdentifier: called(forms.GLOBAL_CLUSTER) },
        "aws:docdb/globalCluster:GlobalCluster": { sourceDbClusterIdentifier: cluster },
        "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": {
            primaryReplicationGroupId: called("elasticache:{region}:{account}:replicationgroup:{name}"),
        },
        "aws:elasticache/replicationGroup:ReplicationGroup": { globalReplicationGroupId: called(forms.GLOBAL_CACHE) },
        "aws:memorydb/cluster:Cluster": {
            multiRegionClusterName: called("memorydb::{account}:multiregioncluster/{name}"),
        },
        "aws:neptune/cluster:Cluster": { globalClusterIdentifier: called(forms.GLOBAL_CLUSTER) },
        "aws:neptune/globalCluster:GlobalCluster": { sourceDbClusterIdentifier: cluster },
        "aws:rds/cluster:Cluster": { globalClusterIdentifier: called(forms.GLOBAL_CLUSTER) },
        "aws:rds/globalCluster:GlobalCluster": { sourceDbClusterIdentifier: cluster },
    },
};

/** Databases that another one, or a warehouse, is filled from without a copy being made by anyone. */
export const INTEGRATIONS_FROM: Pointing = {
    kind: "integration",
    consequences: [{ direction: "out", access: "read", says: "is filled from" }],
    change: "Name a source of this environment.",
    places: {
        "aws:rds/integration:Integration": { sourceArn: arn },
        "aws:redshift/dataShareConsumerAssociation:DataShareConsumerAssociation": { dataShareArn: arn },
        "aws:redshift/integration:Integration": { sourceArn: arn },
    },
};

export const INTEGRATIONS_TO: Pointing = {
    kind: "integration",
    consequences: COPIED_TO,
    change: "Name a target of this environment.",
    places: {
        "aws:rds/integration:Integration": { targetArn: arn },
        "aws:redshift/integration:Integration": { targetArn: arn },
    },
};
