import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import {
    EphemeralEnvironment,
    type EphemeralEnvironmentArgs,
    ephemeralName,
} from "../../components/ephemeral-environment";
import { assertEphemeralEnvironmentArgs } from "../../components/ephemeral-environment/arguments";
import { ephemeralNamespace, schemaOf } from "../../components/ephemeral-environment/names";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { ephemeralArgs } from "./ephemeral-samples";
import { ADMISSION, EPHEMERAL_PLAN } from "./expected/ephemeral-environment";
import { judged } from "./judged";
import { faultsOf, inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

/** No property of it is looked at while arguments are checked. */
const PROVIDER = Object.create(kubernetes.Provider.prototype) as kubernetes.Provider;
const ARGS = ephemeralArgs(PROVIDER);
const planWith = (changed: Partial<EphemeralEnvironmentArgs> = {}): Promise<Plan> =>
    planOf(() => {
        const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
        new EphemeralEnvironment("branch", { ...ephemeralArgs(provider), ...changed });
    });
const faults = (changed: object, name = "branch") =>
    faultsOf(() => {
        assertEphemeralEnvironmentArgs(name, { ...ARGS, ...changed });
    });

describe("EphemeralEnvironment", () => {
    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planWith();
        });

        it("declares exactly what is expected", () => {
            const whole = wholePlan(plan);
            const rest = Object.entries(whole).filter(([name]) => !ADMISSION.includes(name));
            assert.deepEqual(Object.fromEntries(rest), EPHEMERAL_PLAN);
            assert.deepEqual(
                Object.keys(whole).filter(name => name.includes("admission")),
                ADMISSION,
            );
        });

        it("holds the same policies against its pods as staging's own namespaces do, for the registries given", () => {
            const bindings = ADMISSION.filter(name => name.endsWith("-binding"));
            assert.equal(bindings.length, 4);
            for (const name of bindings) {
                assert.deepEqual((inputsOf(plan, name)["spec"] as Record<string, unknown>)["matchResources"], {
                    namespaceSelector: {
                        matchLabels: { "kubernetes.io/metadata.name": "eph-feature-fast-checkout-b9c7e056adc3" },
                    },
                });
            }
            const images = JSON.stringify(inputsOf(plan, "branch-admission-images")["spec"]);
            assert.ok(images.includes("registry.example.com/shop/"), images);
            assert.ok(!images.includes("111122223333"), images);
        });

        it("tags all that can be tagged with its owner and its end", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), ["branch-workload-association", "branch-workload-role"]);
            for (const [name, found] of Object.entries(tags)) {
                const expected = {
                    ...tagsOf(STAGING, name),
                    owner: "team-orders",
                    "expires-at": "2026-02-20T17:00:00Z",
                };
                assert.deepEqual(found, expected);
            }
        });

        it("makes the schema after the namespace, without which the reaper would drop it", () => {
            const { dependencies } = resource(plan, "branch-schema");
            assert.ok(dependencies.some(urn => urn.endsWith("::branch-namespace")));
            assert.equal(resource(plan, "branch-schema").options.deleteBeforeReplace, true);
        });

        it("makes everything in the cluster with the cluster's provider", () => {
            for (const { name, provider, type } of plan.resources) {
                if (type.startsWith("kubernetes:")) assert.equal(provider?.name, "cluster", name);
            }
        });

        it("registers its outputs", () => {
            assert.deepEqual(plainly(resource(plan, "branch", "stagewright:ephemeral:EphemeralEnvironment").outputs), {
                namespaceName: "eph-feature-fast-checkout-b9c7e056adc3",
                expiresAt: "2026-02-20T17:00:00Z",
                schemaName: "eph_feature_fast_checkout_b9c7e056adc3",
                serviceAccountName: "workload",
            });
        });
    });

    it("given a reaper without a database, is a namespace alone", async () => {
        const { database, ...reaper } = ARGS.reaper;
        assert.ok(database !== undefined);
        const plan = await planWith({ reaper, databaseConnections: undefined });
        const whole = wholePlan(plan);
        const database_ = [
            "branch-account",
            "branch-open-database",
            "branch-schema",
            "branch-workload-association",
            "branch-workload-permissions",
            "branch-workload-role",
        ];
        assert.deepEqual(
            [...Object.keys(whole), ...database_].sort(),
            [...Object.keys(EPHEMERAL_PLAN), ...ADMISSION].sort(),
        );
        assert.deepEqual(plainly(resource(plan, "branch", "stagewright:ephemeral:EphemeralEnvironment").outputs), {
            namespaceName: "eph-feature-fast-checkout-b9c7e056adc3",
            expiresAt: "2026-02-20T17:00:00Z",
        });
    });

    it("given no more than it needs, takes ten connections, staging's registry and nothing open but the database", async () => {
        const { openings, ...namespace } = ARGS.namespace;
        assert.ok(openings !== undefined);
        const plan = await planWith({ namespace, databaseConnections: undefined, registries: undefined });
        const [container] = containersOf(plan);
        assert.deepEqual(
            container?.env.find(({ name }) => name === "CONNECTIONS"),
            { name: "CONNECTIONS", value: "10" },
        );
        assert.deepEqual(
            plan.resources.map(({ name }) => name).filter(name => name.includes("-open-")),
            ["branch-open-database"],
        );
        const images = JSON.stringify(inputsOf(plan, "branch-admission-images")["spec"]);
        assert.ok(images.includes("111122223333.dkr.ecr.eu-central-1.amazonaws.com/"), images);
    });

    it("given an endpoint and a secret that are not known yet, takes them at their word", () => {
        const { database } = ARGS.reaper;
        const later = { ...database!, endpoint: pulumi.output("later.example.com"), secretArn: pulumi.output("later") };
        assert.deepEqual(faults({ reaper: { ...ARGS.reaper, database: later } }), []);
    });

    it("given the policy pack, is objected to in nothing", async () => {
        const build = (environment: typeof STAGING, opts: pulumi.ComponentResourceOptions) => {
            const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
            new EphemeralEnvironment("branch", { ...ephemeralArgs(provider), environment }, opts);
        };
        assert.deepEqual(await judged(build, { environments: [STAGING], preset: "strict" }), []);
    });

    describe("given arguments at fault", () => {
        const reaper = (changed: object) => ({ reaper: { ...ARGS.reaper, ...changed } });
        const database = (changed: object) => reaper({ database: { ...ARGS.reaper.database, ...changed } });
        const namespace = (changed: object) => ({ namespace: { ...ARGS.namespace, ...changed } });
        const moment = "expected a moment that exists, with its offset from UTC, such as 2026-02-28T18:00:00Z";
        const image = "reaper.image: expected an image by digest such as registry.example.com/tools@sha256:<64 digits>";
        const branch = "branch: expected the name of a branch: 1 to 200 characters, no spaces";
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "an argument that it does not have",
                { ttl: "3d" },
                [
                    'ttl: expected one of the arguments environment, cluster, version, reaper, branch, createdAt, expiresAt, owner, namespace, databaseConnections, registries, got "3d"',
                ],
            ],
            [
                "production",
                { environment: { ...PRODUCTION, accountId: "111122223333" } },
                ['environment.class: expected "staging", the only one that may hold others, got "production"'],
            ],
            [
                "an environment that has an end itself",
                { environment: { ...STAGING, class: "ephemeral", expiresAt: "2026-02-28T18:00:00Z" } },
                ['environment.class: expected "staging", the only one that may hold others, got "ephemeral"'],
            ],
            ["no end", { expiresAt: undefined }, [`expiresAt: ${moment}, got nothing`]],
            ["an end without a time", { expiresAt: "2026-02-20" }, [`expiresAt: ${moment}, got "2026-02-20"`]],
            [
                "an end on a day that does not exist",
                { expiresAt: "2026-02-30T18:00:00Z" },
                [`expiresAt: ${moment}, got "2026-02-30T18:00:00Z"`],
            ],
            [
                "no beginning and an end that is an output",
                { createdAt: undefined, expiresAt: pulumi.output("2026-02-20T18:00:00Z") },
                [
                    `createdAt: ${moment}, got nothing`,
                    `expiresAt: ${moment}, got an output, whose value is not known while planning`,
                ],
            ],
            [
                "an end that is the beginning, in another offset",
                { expiresAt: "2026-02-14T09:00:00Z" },
                ['expiresAt: expected a moment after createdAt, 2026-02-14T10:00:00+01:00, got "2026-02-14T09:00:00Z"'],
            ],
            [
                "an end a second too late",
                { expiresAt: "2026-02-21T09:00:01Z" },
                [
                    'expiresAt: expected at most 7 days after createdAt, 2026-02-21T09:00:00Z, got "2026-02-21T09:00:01Z"',
                ],
            ],
            ["a branch with a space", { branch: "a b" }, [`${branch}, got "a b"`]],
            ["no branch", { branch: "" }, [`${branch}, got ""`]],
            ["a branch that is too long", { branch: "x".repeat(201) }, [`${branch}, got "${"x".repeat(201)}"`]],
            [
                "an owner that no tag takes",
                { owner: "a&b" },
                ['owner: expected a tag value: 1 to 256 letters, digits, spaces and _ . : / = + - @, got "a&b"'],
            ],
            ["a version", { version: "1" }, ['version: expected a Kubernetes version such as 1.35, got "1"']],
            [
                "a cluster without a name",
                { cluster: { clusterName: "", kubernetesProvider: PROVIDER } },
                [
                    'cluster.clusterName: expected the name of a cluster of EKS: 1 to 100 letters, digits, dashes and underscores, got ""',
                ],
            ],
            [
                "a reaper with everything wrong",
                reaper({ namespaceName: "A", serviceAccountName: "", image: "tools:1", maximumDays: 91 }),
                [
                    'reaper.namespaceName: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, got "A"',
                    'reaper.serviceAccountName: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, got ""',
                    `${image}, got "tools:1"`,
                    "reaper.maximumDays: expected a whole number from 1 to 90, got 91",
                ],
            ],
            [
                "a database with everything wrong",
                database({ endpoint: "", port: 0, databaseName: "1", secretArn: "", ranges: [] }),
                [
                    'reaper.database.endpoint: expected a text that is not empty, got ""',
                    "reaper.database.port: expected a whole number from 1 to 65535, got 0",
                    'reaper.database.databaseName: expected the name of a database: 1 to 63 letters, digits and _, got "1"',
                    'reaper.database.secretArn: expected the ARN of a secret of the environment\'s own account and region, arn:aws:secretsmanager:eu-central-1:111122223333:secret:..., got ""',
                    "reaper.database.ranges: expected at least one range, got []",
                ],
            ],
            [
                "production's secret",
                database({ secretArn: "arn:aws:secretsmanager:eu-central-1:444455556666:secret:rds!cluster-1" }),
                [
                    'reaper.database.secretArn: expected the ARN of a secret of the environment\'s own account and region, arn:aws:secretsmanager:eu-central-1:111122223333:secret:..., got "arn:aws:secretsmanager:eu-central-1:444455556666:secret:rds!cluster-1"',
                ],
            ],
            [
                "MySQL",
                database({ port: 3306 }),
                [
                    "reaper.database.port: expected that of a PostgreSQL database: MySQL knows no schemas in a database, got 3306",
                ],
            ],
            [
                "a quota that is none",
                namespace({ quota: { cpu: "x", memory: "2G", pods: 0 } }),
                [
                    'namespace.quota.cpu: expected a Kubernetes amount of processor such as 4 or 500m, got "x"',
                    'namespace.quota.memory: expected a Kubernetes amount of memory such as 8Gi, got "2G"',
                    "namespace.quota.pods: expected a whole number from 1 to 1000, got 0",
                ],
            ],
            [
                "no namespace",
                { namespace: undefined },
                ["namespace: expected a plain object with quota and containerDefaults, got nothing"],
            ],
            [
                "an opening called as the database's",
                namespace({
                    openings: [{ name: "database", direction: "egress", ranges: ["10.0.0.0/8"], ports: [1] }],
                }),
                [
                    'namespace.openings: expected no database, which the reaper\'s database brings, got [{"name":"database","direction":"egress","ranges":["10.0.0.0/8"],"ports":[1]}]',
                ],
            ],
            ...[0, 101, 1.5].map((databaseConnections): [string, object, readonly string[]] => [
                `${databaseConnections} connections`,
                { databaseConnections },
                [`databaseConnections: expected a whole number from 1 to 100, got ${databaseConnections}`],
            ]),
            [
                "connections without a database",
                reaper({ database: undefined }),
                ["databaseConnections: expected nothing: the reaper knows no database, got 5"],
            ],
            ["no registry", { registries: [] }, ["registries: expected at least one registry, got []"]],
        ];
        for (const [given, changed, expected] of bad) {
            it(`given ${given}, names it`, () => {
                assert.deepEqual(faults(changed), expected);
            });
        }

        it("given several at once, names them all before anything is planned", () => {
            const found = faults({ version: "x", branch: "", expiresAt: "x", owner: "", registries: [] }, "Branch");
            assert.deepEqual(
                found.map(fault => fault.split(":")[0]),
                ["name", "version", "branch", "expiresAt", "owner", "registries"],
            );
        });

        it("given the bounds themselves, takes them", () => {
            for (const changed of [
                { expiresAt: "2026-02-21T09:00:00Z" },
                { expiresAt: "2026-02-14T09:00:01Z" },
                { databaseConnections: 1 },
                { databaseConnections: 100 },
                { branch: "x".repeat(200) },
                reaper({ maximumDays: 90 }),
                { createdAt: "2026-02-20T16:00:00Z", ...reaper({ maximumDays: 1 }) },
            ]) {
                assert.deepEqual(faults(changed), [], JSON.stringify(changed));
            }
        });
    });
});

