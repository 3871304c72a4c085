import * as forms from "./arn-forms";
import { account, bucket, called, identified } from "./namings";
import type { Pointing } from "./pointing";

const clusterSnapshot = called(forms.DB_CLUSTER_SNAPSHOT);
const snapshot = called(forms.DB_SNAPSHOT);
const cluster = called(forms.DB_CLUSTER);
const cacheSnapshot = called(forms.CACHE_SNAPSHOT);
const memorySnapshot = called(forms.MEMORY_SNAPSHOT);
const redshiftSnapshot = called(forms.REDSHIFT_SNAPSHOT);
const table = called(forms.TABLE);
const disk = identified("snapshot");
const machineImage = identified("image");

/** What data is taken from: a snapshot, a backup, a point in time of something that runs, a disk, an image. */
export const RESTORES: Pointing = {
    kind: "restore",
    consequences: [{ direction: "out", access: "read", says: "takes its data from" }],
    change: "Start from an empty resource, or from a copy that was masked and belongs to this environment.",
    places: {
        "aws:docdb/cluster:Cluster": {
            snapshotIdentifier: clusterSnapshot,
            "restoreToPointInTime.sourceClusterIdentifier": cluster,
        },
        "aws:dynamodb/table:Table": {
            restoreBackupArn: table,
            restoreSourceName: table,
            restoreSourceTableArn: table,
            "importTable.s3BucketSource.bucket": bucket,
            "importTable.s3BucketSource.bucketOwner": account,
        },
        "aws:ebs/snapshotCopy:SnapshotCopy": { sourceSnapshotId: disk },
        "aws:ebs/volume:Volume": { snapshotId: disk },
        "aws:ec2/ami:Ami": { "ebsBlockDevices[].snapshotId": disk },
        "aws:ec2/amiCopy:AmiCopy": { sourceAmiId: machineImage },
        "aws:ec2/instance:Instance": { "ebsBlockDevices[].snapshotId": disk },
        "aws:ec2/launchConfiguration:LaunchConfiguration": { "ebsBlockDevices[].snapshotId": disk },
        "aws:ec2/launchTemplate:LaunchTemplate": { "blockDeviceMappings[].ebs.snapshotId": disk },
        "aws:ec2/spotInstanceRequest:SpotInstanceRequest": { "ebsBlockDevices[].snapshotId": disk },
        "aws:elasticache/cluster:Cluster": { snapshotName: cacheSnapshot, snapshotArns: bucket },
        "aws:elasticache/replicationGroup:ReplicationGroup": {
            snapshotName: cacheSnapshot,
            "snapshotArns[]": bucket,
        },
        "aws:elasticache/serverlessCache:ServerlessCache": { "snapshotArnsToRestores[]": cacheSnapshot },
        "aws:fsx/lustreFileSystem:LustreFileSystem": { backupId: disk, importPath: bucket },
        "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": { backupId: disk },
        "aws:fsx/windowsFileSystem:WindowsFileSystem": { backupId: disk },
        "aws:memorydb/cluster:Cluster": { snapshotName: memorySnapshot, "snapshotArns[]": bucket },
        "aws:neptune/cluster:Cluster": { snapshotIdentifier: clusterSnapshot },
        "aws:rds/cluster:Cluster": {
            snapshotIdentifier: clusterSnapshot,
            "restoreToPointInTime.sourceClusterIdentifier": cluster,
            "s3Import.bucketName": bucket,
        },
        "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": { sourceDbClusterSnapshotIdentifier: clusterSnapshot },
        "aws:rds/instance:Instance": {
            snapshotIdentifier: snapshot,
            "restoreToPointInTime.sourceDbInstanceIdentifier": called(forms.DB),
            "restoreToPointInTime.sourceDbInstanceAutomatedBackupsArn": called(forms.DB),
            "s3Import.bucketName": bucket,
        },
        "aws:rds/snapshotCopy:SnapshotCopy": { sourceDbSnapshotIdentifier: snapshot },
        "aws:redshift/cluster:Cluster": {
            ownerAccount: account,
            snapshotArn: redshiftSnapshot,
            snapshotIdentifier: redshiftSnapshot,
            snapshotClusterIdentifier: called(forms.REDSHIFT_CLUSTER),
        },
    },
};

/** Machines that start from an image. One that is looked up is left out: most are of the whole world. */
export const MACHINE_IMAGES: Pointing = {
    kind: "machine-image",
    consequences: [{ direction: "out", access: "read", says: "starts machines from" }],
    change: "Name an image of this environment, or of an account that is declared as used by both.",
    isLookedUp: true,
    places: {
        "aws:ec2/instance:Instance": { ami: machineImage },
        "aws:ec2/launchConfiguration:LaunchConfiguration": { imageId: machineImage },
        "aws:ec2/launchTemplate:LaunchTemplate": { imageId: machineImage },
        "aws:ec2/spotInstanceRequest:SpotInstanceRequest": { ami: machineImage },
        "aws:emr/cluster:Cluster": { customAmiId: machineImage },
    },
};
