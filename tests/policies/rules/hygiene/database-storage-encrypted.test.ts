import { Secret, Unknown } from "../../../../plan/value";
import { databaseStorageEncrypted as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("database-storage-encrypted", () => {
    describe("of a cluster", () => {
        tries(rule, "aws:rds/cluster:Cluster", [
            ["encryption", "holds", { storageEncrypted: true }],
            ["encryption in words", "holds", { storageEncrypted: "true" }],
            ["none", "violated", { storageEncrypted: false }],
            ["nothing said, before the provider's say", "violated", {}],
            ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
            ["serverless v1, which always is", "holds", { engineMode: "serverless" }],
            [
                "serverless v2, which is not by itself",
                "violated",
                { serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 4 } },
            ],
            ["provisioned, which is not by itself", "violated", { engineMode: "provisioned" }],
            ["a mode that is not known, and nothing else said", "undecided", { engineMode: Unknown.computed }],
            [
                "a mode that is not known, and none",
                "violated",
                { engineMode: Unknown.computed, storageEncrypted: false },
            ],
            ["a value that is not known", "undecided", { storageEncrypted: Unknown.computed }],
            ["a secret value", "violated", { storageEncrypted: new Secret(false) }],
            ["a snapshot, and nothing said", "undecided", { snapshotIdentifier: "before" }],
            ["a snapshot and a key", "holds", { snapshotIdentifier: "before", kmsKeyId: Unknown.computed }],
            ["a snapshot, and none", "violated", { snapshotIdentifier: "before", storageEncrypted: false }],
        ]);
    });

    describe("of an instance", () => {
        tries(rule, "aws:rds/instance:Instance", [
            ["encryption", "holds", { storageEncrypted: true }],
            ["nothing said", "violated", {}],
            ["a replica, and nothing said", "undecided", { replicateSourceDb: "orders" }],
        ]);
    });

    for (const type of ["aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"]) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["encryption", "holds", { storageEncrypted: true }],
                ["nothing said", "violated", {}],
                ["a mode of another name", "violated", { engineMode: "provisioned" }],
            ]);
        });
    }

    describe("of Redshift", () => {
        tries(rule, "aws:redshift/cluster:Cluster", [
            ["nothing said, which stands for encryption", "holds", {}],
            ["none", "violated", { encrypted: "false" }],
        ]);
    });
});
