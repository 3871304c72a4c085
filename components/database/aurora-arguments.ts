import { oneOf } from "../arguments";
import type { DatabaseArgs } from "../database";
import { FORM_FIELDS, formFaults } from "./arguments";
import type { Fields } from "../object-arguments";
import { checkCapacity, pausesByItself } from "./capacity";
import { DEFAULT_ENGINE, engineFacts, ENGINES } from "./engines";
import { checkInstances } from "./readers";
import { STORAGE_TYPES } from "./storage";
import { calendarOf, type DatabaseCalendar } from "./windows";

const FIELDS: Fields<DatabaseArgs> = {
    ...FORM_FIELDS,
    instanceClass: true,
    serverless: true,
    instances: true,
    readers: true,
    storageType: true,
};

/**
 * Checks everything about the arguments of an Aurora database.
 *
 * @returns when it is backed up, maintained and given another password
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertDatabaseArgs(name: string, args: DatabaseArgs): DatabaseCalendar {
    const faults = formFaults(name, args, { form: "aurora", fields: FIELDS, pauses: pausesByItself(args) });
    const engine = args.engine ?? DEFAULT_ENGINE;
    if (ENGINES.includes(engine)) {
        checkCapacity(faults, { ...args, engine });
        checkInstances(faults, args, engineFacts(engine).aurora.instanceClass);
    }
    faults.checkOptional("storageType", args.storageType, oneOf(STORAGE_TYPES));
    faults.throwIfAny("Database");
    return calendarOf(args);
}
