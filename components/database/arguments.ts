import { ArgumentFaults, nonEmptyText, oneOf, textMatching, wholeNumber } from "../arguments";
import type { DatabaseArgs } from "../database";
import { environmentFaults } from "../environment";
import { LOG_RETENTION_DAYS } from "../log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { subnetsOf } from "../references";
import { checkCapacity } from "./capacity";
import { DEFAULT_ENGINE, engineFacts, ENGINES } from "./engines";
import { databaseWindows, WINDOWS_EXPECTED } from "./windows";

/** An Aurora cluster has one writer and at most 15 readers (Aurora user guide); promotion tiers go from 0 to 15. */
const INSTANCES = { minimum: 1, maximum: 16 };
/** RDS keeps automated backups of an Aurora cluster for at least a day and at most 35. */
const BACKUP_RETENTION_DAYS = { minimum: 1, maximum: 35 };
/** A subnet group must cover two zones (RDS user guide). */
const DATA_ZONES_MINIMUM = 2;

const DATABASE_NAME = textMatching(
    /^[a-z][a-z0-9_]{0,62}$/,
    "1 to 63 lower-case letters, digits and _, a letter first",
);
const CALLER_NAME = textMatching(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "lower-case letters, digits and single dashes, a letter first, no dash last",
);

/**
 * Checks everything about a database's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertDatabaseArgs(name: string, args: DatabaseArgs): void {
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    const ofEnvironment = environmentFaults(args.environment);
    faults.addAll(ofEnvironment);
    if (ofEnvironment.length === 0 && databaseWindows(args.environment.workingHours) === undefined) {
        faults.add("environment.workingHours", WINDOWS_EXPECTED, args.environment.workingHours);
    }

    const dataZones = new Set(subnetsOf(args.network, "data").map(({ zone }) => zone));
    if (dataZones.size < DATA_ZONES_MINIMUM) {
        faults.add("network.subnets", `data subnets in at least ${DATA_ZONES_MINIMUM} zones`, [...dataZones]);
    }
    const engine = args.engine ?? DEFAULT_ENGINE;
    faults.check("engine", engine, oneOf(ENGINES));
    if (ENGINES.includes(engine)) {
        faults.check("engineVersion", args.engineVersion, engineFacts(engine).version);
        checkCapacity(faults, { ...args, engine });
    }
    faults.check("instances", args.instances, wholeNumber(INSTANCES.minimum, INSTANCES.maximum));
    faults.check("databaseName", args.databaseName, DATABASE_NAME);
    faults.checkOptional(
        "backupRetentionDays",
        args.backupRetentionDays,
        wholeNumber(BACKUP_RETENTION_DAYS.minimum, BACKUP_RETENTION_DAYS.maximum),
    );
    faults.checkOptional("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    checkCallers(faults, args.callers);
    faults.throwIfAny("Database");
}

function checkCallers(faults: ArgumentFaults, given: DatabaseArgs["callers"]): void {
    const expected = "at least one caller, or nobody could use the database";
    const callers = faults.items("callers", given, expected);
    if (callers === given && callers.length === 0) faults.add("callers", expected, callers);
    callers.forEach(({ name, securityGroupId }, index) => {
        faults.check(`callers[${index}].name`, name, CALLER_NAME);
        if (callers.findIndex(caller => caller.name === name) !== index) {
            faults.add(`callers[${index}].name`, "a name that no other caller has", name);
        }
        if (typeof securityGroupId === "string") {
            faults.check(`callers[${index}].securityGroupId`, securityGroupId, nonEmptyText);
        }
    });
}
