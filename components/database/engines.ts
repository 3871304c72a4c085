import { type Expectation, textMatching } from "../arguments";

/** The database engines on offer, in their makers' spelling. */
export const ENGINES = ["postgresql", "mysql"] as const;
export type DatabaseEngine = (typeof ENGINES)[number];

/** What a database is where nothing is said. */
export const DEFAULT_ENGINE: DatabaseEngine = "postgresql";

/** The port that clients of an engine expect. */
export const DATABASE_PORTS: Readonly<Record<DatabaseEngine, number>> = { postgresql: 5432, mysql: 3306 };

/** One engine parameter. All of these take effect without a restart. */
export interface EngineParameter {
    readonly name: string;
    readonly value: string;
    readonly applyMethod: "immediate";
}

/** What differs between engines. */
export interface EngineFacts {
    /** As RDS spells it. */
    readonly engine: "aurora-postgresql" | "aurora-mysql";
    /** As people spell it. */
    readonly title: string;
    readonly version: Expectation;
    /** The first user, who owns the database. */
    readonly masterUsername: string;
    /** Logs that go to CloudWatch. */
    readonly logs: readonly string[];
    readonly clusterParameters: readonly EngineParameter[];
    readonly instanceParameters: readonly EngineParameter[];
    /** The part of a version that its parameter family ends in. */
    readonly major: (version: string) => string;
    /** The first versions that can pause a serverless cluster by themselves, by major version (Aurora user guide). */
    readonly pausesSince: Readonly<Record<string, string>>;
    /** The part of a version that `pausesSince` is compared with. */
    readonly minor: (version: string) => readonly number[];
}

/** A statement that takes longer is logged: half of what a page of the shop may take in all. */
const SLOW_STATEMENT_MS = 500;
/** A transaction that does nothing holds its locks no longer than this. */
const IDLE_TRANSACTION_MS = 300_000;

/** Major versions of Aurora PostgreSQL in standard support at the time of writing (Aurora release calendar). */
const POSTGRESQL_MAJORS = ["14", "15", "16", "17"] as const;

const FACTS: Readonly<Record<DatabaseEngine, EngineFacts>> = {
    postgresql: {
        engine: "aurora-postgresql",
        title: "PostgreSQL",
        version: textMatching(
            new RegExp(`^(${POSTGRESQL_MAJORS.join("|")})\\.\\d{1,2}$`),
            `a version of Aurora PostgreSQL such as 16.6, of ${POSTGRESQL_MAJORS.join(", ")}`,
        ),
        masterUsername: "postgres",
        logs: ["postgresql"],
        // Statements are not logged by kind: `log_statement = ddl` would write the passwords of `ALTER ROLE` into the log.
        clusterParameters: [
            immediate("rds.force_ssl", 1),
            immediate("log_connections", 1),
            immediate("log_disconnections", 1),
            immediate("log_lock_waits", 1),
            immediate("log_min_duration_statement", SLOW_STATEMENT_MS),
        ],
        instanceParameters: [
            immediate("idle_in_transaction_session_timeout", IDLE_TRANSACTION_MS),
            immediate("track_io_timing", 1),
        ],
        major: version => version.slice(0, version.indexOf(".")),
        pausesSince: { "14": "14.12", "15": "15.7", "16": "16.3", "17": "17.0" },
        minor: version => numbersOf(version),
    },
    mysql: {
        engine: "aurora-mysql",
        title: "MySQL",
        version: textMatching(
            /^8\.0\.mysql_aurora\.3\.\d{2}\.\d$/,
            "a version of Aurora MySQL 3 such as 8.0.mysql_aurora.3.08.0",
        ),
        masterUsername: "admin",
        // The general log would hold every statement, passwords among them; the audit log costs a line for each.
        logs: ["error", "slowquery"],
        clusterParameters: [
            { name: "require_secure_transport", value: "ON", applyMethod: "immediate" },
            immediate("slow_query_log", 1),
            immediate("long_query_time", SLOW_STATEMENT_MS / 1000),
        ],
        instanceParameters: [],
        major: () => "8.0",
        pausesSince: { "8.0": "3.08" },
        minor: version => numbersOf(version.slice("8.0.mysql_aurora.".length)),
    },
};

function immediate(name: string, value: number): EngineParameter {
    return { name, value: String(value), applyMethod: "immediate" };
}

/** What is known of an engine. */
export function engineFacts(engine: DatabaseEngine): EngineFacts {
    return FACTS[engine];
}

/** The family of parameter groups that fits an engine version: the two can never disagree. */
export function parameterFamily(engine: DatabaseEngine, version: string): string {
    const facts = FACTS[engine];
    return `${facts.engine}${facts.major(version)}`;
}

/** Whether a serverless cluster of a version can pause when nobody is connected. */
export function canPause(engine: DatabaseEngine, version: string): boolean {
    const { major, minor, pausesSince } = FACTS[engine];
    const since = pausesSince[major(version)];
    if (since === undefined) return false;
    const first = numbersOf(since);
    const actual = minor(version);
    const differing = first.findIndex((number, place) => actual[place] !== number);
    return differing < 0 || (actual[differing] ?? 0) > (first[differing] ?? 0);
}

function numbersOf(version: string): readonly number[] {
    return version.split(".").map(Number);
}
