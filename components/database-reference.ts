import { type ArgumentFaults, oneOf, textMatching } from "./arguments";
import { isPlainObject } from "./known-arguments";
import type { DatabaseRef } from "./references";

/** Names of clusters and instances as RDS takes them (CreateDBInstance, API reference). */
const DATABASE_IDENTIFIER = textMatching(/^(?=.{1,63}$)[a-z](-?[a-z0-9])*$/, "the name of a database in RDS");

/** Records what is wrong with a database that is named. */
export function checkDatabaseRef(faults: ArgumentFaults, propertyPath: string, database: DatabaseRef): void {
    if (!isPlainObject(database)) {
        faults.add(propertyPath, "an object with clusterIdentifier or instanceIdentifier", database);
        return;
    }
    const { clusterIdentifier, instanceIdentifier, pausesByItself, serverless } = database;
    if (clusterIdentifier === undefined) {
        faults.check(`${propertyPath}.instanceIdentifier`, instanceIdentifier, DATABASE_IDENTIFIER);
        const ofCluster: Readonly<Record<string, unknown>> = { serverless, pausesByItself };
        for (const [property, value] of Object.entries(ofCluster)) {
            if (value !== undefined) {
                faults.add(`${propertyPath}.${property}`, "nothing beside `instanceIdentifier`", value);
            }
        }
        return;
    }
    faults.check(`${propertyPath}.clusterIdentifier`, clusterIdentifier, DATABASE_IDENTIFIER);
    faults.checkOptional(`${propertyPath}.serverless`, serverless, oneOf([true, false]));
    faults.checkOptional(`${propertyPath}.pausesByItself`, pausesByItself, oneOf([true, false]));
    const beside: unknown = instanceIdentifier;
    if (beside !== undefined) {
        faults.add(`${propertyPath}.instanceIdentifier`, "nothing beside `clusterIdentifier`", beside);
    }
}
