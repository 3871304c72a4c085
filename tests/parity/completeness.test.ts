import * as assert from "node:assert/strict";
import type { PropertyMap } from "../../plan/value";
import { Secret } from "../../plan/value";
import { findingsOf, stacksOf } from "./judging";
import type { WrittenResource } from "./plans";

/** What production has and staging lacks: where it is named, and as what. */
const TABLE: readonly (readonly [
    what: string,
    type: string,
    whole: PropertyMap,
    lacking: PropertyMap,
    at: string,
    message: string,
])[] = [
    [
        "a variable of a container of ECS",
        "aws:ecs/taskDefinition:TaskDefinition",
        { containerDefinitions: JSON.stringify([{ name: "app", environment: [variable("HOST"), variable("LEVEL")] }]) },
        { containerDefinitions: JSON.stringify([{ name: "app", environment: [variable("LEVEL")] }]) },
        'it#containerDefinitions[0].environment["HOST"]',
        "prod has the environment variable HOST, staging has not",
    ],
    [
        "a secret of a container of ECS",
        "aws:ecs/taskDefinition:TaskDefinition",
        { containerDefinitions: JSON.stringify([{ name: "app", secrets: [{ name: "TOKEN", valueFrom: "arn:a" }] }]) },
        { containerDefinitions: JSON.stringify([{ name: "app", secrets: [] }]) },
        "it#containerDefinitions[0].secrets",
        "",
    ],
    [
        "a second secret of a container of ECS",
        "aws:ecs/taskDefinition:TaskDefinition",
        { containerDefinitions: JSON.stringify([{ secrets: [secret("A"), secret("TOKEN")] }]) },
        { containerDefinitions: JSON.stringify([{ secrets: [secret("A")] }]) },
        'it#containerDefinitions[0].secrets["TOKEN"]',
        "prod has the secret TOKEN, staging has not",
    ],
    [
        "a variable of a function",
        "aws:lambda/function:Function",
        { environment: { variables: { HOST: "a", LEVEL: "b" } } },
        { environment: { variables: { LEVEL: "b" } } },
        "it#environment.variables.HOST",
        "prod has the environment variable HOST, staging has not",
    ],
    [
        "a variable of a container of Kubernetes",
        "kubernetes:apps/v1:Deployment",
        { spec: { template: { spec: { containers: [{ name: "app", env: [variable("HOST"), variable("LEVEL")] }] } } } },
        { spec: { template: { spec: { containers: [{ name: "app", env: [variable("LEVEL")] }] } } } },
        'it#spec.template.spec.containers[0].env["HOST"]',
        "prod has the environment variable HOST, staging has not",
    ],
    [
        "a source of variables",
        "kubernetes:apps/v1:Deployment",
        { spec: { containers: [{ envFrom: [{ configMapRef: { name: "a" } }, { secretRef: { name: "b" } }] }] } },
        { spec: { containers: [{ envFrom: [{ configMapRef: { name: "a" } }] }] } },
        "it#spec.containers[0].envFrom[1]",
        "prod has the source of environment variables, staging has not",
    ],
    [
        "a key of a ConfigMap",
        "kubernetes:core/v1:ConfigMap",
        { data: { "app.yaml": "a: 1\nb: 2\n", LEVEL: "info" } },
        { data: { LEVEL: "info" } },
        'it#data["app.yaml"]',
        "prod has the key app.yaml, staging has not",
    ],
    [
        "a key inside a document of a ConfigMap",
        "kubernetes:core/v1:ConfigMap",
        { data: { "app.yaml": "server:\n  port: 1\n  host: a\n" } },
        { data: { "app.yaml": "server:\n  port: 1\n" } },
        'it#data["app.yaml"].server.host',
        "host is a in prod and not set in staging",
    ],
    [
        "a key of a secret of Kubernetes",
        "kubernetes:core/v1:Secret",
        { stringData: new Secret({ TOKEN: "Hk3-hunter", LEVEL: "x" }) },
        { stringData: new Secret({ LEVEL: "x" }) },
        "it#stringData.TOKEN",
        "prod has the key TOKEN, staging has not",
    ],
    [
        "a key of a secret of AWS",
        "aws:secretsmanager/secretVersion:SecretVersion",
        { secretString: new Secret('{"user":"one-one","token":"Hk3-hunter"}') },
        { secretString: new Secret('{"user":"two-two"}') },
        "it#secretString.token",
        "prod has the key token, staging has not",
    ],
    [
        "a parameter of a database",
        "aws:rds/parameterGroup:ParameterGroup",
        {
            parameters: [
                { name: "log_min", value: "1" },
                { name: "ssl", value: "1" },
            ],
        },
        { parameters: [{ name: "ssl", value: "1" }] },
        'it#parameters["log_min"]',
        "prod has the parameter log_min, staging has not",
    ],
    [
        "a further name of a certificate",
        "aws:acm/certificate:Certificate",
        { domainName: "one.example", subjectAlternativeNames: ["a.example", "b.example"] },
        { domainName: "one.example", subjectAlternativeNames: ["a.example"] },
        "it#subjectAlternativeNames[1]",
        "prod has the further name of the certificate, staging has not",
    ],
    [
        "a tag",
        "aws:sqs/queue:Queue",
        { tags: { team: "a", cost: "b" } },
        { tags: { team: "a" } },
        "it#tags.cost",
        "prod has the tag cost, staging has not",
    ],
    [
        "another value of a variable",
        "kubernetes:apps/v1:Deployment",
        { env: [{ name: "HOST", value: "a" }] },
        { env: [{ name: "HOST", value: "b" }] },
        'it#env["HOST"].value',
        "environment variable HOST is a in prod and b in staging",
    ],
    [
        "another source of a variable",
        "kubernetes:apps/v1:Deployment",
        { env: [{ name: "TOKEN", valueFrom: { secretKeyRef: { name: "a", key: "k" } } }] },
        { env: [{ name: "TOKEN", valueFrom: { secretKeyRef: { name: "b", key: "k" } } }] },
        'it#env["TOKEN"].valueFrom.secretKeyRef.name',
        "source of the variable TOKEN is a in prod and b in staging",
    ],
];

