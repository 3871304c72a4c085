import { Secret, Unknown } from "../../../../plan/value";
import { databaseNotPublic as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("database-not-public", () => {
    for (const type of [
        "aws:rds/instance:Instance",
        "aws:rds/clusterInstance:ClusterInstance",
        "aws:redshift/cluster:Cluster",
        "aws:mq/broker:Broker",
        "aws:timestreaminfluxdb/dbInstance:DbInstance",
    ]) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["a private address", "holds", { publiclyAccessible: false }],
                ["nothing said", "holds", {}],
                ["nothing said, after the provider's say", "holds", {}, { phase: "checked" }],
                ["a public address", "violated", { publiclyAccessible: true }],
                ["a public address in words", "violated", { publiclyAccessible: "true" }],
                ["a value that is not known", "undecided", { publiclyAccessible: Unknown.computed }],
                ["a secret value", "violated", { publiclyAccessible: new Secret(true) }],
            ]);
        });
    }
});
