import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertDatabaseArgs } from "./database/arguments";
import { scalingOf, type ServerlessCapacity } from "./database/capacity";
import { DATABASE_PORTS, type DatabaseEngine, DEFAULT_ENGINE, engineFacts } from "./database/engines";
import { createInstances } from "./database/instances";
import { createDatabaseKey } from "./database/key";
import { createParameterGroups } from "./database/parameters";
import { secretArnOf } from "./database/secret";
import { createDatabaseSecurityGroup, type DatabaseCaller } from "./database/security-group";
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
     * The engine of the Aurora cluster. Changing it replaces the database.
     *
     * @default "postgresql"
     */
    readonly engine?: DatabaseEngine;

    /**
     * Version of the engine: of Aurora PostgreSQL such as `16.6`, 14 to 17; of Aurora MySQL such as
     * `8.0.mysql_aurora.3.08.0`. Port, logs, parameters and their family follow from engine and version.
     * A new minor version restarts the database; a new major version needs a procedure of its own.
     */
    readonly engineVersion: string;

    /**
     * Size of every instance, such as `db.t4g.medium`. Changing it restarts them in the maintenance window.
     * Exactly one of this and `serverless` is given.
     */
    readonly instanceClass?: string;

    /** Instances that grow and shrink with the load, and may pause, in place of a class. */
    readonly serverless?: ServerlessCapacity;

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
     * How long the database's logs are kept, in days. Valid: what CloudWatch Logs takes (1, 3, 5, 7, 14, 30, ... 3653).
     *
     * @default 30
     */
    readonly logRetentionDays?: number;
}

const DEFAULTS = { backupRetentionDays: 7, logRetentionDays: 30 } as const;

/** An Aurora cluster of PostgreSQL or MySQL in the data tier: encrypted with its own key, reached over TLS by named callers only. */
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
    /** The key that encrypts storage, backups, insights, logs and secret. */
    readonly keyArn: pulumi.Output<string>;
    /** Names of the log groups, known while planning. */
    readonly logGroupNames: readonly string[];

    constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        assertDatabaseArgs(name, args);
        super("stagewright:database:Database", name, {}, opts);
        const { environment } = args;
        const protection = protectionFor(environment.class);
        const windows = databaseWindows(environment.workingHours);
        this.clusterIdentifier = physicalName(environment, name);
        const engine = args.engine ?? DEFAULT_ENGINE;
        const facts = engineFacts(engine);
        const logGroupName = (log: string) => `/aws/rds/cluster/${this.clusterIdentifier}/${log}`;
        this.logGroupNames = facts.logs.map(logGroupName);
        this.port = DATABASE_PORTS[engine];
        const tags = (role: string) => tagsFor(environment, `${name}-${role}`);

        const key = createDatabaseKey(name, environment, this.logGroupNames, this);
        const subnetGroup = new aws.rds.SubnetGroup(
            `${name}-subnets`,
            {
                description: `Data tier of ${environment.name}`,
                subnetIds: subnetsOf(args.network, "data").map(({ id }) => id),
                tags: tags("subnets"),
            },
            { parent: this },
        );
        const securityGroup = createDatabaseSecurityGroup(name, { ...args, engine }, this);
        const parameters = createParameterGroups(name, { ...args, engine }, this);
        // AWS makes these groups itself at the first line, and keeps them for ever, unless they are there first.
        const logGroups = facts.logs.map(
            log =>
                new aws.cloudwatch.LogGroup(
                    `${name}-${log}-log`,
                    {
                        name: logGroupName(log),
                        retentionInDays: args.logRetentionDays ?? DEFAULTS.logRetentionDays,
                        kmsKeyId: key.arn,
                        tags: tags(`${log}-log`),
                    },
                    { parent: this },
                ),
        );
        const cluster = new aws.rds.Cluster(
            `${name}-cluster`,
            {
                clusterIdentifier: this.clusterIdentifier,
                engine: facts.engine,
                // Serverless clusters of the second version are of this mode as well.
                engineMode: "provisioned",
                engineVersion: args.engineVersion,
                engineLifecycleSupport: "open-source-rds-extended-support-disabled",
                allowMajorVersionUpgrade: false,
                databaseName: args.databaseName,
                // Its password is made, kept and rotated by AWS and is in no state file.
                masterUsername: facts.masterUsername,
                manageMasterUserPassword: true,
                masterUserSecretKmsKeyId: key.keyId,
                iamDatabaseAuthenticationEnabled: true,
                storageEncrypted: true,
                kmsKeyId: key.arn,
                port: this.port,
                serverlessv2ScalingConfiguration: scalingOf(args),
                dbSubnetGroupName: subnetGroup.name,
                vpcSecurityGroupIds: [securityGroup.id],
                dbClusterParameterGroupName: parameters.cluster.name,
                enabledCloudwatchLogsExports: [...facts.logs],
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
            { parent: this, protect: protection.deletionProtected, dependsOn: logGroups },
        );
        createInstances(
            name,
            { ...args, engine },
            { cluster, subnetGroup, key, parameters: parameters.instance, windows },
            this,
        );

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
            logGroupNames: this.logGroupNames,
        });
    }
}
