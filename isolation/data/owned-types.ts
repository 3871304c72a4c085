import type { ThingKind } from "../connection";
import * as forms from "./arn-forms";

/** How a type is named, and by which forms of ARNs it and what lies in it are called. */
export interface Owned {
    /** The input that holds its name. */
    readonly name: string;
    /** The input that holds how its name begins, where the provider makes the rest. */
    readonly prefix?: string;
    readonly forms: readonly string[];
}

const OBJECTS = `${forms.BUCKET}/*`;
/** Secrets Manager puts a dash and six characters behind a name. */
const SECRET_SUFFIX = `${forms.SECRET}-??????`;
const DATABASE_CLUSTER: Owned = {
    name: "clusterIdentifier",
    prefix: "clusterIdentifierPrefix",
    // Those that RDS takes by itself are called after the cluster.
    forms: [forms.DB_CLUSTER, forms.DB_CLUSTER_SNAPSHOT.replace("{name}", "rds:{name}-*")],
};
const CLUSTER_SNAPSHOT: Owned = { name: "dbClusterSnapshotIdentifier", forms: [forms.DB_CLUSTER_SNAPSHOT] };
const BUCKET: Owned = { name: "bucket", prefix: "bucketPrefix", forms: [forms.BUCKET, OBJECTS] };
const GLOBAL_CLUSTER: Owned = { name: "globalClusterIdentifier", forms: [forms.GLOBAL_CLUSTER] };

/** What holds, moves or opens data. */
export const OWNED: Readonly<Record<string, Owned>> = {
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": { name: "name", forms: [forms.BACKUP_VAULT] },
    "aws:backup/vault:Vault": { name: "name", forms: [forms.BACKUP_VAULT] },
    "aws:cloudwatch/eventBus:EventBus": { name: "name", forms: [forms.EVENT_BUS] },
    "aws:cloudwatch/logDestination:LogDestination": { name: "name", forms: [forms.LOG_DESTINATION] },
    "aws:cloudwatch/logGroup:LogGroup": {
        name: "name",
        prefix: "namePrefix",
        forms: [forms.LOG_GROUP, `${forms.LOG_GROUP}:*`],
    },
    "aws:docdb/cluster:Cluster": DATABASE_CLUSTER,
    "aws:docdb/clusterSnapshot:ClusterSnapshot": CLUSTER_SNAPSHOT,
    "aws:docdb/globalCluster:GlobalCluster": GLOBAL_CLUSTER,
    "aws:dynamodb/table:Table": { name: "name", forms: [forms.TABLE, `${forms.TABLE}/*`] },
    "aws:ecr/repository:Repository": { name: "name", forms: [forms.REPOSITORY] },
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": { name: "name", forms: [forms.DELIVERY_STREAM] },
    "aws:kinesis/stream:Stream": { name: "name", forms: [forms.STREAM, `${forms.STREAM}/*`] },
    "aws:kms/alias:Alias": { name: "name", prefix: "namePrefix", forms: ["kms:{region}:{account}:{name}"] },
    "aws:lambda/function:Function": { name: "name", forms: [forms.FUNCTION, `${forms.FUNCTION}:*`] },
    "aws:lambda/layerVersion:LayerVersion": { name: "layerName", forms: [forms.LAYER, `${forms.LAYER}:*`] },
    "aws:memorydb/snapshot:Snapshot": { name: "name", prefix: "namePrefix", forms: [forms.MEMORY_SNAPSHOT] },
    "aws:neptune/cluster:Cluster": DATABASE_CLUSTER,
    "aws:neptune/clusterSnapshot:ClusterSnapshot": CLUSTER_SNAPSHOT,
    "aws:neptune/globalCluster:GlobalCluster": GLOBAL_CLUSTER,
    "aws:rds/cluster:Cluster": DATABASE_CLUSTER,
    "aws:rds/clusterSnapshot:ClusterSnapshot": CLUSTER_SNAPSHOT,
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": {
        name: "targetDbClusterSnapshotIdentifier",
        forms: [forms.DB_CLUSTER_SNAPSHOT],
    },
    "aws:rds/globalCluster:GlobalCluster": GLOBAL_CLUSTER,
    "aws:rds/instance:Instance": {
        name: "identifier",
        prefix: "identifierPrefix",
        forms: [forms.DB, forms.DB_SNAPSHOT.replace("{name}", "rds:{name}-*")],
    },
    "aws:rds/snapshot:Snapshot": { name: "dbSnapshotIdentifier", forms: [forms.DB_SNAPSHOT] },
    "aws:rds/snapshotCopy:SnapshotCopy": { name: "targetDbSnapshotIdentifier", forms: [forms.DB_SNAPSHOT] },
    "aws:redshift/cluster:Cluster": {
        name: "clusterIdentifier",
        forms: [forms.REDSHIFT_CLUSTER, "redshift:{region}:{account}:snapshot:{name}/*"],
    },
    "aws:s3/bucket:Bucket": BUCKET,
    "aws:s3/bucketV2:BucketV2": BUCKET,
    "aws:secretsmanager/secret:Secret": {
        name: "name",
        prefix: "namePrefix",
        forms: [forms.SECRET, SECRET_SUFFIX],
    },
    "aws:sns/topic:Topic": { name: "name", prefix: "namePrefix", forms: [forms.TOPIC] },
    "aws:sqs/queue:Queue": { name: "name", prefix: "namePrefix", forms: [forms.QUEUE] },
    "aws:ssm/parameter:Parameter": { name: "name", forms: [forms.PARAMETER] },
};

/** Names that a cluster gives away when it is deleted: its last copy. */
export const LAST_COPIES: Readonly<Record<string, string>> = {
    "aws:docdb/cluster:Cluster": forms.DB_CLUSTER_SNAPSHOT,
    "aws:elasticache/cluster:Cluster": forms.CACHE_SNAPSHOT,
    "aws:elasticache/replicationGroup:ReplicationGroup": forms.CACHE_SNAPSHOT,
    "aws:neptune/cluster:Cluster": forms.DB_CLUSTER_SNAPSHOT,
    "aws:rds/cluster:Cluster": forms.DB_CLUSTER_SNAPSHOT,
    "aws:rds/instance:Instance": forms.DB_SNAPSHOT,
    "aws:redshift/cluster:Cluster": forms.REDSHIFT_SNAPSHOT,
};
export const LAST_COPY = "finalSnapshotIdentifier";

/** What AWS names by an id of its own, which is known once it is there. */
export const THINGS_BY_ID: Readonly<Record<string, ThingKind>> = {
    "aws:ebs/snapshot:Snapshot": "snapshot",
    "aws:ebs/snapshotCopy:SnapshotCopy": "snapshot",
    "aws:ebs/snapshotImport:SnapshotImport": "snapshot",
    "aws:ec2/ami:Ami": "image",
    "aws:ec2/amiCopy:AmiCopy": "image",
    "aws:ec2/amiFromInstance:AmiFromInstance": "image",
    "aws:efs/fileSystem:FileSystem": "file-system",
    "aws:fsx/backup:Backup": "snapshot",
};

/** What says its ARN once it is there: the ids of keys and file systems are in no input. */
export const KNOWN_BY_ARN: readonly string[] = [
    "aws:efs/fileSystem:FileSystem",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/key:Key",
    "aws:oam/sink:Sink",
    ...Object.keys(OWNED),
];
