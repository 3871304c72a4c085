import * as assert from "node:assert/strict";
import type { DatabaseArgs, DatabaseInstanceArgs, DatabaseRef } from "../../components";
import { type Database, type DatabaseInstance } from "../../components";
import { INSTANCE, PROVISIONED, SERVERLESS } from "./database-support";

/** Compiles only where what is said of it is true; there is nothing to run. */
describe("the types of a database", () => {
    it("given combinations that cannot be, do not compile", () => {
        // @ts-expect-error: a class and a range for one database
        const both: DatabaseArgs = { ...PROVISIONED, serverless: { minCapacity: 1, maxCapacity: 2 } };
        const { instanceClass, ...sizeless } = PROVISIONED;
        // @ts-expect-error: neither of the two
        const neither: DatabaseArgs = sizeless;
        // @ts-expect-error: a class for a reader of a serverless database
        const reader: DatabaseArgs = { ...SERVERLESS, readers: [{ name: "a", instanceClass }] };
        // @ts-expect-error: a database that begins empty and with a snapshot
        const origins: DatabaseArgs = { ...PROVISIONED, restoreFrom: { snapshotArn: "arn" } };
        const { databaseName, ...nameless } = INSTANCE;
        // @ts-expect-error: a database that begins with nothing at all
        const nothing: DatabaseInstanceArgs = nameless;
        // @ts-expect-error: one instance whose size is chosen for it
        const sized: DatabaseInstanceArgs = { ...INSTANCE, serverless: { minCapacity: 1, maxCapacity: 2 } };
        // @ts-expect-error: a cluster and an instance at once
        const reference: DatabaseRef = { clusterIdentifier: databaseName, instanceIdentifier: databaseName };
        // @ts-expect-error: nobody said whether there are two zones
        const zones: DatabaseInstanceArgs = { ...INSTANCE, multiAz: undefined };
        assert.equal([both, neither, reader, origins, nothing, sized, reference, zones].length, 8);
    });

    it("given either component, take it for what a timer or an alarm is told of a database", () => {
        const references: readonly ((database: Database, instance: DatabaseInstance) => DatabaseRef)[] = [
            database => database,
            (_, instance) => instance,
        ];
        assert.equal(references.length, 2);
    });
});
