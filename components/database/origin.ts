import type { ArgumentFaults } from "../arguments";
import type { Environment } from "../environment";
import { checkObject, type Fields } from "../object-arguments";
import { regionalArn } from "../partition";
import type { DatabaseForm } from "./engines";

/** A snapshot that production's database is made from. */
export interface SnapshotSource {
    /**
     * ARN of a snapshot of the environment's own account and region, of a cluster for `Database`, of an instance for
     * `DatabaseInstance`. Plain: whose data it is must be known before anything is made from it.
     */
    readonly snapshotArn: string;
}

/** A database that begins empty. */
export interface EmptyDatabaseArgs {
    /** The database made at the creation. Changing it replaces everything. */
    readonly databaseName: string;
    readonly restoreFrom?: undefined;
}

/** A database that begins with the rows of a snapshot: its databases and its first user are those of the snapshot. */
export interface RestoredDatabaseArgs {
    /**
     * The snapshot. Refused outside production: staging gets masked rows only, from `DataRefresh`, into the database that
     * is there. Always makes a new database: a change of it, or taking it out, replaces the database.
     */
    readonly restoreFrom: SnapshotSource;
    readonly databaseName?: undefined;
}

/** What a database begins with: exactly one of the two. */
export type OriginArgs = EmptyDatabaseArgs | RestoredDatabaseArgs;

/** Kinds of snapshots as ARNs spell them. */
const SNAPSHOT_KINDS: Readonly<Record<DatabaseForm, string>> = { aurora: "cluster-snapshot", instance: "snapshot" };

const SOURCE: Fields<SnapshotSource> = { snapshotArn: true };

/** Records what is wrong with a snapshot, all of it at once. */
export function checkSnapshot(
    faults: ArgumentFaults,
    restoreFrom: SnapshotSource,
    { environment, form }: { readonly environment: Environment; readonly form: DatabaseForm },
): void {
    if (environment.class !== "production") {
        const expected =
            "nothing outside production: a snapshot holds the rows of real people; `DataRefresh` restores masked ones into the database that is there";
        faults.add("restoreFrom", expected, restoreFrom);
    }
    if (!checkObject(faults, "restoreFrom", restoreFrom, SOURCE)) return;
    const path = "restoreFrom.snapshotArn";
    const kind = SNAPSHOT_KINDS[form];
    const own = regionalArn(environment, "rds", kind);
    const { snapshotArn } = restoreFrom;
    const parts = typeof snapshotArn === "string" ? /^arn:[^:]+:rds:[^:]+:[^:]+:[^:]+:\S+$/.exec(snapshotArn) : null;
    if (parts === null) {
        faults.add(path, `the ARN of a snapshot, ${own}:...`, snapshotArn);
        return;
    }
    const [, partition, , region, account] = own.split(":");
    const [, givenPartition, , givenRegion, givenAccount, givenKind] = snapshotArn.split(":");
    for (const [what, wanted, given] of [
        ["partition", partition, givenPartition],
        ["region", region, givenRegion],
        ["account", account, givenAccount],
    ] as const) {
        if (given !== wanted) faults.add(path, `a snapshot of the environment's own ${what}, ${String(wanted)}`, given);
    }
    if (givenKind !== kind) faults.add(path, `the kind ${kind}`, givenKind);
}
