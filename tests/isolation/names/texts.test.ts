import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { NAMES } from "../../../isolation/names/area";
import type { PlannedResource } from "../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../plan/value";
import { resource } from "../../support/policy";
import { linesOf, stackOf } from "../written";

const HOST = "db.prod.internal";
const ADDRESS = `postgres://api:pl.anted@${HOST}:5432/orders`;
const FUNCTION = "aws:lambda/function:Function";
const MAP = "kubernetes:core/v1:ConfigMap";

function lines(...resources: readonly PlannedResource[]): readonly string[] {
    return linesOf(NAMES, resources);
}

/** Inputs of types that configure programs, each with the host of another environment in it, and where it is found. */
const PLACES: readonly (readonly [type: string, inputs: PropertyMap, property: string])[] = [
    [FUNCTION, { environment: { variables: { DB: ADDRESS } } }, "environment.variables.DB"],
    [
        "aws:ecs/taskDefinition:TaskDefinition",
        { containerDefinitions: JSON.stringify([{ environment: [{ name: "DB", value: ADDRESS }] }]) },
        "containerDefinitions[0].environment[0].value",
    ],
    [
        "aws:codebuild/project:Project",
        { environment: { environmentVariables: [{ name: "DB", value: ADDRESS }] } },
        "environment.environmentVariables[0].value",
    ],
    ["aws:ec2/instance:Instance", { userData: `#!/bin/sh\npsql -h ${HOST}` }, "userData"],
    ["aws:ssm/parameter:Parameter", { type: "String", name: "db", value: HOST }, "value"],
    ["aws:ssm/parameter:Parameter", { type: "SecureString", name: "db", value: new Secret(ADDRESS) }, "value"],
    [
        "aws:secretsmanager/secretVersion:SecretVersion",
        { secretString: new Secret(JSON.stringify({ host: HOST, password: "pl.anted" })) },
        "secretString",
    ],
    [
        "aws:elasticbeanstalk/environment:Environment",
        { settings: [{ name: "DB", value: ADDRESS }] },
        "settings[0].value",
    ],
    [
        "aws:apprunner/service:Service",
        {
            sourceConfiguration: {
                imageRepository: { imageConfiguration: { runtimeEnvironmentVariables: { DB: ADDRESS } } },
            },
        },
        "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables.DB",
    ],
    [
        "aws:batch/jobDefinition:JobDefinition",
        { containerProperties: JSON.stringify({ environment: [{ name: "DB", value: ADDRESS }] }) },
        "containerProperties.environment[0].value",
    ],
    [
        "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
        { content: JSON.stringify({ database: ADDRESS }) },
        "content",
    ],
    ["aws:dms/endpoint:Endpoint", { serverName: HOST }, "serverName"],
    [
        "aws:glue/connection:Connection",
        { connectionProperties: { JDBC_CONNECTION_URL: `jdbc:postgresql://${HOST}:5432/orders` } },
        "connectionProperties.JDBC_CONNECTION_URL",
    ],
    ["aws:cloudfront/distribution:Distribution", { origins: [{ domainName: HOST }] }, "origins[0].domainName"],
    ["aws:apigatewayv2/integration:Integration", { integrationUri: `http://${HOST}/x` }, "integrationUri"],
    [MAP, { data: { "app.yaml": `db:\n  host: ${HOST}\n` } }, 'data["app.yaml"]'],
    ["kubernetes:core/v1:Secret", { stringData: new Secret({ DB: ADDRESS }) }, "stringData.DB"],
    ["kubernetes:core/v1:Secret", { data: new Secret({ DB: Buffer.from(ADDRESS).toString("base64") }) }, "data.DB"],
    [
        "kubernetes:apps/v1:Deployment",
        { spec: { template: { spec: { containers: [{ args: [`--database=${HOST}`] }] } } } },
        "spec.template.spec.containers[0].args[0]",
    ],
    [
        "kubernetes:batch/v1:Job",
        { spec: { template: { spec: { hostAliases: [{ ip: "127.0.0.1", hostnames: [HOST] }] } } } },
        "spec.template.spec.hostAliases[0].hostnames[0]",
    ],
    ["pulumi:providers:postgresql", { host: HOST }, "host"],
];

describe("texts that programs are configured with", () => {
    for (const [type, inputs, property] of PLACES) {
        it(`given ${property} of ${type}, leads to the host that it names`, () => {
            assert.deepEqual(
                lines(resource(type, inputs)).filter(line => line.startsWith("host-name")),
                [`host-name out use declared ${property} ${HOST}`],
            );
        });
    }

    it("given a secret, says nothing of what is in it", () => {
        const version = resource("aws:secretsmanager/secretVersion:SecretVersion", {
            secretString: new Secret(JSON.stringify({ host: HOST, password: "pl.anted", url: ADDRESS })),
        });
        const found = NAMES.connections(stackOf([version]));
        assert.ok(!JSON.stringify(found).includes("pl.anted"));
        assert.ok(found.every(({ says }) => !says.includes(HOST)));
        assert.equal(found.length, 1);
    });

    it("given a plan without marks of secrets, takes every text for one", () => {
        const variables = { A: "arn:aws:iam::111111111111:role/pl-anted", B: "pl.anted" };
        assert.deepEqual(
            linesOf(NAMES, [resource(FUNCTION, { environment: { variables } })], { source: "policy-sdk" }),
            ["host-name out use declared environment.variables.A 111111111111"],
        );
    });

    it("given a name that something of the own plan has, means that", () => {
        const host = "orders.cluster-cabc12345678.eu-central-1.rds.amazonaws.com";
        const map = resource(MAP, { data: { DB: host } });
        const cluster = (clusterIdentifier: string) =>
            resource("aws:rds/cluster:Cluster", { clusterIdentifier }, { name: "cluster" });
        const byHost = `host-name out use declared data.DB ${host}`;
        assert.deepEqual(lines(cluster("orders"), map), [byHost]);
        assert.deepEqual(lines(cluster("billing"), map), [
            "host-name out use declared data.DB arn:aws:rds:eu-central-1:*:cluster:orders",
            byHost,
        ]);
    });

    it("given an ARN of another account, leads there though the own plan has something of the name", () => {
        const arn = "arn:aws:sqs:eu-central-1:111111111111:orders";
        const queue = resource("aws:sqs/queue:Queue", { name: "orders" }, { name: "queue" });
        assert.deepEqual(lines(queue, resource(MAP, { data: { QUEUE: arn } })), [
            `host-name out use declared data.QUEUE ${arn}`,
        ]);
    });

    it("given a value that is not known, is undecided unless the plan's own resources make it", () => {
        const database = resource("aws:rds/instance:Instance", {}, { name: "database" });
        const map = (from: readonly PlannedResource[]) =>
            resource(MAP, { data: { DB: new Unknown("a setting") } }, { comesFrom: { data: from } });
        assert.deepEqual(lines(map([])), ["host-name out use undecided data.DB unknown: data.DB is a setting"]);
        assert.deepEqual(lines(database, map([database])), []);
    });

    it("given another type, says nothing", () => {
        assert.deepEqual(lines(resource("aws:sqs/queue:Queue", { data: { DB: HOST } })), []);
    });
});
