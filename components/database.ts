import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertDatabaseArgs } from "./database/arguments";
import { createInstances } from "./database/instances";
import { createDatabaseKey } from "./database/key";
import { createParameterGroups } from "./database/parameters";
import { secretArnOf } from "./database/secret";
import { createDatabaseSecurityGroup, DATABASE_PORT, type DatabaseCaller } from "./database/security-group";
import { ENGINE } from "./database/version";
import { databaseWindows } from "./database/windows";
import { type Environment, protectionFor, tagsFor } from "./environment";
import { physicalName } from "./naming";
import { type NetworkRef, subnetsOf } from "./references";

/** Inputs of {@link Database}. */
export interface DatabaseArgs {
    readonly environment: Environment;

    /** Where it lives: in the data tier, which must span two zones. Changing it replaces the database. */
    readonly network: NetworkRef;

    /**
     * Version of Aurora PostgreSQL, such as `16.6`. Valid: 14 to 17. The family of the parameter groups follows from it.
     * A new minor version restarts the database; a new major version needs a procedure of its own.
     */
    readonly engineVersion: string;

    /** Size of every instance, such as `db.t4g.medium`. Changing it restarts them in the maintenance window. */
    readonly instanceClass: string;

    /** How many instances run, the writer among them. Valid: 1 to 16. One has nothing to fail over to. */
    readonly instances: number;

    /** Who may connect, by name and security group. Nobody else may, from wherever. */
    readonly callers: readonly DatabaseCaller[];

    /** The database made in the cluster at its creation. Changing it replaces the cluster. */
    readonly databaseName: string;

    /**
     * How far back a moment can be restored, in days. Valid: 1 to 35.
     *
     * @default 7
     */
    readonly backupRetentionDays?: number;

    /**
     * How long the database's log is kept, in days. Valid: what CloudWatch Logs takes (1, 3, 5, 7, 14, 30, ... 3653).
     *
     * @default 30
     */
    readonly logRetentionDays?: number;
}

const DEFAULTS = { backupRetentionDays: 7, logRetentionDays: 30 } as const;

/** The first user, who owns the database. Its password is made, kept and rotated by AWS and is in no state file. */
const MASTER_USERNAME = "postgres";

/** An Aurora PostgreSQL cluster in the data tier: encrypted with its own key, reached over TLS by named callers only. */
export class Database extends pulumi.ComponentResource {
    /** Name of the cluster in AWS, known before it exists: timers, alarms and log groups are made of it. */
    readonly clusterIdentifier: string;
    readonly clusterArn: pulumi.Output<string>;
    /** Host name of the writer. */
    readonly endpoint: pulumi.Output<string>;
    /** Host name that spreads connections over the readers, or leads to the writer where there is none. */
    readonly readerEndpoint: pulumi.Output<string>;
    readonly port: number;
    /** The secret that holds the first user's name and password. */
    readonly secretArn: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    /** The key that encrypts storage, backups, insights, log and secret. */
    readonly keyArn: pulumi.Output<string>;
    readonly logGroupName: string;

    constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        assertDatabaseArgs(name, args);
        super("stagewright:database:Database", name, {}, opts);
        const { environment } = args;
        const protection = protectionFor(environment.class);
        const windows = databaseWindows(environment.workingHours);
        this.clusterIdentifier = physicalName(environment, name);
        this.logGroupName = `/aws/rds/cluster/${this.clusterIdentifier}/postgresql`;
        this.port = DATABASE_PORT;
        const tags = (role: string) => tagsFor(environment, `${name}-${role}`);

        const key = createDatabaseKey(name, environment, this.logGroupName, this);
        const subnetGroup = new aws.rds.SubnetGroup(
            `${name}-subnets`,
            {
                description: `Data tier of ${environment.name}`,
                subnetIds: subnetsOf(args.network, "data").map(({ id }) => id),
                tags: tags("subnets"),
            },
            { parent: this },
        );
        const securityGroup = createDatabaseSecurityGroup(name, args, this);
        const parameters = createParameterGroups(name, args, this);
        // AWS makes this group itself at the first line, and keeps it for ever, unless it is there first.
        const logGroup = new aws.cloudwatch.LogGroup(
            `${name}-log`,
            {
                name: this.logGroupName,
                retentionInDays: args.logRetentionDays ?? DEFAULTS.logRetentionDays,
                kmsKeyId: key.arn,
                tags: tags("log"),
            },
            { parent: this },
        );
        const cluster = new aws.rds.Cluster(
            `${name}-cluster`,
            {
                clusterIdentifier: this.clusterIdentifier,
                engine: ENGINE,
                engineMode: "provisioned",
                engineVersion: args.engineVersion,
                engineLifecycleSupport: "open-source-rds-extended-support-disabled",
                allowMajorVersionUpgrade: false,
                databaseName: args.databaseName,
                masterUsername: MASTER_USERNAME,
                manageMasterUserPassword: true,
                masterUserSecretKmsKeyId: key.keyId,
                iamDatabaseAuthenticationEnabled: true,
                storageEncrypted: true,
                kmsKeyId: key.arn,
                port: DATABASE_PORT,
                dbSubnetGroupName: subnetGroup.name,
                vpcSecurityGroupIds: [securityGroup.id],
                dbClusterParameterGroupName: parameters.cluster.name,
                enabledCloudwatchLogsExports: ["postgresql"],
                backupRetentionPeriod: args.backupRetentionDays ?? DEFAULTS.backupRetentionDays,
                preferredBackupWindow: windows?.backup,
                preferredMaintenanceWindow: windows?.maintenance,
                copyTagsToSnapshot: true,
                applyImmediately: false,
                deletionProtection: protection.deletionProtected,
                deleteAutomatedBackups: !protection.finalSnapshot,
                skipFinalSnapshot: !protection.finalSnapshot,
                finalSnapshotIdentifier: protection.finalSnapshot ? `${this.clusterIdentifier}-final` : undefined,
                tags: tags("cluster"),
            },
            { parent: this, protect: protection.deletionProtected, dependsOn: [logGroup] },
        );
        createInstances(name, args, { cluster, subnetGroup, key, parameters: parameters.instance, windows }, this);

        this.clusterArn = cluster.arn;
        this.endpoint = cluster.endpoint;
        this.readerEndpoint = cluster.readerEndpoint;
        this.secretArn = cluster.masterUserSecrets.apply(secretArnOf);
        this.securityGroupId = securityGroup.id;
        this.keyArn = key.arn;
        this.registerOutputs({
            clusterIdentifier: this.clusterIdentifier,
            clusterArn: this.clusterArn,
            endpoint: this.endpoint,
            readerEndpoint: this.readerEndpoint,
            port: this.port,
            secretArn: this.secretArn,
            securityGroupId: this.securityGroupId,
            keyArn: this.keyArn,
            logGroupName: this.logGroupName,
        });
    }
}
