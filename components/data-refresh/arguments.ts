import type * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, nonEmptyText, oneOf, textMatching, wholeNumber } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { LOG_RETENTION_DAYS } from "../log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { checkDatabaseRef } from "../database-reference";
import { checkKnown } from "../known-arguments";
import { checkObject, type Fields } from "../object-arguments";
import { type DatabaseRef, type NetworkRef, subnetsOf } from "../references";
import { RUNBOOK_BASE_URL } from "../runbooks";
import type { RefreshAlerts } from "./alarms";
import { checkContract, checkContractShape, contractFacts, type DataRefreshContract } from "./contract";
import { JOB_SIZES, type JobSize } from "./job";
import { IMAGE } from "./masking";
import { isSigningPublicKey } from "./signing-key";

/** What both sides are handed. */
export interface DataRefreshSideArgs {
    readonly environment: Environment;
    /** What both sides agree on: the same value on both. */
    readonly contract: DataRefreshContract;
    /** Where the jobs run: in the private tier, which must reach AWS and the registry of images over HTTPS. */
    readonly network: NetworkRef;
    /**
     * Image of our scripts' tools, by digest: `sh`, GNU coreutils, `sed`, `grep`, `awk`, `find` and `tar`, `jq`, `openssl`,
     * the AWS CLI (version 2.23 or newer), and PostgreSQL's client programs, of the server's major version or newer.
     */
    readonly toolsImage: string;
    /**
     * Processors and memory of the job: `small` has 1 and 4 GiB, `medium` 2 and 8, `large` 4 and 16.
     *
     * @default "medium"
     */
    readonly size?: JobSize;
    /** Room for the dump, in GiB. Valid: 21 to 200, of which the dump needs twice its compressed size. @default 50 */
    readonly workspaceGiB?: number;
    /**
     * How long the jobs' logs are kept, in days. Valid: what CloudWatch Logs takes, 1 to 3653.
     *
     * @default 30
     */
    readonly logRetentionDays?: number;
    /** Who hears of a refresh that failed, is slow, or is too old. */
    readonly alerts: RefreshAlerts;
}

/** Inputs of `DataRefreshSource`. */
export interface DataRefreshSourceArgs extends DataRefreshSideArgs {
    /** Size of the clone while it is there, such as `db.r7g.large`, or `db.serverless` for a cluster. */
    readonly cloneInstanceClass: string;
    /**
     * How long artefacts are kept and cannot be changed, in days; the newest is kept for as long as there is no newer one.
     * Valid: from the contract's greatest age to 365. A longer one lengthens what is locked from then on.
     *
     * @default 28
     */
    readonly retentionDays?: number;
}

/** Inputs of `DataRefreshTarget`. */
export interface DataRefreshTargetArgs extends DataRefreshSideArgs {
    /** The database that is refreshed: one of PostgreSQL whose first user's password AWS keeps. */
    readonly database: DatabaseRef & {
        /** Security group of the database, which the job is let into. */
        readonly securityGroupId: pulumi.Input<string>;
        /** Port of the database. */
        readonly port: number;
    };
    /**
     * The public half of the key that production signs with, in base64, as `aws kms get-public-key --query PublicKey` says
     * it. It is taken over by hand once: whoever could exchange it could feed staging anything.
     */
    readonly signingPublicKey: string;
    /**
     * Role of the database that owns all that is restored: the application's. The first user must be a member of it.
     *
     * @default - the first user
     */
    readonly owner?: string;
    /**
     * The application's migrations, run on what was restored and before anybody uses it: production's schema is often
     * older than staging's. It fails, and staging keeps what it had. How long it took is a metric: a rehearsal of the next
     * release on production's volume.
     *
     * @default - none: the schema is production's
     */
    readonly migration?: {
        /** Image that holds the migrations, `sh` and `timeout`, by digest. */
        readonly image: string;
        /** What `sh` runs, with `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, `PGDATABASE` and `PGSSLMODE` set. */
        readonly command: string;
    };
}

export const DATA_REFRESH_DEFAULTS = {
    size: "medium",
    workspaceGiB: 50,
    logRetentionDays: 30,
    retentionDays: 28,
} as const;

const SIDE: Fields<DataRefreshSideArgs> = {
    environment: true,
    contract: true,
    network: true,
    toolsImage: true,
    size: true,
    workspaceGiB: true,
    logRetentionDays: true,
    alerts: true,
};
const SOURCE: Fields<DataRefreshSourceArgs> = { ...SIDE, cloneInstanceClass: true, retentionDays: true };
const TARGET: Fields<DataRefreshTargetArgs> = {
    ...SIDE,
    database: true,
    signingPublicKey: true,
    owner: true,
    migration: true,
};
const ALERTS: Fields<RefreshAlerts> = { topicArn: true, runbookBaseUrl: true };
const MIGRATION: Fields<NonNullable<DataRefreshTargetArgs["migration"]>> = { image: true, command: true };

