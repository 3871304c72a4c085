import {
    expectFalse,
    expectSet,
    expectTrue,
    holds,
    resourceRule,
    type Subject,
    type Verdict,
    violated,
} from "../../kernel";

export const databaseProtectedInProduction = resourceRule({
    name: "database-protected-in-production",
    family: "hygiene",
    severity: "high",
    description:
        "In production a database cannot be deleted by accident and leaves a snapshot; elsewhere it can be destroyed.",
    remediation:
        "`Database` follows the class of its `environment`. Elsewhere, in production set `deletionProtection: true`, `skipFinalSnapshot: false` and `finalSnapshotIdentifier`; outside it the reverse.",
    appliesTo: [
        "aws:rds/cluster:Cluster",
        "aws:rds/instance:Instance",
        "aws:docdb/cluster:Cluster",
        "aws:neptune/cluster:Cluster",
    ],
    check(subject) {
        return subject.environment.class === "production" ? protectedFromDeletion(subject) : destroyable(subject);
    },
});

/** All defaults below are `false` in the provider's type documentation. */
const UNSET = { default: false } as const;

function protectedFromDeletion(subject: Subject): readonly Verdict[] {
    // The resource option `protect` stops Pulumi alone; a console or another tool deletes all the same.
    const deletion = expectTrue(subject, "deletionProtection", {
        because: "one wrong word at a prompt deletes it",
        ...UNSET,
    });
    // A read replica leaves no snapshot of its own: RDS refuses one.
    if (subject.read("replicateSourceDb").state !== "absent") return [deletion];
    const because = "deleting it loses every row since the last backup";
    const skipped = expectFalse(subject, "skipFinalSnapshot", { because, ...UNSET });
    if (skipped.outcome !== "holds") return [deletion, skipped];
    const named = expectSet(subject, "finalSnapshotIdentifier", {
        because: "without a name there is no snapshot, and the deletion fails half-way",
    });
    return [deletion, named];
}

function destroyable(subject: Subject): readonly Verdict[] {
    const because =
        "an environment that cannot be destroyed is never rebuilt, and is paid for until somebody finds out why";
    const deletion = expectFalse(subject, "deletionProtection", { because, ...UNSET });
    const kept = subject.resource.options.protect
        ? violated({
              message: `is protected by the resource option \`protect\`, expected none outside production: ${because}`,
          })
        : holds();
    const isNamed = subject.read("finalSnapshotIdentifier").state !== "absent";
    const snapshot = isNamed ? holds() : expectTrue(subject, "skipFinalSnapshot", { because, ...UNSET });
    return [deletion, kept, snapshot];
}
