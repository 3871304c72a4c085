import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Database, DatabaseInstance } from "../../components";
import { assertDatabaseArgs } from "../../components/database/aurora-arguments";
import { assertDatabaseInstanceArgs } from "../../components/database/instance-arguments";
import { INSTANCE, planDatabase, planInstance, PROVISIONED } from "./database-support";
import { judged } from "./judged";
import { faultsOf, inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING } from "./support";

const CLUSTER_SNAPSHOT = "arn:aws:rds:eu-central-1:444455556666:cluster-snapshot:prod-orders-before-17";
const SNAPSHOT = "arn:aws:rds:eu-central-1:444455556666:snapshot:rds:prod-orders-2026-11-20-01-05";
const restored = (snapshotArn: unknown) => ({
    environment: PRODUCTION,
    databaseName: undefined,
    restoreFrom: { snapshotArn: snapshotArn as string },
});
const CLUSTER = { ...PROVISIONED, ...restored(CLUSTER_SNAPSHOT) };
const ONE = { ...INSTANCE, ...restored(SNAPSHOT) };

describe("a database that begins with a snapshot", () => {
    it("given a cluster in production, is a new cluster with the snapshot's databases and first user, under its own key", async () => {
        const cluster = inputsOf(await planDatabase(CLUSTER), "orders-cluster");
        assert.equal(cluster["snapshotIdentifier"], CLUSTER_SNAPSHOT);
        assert.equal(cluster["databaseName"], undefined);
        assert.equal(cluster["masterUsername"], undefined);
        assert.equal(cluster["manageMasterUserPassword"], true);
        assert.equal(cluster["storageEncrypted"], true);
    });

    it("given an instance in production, begins with a copy of the snapshot under the database's own key", async () => {
        const plan = await planInstance(ONE);
        assert.deepEqual(namesOf(plan, "aws:rds/snapshotCopy:SnapshotCopy"), ["orders-snapshot"]);
        const { tags, ...copy } = inputsOf(plan, "orders-snapshot");
        assert.notEqual(tags, undefined);
        assert.deepEqual(copy, {
            sourceDbSnapshotIdentifier: SNAPSHOT,
            targetDbSnapshotIdentifier: "prod-orders-origin",
            kmsKeyId: "<unknown>",
        });
        assert.deepEqual(sourcesOf(plan, "orders-snapshot", "kmsKeyId"), ["orders-key"]);
        const instance = inputsOf(plan, "orders-instance");
        assert.equal(instance["snapshotIdentifier"], "prod-orders-origin");
        assert.deepEqual(sourcesOf(plan, "orders-instance", "snapshotIdentifier"), ["orders-snapshot"]);
        assert.equal(instance["dbName"], undefined);
        assert.equal(instance["username"], undefined);
    });

    it("given none, begins empty and copies nothing", async () => {
        const plan = await planInstance(INSTANCE);
        assert.deepEqual(namesOf(plan, "aws:rds/snapshotCopy:SnapshotCopy"), []);
        assert.equal(inputsOf(plan, "orders-instance")["snapshotIdentifier"], undefined);
        assert.equal(inputsOf(await planDatabase(PROVISIONED), "orders-cluster")["snapshotIdentifier"], undefined);
    });

    it("given a snapshot of production's own account, no rule objects", async () => {
        const found = await judged(
            (_, opts) => {
                new Database("orders", CLUSTER, opts);
                new DatabaseInstance("reports", ONE, opts);
            },
            { environments: [PRODUCTION] },
        );
        assert.deepEqual(found, []);
    });

    describe("given arguments at fault", () => {
        const faults = (changes: object) =>
            faultsOf(() => {
                assertDatabaseArgs("orders", { ...CLUSTER, ...changes });
            });
        const OUTSIDE =
            'expected nothing outside production: a snapshot holds the rows of real people; `DataRefresh` restores masked ones into the database that is there, got {"snapshotArn":';
        const path = "restoreFrom.snapshotArn: expected";

        it("given staging, refuses even a snapshot of its own", () => {
            const own = CLUSTER_SNAPSHOT.replace("444455556666", "111122223333");
            assert.deepEqual(faults({ environment: STAGING, restoreFrom: { snapshotArn: own } }), [
                `restoreFrom: ${OUTSIDE}"${own}"}`,
            ]);
        });

        it("given staging and a snapshot of production, says what is wrong with it as well", () => {
            assert.deepEqual(faults({ environment: STAGING }), [
                `restoreFrom: ${OUTSIDE}"${CLUSTER_SNAPSHOT}"}`,
                `${path} a snapshot of the environment's own account, 111122223333, got "444455556666"`,
            ]);
        });

        it("given a snapshot that is nothing of what it should be, names all of it", () => {
            const snapshotArn = "arn:aws-cn:rds:cn-north-1:111122223333:snapshot:prod-orders";
            assert.deepEqual(faults({ restoreFrom: { snapshotArn } }), [
                `${path} a snapshot of the environment's own partition, aws, got "aws-cn"`,
                `${path} a snapshot of the environment's own region, eu-central-1, got "cn-north-1"`,
                `${path} a snapshot of the environment's own account, 444455556666, got "111122223333"`,
                `${path} the kind cluster-snapshot, got "snapshot"`,
            ]);
        });

        for (const [given, snapshotArn, got] of [
            ["a name", "prod-orders-before-17", '"prod-orders-before-17"'],
            ["an ARN of another service", "arn:aws:s3:::dumps", '"arn:aws:s3:::dumps"'],
            ["an output", pulumi.output(CLUSTER_SNAPSHOT), "an output, whose value is not known while planning"],
            ["nothing", undefined, "nothing"],
        ] as const) {
            it(`given ${given} for an ARN, says so`, () => {
                assert.deepEqual(faults({ restoreFrom: { snapshotArn } }), [
                    `${path} the ARN of a snapshot, arn:aws:rds:eu-central-1:444455556666:cluster-snapshot:..., got ${got}`,
                ]);
            });
        }

        it("given a name for a database beside it, says that the snapshot brings its own", () => {
            assert.deepEqual(faults({ databaseName: "shop" }), [
                'databaseName: expected nothing beside `restoreFrom`: a snapshot brings its databases, got "shop"',
            ]);
        });

        it("given a snapshot of a cluster for an instance, says so", () => {
            assert.deepEqual(
                faultsOf(() => {
                    const args = { ...ONE, restoreFrom: { snapshotArn: CLUSTER_SNAPSHOT } };
                    assertDatabaseInstanceArgs("orders", args);
                }),
                [`${path} the kind snapshot, got "cluster-snapshot"`],
            );
        });
    });
});
