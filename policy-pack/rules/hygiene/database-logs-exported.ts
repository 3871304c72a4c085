import { isList } from "../../../plan/value";
import {
    decide,
    holds,
    resourceRule,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { listed } from "../../../plan/plain";

/**
 * The log that tells what went wrong, by engine (type documentation of `enabledCloudwatchLogsExports`). Others are for
 * audits and tuning, and a choice of the team.
 */
const LOG: Readonly<Record<string, string>> = {
    "aurora-postgresql": "postgresql",
    postgres: "postgresql",
    "aurora-mysql": "error",
    mysql: "error",
    mariadb: "error",
};

/** Families of engines with an edition behind their name (`oracle-ee`). */
const LOG_BY_PREFIX: readonly (readonly [prefix: string, log: string])[] = [
    ["oracle-", "alert"],
    ["sqlserver-", "error"],
];

const PROPERTY = "enabledCloudwatchLogsExports";

export const databaseLogsExported = resourceRule({
    name: "database-logs-exported",
    family: "hygiene",
    severity: "medium",
    description: "In production every database keeps the log of its errors outside of itself.",
    remediation:
        'Name the log in `enabledCloudwatchLogsExports`: `["postgresql"]`, or `["error"]` for MySQL, MariaDB and SQL Server; `Database` does so by itself.',
    appliesTo: ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"],
    check(subject) {
        if (subject.environment.class !== "production") return [];
        const engine = subject.read("engine");
        // A replica says no engine: its logs are of the kind of its source.
        if (engine.state === "absent") return judge(subject, undefined);
        if (engine.state === "unknown") return undecidedBecauseUnknown(engine);
        const log = typeof engine.value === "string" ? logOf(engine.value) : undefined;
        return log === undefined ? [] : judge(subject, log);
    },
});

function logOf(engine: string): string | undefined {
    if (Object.hasOwn(LOG, engine)) return LOG[engine];
    return LOG_BY_PREFIX.find(([prefix]) => engine.startsWith(prefix))?.[1];
}

/** @param wanted The log that must be named; nothing if any will do. */
function judge(subject: Subject, wanted: string | undefined): Verdict {
    const because = "its own disk keeps them for days, and none is left of one that was replaced";
    const expected = wanted ?? "the log of its errors";
    const missing = () =>
        violated({ property: PROPERTY, message: `${PROPERTY} does not name ${expected}, expected it: ${because}` });
    return decide(subject.read(PROPERTY), {
        absent: missing,
        known: value => {
            const logs = isList(value) ? listed(value) : undefined;
            if (logs === undefined) return undecided({ property: PROPERTY, message: `${PROPERTY} is no list` });
            const isNamed = (log: (typeof logs)[number]) =>
                typeof log === "string" && (wanted === undefined || wanted === log);
            if (logs.some(isNamed)) return holds();
            if (logs.every(log => typeof log === "string")) return missing();
            return undecided({ property: PROPERTY, message: `${PROPERTY} holds a name that is not known` });
        },
    });
}
