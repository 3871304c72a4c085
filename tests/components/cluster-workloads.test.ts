import * as assert from "node:assert/strict";
import { Cluster, type ClusterArgs, type TwoStacks, Workloads, type WorkloadsArgs } from "../../components";
import { assertClusterArgs } from "../../components/cluster/arguments";
import { assertWorkloadsArgs } from "../../components/cluster/workloads-arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { CLUSTER_PLAN } from "./expected/cluster";
import { judged } from "./judged";
import { CLUSTER_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";
import { SEVERAL_NAMESPACES } from "./workloads-samples";

const { namespaces, registries, ...FOUNDATION } = CLUSTER_ARGS;
const ALONE: ClusterArgs<TwoStacks> = { ...FOUNDATION, endpointAccess: { kind: "two-stacks" } };

const WORKLOADS: WorkloadsArgs = {
    environment: STAGING,
    cluster: {
        clusterName: "staging-shop",
        version: "1.33",
        endpoint: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
        certificateAuthority: "LS0tLS1CRUdJTg==",
        nodeSecurityGroupId: "sg-1",
    },
    namespaces,
    registries,
};

const planWorkloads = (args: WorkloadsArgs) =>
    planOf(() => {
        new Workloads("team", args);
    });
const dependenciesOf = (plan: Plan, name: string) =>
    resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));

describe("Cluster in the first of two stacks", () => {
    let plan: Plan;
    before(async () => {
        plan = await planOf(() => {
            new Cluster("shop", ALONE);
        });
    });

    it("makes all that a cluster of one stack makes, but nothing in Kubernetes, no way to it and no openings", () => {
        const expected = Object.entries(CLUSTER_PLAN).filter(
            ([name, { type }]) =>
                !type.startsWith("kubernetes:") &&
                !type.startsWith("pulumi:") &&
                !/^shop-nodes-(database|balancer)-/.test(name),
        );
        assert.deepEqual(Object.keys(wholePlan(plan)).sort(), expected.map(([name]) => name).sort());
    });

    it("closes the public endpoint", () => {
        assert.deepEqual(inputsOf(plan, "shop-cluster")["vpcConfig"], {
            subnetIds: ["subnet-private-a", "subnet-private-b"],
            securityGroupIds: ["<unknown>"],
            endpointPrivateAccess: true,
            endpointPublicAccess: false,
        });
    });

    it("has no provider and no namespaces to hand on", async () => {
        await planOf(() => {
            const cluster = new Cluster("shop", ALONE);
            assert.equal(cluster.kubernetesProvider, undefined);
            assert.deepEqual(cluster.namespaceNames, []);
            assert.deepEqual(cluster.workloadRoleArns, {});
        });
    });

    it("cannot be asked for namespaces: neither by its type nor at run time", () => {
        // @ts-expect-error a second stack makes the namespaces
        const args: ClusterArgs<TwoStacks> = { ...ALONE, namespaces, registries: [{ imagePrefix: "r.example.com/" }] };
        const expected = "expected nothing: this stack cannot reach the cluster, Workloads makes it in the second";
        assert.deepEqual(
            faultsOf(() => {
                assertClusterArgs("shop", args);
            }),
            [
                `namespaces: ${expected}, got ${JSON.stringify(namespaces)}`,
                `registries: ${expected}, got [{"imagePrefix":"r.example.com/"}]`,
            ],
        );
    });

    it("has no provider by its type, which a cluster of one stack has", () => {
        const fromTwo = (cluster: Cluster<TwoStacks>): undefined => cluster.kubernetesProvider;
        const fromOne = (cluster: Cluster) => cluster.kubernetesProvider.urn;
        assert.deepEqual([typeof fromTwo, typeof fromOne], ["function", "function"]);
    });
});

