import { Secret, Unknown } from "../../../../plan/value";
import { standardSupportOnly as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("standard-support-only", () => {
    describe("of a database", () => {
        tries(rule, "aws:rds/cluster:Cluster", [
            [
                "standard support",
                "holds",
                { engine: "aurora-postgresql", engineLifecycleSupport: "open-source-rds-extended-support-disabled" },
            ],
            ["nothing said", "violated", { engine: "aurora-postgresql" }],
            [
                "nothing said, after the provider's say",
                "violated",
                { engine: "aurora-postgresql" },
                { phase: "checked" },
            ],
            [
                "extended support",
                "violated",
                { engine: "mysql", engineLifecycleSupport: "open-source-rds-extended-support" },
            ],
            ["an engine without extended support", "nothing", { engine: "oracle-ee" }],
            ["no engine, as in a replica", "violated", {}],
            ["an engine that is not known", "undecided", { engine: Unknown.computed }],
            [
                "a value that is not known",
                "undecided",
                { engine: "postgres", engineLifecycleSupport: Unknown.computed },
            ],
            [
                "a secret value",
                "violated",
                { engine: "postgres", engineLifecycleSupport: new Secret("open-source-rds-extended-support") },
            ],
        ]);
    });

    describe("of an instance", () => {
        tries(rule, "aws:rds/instance:Instance", [
            ["nothing said", "violated", { engine: "postgres" }],
            ["a replica, which is kept as its source is", "nothing", { replicateSourceDb: "orders" }],
            ["a replica of what is not known", "nothing", { replicateSourceDb: Unknown.computed }],
        ]);
    });

    describe("of a global database", () => {
        tries(rule, "aws:rds/globalCluster:GlobalCluster", [
            [
                "standard support",
                "holds",
                { engine: "aurora-postgresql", engineLifecycleSupport: "open-source-rds-extended-support-disabled" },
            ],
            ["nothing said", "violated", { engine: "aurora-postgresql" }],
            ["an engine whose global databases have no such support", "nothing", { engine: "aurora-mysql" }],
            ["no engine, as in one made from a cluster", "nothing", { sourceDbClusterIdentifier: "orders" }],
            ["an engine that is not known", "undecided", { engine: Unknown.computed }],
        ]);
    });

    describe("of a cluster", () => {
        tries(rule, "aws:eks/cluster:Cluster", [
            ["standard support", "holds", { upgradePolicy: { supportType: "STANDARD" } }],
            ["extended support", "violated", { upgradePolicy: { supportType: "EXTENDED" } }],
            ["nothing said", "violated", {}],
            ["a value that is not known", "undecided", { upgradePolicy: Unknown.computed }],
        ]);
    });
});
