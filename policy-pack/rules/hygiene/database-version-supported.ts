import { z } from "zod";
import { resourceRule, undecided, undecidedBecauseUnknown } from "../../kernel";
import { majorVersion } from "../support/database-engine";
import { judgeSupport, type SupportCalendar, warningDays } from "../support/support-calendar";

/** RDS for PostgreSQL and Aurora PostgreSQL, "Release calendars": the same dates in both. */
const POSTGRESQL: SupportCalendar = {
    "11": "2024-02-29",
    "12": "2025-02-28",
    "13": "2026-02-28",
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
};

/** End of standard support of each major version, by engine, as AWS published it up to November 2026. */
const CALENDARS: Readonly<Record<string, SupportCalendar>> = {
    postgres: POSTGRESQL,
    "aurora-postgresql": POSTGRESQL,
    // RDS for MySQL, "Supported MySQL major versions".
    mysql: { "5.7": "2024-02-29", "8.0": "2026-07-31", "8.4": "2029-07-31" },
    // Aurora MySQL, "Release calendars": 5.7 is Aurora MySQL 2, and 8.0 is Aurora MySQL 3.
    "aurora-mysql": { "5.7": "2024-10-31", "8.0": "2028-04-30", "8.4": "2032-04-30" },
    // RDS for MariaDB, "Supported MariaDB major versions".
    mariadb: { "10.6": "2026-08-31", "10.11": "2028-02-29", "11.4": "2029-05-31", "11.8": "2030-06-30" },
};

const VERSION = "engineVersion";

export const databaseVersionSupported = resourceRule({
    name: "database-version-supported",
    family: "hygiene",
    severity: "medium",
    description: "Every database runs a version of its engine that stays in standard support for a while.",
    remediation:
        "Raise `engineVersion`, in staging first: an argument of `Database`, and a property of the RDS cluster or instance. A new major version also needs `allowMajorVersionUpgrade` and a parameter group of its own family.",
    appliesTo: ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"],
    settings: z.object({ warningDays }),
    check(subject, { settings, today }) {
        // A replica runs the version of its source, which is judged by itself.
        if (["replicateSourceDb", "replicationSourceIdentifier"].some(one => subject.read(one).state !== "absent"))
            return [];
        const engine = subject.read("engine");
        if (engine.state === "unknown") return undecidedBecauseUnknown(engine);
        const name = engine.state === "known" && typeof engine.value === "string" ? engine.value : undefined;
        if (name !== undefined && !Object.hasOwn(CALENDARS, name)) return [];
        const reading = subject.read(VERSION);
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        const calendar = name === undefined ? undefined : CALENDARS[name];
        if (reading.state === "absent" || name === undefined || calendar === undefined) {
            const missing = reading.state === "absent" ? VERSION : "engine";
            return undecided({
                property: missing,
                message: `${missing} is not set, and the version is the one that AWS chose when the database was made`,
            });
        }
        return judgeSupport({
            reading,
            calendar,
            series: typeof reading.value === "string" ? majorVersion(name, reading.value) : undefined,
            today,
            warningDays: settings.warningDays,
            because: "past the end it is billed as extended support, or upgraded on a day of AWS's choosing",
        });
    },
});
