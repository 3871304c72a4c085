import assert from "node:assert/strict";
import type { PlannedResource } from "../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { credentialsOf } from "../../secrets/credentials-of";
import { plan, type PlanExtras, resource, type ResourceExtras } from "../support/policy";
import { OTHER_PASSWORD, PASSWORD } from "./samples";

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
const SECRET = "kubernetes:core/v1:Secret";
const ADDRESS = `postgres://app:${PASSWORD}@db/orders`;

/** Places and forms of the credentials of a plan, with the values that a test knows. */
function found(resources: readonly PlannedResource[], extras: PlanExtras = {}) {
    const { credentials, own, unread } = credentialsOf(plan(resources, extras));
    return {
        credentials: credentials.map(({ at, form, value }) =>
            [at, form ?? "", value.reveal().toString("utf8")].join(" | "),
        ),
        own: own.map(({ at, by }) => `${at} by ${by}`),
        unread: unread.map(({ at, why }) => `${at} ${why}`),
    };
}

const of = (type: string, inputs: PropertyMap, extras: ResourceExtras & PlanExtras = {}) =>
    found([resource(type, inputs, extras)], { ...extras, outputs: {} });

const NOTHING = { credentials: [], own: [], unread: [] };

describe("the credentials of a plan", () => {
    for (const [given, type, inputs, at, form] of [
        ["a marked input", "aws:sns/topic:Topic", { displayName: new Secret(PASSWORD) }, "displayName", ""],
        ["a mark deep inside", "aws:sns/topic:Topic", { a: [{ b: new Secret(PASSWORD) }] }, "a[0].b", ""],
        ["a mark around all of it", "aws:sns/topic:Topic", { a: new Secret([{ b: PASSWORD }]) }, "a[0].b", ""],
        ["a password without a mark", "aws:rds/cluster:Cluster", { masterPassword: PASSWORD }, "masterPassword", ""],
        ["a name of a password in any type", "acme:index:Thing", { adminPassword: PASSWORD }, "adminPassword", ""],
        ["Secret data", SECRET, { data: { password: base64(PASSWORD) } }, "data.password", "base64"],
        ["Secret stringData", SECRET, { stringData: new Secret({ password: PASSWORD }) }, "stringData.password", ""],
        [
            "a secret's JSON",
            "aws:secretsmanager/secretVersion:SecretVersion",
            { secretString: JSON.stringify({ username: "shop", password: PASSWORD }) },
            "secretString",
            "JSON password",
        ],
        [
            "a secret's bytes",
            "aws:secretsmanager/secretVersion:SecretVersion",
            { secretBinary: base64(PASSWORD) },
            "secretBinary",
            "base64",
        ],
        ["a SecureString", "aws:ssm/parameter:Parameter", { type: "SecureString", value: PASSWORD }, "value", ""],
        [
            "an environment variable",
            "aws:lambda/function:Function",
            { environment: { variables: { API_TOKEN: PASSWORD } } },
            "environment.variables.API_TOKEN",
            "",
        ],
        [
            "a container in JSON",
            "aws:ecs/taskDefinition:TaskDefinition",
            { containerDefinitions: JSON.stringify([{ environment: [{ name: "DB_PASSWORD", value: PASSWORD }] }]) },
            "containerDefinitions",
            "JSON DB_PASSWORD",
        ],
        [
            "a container of a pod",
            "kubernetes:core/v1:Pod",
            { spec: { containers: [{ env: [{ name: "DB_PASSWORD", value: PASSWORD }] }] } },
            "spec.containers[0].env[0].value",
            "",
        ],
        [
            "a script in base64",
            "aws:ec2/instance:Instance",
            { userDataBase64: base64(`#!/bin/sh\nexport DB_PASSWORD=${PASSWORD}\n`) },
            "userDataBase64",
            "base64 > setting in a file",
        ],
        ["a provider", "pulumi:providers:aws", { secretKey: PASSWORD }, "secretKey", ""],
    ] as const) {
        it(`given ${given}, has it`, () => {
            assert.deepEqual(of(type, inputs as PropertyMap), {
                ...NOTHING,
                credentials: [`subject#${at} | ${form} | ${PASSWORD}`],
            });
        });
    }

    it("given an address without a mark, has the address and the password inside", () => {
        const { credentials } = of("kubernetes:core/v1:ConfigMap", { data: { "database-url": ADDRESS } });
        assert.deepEqual(credentials, [
            `subject#data["database-url"] | password in an address | ${PASSWORD}`,
            `subject#data["database-url"] |  | ${ADDRESS}`,
        ]);
    });

    it("given settings and outputs of the stack, and a provider that the engine makes, has those", () => {
        const one = resource("aws:sns/topic:Topic", {}, {});
        const provider = { urn: "u", name: "default", isDefault: true, inputs: { secretKey: OTHER_PASSWORD } };
        const { credentials } = found(
            [
                { ...one, provider },
                { ...one, urn: "v", provider },
            ],
            {
                config: { "shop:dbPassword": new Secret(PASSWORD), "shop:region": "eu-central-1" },
                outputs: { url: new Secret(ADDRESS), name: "orders" },
            },
        );
        assert.deepEqual(credentials, [
            `config#shop:dbPassword |  | ${PASSWORD}`,
            `default provider aws#secretKey |  | ${OTHER_PASSWORD}`,
            `outputs#url | password in an address | ${PASSWORD}`,
            `outputs#url |  | ${ADDRESS}`,
        ]);
    });

    it("given an output that is an input, has it once; given one that is none, has it, too", () => {
        const { credentials } = of(
            "aws:rds/cluster:Cluster",
            { masterPassword: new Secret(PASSWORD) },
            { outputs: { masterPassword: new Secret(PASSWORD), token: new Secret(OTHER_PASSWORD) } },
        );
        assert.deepEqual(credentials, [
            `subject#masterPassword |  | ${PASSWORD}`,
            `subject#token |  | ${OTHER_PASSWORD}`,
        ]);
    });

    for (const [given, type, inputs] of [
        ["no secret at all", "aws:sns/topic:Topic", { name: "orders-of-today-and-more", tags: { a: "b" } }],
        ["a user name in a Secret", SECRET, { data: { username: base64("orders-application") } }],
        [
            "a parameter that is no SecureString, marked by its provider",
            "aws:ssm/parameter:Parameter",
            { type: "String", value: new Secret("https://orders.example/api") },
        ],
        [
            "flags that their provider marks",
            "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
            { content: new Secret(JSON.stringify({ flags: { basket: { name: "basket-of-many-things" } } })) },
        ],
        [
            "a reference to a secret",
            "kubernetes:core/v1:Pod",
            {
                spec: {
                    containers: [
                        {
                            env: [
                                { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
                            ],
                        },
                    ],
                },
            },
        ],
        [
            "an address that is not known, by the provider's name",
            "aws:sqs/queuePolicy:QueuePolicy",
            { queueUrl: Unknown.computed },
        ],
        ["a component, whose children hold what it is given", "shop:index:Thing", { password: PASSWORD }],
    ] as const) {
        it(`given ${given}, has none`, () => {
            assert.deepEqual(of(type, inputs as PropertyMap, { custom: !type.startsWith("shop:") }), NOTHING);
        });
    }

    it("given a component that a plugin builds, has what it is given", () => {
        const { credentials } = of("shop:index:Thing", { password: PASSWORD }, { custom: false, opaque: true });
        assert.equal(credentials.length, 1);
    });

    it("given a value below the floor, does not have it, and says where it is", () => {
        assert.deepEqual(of("aws:rds/cluster:Cluster", { masterPassword: "hunter2" }), {
            ...NOTHING,
            unread: ["subject#masterPassword too weak"],
        });
        // The address is long, and no stronger than the password within.
        const address =
            "postgres://orders-application:hunter2@orders.cluster-c1a2b3.eu-central-1.rds.amazonaws.com/orders";
        assert.deepEqual(of(SECRET, { stringData: { url: address } }), {
            ...NOTHING,
            unread: ["subject#stringData.url too weak"],
        });
    });

    it("given names from inside a secret, shows those of fields alone", () => {
        const { credentials } = of(SECRET, {
            stringData: new Secret({ k9Xw2Qm7Tz4bR8vN: OTHER_PASSWORD, "app.password": OTHER_PASSWORD }),
        });
        assert.deepEqual(
            credentials.map(one => one.split(" | ")[0]),
            ['subject#stringData["(a name that may be secret)"]', 'subject#stringData["app.password"]'],
        );
    });
});

describe("a credential that is not known", () => {
    const password = (extras: ResourceExtras = {}) =>
        resource("random:index/randomPassword:RandomPassword", { length: 24 }, { name: "made", ...extras });
    const secretOf = (
        maker: PlannedResource,
        value: PropertyMap[string] = new Secret({ password: Unknown.computed }),
    ) => resource(SECRET, { data: value }, { comesFrom: { data: [maker] } });

    it("given one that a generator of the stack makes, is its own", () => {
        const maker = password();
        assert.deepEqual(found([maker, secretOf(maker)]), { ...NOTHING, own: ["subject#data.password by made"] });
    });

    for (const [given, maker, why] of [
        ["that is imported", password({ options: { importId: "x" } }), "imported"],
        ["that is only read", password({ external: true }), "imported"],
        [
            "with a seed",
            resource("random:index/randomInteger:RandomInteger", { seed: "x" }, { name: "made" }),
            "imported",
        ],
        ["of a provider that reads elsewhere", resource("command:local:Command", {}, { name: "made" }), "unknown"],
        [
            "that is another stack",
            resource("pulumi:pulumi:StackReference", {}, { name: "made", external: true }),
            "unknown",
        ],
    ] as const) {
        it(`given one from a generator ${given}, is undecided`, () => {
            assert.deepEqual(found([maker, secretOf(maker)]).unread, [`subject#data.password ${why}`]);
        });
    }

    it("given keepers, is judged no otherwise: they say when a value is made anew, and not which", () => {
        const maker = resource(
            "random:index/randomPassword:RandomPassword",
            { length: 24, keepers: { v: "1" } },
            { name: "made" },
        );
        assert.deepEqual(found([maker, secretOf(maker)]).own, ["subject#data.password by made"]);
    });

    it("given two origins of which one is not its own, is undecided", () => {
        const maker = password();
        const other = resource("pulumi:pulumi:StackReference", {}, { name: "other", external: true });
        const both = resource(
            SECRET,
            { data: new Secret({ password: Unknown.computed }) },
            { comesFrom: { data: [maker, other] } },
        );
        assert.deepEqual(found([maker, other, both]).unread, ["subject#data.password unknown"]);
    });

    it("given what a preview hides, is undecided whatever made it: anything may stand beside it", () => {
        const maker = password();
        const hidden = secretOf(maker, new Secret(new Unknown("redacted")));
        for (const source of ["preview", "state", "embedded"] as const)
            assert.deepEqual(found([maker, hidden], { source }).unread, ["subject#data redacted"]);
        assert.deepEqual(found([maker, secretOf(maker)], { source: "preview" }).unread, [
            "subject#data.password unknown",
        ]);
    });

    it("given what a generator itself gives out, hidden or not, is its own", () => {
        const outputs = { result: new Secret(new Unknown("redacted")) };
        assert.deepEqual(found([password({ outputs })], { source: "state" }).own, ["made#result by made"]);
        assert.deepEqual(found([password({ outputs, options: { importId: "x" } })], { source: "state" }).unread, [
            "made#result imported",
        ]);
    });

    it("given what no input says, is what the provider made; given a resource that is read, is not", () => {
        const cluster = (external: boolean) =>
            resource(
                "aws:rds/cluster:Cluster",
                { manageMasterUserPassword: true },
                { external, outputs: { masterUserSecrets: new Secret(Unknown.computed) } },
            );
        assert.deepEqual(found([cluster(false)], { phase: "checked" }).own, ["subject#masterUserSecrets by subject"]);
        assert.deepEqual(found([cluster(true)], { phase: "checked" }).unread, ["subject#masterUserSecrets imported"]);
        // Before the provider had its say, an input that is not set looks the same.
        assert.deepEqual(found([cluster(false)]), NOTHING);
    });

    it("given one marked and from nowhere, is undecided", () => {
        assert.deepEqual(of("aws:rds/cluster:Cluster", { masterPassword: new Secret(Unknown.computed) }).unread, [
            "subject#masterPassword unknown",
        ]);
        // Pulumi drops the mark of what is not known.
        assert.deepEqual(of("aws:rds/cluster:Cluster", { masterPassword: Unknown.computed }).unread, [
            "subject#masterPassword unknown",
        ]);
    });

    it("given a variable with an address, is undecided whatever it is made from: a password may stand in it", () => {
        const maker = password();
        const variables = (name: string) =>
            resource(
                "aws:lambda/function:Function",
                { environment: { variables: { [name]: Unknown.computed } } },
                { comesFrom: { environment: [maker] } },
            );
        assert.deepEqual(found([maker, variables("DATABASE_URL")]).unread, [
            "subject#environment.variables.DATABASE_URL unknown",
        ]);
        assert.deepEqual(found([maker, variables("DB_PASSWORD")]).own, [
            "subject#environment.variables.DB_PASSWORD by made",
        ]);
        assert.deepEqual(found([maker, variables("DB_NAME")]), NOTHING);
    });

    it("given an encrypted setting, is undecided once, wherever the setting goes", () => {
        const config = { "shop:key": new Secret(new Unknown("encrypted")) };
        const use = resource(SECRET, {
            data: new Secret({ key: new Unknown("made from the encrypted setting shop:key") }),
        });
        assert.deepEqual(found([use], { config }).unread, ["config#shop:key encrypted"]);
    });

    it("given an environment of ESC, is undecided, for nobody sees what it holds", () => {
        const gap = {
            kind: "esc-environment",
            subject: "acme/db",
            message: "cannot be read",
            mayChangeShape: true,
        } as const;
        assert.deepEqual(found([], { gaps: [gap] }).unread, ["config#acme/db not shown"]);
    });
});
