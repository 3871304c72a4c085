import {
    expectOneOf,
    expectTrue,
    resourceRule,
    type Subject,
    undecidedBecauseUnknown,
    type Verdict,
} from "../../kernel";

const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const NODES = "aws:elasticache/cluster:Cluster";
const MEMORY_DB = "aws:memorydb/cluster:Cluster";
const DAX = "aws:dax/cluster:Cluster";

const AT_REST = "whoever gets at a disk, a snapshot or a copy reads what is cached, sessions and tokens included";
const IN_TRANSIT = "everybody on the way reads what is cached, sessions and tokens included";

export const cacheEncrypted = resourceRule({
    name: "cache-encrypted",
    family: "hygiene",
    severity: "high",
    description: "Every cache keeps what it holds encrypted, on its disks and on the way.",
    remediation:
        'Set `atRestEncryptionEnabled: true`, `transitEncryptionEnabled: true` and `transitEncryptionMode: "required"` of an ElastiCache `ReplicationGroup`, in place of a single Redis node; leave `tlsEnabled` of MemoryDB on; set `serverSideEncryption.enabled: true` and `clusterEndpointEncryptionType: "TLS"` of DAX. Encryption at rest and DAX replace the cache.',
    appliesTo: [REPLICATION_GROUP, NODES, MEMORY_DB, DAX],
    check(subject) {
        switch (subject.type) {
            case REPLICATION_GROUP:
                return judgeReplicationGroup(subject);
            case MEMORY_DB:
                // MemoryDB encrypts its disks in any case (type documentation of the provider: `kmsKeyArn` only chooses the key).
                return expectTrue(subject, "tlsEnabled", { because: IN_TRANSIT, default: true });
            case DAX:
                return [
                    expectTrue(subject, "serverSideEncryption.enabled", { because: AT_REST, default: false }),
                    expectOneOf(subject, "clusterEndpointEncryptionType", ["TLS"], {
                        because: IN_TRANSIT,
                        default: "NONE",
                    }),
                ];
            default:
                return judgeNodes(subject);
        }
    },
});

function judgeReplicationGroup(subject: Subject): readonly Verdict[] {
    // A secondary of a global group is encrypted as its primary is.
    if (subject.read("globalReplicationGroupId").state !== "absent") return [];
    const engine = subject.read("engine", { default: "redis" });
    const isValkey = engine.state === "known" && engine.value === "valkey";
    const atRest = expectTrue(subject, "atRestEncryptionEnabled", { because: AT_REST, default: isValkey });
    const isUnclear = engine.state === "unknown" && subject.read("atRestEncryptionEnabled").state === "absent";
    const inTransit = expectTrue(subject, "transitEncryptionEnabled", { because: IN_TRANSIT, default: false });
    const onlyTls = expectOneOf(subject, "transitEncryptionMode", ["required"], {
        because: "a client that does not ask for TLS is still served in clear",
        default: "required",
    });
    return [
        engine.state === "unknown" && isUnclear ? undecidedBecauseUnknown(engine) : atRest,
        inTransit,
        ...(inTransit.outcome === "holds" ? [onlyTls] : []),
    ];
}

/** Nodes of Memcached, or one node of Redis, which can only be encrypted as a replication group. */
function judgeNodes(subject: Subject): readonly Verdict[] {
    // A replica belongs to a group that is judged by itself.
    if (subject.read("replicationGroupId").state !== "absent") return [];
    return [expectTrue(subject, "transitEncryptionEnabled", { because: IN_TRANSIT, default: false })];
}
