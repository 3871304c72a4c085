import * as assert from "node:assert/strict";

import { Asset, Secret, Unknown } from "../../../../plan/value";
import { noCredentialPatterns as rule, noPlaintextCredentials } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries, worst } from "../table";

/** Written in two parts, so that no scanner takes a test's sample for a leak. */
const AWS_KEY = ["AK", "IAIOSFODNN7EXAMPLE"].join("");
const GITHUB_TOKEN = ["gh", "p_", "a".repeat(36)].join("");
const base64 = (text: string) => Buffer.from(text).toString("base64");
const QUEUE = "aws:sqs/queue:Queue";
const BATCH = "aws:batch/jobDefinition:JobDefinition";
const TASKS = "aws:ecs/taskDefinition:TaskDefinition";

describe("no-credential-patterns", () => {
    describe("by shape", () => {
        tries(rule, QUEUE, [
            ["nothing", "holds", {}],
            ["harmless texts", "holds", { name: "orders", tags: { owner: "shop" } }],
            ["a key in a name", "violated", { name: `orders-${AWS_KEY}` }],
            ["a key in a tag", "violated", { tags: { deployer: AWS_KEY } }],
            ["a token in a list", "violated", { things: ["harmless", GITHUB_TOKEN] }],
            ["a token deep inside", "violated", { some: [{ thing: { deep: GITHUB_TOKEN } }] }],
            ["a token in base64", "violated", { script: base64(`#!/bin/sh\ngit clone https://${GITHUB_TOKEN}@x\n`) }],
            ["a token within JSON", "violated", { body: JSON.stringify({ a: [{ b: GITHUB_TOKEN }] }) }],
            ["a token in what is nearly JSON", "violated", { body: `{ "a": ${GITHUB_TOKEN}` }],
            ["a digest in base64", "holds", { sourceCodeHash: base64("0123456789abcdef0123456789abcdef") }],
            ["a text that is not known", "holds", { name: Unknown.computed }],
            ["an asset", "holds", { code: new Asset("archive", "0123", "./build") }],
            ["a list with an unknown member and a token", "violated", { things: [Unknown.computed, GITHUB_TOKEN] }],
            ["a token that is marked secret", "holds", { thing: new Secret(GITHUB_TOKEN) }],
            ["a token in what is marked secret", "holds", { thing: new Secret({ deep: GITHUB_TOKEN }) }],
            ["a marked token in a tag", "violated", { tags: { deployer: new Secret(GITHUB_TOKEN) } }],
            ["a marked token in a description", "violated", { description: new Secret(GITHUB_TOKEN) }],
            ["a token, marks lost", "undecided", { thing: GITHUB_TOKEN }, { source: "policy-sdk" }],
            ["a token in a tag, marks lost", "violated", { tags: { deployer: AWS_KEY } }, { source: "policy-sdk" }],
            ["a token, in a state", "violated", { thing: GITHUB_TOKEN }, { source: "state", phase: "output" }],
        ]);
    });

    describe("by name", () => {
        tries(rule, "other:index/user:User", [
            ["a password", "violated", { password: "hunter2" }],
            ["an empty password", "holds", { password: "" }],
            ["a marked password", "holds", { password: new Secret("hunter2") }],
            ["a password from elsewhere", "holds", { password: "${DB_PASSWORD}" }],
            ["a password deep inside", "violated", { authentication: [{ clientSecret: "hunter2" }] }],
            ["a variable in a list", "violated", { environment: [{ name: "NPM_TOKEN", value: "abcdef" }] }],
            ["a harmless variable in a list", "holds", { environment: [{ name: "STAGE", value: "abcdef" }] }],
            ["a variable", "violated", { variables: { NPM_TOKEN: "abcdef" } }],
            ["a request's token", "holds", { clientToken: "abcdef", nextToken: "abcdef" }],
            ["the ARN of a key", "holds", { encryptionKey: "arn:aws:kms:eu-central-1:111111111111:key/1" }],
            ["the ARN of what keeps a key", "holds", { apiKey: "arn:aws:events:eu-central-1:111111111111:x/y" }],
            ["the alias of a key", "holds", { signingKey: "alias/orders" }],
            ["an expression of a gateway", "holds", { parameters: { "header.X-Api-Key": "method.request.header.a" } }],
            ["a switch", "holds", { password: true, apiKey: "true" }],
            ["a number", "holds", { password: 5 }],
            ["a reference to a Secret", "holds", { password: { secretKeyRef: { name: "db", key: "password" } } }],
            ["a schema", "holds", { schema: '{"properties":{"password":{"type":"string"}},"required":["password"]}' }],
            ["a policy about secrets", "holds", { policy: '{"Statement":{"Action":"secretsmanager:GetSecretValue"}}' }],
        ]);
    });

    describe("of containers that are described in JSON", () => {
        const container = (environment: object) => ({ containerProperties: JSON.stringify({ environment }) });
        tries(rule, BATCH, [
            ["a password", "violated", container([{ name: "DB_PASSWORD", value: "hunter2" }])],
            ["a harmless variable", "holds", container([{ name: "STAGE", value: "staging" }])],
        ]);
    });

    describe("of a provider's default tags", () => {
        const byDefault = (tags: object) => JSON.stringify({ tags });
        tries(rule, "pulumi:providers:aws", [
            ["harmless tags", "holds", { defaultTags: byDefault({ owner: "shop" }) }],
            ["a password", "violated", { defaultTags: byDefault({ password: "hunter2" }) }],
            ["a marked password", "violated", { defaultTags: new Secret(byDefault({ password: "hunter2" })) }],
            ["tags that are not known", "holds", { defaultTags: Unknown.computed }],
        ]);
    });

    it("given a component of the program, leaves it to its children", () => {
        assert.equal(worst(rule, "shop:index:Mail", { password: "hunter2" }, { custom: false }), "nothing");
    });

    it("given a component of a plugin, judges what it is given", () => {
        const extras = { custom: false, opaque: true };
        assert.equal(worst(rule, "shop:index:Mail", { password: "hunter2" }, extras), "violated");
    });

    it("given a fault, names its place in a JSON text and shows no value", () => {
        const inputs = {
            containerProperties: JSON.stringify({ environment: [{ name: "A_TOKEN", value: "hunter2" }] }),
        };
        const [verdict, ...more] = said(rule, plan([resource(BATCH, inputs)]));
        assert.deepEqual(more, []);
        assert.equal(verdict?.property, "containerProperties.environment[0].value");
        assert.equal(
            verdict.message,
            "containerProperties.environment[0].value is named like a credential and holds a value, expected a secret that the program does not hold: it stands in the code and, in clear, in the state",
        );
    });

    for (const [type, inputs] of [
        ["aws:rds/cluster:Cluster", { masterPassword: "hunter2" }],
        ["aws:lambda/function:Function", { environment: { variables: { DB_PASSWORD: AWS_KEY } } }],
        ["aws:ec2/instance:Instance", { userData: `export A=${AWS_KEY}` }],
        ["kubernetes:core/v1:Secret", { stringData: { password: "hunter2" } }],
        ["aws:ssm/parameter:Parameter", { type: "String", name: "/shop/db_password", value: "hunter2" }],
        ["aws:ssm/parameter:Parameter", { type: "SecureString", name: "/shop/x", value: AWS_KEY }],
        [TASKS, { containerDefinitions: JSON.stringify([{ environment: [{ name: "X", value: AWS_KEY }] }]) }],
        [TASKS, { containerDefinitions: JSON.stringify([{ dockerLabels: { key: AWS_KEY } }]) }],
        ["kubernetes:core/v1:Pod", { metadata: { annotations: { key: AWS_KEY } }, spec: {} }],
        ["aws:cloudwatch/eventConnection:EventConnection", { authParameters: { apiKey: { value: "hunter2" } } }],
        ["aws:lb/listener:Listener", { defaultActions: [{ authenticateOidc: { clientSecret: "hunter2" } }] }],
    ] as const) {
        it(`given one fault in ${type} (${Object.keys(inputs).join(", ")}), is one finding of one rule`, () => {
            const one = plan([resource(type, inputs)]);
            const found = [rule, noPlaintextCredentials].flatMap(each =>
                said(each, one).filter(({ outcome }) => outcome === "violated"),
            );
            assert.equal(found.length, 1);
        });
    }
});
