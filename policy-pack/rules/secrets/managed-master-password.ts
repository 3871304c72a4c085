import {
    expectTrue,
    holds,
    resourceRule,
    type Subject,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";

/** How each type says who keeps its master password, and what makes it take another's. */
interface PasswordInputs {
    readonly managed: string;
    readonly passwords: readonly string[];
    /** Set on what is restored or replicated, which takes over the password of its source. */
    readonly takenOverFrom: readonly string[];
}

const TYPES: Readonly<Record<string, PasswordInputs>> = {
    "aws:rds/cluster:Cluster": {
        managed: "manageMasterUserPassword",
        passwords: ["masterPassword", "masterPasswordWo"],
        takenOverFrom: [
            "snapshotIdentifier",
            "replicationSourceIdentifier",
            "restoreToPointInTime",
            "globalClusterIdentifier",
        ],
    },
    "aws:rds/instance:Instance": {
        managed: "manageMasterUserPassword",
        passwords: ["password", "passwordWo"],
        takenOverFrom: ["snapshotIdentifier", "replicateSourceDb", "restoreToPointInTime"],
    },
    "aws:docdb/cluster:Cluster": {
        managed: "manageMasterUserPassword",
        passwords: ["masterPassword", "masterPasswordWo"],
        takenOverFrom: ["snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"],
    },
    "aws:redshift/cluster:Cluster": {
        managed: "manageMasterPassword",
        passwords: ["masterPassword", "masterPasswordWo"],
        takenOverFrom: ["snapshotIdentifier", "snapshotArn"],
    },
};

const BECAUSE = "a password that somebody chose stands in code or state, and nobody changes it";

export const managedMasterPassword = resourceRule({
    name: "managed-master-password",
    family: "secrets",
    severity: "high",
    description: "AWS makes, keeps and rotates the master password of every database.",
    remediation:
        "`Database` does so by itself; elsewhere set `manageMasterUserPassword: true` (Redshift: `manageMasterPassword`) and remove the password.",
    appliesTo: Object.keys(TYPES),
    check(subject) {
        const inputs = TYPES[subject.type];
        if (inputs === undefined) return [];
        const given = inputs.passwords.flatMap(password => judgePassword(subject, password));
        const takesOver = inputs.takenOverFrom.some(property => subject.read(property).state !== "absent");
        if (given.length > 0) return given;
        return takesOver ? holds() : expectTrue(subject, inputs.managed, { because: BECAUSE, default: false });
    },
});

function judgePassword(subject: Subject, password: string): readonly Verdict[] {
    const reading = subject.read(password);
    if (reading.state === "absent" || (reading.state === "known" && reading.value === "")) return [];
    // A value that is marked secret, or made from another resource, is one, whatever it will be.
    const isSet = reading.state === "known" || reading.secret || reading.from.length > 0;
    if (!isSet) return [undecidedBecauseUnknown(reading)];
    return [violated({ property: password, message: `${password} is set, expected none: ${BECAUSE}` })];
}