describe("Workloads", () => {
    describe("given the namespaces of a cluster of one stack, in a cluster that is there", () => {
        let plan: Plan;
        before(async () => {
            plan = await planWorkloads(WORKLOADS);
        });

        it("makes the same objects as that cluster would", () => {
            const made = wholePlan(plan) as Readonly<Record<string, { readonly type: string }>>;
            const objects = Object.entries(made).filter(([, { type }]) => type.startsWith("kubernetes:"));
            const expected = Object.entries(CLUSTER_PLAN).filter(([, { type }]) => type.startsWith("kubernetes:"));
            assert.equal(objects.length, 18);
            assert.deepEqual(
                Object.fromEntries(objects),
                Object.fromEntries(expected.map(([name, one]) => [name.replace(/^shop-/, "team-"), one])),
            );
        });

        it("opens the given security group, and makes nothing else", () => {
            const others = plan.resources.filter(({ type }) => !type.startsWith("kubernetes:")).map(({ name }) => name);
            assert.deepEqual(others.sort(), [
                "team",
                "team-kubernetes",
                "team-nodes-balancer-0-8080",
                "team-nodes-database-0-5432",
            ]);
            assert.equal(inputsOf(plan, "team-nodes-database-0-5432")["securityGroupId"], "sg-1");
        });

        it("reaches the cluster as whoever deploys, without credentials", () => {
            const { kubeconfig, ...provider } = inputsOf(plan, "team-kubernetes");
            assert.deepEqual(provider, {
                clusterIdentifier: WORKLOADS.cluster.endpoint,
                enableServerSideApply: "true",
            });
            assert.deepEqual(JSON.parse(kubeconfig as string), {
                apiVersion: "v1",
                kind: "Config",
                "current-context": "cluster",
                contexts: [{ name: "cluster", context: { cluster: "cluster", user: "deployer" } }],
                clusters: [
                    {
                        name: "cluster",
                        cluster: {
                            server: WORKLOADS.cluster.endpoint,
                            "certificate-authority-data": WORKLOADS.cluster.certificateAuthority,
                        },
                    },
                ],
                users: [
                    {
                        name: "deployer",
                        user: {
                            exec: {
                                apiVersion: "client.authentication.k8s.io/v1beta1",
                                command: "aws",
                                args: [
                                    ...["eks", "get-token", "--region", "eu-central-1"],
                                    ...["--cluster-name", "staging-shop", "--output", "json"],
                                ],
                                interactiveMode: "Never",
                            },
                        },
                    },
                ],
            });
        });

        it("puts everything below itself and acts through its own provider", () => {
            const component = resource(plan, "team");
            for (const one of plan.resources) {
                if (one !== component) assert.equal(one.parent, component.urn, one.name);
                if (one.type.startsWith("kubernetes:")) assert.equal(one.provider?.name, "team-kubernetes", one.name);
            }
        });

        it("was never there under other names", () => {
            assert.deepEqual(resource(plan, "team-shop-quota").options.aliases, []);
        });

        it("registers its outputs", () => {
            assert.deepEqual(plainly(resource(plan, "team").outputs), {
                clusterName: "staging-shop",
                namespaceNames: ["shop"],
                workloadRoleArns: {},
            });
        });
    });

    it("given no security group, leaves the nodes to whoever owns them", async () => {
        const { nodeSecurityGroupId, ...cluster } = WORKLOADS.cluster;
        assert.equal(nodeSecurityGroupId, "sg-1");
        const plan = await planWorkloads({ ...WORKLOADS, cluster });
        assert.deepEqual(
            plan.resources.filter(({ type }) => type.startsWith("aws:")).map(({ name }) => name),
            [],
        );
    });

    describe("given two namespaces that share openings and have identities", () => {
        let plan: Plan;
        before(async () => {
            plan = await planWorkloads({ ...WORKLOADS, namespaces: SEVERAL_NAMESPACES });
        });

        it("makes each with its own bounds", () => {
            for (const { name, quota } of SEVERAL_NAMESPACES) {
                const { spec } = inputsOf(plan, `team-${name}-quota`) as { spec: { hard: Record<string, string> } };
                assert.equal(spec.hard["requests.cpu"], quota.cpu);
                assert.equal(spec.hard["pods"], String(quota.pods));
                assert.ok(dependenciesOf(plan, `team-${name}-quota`).includes(`team-${name}-namespace`));
            }
        });

        it("opens the nodes once for what both open", () => {
            assert.deepEqual(namesOf(plan, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), [
                "team-nodes-database-0-5432",
            ]);
            assert.deepEqual(namesOf(plan, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), [
                "team-nodes-balancer-0-8080",
            ]);
        });

        it("binds each role to one service account of one cluster, with exactly the rights that are asked for", () => {
            const identity = "team-orders-identity-invoices";
            const role = JSON.parse(inputsOf(plan, `${identity}-role`)["assumeRolePolicy"] as string) as unknown;
            assert.deepEqual(role, {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AssumedByPodIdentity",
                        Effect: "Allow",
                        Principal: { Service: "pods.eks.amazonaws.com" },
                        Action: ["sts:AssumeRole", "sts:TagSession"],
                        Condition: {
                            StringEquals: {
                                "aws:SourceAccount": "111122223333",
                                "aws:RequestTag/kubernetes-namespace": "orders",
                                "aws:RequestTag/kubernetes-service-account": "invoices",
                            },
                            ArnEquals: {
                                "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/staging-shop",
                            },
                        },
                    },
                ],
            });
            assert.deepEqual(JSON.parse(inputsOf(plan, `${identity}-permissions`)["policy"] as string), {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "ReadInvoices",
                        Effect: "Allow",
                        Action: ["s3:GetObject"],
                        Resource: ["arn:aws:s3:::staging-invoices-111122223333/*"],
                        Condition: { Bool: { "aws:SecureTransport": "true" } },
                    },
                ],
            });
            const { tags, ...association } = inputsOf(plan, `${identity}-association`);
            assert.deepEqual(tags, tagsOf(STAGING, `${identity}-association`));
            assert.deepEqual(association, {
                clusterName: "staging-shop",
                namespace: "orders",
                serviceAccount: "invoices",
                roleArn: "<unknown>",
            });
        });

        it("makes the service account once its rights are there, without a token of the Kubernetes API", () => {
            const account = "team-search-identity-indexer-account";
            assert.equal(inputsOf(plan, account)["automountServiceAccountToken"], false);
            assert.deepEqual((inputsOf(plan, account)["metadata"] as Record<string, unknown>)["namespace"], "search");
            for (const before of ["namespace", "identity-indexer-permissions", "identity-indexer-association"]) {
                assert.ok(dependenciesOf(plan, account).includes(`team-search-${before}`), before);
            }
        });

        it("tags all that can be tagged", () => {
            for (const [name, found] of Object.entries(tagsByName(plan)))
                assert.deepEqual(found, tagsOf(STAGING, name));
            assert.equal(Object.keys(tagsByName(plan)).length, 6);
        });

        it("hands on each role by namespace and account", () => {
            assert.deepEqual(plainly(resource(plan, "team").outputs), {
                clusterName: "staging-shop",
                namespaceNames: ["orders", "search"],
                workloadRoleArns: { "orders/invoices": "<unknown>", "search/indexer": "<unknown>" },
            });
        });
    });

    it("given both environments, holds the same against pods, word for word", async () => {
        const expressions = async (environment: WorkloadsArgs["environment"]) => {
            const registry = { imagePrefix: "registry.example.com/" };
            const plan = await planWorkloads({ ...WORKLOADS, environment, registries: [registry] });
            return plan.resources
                .filter(({ type }) => type.endsWith(":ValidatingAdmissionPolicy"))
                .map(({ name }) => inputsOf(plan, name)["spec"]);
        };
        const inStaging = await expressions(STAGING);
        assert.equal(inStaging.length, 4);
        assert.deepEqual(inStaging, await expressions(PRODUCTION));
        assert.ok(JSON.stringify(inStaging).includes("registry.example.com/"));
    });

    it("given both environments, breaks no rule", async () => {
        const found = await judged((environment, opts) => {
            new Workloads("team", { ...WORKLOADS, environment, namespaces: inAccount(environment.accountId) }, opts);
        });
        assert.deepEqual(found, []);
    });

    describe("given arguments at fault", () => {
        const [orders, search] = SEVERAL_NAMESPACES;
        const [identity] = orders?.identities ?? [];
        const [statement] = identity?.statements ?? [];
        const withIdentities = (...identities: object[]) => ({ namespaces: [{ ...orders, identities }] });
        const withStatements = (...statements: object[]) => withIdentities({ ...identity, statements });
        const withCluster = (changed: object) => ({ cluster: { ...WORKLOADS.cluster, ...changed } });
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "no cluster, and an argument that they do not have",
                { cluster: undefined, openings: [] },
                [
                    "openings: expected one of the arguments environment, cluster, namespaces, registries, got []",
                    "cluster: expected an object with clusterName, version, endpoint, certificateAuthority, got nothing",
                ],
            ],
            [
                "a cluster without a way to it",
                { cluster: { clusterName: "shared", version: "1.35" } },
                [
                    "cluster.endpoint: expected a URL that begins with https://, got nothing",
                    "cluster.certificateAuthority: expected a certificate, PEM in base64, got nothing",
                ],
            ],
            [
                "a namespace that is called like those that the reaper deletes",
                { namespaces: [{ ...search, name: "eph-search" }] },
                [
                    'namespaces[0].name: expected no name of an ephemeral environment (eph-...), which is deleted at an end, got "eph-search"',
                ],
            ],
            ["no namespace", { namespaces: [] }, ["namespaces: expected at least one namespace, got []"]],
            [
                "one namespace twice",
                { namespaces: [search, search] },
                ['namespaces[1].name: expected a name that no other namespace has, got "search"'],
            ],
            [
                "openings of one name that open two things",
                {
                    namespaces: [
                        orders,
                        {
                            ...search,
                            openings: [{ name: "https", direction: "egress", ranges: ["10.0.0.0/8"], ports: [443] }],
                        },
                    ],
                },
                [
                    'namespaces[1].openings[0]: expected what https opens in namespaces[0], got ["egress 10.0.0.0/8 443"]',
                ],
            ],
            [
                "openings of two names that open one thing",
                {
                    namespaces: [
                        orders,
                        {
                            ...search,
                            openings: [{ name: "web", direction: "egress", ranges: ["0.0.0.0/0"], ports: [443] }],
                        },
                    ],
                },
                [
                    'namespaces[1].openings[0]: expected ranges and ports that are not open already, got "egress 0.0.0.0/0 443"',
                ],
            ],
            [
                "a cluster that cannot be reached",
                withCluster({
                    clusterName: "a cluster",
                    version: "1",
                    endpoint: "http://x",
                    certificateAuthority: "-----BEGIN",
                }),
                [
                    'cluster.clusterName: expected the name of a cluster of EKS: 1 to 100 letters, digits, dashes and underscores, got "a cluster"',
                    'cluster.version: expected a Kubernetes version such as 1.35, got "1"',
                    'cluster.endpoint: expected a URL that begins with https://, got "http://x"',
                    'cluster.certificateAuthority: expected a certificate, PEM in base64, got "-----BEGIN"',
                ],
            ],
            [
                "an account twice",
                withIdentities(identity ?? {}, identity ?? {}),
                [
                    'namespaces[0].identities[1].serviceAccount: expected an account that stands in the list once, got "invoices"',
                ],
            ],
            [
                "an account whose role has no name",
                withIdentities({ ...identity, serviceAccount: "a".repeat(31) }),
                [
                    `namespaces[0].identities[0].serviceAccount: expected a role named in 56 characters at most, got "team-orders-identity-${"a".repeat(31)}-role"`,
                ],
            ],
            [
                "no statement",
                withStatements(),
                ["namespaces[0].identities[0].statements: expected at least one statement, got []"],
            ],
            [
                "statements that say everything or nothing",
                withStatements(
                    { Sid: "a b", Action: ["*"], Resource: [""] },
                    { ...statement, Action: ["s3:*"], Resource: [] },
                    { ...statement, Action: [] },
                ),
                [
                    'namespaces[0].identities[0].statements[0].Sid: expected 1 to 64 letters and digits, got "a b"',
                    'namespaces[0].identities[0].statements[0].Action[0]: expected an action of a service such as s3:GetObject, not all of them, got "*"',
                    'namespaces[0].identities[0].statements[0].Resource[0]: expected an ARN, or *, got ""',
                    'namespaces[0].identities[0].statements[1].Action[0]: expected an action of a service such as s3:GetObject, not all of them, got "s3:*"',
                    "namespaces[0].identities[0].statements[1].Resource: expected at least one resource, got []",
                    'namespaces[0].identities[0].statements[2].Sid: expected a name that no other statement has, got "ReadInvoices"',
                    "namespaces[0].identities[0].statements[2].Action: expected at least one action, got []",
                ],
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, says so`, () => {
                assert.deepEqual(
                    faultsOf(() => {
                        assertWorkloadsArgs("team", { ...WORKLOADS, ...changed });
                    }),
                    faults,
                );
            });
        }

        const good: readonly [given: string, changed: object][] = [
            ["the longest account", withIdentities({ ...identity, serviceAccount: "a".repeat(30) })],
            [
                "actions by their beginning, on everything",
                withStatements({ ...statement, Action: ["s3:Get*"], Resource: ["*"] }),
            ],
            ["the longest name of a cluster", withCluster({ clusterName: "c".repeat(100) })],
        ];
        for (const [given, changed] of good) {
            it(`given ${given}, finds nothing`, () => {
                assert.deepEqual(
                    faultsOf(() => {
                        assertWorkloadsArgs("team", { ...WORKLOADS, ...changed });
                    }),
                    [],
                );
            });
        }

        it("given several faults, names them all and plans nothing", async () => {
            const args = { ...WORKLOADS, namespaces: [], environment: { ...STAGING, addressSlot: 99 } };
            const built = planOf(() => {
                new Workloads("Team", args);
            });
            await assert.rejects(built, (error: Error) =>
                ["invalid Workloads", "name: ", "environment.addressSlot: ", "namespaces: "].every(part =>
                    error.message.includes(part),
                ),
            );
        });
    });
});

/** The namespaces, with queues of the given account. */
function inAccount(accountId: string): WorkloadsArgs["namespaces"] {
    return JSON.parse(
        JSON.stringify(SEVERAL_NAMESPACES).replaceAll("111122223333", accountId),
    ) as WorkloadsArgs["namespaces"];
}
