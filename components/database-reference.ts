import { type ArgumentFaults, textMatching } from "./arguments";
import type { DatabaseRef } from "./references";

/** Names of clusters and instances as RDS takes them (CreateDBInstance, API reference). */
const DATABASE_IDENTIFIER = textMatching(/^(?=.{1,63}$)[a-z](-?[a-z0-9])*$/, "the name of a database in RDS");

/** Records what is wrong with a database that is named. */
export function checkDatabaseRef(faults: ArgumentFaults, propertyPath: string, database: DatabaseRef): void {
    const { clusterIdentifier, instanceIdentifier } = database;
    if (clusterIdentifier === undefined) {
        faults.check(`${propertyPath}.instanceIdentifier`, instanceIdentifier, DATABASE_IDENTIFIER);
        return;
    }
    faults.check(`${propertyPath}.clusterIdentifier`, clusterIdentifier, DATABASE_IDENTIFIER);
    const beside: unknown = instanceIdentifier;
    if (beside !== undefined) {
        faults.add(`${propertyPath}.instanceIdentifier`, "nothing beside `clusterIdentifier`", beside);
    }
}
