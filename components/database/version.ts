import { textMatching } from "../arguments";

/** The engine, as RDS spells it. */
export const ENGINE = "aurora-postgresql";

/** Major versions of Aurora PostgreSQL in standard support at the time of writing (Aurora release calendar). */
const MAJOR_VERSIONS = ["14", "15", "16", "17"] as const;

/** What an engine version must look like. */
export const ENGINE_VERSION = textMatching(
    new RegExp(`^(${MAJOR_VERSIONS.join("|")})\\.\\d{1,2}$`),
    `a version of Aurora PostgreSQL such as 16.6, of ${MAJOR_VERSIONS.join(", ")}`,
);

/** The family of parameter groups that fits an engine version: the two can never disagree. */
export function parameterFamily(engineVersion: string): string {
    return `${ENGINE}${engineVersion.slice(0, engineVersion.indexOf("."))}`;
}
