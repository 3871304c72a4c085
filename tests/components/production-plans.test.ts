import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import { Cluster, Edge, type NetworkRef, Observability } from "../../components";
import { planOf } from "../support/plan";
import { CLUSTER_PLAN } from "./expected/cluster";
import { EDGE_PLAN } from "./expected/edge";
import { OBSERVABILITY_PLAN } from "./expected/observability";
import { CLUSTER_ARGS, OBSERVABILITY_ARGS } from "./samples";
import { PRODUCTION, STAGING } from "./support";
import { wholePlan } from "./whole-plan";

/** Two zones, as the plan of the edge in staging expects them. */
const EDGE_NETWORK: NetworkRef = {
    vpcId: "vpc-1",
    range: "10.1.0.0/16",
    subnets: [
        { id: "subnet-public-a", zone: "eu-central-1a", range: "10.1.0.0/20", tier: "public" },
        { id: "subnet-public-b", zone: "eu-central-1b", range: "10.1.64.0/20", tier: "public" },
    ],
};

/**
 * Production is staging under other names, but for what is listed here: everything else that a component declares is the
 * same to the letter.
 */
describe("the same component in production", () => {
    it("given observability, says when a metric ends that always comes, and keeps its key", async () => {
        const plan = await planOf(() => {
            new Observability("watch", {
                ...OBSERVABILITY_ARGS,
                environment: PRODUCTION,
                cluster: { clusterName: "prod-shop" },
                database: { clusterIdentifier: "prod-orders" },
            });
        });
        const alarmsThatAlwaysHear = ["database-cpu", "database-local-storage", "nodes-cpu", "nodes-failed"];
        assert.deepEqual(
            differences(OBSERVABILITY_PLAN, wholePlan(plan)),
            [
                ...alarmsThatAlwaysHear.flatMap(alarm => [
                    `watch-${alarm}.insufficientDataActions.0: absent to "<unknown>"`,
                    `watch-${alarm}.treatMissingData: "notBreaching" to "missing"`,
                ]),
                "watch-key.deletionWindowInDays: 7 to 30",
                "watch-key.protect: absent to true",
            ].sort(),
        );
    });

    it("given a cluster, keeps it and its key, and runs on nodes that are not taken away", async () => {
        const plan = await planOf(() => {
            new Cluster("shop", {
                ...CLUSTER_ARGS,
                environment: PRODUCTION,
                deployRoleArn: "arn:aws:iam::444455556666:role/deploy",
                nodeGroups: CLUSTER_ARGS.nodeGroups.map(group => ({ ...group, capacity: "on-demand" })),
            });
        });
        assert.deepEqual(differences(CLUSTER_PLAN, wholePlan(plan)), [
            "shop-cluster.deletionProtection: false to true",
            "shop-cluster.protect: absent to true",
            "shop-key.deletionWindowInDays: 7 to 30",
            "shop-key.protect: absent to true",
            `shop-workers.capacityType: "SPOT" to "ON_DEMAND"`,
            `shop-workers.nodeGroupName: "workers-a5a50979" to "workers-ee225cc6"`,
        ]);
    });

    it("given an edge, keeps the load balancer and its logs", async () => {
        const plan = await planOf(() => {
            const provider = new kubernetes.Provider("cluster", {});
            new Edge("shop", {
                environment: PRODUCTION,
                network: EDGE_NETWORK,
                zone: { zoneId: "Z1", domain: "prod.example.com" },
                host: "shop.prod.example.com",
                callers: ["198.51.100.0/24"],
                target: {
                    namespace: "shop",
                    serviceName: "web",
                    servicePort: 80,
                    podPort: 8080,
                    healthPath: "/healthz",
                    securityGroupId: "sg-nodes",
                    provider,
                },
            });
        });
        const { cluster, ...declared } = wholePlan(plan);
        assert.deepEqual(cluster, { type: "pulumi:providers:kubernetes" });
        assert.deepEqual(differences(EDGE_PLAN, declared), [
            "shop-balancer.enableDeletionProtection: false to true",
            "shop-balancer.protect: absent to true",
            "shop-logs-bucket.forceDestroy: true to false",
            "shop-logs-bucket.protect: absent to true",
        ]);
    });
});

/** Where production's plan is not staging's with the names of production in it, one line each. */
function differences(staging: object, production: object): readonly string[] {
    const named = JSON.stringify(staging)
        .replaceAll(STAGING.name, PRODUCTION.name)
        .replaceAll(STAGING.accountId, PRODUCTION.accountId);
    const [before, after] = [leavesOf(JSON.parse(named)), leavesOf(production)];
    return [...new Set([...before.keys(), ...after.keys()])]
        .filter(path => before.get(path) !== after.get(path))
        .map(path => `${path}: ${before.get(path) ?? "absent"} to ${after.get(path) ?? "absent"}`)
        .sort();
}

/** Each value that holds no others, as JSON by its path. */
function leavesOf(value: unknown, path: readonly string[] = []): ReadonlyMap<string, string> {
    const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (inner.length === 0) return new Map([[path.join("."), JSON.stringify(value)]]);
    return new Map(inner.flatMap(([key, one]) => [...leavesOf(one, [...path, key])]));
}
