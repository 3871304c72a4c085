import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Cluster, type ClusterArgs, type NodeGroupArgs, WorkingHoursSchedule } from "../../components";
import { assertClusterArgs } from "../../components/cluster/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, resource } from "../support/plan";
import { judged } from "./judged";
import { CLUSTER_ARGS } from "./samples";
import { faultsOf, inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { SEVERAL_NAMESPACES } from "./workloads-samples";

const [WORKERS] = CLUSTER_ARGS.nodeGroups;
assert.ok(WORKERS !== undefined);
const STEADY: NodeGroupArgs = {
    ...WORKERS,
    name: "steady",
    capacity: "on-demand",
    instanceTypes: ["m7i.large"],
    diskGiB: 100,
    minSize: 2,
    maxSize: 3,
    desiredSize: 2,
    labels: { "example.com/team": "orders" },
    taints: [
        { key: "example.com/steady", value: "yes", effect: "NoSchedule" },
        { key: "example.com/steady", value: "yes", effect: "PreferNoSchedule" },
        { key: "example.com/steady", value: "yes", effect: "NoExecute" },
    ],
};
const VIEWER = "arn:aws:iam::111122223333:role/people/viewer";
const ARGS: ClusterArgs = {
    ...CLUSTER_ARGS,
    nodeGroups: [WORKERS, STEADY],
    accessGrants: [
        { name: "viewers", roleArn: VIEWER, policy: "AmazonEKSViewPolicy" },
        {
            name: "developers",
            roleArn: "arn:aws:iam::111122223333:role/developers",
            policy: "AmazonEKSEditPolicy",
            namespaces: ["shop"],
        },
    ],
};

const dependenciesOf = (plan: Plan, name: string) =>
    resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));

describe("Cluster with several node groups, grants and namespaces", () => {
    let plan: Plan;
    let cluster: Cluster;
    before(async () => {
        plan = await planOf(() => {
            cluster = new Cluster("shop", { ...ARGS, namespaces: SEVERAL_NAMESPACES });
        });
    });

    it("puts spot and on-demand nodes side by side, each group with a template of its own", () => {
        const { launchTemplate, tags, ...steady } = inputsOf(plan, "shop-steady");
        assert.deepEqual(launchTemplate, { id: "<unknown>", version: "<unknown>" });
        assert.deepEqual(tags, tagsOf(STAGING, "shop-steady"));
        assert.deepEqual(steady, {
            amiType: "AL2023_x86_64_STANDARD",
            capacityType: "ON_DEMAND",
            clusterName: "staging-shop",
            instanceTypes: ["m7i.large"],
            labels: { "example.com/team": "orders" },
            nodeGroupName: cluster.nodeGroups[1]?.nodeGroupName,
            nodeRoleArn: "<unknown>",
            scalingConfig: { desiredSize: 2, maxSize: 3, minSize: 2 },
            subnetIds: ["subnet-private-a", "subnet-private-b"],
            taints: [
                { key: "example.com/steady", value: "yes", effect: "NO_SCHEDULE" },
                { key: "example.com/steady", value: "yes", effect: "PREFER_NO_SCHEDULE" },
                { key: "example.com/steady", value: "yes", effect: "NO_EXECUTE" },
            ],
            updateConfig: { maxUnavailablePercentage: 33 },
            version: "1.33",
        });
        assert.equal(inputsOf(plan, "shop-workers")["capacityType"], "SPOT");
        assert.ok(!("labels" in inputsOf(plan, "shop-workers")) && !("taints" in inputsOf(plan, "shop-workers")));
        const [device] = inputsOf(plan, "shop-steady-template")["blockDeviceMappings"] as { ebs: object }[];
        assert.deepEqual(device?.ebs, {
            deleteOnTermination: "true",
            encrypted: "true",
            volumeSize: 100,
            volumeType: "gp3",
        });
    });

    it("waits for every group before what needs nodes", () => {
        const needs = dependenciesOf(plan, "shop-coredns");
        assert.ok(needs.includes("shop-workers") && needs.includes("shop-steady"));
    });

    it("hands its groups on as WorkingHoursSchedule takes them", async () => {
        const named = cluster.nodeGroups.map(({ resource: made, ...names }) => {
            assert.ok(pulumi.Resource.isInstance(made));
            return names;
        });
        assert.deepEqual(named, [
            {
                clusterName: "staging-shop",
                nodeGroupName: "workers-a5a50979",
                size: { minSize: 1, maxSize: 4, desiredSize: 2 },
            },
            {
                clusterName: "staging-shop",
                nodeGroupName: cluster.nodeGroups[1]?.nodeGroupName,
                size: { minSize: 2, maxSize: 3, desiredSize: 2 },
            },
        ]);
        assert.match(cluster.nodeGroups[1]?.nodeGroupName ?? "", /^steady-[0-9a-f]{8}$/);
        const sleeping = await planOf(() => {
            new WorkingHoursSchedule("hours", { environment: STAGING, nodeGroups: cluster.nodeGroups });
        });
        assert.equal(sleeping.resources.filter(({ type }) => type.endsWith(":Schedule")).length, 4);
    });

    it("lets others in by name, with a named policy, everywhere or in some namespaces", () => {
        const { tags, ...entry } = inputsOf(plan, "shop-access-viewers");
        assert.deepEqual(tags, tagsOf(STAGING, "shop-access-viewers"));
        assert.deepEqual(entry, { clusterName: "staging-shop", principalArn: VIEWER, type: "STANDARD" });
        assert.deepEqual(inputsOf(plan, "shop-access-viewers-policy"), {
            clusterName: "staging-shop",
            principalArn: VIEWER,
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
            accessScope: { type: "cluster" },
        });
        assert.deepEqual(inputsOf(plan, "shop-access-developers-policy")["accessScope"], {
            type: "namespace",
            namespaces: ["shop"],
        });
    });

    it("knows what the only namespace of a former release was called, and of no other", () => {
        const formerly = (name: string, former: string) =>
            resource(plan, name).options.aliases.some(alias => JSON.stringify(alias).includes(`::${former}"`));
        for (const role of ["namespace", "quota", "admission-images-binding", "open-database", "default-deny"]) {
            assert.ok(formerly(`shop-orders-${role}`, `shop-${role}`), role);
            assert.ok(!formerly(`shop-search-${role}`, `shop-${role}`), role);
        }
    });

    it("gives pods of each namespace their roles", () => {
        assert.deepEqual(Object.keys(cluster.workloadRoleArns), ["orders/invoices", "search/indexer"]);
        assert.deepEqual(cluster.namespaceNames, ["orders", "search"]);
    });
});

