import { z } from "zod";
import { expectAtLeast, resourceRule } from "../../kernel";

/** Longest retention of automated backups that RDS offers, in days. */
const MAXIMUM_DAYS = 35;

const settings = z.object({
    minimumDays: z
        .int()
        .min(1)
        .max(MAXIMUM_DAYS)
        .default(7)
        .describe("Shortest time that production keeps automated backups, in days."),
    minimumDaysOutsideProduction: z
        .int()
        .min(0)
        .max(MAXIMUM_DAYS)
        .default(1)
        .describe("Shortest time that other environments keep automated backups, in days; 0 allows none."),
});

/** Where each type keeps its retention, and what the provider documents for one that is not set. */
const TYPES: Readonly<Record<string, { readonly property: string; readonly default: number }>> = {
    "aws:rds/cluster:Cluster": { property: "backupRetentionPeriod", default: 1 },
    "aws:rds/instance:Instance": { property: "backupRetentionPeriod", default: 0 },
    "aws:docdb/cluster:Cluster": { property: "backupRetentionPeriod", default: 1 },
    "aws:neptune/cluster:Cluster": { property: "backupRetentionPeriod", default: 1 },
    "aws:redshift/cluster:Cluster": { property: "automatedSnapshotRetentionPeriod", default: 1 },
};

export const databaseBackupRetention = resourceRule({
    name: "database-backup-retention",
    family: "hygiene",
    severity: "high",
    description: "Automated backups of every database are kept long enough to notice a bad change.",
    remediation:
        "Raise `backupRetentionDays` of `Database`, or `backupRetentionPeriod` (Redshift: `automatedSnapshotRetentionPeriod`) of the resource.",
    appliesTo: Object.keys(TYPES),
    settings,
    check(subject, { settings: { minimumDays, minimumDaysOutsideProduction } }) {
        const retention = TYPES[subject.type];
        if (retention === undefined) return [];
        // A read replica relies on the backups of its source.
        if (subject.read("replicateSourceDb").state !== "absent") return [];
        const minimum = subject.environment.class === "production" ? minimumDays : minimumDaysOutsideProduction;
        return expectAtLeast(subject, retention.property, minimum, {
            because: "a fault that is noticed later can no longer be undone",
            default: retention.default,
        });
    },
});
