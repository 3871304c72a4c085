import { oneOf } from "../arguments";
import type { DatabaseInstanceArgs } from "../database-instance";
import { FORM_FIELDS, formFaults } from "./arguments";
import type { Fields } from "../object-arguments";
import { DEFAULT_ENGINE, engineFacts, ENGINES } from "./engines";
import { checkDisk } from "./storage";
import { calendarOf, type DatabaseCalendar } from "./windows";

const FIELDS: Fields<DatabaseInstanceArgs> = {
    ...FORM_FIELDS,
    instanceClass: true,
    storageGiB: true,
    maximumStorageGiB: true,
    multiAz: true,
};

/**
 * Checks everything about the arguments of a database that is one instance.
 *
 * @returns when it is backed up, maintained and given another password
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertDatabaseInstanceArgs(name: string, args: DatabaseInstanceArgs): DatabaseCalendar {
    const faults = formFaults(name, args, { form: "instance", fields: FIELDS, pauses: false });
    const engine = args.engine ?? DEFAULT_ENGINE;
    if (ENGINES.includes(engine)) {
        faults.check("instanceClass", args.instanceClass, engineFacts(engine).instance.instanceClass);
    }
    checkDisk(faults, args);
    faults.check("multiAz", args.multiAz, oneOf([true, false]));
    faults.throwIfAny("DatabaseInstance");
    return calendarOf(args);
}
