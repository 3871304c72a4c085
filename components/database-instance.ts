import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DATABASE_DEFAULTS, type DatabaseBaseArgs } from "./database/base-arguments";
import { DATABASE_PORTS, DEFAULT_ENGINE, engineFacts } from "./database/engines";
import { createFoundation } from "./database/foundation";
import { insightsRetentionDays } from "./database/insights";
import { assertDatabaseInstanceArgs } from "./database/instance-arguments";
import { CERTIFICATE_AUTHORITY, MONITORING_SECONDS } from "./database/instances";
import { createMonitoringRole } from "./database/monitoring-role";
import type { OriginArgs } from "./database/origin";
import { createInstanceParameterGroup } from "./database/parameters";
import { createProxy } from "./database/proxy";
import { createRotation } from "./database/rotation";
import { secretArnOf } from "./database/secret";
import { secretAccess } from "./database/secret-access";
import { createSnapshotCopy } from "./database/snapshot-copy";
import { growthLimitGiB } from "./database/storage";
import { protectionFor, tagsFor } from "./environment";
import { physicalName } from "./naming";
import type { PermissionStatement } from "./policy-documents";

/** Inputs of {@link DatabaseInstance}, but for what it begins with. */
export interface RdsArgs extends DatabaseBaseArgs {
    /**
     * Version of the engine: of RDS for PostgreSQL such as `16.8`, 14 to 17; of RDS for MySQL such as `8.4.5`. Port, logs,
     * parameters and their family follow from engine and version. A new minor version restarts the database; a new major
     * version needs a procedure of its own.
     */
    readonly engineVersion: string;

    /** Size of the instance, such as `db.t4g.medium`. Changing it restarts the database in the maintenance window. */
    readonly instanceClass: string;

    /** Size of its disk, in GiB, to begin with. Valid: 20 to 65,536. RDS never makes a disk smaller. */
    readonly storageGiB: number;

    /**
     * How far RDS may make the disk larger by itself, in GiB. Valid: at least a tenth more than `storageGiB`, at most 65,536;
     * or the same, so that it never grows.
     *
     * @default - twice `storageGiB`
     */
    readonly maximumStorageGiB?: number;

    /**
     * Whether a second instance in another zone takes over within a minute or two when the first is lost. Costs twice as
     * much. There is no default: without it, losing a zone or a disk is an outage of as long as a restore takes.
     */
    readonly multiAz: boolean;
}

/** Inputs of {@link DatabaseInstance}. */
export type DatabaseInstanceArgs = RdsArgs & OriginArgs;

