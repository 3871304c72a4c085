import * as aws from "@pulumi/aws";
import type { Breach } from "./breach";
import { accountIn, REGION } from "./named";
import { only } from "./only";

/** Breaches by copies of data. */
export const COPY_BREACHES: readonly Breach[] = [
    {
        name: "shared-snapshot",
        sort: 4,
        title: "a snapshot of production's disk that staging's account may make a disk of",
        from: "staging",
        way: ["share"],
        build: only("prod", site => {
            const disk = new aws.ebs.Volume(
                "shared-snapshot-disk",
                { availabilityZone: `${REGION}a`, size: 10 },
                site.aws,
            );
            const snapshot = new aws.ebs.Snapshot("shared-snapshot", { volumeId: disk.id }, site.aws);
            new aws.ec2.SnapshotCreateVolumePermission(
                "shared-snapshot-permission",
                { snapshotId: snapshot.id, accountId: accountIn(site) },
                site.aws,
            );
        }),
    },
    {
        name: "shared-database-snapshot",
        sort: 4,
        title: "a snapshot of production's database that is shared with staging's account",
        from: "staging",
        way: ["share"],
        build: only("prod", site => {
            new aws.rds.ClusterSnapshot(
                "shared-database-snapshot",
                {
                    dbClusterIdentifier: "orders",
                    dbClusterSnapshotIdentifier: "orders-weekly",
                    sharedAccounts: [accountIn(site)],
                },
                site.aws,
            );
        }),
    },
    {
        name: "shared-image",
        sort: 4,
        title: "a machine image of production that staging's account may start",
        from: "staging",
        way: ["share"],
        build: only("prod", site => {
            new aws.ec2.AmiLaunchPermission(
                "shared-image",
                { imageId: "ami-0123456789abcdef0", accountId: accountIn(site) },
                site.aws,
            );
        }),
    },
    {
        name: "restored-database",
        sort: 4,
        title: "staging's database that is made from a snapshot of production's",
        from: "staging",
        way: ["restore"],
        build: only("staging", site => {
            new aws.rds.Cluster(
                "restored-database",
                {
                    engine: "aurora-postgresql",
                    masterUsername: "owner",
                    manageMasterUserPassword: true,
                    snapshotIdentifier: `arn:aws:rds:${REGION}:${accountIn(site)}:cluster-snapshot:orders-nightly`,
                    skipFinalSnapshot: true,
                },
                site.aws,
            );
        }),
    },
    {
        name: "replica-database",
        sort: 4,
        title: "staging's database that is a replica of production's",
        from: "staging",
        way: ["replica"],
        build: only("staging", site => {
            new aws.rds.Instance(
                "replica-database",
                {
                    instanceClass: "db.t4g.medium",
                    replicateSourceDb: `arn:aws:rds:eu-west-1:${accountIn(site)}:db:orders`,
                    skipFinalSnapshot: true,
                },
                site.aws,
            );
        }),
    },
    {
        name: "replicated-bucket",
        sort: 4,
        title: "production's bucket that is replicated into one of staging",
        from: "prod",
        way: ["replication"],
        build: site => {
            const target = `replicated-bucket-target-${site.account}`;
            const versioned = (name: string, bucketName: string) => {
                const bucket = new aws.s3.Bucket(name, { bucket: bucketName }, site.aws);
                new aws.s3.BucketVersioning(
                    `${name}-versioning`,
                    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
                    site.aws,
                );
                return bucket;
            };
            versioned("replicated-bucket-target", target);
            if (site.stack !== "prod") return;
            const source = versioned("replicated-bucket", `replicated-bucket-${site.account}`);
            const destination = target.replace(site.account, accountIn(site));
            new aws.s3.BucketReplicationConfig(
                "replicated-bucket-rules",
                {
                    bucket: source.id,
                    role: `arn:aws:iam::${site.account}:role/replication`,
                    rules: [{ status: "Enabled", destination: { bucket: `arn:aws:s3:::${destination}` } }],
                },
                site.aws,
            );
        },
    },
    {
        name: "copied-backup",
        sort: 15,
        title: "production's backups that are copied into a vault of staging",
        from: "prod",
        way: ["backup-copy"],
        build: only("prod", site => {
            const vault = new aws.backup.Vault("copied-backup-vault", { name: "orders" }, site.aws);
            new aws.backup.Plan(
                "copied-backup-plan",
                {
                    rules: [
                        {
                            ruleName: "nightly",
                            targetVaultName: vault.name,
                            copyActions: [
                                {
                                    destinationVaultArn: `arn:aws:backup:${REGION}:${accountIn(site)}:backup-vault:orders`,
                                },
                            ],
                        },
                    ],
                },
                site.aws,
            );
        }),
    },
    {
        name: "shared-warehouse",
        sort: 7,
        title: "production's data share that staging's account consumes",
        from: "staging",
        way: ["share"],
        build: only("prod", site => {
            new aws.redshift.DataShareAuthorization(
                "shared-warehouse",
                {
                    dataShareArn: `arn:aws:redshift:${REGION}:${site.account}:datashare:3072dae5-022b-4d45-9cd3-01f010aae4b2/sales`,
                    consumerIdentifier: accountIn(site),
                },
                site.aws,
            );
        }),
    },
];
