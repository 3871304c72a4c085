import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Database, type DatabaseArgs, DatabaseInstance } from "../../components";
import { assertDatabaseArgs } from "../../components/database/aurora-arguments";
import { plainly, planOf, resource } from "../support/plan";
import { planDatabase, planInstance, PROVISIONED, SERVERLESS, INSTANCE } from "./database-support";
import { faultsOf, inputsOf, namesOf, sourcesOf } from "./support";

const PROXY = { authentication: "iam" } as const;
const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:staging/shop-AbCdEf";

interface Permission {
    readonly Sid: string;
    readonly Resource: unknown;
}
const permissions = (policy: unknown) => (JSON.parse(String(policy)) as { Statement: Permission[] }).Statement;

describe("a proxy before a database", () => {
    it("given one, is what callers connect to, and they reach the database through it only", async () => {
        const plan = await planDatabase({ ...PROVISIONED, instances: 2, proxy: PROXY });
        assert.deepEqual(namesOf(plan, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), [
            "orders-from-proxy",
            "orders-proxy-from-nodes",
        ]);
        assert.deepEqual(sourcesOf(plan, "orders-proxy-from-nodes", "securityGroupId"), ["orders-proxy-group"]);
        assert.deepEqual(sourcesOf(plan, "orders-from-proxy", "securityGroupId"), ["orders-group"]);
        assert.deepEqual(sourcesOf(plan, "orders-from-proxy", "referencedSecurityGroupId"), ["orders-proxy-group"]);
        assert.deepEqual(sourcesOf(plan, "orders-proxy-to-database", "securityGroupId"), ["orders-proxy-group"]);
        assert.deepEqual(sourcesOf(plan, "orders-proxy-to-database", "referencedSecurityGroupId"), ["orders-group"]);
        assert.deepEqual(sourcesOf(plan, "orders-proxy", "vpcSecurityGroupIds"), ["orders-proxy-group"]);
        assert.deepEqual(sourcesOf(plan, "orders-proxy-readers", "vpcSecurityGroupIds"), ["orders-proxy-group"]);
        assert.deepEqual(sourcesOf(plan, "orders-cluster", "vpcSecurityGroupIds"), ["orders-group"]);
    });

    it("given one, waits for its log group, its rights and the instances behind it", async () => {
        const plan = await planDatabase({ ...PROVISIONED, instances: 2, proxy: PROXY });
        const names = ["orders-proxy-log", "orders-proxy-permissions", "orders-instance-0", "orders-instance-1"];
        for (const before of names) {
            assert.ok(resource(plan, "orders-proxy").dependencies.includes(resource(plan, before).urn), before);
        }
        const target = resource(plan, "orders-proxy-target").dependencies;
        assert.ok(target.includes(resource(plan, "orders-instance-1").urn));
        // A key is known by its alias in the policy, which is empty words until there is one.
        const policy = resource(plan, "orders-proxy-permissions").dependencies;
        assert.ok(policy.includes(resource(plan, "orders-key-alias").urn));
    });

    it("given no reader behind it, has no host name for readers", async () => {
        const plan = await planDatabase({ ...PROVISIONED, proxy: PROXY });
        assert.deepEqual(namesOf(plan, "aws:rds/proxyEndpoint:ProxyEndpoint"), []);
    });

    const outputs = ["endpoint", "readerEndpoint", "secretArn", "securityGroupId", "proxySecurityGroupId"] as const;
    const behind: readonly [given: string, changes: object, sources: Readonly<Record<string, string>>][] = [
        ["no proxy", {}, { endpoint: "cluster", readerEndpoint: "cluster" }],
        [
            "a proxy",
            { proxy: PROXY },
            { endpoint: "proxy", readerEndpoint: "proxy", proxySecurityGroupId: "proxy-group" },
        ],
        [
            "a proxy before readers",
            { proxy: PROXY, instances: 2 },
            { endpoint: "proxy", readerEndpoint: "proxy-readers", proxySecurityGroupId: "proxy-group" },
        ],
    ];
    for (const [given, changes, sources] of behind) {
        it(`given ${given}, hands on the host names of what callers connect to, and the groups`, async () => {
            const plan = await planOf(() => {
                const database = new Database("orders", { ...PROVISIONED, ...changes });
                for (const output of outputs) {
                    new aws.ssm.Parameter(output, { type: "String", value: database[output] ?? "none" });
                }
            });
            const found = outputs.map(output => [output, sourcesOf(plan, output, "value").join()]);
            assert.deepEqual(Object.fromEntries(found), {
                secretArn: "orders-cluster",
                securityGroupId: "orders-group",
                proxySecurityGroupId: "",
                ...Object.fromEntries(Object.entries(sources).map(([output, role]) => [output, `orders-${role}`])),
            });
        });
    }

    for (const [given, changes, source] of [
        ["no proxy", {}, "orders-instance"],
        ["a proxy", { proxy: PROXY }, "orders-proxy"],
    ] as const) {
        it(`given one instance and ${given}, hands on the host name of what callers connect to, without a port`, async () => {
            const plan = await planOf(() => {
                const { endpoint } = new DatabaseInstance("orders", { ...INSTANCE, ...changes });
                new aws.ssm.Parameter("endpoint", { type: "String", value: endpoint });
            });
            assert.deepEqual(sourcesOf(plan, "endpoint", "value"), [source]);
        });
    }

    it("given passwords, takes those of the users whose secrets it reads", async () => {
        const plan = await planInstance({
            ...INSTANCE,
            proxy: {
                authentication: "password",
                userSecretArns: [SECRET],
                maxConnectionsPercent: 1,
                idleClientSeconds: 28_800,
            },
        });
        const { auths, idleClientTimeout } = inputsOf(plan, "orders-proxy");
        assert.deepEqual(auths, [
            { authScheme: "SECRETS", iamAuth: "DISABLED", secretArn: "<unknown>" },
            { authScheme: "SECRETS", iamAuth: "DISABLED", secretArn: SECRET },
        ]);
        assert.equal(idleClientTimeout, 28_800);
        assert.deepEqual(inputsOf(plan, "orders-proxy-pool")["connectionPoolConfig"], { maxConnectionsPercent: 1 });
        const [first, ofUsers, decrypt] = permissions(inputsOf(plan, "orders-proxy-permissions")["policy"]);
        assert.equal(first?.Sid, "ReadSecretOfFirstUser");
        assert.deepEqual(ofUsers, {
            Sid: "ReadSecretsOfUsers",
            Effect: "Allow",
            Action: ["secretsmanager:GetSecretValue"],
            Resource: [SECRET],
        });
        assert.equal(decrypt?.Sid, "DecryptSecrets");
    });

    it("given MySQL, speaks its protocol on its port", async () => {
        const plan = await planInstance({ ...INSTANCE, engine: "mysql", engineVersion: "8.4.5", proxy: PROXY });
        assert.equal(inputsOf(plan, "orders-proxy")["engineFamily"], "MYSQL");
        assert.equal(inputsOf(plan, "orders-proxy-to-database")["toPort"], 3306);
    });

    for (const [given, changes] of [
        ["a secret", { proxy: { ...PROXY, userSecretArns: [pulumi.output(SECRET)] } }],
        ["a key", { proxy: PROXY, key: { keyArn: pulumi.output("arn:aws:kms:eu-central-1:111122223333:key/1") } }],
    ] as const) {
        it(`given ${given} that is an output, writes the policy when that is known`, async () => {
            const plan = await planDatabase({ ...PROVISIONED, ...changes });
            const policy = inputsOf(plan, "orders-proxy-permissions")["policy"];
            assert.equal(permissions(policy).length, given === "a secret" ? 3 : 2);
            assert.match(String(policy), given === "a secret" ? /staging\/shop-AbCdEf/ : /key\/1"/);
        });
    }

    it("given its own log group, lets no other proxy's use the key", async () => {
        const plan = await planDatabase({ ...PROVISIONED, proxy: PROXY });
        assert.deepEqual((plainly(resource(plan, "orders").outputs) as { logGroupNames: unknown }).logGroupNames, [
            "/aws/rds/cluster/staging-orders/postgresql",
            "/aws/rds/proxy/staging-orders",
        ]);
    });

    describe("given arguments at fault", () => {
        const faults = (proxy: unknown, args: DatabaseArgs = PROVISIONED) =>
            faultsOf(() => {
                assertDatabaseArgs("orders", { ...args, proxy } as DatabaseArgs);
            });
        const OWN =
            "the ARN of a secret in the environment's account and region, arn:aws:secretsmanager:eu-central-1:111122223333:secret:...";
        const secrets = (count: number) => Array.from({ length: count }, (_, index) => `${SECRET}${index}`);

        it("given a database that is to pause, refuses the proxy, which would keep it awake", () => {
            assert.deepEqual(faults(PROXY, SERVERLESS), [
                'proxy: expected none where `serverless.minCapacity` is 0: its connections keep the database awake, got {"authentication":"iam"}',
            ]);
        });

        it("given a serverless database that never pauses, accepts the proxy", () => {
            assert.deepEqual(faults(PROXY, { ...SERVERLESS, serverless: { minCapacity: 0.5, maxCapacity: 1 } }), []);
        });

        for (const [given, proxy] of [
            ["the least of all", { ...PROXY, maxConnectionsPercent: 1, idleClientSeconds: 1 }],
            [
                "the most of all",
                { ...PROXY, maxConnectionsPercent: 100, idleClientSeconds: 28_800, userSecretArns: secrets(199) },
            ],
        ] as const) {
            it(`given ${given}, accepts it`, () => {
                assert.deepEqual(faults(proxy), []);
            });
        }

        const bad: [given: string, proxy: object, ...faults: string[]][] = [
            ["no way to log in", {}, 'proxy.authentication: expected one of "iam", "password", got nothing'],
            [
                "bounds passed below",
                { ...PROXY, maxConnectionsPercent: 0, idleClientSeconds: 0 },
                "proxy.maxConnectionsPercent: expected a whole number from 1 to 100, got 0",
                "proxy.idleClientSeconds: expected a whole number from 1 to 28800, got 0",
            ],
            [
                "bounds passed above",
                { ...PROXY, maxConnectionsPercent: 101, idleClientSeconds: 28_801 },
                "proxy.maxConnectionsPercent: expected a whole number from 1 to 100, got 101",
                "proxy.idleClientSeconds: expected a whole number from 1 to 28800, got 28801",
            ],
            [
                "too many secrets",
                { ...PROXY, userSecretArns: secrets(200) },
                "proxy.userSecretArns: expected at most 199 secrets, got 200",
            ],
            [
                "secrets that are no list",
                { ...PROXY, userSecretArns: [null] },
                `proxy.userSecretArns[0]: expected ${OWN}, got null`,
            ],
            [
                "secrets that are no list",
                { ...PROXY, userSecretArns: SECRET },
                `proxy.userSecretArns: expected a list of ARNs of secrets, got "${SECRET}"`,
            ],
            [
                "a secret of another account, and one twice",
                { ...PROXY, userSecretArns: [SECRET.replace("1111", "4444"), SECRET, SECRET] },
                `proxy.userSecretArns[0]: expected ${OWN}, got "${SECRET.replace("1111", "4444")}"`,
                `proxy.userSecretArns[2]: expected a secret that is not in the list already, got "${SECRET}"`,
            ],
        ];
        for (const [given, proxy, ...expected] of bad) {
            it(`given ${given}, says so`, () => {
                assert.deepEqual(faults(proxy), expected);
            });
        }
    });
});
