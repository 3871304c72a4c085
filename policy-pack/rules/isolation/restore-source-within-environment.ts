import { z } from "zod";
import { holds, resourceRule, type Subject, type SubjectReading, type Verdict, violated } from "../../kernel";
import { judgeReference } from "../support/account-reference";
import { namesOtherSide } from "../support/environment-name";
import { trustedAccounts, trustOf, worstOf } from "../support/policy-principals";
import { readEach } from "../../../plan/readings";
import { showPart } from "../support/values";

/** Properties that name what data is taken from, by type. What names no account is looked up in the own one. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
    "aws:docdb/cluster:Cluster": ["snapshotIdentifier", "restoreToPointInTime.sourceClusterIdentifier"],
    "aws:dynamodb/table:Table": [
        "restoreBackupArn",
        "restoreSourceName",
        "restoreSourceTableArn",
        "importTable.s3BucketSource.bucketOwner",
    ],
    "aws:elasticache/cluster:Cluster": ["snapshotName", "snapshotArns"],
    "aws:elasticache/replicationGroup:ReplicationGroup": ["snapshotName", "snapshotArns[]"],
    "aws:memorydb/cluster:Cluster": ["snapshotName", "snapshotArns[]"],
    "aws:neptune/cluster:Cluster": ["snapshotIdentifier"],
    "aws:rds/cluster:Cluster": [
        "snapshotIdentifier",
        "restoreToPointInTime.sourceClusterIdentifier",
        "s3Import.bucketName",
    ],
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": ["sourceDbClusterSnapshotIdentifier"],
    "aws:rds/instance:Instance": [
        "snapshotIdentifier",
        "restoreToPointInTime.sourceDbInstanceIdentifier",
        "restoreToPointInTime.sourceDbInstanceAutomatedBackupsArn",
        "s3Import.bucketName",
    ],
    "aws:rds/snapshotCopy:SnapshotCopy": ["sourceDbSnapshotIdentifier"],
    "aws:redshift/cluster:Cluster": ["ownerAccount", "snapshotArn", "snapshotClusterIdentifier", "snapshotIdentifier"],
};

/** Properties that name a disk's snapshot, or a copied image, by type. Its id does not say which account it belongs to. */
const DISKS: Readonly<Record<string, readonly string[]>> = {
    "aws:ebs/snapshotCopy:SnapshotCopy": ["sourceSnapshotId"],
    "aws:ebs/volume:Volume": ["snapshotId"],
    "aws:ec2/ami:Ami": ["ebsBlockDevices[].snapshotId"],
    "aws:ec2/amiCopy:AmiCopy": ["sourceAmiId"],
    "aws:ec2/instance:Instance": ["ebsBlockDevices[].snapshotId"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["ebsBlockDevices[].snapshotId"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings[].ebs.snapshotId"],
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["ebsBlockDevices[].snapshotId"],
    "aws:fsx/lustreFileSystem:LustreFileSystem": ["backupId"],
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": ["backupId"],
    "aws:fsx/windowsFileSystem:WindowsFileSystem": ["backupId"],
};

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and whose copies may be taken, such as the one that masks data.",
    ),
    maskedSources: z
        .array(z.string().min(1))
        .max(50)
        .default([])
        .describe("Names, ids and ARNs of snapshots and tables that hold masked data, whoever they belong to."),
});

export const restoreSourceWithinEnvironment = resourceRule({
    name: "restore-source-within-environment",
    family: "isolation",
    severity: "critical",
    description: "No database, table or disk is made from data of another account or of the other environment.",
    remediation:
        "Start from an empty resource, or from a copy whose data was masked and that is named in this rule's setting `maskedSources`; leave `snapshotIdentifier`, `restoreToPointInTime` and `snapshotId` unset, or name a copy of the own environment.",
    appliesTo: [...Object.keys(SOURCES), ...Object.keys(DISKS)],
    settings,
    check(subject, { settings: { trustedAccounts: trusted, maskedSources }, pack }) {
        const trust = trustOf(subject, trusted, "copy");
        const disks = DISKS[subject.type];
        const nameAlone = disks === undefined ? "own" : "unclear";
        return readEach(subject, disks ?? SOURCES[subject.type] ?? []).flatMap((reading): readonly Verdict[] => {
            if (reading.state === "known" && maskedSources.some(source => source === reading.value)) return [holds()];
            const account = judgeReference(subject, reading, trust, pack, { nameAlone });
            return [worstOf([...account, ...judgeName(subject, reading)])];
        });
    },
});

/** A name in the own account may still say that the data is of the other environment. */
function judgeName(subject: Subject, reading: SubjectReading): readonly Verdict[] {
    if (reading.state !== "known" || typeof reading.value !== "string") return [];
    const name = reading.value.split(":").at(-1) ?? "";
    const { name: here, class: kind } = subject.environment;
    if (!namesOtherSide(name, kind)) return [];
    const other = kind === "production" ? "another environment" : "production";
    const property = reading.path;
    const message = `${property} names ${showPart(reading, reading.value)}, whose name speaks of ${other}, expected data of ${here}: it would hold the rows of real people, or of nobody, where the others belong`;
    return [violated({ property, message })];
}