function variable(name: string) {
    return { name, value: "x" };
}

function secret(name: string) {
    return { name, valueFrom: `arn:${name}` };
}

describe("completeness of configuration", () => {
    for (const [what, type, whole, lacking, at, message] of TABLE) {
        it(`given ${what} that staging lacks, names it; given the same, finds nothing`, () => {
            const it_ = (inputs: PropertyMap): readonly WrittenResource[] => [{ at: "it", type, inputs }];
            const different = (one: PropertyMap, other: PropertyMap) =>
                findingsOf(stacksOf(it_(one), it_(other))).filter(({ fault }) => fault === "undeclared-difference");
            const found = different(whole, lacking);
            assert.deepEqual(
                found.map(one => one.at),
                [at],
            );
            if (message !== "") assert.equal(found[0]?.message, `${message}, and nobody declared it`);
            const turned = different(lacking, whole);
            assert.deepEqual(
                turned.map(one => one.at),
                [at],
            );
            if (message.startsWith("prod has")) assert.match(turned[0]?.message ?? "", /^staging has .*, prod has not/);
            assert.deepEqual(different(whole, whole), []);
            assert.doesNotMatch(JSON.stringify([found, turned]), /hunter/);
        });
    }

    it("given a secret, a parameter or a certificate that one stack has alone, names it with its type", () => {
        for (const type of [
            "aws:secretsmanager/secret:Secret",
            "aws:ssm/parameter:Parameter",
            "aws:acm/certificate:Certificate",
            "kubernetes:core/v1:ConfigMap",
        ]) {
            const found = findingsOf(stacksOf([{ at: "part/it", type }, { at: "part/other" }], [{ at: "part/other" }]));
            const finding = found.find(({ at }) => at === "part/it");
            assert.deepEqual(finding?.evidence, [`part/it (${type})`]);
            assert.equal(finding.message, "prod has it, staging has not, and nobody declared it");
        }
    });
});
