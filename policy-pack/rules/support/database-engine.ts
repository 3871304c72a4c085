/** Engines whose major version is one number since version 10. */
const ONE_NUMBER: ReadonlySet<string> = new Set(["postgres", "aurora-postgresql"]);

/** The first release of PostgreSQL whose major version is one number. */
const FIRST_OF_ONE_NUMBER = 10;

const LEADING_NUMBERS = /^(\d+)(?:\.(\d+))?/;

/**
 * The major version within an engine version of RDS: `16` of `16.8`, `8.0` of `8.0.mysql_aurora.3.08.0`.
 * Nothing for a text that starts with no number, or names no more than half of a major version.
 */
export function majorVersion(engine: string, version: string): string | undefined {
    const [, first, second] = LEADING_NUMBERS.exec(version) ?? [];
    if (first === undefined) return undefined;
    if (ONE_NUMBER.has(engine) && Number(first) >= FIRST_OF_ONE_NUMBER) return first;
    return second === undefined ? undefined : `${first}.${second}`;
}
