import { createHash } from "node:crypto";
import { type ArgumentFaults, type Expectation, textMatching, wholeNumber } from "../arguments";
import { ACCOUNT_ID, type Environment, NAME, REGION, ROLE_PATH } from "../environment";
import { bucketName, COMPONENT_NAME_EXPECTED, isComponentName, keyAlias, physicalName } from "../naming";
import { checkDatabaseRef } from "../database-reference";
import { isPlainObject } from "../known-arguments";
import { checkObject, type Fields } from "../object-arguments";
import type { DatabaseRef } from "../references";
import { roleArn } from "../roles";
import { type Weekday, type WorkingHours, workingHoursFaults } from "../working-hours";
import { cadenceOf, checkCadence, DURATION_DEFAULTS } from "./cadence";
import { checkPersonalColumns, type PersonalColumn } from "./columns";
import { checkMasking, type Masking, maskingPlan } from "./masking";

/** What one side must know of the other's environment: an `Environment` has all of it. */
export type RefreshSide = Pick<Environment, "name" | "accountId" | "region" | "roles">;

/**
 * What production and staging agree on, said once and handed to both sides: what is copied, how it is masked, when, and how
 * old it may become. Plain values. Staging refuses what another contract made.
 */
export interface DataRefreshContract {
    /** Names bucket, keys, roles and jobs on both sides. A change replaces them all. */
    readonly name: string;
    readonly production: RefreshSide;
    readonly staging: RefreshSide;
    /** Production's database, of PostgreSQL. It is cloned and never connected to. */
    readonly source: DatabaseRef;
    /** Name of the database within the server, on both sides. */
    readonly databaseName: string;
    readonly masking: Masking;
    /** Columns whose values are looked for in each dump before it is stored; one that is found stops it. */
    readonly personalColumns: readonly PersonalColumn[];
    /** Staging's working hours: both jobs run within them, since staging's database sleeps outside, and people do. */
    readonly workingHours: WorkingHours;
    /**
     * Working days on which data is refreshed, each once. On a holiday, a closed day and a day that is exceptionally short it is
     * not.
     *
     * @default - the first working day of the week
     */
    readonly days?: readonly Weekday[];
    /**
     * Longest time that production's side may take, in minutes; staging's begins when it is over. Valid: 30 to 1200.
     *
     * @default 240
     */
    readonly sourceMinutes?: number;
    /**
     * Longest time that staging's side may take, in minutes. Valid: 30 to 1200.
     *
     * @default 120
     */
    readonly targetMinutes?: number;
    /**
     * How old masked data may become, in days: an older artefact is refused, and an alarm tells on both sides.
     * Valid: from the longest time between two refreshes to 90.
     *
     * @default - the longest time between two refreshes, holidays and closed days included, and one day: 8 for one that is
     *   weekly and never left out
     */
    readonly maximumAgeDays?: number;
}

const CONTRACT: Fields<DataRefreshContract> = {
    name: true,
    production: true,
    staging: true,
    source: true,
    databaseName: true,
    masking: true,
    personalColumns: true,
    workingHours: true,
    days: true,
    sourceMinutes: true,
    targetMinutes: true,
    maximumAgeDays: true,
};
/** Bounds in minutes: less is no time to clone or restore anything in, more than a day comes into the next refresh. */
const SOURCE_MINUTES = wholeNumber(30, 1200);
const TARGET_MINUTES = wholeNumber(30, 1200);
/** Oldest that test data may be, in days: a bound of our own, beyond which it is no likeness any more. */
const AGE_DAYS_MAXIMUM = 90;
const NAME_OF_COMPONENT: Expectation = {
    expected: COMPONENT_NAME_EXPECTED,
    fits: value => typeof value === "string" && isComponentName(value),
};
/** What the bucket is called after the refresh. */
const ARTEFACTS = "artefacts";
/** S3 user guide, "General purpose bucket naming rules". */
const BUCKET_NAME_MAX_LENGTH = 63;
/** A name has at most 63 bytes, and `_incoming` and `_outgoing` are added to it. */
const DATABASE_NAME = textMatching(
    /^(?=.{1,50}$)[a-z][a-z0-9_]*$/,
    "1 to 50 lower-case letters, digits and _, a letter first",
);

