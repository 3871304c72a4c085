import { ArgumentFaults, nonEmptyText, oneOf, textMatching, wholeNumber } from "../arguments";
import { environmentFaults } from "../environment";
import { checkKey } from "../existing-key";
import { checkInput } from "../input-arguments";
import { checkKnown, isPlainObject } from "../known-arguments";
import { LOG_RETENTION_DAYS } from "../log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { checkObject, type Fields } from "../object-arguments";
import { type KeyRef, type NetworkRef, subnetsOf } from "../references";
import type { DatabaseBaseArgs } from "./base-arguments";
import { DEFAULT_ENGINE, type DatabaseForm, engineFacts, ENGINES } from "./engines";
import { INSIGHTS } from "./insights";
import { checkSnapshot, type OriginArgs } from "./origin";
import { checkParameters } from "./parameters";
import { checkProxy } from "./proxy-arguments";
import type { DatabaseCaller } from "./security-group";
import { checkWindows } from "./window-arguments";
import { databaseCalendar, WINDOWS_EXPECTED } from "./windows";

/** RDS keeps automated backups of a database for at least a day, or makes none, and for at most 35. */
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

/** What a database of either form is given. */
export type FormArgs = DatabaseBaseArgs & OriginArgs & { readonly engineVersion: string };

/** Arguments of databases of both forms, so that others are found. */
export const FORM_FIELDS: Fields<FormArgs> = {
    environment: true,
    network: true,
    engine: true,
    engineVersion: true,
    callers: true,
    databaseName: true,
    restoreFrom: true,
    parameters: true,
    proxy: true,
    backupRetentionDays: true,
    logRetentionDays: true,
    windows: true,
    insights: true,
    key: true,
};
const CALLER: Fields<DatabaseCaller> = { name: true, securityGroupId: true };
const KEY: Fields<KeyRef> = { keyArn: true };

/** What is known of a database from its form. */
export interface FormOfDatabase<Args extends FormArgs> {
    readonly form: DatabaseForm;
    readonly fields: Fields<Args>;
    /** Whether it is to pause by itself. */
    readonly pauses: boolean;
}

/** Collects what is wrong with what databases of both forms are given. */
export function formFaults<Args extends FormArgs>(
    name: string,
    args: Args,
    { form, fields, pauses }: FormOfDatabase<Args>,
): ArgumentFaults {
    const { environment } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    checkKnown(faults, args, fields);
    const ofEnvironment = environmentFaults(environment);
    faults.addAll(ofEnvironment);
    if (ofEnvironment.length === 0 && databaseCalendar(environment) === undefined) {
        faults.add("environment.workingHours", WINDOWS_EXPECTED, environment.workingHours);
    }

    checkDataTier(faults, args.network);
    const engine = args.engine ?? DEFAULT_ENGINE;
    faults.check("engine", engine, oneOf(ENGINES));
    if (ENGINES.includes(engine)) {
        faults.check("engineVersion", args.engineVersion, engineFacts(engine)[form].version);
        checkParameters(faults, args.parameters, { engine, pauses });
    }
    checkOrigin(faults, args, form);
    faults.checkOptional(
        "backupRetentionDays",
        args.backupRetentionDays,
        wholeNumber(BACKUP_RETENTION_DAYS.minimum, BACKUP_RETENTION_DAYS.maximum),
    );
    faults.checkOptional("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    checkWindows(faults, args.windows, environment);
    faults.checkOptional("insights", args.insights, oneOf(INSIGHTS));
    if (args.key !== undefined && checkObject(faults, "key", args.key, KEY)) {
        checkKey("key", args.key, environment, faults);
    }
    checkProxy(faults, args.proxy, { environment, pauses });
    checkCallers(faults, args.callers);
    return faults;
}

function checkDataTier(faults: ArgumentFaults, network: NetworkRef): void {
    const expected = `data subnets in at least ${DATA_ZONES_MINIMUM} zones`;
    if (!isPlainObject(network)) {
        faults.add("network", `a network with ${expected}`, network);
        return;
    }
    const subnets = faults.items("network.subnets", network.subnets, expected);
    if (subnets !== network.subnets) return;
    const zones = new Set(subnetsOf(network, "data").map(({ zone }) => zone));
    if (zones.size < DATA_ZONES_MINIMUM) faults.add("network.subnets", expected, [...zones]);
}

function checkOrigin(faults: ArgumentFaults, args: FormArgs, form: DatabaseForm): void {
    if (args.restoreFrom === undefined) {
        faults.check("databaseName", args.databaseName, DATABASE_NAME);
        const { engine = DEFAULT_ENGINE, databaseName } = args;
        if (ENGINES.includes(engine) && engineFacts(engine).ownDatabases.includes(databaseName)) {
            faults.add("databaseName", "a name that the engine does not use itself", databaseName);
        }
        return;
    }
    const databaseName: unknown = args.databaseName;
    if (databaseName !== undefined) {
        faults.add("databaseName", "nothing beside `restoreFrom`: a snapshot brings its databases", databaseName);
    }
    checkSnapshot(faults, args.restoreFrom, { environment: args.environment, form });
}

function checkCallers(faults: ArgumentFaults, given: DatabaseBaseArgs["callers"]): void {
    const expected = "at least one caller, or nobody could use the database";
    const callers = faults.items("callers", given, expected);
    if (callers === given && callers.length === 0) faults.add("callers", expected, callers);
    const names = new Set<string>();
    callers.forEach((caller, index) => {
        if (!checkObject(faults, `callers[${index}]`, caller, CALLER)) return;
        const { name, securityGroupId } = caller;
        faults.check(`callers[${index}].name`, name, CALLER_NAME);
        if (names.has(name)) faults.add(`callers[${index}].name`, "a name that no other caller has", name);
        names.add(name);
        checkInput(faults, `callers[${index}].securityGroupId`, securityGroupId, nonEmptyText);
    });
}
