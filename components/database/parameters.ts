/** One engine parameter. All of these take effect without a restart. */
export interface EngineParameter {
    readonly name: string;
    readonly value: string;
    readonly applyMethod: "immediate";
}

/** A statement that takes longer is logged: half of what a page of the shop may take in all. */
const SLOW_STATEMENT_MS = 500;
/** A transaction that does nothing holds its locks no longer than this. */
const IDLE_TRANSACTION_MS = 300_000;

/**
 * For the whole cluster. Statements are not logged by kind: `log_statement = ddl` would write the passwords of
 * `ALTER ROLE` into the log.
 */
export const CLUSTER_PARAMETERS: readonly EngineParameter[] = [
    immediate("rds.force_ssl", 1),
    immediate("log_connections", 1),
    immediate("log_disconnections", 1),
    immediate("log_lock_waits", 1),
    immediate("log_min_duration_statement", SLOW_STATEMENT_MS),
];

/** For each instance. */
export const INSTANCE_PARAMETERS: readonly EngineParameter[] = [
    immediate("idle_in_transaction_session_timeout", IDLE_TRANSACTION_MS),
    immediate("track_io_timing", 1),
];

function immediate(name: string, value: number): EngineParameter {
    return { name, value: String(value), applyMethod: "immediate" };
}
