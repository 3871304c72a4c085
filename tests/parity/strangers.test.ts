import * as assert from "node:assert/strict";
import { explainPlace } from "../../parity/explain";
import { judgeParity } from "../../parity/judge";
import { scoreOf } from "../../parity/score";
import { compareStacks } from "../../parity/stacks";
import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { findingsOf, placesOf, stacksOf, TODAY } from "./judging";
import { planOf, PROD, STAGING } from "./plans";

const FUNCTION = "aws:lambda/function:Function";
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";

/** Places in which one resource differs. */
function differing(prod: PropertyMap, staging: PropertyMap, type = FUNCTION): readonly string[] {
    return placesOf(stacksOf([{ type, at: "api", inputs: prod }], [{ type, at: "api", inputs: staging }]));
}

/** What is wrong with one resource, as `<fault> <verdict> <place>`. */
function judged(
    [prod, staging]: readonly [PropertyMap, PropertyMap],
    type: string,
    ...entries: readonly Readonly<Record<string, unknown>>[]
): readonly string[] {
    const stacks = stacksOf([{ type, at: "api", inputs: prod }], [{ type, at: "api", inputs: staging }]);
    return findingsOf(stacks, ...entries).map(({ at, fault, verdict }) => `${fault} ${verdict} ${at}`);
}