/** One RDS instance of PostgreSQL or MySQL in the data tier: encrypted, reached over TLS by named callers only. */
export class DatabaseInstance extends pulumi.ComponentResource {
    /** Name of the instance in AWS, known before it exists: timers, alarms and log groups are made of it. */
    readonly instanceIdentifier: string;
    readonly instanceArn: pulumi.Output<string>;
    /** Host name of the database, or of the proxy. */
    readonly endpoint: pulumi.Output<string>;
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
    constructor(name: string, args: DatabaseInstanceArgs, opts?: pulumi.ComponentResourceOptions) {
        const calendar = assertDatabaseInstanceArgs(name, args);
        super("stagewright:database:DatabaseInstance", name, {}, opts);
        const { environment } = args;
        const protection = protectionFor(environment.class);
        this.instanceIdentifier = physicalName(environment, name);
        const engine = args.engine ?? DEFAULT_ENGINE;
        const insights = args.insights ?? DATABASE_DEFAULTS.insights;
        this.port = DATABASE_PORTS[engine];

        const foundation = createFoundation(name, "instance", args, this);
        const { key, subnetGroup, securityGroup, logGroups } = foundation;
        this.logGroupNames = foundation.logGroupNames;
        const monitoring = createMonitoringRole(name, environment, this);
        const parameters = createInstanceParameterGroup(name, { ...args, engine }, this);
        const instance = new aws.rds.Instance(
            `${name}-instance`,
            {
                identifier: this.instanceIdentifier,
                engine: engineFacts(engine).instance.engine,
                engineVersion: args.engineVersion,
                engineLifecycleSupport: "open-source-rds-extended-support-disabled",
                allowMajorVersionUpgrade: false,
                // A version changes in staging first, by a change of `engineVersion`, never by itself.
                autoMinorVersionUpgrade: false,
                instanceClass: args.instanceClass,
                multiAz: args.multiAz,
                dbName: args.databaseName,
                snapshotIdentifier: createSnapshotCopy(name, { ...args, key }, this),
                // A snapshot brings its first user.
                username: args.restoreFrom === undefined ? engineFacts(engine).masterUsername : undefined,
                // Its password is made, kept and rotated by AWS and is in no state file.
                manageMasterUserPassword: true,
                masterUserSecretKmsKeyId: key.secretKeyId,
                iamDatabaseAuthenticationEnabled: true,
                storageType: "gp3",
                allocatedStorage: args.storageGiB,
                maxAllocatedStorage: growthLimitGiB(args),
                storageEncrypted: true,
                kmsKeyId: key.arn,
                port: this.port,
                publiclyAccessible: false,
                dbSubnetGroupName: subnetGroup.name,
                vpcSecurityGroupIds: [securityGroup.id],
                parameterGroupName: parameters.name,
                caCertIdentifier: CERTIFICATE_AUTHORITY,
                enabledCloudwatchLogsExports: [...engineFacts(engine).logs],
                monitoringInterval: MONITORING_SECONDS,
                monitoringRoleArn: monitoring.role.arn,
                databaseInsightsMode: insights,
                performanceInsightsEnabled: true,
                performanceInsightsKmsKeyId: key.arn,
                performanceInsightsRetentionPeriod: insightsRetentionDays(insights),
                backupRetentionPeriod: args.backupRetentionDays ?? DATABASE_DEFAULTS.backupRetentionDays,
                backupWindow: calendar.backup,
                maintenanceWindow: calendar.maintenance,
                copyTagsToSnapshot: true,
                applyImmediately: false,
                deletionProtection: protection.deletionProtected,
                deleteAutomatedBackups: !protection.finalSnapshot,
                skipFinalSnapshot: !protection.finalSnapshot,
                finalSnapshotIdentifier: protection.finalSnapshot ? `${this.instanceIdentifier}-final` : undefined,
                tags: tagsFor(environment, `${name}-instance`),
            },
            {
                parent: this,
                protect: protection.deletionProtected,
                dependsOn: [monitoring.attachment, ...logGroups],
            },
        );
        this.secretArn = instance.masterUserSecrets.apply(secretArnOf);
        this.secretAccess = secretAccess({ environment, form: "instance", identifier: this.instanceIdentifier, key });
        createRotation(name, this.secretArn, calendar, [instance], this);
        const proxy =
            args.proxy === undefined
                ? undefined
                : createProxy(
                      name,
                      {
                          ...args,
                          engine,
                          form: "instance",
                          identifier: this.instanceIdentifier,
                          proxy: args.proxy,
                          key,
                          secretArn: this.secretArn,
                          databaseGroup: securityGroup,
                          hasReaders: false,
                          before: [...logGroups, instance],
                      },
                      this,
                  );

        this.instanceArn = instance.arn;
        this.endpoint = proxy?.endpoint ?? instance.address;
        this.securityGroupId = securityGroup.id;
        this.proxySecurityGroupId = proxy?.securityGroupId;
        this.keyArn = pulumi.output(key.arn);
        this.registerOutputs({
            instanceIdentifier: this.instanceIdentifier,
            instanceArn: this.instanceArn,
            endpoint: this.endpoint,
            port: this.port,
            secretArn: this.secretArn,
            securityGroupId: this.securityGroupId,
            proxySecurityGroupId: this.proxySecurityGroupId,
            keyArn: this.keyArn,
            logGroupNames: this.logGroupNames,
        });
    }
}
