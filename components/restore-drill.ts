import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "./environment";
import { physicalName } from "./naming";
import { regionalArn } from "./partition";
import { serviceTrust } from "./policy-documents";
import type { DatabaseRef } from "./references";
import { assertRestoreDrillArgs, type RestoreDrillArgs } from "./restore-drill/arguments";
import { createPlace } from "./restore-drill/place";
import { drillTimes } from "./restore-drill/schedule";
import { createBackups, createVault } from "./restore-drill/vault";
import { createWatch } from "./restore-drill/watch";
import { roleWith } from "./roles";

export type { DrillValidation, RestoreDrillArgs } from "./restore-drill/arguments";
export type { DrillSchedule } from "./restore-drill/schedule";

/** How long a drill may wait for its turn, in hours. */
const START_WINDOW_HOURS = 1;
/** What AWS Backup needs to make a backup and to restore one (developer guide, "Managed policies"). */
const POLICIES = [
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
] as const;

/** Backs a database up, restores the newest backup twice a week or oftener, and tells when that fails or does not happen. */
export class RestoreDrill extends pulumi.ComponentResource {
    /** Name of the vault, known while planning. */
    readonly vaultName: string;
    /** Name of the testing plan, known while planning. */
    readonly testingPlanName: string;
    /** What the restored copies are behind. */
    readonly securityGroupId: pulumi.Output<string>;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: RestoreDrillArgs, opts?: pulumi.ComponentResourceOptions) {
        assertRestoreDrillArgs(name, args);
        super("stagewright:drill:RestoreDrill", name, {}, opts);
        const { environment, validation } = args;
        const times = drillTimes(args.schedule, environment);
        const { type, arn: databaseArn } = protectedResource(args.database, environment);
        this.vaultName = physicalName(environment, name);
        // Letters, digits and underscores alone (type documentation of `backup.RestoreTestingPlan`).
        this.testingPlanName = this.vaultName.replaceAll("-", "_");

        const vault = createVault(name, args, this);
        const { role, attachments } = roleWith(
            environment,
            {
                name: `${name}-role`,
                description: `Backs up and restores the database of ${environment.name}`,
                trust: serviceTrust("backup.amazonaws.com"),
                managedPolicies: POLICIES,
            },
            this,
        );
        createBackups(name, args, { vault, times, role, databaseArn }, this);
        const place = createPlace(name, args, this);
        const planResource = `${name}-testing`;
        const plan = new aws.backup.RestoreTestingPlan(
            planResource,
            {
                name: this.testingPlanName,
                scheduleExpression: times.drill,
                scheduleExpressionTimezone: args.schedule.timeZone,
                startWindowHours: START_WINDOW_HOURS,
                recoveryPointSelection: {
                    algorithm: "LATEST_WITHIN_WINDOW",
                    includeVaults: [vault.arn],
                    recoveryPointTypes: ["SNAPSHOT"],
                    selectionWindowDays: times.selectionDays,
                },
                tags: tagsFor(environment, planResource),
            },
            { parent: this, dependsOn: [vault.resource] },
        );
        new aws.backup.RestoreTestingSelection(
            `${name}-tested`,
            {
                name: this.testingPlanName,
                restoreTestingPlanName: plan.name,
                protectedResourceType: type,
                protectedResourceArns: [databaseArn],
                iamRoleArn: role.arn,
                validationWindowHours: validation?.hours,
                // Without these the copy would be put into the account's default network.
                restoreMetadataOverrides: {
                    dbSubnetGroupName: place.subnetGroup.name,
                    vpcSecurityGroupIds: pulumi.jsonStringify([place.securityGroup.id]),
                },
            },
            { parent: this, dependsOn: [...attachments] },
        );
        createWatch(name, args, { testingPlanName: this.testingPlanName, overdueDays: times.overdueDays }, this);

        this.securityGroupId = place.securityGroup.id;
        this.registerOutputs({
            vaultName: this.vaultName,
            testingPlanName: this.testingPlanName,
            securityGroupId: this.securityGroupId,
        });
    }
}

/** A database as AWS Backup calls it. */
function protectedResource(
    { clusterIdentifier, instanceIdentifier }: DatabaseRef,
    environment: Environment,
): { readonly type: "Aurora" | "RDS"; readonly arn: string } {
    return clusterIdentifier === undefined
        ? { type: "RDS", arn: regionalArn(environment, "rds", `db:${instanceIdentifier}`) }
        : { type: "Aurora", arn: regionalArn(environment, "rds", `cluster:${clusterIdentifier}`) };
}