describe("values of programs that are not ours", () => {
    it("given a build that looks like a generated name, compares it; given the generated name itself, does not", () => {
        assert.deepEqual(differing({ s3Key: "api-1a2b3c4" }, { s3Key: "api-9f8e7d6" }), ["api#s3Key"]);
        const [prod, staging] = [{ name: "api-1a2b3c4", tags: { of: "api-1a2b3c4" } }, { name: "api-9f8e7d6" }];
        assert.deepEqual(differing(prod, { ...staging, tags: { of: "api-9f8e7d6" } }), []);
        assert.deepEqual(differing(prod, { ...staging, tags: { of: "api-1111111" } }), ["api#tags.of"]);
    });

    it("given a text that reads like a role, takes it for none", () => {
        assert.deepEqual(differing({ path: "/{account}/x" }, { path: "/111122223333/x" }), ["api#path"]);
        assert.deepEqual(differing({ path: "{environment}-x" }, { path: "staging-x" }), ["api#path"]);
        assert.deepEqual(differing({ path: "/{account}/prod" }, { path: "/{account}/staging" }), []);
    });

    it("given the environment's name joined by a capital letter, takes it for its name; in a longer word, does not", () => {
        assert.deepEqual(differing({ name: "OrdersProd" }, { name: "OrdersStaging" }), []);
        assert.deepEqual(differing({ name: "prodOrders" }, { name: "stagingOrders" }), []);
        assert.deepEqual(differing({ name: "OrdersProduct" }, { name: "OrdersStaginguct" }), ["api#name"]);
        assert.deepEqual(differing({ name: "ordersprod" }, { name: "ordersstaging" }), ["api#name"]);
    });

    it("given stacks or projects whose names differ in one word, takes the word for the environment's name", () => {
        const place = (stack: string, name: string, account: string) =>
            planOf({ ...PROD, account, stack }, [{ at: "orders", inputs: { name: `${name}-orders` } }]);
        const differences = (one: ReturnType<typeof place>, other: ReturnType<typeof place>) =>
            compareStacks(one, other).differences.length;
        const [prod, staging] = [PROD.account, STAGING.account];
        assert.equal(differences(place("shop-prod", "prod", prod), place("shop-staging", "staging", staging)), 0);
        assert.equal(differences(place("prod-eu", "prod", prod), place("staging-us", "staging", staging)), 1);
        const [left, right] = [place("main", "prod", prod), place("main", "staging", staging)];
        assert.equal(differences({ ...left, project: "shop-prod" }, { ...right, project: "shop-staging" }), 0);
        assert.equal(differences({ ...left, project: "shop" }, { ...right, project: "shop" }), 1);
    });

    it("given lists in a document whose order its reader follows, compares them in order", () => {
        const config = (...names: readonly string[]) => ({
            data: { "a.yml": `x: 1\nroutes:\n${names.map(name => `- match: ${name}\n`).join("")}` },
        });
        assert.equal(differing(config("a", "b"), config("b", "a"), CONFIG_MAP).length, 2);
        const rules = (...hosts: readonly string[]) => ({ data: { c: JSON.stringify({ ingress: hosts }) } });
        assert.equal(differing(rules("a", "b"), rules("b", "a"), CONFIG_MAP).length, 2);
        const spec = (...names: readonly string[]) => ({ spec: { routes: names } });
        assert.equal(differing(spec("a", "b"), spec("b", "a"), "kubernetes:example.com/v1:Route").length, 2);
        const policy = (...ports: readonly string[]) => ({
            data: { p: JSON.stringify({ apiVersion: "v1", kind: "NetworkPolicy", spec: { ingress: ports } }) },
        });
        assert.deepEqual(differing(policy("a", "b"), policy("b", "a"), CONFIG_MAP), []);
        assert.deepEqual(differing({ ingress: ["a", "b"] }, { ingress: ["b", "a"] }), []);
    });

    it("given variables of one name, compares them in order, since the last counts", () => {
        const env = (...values: readonly string[]) => ({ env: values.map(value => ({ name: "A", value })) });
        assert.equal(differing(env("1", "2"), env("2", "1")).length, 2);
        assert.deepEqual(differing(env("1", "2"), env("1", "2")), []);
    });

    it("given tags of YAML, compares them too; what they make no plain data of, as text", () => {
        const text = (value: string) => ({ body: `a: ${value}\nb: 1\n` });
        assert.deepEqual(differing(text("!Ref x"), text("!Sub x")), ["api#body.a"]);
        assert.deepEqual(differing(text("!!timestamp 2026-01-01"), text("!!timestamp 2026-01-02")), ["api#body.a"]);
        assert.deepEqual(differing(text("!!set {x, y}"), text("!!set {x, z}")), ["api#body"]);
        assert.deepEqual(differing(text("!Join [x]"), text("!Join [y]")), ["api#body"]);
        assert.deepEqual(differing(text("!!str x"), text("x")), []);
    });

    it("given numbers in JSON that a double cannot hold, compares what was written", () => {
        const json = (number: string) => ({ body: `{"a": ${number}}` });
        assert.deepEqual(differing(json("0.12345678901234567891"), json("0.12345678901234567892")), ["api#body"]);
        assert.deepEqual(differing(json("1e400"), json("1e500")), ["api#body"]);
        assert.deepEqual(differing(json("0.5"), json("0.50")), []);
    });

    it("given data that is nested without end, compares it as text", () => {
        const json = (inner: string) => ({ body: "[".repeat(5000) + inner + "]".repeat(5000) });
        assert.deepEqual(differing(json(""), json("1")), ["api#body"]);
        assert.deepEqual(differing(json("1"), json("1")), []);
    });

    it("given user data in base64, compares what it says", () => {
        const data = (script: string) => ({ userData: Buffer.from(script).toString("base64") });
        assert.deepEqual(differing(data("#!/bin/sh\necho prod"), data("#!/bin/sh\necho staging")), []);
        assert.deepEqual(differing(data("#!/bin/sh\necho a"), data("#!/bin/sh\necho b")), ["api#userData"]);
        assert.deepEqual(differing({ userData: "ab" }, { userData: "abc" }), ["api#userData"]);
    });

    it("given types that no capability knows alone, scores how many are alike", () => {
        const machine = (size: number) => [
            { type: "gcp:compute/instance:Instance", at: "a", inputs: { size } },
            { type: "gcp:compute/instance:Instance", at: "b", inputs: { size: 1 } },
        ];
        const comparison = compareStacks(...stacksOf(machine(1), machine(2)));
        assert.equal(scoreOf(comparison, judgeParity(comparison, [], { today: TODAY })).score, 50);
    });

    it("given lists of thousands that must be each one's own, judges them in seconds", function () {
        this.timeout(20_000);
        const ids = (start: string) => ({ subnetIds: Array.from({ length: 10_000 }, (_, at) => `${start}-${at}`) });
        const entry = { at: "api#subnetIds", class: "distinct" };
        assert.deepEqual(judged([ids("one"), ids("other")], FUNCTION, entry), []);
        assert.deepEqual(judged([ids("one"), { subnetIds: ["x", "one-9999"] }], FUNCTION, entry), [
            "shared-value violated api#subnetIds",
        ]);
    });
});