describe("Cluster, judged", () => {
    it("given both environments, breaks no rule; its nodes sleep by WorkingHoursSchedule", async () => {
        const found = await judged((environment, opts) => {
            const own = (arn: string) => arn.replace("111122223333", environment.accountId);
            const production = environment.class === "production";
            const cluster = new Cluster(
                "shop",
                {
                    ...ARGS,
                    environment,
                    deployRoleArn: own(CLUSTER_ARGS.deployRoleArn as string),
                    nodeGroups: ARGS.nodeGroups.map(group => ({
                        ...group,
                        capacity: production ? "on-demand" : group.capacity,
                    })),
                    accessGrants: ARGS.accessGrants?.map(grant => ({ ...grant, roleArn: own(grant.roleArn) })),
                },
                opts,
            );
            if (production) return;
            new WorkingHoursSchedule("hours", { environment, nodeGroups: cluster.nodeGroups }, opts);
        });
        assert.deepEqual(found, []);
    });
});

describe("Cluster, given node groups and grants at fault", () => {
    const faultsIn = (changed: object) =>
        faultsOf(() => {
            assertClusterArgs("shop", { ...ARGS, ...changed });
        });
    const withGroup = (changed: object) => ({ nodeGroups: [WORKERS, { ...STEADY, ...changed }] });
    const [viewers] = ARGS.accessGrants ?? [];
    const withGrant = (changed: object) => ({ accessGrants: [{ ...viewers, ...changed }] });
    const key = "expected a label's key such as example.com/team, outside kubernetes.io, k8s.io and amazonaws.com";
    const value = "expected at most 63 letters, digits, dots, underscores and dashes, a letter or digit first and last";
    const taint = { key: "a", value: "b", effect: "NoSchedule" };

    const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
        ["no group", { nodeGroups: [] }, ["nodeGroups: expected at least one node group, got []"]],
        [
            "one name for two groups",
            { nodeGroups: [WORKERS, WORKERS] },
            ['nodeGroups[1].name: expected a name that no other group has, got "workers"'],
        ],
        [
            "a name that is none",
            withGroup({ name: "Steady" }),
            [
                'nodeGroups[1].name: expected 1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last, got "Steady"',
            ],
        ],
        [
            "taints on every group",
            { nodeGroups: [STEADY] },
            ['nodeGroups: expected a group without taints, on which DNS and the other add-ons can run, got ["steady"]'],
        ],
        [
            "labels that Kubernetes or EKS keeps, or cannot read",
            withGroup({ labels: { "kubernetes.io/role": "a", "x.amazonaws.com/y": "b", ok: "a b" } }),
            [
                `nodeGroups[1].labels: ${key}, got "kubernetes.io/role"`,
                `nodeGroups[1].labels: ${key}, got "x.amazonaws.com/y"`,
                `nodeGroups[1].labels["ok"]: ${value}, got "a b"`,
            ],
        ],
        [
            "taints that are none",
            withGroup({ taints: [{ key: "a b", value: "c d", effect: "Never" }] }),
            [
                `nodeGroups[1].taints[0].key: ${key}, got "a b"`,
                `nodeGroups[1].taints[0].value: ${value}, got "c d"`,
                'nodeGroups[1].taints[0].effect: expected one of "NoSchedule", "PreferNoSchedule", "NoExecute", got "Never"',
            ],
        ],
        [
            "a taint twice",
            withGroup({ taints: [taint, { ...taint, value: "c" }] }),
            ['nodeGroups[1].taints[1]: expected a key and an effect that no other taint has, got "a NoSchedule"'],
        ],
        [
            "taints that are no list",
            withGroup({ taints: "all" }),
            ['nodeGroups[1].taints: expected a list of taints, got "all"'],
        ],
        [
            "one name for two grants, of a role that is in already",
            { accessGrants: [viewers, viewers] },
            [
                'accessGrants[1].name: expected a name that no other grant has, got "viewers"',
                `accessGrants[1].roleArn: expected a role that nothing else lets in, got "${VIEWER}"`,
            ],
        ],
        [
            "a grant for the role that deploys",
            withGrant({ roleArn: ARGS.deployRoleArn }),
            [
                'accessGrants[0].roleArn: expected a role that nothing else lets in, got "arn:aws:iam::111122223333:role/deploy"',
            ],
        ],
        [
            "a role of another account, as administrator, under no name",
            withGrant({
                name: "",
                roleArn: "arn:aws:iam::444455556666:role/viewer",
                policy: "AmazonEKSClusterAdminPolicy",
            }),
            [
                'accessGrants[0].name: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, got ""',
                'accessGrants[0].roleArn: expected the ARN of a role of account 111122223333, got "arn:aws:iam::444455556666:role/viewer"',
                'accessGrants[0].policy: expected one of "AmazonEKSViewPolicy", "AmazonEKSEditPolicy", "AmazonEKSAdminPolicy", "AmazonEKSAdminViewPolicy", got "AmazonEKSClusterAdminPolicy"',
            ],
        ],
        [
            "a grant in no namespace, or in one that cannot be",
            {
                accessGrants: [
                    { ...viewers, namespaces: [] },
                    { ...viewers, name: "b", roleArn: `${VIEWER}-2`, namespaces: ["A"] },
                ],
            },
            [
                "accessGrants[0].namespaces: expected at least one namespace, got []",
                'accessGrants[1].namespaces[0]: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, got "A"',
            ],
        ],
        [
            "a policy of the whole cluster in a namespace",
            withGrant({ policy: "AmazonEKSAdminViewPolicy", namespaces: ["shop"] }),
            ['accessGrants[0].namespaces: expected nothing: this policy is of the whole cluster, got ["shop"]'],
        ],
        [
            "EKS Auto Mode",
            { computeConfig: { enabled: true } },
            ['computeConfig: expected nothing: no plan shows the nodes of EKS Auto Mode, got {"enabled":true}'],
        ],
    ];
    for (const [given, changed, faults] of bad) {
        it(`given ${given}, says so`, () => {
            assert.deepEqual(faultsIn(changed), faults);
        });
    }

    it("given spot nodes in production, refuses them by the group that has them", () => {
        const deployRoleArn = `arn:aws:iam::${PRODUCTION.accountId}:role/deploy`;
        const production = { environment: PRODUCTION, deployRoleArn, accessGrants: [] };
        assert.deepEqual(faultsIn({ ...production, nodeGroups: [{ ...WORKERS, capacity: "on-demand" }, STEADY] }), []);
        assert.deepEqual(faultsIn({ ...production, nodeGroups: [{ ...STEADY, taints: [] }, WORKERS] }), [
            'nodeGroups[1].capacity: expected on-demand in production, where nodes must not be taken away, got "spot"',
        ]);
    });

    it("given labels and taints as far as Kubernetes takes them, finds nothing", () => {
        const labels = { [`${"a".repeat(200)}.example.com/${"b".repeat(63)}`]: "c".repeat(63), empty: "" };
        assert.deepEqual(faultsIn(withGroup({ labels, taints: [taint, { ...taint, effect: "NoExecute" }] })), []);
    });

    it("given EKS Auto Mode, refuses it by its type", () => {
        // @ts-expect-error no plan shows the nodes of EKS Auto Mode
        const args: ClusterArgs = { ...ARGS, computeConfig: { enabled: true } };
        assert.ok("computeConfig" in args);
    });
});