/** Bounds of Fargate (Amazon ECS, "Fargate task ephemeral storage"). */
const WORKSPACE_GIB = wholeNumber(21, 200);
/** Longest that artefacts are kept, in days: a bound of our own. */
const RETENTION_DAYS_MAXIMUM = 365;
const INSTANCE_CLASS = textMatching(/^db\.(serverless|[a-z0-9]+\.[a-z0-9]+)$/, "a class of RDS such as db.r7g.large");
const ROLE = textMatching(/^[a-z_][a-z0-9_-]{0,62}$/, "a role of PostgreSQL: lower-case letters, digits, _ and -");
const PORT = wholeNumber(1, 65_535);

/**
 * Checks everything about the arguments of production's side.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertDataRefreshSourceArgs(name: string, args: DataRefreshSourceArgs): void {
    const faults = new ArgumentFaults();
    checkKnown(faults, args, SOURCE);
    checkContractShape(faults, args.contract);
    faults.throwIfAny("DataRefreshSource");
    const agreed = checkSide(faults, name, args, "production");
    faults.check("cloneInstanceClass", args.cloneInstanceClass, INSTANCE_CLASS);
    if (args.cloneInstanceClass === "db.serverless" && args.contract.source.clusterIdentifier === undefined) {
        faults.add(
            "cloneInstanceClass",
            "a class that is not serverless: only clusters have that one",
            args.cloneInstanceClass,
        );
    }
    // What follows from a contract at fault is no fault of its own.
    const least = agreed ? contractFacts(args.contract).maximumAgeDays : 1;
    faults.checkOptional("retentionDays", args.retentionDays, wholeNumber(least, RETENTION_DAYS_MAXIMUM));
    faults.throwIfAny("DataRefreshSource");
}

/**
 * Checks everything about the arguments of staging's side.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertDataRefreshTargetArgs(name: string, args: DataRefreshTargetArgs): void {
    const faults = new ArgumentFaults();
    checkKnown(faults, args, TARGET);
    checkContractShape(faults, args.contract);
    faults.throwIfAny("DataRefreshTarget");
    checkSide(faults, name, args, "staging");
    if (args.environment.class === "production") {
        faults.add(
            "environment.class",
            "staging or ephemeral: nothing is ever restored into production",
            args.environment.class,
        );
    } else if (JSON.stringify(args.environment.workingHours) !== JSON.stringify(args.contract.workingHours)) {
        const expected = "the working hours of the environment, outside which its database sleeps";
        faults.add("contract.workingHours", expected, args.contract.workingHours);
    }
    checkDatabaseRef(faults, "database", args.database);
    faults.check("database.port", args.database.port, PORT);
    faults.check("signingPublicKey", args.signingPublicKey, {
        expected: "the public key in base64, of the curve P-256, as KMS gives it",
        fits: isSigningPublicKey,
    });
    faults.checkOptional("owner", args.owner, ROLE);
    if (args.migration !== undefined && checkObject(faults, "migration", args.migration, MIGRATION)) {
        faults.check("migration.image", args.migration.image, IMAGE);
        faults.check("migration.command", args.migration.command, nonEmptyText);
    }
    faults.throwIfAny("DataRefreshTarget");
}

/** Records what is wrong with what both sides are handed; says whether the contract is right. */
function checkSide(
    faults: ArgumentFaults,
    name: string,
    args: DataRefreshSideArgs,
    side: "production" | "staging",
): boolean {
    const { environment, contract } = args;
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    faults.addAll(environmentFaults(environment));
    const before = faults.all.length;
    checkContract(faults, contract);
    const agreed = faults.all.length === before;
    for (const fact of ["name", "accountId", "region"] as const) {
        if (environment[fact] !== contract[side][fact]) {
            faults.add(`environment.${fact}`, `that of contract.${side}, ${contract[side][fact]}`, environment[fact]);
        }
    }
    if (environment.roles?.path !== contract[side].roles?.path) {
        const expected = `that of contract.${side}, which the other side names a role by`;
        faults.add("environment.roles.path", expected, environment.roles?.path);
    }
    if (subnetsOf(args.network, "private").length === 0) {
        faults.add("network.subnets", "at least one private subnet", args.network.subnets.length);
    }
    faults.check("toolsImage", args.toolsImage, IMAGE);
    faults.checkOptional("size", args.size, oneOf(Object.keys(JOB_SIZES)));
    faults.checkOptional("workspaceGiB", args.workspaceGiB, WORKSPACE_GIB);
    faults.checkOptional("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    if (checkObject(faults, "alerts", args.alerts, ALERTS)) {
        faults.check("alerts.runbookBaseUrl", args.alerts.runbookBaseUrl, RUNBOOK_BASE_URL);
    }
    return agreed;
}
