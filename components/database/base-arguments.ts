import type { Environment } from "../environment";
import type { KeyRef, NetworkRef } from "../references";
import type { DatabaseEngine } from "./engines";
import type { DatabaseInsights } from "./insights";
import type { DatabaseParameter } from "./parameters";
import type { DatabaseProxyArgs } from "./proxy-arguments";
import type { DatabaseCaller } from "./security-group";
import type { DatabaseWindows } from "./windows";

/** Inputs that `Database` and `DatabaseInstance` share. */
export interface DatabaseBaseArgs {
    readonly environment: Environment;

    /** Where it lives: in the data tier, which must span two zones. Changing it replaces the database. */
    readonly network: NetworkRef;

    /**
     * The engine. Changing it replaces the database.
     *
     * @default "postgresql"
     */
    readonly engine?: DatabaseEngine;

    /** Who may connect, by name and security group. Nobody else may, from wherever. */
    readonly callers: readonly DatabaseCaller[];

    /**
     * Parameters of the engine beside ours, or in place of ours. Those that would take TLS away or write secrets into the log
     * are refused.
     *
     * @default - ours alone
     */
    readonly parameters?: readonly DatabaseParameter[];

    /**
     * A pool of connections between callers and the database. Callers then reach the database through it only.
     * Costs by the hour, day and night: it cannot be stopped. Refused where the database is to pause by itself.
     *
     * @default - none
     */
    readonly proxy?: DatabaseProxyArgs;

    /**
     * How far back a moment can be restored, in days. Valid: 1 to 35.
     *
     * @default 7
     */
    readonly backupRetentionDays?: number;

    /**
     * How long the database's logs are kept, in days. Valid: what CloudWatch Logs takes (1, 3, 5, 7, 14, 30, ... 3653).
     *
     * @default 30
     */
    readonly logRetentionDays?: number;

    /**
     * When AWS may back up and maintain it, in UTC. Refused where there are working hours, which both are derived from.
     *
     * @default - at 01:00 daily and at 02:00 on Sundays
     */
    readonly windows?: DatabaseWindows;

    /**
     * How much Database Insights keeps: `standard` seven days, free of charge; `advanced` 15 months, by the vCPU and hour.
     *
     * @default "standard"
     */
    readonly insights?: DatabaseInsights;

    /**
     * A key that exists, for storage, backups, insights, the first user's secret and the logs. Its policy must let CloudWatch
     * Logs use it for these log groups. Changing it replaces the database.
     *
     * @default - a key of its own
     */
    readonly key?: KeyRef;
}

export const DATABASE_DEFAULTS = { backupRetentionDays: 7, logRetentionDays: 30, insights: "standard" } as const;
