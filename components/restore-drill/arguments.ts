import { ArgumentFaults, nonEmptyText, textMatching, wholeNumber } from "../arguments";
import { checkDatabaseRef } from "../database-reference";
import type { DatabaseCaller } from "../database/security-group";
import { type Environment, environmentFaults } from "../environment";
import { checkKey } from "../existing-key";
import { checkKnown } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { checkObject, type Fields } from "../object-arguments";
import { type AlarmRoute, checkAlarmRoute } from "../planned-alarm";
import { atLeastOne } from "../ranges";
import { type DatabaseRef, type KeyRef, type NetworkRef, subnetsOf } from "../references";
import { type DrillSchedule, drillTimes, scheduleFaults } from "./schedule";

/** Who may look into the restored copy before it is deleted. */
export interface DrillValidation {
    /** How long the copy is kept for them, in hours. Valid: 1 to 168. It costs what a database costs. */
    readonly hours: number;
    /** Port of the database. Valid: 1 to 65535. */
    readonly port: number;
    /** Each named once, at least one. */
    readonly callers: readonly DatabaseCaller[];
}

/** Inputs of `RestoreDrill`. */
export interface RestoreDrillArgs {
    readonly environment: Environment;
    /** What is backed up and restored. */
    readonly database: DatabaseRef;
    /** Its data tier takes the restored copy: subnets in at least two zones. */
    readonly network: NetworkRef;
    /** When, outside production while people work. */
    readonly schedule: DrillSchedule;
    /** Who hears of a drill that failed or did not come; pages: `restore-failed` and `restore-overdue`. */
    readonly alerts: AlarmRoute;
    /**
     * How long a backup is kept, in days. Valid: 8 to 365, and for longer than environments are closed on end.
     *
     * @default 14
     */
    readonly retentionDays?: number;
    /**
     * Lets somebody look into the copy.
     *
     * @default - nobody: it is deleted as soon as it is there
     */
    readonly validation?: DrillValidation;
    /**
     * Keeps anybody without a special right from deleting backups early. Refused outside production.
     *
     * @default - not locked
     */
    readonly lock?: {
        /** Backups are kept so long at the least, in days: no longer than `retentionDays`. */
        readonly minimumDays: number;
        /** Backups are kept so long at the most, in days: no shorter than `retentionDays`. */
        readonly maximumDays: number;
    };
    /**
     * The key of the log group that keeps how each restore ended. Its policy must let CloudWatch Logs use it.
     *
     * @default - a key that CloudWatch Logs keeps
     */
    readonly logKey?: KeyRef;
    /**
     * The key of the vault. Backups of Aurora stay encrypted with the database's own key whatever it is.
     *
     * @default - the key that AWS Backup keeps
     */
    readonly key?: KeyRef;
}

export const DRILL_DEFAULTS = { retentionDays: 14 } as const;

/** A subnet group of RDS covers two zones (CreateDBSubnetGroup, API reference). */
const DATA_ZONES_MINIMUM = 2;
const RETENTION_DAYS = { minimum: 8, maximum: 365 };
/** The longest that AWS Backup locks for (PutBackupVaultLockConfiguration, API reference). */
const LOCK_DAYS_MAXIMUM = 36_500;
const CALLER_NAME = textMatching(/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/, "1 to 20 lower-case letters, digits and dashes");

const ARGUMENTS: Fields<RestoreDrillArgs> = {
    environment: true,
    database: true,
    network: true,
    schedule: true,
    alerts: true,
    retentionDays: true,
    validation: true,
    lock: true,
    key: true,
    logKey: true,
};
const VALIDATION: Fields<DrillValidation> = { hours: true, port: true, callers: true };
const LOCK: Fields<NonNullable<RestoreDrillArgs["lock"]>> = { minimumDays: true, maximumDays: true };

/**
 * Checks everything about a restore drill's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertRestoreDrillArgs(name: string, args: RestoreDrillArgs): void {
    const { environment, validation } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    checkKnown(faults, args, ARGUMENTS);
    const ofEnvironment = environmentFaults(environment);
    faults.addAll(ofEnvironment);
    checkDatabaseRef(faults, "database", args.database);
    const zones = new Set(subnetsOf(args.network, "data").map(({ zone }) => zone));
    if (zones.size < DATA_ZONES_MINIMUM) {
        faults.add("network.subnets", `data subnets in at least ${DATA_ZONES_MINIMUM} zones`, [...zones]);
    }
    const ofSchedule = scheduleFaults(args.schedule, environment);
    faults.addAll(ofSchedule);
    checkAlarmRoute(faults, "alerts", args.alerts);
    const retentionDays = args.retentionDays ?? DRILL_DEFAULTS.retentionDays;
    // A drill takes the newest of so many days, which must still be there.
    const least =
        ofSchedule.length === 0 && ofEnvironment.length === 0
            ? drillTimes(args.schedule, environment).selectionDays + 1
            : RETENTION_DAYS.minimum;
    faults.check("retentionDays", retentionDays, wholeNumber(least, RETENTION_DAYS.maximum));
    if (validation !== undefined) checkValidation(validation, faults);
    checkLock(args.lock, retentionDays, environment, faults);
    checkKey("key", args.key, environment, faults);
    checkKey("logKey", args.logKey, environment, faults);
    faults.throwIfAny("RestoreDrill");
}

function checkValidation(validation: DrillValidation, faults: ArgumentFaults): void {
    if (!checkObject(faults, "validation", validation, VALIDATION)) return;
    const { hours, port, callers } = validation;
    faults.check("validation.hours", hours, wholeNumber(1, 168));
    faults.check("validation.port", port, wholeNumber(1, 65_535));
    const named = atLeastOne("validation.callers", callers, "at least one caller", faults);
    named.forEach((caller, index) => {
        const path = `validation.callers[${index}]`;
        faults.check(`${path}.name`, caller.name, CALLER_NAME);
        if (named.findIndex(one => one.name === caller.name) !== index) {
            faults.add(`${path}.name`, "a name that no other caller has", caller.name);
        }
        if (typeof caller.securityGroupId === "string") {
            faults.check(`${path}.securityGroupId`, caller.securityGroupId, nonEmptyText);
        }
    });
}

function checkLock(
    lock: RestoreDrillArgs["lock"],
    retentionDays: number,
    environment: Environment,
    faults: ArgumentFaults,
): void {
    if (lock === undefined || !checkObject(faults, "lock", lock, LOCK)) return;
    if (environment.class !== "production") {
        faults.add("lock", "nothing outside production, which can be taken down at any time", lock);
    }
    faults.check("lock.minimumDays", lock.minimumDays, wholeNumber(1, retentionDays));
    faults.check("lock.maximumDays", lock.maximumDays, wholeNumber(retentionDays, LOCK_DAYS_MAXIMUM));
}
