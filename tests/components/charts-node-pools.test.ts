import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import { Cluster, Network, NodePools, type NodePoolsArgs } from "../../components";
import { assertNodePoolsArgs } from "../../components/charts/node-pools/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { existingCluster, nodePoolsArgs } from "./charts-samples";
import { NODE_POOLS_PLAN } from "./expected/charts";
import { judged } from "./judged";
import { CLUSTER_ARGS, NETWORK } from "./samples";
import { faultsOf, inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const given = () => existingCluster(new kubernetes.Provider("given", { kubeconfig: "{}" }));
const planPools = (changed: (args: NodePoolsArgs) => object = () => ({}), environment = STAGING) =>
    planOf(() => {
        const args = nodePoolsArgs(given(), environment);
        new NodePools("pools", { ...args, ...changed(args) });
    });
const dependenciesOf = (plan: Plan, name: string) =>
    resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));

describe("NodePools", () => {
    describe("given staging", () => {
        let plan: Plan;
        before(async () => {
            plan = await planPools();
        });

        it("declares exactly what is expected", () => {
            const { given: provider, ...made } = wholePlan(plan);
            assert.ok(provider !== undefined);
            assert.deepEqual(made, NODE_POOLS_PLAN);
        });

        it("tags all that can be tagged, nodes by their class", () => {
            const tags = tagsByName(plan);
            assert.equal(Object.keys(tags).length, 10);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(STAGING, name));
            const { tags: ofNodes } = inputsOf(plan, "pools-batch-class")["spec"] as { tags: unknown };
            assert.deepEqual(ofNodes, tagsOf(STAGING, "pools-batch"));
        });

        it("makes pools once their nodes could start, join and be warned, and unmakes them before", () => {
            const needs = dependenciesOf(plan, "pools-batch-class");
            for (const part of [
                "pools-release",
                "pools-nodes-access",
                "pools-nodes-profile",
                "pools-nodes-role-amazoneksworkernodepolicy",
            ]) {
                assert.ok(needs.includes(part), part);
            }
            assert.ok(dependenciesOf(plan, "pools-batch-pool").includes("pools-batch-class"));
            const ofRelease = dependenciesOf(plan, "pools-release");
            for (const part of ["identity-association", "identity-permissions", "spot-interruptions-target"]) {
                assert.ok(ofRelease.includes(`pools-${part}`), part);
            }
            assert.ok(dependenciesOf(plan, "pools-rebalancing-target").includes("pools-interruptions-policy"));
        });

        it("puts everything below itself", () => {
            const component = resource(plan, "pools");
            for (const one of plan.resources) {
                if (one.name.startsWith("pools-")) assert.equal(one.parent, component.urn, one.name);
            }
        });

        it("registers its outputs", () => {
            assert.deepEqual(plainly(resource(plan, "pools").outputs), {
                namespace: "kube-system",
                chartVersion: "1.13.0",
                poolNames: ["batch"],
                interruptionQueueName: "staging-pools-interruptions",
                nodeRoleArn: "<unknown>",
            });
        });
    });

    it("given production, declares the same under the same names, on nodes that are not taken away", async () => {
        const plan = await planPools(undefined, PRODUCTION);
        const { given: provider, ...made } = wholePlan(plan);
        assert.ok(provider !== undefined);
        assert.deepEqual(Object.keys(made), Object.keys(NODE_POOLS_PLAN));
        const text = JSON.stringify(made);
        assert.ok(text.includes('"values":["on-demand"]') && !text.includes('"values":["spot"]'));
        assert.ok(text.includes(PRODUCTION.accountId) && !text.includes(STAGING.accountId));
    });

    it("given an organisation's path for roles, hands over and finds what lies there", async () => {
        const plan = await planPools(() => ({ environment: { ...STAGING, roles: { path: "/shop/" } } }));
        assert.equal(inputsOf(plan, "pools-nodes-profile")["path"], "/shop/");
        const policy = inputsOf(plan, "pools-identity-permissions")["policy"] as string;
        assert.ok(policy.includes("arn:aws:iam::111122223333:role/shop/pools-nodes-role*"));
        assert.ok(policy.includes("arn:aws:iam::111122223333:instance-profile/shop/staging-pools-nodes"));
    });

    it("given Intel, no taints and no labels, asks for that and leaves them out", async () => {
        const plan = await planPools(({ pools: [pool] }) => ({
            replicas: undefined,
            pools: [{ ...pool, instanceTypes: ["m7i.large"], labels: undefined, taints: undefined }],
        }));
        const spec = inputsOf(plan, "pools-batch-pool")["spec"] as {
            readonly template: { readonly metadata: unknown; readonly spec: Record<string, unknown> };
        };
        assert.deepEqual(spec.template.metadata, { labels: { environment: "staging" } });
        assert.ok(!("taints" in spec.template.spec));
        assert.ok(JSON.stringify(spec).includes('"values":["amd64"]'));
        assert.equal((inputsOf(plan, "pools-release")["values"] as Record<string, unknown>)["replicas"], 2);
    });

    it("given both environments and a cluster and a network of ours, breaks no rule that it is about", async () => {
        const found = await judged((environment, opts) => {
            const zones = ["eu-central-1a", "eu-central-1b"];
            const network = new Network("net", { environment, zones }, opts);
            const nodeGroups = CLUSTER_ARGS.nodeGroups.map(group => ({ ...group, capacity: "on-demand" as const }));
            const deployRoleArn = `arn:aws:iam::${environment.accountId}:role/deploy`;
            const args = { ...CLUSTER_ARGS, environment, network, nodeGroups, deployRoleArn };
            const cluster = new Cluster("shop", args, opts);
            new NodePools("pools", { ...nodePoolsArgs(cluster, environment), network }, opts);
        });
        assert.deepEqual(
            found.filter(text => text.includes(" pools")),
            [],
        );
    });

    describe("given arguments at fault", () => {
        const faultsIn = async (changed: (args: NodePoolsArgs) => object) => {
            const faults: string[] = [];
            await planOf(() => {
                const args = nodePoolsArgs(given());
                faults.push(
                    ...faultsOf(() => {
                        assertNodePoolsArgs("pools", { ...args, ...changed(args) });
                    }),
                );
            });
            return faults;
        };
        const withPool =
            (changed: object) =>
            ({ pools: [pool] }: NodePoolsArgs) => ({ pools: [{ ...pool, ...changed }] });

        const bad: readonly [given: string, changed: (args: NodePoolsArgs) => object, faults: readonly string[]][] = [
            [
                "an argument that they do not have",
                () => ({ disruption: {} }),
                [
                    "disruption: expected one of the arguments environment, cluster, chartVersion, replicas, network, imageVersion, pools, got {}",
                ],
            ],
            ["no pool", () => ({ pools: [] }), ["pools: expected at least one pool, got []"]],
            [
                "a pool twice",
                ({ pools: [pool] }) => ({ pools: [pool, pool] }),
                ['pools[1].name: expected a name that no other pool has, got "batch"'],
            ],
            [
                "no private subnet",
                () => ({ network: { ...NETWORK, subnets: [] } }),
                ["network.subnets: expected at least one private subnet, got []"],
            ],
            [
                "an image that moves, and no name of ours",
                () => ({ imageVersion: "latest", chartVersion: "1" }),
                [
                    'chartVersion: expected the exact version of a chart such as 1.13.0, got "1"',
                    'imageVersion: expected the version of an Amazon Linux image such as v20260110, got "latest"',
                ],
            ],
            [
                "a pool that is wrong all over",
                withPool({
                    name: "Batch",
                    instanceTypes: ["m7g.large", "m7i.large"],
                    capacity: "cheap",
                    diskGiB: 19,
                    limits: { cpu: "many", memory: "128GB" },
                    labels: { "a b": "c" },
                    taints: [{ key: "a", value: "b", effect: "Never" }],
                }),
                [
                    'pools[0].name: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, got "Batch"',
                    'pools[0].instanceTypes: expected instance types of one processor architecture, got ["m7g.large","m7i.large"]',
                    'pools[0].capacity: expected one of "on-demand", "spot", got "cheap"',
                    "pools[0].diskGiB: expected a whole number from 20 to 1000, got 19",
                    'pools[0].limits.cpu: expected a Kubernetes amount of processor such as 4 or 500m, got "many"',
                    'pools[0].limits.memory: expected a Kubernetes amount of memory such as 8Gi, got "128GB"',
                    `pools[0].labels: expected a label's key such as example.com/team, outside kubernetes.io, k8s.io and amazonaws.com, got "a b"`,
                    'pools[0].taints[0].effect: expected one of "NoSchedule", "PreferNoSchedule", "NoExecute", got "Never"',
                ],
            ],
            [
                "spot nodes in production",
                () => ({ environment: PRODUCTION }),
                ['pools[0].capacity: expected on-demand in production, where nodes must not be taken away, got "spot"'],
            ],
        ];
        for (const [title, changed, faults] of bad) {
            it(`given ${title}, says so`, async () => {
                assert.deepEqual(await faultsIn(changed), faults);
            });
        }
    });
});
