import { type ArgumentFaults, nonEmptyText, textMatching, wholeNumber } from "../arguments";
import { DATABASE_PORTS } from "../database/engines";
import { DNS_LABEL } from "../domains";
import type { Environment } from "../environment";
import { regionalArn } from "../partition";
import { checkRanges } from "../ranges";
import type { EphemeralDatabaseRef, EphemeralReaperRef } from "./references";

/** Longer than any branch should live: what is needed longer is an environment with an owner and a budget. */
export const MAXIMUM_DAYS = wholeNumber(1, 90);
export const IMAGE = textMatching(
    /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)+@sha256:[0-9a-f]{64}$/,
    "an image by digest such as registry.example.com/tools@sha256:<64 digits>",
);
const DATABASE_NAME = textMatching(/^[A-Za-z_][\w$]{0,62}$/, "the name of a database: 1 to 63 letters, digits and _");
const PORT = wholeNumber(1, 65_535);

/** Records what is wrong with the reaper of an environment. */
export function checkReaper(
    path: string,
    reaper: EphemeralReaperRef,
    environment: Environment,
    faults: ArgumentFaults,
): void {
    faults.check(`${path}.namespaceName`, reaper.namespaceName, DNS_LABEL);
    faults.check(`${path}.serviceAccountName`, reaper.serviceAccountName, DNS_LABEL);
    faults.check(`${path}.image`, reaper.image, IMAGE);
    faults.check(`${path}.maximumDays`, reaper.maximumDays, MAXIMUM_DAYS);
    if (reaper.database !== undefined) checkDatabase(`${path}.database`, reaper.database, environment, faults);
}

/** Records what is wrong with the database of staging; what an output holds cannot be read yet. */
export function checkDatabase(
    path: string,
    database: EphemeralDatabaseRef,
    environment: Environment,
    faults: ArgumentFaults,
): void {
    const { endpoint, port, secretArn } = database;
    if (typeof endpoint === "string") faults.check(`${path}.endpoint`, endpoint, nonEmptyText);
    faults.check(`${path}.port`, port, PORT);
    if (port === DATABASE_PORTS.mysql) {
        faults.add(`${path}.port`, "that of a PostgreSQL database: MySQL knows no schemas in a database", port);
    }
    faults.check(`${path}.databaseName`, database.databaseName, DATABASE_NAME);
    if (typeof secretArn === "string") {
        // One of another account would be production's, or nobody's that may be read from here.
        const own = regionalArn(environment, "secretsmanager", "secret:");
        faults.check(`${path}.secretArn`, secretArn, {
            expected: `the ARN of a secret of the environment's own account and region, ${own}...`,
            fits: value => typeof value === "string" && value.startsWith(own) && value.length > own.length,
        });
    }
    checkRanges(`${path}.ranges`, database.ranges, faults);
}