describe("entries that would cover what nobody approved", () => {
    const variables = (values: PropertyMap) => ({ environment: { variables: values } });

    it("given a distinct place of which one stack lacks a part, says so; given another number of items, does not", () => {
        const entry = { at: "api#environment", class: "distinct" };
        const both = variables({ A: "1", B: "1" });
        assert.deepEqual(judged([both, variables({ A: "2", B: "2" })], FUNCTION, entry), []);
        assert.deepEqual(judged([both, variables({ A: "2" })], FUNCTION, entry), [
            "entry-changed violated api#environment",
        ]);
        const ids = { at: "api#subnetIds", class: "distinct" };
        assert.deepEqual(judged([{ subnetIds: ["a", "b"] }, { subnetIds: ["c"] }], FUNCTION, ids), []);
    });

    it("given identical, compares names of fields and secrets to the letter, and is undecided where a secret is not known", () => {
        const tags = { at: "api#tags", class: "identical" };
        assert.deepEqual(judged([{ tags: { "prod-x": "1" } }, { tags: { "staging-x": "1" } }], FUNCTION, tags), [
            "entries-contradict violated api#tags",
        ]);
        const key = { at: "api#key", class: "identical" };
        const secret = (text: string) => ({ key: new Secret(text) });
        assert.deepEqual(judged([secret("one"), secret("one")], FUNCTION, key), []);
        assert.deepEqual(judged([secret("one"), secret("other")], FUNCTION, key), [
            "entries-contradict violated api#key",
        ]);
        assert.deepEqual(judged([secret("one"), { key: new Secret(Unknown.computed) }], FUNCTION, key), [
            "undecided-difference undecided api#key",
        ]);
        const nested = (text: string) => ({ key: [{ of: new Secret(text) }] });
        assert.deepEqual(judged([nested("one"), nested("other")], FUNCTION, key), [
            "entries-contradict violated api#key",
        ]);
    });

    it("given a distinct map of which something is not known yet, decides by who makes it", () => {
        const stack = (from: Readonly<Record<string, readonly string[]>>) => [
            { at: "role" },
            { type: FUNCTION, at: "api", inputs: { run: { role: Unknown.computed } }, from },
        ];
        const entry = { at: "api#run", class: "distinct" };
        const own = stack({ run: ["role"] });
        assert.deepEqual(findingsOf(stacksOf(own, own), entry), []);
        const nobody = findingsOf(stacksOf(stack({}), stack({})), entry).map(({ fault, verdict }) => [fault, verdict]);
        assert.deepEqual(nobody[0], ["shared-value", "undecided"]);
    });
});

describe("what each must have of its own, in any service", () => {
    for (const [type, inputs, at] of [
        ["aws:rds/instance:Instance", { password: "changeme" }, "password"],
        ["aws:mq/broker:Broker", { users: [{ password: "changeme" }] }, "users.password"],
        ["aws:ec2/keyPair:KeyPair", { publicKey: "ssh-ed25519 AAAA" }, "publicKey"],
        ["aws:ssm/parameter:Parameter", { type: "SecureString", value: "changeme" }, "value"],
    ] as const) {
        it(`given the same ${at} of ${type}, says so and shows nothing of it; given another, does not`, () => {
            const stacks = (one: PropertyMap, other: PropertyMap) =>
                stacksOf([{ type, at: "api", inputs: one }], [{ type, at: "api", inputs: other }]);
            const found = findingsOf(stacks(inputs, inputs)).filter(one => one.at === `api#${at}`);
            assert.deepEqual(
                found.map(({ fault }) => fault),
                ["shared-value"],
            );
            assert.doesNotMatch(JSON.stringify(found), /changeme|AAAA/);
            const other = JSON.parse(JSON.stringify(inputs).replace(/changeme|AAAA/, "another")) as PropertyMap;
            assert.deepEqual(
                findingsOf(stacks(inputs, other)).filter(({ fault }) => fault === "shared-value"),
                [],
            );
        });
    }

    it("given the same plain parameter, says nothing of its value", () => {
        const type = "aws:ssm/parameter:Parameter";
        const plain = (name: string) => ({ name, type: "String", value: "30 days" });
        assert.deepEqual(judged([plain("/prod/x"), plain("/staging/x")], type), []);
    });
});

