import { Secret, Unknown } from "../../../../plan/value";
import { databaseVersionSupported as rule } from "../../../../policy-pack/rules";
import { type Row, tries } from "../table";

const postgres = (engineVersion: string) => ({ engine: "aurora-postgresql", engineVersion });
/** PostgreSQL 14 leaves standard support on 2027-02-28. */
const on = (today: string, warningDays = 60) => ({ today, settings: { warningDays } });

describe("database-version-supported", () => {
    describe("of a cluster", () => {
        tries(rule, "aws:rds/cluster:Cluster", [
            ["a version long before its end", "holds", postgres("16.8")],
            ["a version 60 days before its end", "holds", postgres("14.20"), on("2026-12-30")],
            ["a version 59 days before its end", "violated", postgres("14.20"), on("2026-12-31")],
            ["the last day, without a warning", "holds", postgres("14.20"), on("2027-02-28", 0)],
            ["the day after it, without a warning", "violated", postgres("14.20"), on("2027-03-01", 0)],
            ["a major version only", "holds", postgres("16")],
            ["a version newer than all that are known", "holds", postgres("42.1")],
            ["a version older than all that are known", "violated", postgres("9.6.24")],
            ["a text that starts with no number", "undecided", postgres("latest")],
            ["a version of another type", "undecided", { engine: "postgres", engineVersion: [] }],
            ["a version that is not known", "undecided", { engine: "postgres", engineVersion: Unknown.computed }],
            ["no version, before the provider's say", "undecided", { engine: "postgres" }],
            ["no version, after the provider's say", "undecided", { engine: "postgres" }, { phase: "checked" }],
            ["a secret version", "violated", { engine: "postgres", engineVersion: new Secret("11.22") }],
            ["an engine that is not known", "undecided", { engine: Unknown.computed, engineVersion: "16.8" }],
            ["no engine, as in what is restored", "undecided", { engineVersion: "16.8", snapshotIdentifier: "x" }],
            ["a replica", "nothing", { ...postgres("11.22"), replicationSourceIdentifier: "orders" }],
            ["an engine without a calendar", "nothing", { engine: "custom", engineVersion: "1" }],
            ["Aurora MySQL 2", "violated", { engine: "aurora-mysql", engineVersion: "5.7.mysql_aurora.2.11.5" }],
            ["Aurora MySQL 3", "holds", { engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.08.0" }],
        ]);
    });

    describe("of an instance", () => {
        const rows: readonly Row[] = [
            ["MySQL 8.0 before its end", "holds", { engine: "mysql", engineVersion: "8.0.42" }, on("2026-01-31")],
            ["MySQL 8.0 after its end", "violated", { engine: "mysql", engineVersion: "8.0.42" }, on("2026-08-01")],
            ["MySQL 8, which may be either", "undecided", { engine: "mysql", engineVersion: "8" }],
            ["MariaDB 10.5", "violated", { engine: "mariadb", engineVersion: "10.5.27" }],
            ["MariaDB 10.11", "holds", { engine: "mariadb", engineVersion: "10.11.9" }],
            ["a version between those that are known", "undecided", { engine: "mariadb", engineVersion: "10.9.1" }],
            ["a read replica", "nothing", { replicateSourceDb: "orders" }],
            ["Oracle", "nothing", { engine: "oracle-ee", engineVersion: "12.1" }],
        ];
        tries(rule, "aws:rds/instance:Instance", rows);
    });
});