/** Names and figures that follow from the contract, the same on both sides. */
export function contractFacts(contract: DataRefreshContract) {
    const { name, production, staging, source, databaseName, personalColumns } = contract;
    const masking = maskingPlan(contract.masking);
    const cadence = cadenceOf(contract);
    const provenance = {
        refresh: physicalName(production, name),
        account: production.accountId,
        source: identifierOf(source),
        database: databaseName,
        maskingImage: masking.image,
        maskingCommand: masking.command,
        maskingConfigurationSha256: sha256(masking.configuration),
        personalColumnsSha256: sha256(JSON.stringify(personalColumns)),
    };
    const alias = keyAlias(production, name);
    return {
        bucket: bucketName(production, name, ARTEFACTS),
        prefix: databaseName,
        keyAlias: alias,
        signingKeyAlias: `${alias}-signing`,
        /** The one role outside production that may read artefacts. */
        readerRoleName: readerRoleName(contract),
        readerRoleArn: roleArn(staging, readerRoleName(contract)),
        masking,
        cadence,
        /** What the manifest says of the artefact's origin; staging compares the digest of it all. */
        provenance: { ...provenance, contractSha256: sha256(JSON.stringify(provenance)) },
        sourceSeconds: (contract.sourceMinutes ?? DURATION_DEFAULTS.sourceMinutes) * 60,
        targetSeconds: (contract.targetMinutes ?? DURATION_DEFAULTS.targetMinutes) * 60,
        maximumAgeDays: contract.maximumAgeDays ?? cadence.longestDays + 1,
    };
}
export type ContractFacts = ReturnType<typeof contractFacts>;

function readerRoleName({ staging, name }: DataRefreshContract): string {
    return `${physicalName(staging, name)}-restore`;
}

/** Name of a cluster or instance. */
export function identifierOf(database: DatabaseRef): string {
    return database.clusterIdentifier ?? database.instanceIdentifier;
}

/** What the scripts call the kind of a database. */
export function kindOf(database: DatabaseRef): "cluster" | "instance" {
    return database.clusterIdentifier === undefined ? "instance" : "cluster";
}

/** Where artefacts lie, as scripts of both sides are told. */
export function bucketVariables({ production }: DataRefreshContract, { bucket, prefix }: ContractFacts) {
    return { BUCKET: bucket, PREFIX: prefix, BUCKET_REGION: production.region };
}

function sha256(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}

/** Records fields that a contract does not have, and parts that are no objects: what is in these cannot be looked at. */
export function checkContractShape(faults: ArgumentFaults, contract: DataRefreshContract): void {
    const path = "contract";
    if (!checkObject(faults, path, contract, CONTRACT)) return;
    for (const part of ["production", "staging", "source", "masking", "workingHours"] as const) {
        if (!isPlainObject(contract[part])) faults.add(`${path}.${part}`, "an object", contract[part]);
    }
}

/** Records everything that is wrong with a contract that has its parts. */
export function checkContract(faults: ArgumentFaults, contract: DataRefreshContract): void {
    const path = "contract";
    faults.check(`${path}.name`, contract.name, NAME_OF_COMPONENT);
    for (const side of ["production", "staging"] as const) {
        const { name, accountId, region, roles } = contract[side];
        faults.check(`${path}.${side}.name`, name, NAME);
        faults.check(`${path}.${side}.accountId`, accountId, ACCOUNT_ID);
        faults.check(`${path}.${side}.region`, region, REGION);
        faults.checkOptional(`${path}.${side}.roles.path`, roles?.path, ROLE_PATH);
    }
    const bucket = bucketName(contract.production, contract.name, ARTEFACTS);
    if (bucket.length > BUCKET_NAME_MAX_LENGTH) {
        const expected = `shorter, with production's name: a bucket's has at most ${BUCKET_NAME_MAX_LENGTH} characters`;
        faults.add(`${path}.name`, expected, `${bucket}, ${bucket.length} characters`);
    }
    if (contract.production.accountId === contract.staging.accountId) {
        const expected = "an account of its own: within one, nothing keeps what is not masked from staging";
        faults.add(`${path}.staging.accountId`, expected, contract.staging.accountId);
    }
    checkDatabaseRef(faults, `${path}.source`, contract.source);
    faults.check(`${path}.databaseName`, contract.databaseName, DATABASE_NAME);
    checkMasking(faults, `${path}.masking`, contract.masking);
    checkPersonalColumns(faults, `${path}.personalColumns`, contract.personalColumns);
    faults.checkOptional(`${path}.sourceMinutes`, contract.sourceMinutes, SOURCE_MINUTES);
    faults.checkOptional(`${path}.targetMinutes`, contract.targetMinutes, TARGET_MINUTES);
    const before = faults.all.length;
    faults.addAll(workingHoursFaults(contract.workingHours, `${path}.workingHours`));
    if (faults.all.length > before) return;
    checkCadence(faults, path, contract);
    if (faults.all.length > before) return;
    const { longestDays } = cadenceOf(contract);
    faults.checkOptional(`${path}.maximumAgeDays`, contract.maximumAgeDays, wholeNumber(longestDays, AGE_DAYS_MAXIMUM));
}
