import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { environmentTags, protectionFor, tagsFor } from "../environment";
import { physicalName } from "../naming";
import { regionalArn } from "../partition";
import { DRILL_DEFAULTS, type RestoreDrillArgs } from "./arguments";
import type { DrillTimes } from "./schedule";

/** How long a backup may wait for its turn, and how long it may take, in minutes. */
const BACKUP_MINUTES = { start: 60, complete: 360 } as const;

/** Where backups are kept. */
export interface Vault {
    /** Known while planning. */
    readonly arn: string;
    readonly resource: aws.backup.Vault;
}

/** A vault of the drill's own: what is restored in a drill is what was put there, and nobody else's. */
export function createVault(name: string, args: RestoreDrillArgs, parent: pulumi.Resource): Vault {
    const { environment, lock } = args;
    const protect = protectionFor(environment.class).deletionProtected;
    const vaultName = physicalName(environment, name);
    const resource = `${name}-vault`;
    const vault = new aws.backup.Vault(
        resource,
        {
            name: vaultName,
            kmsKeyArn: args.key?.keyArn,
            forceDestroy: !protect,
            tags: tagsFor(environment, resource),
        },
        { parent, protect },
    );
    if (lock !== undefined) {
        // Without `changeableForDays` whoever has the right can lift it: a lock that nobody ever could is not for code to set.
        new aws.backup.VaultLockConfiguration(
            `${name}-lock`,
            {
                backupVaultName: vault.name,
                minRetentionDays: lock.minimumDays,
                maxRetentionDays: lock.maximumDays,
            },
            { parent },
        );
    }
    return { arn: regionalArn(environment, "backup", `backup-vault:${vaultName}`), resource: vault };
}

/** Backs the database up into the vault. */
export function createBackups(
    name: string,
    args: RestoreDrillArgs,
    made: {
        readonly vault: Vault;
        readonly times: DrillTimes;
        readonly role: aws.iam.Role;
        readonly databaseArn: string;
    },
    parent: pulumi.Resource,
): void {
    const { environment } = args;
    const resource = `${name}-plan`;
    const plan = new aws.backup.Plan(
        resource,
        {
            name: physicalName(environment, name),
            rules: made.times.backups.map(({ expression, role }) => ({
                ruleName: role === "" ? "daily" : `daily-${role}`,
                targetVaultName: made.vault.resource.name,
                schedule: expression,
                scheduleExpressionTimezone: args.schedule.timeZone,
                startWindow: BACKUP_MINUTES.start,
                completionWindow: BACKUP_MINUTES.complete,
                lifecycle: { deleteAfter: args.retentionDays ?? DRILL_DEFAULTS.retentionDays },
                recoveryPointTags: environmentTags(environment),
            })),
            tags: tagsFor(environment, resource),
        },
        { parent },
    );
    new aws.backup.Selection(
        `${name}-selection`,
        {
            name: physicalName(environment, name),
            planId: plan.id,
            iamRoleArn: made.role.arn,
            resources: [made.databaseArn],
        },
        { parent },
    );
}
