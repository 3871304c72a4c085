import * as forms from "./arn-forms";
import { key } from "./keys";
import { bucket, called, type Naming, queue } from "./namings";
import type { Pointing } from "./pointing";

const functionOf = called(forms.FUNCTION);
const logGroup = called(forms.LOG_GROUP);
const repository = called(forms.REPOSITORY);
const secret = called(forms.SECRET);
const table = called(forms.TABLE);
const vault = called(forms.BACKUP_VAULT);
const cluster = called(forms.DB_CLUSTER);

/** A part of something that is named alone: whoever manages the part changes the whole. */
export const PARTS: Pointing = {
    kind: "managed-part",
    consequences: [{ direction: "out", access: "write", says: "manages a part of" }],
    change: "Let the environment that has the thing manage its parts.",
    // Most of what is looked up is looked up in the own account.
    isLookedUp: true,
    places: {
        ...parts("bucket", bucket, [
            "aws:s3/bucketAcl:BucketAcl",
            "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "aws:s3/bucketNotification:BucketNotification",
            "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            "aws:s3/bucketPolicy:BucketPolicy",
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "aws:s3/bucketVersioning:BucketVersioning",
        ]),
        ...parts("queueUrl", queue, [
            "aws:sqs/queuePolicy:QueuePolicy",
            "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
            "aws:sqs/redrivePolicy:RedrivePolicy",
        ]),
        ...parts("repository", repository, [
            "aws:ecr/lifecyclePolicy:LifecyclePolicy",
            "aws:ecr/repositoryPolicy:RepositoryPolicy",
        ]),
        ...parts("keyId", key, ["aws:kms/grant:Grant", "aws:kms/keyPolicy:KeyPolicy"]),
        ...parts("secretArn", secret, ["aws:secretsmanager/secretPolicy:SecretPolicy"]),
        ...parts("secretId", secret, [
            "aws:secretsmanager/secretRotation:SecretRotation",
            "aws:secretsmanager/secretVersion:SecretVersion",
        ]),
        ...parts("functionName", functionOf, [
            "aws:lambda/alias:Alias",
            "aws:lambda/functionUrl:FunctionUrl",
            "aws:lambda/invocation:Invocation",
        ]),
        ...parts("logGroupName", logGroup, [
            "aws:cloudwatch/logMetricFilter:LogMetricFilter",
            "aws:cloudwatch/logStream:LogStream",
        ]),
        ...parts("backupVaultName", vault, [
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
            "aws:backup/vaultPolicy:VaultPolicy",
        ]),
        ...parts("clusterIdentifier", cluster, [
            "aws:docdb/clusterInstance:ClusterInstance",
            "aws:neptune/clusterInstance:ClusterInstance",
            "aws:rds/clusterEndpoint:ClusterEndpoint",
            "aws:rds/clusterInstance:ClusterInstance",
        ]),
        ...parts("resourceArn", called(forms.TABLE), ["aws:dynamodb/resourcePolicy:ResourcePolicy"]),
        ...parts("tableName", table, ["aws:dynamodb/tableItem:TableItem"]),
        "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": { logGroup },
        "aws:kms/alias:Alias": { targetKeyId: key },
        "aws:lambda/permission:Permission": { function: functionOf },
        "aws:sns/topicPolicy:TopicPolicy": { arn: called(forms.TOPIC) },
    },
};

function parts(input: string, naming: Naming, types: readonly string[]): Pointing["places"] {
    return Object.fromEntries(types.map(type => [type, { [input]: naming }]));
}

/** Copies that are taken of something by its name alone. */
export const COPIES: Pointing = {
    kind: "restore",
    consequences: [{ direction: "out", access: "read", says: "takes a copy of" }],
    change: "Let the environment that has the data take its copies.",
    isLookedUp: true,
    places: {
        "aws:docdb/clusterSnapshot:ClusterSnapshot": { dbClusterIdentifier: cluster },
        "aws:dynamodb/tableExport:TableExport": { tableArn: table },
        "aws:neptune/clusterSnapshot:ClusterSnapshot": { dbClusterIdentifier: cluster },
        "aws:rds/clusterSnapshot:ClusterSnapshot": { dbClusterIdentifier: cluster },
        "aws:rds/exportTask:ExportTask": { sourceArn: cluster },
        "aws:rds/snapshot:Snapshot": { dbInstanceIdentifier: called(forms.DB) },
    },
};