describe("what never differs, in any service", () => {
    for (const [type, prod, staging, at] of [
        ["aws:sqs/queue:Queue", { kmsMasterKeyId: "alias/own" }, {}, "kmsMasterKeyId"],
        ["aws:kinesis/stream:Stream", { encryptionType: "KMS" }, { encryptionType: "NONE" }, "encryptionType"],
        ["aws:opensearch/domain:Domain", { encryptAtRest: { enabled: true } }, {}, "encryptAtRest"],
        ["aws:lb/loadBalancer:LoadBalancer", { internal: true }, { internal: false }, "internal"],
        ["aws:lb/listener:Listener", { protocol: "HTTPS" }, { protocol: "HTTP" }, "protocol"],
        [
            "aws:lambda/functionUrl:FunctionUrl",
            { authorizationType: "AWS_IAM" },
            { authorizationType: "NONE" },
            "authorizationType",
        ],
        [
            "aws:eks/cluster:Cluster",
            { vpcConfig: { endpointPublicAccess: false } },
            { vpcConfig: { endpointPublicAccess: true } },
            "vpcConfig.endpointPublicAccess",
        ],
        [
            "aws:apigatewayv2/domainName:DomainName",
            { domainNameConfiguration: { securityPolicy: "TLS_1_2" } },
            { domainNameConfiguration: {} },
            "domainNameConfiguration.securityPolicy",
        ],
        [
            "aws:rds/parameterGroup:ParameterGroup",
            { parameters: [{ name: "rds.force_ssl", value: "1" }] },
            { parameters: [{ name: "rds.force_ssl", value: "0" }] },
            'parameters["rds.force_ssl"].value',
        ],
        ["aws:memorydb/cluster:Cluster", { engineVersion: "7.1" }, { engineVersion: "7.0" }, "engineVersion"],
        ["aws:lambda/function:Function", { runtime: "nodejs20.x" }, { runtime: "nodejs22.x" }, "runtime"],
        [
            "aws:neptune/cluster:Cluster",
            { enableCloudwatchLogsExports: ["audit"] },
            { enableCloudwatchLogsExports: [] },
            "enableCloudwatchLogsExports[0]",
        ],
        [
            "kubernetes:kyverno.io/v1:ClusterPolicy",
            { spec: { background: true } },
            { spec: { background: false } },
            "spec.background",
        ],
        [
            "kubernetes:core/v1:Namespace",
            { metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
            { metadata: { labels: { "pod-security.kubernetes.io/enforce": "baseline" } } },
            'metadata.labels["pod-security.kubernetes.io/enforce"]',
        ],
    ] as const) {
        it(`given ${type} with another ${at}, cannot be declared`, () => {
            const [property = ""] = at.split(/[.[]/);
            const entry = { at: `api#${property}`, class: "distinct" };
            const found = judged([prod, staging], type, entry);
            assert.ok(found.includes(`never-differs violated api#${at}`), found.join());
        });
    }

    it("given a guard that staging lacks, cannot be declared; given what it guards is lacking too, can", () => {
        const bucket = { type: "aws:s3/bucket:Bucket", at: "logs" };
        const block = {
            type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            at: "block",
            inputs: { blockPublicAcls: true, bucket: Unknown.computed },
            from: { bucket: ["logs"] },
        };
        const entries = ["block", "logs"].map(at => ({
            at,
            class: "scaled",
            values: { prod: "present", staging: "absent" },
        }));
        const [first] = entries;
        assert.deepEqual(
            findingsOf(stacksOf([bucket, block], [bucket]), ...(first === undefined ? [] : [first])).map(
                one => one.fault,
            ),
            ["never-differs"],
        );
        assert.deepEqual(findingsOf(stacksOf([bucket, block], []), ...entries), []);
    });

    it("given an explanation, tells what the project adds, and what forbids a part of a property", () => {
        const [prod, staging] = [
            { metadataOptions: { httpTokens: "required" } },
            { metadataOptions: { httpTokens: "optional" } },
        ];
        const comparison = compareStacks(
            ...stacksOf(
                [{ type: FUNCTION, at: "api", inputs: prod }],
                [{ type: FUNCTION, at: "api", inputs: staging }],
            ),
        );
        assert.match(explainPlace("api#metadataOptions", comparison, [])[0]?.neverDiffers ?? "", /weaker protocol/);
        const queue = compareStacks(...stacksOf([{ at: "q", inputs: { fifoQueue: true } }], [{ at: "q", inputs: {} }]));
        const added = { types: ["aws:sqs/"], properties: ["fifoQueue"], reason: "the shop relies on it" };
        assert.equal(explainPlace("q#fifoQueue", queue, [], [added])[0]?.neverDiffers, "the shop relies on it");
        assert.equal(explainPlace("q#fifoQueue", queue, [])[0]?.neverDiffers, undefined);
    });
});

describe("what stands beside a secret of the other stack", () => {
    const CLEAR = "open-sesame";
    for (const [title, prod, staging] of [
        ["in a map", { a: { b: new Secret("x") } }, { a: { b: CLEAR } }],
        [
            "in a map under a name of the environment",
            { a: { prod_key: new Secret("x") } },
            { a: { staging_key: CLEAR } },
        ],
        ["as a text beside a map", { a: { url: new Secret("x") } }, { a: CLEAR }],
        ["in a set of more", { securityGroups: [new Secret("x")] }, { securityGroups: [CLEAR, "open-sesame-2"] }],
        ["in a list of more", { args: [new Secret("x")] }, { args: [CLEAR, "open-sesame-2"] }],
        ["in a list of as many", { args: [{ a: new Secret("x") }] }, { args: [{ a: CLEAR }] }],
    ] as const) {
        it(`given it ${title}, is shown in no finding and no explanation`, () => {
            const stacks = stacksOf(
                [{ type: FUNCTION, at: "api", inputs: prod }],
                [{ type: FUNCTION, at: "api", inputs: staging }],
            );
            const findings = findingsOf(stacks);
            assert.ok(findings.length > 0);
            const shown = JSON.stringify([findings, explainPlace("api", compareStacks(...stacks), [])]);
            assert.doesNotMatch(shown, /sesame/);
            assert.match(shown, /<plain>/);
        });
    }
});
