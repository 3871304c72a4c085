import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { databaseRequiresTls as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { type Extras, tries } from "../table";

const NAME = "dbClusterParameterGroupName";

const groupOf = (type: string, family: PropertyValue, parameters: PropertyValue) =>
    resource(type, { name: "orders", family, parameters }, { name: "parameters" });
const clusterGroup = (parameters: PropertyValue, family: PropertyValue = "aurora-postgresql16") =>
    groupOf("aws:rds/clusterParameterGroup:ClusterParameterGroup", family, parameters);
const setting = (value: PropertyValue, name: PropertyValue = "rds.force_ssl") => [{ name, value }];

const postgres = (version: string, extra: PropertyMap = {}) => ({
    engine: "aurora-postgresql",
    engineVersion: version,
    ...extra,
});
/** A group that the database names in the open. */
const named = (parameters: PropertyValue): Extras => ({ beside: [clusterGroup(parameters)] });
/** A group whose name is known after deployment. */
function made(parameters: PropertyValue, family?: PropertyValue): Extras {
    const group = clusterGroup(parameters, family);
    return { beside: [group], comesFrom: { [NAME]: [group] } };
}

/** Groups of which the name is made from both. */
const eitherOf = (...groups: readonly PlannedResource[]): Extras => ({ beside: groups, comesFrom: { [NAME]: groups } });

describe("database-requires-tls", () => {
    describe("of a cluster", () => {
        const byName = postgres("16.8", { [NAME]: "orders" });
        const byEdge = postgres("16.8", { [NAME]: Unknown.computed });
        const newByEdge = postgres("17.4", { [NAME]: Unknown.computed });
        tries(rule, "aws:rds/cluster:Cluster", [
            ["a group that requires TLS", "holds", byName, named(setting("1"))],
            ["a group that does, found by what its name is made from", "holds", byEdge, made(setting("1"))],
            ["a group that says so in words", "holds", byName, named(setting("ON"))],
            ["a group that says so as a number", "holds", byName, named(setting(1))],
            ["a group that does not", "violated", byName, named(setting("0"))],
            ["a group that says nothing of it", "violated", byName, named(setting("1", "log_connections"))],
            ["a group without parameters", "violated", byName, named([])],
            ["a group whose parameters are not known", "undecided", byEdge, made(Unknown.computed)],
            ["a group with an unknown parameter", "undecided", byEdge, made([Unknown.computed])],
            ["an unknown parameter, and TLS", "holds", byEdge, made([Unknown.computed, ...setting("1")])],
            ["a parameter whose name is not known", "undecided", byEdge, made(setting("1", Unknown.computed))],
            ["a parameter that is no map", "undecided", byEdge, made(["rds.force_ssl"])],
            ["a value that is not known", "undecided", byEdge, made(setting(Unknown.computed))],
            ["a value of another type", "undecided", byEdge, made(setting([]))],
            ["a secret value", "violated", byEdge, made(setting(new Secret("0")))],
            ["a group that is not in the plan", "undecided", byName],
            ["a group of which nothing is known", "undecided", byEdge],
            [
                "two groups that the name may be",
                "undecided",
                byEdge,
                eitherOf(
                    clusterGroup(setting("1")),
                    resource("aws:rds/clusterParameterGroup:ClusterParameterGroup", {}, { name: "other" }),
                ),
            ],
            ["no group, and a version that does not require TLS by itself", "violated", postgres("16.8")],
            ["no group, after the provider's say", "violated", postgres("16.8"), { phase: "checked" }],
            ["no group, and a version that does", "holds", postgres("17.4")],
            ["a group of such a version that says nothing of it", "holds", newByEdge, made([], "aurora-postgresql17")],
            [
                "a group of such a version that switches it off",
                "violated",
                byEdge,
                made(setting("0"), "aurora-postgresql17"),
            ],
            ["a group of a family that is not known", "violated", byEdge, made([], Unknown.computed)],
            ["the group of AWS for a version", "holds", { [NAME]: "default.aurora-postgresql17" }],
            ["the group of AWS for an older one", "violated", { [NAME]: "default.aurora-postgresql16" }],
            ["no group, and no version", "undecided", { engine: "aurora-postgresql" }],
            ["no group, and an engine that is not known", "undecided", { engine: Unknown.computed }],
            ["no group, and no engine", "undecided", {}],
            ["Aurora MySQL without a group", "violated", { engine: "aurora-mysql" }],
            [
                "Aurora MySQL with one that requires TLS",
                "holds",
                { engine: "aurora-mysql", [NAME]: Unknown.computed },
                made(setting("1", "require_secure_transport"), "aurora-mysql8.0"),
            ],
            ["an engine without such a parameter", "nothing", { engine: "custom" }],
        ]);
    });

    describe("of an instance", () => {
        const group = (parameters: PropertyValue, family: string) =>
            groupOf("aws:rds/parameterGroup:ParameterGroup", family, parameters);
        const using = (engine: string) => ({ engine, parameterGroupName: "orders" });
        tries(rule, "aws:rds/instance:Instance", [
            ["PostgreSQL 15 without a group", "holds", { engine: "postgres", engineVersion: "15.12" }],
            ["PostgreSQL 14 without a group", "violated", { engine: "postgres", engineVersion: "14.17" }],
            ["MySQL without a group", "violated", { engine: "mysql", engineVersion: "8.4.4" }],
            ["MariaDB 11.8 without a group", "holds", { engine: "mariadb", engineVersion: "11.8.3" }],
            ["MariaDB 11.4 without a group", "violated", { engine: "mariadb", engineVersion: "11.4.5" }],
            [
                "SQL Server with a group that requires TLS",
                "holds",
                using("sqlserver-ex"),
                { beside: [group(setting("1"), "sqlserver-ex-15.0")] },
            ],
            [
                "SQL Server with one that does not",
                "violated",
                using("sqlserver-ex"),
                { beside: [group([], "sqlserver-ex-15.0")] },
            ],
            ["Oracle", "nothing", { engine: "oracle-ee" }],
            ["a replica that takes over the group of its source", "nothing", { replicateSourceDb: "orders" }],
            [
                "a replica with a group of its own",
                "violated",
                { replicateSourceDb: "orders", parameterGroupName: "orders" },
                { beside: [group([], "postgres14")] },
            ],
        ]);
    });

    describe("of DocumentDB", () => {
        const group = (parameters: PropertyValue) =>
            groupOf("aws:docdb/clusterParameterGroup:ClusterParameterGroup", "docdb5.0", parameters);
        tries(rule, "aws:docdb/cluster:Cluster", [
            ["no group, which stands for TLS", "holds", {}],
            [
                "a group that switches it off",
                "violated",
                { [NAME]: "orders" },
                { beside: [group(setting("disabled", "tls"))] },
            ],
            [
                "a group that asks for TLS 1.2",
                "holds",
                { [NAME]: "orders" },
                { beside: [group(setting("tls1.2+", "tls"))] },
            ],
            ["a group that is not in the plan", "undecided", { [NAME]: "orders" }],
        ]);
    });

    describe("of Redshift", () => {
        const PROPERTY = "clusterParameterGroupName";
        const group = (family: PropertyValue, parameters: PropertyValue = []) =>
            groupOf("aws:redshift/parameterGroup:ParameterGroup", family, parameters);
        const using = { [PROPERTY]: "orders" };
        tries(rule, "aws:redshift/cluster:Cluster", [
            ["no group, which stands for the newest family", "holds", {}],
            ["a group of the newest family", "holds", using, { beside: [group("redshift-2.0")] }],
            ["a group of the old family", "violated", using, { beside: [group("redshift-1.0")] }],
            ["a group of a family that is not known", "undecided", using, { beside: [group(Unknown.computed)] }],
            [
                "a group that requires TLS",
                "holds",
                using,
                { beside: [group("redshift-1.0", setting("true", "require_ssl"))] },
            ],
            ["the old group of AWS", "violated", { [PROPERTY]: "default.redshift-1.0" }],
        ]);
    });

    describe("of a proxy", () => {
        tries(rule, "aws:rds/proxy:Proxy", [
            ["TLS", "holds", { requireTls: true }],
            ["none", "violated", { requireTls: false }],
            ["nothing said", "violated", {}],
            ["a value that is not known", "undecided", { requireTls: Unknown.computed }],
        ]);
    });
});
