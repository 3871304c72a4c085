import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Cluster, type ClusterArgs } from "../../components/cluster";
import { assertClusterArgs } from "../../components/cluster/arguments";
import { Network } from "../../components/network";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { CLUSTER_PLAN } from "./expected/cluster";
import { CLUSTER_ARGS, NETWORK } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const [NODES] = CLUSTER_ARGS.nodeGroups;
const [NAMESPACE] = CLUSTER_ARGS.namespaces;
assert.ok(NODES !== undefined && NAMESPACE !== undefined);
const PRODUCTION_ARGS: ClusterArgs = {
    ...CLUSTER_ARGS,
    environment: PRODUCTION,
    deployRoleArn: `arn:aws:iam::${PRODUCTION.accountId}:role/deploy`,
    nodeGroups: [{ ...NODES, capacity: "on-demand" }],
};

const planCluster = (args: ClusterArgs) =>
    planOf(() => {
        new Cluster("shop", args);
    });
const dependenciesOf = (plan: Plan, name: string) =>
    resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));

const REGISTRY = "the beginning of image names up to a slash, such as registry.example.com/shop/";

describe("Cluster", () => {
    describe("given the arguments of a staging environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planCluster(CLUSTER_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), CLUSTER_PLAN);
        });

        it("tags all that can be tagged, nodes and their volumes by their template", () => {
            const untaggable = ["RolePolicyAttachment", "AccessPolicyAssociation"];
            const taggable = plan.resources.filter(
                ({ type }) => type.startsWith("aws:") && !untaggable.some(end => type.endsWith(end)),
            );
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), taggable.map(({ name }) => name).sort());
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(STAGING, name));
            const template = inputsOf(plan, "shop-workers-template");
            assert.deepEqual(
                template["tagSpecifications"],
                ["instance", "volume", "network-interface"].map(resourceType => ({
                    resourceType,
                    tags: tagsOf(STAGING, "shop-workers"),
                })),
            );
        });

        it("makes the log group before the cluster, or EKS would make one that never expires", () => {
            assert.ok(dependenciesOf(plan, "shop-cluster").includes("shop-control-plane-logs"));
        });

        it("makes the network, proxy and identity add-ons before nodes and the others after", () => {
            const nodes = dependenciesOf(plan, "shop-workers");
            for (const addon of ["shop-vpc-cni", "shop-kube-proxy", "shop-eks-pod-identity-agent"]) {
                assert.ok(nodes.includes(addon), addon);
                assert.ok(!dependenciesOf(plan, addon).includes("shop-workers"), addon);
            }
            for (const addon of ["shop-coredns", "shop-aws-ebs-csi-driver"]) {
                assert.ok(dependenciesOf(plan, addon).includes("shop-workers"), addon);
            }
        });

        it("given a network of ours, starts nodes only once it has its way to the internet", async () => {
            const ours = await planOf(() => {
                const network = new Network("net", {
                    environment: STAGING,
                    zones: ["eu-central-1a", "eu-central-1b"],
                });
                new Cluster("shop", { ...CLUSTER_ARGS, network });
            });
            const nodes = dependenciesOf(ours, "shop-workers");
            for (const part of ["net-private-a-nat", "net-private-b-nat", "net-private-acl"]) {
                assert.ok(nodes.includes(part), part);
            }
        });

        it("lets a role keep its policies for as long as something uses it", () => {
            assert.ok(dependenciesOf(plan, "shop-cluster").includes("shop-role-amazoneksclusterpolicy"));
            assert.ok(dependenciesOf(plan, "shop-workers").includes("shop-nodes-role-amazoneksworkernodepolicy"));
            assert.ok(dependenciesOf(plan, "shop-vpc-cni").includes("shop-vpc-cni-role-amazoneks-cni-policy"));
        });

        it("touches Kubernetes with a provider of its own, and only once the deploying role may", () => {
            const objects = plan.resources.filter(one => one.type.startsWith("kubernetes:"));
            assert.equal(objects.length, 18);
            for (const object of objects) {
                assert.equal(object.provider?.name, "shop-kubernetes", object.name);
                assert.ok(dependenciesOf(plan, object.name).includes("shop-deploy-administration"), object.name);
            }
        });

        it("says what the kubeconfig comes from, though its text is not known", () => {
            const { propertyDependencies } = resource(plan, "shop-kubernetes");
            const sources = (propertyDependencies["kubeconfig"] ?? []).map(urn => urn.slice(urn.lastIndexOf("::") + 2));
            assert.deepEqual(sources, ["shop-cluster"]);
        });

        it("puts everything below itself", () => {
            const component = resource(plan, "shop", "stagewright:cluster:Cluster");
            for (const one of plan.resources) {
                if (one !== component) assert.equal(one.parent, component.urn, one.name);
            }
        });

        it("registers its outputs, names among them known while planning", () => {
            assert.deepEqual(plainly(resource(plan, "shop", "stagewright:cluster:Cluster").outputs), {
                clusterName: "staging-shop",
                clusterArn: "<unknown>",
                endpoint: "<unknown>",
                certificateAuthority: "<unknown>",
                nodeGroups: [
                    {
                        clusterName: "staging-shop",
                        nodeGroupName: "workers-a5a50979",
                        size: { minSize: 1, maxSize: 4, desiredSize: 2 },
                    },
                ],
                nodeSecurityGroupId: "<unknown>",
                namespaceNames: ["shop"],
                workloadRoleArns: {},
            });
        });
    });

    describe("given the arguments of a production environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planCluster(PRODUCTION_ARGS);
        });

        it("declares the same resources under the same names", () => {
            assert.deepEqual(Object.keys(wholePlan(plan)).sort(), Object.keys(CLUSTER_PLAN).sort());
        });

        it("protects cluster and key from deletion, and nothing else", () => {
            assert.equal(inputsOf(plan, "shop-cluster")["deletionProtection"], true);
            assert.equal(inputsOf(plan, "shop-key")["deletionWindowInDays"], 30);
            const protectedOnes = plan.resources.filter(one => one.options.protect).map(one => one.name);
            assert.deepEqual(protectedOnes.sort(), ["shop-cluster", "shop-key"]);
        });

        it("runs on nodes that are not taken away", () => {
            assert.equal(inputsOf(plan, "shop-workers")["capacityType"], "ON_DEMAND");
        });

        it("names its own account in everything that others may assume or use", () => {
            const text = JSON.stringify(wholePlan(plan));
            assert.ok(text.includes(PRODUCTION.accountId));
            assert.ok(!text.replaceAll(CLUSTER_ARGS.deployRoleArn as string, "").includes(STAGING.accountId));
        });
    });

    it("given a private endpoint, closes the public one and lists no ranges", async () => {
        const plan = await planCluster({ ...CLUSTER_ARGS, endpointAccess: { kind: "private" } });
        const network = inputsOf(plan, "shop-cluster")["vpcConfig"] as Record<string, unknown>;
        assert.equal(network["endpointPublicAccess"], false);
        assert.equal(network["endpointPrivateAccess"], true);
        assert.ok(!("publicAccessCidrs" in network));
    });

    it("given no openings, leaves the namespace closed and the nodes with what Kubernetes needs", async () => {
        const { openings, ...namespace } = NAMESPACE;
        assert.equal(openings?.length, 3);
        const plan = await planCluster({ ...CLUSTER_ARGS, namespaces: [namespace] });
        assert.deepEqual(namesOf(plan, "kubernetes:networking.k8s.io/v1:NetworkPolicy"), [
            "shop-shop-allow-dns",
            "shop-shop-allow-pod-identity",
            "shop-shop-allow-same-namespace",
            "shop-shop-default-deny",
        ]);
        assert.deepEqual(namesOf(plan, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), [
            "shop-control-plane-to-nodes",
            "shop-control-plane-to-nodes-https",
            "shop-nodes-to-https",
            "shop-nodes-to-nodes",
        ]);
    });

    it("given an opening into pods on HTTPS, lets it in, though the way out is open already", async () => {
        const openings = [{ name: "edge", direction: "ingress", ranges: ["10.1.0.0/20"], ports: [443] }] as const;
        const plan = await planCluster({ ...CLUSTER_ARGS, namespaces: [{ ...NAMESPACE, openings }] });
        const { tags, ...rule } = inputsOf(plan, "shop-nodes-edge-0-443");
        assert.notEqual(tags, undefined);
        assert.deepEqual(rule, {
            cidrIpv4: "10.1.0.0/20",
            description: "Opening edge of the namespace",
            fromPort: 443,
            ipProtocol: "tcp",
            securityGroupId: "<unknown>",
            toPort: 443,
        });
        assert.equal(
            resource(plan, "shop-nodes-edge-0-443").type,
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        );
    });

    it("given a retention, keeps the control plane's logs for as long", async () => {
        const plan = await planCluster({ ...CLUSTER_ARGS, logRetentionDays: 365 });
        assert.equal(inputsOf(plan, "shop-control-plane-logs")["retentionInDays"], 365);
    });

    it("given a key that exists, encrypts secrets and logs with it, and makes none", async () => {
        const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c";
        const plan = await planCluster({ ...CLUSTER_ARGS, key: { keyArn } });
        assert.deepEqual(inputsOf(plan, "shop-cluster")["encryptionConfig"], {
            provider: { keyArn },
            resources: ["secrets"],
        });
        assert.equal(inputsOf(plan, "shop-control-plane-logs")["kmsKeyId"], keyArn);
        assert.deepEqual(namesOf(plan, "aws:kms/key:Key"), []);
    });

    describe("given arguments at fault", () => {
        const { addonVersions } = CLUSTER_ARGS;
        const withNodes = (changed: object) => ({ nodeGroups: [{ ...NODES, ...changed }] });
        const withNamespace = (changed: object) => ({ namespaces: [{ ...NAMESPACE, ...changed }] });
        const opening = { name: "x", direction: "egress", ranges: ["10.0.0.0/8"], ports: [1] };
        const withOpenings = (...openings: object[]) => withNamespace({ openings });

        const good: [given: string, changed: object][] = [
            ["a name that only begins like one of Kubernetes' own", withNamespace({ name: "default-shop" })],
            ["as many instance types as EKS takes", withNodes({ instanceTypes: Array<string>(20).fill("m7g.large") })],
            [
                "a request as large as the limit, and that as the quota",
                withNamespace({
                    quota: { cpu: "4", memory: "8Gi", pods: 10 },
                    containerDefaults: { cpuRequest: "1", memoryRequest: "8192Mi", memoryLimit: "8Gi" },
                }),
            ],
            ["a group that may be empty", withNodes({ minSize: 0, desiredSize: 0, maxSize: 1 })],
            ["the largest group", withNodes({ maxSize: 100, desiredSize: 100 })],
            ["the smallest disk", withNodes({ diskGiB: 20 })],
            ["the largest disk", withNodes({ diskGiB: 1000 })],
            ["a fraction of a processor", withNamespace({ quota: { cpu: "0.5", memory: "512Mi", pods: 1 } })],
            ["the first and the last port", withOpenings({ ...opening, ports: [1, 65535] })],
            ["the shortest retention", { logRetentionDays: 1 }],
            ["the longest retention", { logRetentionDays: 3653 }],
            ["a range that is half the internet", { endpointAccess: { kind: "public", ranges: ["0.0.0.0/1"] } }],
        ];
        for (const [given, changed] of good) {
            it(`given ${given}, finds nothing`, () => {
                assert.deepEqual(
                    faultsOf(() => {
                        assertClusterArgs("shop", { ...CLUSTER_ARGS, ...changed });
                    }),
                    [],
                );
            });
        }

        const oneZone = { ...NETWORK, subnets: NETWORK.subnets.filter(({ id }) => id !== "subnet-private-b") };
        const bad: [given: string, changed: object, faults: string[]][] = [
            [
                "private subnets in one zone",
                { network: oneZone },
                ['network.subnets: expected private subnets in at least 2 zones, got ["eu-central-1a"]'],
            ],
            [
                "a version that is not one",
                { version: "latest" },
                ['version: expected a Kubernetes version such as 1.35, got "latest"'],
            ],
            [
                "an endpoint of another kind",
                { endpointAccess: { kind: "both" } },
                ['endpointAccess.kind: expected one of "public", "private", "two-stacks", got "both"'],
            ],
            [
                "a public endpoint for nobody",
                { endpointAccess: { kind: "public", ranges: [] } },
                ["endpointAccess.ranges: expected at least one range, got []"],
            ],
            [
                "a public endpoint for everybody",
                { endpointAccess: { kind: "public", ranges: ["0.0.0.0/0"] } },
                ['endpointAccess.ranges[0]: expected less than the whole internet, got "0.0.0.0/0"'],
            ],
            [
                "no registry to take images from",
                { registries: [] },
                ["registries: expected at least one registry, got []"],
            ],
            [
                "registries that end in the middle of a name, or hold a scheme",
                {
                    registries: [
                        "registry.example.com",
                        "https://registry.example.com/",
                        "registry.example.com/shop/",
                    ].map(imagePrefix => ({ imagePrefix })),
                },
                [
                    `registries[0].imagePrefix: expected ${REGISTRY}, got "registry.example.com"`,
                    `registries[1].imagePrefix: expected ${REGISTRY}, got "https://registry.example.com/"`,
                ],
            ],
            [
                "a range with host bits",
                { endpointAccess: { kind: "public", ranges: ["10.0.0.1/8"] } },
                [
                    'endpointAccess.ranges[0]: expected an IPv4 range in CIDR notation that begins at its first address, got "10.0.0.1/8"',
                ],
            ],
            [
                "more instance types than EKS takes",
                withNodes({ instanceTypes: Array<string>(21).fill("m7g.large") }),
                [
                    `nodeGroups[0].instanceTypes: expected 1 to 20 instance types, got ${JSON.stringify(Array<string>(21).fill("m7g.large"))}`,
                ],
            ],
            [
                "no instance types",
                withNodes({ instanceTypes: [] }),
                ["nodeGroups[0].instanceTypes: expected 1 to 20 instance types, got []"],
            ],
            [
                "an instance type that is not one",
                withNodes({ instanceTypes: ["m7g"] }),
                ['nodeGroups[0].instanceTypes[0]: expected an instance type such as m7g.large, got "m7g"'],
            ],
            [
                "two architectures",
                withNodes({ instanceTypes: ["m7g.large", "m7i.large"] }),
                [
                    'nodeGroups[0].instanceTypes: expected instance types of one processor architecture, got ["m7g.large","m7i.large"]',
                ],
            ],
            [
                "no room for a node",
                withNodes({ maxSize: 0, minSize: 0, desiredSize: 0 }),
                ["nodeGroups[0].maxSize: expected a whole number from 1 to 100, got 0"],
            ],
            [
                "too many nodes",
                withNodes({ maxSize: 101 }),
                ["nodeGroups[0].maxSize: expected a whole number from 1 to 100, got 101"],
            ],
            [
                "a smallest size below nothing",
                withNodes({ minSize: -1 }),
                ["nodeGroups[0].minSize: expected a whole number from 0 to 4, got -1"],
            ],
            [
                "a smallest size above the largest",
                withNodes({ minSize: 5, desiredSize: 5 }),
                [
                    "nodeGroups[0].minSize: expected a whole number from 0 to 4, got 5",
                    "nodeGroups[0].desiredSize: expected a whole number from 5 to 4, got 5",
                ],
            ],
            [
                "fewer nodes than the smallest size",
                withNodes({ desiredSize: 0 }),
                ["nodeGroups[0].desiredSize: expected a whole number from 1 to 4, got 0"],
            ],
            [
                "more nodes than the largest size",
                withNodes({ desiredSize: 5 }),
                ["nodeGroups[0].desiredSize: expected a whole number from 1 to 4, got 5"],
            ],
            [
                "another capacity",
                withNodes({ capacity: "reserved" }),
                ['nodeGroups[0].capacity: expected one of "on-demand", "spot", got "reserved"'],
            ],
            [
                "a disk too small",
                withNodes({ diskGiB: 19 }),
                ["nodeGroups[0].diskGiB: expected a whole number from 20 to 1000, got 19"],
            ],
            [
                "a disk too large",
                withNodes({ diskGiB: 1001 }),
                ["nodeGroups[0].diskGiB: expected a whole number from 20 to 1000, got 1001"],
            ],
            [
                "a user for a role",
                { deployRoleArn: "arn:aws:iam::111122223333:user/x" },
                [
                    'deployRoleArn: expected the ARN of a role of account 111122223333, got "arn:aws:iam::111122223333:user/x"',
                ],
            ],
            [
                "a role of another account",
                { deployRoleArn: "arn:aws:iam::444455556666:role/deploy" },
                [
                    'deployRoleArn: expected the ARN of a role of account 111122223333, got "arn:aws:iam::444455556666:role/deploy"',
                ],
            ],
            [
                "no role",
                { deployRoleArn: undefined },
                ["deployRoleArn: expected the ARN of a role of account 111122223333, got nothing"],
            ],
            [
                "ranges for the private side",
                { endpointAccess: { kind: "private", ranges: ["198.51.100.0/24"] } },
                [
                    'endpointAccess.ranges: expected nothing: ranges are those of the public endpoint, got ["198.51.100.0/24"]',
                ],
            ],
            [
                "ranges for two stacks",
                {
                    endpointAccess: { kind: "two-stacks", ranges: [] },
                    namespaces: undefined,
                    registries: undefined,
                },
                ["endpointAccess.ranges: expected nothing: ranges are those of the public endpoint, got []"],
            ],
            [
                "no endpoint",
                { endpointAccess: undefined },
                ["endpointAccess: expected an object with kind, ranges, got nothing"],
            ],
            [
                "an endpoint with more to it",
                { endpointAccess: { kind: "private", cidrs: [] } },
                ["endpointAccess.cidrs: expected one of the arguments kind, ranges, got []"],
            ],
            [
                "an argument that it does not have",
                { nodes: [] },
                [
                    "nodes: expected one of the arguments environment, network, version, nodeGroups, deployRoleArn, accessGrants, addonVersions, logRetentionDays, key, computeConfig, endpointAccess, namespaces, registries, got []",
                ],
            ],
            [
                "an add-on without a version",
                { addonVersions: { ...addonVersions, coredns: undefined } },
                ['addonVersions["coredns"]: expected an add-on version such as v1.20.4-eksbuild.2, got nothing'],
            ],
            [
                "a retention that CloudWatch does not know",
                { logRetentionDays: 2 },
                [
                    "logRetentionDays: expected one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 2",
                ],
            ],
            [
                "a key of another account",
                { key: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/0a1b2c" } },
                [
                    'key.keyArn: expected the ARN of a key of the environment\'s own account and region, arn:aws:kms:eu-central-1:111122223333:key/..., got "arn:aws:kms:eu-central-1:444455556666:key/0a1b2c"',
                ],
            ],
            [
                "a namespace of Kubernetes' own",
                withNamespace({ name: "kube-system" }),
                [
                    'namespaces[0].name: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, and neither default nor kube-..., got "kube-system"',
                ],
            ],
            [
                "the namespace that is always there",
                withNamespace({ name: "default" }),
                [
                    'namespaces[0].name: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, and neither default nor kube-..., got "default"',
                ],
            ],
            [
                "a namespace in capitals",
                withNamespace({ name: "Shop" }),
                [
                    'namespaces[0].name: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, and neither default nor kube-..., got "Shop"',
                ],
            ],
            [
                "amounts that Kubernetes cannot read",
                withNamespace({ quota: { cpu: "4 cores", memory: "8GB", pods: 0 } }),
                [
                    'namespaces[0].quota.cpu: expected a Kubernetes amount of processor such as 4 or 500m, got "4 cores"',
                    'namespaces[0].quota.memory: expected a Kubernetes amount of memory such as 8Gi, got "8GB"',
                    "namespaces[0].quota.pods: expected a whole number from 1 to 1000, got 0",
                ],
            ],
            [
                "too many pods",
                withNamespace({ quota: { cpu: "4", memory: "8Gi", pods: 1001 } }),
                ["namespaces[0].quota.pods: expected a whole number from 1 to 1000, got 1001"],
            ],
            [
                "defaults that Kubernetes cannot read",
                withNamespace({ containerDefaults: { cpuRequest: "", memoryRequest: "1", memoryLimit: "0Mi" } }),
                [
                    'namespaces[0].containerDefaults.cpuRequest: expected a Kubernetes amount of processor such as 4 or 500m, got ""',
                    'namespaces[0].containerDefaults.memoryRequest: expected a Kubernetes amount of memory such as 8Gi, got "1"',
                    'namespaces[0].containerDefaults.memoryLimit: expected a Kubernetes amount of memory such as 8Gi, got "0Mi"',
                ],
            ],
            [
                "defaults that Kubernetes refuses: more asked for than is allowed",
                withNamespace({ containerDefaults: { cpuRequest: "1", memoryRequest: "1Gi", memoryLimit: "1023Mi" } }),
                ['namespaces[0].containerDefaults.memoryRequest: expected at most the limit of 1023Mi, got "1Gi"'],
            ],
            [
                "a limit that no container fits into the quota with",
                withNamespace({
                    quota: { cpu: "4", memory: "8Gi", pods: 10 },
                    containerDefaults: { cpuRequest: "1", memoryRequest: "128Mi", memoryLimit: "8193Mi" },
                }),
                ['namespaces[0].containerDefaults.memoryLimit: expected at most the quota of 8Gi, got "8193Mi"'],
            ],
            [
                "two openings of one name",
                withOpenings(opening, { ...opening, ports: [2] }),
                ['namespaces[0].openings[1].name: expected a name that no other opening has, got "x"'],
            ],
            [
                "an opening that is open already",
                withOpenings(opening, { ...opening, name: "y" }),
                [
                    'namespaces[0].openings[1]: expected ranges and ports that are not open already, got "egress 10.0.0.0/8 1"',
                ],
            ],
            [
                "an opening to nothing",
                withOpenings({ ...opening, direction: "out", ranges: [], ports: [] }),
                [
                    'namespaces[0].openings[0].direction: expected one of "egress", "ingress", got "out"',
                    "namespaces[0].openings[0].ranges: expected at least one range, got []",
                    "namespaces[0].openings[0].ports: expected at least one port, got []",
                ],
            ],
            [
                "ports that do not exist",
                withOpenings({ ...opening, ports: [0, 65536] }),
                [
                    "namespaces[0].openings[0].ports[0]: expected a whole number from 1 to 65535, got 0",
                    "namespaces[0].openings[0].ports[1]: expected a whole number from 1 to 65535, got 65536",
                ],
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, says so`, () => {
                assert.deepEqual(
                    faultsOf(() => {
                        assertClusterArgs("shop", { ...CLUSTER_ARGS, ...changed });
                    }),
                    faults,
                );
            });
        }

        it("given outputs where plans are made of plain values, says where", () => {
            const unknown = pulumi.output(["x"]);
            const args = {
                ...CLUSTER_ARGS,
                version: pulumi.output("1.33"),
                network: { ...NETWORK, subnets: unknown },
                endpointAccess: { kind: "public", ranges: [pulumi.output("10.0.0.0/8")] },
                nodeGroups: [{ ...NODES, instanceTypes: unknown }],
                namespaces: [
                    {
                        ...NAMESPACE,
                        name: pulumi.output("shop"),
                        openings: [{ ...opening, ranges: unknown, ports: unknown }],
                    },
                ],
            };
            const faults = faultsOf(() => {
                assertClusterArgs("shop", args as unknown as ClusterArgs);
            });
            assert.deepEqual(
                faults.map(fault => fault.slice(0, fault.indexOf(":"))),
                [
                    "network.subnets",
                    "network.subnets",
                    "version",
                    "endpointAccess.ranges[0]",
                    "nodeGroups[0].instanceTypes",
                    "namespaces[0].name",
                    "namespaces[0].openings[0].ranges",
                    "namespaces[0].openings[0].ports",
                ],
            );
        });

        it("given spot nodes in production, refuses them", () => {
            const args = { ...PRODUCTION_ARGS, nodeGroups: [NODES] };
            assert.deepEqual(
                faultsOf(() => {
                    assertClusterArgs("shop", args);
                }),
                [
                    'nodeGroups[0].capacity: expected on-demand in production, where nodes must not be taken away, got "spot"',
                ],
            );
        });

        it("given several faults, names them all and plans nothing", async () => {
            const args = { ...CLUSTER_ARGS, version: "1", environment: { ...STAGING, addressSlot: 99 } };
            const built = planOf(() => {
                new Cluster("Shop", args);
            });
            await assert.rejects(built, (error: Error) =>
                ["name: ", "environment.addressSlot: ", "version: "].every(part => error.message.includes(part)),
            );
        });
    });
});
