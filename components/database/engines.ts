import { type Expectation, textMatching } from "../arguments";
import { type EngineParameter, MYSQL_PARAMETERS, POSTGRESQL_PARAMETERS } from "./engine-parameters";

/** The database engines on offer, in their makers' spelling. */
export const ENGINES = ["postgresql", "mysql"] as const;
export type DatabaseEngine = (typeof ENGINES)[number];

/** What a database is where nothing is said. */
export const DEFAULT_ENGINE: DatabaseEngine = "postgresql";

/** The port that clients of an engine expect. */
export const DATABASE_PORTS: Readonly<Record<DatabaseEngine, number>> = { postgresql: 5432, mysql: 3306 };

/** How a database is built: an Aurora cluster with storage of its own, or one RDS instance with a disk. */
export type DatabaseForm = "aurora" | "instance";

/** What differs between engines, however they are built. */
export interface EngineFacts {
    /** As people spell it. */
    readonly title: string;
    /** The protocol, as RDS Proxy spells it. */
    readonly proxyFamily: "POSTGRESQL" | "MYSQL";
    /** The first user, who owns the database. */
    readonly masterUsername: string;
    /** Databases that are there from the beginning: none of these can be made. */
    readonly ownDatabases: readonly string[];
    /** Logs that go to CloudWatch. */
    readonly logs: readonly string[];
    readonly aurora: AuroraFacts;
    readonly instance: FormFacts;
}

/** What differs between engines in one form. */
export interface FormFacts {
    /** As RDS spells it. */
    readonly engine: string;
    readonly version: Expectation;
    /** The part of a version that its parameter family ends in. */
    readonly major: (version: string) => string;
    /** Parameters of the whole cluster, or of the instance; some of a cluster's lie with its instances. */
    readonly parameters: readonly EngineParameter[];
    readonly memberParameters: readonly EngineParameter[];
    /** A class of instance that has all that is switched on here. */
    readonly instanceClass: Expectation;
}

/** What differs between engines in Aurora. */
export interface AuroraFacts extends FormFacts {
    readonly engine: "aurora-postgresql" | "aurora-mysql";
    /** The first versions that can pause a serverless cluster by themselves, by major version (Aurora user guide). */
    readonly pausesSince: Readonly<Record<string, string>>;
    /** The part of a version that `pausesSince` is compared with. */
    readonly minor: (version: string) => readonly number[];
}

/** Major versions of PostgreSQL in standard support at the time of writing, Aurora and RDS alike (release calendars). */
const POSTGRESQL_MAJORS = ["14", "15", "16", "17"] as const;
const POSTGRESQL_VERSION = new RegExp(`^(${POSTGRESQL_MAJORS.join("|")})\\.\\d{1,2}$`);
const postgresqlVersion = (product: string) =>
    textMatching(POSTGRESQL_VERSION, `a version of ${product} such as 16.6, of ${POSTGRESQL_MAJORS.join(", ")}`);
const postgresqlMajor = (version: string) => version.slice(0, version.indexOf("."));

const AURORA_CLASS = textMatching(
    /^db\.[a-z][a-z0-9]+\.(medium|large|\d{0,2}xlarge)$/,
    "a provisioned Aurora instance class such as db.t4g.medium",
);
/** Recalled, not looked up: Aurora MySQL has no Performance Insights on the older classes of this kind. */
const AURORA_MYSQL_CLASS = textMatching(
    /^db\.(?!t[23]\.)[a-z][a-z0-9]+\.(medium|large|\d{0,2}xlarge)$/,
    "a provisioned Aurora instance class such as db.t4g.medium, but no db.t2 or db.t3, which have no insights with MySQL",
);
const POSTGRESQL_CLASS = textMatching(
    /^db\.[a-z][a-z0-9]+\.(micro|small|medium|large|\d{0,2}xlarge)$/,
    "an RDS instance class such as db.t4g.medium",
);
/** Recalled, not looked up: RDS for MySQL has no Performance Insights on classes that are smaller. */
const MYSQL_CLASS = textMatching(
    /^db\.[a-z][a-z0-9]+\.(medium|large|\d{0,2}xlarge)$/,
    "an RDS instance class from medium on, such as db.t4g.medium: smaller ones have no insights with MySQL",
);

const FACTS: Readonly<Record<DatabaseEngine, EngineFacts>> = {
    postgresql: {
        title: "PostgreSQL",
        proxyFamily: "POSTGRESQL",
        masterUsername: "postgres",
        ownDatabases: ["rdsadmin", "template0", "template1"],
        logs: ["postgresql"],
        aurora: {
            engine: "aurora-postgresql",
            version: postgresqlVersion("Aurora PostgreSQL"),
            major: postgresqlMajor,
            parameters: POSTGRESQL_PARAMETERS.ofCluster,
            memberParameters: POSTGRESQL_PARAMETERS.ofInstance,
            instanceClass: AURORA_CLASS,
            pausesSince: { "14": "14.12", "15": "15.7", "16": "16.3", "17": "17.0" },
            minor: version => numbersOf(version),
        },
        instance: {
            engine: "postgres",
            version: postgresqlVersion("RDS for PostgreSQL"),
            major: postgresqlMajor,
            parameters: [...POSTGRESQL_PARAMETERS.ofCluster, ...POSTGRESQL_PARAMETERS.ofInstance],
            memberParameters: [],
            instanceClass: POSTGRESQL_CLASS,
        },
    },
    mysql: {
        title: "MySQL",
        proxyFamily: "MYSQL",
        masterUsername: "admin",
        ownDatabases: ["information_schema", "mysql", "performance_schema", "sys"],
        // The general log would hold every statement, passwords among them; the audit log costs a line for each.
        logs: ["error", "slowquery"],
        aurora: {
            engine: "aurora-mysql",
            version: textMatching(
                /^8\.0\.mysql_aurora\.3\.\d{2}\.\d$/,
                "a version of Aurora MySQL 3 such as 8.0.mysql_aurora.3.08.0",
            ),
            major: () => "8.0",
            parameters: MYSQL_PARAMETERS.ofAurora,
            memberParameters: [],
            instanceClass: AURORA_MYSQL_CLASS,
            pausesSince: { "8.0": "3.08" },
            minor: version => numbersOf(version.slice("8.0.mysql_aurora.".length)),
        },
        instance: {
            engine: "mysql",
            // 8.0 left standard support on 2026-07-31 (RDS for MySQL, "Supported MySQL major versions").
            version: textMatching(/^8\.4\.\d{1,2}$/, "a version of RDS for MySQL 8.4 such as 8.4.5"),
            major: () => "8.4",
            parameters: MYSQL_PARAMETERS.ofRds,
            memberParameters: [],
            instanceClass: MYSQL_CLASS,
        },
    },
};

/** What is known of an engine. */
export function engineFacts(engine: DatabaseEngine): EngineFacts {
    return FACTS[engine];
}

/** The family of parameter groups that fits an engine version: the two can never disagree. */
export function parameterFamily(form: DatabaseForm, engine: DatabaseEngine, version: string): string {
    const facts = FACTS[engine][form];
    return `${facts.engine}${facts.major(version)}`;
}

/** Whether a serverless cluster of a version can pause when nobody is connected. */
export function canPause(engine: DatabaseEngine, version: string): boolean {
    const { major, minor, pausesSince } = FACTS[engine].aurora;
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
