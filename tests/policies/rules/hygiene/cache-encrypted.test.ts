import { Secret, Unknown } from "../../../../plan/value";
import { cacheEncrypted as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const both = { atRestEncryptionEnabled: true, transitEncryptionEnabled: true };

describe("cache-encrypted", () => {
    describe("of a replication group", () => {
        tries(rule, "aws:elasticache/replicationGroup:ReplicationGroup", [
            ["both", "holds", both],
            ["both, and TLS required", "holds", { ...both, transitEncryptionMode: "required" }],
            ["both, and TLS preferred", "violated", { ...both, transitEncryptionMode: "preferred" }],
            ["nothing said", "violated", {}],
            ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
            ["none at rest", "violated", { ...both, atRestEncryptionEnabled: false }],
            ["none in transit", "violated", { ...both, transitEncryptionEnabled: false }],
            ["nothing said of rest", "violated", { transitEncryptionEnabled: true }],
            ["Valkey, which is encrypted at rest", "holds", { engine: "valkey", transitEncryptionEnabled: true }],
            ["Valkey, and nothing said of the way", "violated", { engine: "valkey" }],
            [
                "an engine that is not known, and nothing said of rest",
                "undecided",
                { engine: Unknown.computed, transitEncryptionEnabled: true },
            ],
            ["an engine that is not known, and both", "holds", { engine: Unknown.computed, ...both }],
            ["a value that is not known", "undecided", { ...both, transitEncryptionEnabled: Unknown.computed }],
            ["a mode that is not known", "undecided", { ...both, transitEncryptionMode: Unknown.computed }],
            ["a secret value", "violated", { ...both, transitEncryptionMode: new Secret("preferred") }],
            ["a value of another type", "undecided", { ...both, atRestEncryptionEnabled: 1 }],
            ["a secondary of a global group", "nothing", { globalReplicationGroupId: "orders" }],
        ]);
    });

    describe("of nodes", () => {
        tries(rule, "aws:elasticache/cluster:Cluster", [
            ["TLS", "holds", { engine: "memcached", transitEncryptionEnabled: true }],
            ["nothing said", "violated", { engine: "memcached" }],
            ["one node of Redis", "violated", { engine: "redis" }],
            ["a replica", "nothing", { replicationGroupId: "orders" }],
            ["a value that is not known", "undecided", { transitEncryptionEnabled: Unknown.computed }],
        ]);
    });

    describe("of MemoryDB", () => {
        tries(rule, "aws:memorydb/cluster:Cluster", [
            ["nothing said, which stands for TLS", "holds", {}],
            ["none", "violated", { tlsEnabled: false }],
            ["a value that is not known", "undecided", { tlsEnabled: Unknown.computed }],
        ]);
    });

    describe("of DAX", () => {
        const encrypted = { serverSideEncryption: { enabled: true }, clusterEndpointEncryptionType: "TLS" };
        tries(rule, "aws:dax/cluster:Cluster", [
            ["both", "holds", encrypted],
            ["nothing said", "violated", {}],
            ["none at rest", "violated", { ...encrypted, serverSideEncryption: { enabled: false } }],
            ["none in transit", "violated", { ...encrypted, clusterEndpointEncryptionType: "NONE" }],
            ["a value that is not known", "undecided", { ...encrypted, serverSideEncryption: Unknown.computed }],
        ]);
    });
});
