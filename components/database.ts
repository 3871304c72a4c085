import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertDatabaseArgs } from "./database/aurora-arguments";
import { DATABASE_DEFAULTS, type DatabaseBaseArgs } from "./database/base-arguments";
import { type CapacityArgs, pausesByItself, scalingOf } from "./database/capacity";
import { DATABASE_PORTS, DEFAULT_ENGINE, engineFacts } from "./database/engines";
import { createFoundation } from "./database/foundation";
import { insightsRetentionDays } from "./database/insights";
import { createInstances } from "./database/instances";
import type { OriginArgs } from "./database/origin";
import { createClusterParameterGroups } from "./database/parameters";
import { createProxy } from "./database/proxy";
import { createRotation } from "./database/rotation";
import { secretArnOf } from "./database/secret";
import { secretAccess } from "./database/secret-access";
import type { StorageType } from "./database/storage";
import { protectionFor, tagsFor } from "./environment";
import { physicalName } from "./naming";
import type { PermissionStatement } from "./policy-documents";

/** Inputs of {@link Database}, but for how large it is and what it begins with. */
export interface AuroraArgs extends DatabaseBaseArgs {
    /**
     * Version of the engine: of Aurora PostgreSQL such as `16.6`, 14 to 17; of Aurora MySQL such as
     * `8.0.mysql_aurora.3.08.0`. Port, logs, parameters and their family follow from engine and version.
     * A new minor version restarts the database; a new major version needs a procedure of its own.
     */
    readonly engineVersion: string;

    /**
     * How many instances there are to write: the writer, and those that stand in for it in their order. They serve reads as
     * well. Valid: 1 to 16, readers counted. One has nothing to fail over to.
     */
    readonly instances: number;

    /**
     * How storage is billed: `aurora` by the request, `aurora-iopt1` with all requests in a higher price for storage and
     * instances. Changed in place; back to `aurora` at any time, the other way once in 30 days.
     *
     * @default "aurora"
     */
    readonly storageType?: StorageType;
}

/** Inputs of {@link Database}. */
export type DatabaseArgs = AuroraArgs & CapacityArgs & OriginArgs;

/** An Aurora cluster of PostgreSQL or MySQL in the data tier: encrypted, reached over TLS by named callers only. */
export class Database extends pulumi.ComponentResource {
    /** Name of the cluster in AWS, known before it exists: timers, alarms and log groups are made of it. */
    readonly clusterIdentifier: string;
    /** Whether Aurora chooses the size of its instances: what alarms look at follows from it. */
    readonly serverless: boolean;
    /** Whether it pauses while nobody is connected, so that it needs no timer. */
    readonly pausesByItself: boolean;
    readonly clusterArn: pulumi.Output<string>;
    /** Host name of the writer, or of the proxy. */
    readonly endpoint: pulumi.Output<string>;
    /** Host name that spreads connections over the readers, or leads to the writer where there is none. */
    readonly readerEndpoint: pulumi.Output<string>;
    readonly port: number;
    /** The secret that holds the first user's name and password. */
    readonly secretArn: pulumi.Output<string>;
    /** What a role must hold to read that secret. Plain, so that its policy can be judged before anything exists. */
    readonly secretAccess: readonly PermissionStatement[];
    /** Security group of the database itself. */
    readonly securityGroupId: pulumi.Output<string>;
    /** Security group of its proxy, which callers then connect to; nothing where there is none. */
    readonly proxySecurityGroupId: pulumi.Output<string> | undefined;
    /** The key that encrypts storage, backups, insights, logs and secret. */
    readonly keyArn: pulumi.Output<string>;
    /** Names of the log groups, known while planning. */
    readonly logGroupNames: readonly string[];

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        const calendar = assertDatabaseArgs(name, args);
        super("stagewright:database:Database", name, {}, opts);
        const { environment } = args;
        const protection = protectionFor(environment.class);
        this.clusterIdentifier = physicalName(environment, name);
        this.serverless = args.serverless !== undefined;
        this.pausesByItself = pausesByItself(args);
        const engine = args.engine ?? DEFAULT_ENGINE;
        const insights = args.insights ?? DATABASE_DEFAULTS.insights;
        this.port = DATABASE_PORTS[engine];

