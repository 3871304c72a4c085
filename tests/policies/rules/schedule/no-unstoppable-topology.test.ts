import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { noUnstoppableTopology as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";
import { CLUSTER, cluster, INSTANCE, judged, onlyRead, saidOf, type StackRow } from "./nights";

const instance = (inputs: PropertyMap = {}) =>
    resource(INSTANCE, { identifier: "orders", engine: "postgres", ...inputs }, { name: "orders" });
const pausing = (minCapacity: PropertyValue, more: PropertyMap = {}) =>
    cluster({ serverlessv2ScalingConfiguration: { minCapacity, maxCapacity: 4 }, ...more });
const proxy = (dbClusterIdentifier: PropertyValue) =>
    resource("aws:rds/proxyTarget:ProxyTarget", { dbClusterIdentifier, dbProxyName: "pool" }, { name: "pool" });
const group = (held: PropertyValue) =>
    resource(
        "aws:rds/clusterParameterGroup:ClusterParameterGroup",
        { name: "tuned", parameters: held },
        { name: "tuned" },
    );
const parameters = (name: PropertyValue, value: PropertyValue) => group([{ name, value }]);
const tuned = pausing(0, { dbClusterParameterGroupName: "tuned" });

describe("no-unstoppable-topology", () => {
    describe("of a cluster", () => {
        tries(rule, CLUSTER, [
            ["a cluster of its own", "holds", {}],
            ["a member of a global database", "violated", { globalClusterIdentifier: "world" }],
            ["a member of one that is not known yet", "violated", { globalClusterIdentifier: Unknown.computed }],
            ["a member of a secret one", "violated", { globalClusterIdentifier: new Secret("world") }],
            ["an empty name of a global database", "holds", { globalClusterIdentifier: "" }],
            [
                "a copy of another cluster",
                "violated",
                { replicationSourceIdentifier: "arn:aws:rds:eu-west-1:1:cluster:o" },
            ],
            [
                "a copy, after the provider's say",
                "violated",
                { replicationSourceIdentifier: "x" },
                { phase: "checked" },
            ],
            ["several masters", "violated", { engineMode: "multimaster" }],
            ["serverless v1, which pauses by itself", "holds", { engineMode: "serverless" }],
            ["a mode that is not known", "undecided", { engineMode: Unknown.computed }],
            ["production", "nothing", { globalClusterIdentifier: "world" }, { stack: "prod" }],
        ]);
    });

    describe("of an instance", () => {
        tries(rule, INSTANCE, [
            ["PostgreSQL in two zones", "holds", { engine: "postgres", multiAz: true }],
            ["SQL Server in two zones", "violated", { engine: "sqlserver-se", multiAz: true }],
            ["SQL Server in one zone", "holds", { engine: "sqlserver-se", multiAz: false }],
            ["SQL Server, and nothing of zones", "holds", { engine: "sqlserver-se" }],
            [
                "SQL Server in zones that are not known",
                "undecided",
                { engine: "sqlserver-se", multiAz: Unknown.computed },
            ],
            ["an engine that is not known, in two zones", "undecided", { engine: Unknown.computed, multiAz: true }],
            ["an engine that is not known, in one zone", "holds", { engine: Unknown.computed }],
            ["an instance restored with the engine that it had", "holds", { snapshotIdentifier: "s", multiAz: true }],
            ["a replica", "violated", { replicateSourceDb: "orders" }],
            ["a replica of what is not known yet", "violated", { replicateSourceDb: Unknown.computed }],
        ]);
    });

    describe("of a machine", () => {
        const spot = (more: PropertyMap) => ({ instanceMarketOptions: { marketType: "spot", ...more } });
        tries(rule, "aws:ec2/instance:Instance", [
            ["a machine on demand", "holds", {}],
            ["spot capacity, which is one-time by default", "violated", spot({})],
            ["a persistent request", "holds", spot({ spotOptions: { spotInstanceType: "persistent" } })],
            ["a one-time request", "violated", spot({ spotOptions: { spotInstanceType: "one-time" } })],
            ["a request that is not known", "undecided", spot({ spotOptions: { spotInstanceType: Unknown.computed } })],
            ["a market that is not known", "undecided", { instanceMarketOptions: { marketType: Unknown.computed } }],
            ["a reserved block of capacity", "holds", { instanceMarketOptions: { marketType: "capacity-block" } }],
        ]);
    });

    const cases: readonly StackRow[] = [
        [
            "a source whose replica names it",
            "violated",
            [instance(), resource(INSTANCE, { replicateSourceDb: "orders" }, { name: "copy" })],
        ],
        [
            "a source whose replica comes from it",
            "violated",
            [
                instance(),
                resource(
                    INSTANCE,
                    { replicateSourceDb: Unknown.computed },
                    { name: "copy", comesFrom: { replicateSourceDb: [instance()] } },
                ),
            ],
        ],
        [
            "a replica of something else",
            "holds",
            [instance(), resource(INSTANCE, { replicateSourceDb: "carts" }, { name: "copy" })],
        ],
        ["a cluster that pauses", "holds", [pausing(0)]],
        ["a proxy in front of a cluster that pauses", "violated", [pausing(0), proxy("orders")]],
        ["a proxy in front of one that does not", "holds", [pausing(0.5), proxy("orders")]],
        [
            "a proxy in front of one of which that is not known",
            "undecided",
            [pausing(Unknown.computed), proxy("orders")],
        ],
        ["a proxy in front of another", "holds", [pausing(0), proxy("carts")]],
        [
            "logical replication of a cluster that pauses",
            "violated",
            [tuned, parameters("rds.logical_replication", "1")],
        ],
        ["logical replication switched off", "holds", [tuned, parameters("rds.logical_replication", "0")]],
        ["a binary log of a cluster that pauses", "violated", [tuned, parameters("binlog_format", "ROW")]],
        ["a binary log switched off", "holds", [tuned, parameters("binlog_format", "OFF")]],
        [
            "replication that is not known",
            "undecided",
            [tuned, parameters("rds.logical_replication", Unknown.computed)],
        ],
        ["another parameter", "holds", [tuned, parameters("rds.force_ssl", "1")]],
        ["a parameter whose name is not known", "undecided", [tuned, parameters(Unknown.computed, "1")]],
        ["parameters that are not known", "undecided", [tuned, group(Unknown.computed)]],
        ["parameters of which one is not known", "undecided", [tuned, group([Unknown.computed])]],
        [
            "replication beside a parameter that is not known",
            "violated",
            [tuned, group([Unknown.computed, { name: "rds.logical_replication", value: "1" }])],
        ],
        [
            "replication of a cluster that never pauses",
            "holds",
            [cluster({ dbClusterParameterGroupName: "tuned" }), parameters("rds.logical_replication", "1")],
        ],
        ["replication of another cluster", "holds", [pausing(0), parameters("rds.logical_replication", "1")]],
    ];
    for (const [given, expected, resources] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(rule, resources, { subject: "orders" }), expected);
        });
    }

    it("given a cluster that is only read, says nothing", () => {
        assert.deepEqual(saidOf(rule, [onlyRead(cluster({ globalClusterIdentifier: "world" }))]), []);
    });
});