describe("the name of a branch's environment", () => {
    const branches = fc.oneof(
        fc.stringMatching(/^[!-~]{1,60}$/),
        fc.stringMatching(/^[a-z0-9-]{1,60}$/),
        fc.stringMatching(/^(feature\/)?[a-zA-Z0-9_.-]{1,50}$/),
    );

    for (const [branch, name] of [
        ["fast-checkout", "fast-checkout"],
        ["a", "a"],
        ["x".repeat(40), "x".repeat(40)],
        ["x".repeat(41), `${"x".repeat(27)}-`],
        ["Main", "main-"],
        ["feature/a", "feature-a-"],
        ["a--b", "a-b-"],
        ["-a-", "a-"],
        ["fix-0123456789ab", "fix-0123456789ab-"],
        ["0123456789ab", "0123456789ab-"],
        ["fix-0123456789a", "fix-0123456789a"],
        ["fix0123456789ab", "fix0123456789ab"],
        [`${"x".repeat(26)}-${"y".repeat(20)}`, `${"x".repeat(26)}-`],
        ["///", ""],
    ] as const) {
        it(`given ${branch}, is ${name}${name.endsWith("-") || name === "" ? "<digest>" : ""}`, () => {
            const isWhole = !name.endsWith("-") && name !== "";
            const found = ephemeralName(branch);
            assert.equal(isWhole ? found : found.slice(0, -12), name);
            if (!isWhole) assert.match(found.slice(-12), /^[0-9a-f]{12}$/);
        });
    }

    it("given any branch, is a label of DNS that leaves room, and a name in a database once its dashes are underscores", () => {
        fc.assert(
            fc.property(branches, branch => {
                const name = ephemeralName(branch);
                assert.match(name, /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/);
                assert.equal(ephemeralNamespace(branch), `eph-${name}`);
                assert.match(schemaOf(`eph-${name}`), /^eph_[a-z0-9_]{1,40}$/);
                assert.equal(ephemeralName(branch), name);
            }),
        );
    });

    it("given two branches, is never one name, even where one is called as the other's environment is", () => {
        fc.assert(
            fc.property(branches, branches, (one, other) => {
                if (one === other) return;
                assert.notEqual(ephemeralName(one), ephemeralName(other));
                const made = ephemeralName(one);
                if (made !== one) assert.notEqual(ephemeralName(made), made);
            }),
        );
    });
});

interface JobContainer {
    readonly env: readonly { readonly name: string; readonly value: string }[];
}

function containersOf(plan: Plan): readonly JobContainer[] {
    const spec = inputsOf(plan, "branch-schema")["spec"] as {
        readonly template: { readonly spec: { readonly containers: readonly JobContainer[] } };
    };
    return spec.template.spec.containers;
}
