import { Secret, Unknown } from "../../../../plan/value";
import { databaseLogsExported as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const prod = { stack: "prod" };
const PROPERTY = "enabledCloudwatchLogsExports";

describe("database-logs-exported", () => {
    describe("of a cluster", () => {
        const engine = "aurora-postgresql";
        tries(rule, "aws:rds/cluster:Cluster", [
            ["the log of PostgreSQL", "holds", { engine, [PROPERTY]: ["postgresql"] }, prod],
            ["another log, too", "holds", { engine, [PROPERTY]: ["iam-db-auth-error", "postgresql"] }, prod],
            ["another log only", "violated", { engine, [PROPERTY]: ["iam-db-auth-error"] }, prod],
            ["no log", "violated", { engine, [PROPERTY]: [] }, prod],
            ["nothing said", "violated", { engine }, prod],
            ["nothing said, after the provider's say", "violated", { engine }, { ...prod, phase: "checked" }],
            ["a list that is not known", "undecided", { engine, [PROPERTY]: Unknown.computed }, prod],
            ["a list with a name that is not known", "undecided", { engine, [PROPERTY]: [Unknown.computed] }, prod],
            [
                "a name that is not known, and the log",
                "holds",
                { engine, [PROPERTY]: [Unknown.computed, "postgresql"] },
                prod,
            ],
            ["what is no list", "undecided", { engine, [PROPERTY]: "postgresql" }, prod],
            ["a secret list", "violated", { engine, [PROPERTY]: new Secret(["audit"]) }, prod],
            ["an engine that is not known", "undecided", { engine: Unknown.computed, [PROPERTY]: ["error"] }, prod],
            ["staging", "nothing", { engine }],
        ]);
    });

    describe("of an instance", () => {
        tries(rule, "aws:rds/instance:Instance", [
            ["the errors of MySQL", "holds", { engine: "mysql", [PROPERTY]: ["error"] }, prod],
            ["slow queries only", "violated", { engine: "mysql", [PROPERTY]: ["slowquery"] }, prod],
            ["the alerts of Oracle", "holds", { engine: "oracle-se2", [PROPERTY]: ["alert"] }, prod],
            ["the errors of SQL Server", "holds", { engine: "sqlserver-ex", [PROPERTY]: ["error"] }, prod],
            ["no log of a replica", "violated", { replicateSourceDb: "orders" }, prod],
            ["a log of a replica", "holds", { replicateSourceDb: "orders", [PROPERTY]: ["error"] }, prod],
            ["an engine without logs", "nothing", { engine: "custom-oracle-ee" }, prod],
        ]);
    });
});