        const foundation = createFoundation(name, "aurora", args, this);
        const { key, subnetGroup, securityGroup, logGroups } = foundation;
        this.logGroupNames = foundation.logGroupNames;
        const parameters = createClusterParameterGroups(name, { ...args, engine }, this);
        const cluster = new aws.rds.Cluster(
            `${name}-cluster`,
            {
                clusterIdentifier: this.clusterIdentifier,
                engine: engineFacts(engine).aurora.engine,
                // Serverless clusters of the second version are of this mode as well.
                engineMode: "provisioned",
                engineVersion: args.engineVersion,
                engineLifecycleSupport: "open-source-rds-extended-support-disabled",
                allowMajorVersionUpgrade: false,
                databaseName: args.databaseName,
                snapshotIdentifier: args.restoreFrom?.snapshotArn,
                // A snapshot brings its first user.
                masterUsername: args.restoreFrom === undefined ? engineFacts(engine).masterUsername : undefined,
                // Its password is made, kept and rotated by AWS and is in no state file.
                manageMasterUserPassword: true,
                masterUserSecretKmsKeyId: key.secretKeyId,
                iamDatabaseAuthenticationEnabled: true,
                storageEncrypted: true,
                kmsKeyId: key.arn,
                // The default is spelled by leaving it out.
                storageType: args.storageType === "aurora" ? undefined : args.storageType,
                port: this.port,
                serverlessv2ScalingConfiguration: scalingOf(args),
                dbSubnetGroupName: subnetGroup.name,
                vpcSecurityGroupIds: [securityGroup.id],
                dbClusterParameterGroupName: parameters.cluster.name,
                enabledCloudwatchLogsExports: [...engineFacts(engine).logs],
                databaseInsightsMode: insights,
                // Only `advanced` is told to the cluster; for the other its instances are enough.
                ...(insights === "advanced"
                    ? {
                          performanceInsightsEnabled: true,
                          performanceInsightsKmsKeyId: key.arn,
                          performanceInsightsRetentionPeriod: insightsRetentionDays(insights),
                      }
                    : {}),
                backupRetentionPeriod: args.backupRetentionDays ?? DATABASE_DEFAULTS.backupRetentionDays,
                preferredBackupWindow: calendar.backup,
                preferredMaintenanceWindow: calendar.maintenance,
                copyTagsToSnapshot: true,
                applyImmediately: false,
                deletionProtection: protection.deletionProtected,
                deleteAutomatedBackups: !protection.finalSnapshot,
                skipFinalSnapshot: !protection.finalSnapshot,
                finalSnapshotIdentifier: protection.finalSnapshot ? `${this.clusterIdentifier}-final` : undefined,
                tags: tagsFor(environment, `${name}-cluster`),
            },
            { parent: this, protect: protection.deletionProtected, dependsOn: [...logGroups] },
        );
        const instances = createInstances(
            name,
            { ...args, engine, insights },
            { cluster, subnetGroup, key, parameters: parameters.instance, windows: calendar },
            this,
        );
        this.secretArn = cluster.masterUserSecrets.apply(secretArnOf);
        this.secretAccess = secretAccess({ environment, form: "aurora", identifier: this.clusterIdentifier, key });
        createRotation(name, this.secretArn, calendar, instances, this);
        const proxy =
            args.proxy === undefined
                ? undefined
                : createProxy(
                      name,
                      {
                          ...args,
                          engine,
                          form: "aurora",
                          identifier: this.clusterIdentifier,
                          proxy: args.proxy,
                          key,
                          secretArn: this.secretArn,
                          databaseGroup: securityGroup,
                          hasReaders: instances.length > 1,
                          before: [...logGroups, ...instances],
                      },
                      this,
                  );

        this.clusterArn = cluster.arn;
        this.endpoint = (proxy ?? cluster).endpoint;
        this.readerEndpoint = (proxy ?? cluster).readerEndpoint;
        this.securityGroupId = securityGroup.id;
        this.proxySecurityGroupId = proxy?.securityGroupId;
        this.keyArn = pulumi.output(key.arn);
        this.registerOutputs({
            clusterIdentifier: this.clusterIdentifier,
            serverless: this.serverless,
            pausesByItself: this.pausesByItself,
            clusterArn: this.clusterArn,
            endpoint: this.endpoint,
            readerEndpoint: this.readerEndpoint,
            port: this.port,
            secretArn: this.secretArn,
            securityGroupId: this.securityGroupId,
            proxySecurityGroupId: this.proxySecurityGroupId,
            keyArn: this.keyArn,
            logGroupNames: this.logGroupNames,
        });
    }
}
