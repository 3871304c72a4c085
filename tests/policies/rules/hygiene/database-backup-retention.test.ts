import { Unknown } from "../../../../plan/value";
import { databaseBackupRetention as rule } from "../../../../policy-pack/rules";
import { type Extras, tries } from "../table";

const production: Extras = { stack: "prod" };

describe("database-backup-retention", () => {
    describe("of a cluster", () => {
        tries(rule, "aws:rds/cluster:Cluster", [
            ["the limit in production", "holds", { backupRetentionPeriod: 7 }, production],
            ["one day below it", "violated", { backupRetentionPeriod: 6 }, production],
            ["nothing said in production, which stands for one day", "violated", {}, production],
            ["nothing said in staging", "holds", {}],
            ["no backups in staging", "violated", { backupRetentionPeriod: 0 }],
            [
                "no backups in staging, which the settings allow",
                "holds",
                { backupRetentionPeriod: 0 },
                { settings: { minimumDaysOutsideProduction: 0 } },
            ],
            [
                "a higher limit, reached",
                "holds",
                { backupRetentionPeriod: 35 },
                { ...production, settings: { minimumDays: 35 } },
            ],
            [
                "a higher limit, missed",
                "violated",
                { backupRetentionPeriod: 34 },
                { ...production, settings: { minimumDays: 35 } },
            ],
            ["a retention that is not known", "undecided", { backupRetentionPeriod: Unknown.computed }, production],
            ["digits", "holds", { backupRetentionPeriod: "7" }, production],
            ["a text that is no number", "undecided", { backupRetentionPeriod: "a week" }, production],
        ]);
    });

    describe("of an instance", () => {
        tries(rule, "aws:rds/instance:Instance", [
            ["nothing said in staging, which stands for none", "violated", {}],
            ["a day in staging", "holds", { backupRetentionPeriod: 1 }],
            ["a read replica", "nothing", { replicateSourceDb: Unknown.computed }, production],
        ]);
    });

    describe("of Redshift", () => {
        tries(rule, "aws:redshift/cluster:Cluster", [
            ["a week in production", "holds", { automatedSnapshotRetentionPeriod: 7 }, production],
            ["nothing said in production, which stands for one day", "violated", {}, production],
        ]);
    });
});
