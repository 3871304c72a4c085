import {
    decide,
    expectTrue,
    holds,
    resourceRule,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
} from "../../kernel";

/** How each type says that its storage is encrypted; defaults are those of the provider's type documentation. */
interface EncryptionInputs {
    readonly encrypted: string;
    readonly default: boolean;
    /** Set on what is restored or replicated, which is encrypted as its source is unless it names a key. */
    readonly takenOverFrom: readonly string[];
}

const TYPES: Readonly<Record<string, EncryptionInputs>> = {
    "aws:rds/cluster:Cluster": {
        encrypted: "storageEncrypted",
        default: false,
        takenOverFrom: [
            "snapshotIdentifier",
            "replicationSourceIdentifier",
            "restoreToPointInTime",
            "globalClusterIdentifier",
        ],
    },
    "aws:rds/instance:Instance": {
        encrypted: "storageEncrypted",
        default: false,
        takenOverFrom: ["snapshotIdentifier", "replicateSourceDb", "restoreToPointInTime"],
    },
    "aws:docdb/cluster:Cluster": {
        encrypted: "storageEncrypted",
        default: false,
        takenOverFrom: ["snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"],
    },
    "aws:neptune/cluster:Cluster": {
        encrypted: "storageEncrypted",
        default: false,
        takenOverFrom: ["snapshotIdentifier", "replicationSourceIdentifier", "globalClusterIdentifier"],
    },
    "aws:redshift/cluster:Cluster": {
        encrypted: "encrypted",
        default: true,
        takenOverFrom: ["snapshotIdentifier", "snapshotArn"],
    },
};

const BECAUSE = "whoever gets at a disk, a snapshot or a copy reads every row";

export const databaseStorageEncrypted = resourceRule({
    name: "database-storage-encrypted",
    family: "hygiene",
    severity: "high",
    description: "The storage of every database is encrypted.",
    remediation:
        "`Database` encrypts by itself; elsewhere set `storageEncrypted: true`. Changing it replaces the database.",
    appliesTo: Object.keys(TYPES),
    check(subject) {
        const inputs = TYPES[subject.type];
        if (inputs === undefined) return [];
        const { encrypted } = inputs;
        // Serverless v1 is always encrypted (documentation of `storageEncrypted`).
        const mode = subject.read("engineMode");
        const isServerless = mode.state === "known" && mode.value === "serverless";
        const declared = () => {
            if (mode.state === "unknown" && subject.read(encrypted).state === "absent") {
                return undecidedBecauseUnknown(mode);
            }
            return expectTrue(subject, encrypted, { because: BECAUSE, default: isServerless || inputs.default });
        };
        const source = inputs.takenOverFrom.find(property => subject.read(property).state !== "absent");
        if (source === undefined) return declared();
        return decide(subject.read(encrypted), {
            known: declared,
            absent: () => takenOver(subject, encrypted, source),
        });
    },
});

function takenOver(subject: Subject, encrypted: string, source: string): Verdict {
    if (subject.read("kmsKeyId").state !== "absent") return holds();
    return undecided({
        property: encrypted,
        message: `${encrypted} is not set, and storage is encrypted as that of ${source} is, which the plan does not show: set \`kmsKeyId\` to have it encrypted in any case`,
    });
}
