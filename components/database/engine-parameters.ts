import type { DatabaseEngine } from "./engines";

/** When RDS applies a parameter: at once, or at the next restart, which static ones need. */
export const APPLY_METHODS = ["immediate", "pending-reboot"] as const;

/** One engine parameter. */
export interface EngineParameter {
    readonly name: string;
    readonly value: string;
    readonly applyMethod: (typeof APPLY_METHODS)[number];
}

/** A statement that takes longer is logged: half of what a page of the shop may take in all. */
const SLOW_STATEMENT_MS = 500;
/** A transaction that does nothing holds its locks no longer than this. */
const IDLE_TRANSACTION_MS = 300_000;

/** All of these take effect without a restart. */
export const POSTGRESQL_PARAMETERS = {
    ofCluster: [
        immediate("rds.force_ssl", 1),
        immediate("log_connections", 1),
        immediate("log_disconnections", 1),
        immediate("log_lock_waits", 1),
        immediate("log_min_duration_statement", SLOW_STATEMENT_MS),
    ],
    ofInstance: [
        immediate("idle_in_transaction_session_timeout", IDLE_TRANSACTION_MS),
        immediate("track_io_timing", 1),
    ],
} as const;

const MYSQL_SLOW_STATEMENTS = [
    immediate("slow_query_log", 1),
    immediate("long_query_time", SLOW_STATEMENT_MS / 1000),
] as const;

/** All of these take effect without a restart. */
export const MYSQL_PARAMETERS = {
    ofAurora: [{ name: "require_secure_transport", value: "ON", applyMethod: "immediate" }, ...MYSQL_SLOW_STATEMENTS],
    ofRds: [
        immediate("require_secure_transport", 1),
        ...MYSQL_SLOW_STATEMENTS,
        // Into tables is the default, and from there nothing reaches CloudWatch (RDS user guide, "MySQL slow query log").
        { name: "log_output", value: "FILE", applyMethod: "immediate" },
    ],
} as const;

/** Parameters that nobody sets, with the reason, by engine. */
export const REFUSED_PARAMETERS: Readonly<Record<DatabaseEngine, Readonly<Record<string, string>>>> = {
    postgresql: {
        "rds.force_ssl": "TLS is always required",
        log_statement: "it writes the passwords of `ALTER ROLE` into the log",
    },
    mysql: {
        require_secure_transport: "TLS is always required",
        general_log: "it writes every statement into the log, passwords among them",
    },
};

/**
 * Parameters whose replication holds connections, so that a serverless cluster never pauses, and the values that do not
 * (Aurora user guide, "Scaling to zero").
 */
export const AWAKE_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
    "rds.logical_replication": ["0", "off"],
    binlog_format: ["off"],
    aurora_enhanced_binlog: ["0", "off"],
};

function immediate(name: string, value: number): EngineParameter {
    return { name, value: String(value), applyMethod: "immediate" };
}
