import * as assert from "node:assert/strict";

import { type PropertyMap, Unknown } from "../../plan/value";
import { stacksOf } from "../../policy-pack/kernel/judge";
import { restOf } from "../../schedule/database-rest";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { plan, resource } from "../support/policy";

const CLUSTER = "aws:rds/cluster:Cluster";
const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
const GROUP = "aws:autoscaling/group:Group";
const INSTANCE = "aws:rds/instance:Instance";
const MACHINE = "aws:ec2/instance:Instance";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const SERVICE = "aws:ecs/service:Service";

const pausing = { clusterIdentifier: "orders", serverlessv2ScalingConfiguration: { minCapacity: 0 } };
const serverless = { clusterIdentifier: "orders", instanceClass: "db.serverless" };

function rest(type: string, inputs: PropertyMap, ...members: readonly PropertyMap[]): string {
    const subject = resource(type, inputs);
    const others = members.map((member, place) => resource(MEMBER, member, { name: `member-${place}` }));
    const [stack] = stacksOf([plan([subject, ...others])], DEFAULT_SETTINGS);
    return restOf(stack!.byUrn(subject.urn)!, stack!);
}

describe("how something comes to rest", () => {
    type Case = readonly [given: string, expected: string, type: string, inputs: PropertyMap, ...PropertyMap[]];
    const TABLE: readonly Case[] = [
        ["a cluster", "by schedule", CLUSTER, {}],
        ["a cluster of a mode that is named", "by schedule", CLUSTER, { engineMode: "provisioned" }],
        ["serverless v1", "not stoppable", CLUSTER, { engineMode: "serverless" }],
        ["a member of a global database", "not stoppable", CLUSTER, { globalClusterIdentifier: "world" }],
        ["the copy of another", "not stoppable", CLUSTER, { replicationSourceIdentifier: "orders" }],
        ["a cluster of no global database", "by schedule", CLUSTER, { globalClusterIdentifier: "" }],
        ["SQL Server in two zones", "not stoppable", INSTANCE, { engine: "sqlserver-se", multiAz: true }],
        ["SQL Server in one zone", "by schedule", INSTANCE, { engine: "sqlserver-se", multiAz: false }],
        ["what may be in two zones", "by schedule", INSTANCE, { engine: "sqlserver-se", multiAz: Unknown.computed }],
        ["one-time spot capacity", "not stoppable", MACHINE, { instanceMarketOptions: { marketType: "spot" } }],
        ["an instance on demand", "by schedule", MACHINE, { instanceType: "t3.micro" }],
        ["a cluster that pauses", "by itself", CLUSTER, pausing],
        [
            "a cluster that never pauses",
            "by schedule",
            CLUSTER,
            { serverlessv2ScalingConfiguration: { minCapacity: 0.5 } },
        ],
        [
            "a cluster that may pause",
            "unknown",
            CLUSTER,
            { serverlessv2ScalingConfiguration: { minCapacity: Unknown.computed } },
        ],
        ["one that pauses, with its member", "by itself", CLUSTER, pausing, serverless],
        [
            "one that pauses, with a member that does not",
            "by schedule",
            CLUSTER,
            pausing,
            serverless,
            { ...serverless, instanceClass: "db.r6g.large" },
        ],
        [
            "one that pauses, with a member of a class that is not known",
            "unknown",
            CLUSTER,
            pausing,
            serverless,
            { ...serverless, instanceClass: Unknown.computed },
        ],
        [
            "one that pauses, beside a member of another",
            "by itself",
            CLUSTER,
            pausing,
            { clusterIdentifier: "mail", instanceClass: "db.r6g.large" },
        ],
        ["an instance", "by schedule", "aws:rds/instance:Instance", {}],
        ["a read replica", "not stoppable", "aws:rds/instance:Instance", { replicateSourceDb: "orders" }],
        ["a group of none", "by itself", GROUP, { maxSize: 0 }],
        ["a group of up to one", "by schedule", GROUP, { maxSize: 1, minSize: 0 }],
        ["a group of nobody knows how many", "by schedule", GROUP, { maxSize: Unknown.computed }],
        ["no nodes", "by itself", NODES, { scalingConfig: { desiredSize: 0, minSize: 0 } }],
        ["no nodes for now", "by schedule", NODES, { scalingConfig: { desiredSize: 0, minSize: 1 } }],
        ["a service on instances of one's own", "not stoppable", SERVICE, { desiredCount: 1 }],
        ["a service on Fargate", "by schedule", SERVICE, { launchType: "FARGATE", desiredCount: 1 }],
        ["a service of none on Fargate", "by itself", SERVICE, { launchType: "FARGATE", desiredCount: 0 }],
        ["a service of nobody knows where", "unknown", SERVICE, { launchType: Unknown.computed }],
        [
            "a service on spot capacity of Fargate",
            "by schedule",
            SERVICE,
            { capacityProviderStrategies: [{ capacityProvider: "mine" }, { capacityProvider: "FARGATE_SPOT" }] },
        ],
        [
            "a service on capacity that is not known",
            "unknown",
            SERVICE,
            { capacityProviderStrategies: [{ capacityProvider: Unknown.computed }] },
        ],
        ["an instance of EC2", "by schedule", "aws:ec2/instance:Instance", {}],
    ];
    for (const [given, expected, type, inputs, ...members] of TABLE) {
        it(`given ${given}, is ${expected}`, () => {
            assert.equal(rest(type, inputs, ...members), expected);
        });
    }

    it("given a cluster that would pause and something that holds connections to it, needs a schedule", () => {
        const pauses = resource(CLUSTER, pausing);
        const proxy = resource("aws:rds/proxyTarget:ProxyTarget", { dbClusterIdentifier: "orders" });
        const restWith = (...others: readonly (typeof proxy)[]) => {
            const [stack] = stacksOf([plan([pauses, ...others])], DEFAULT_SETTINGS);
            return restOf(stack!.byUrn(pauses.urn)!, stack!);
        };
        assert.deepEqual([restWith(), restWith(proxy)], ["by itself", "by schedule"]);
    });
});
