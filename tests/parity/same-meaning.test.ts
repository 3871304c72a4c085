import * as assert from "node:assert/strict";
import { quantityOf } from "../../parity/quantities";
import type { PropertyMap } from "../../plan/value";
import { placesOf, stacksOf } from "./judging";
import type { WrittenResource } from "./plans";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const QUEUE = "aws:sqs/queue:Queue";

/** What is the same by the meaning that a provider gives it, and what is not. */
const TABLE: readonly (readonly [what: string, type: string, one: PropertyMap, other: PropertyMap, alike: boolean])[] =
    [
        ["a number and it as a text", QUEUE, { a: 30 }, { a: "30" }, true],
        ["a boolean and it as a text", QUEUE, { a: true }, { a: "true" }, true],
        ["true and yes", QUEUE, { a: true }, { a: "yes" }, false],
        ["1 and 1.0", QUEUE, { a: "1" }, { a: "1.0" }, false],
        ["a text in another case", QUEUE, { a: "Enabled" }, { a: "ENABLED" }, false],
        ["null and nothing", QUEUE, { a: null, b: 1 }, { b: 1 }, true],
        ["nothing and false", QUEUE, { a: false }, {}, false],
        ["nothing and an empty text", QUEUE, { a: "" }, {}, false],
        ["no list and an empty one", QUEUE, { ingress: [] }, {}, false],
        ["no map and an empty one", QUEUE, { settings: {} }, {}, false],
        ["no tags and empty ones", QUEUE, { tags: {} }, {}, true],
        ["no labels and empty ones", DEPLOYMENT, { metadata: { labels: {} } }, { metadata: {} }, true],
        ["no tags and one", QUEUE, { tags: { a: "1" } }, {}, false],
        ["a number in a document and it as a text", QUEUE, { d: '{"a":30}' }, { d: '{"a":"30"}' }, false],
        ["a boolean in a document and it as a text", QUEUE, { d: '{"a":true}' }, { d: '{"a":"true"}' }, false],
        [
            "a boolean in a condition of IAM and it as a text",
            QUEUE,
            { d: '{"Statement":[{"Condition":{"Bool":{"aws:SecureTransport":false}}}]}' },
            { d: '{"Statement":[{"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}' },
            true,
        ],
        ["null in a document and nothing", QUEUE, { d: '{"a":null,"b":1}' }, { d: '{"b":1}' }, false],
        ["one action and a list of it", QUEUE, { d: '{"Action":"s3:Get"}' }, { d: '{"Action":["s3:Get"]}' }, true],
        [
            "one action and a list of another",
            QUEUE,
            { d: '{"Action":"s3:Get"}' },
            { d: '{"Action":["s3:Put"]}' },
            false,
        ],
        ["one action and a list of two", QUEUE, { d: '{"Action":"a:B"}' }, { d: '{"Action":["a:B","a:C"]}' }, false],
        [
            "one statement and a list of it",
            QUEUE,
            { d: '{"Statement":{"Sid":"A","Action":"s3:Get"}}' },
            { d: '{"Statement":[{"Sid":"A","Action":"s3:Get"}]}' },
            true,
        ],
        [
            "one statement without a name and a list of it",
            QUEUE,
            { d: '{"Statement":{"Action":"s3:Get"}}' },
            { d: '{"Statement":[{"Action":"s3:Get"}]}' },
            true,
        ],
        ["one text and a list with an order", QUEUE, { d: '{"args":"a"}' }, { d: '{"args":["a"]}' }, false],
        ["an hour in minutes and in seconds", QUEUE, { timeout: "60m" }, { timeout: "3600s" }, false],
        ["an hour by ISO 8601 and another way", QUEUE, { timeout: "PT1H" }, { timeout: "PT60M" }, false],
        [
            "half a processor",
            DEPLOYMENT,
            { spec: { resources: { limits: { cpu: "500m" } } } },
            { spec: { resources: { limits: { cpu: 0.5 } } } },
            true,
        ],
        [
            "a gibibyte",
            DEPLOYMENT,
            { spec: { resources: { requests: { memory: "1Gi" } } } },
            { spec: { resources: { requests: { memory: "1024Mi" } } } },
            true,
        ],
        [
            "a gibibyte and a gigabyte",
            DEPLOYMENT,
            { spec: { resources: { requests: { memory: "1Gi" } } } },
            { spec: { resources: { requests: { memory: "1G" } } } },
            false,
        ],
        [
            "quantities of what is no object of Kubernetes",
            QUEUE,
            { limits: { a: "1k" } },
            { limits: { a: "1000" } },
            false,
        ],
        ["quantities at another place", DEPLOYMENT, { spec: { a: "1k" } }, { spec: { a: "1000" } }, false],
        [
            "quantities of a manifest in a text",
            QUEUE,
            { d: '{"apiVersion":"v1","kind":"LimitRange","limits":{"cpu":"1"}}' },
            { d: '{"apiVersion":"v1","kind":"LimitRange","limits":{"cpu":"1000m"}}' },
            true,
        ],
        [
            "manifests of a text in another order",
            QUEUE,
            { d: "kind: A\nmetadata:\n  name: one\n---\nkind: A\nmetadata:\n  name: two\n" },
            { d: "---\nkind: A\nmetadata: { name: two }\n---\nkind: A\nmetadata: { name: one }\n---\n" },
            true,
        ],
        [
            "documents of a text in another order",
            QUEUE,
            { d: "a: 1\nc: 1\n---\nb: 2\n" },
            { d: "b: 2\n---\na: 1\nc: 1\n" },
            false,
        ],
        ["a comment in YAML", QUEUE, { d: "# as of today\na: 1\nb: 2\n" }, { d: "a: 1\nb: 2\n" }, true],
        [
            "a first line that says what a text is",
            QUEUE,
            { d: "#cloud-config\na: 1\nb: 2\n" },
            { d: "a: 1\nb: 2\n" },
            false,
        ],
        ["a list in YAML", QUEUE, { d: "- a: 1\n  b: 2\n- c: 3\n" }, { d: "- b: 2\n  a: 1\n- c: 3\n" }, true],
    ];

describe("what is the same by the meaning of a provider", () => {
    for (const [what, type, one, other, alike] of TABLE) {
        it(`given ${what}, ${alike ? "finds nothing" : "names it"}`, () => {
            const at = (inputs: PropertyMap): readonly WrittenResource[] => [{ at: "it", type, inputs }];
            assert.equal(placesOf(stacksOf(at(one), at(other))).length === 0, alike);
            assert.equal(placesOf(stacksOf(at(other), at(one))).length === 0, alike);
        });
    }

    it("given rules in a security group in one and beside it in the other, names both", () => {
        const group = (inputs: PropertyMap): WrittenResource => ({
            at: "group",
            type: "aws:ec2/securityGroup:SecurityGroup",
            inputs,
        });
        const rule = { fromPort: 443, toPort: 443, protocol: "tcp" };
        const within = [group({ ingress: [{ ...rule, cidrBlocks: ["192.0.2.0/24"] }] })];
        const beside: readonly WrittenResource[] = [
            group({}),
            {
                at: "rule",
                type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                inputs: { ...rule, cidrIpv4: "192.0.2.0/24" },
            },
        ];
        assert.deepEqual(placesOf(stacksOf(within, beside)), ["group#ingress", "rule"]);
    });
});

describe("quantities of Kubernetes", () => {
    const SAME: readonly (readonly [string, string])[] = [
        ["500m", "0.5"],
        ["1Gi", "1073741824"],
        ["1.5Gi", "1536Mi"],
        ["1e3", "1k"],
        ["1E3", "1000"],
        ["100n", "0.1u"],
        ["+2", "2.0"],
        ["-1", "-1000m"],
        ["0", "-0"],
        [".5".padStart(3, "0"), "500m"],
        ["0.1n", "1n"],
        ["2E", "2000P"],
    ];
    for (const [one, other] of SAME) {
        it(`given ${one} and ${other}, reads one amount`, () => {
            assert.notEqual(quantityOf(one), undefined);
            assert.equal(quantityOf(one), quantityOf(other));
        });
    }
    for (const text of ["", "1 Gi", "1gi", "Gi", "1.2.3", "1e", "0x1", "1K"]) {
        it(`given ${JSON.stringify(text)}, reads none`, () => {
            assert.equal(quantityOf(text), undefined);
        });
    }
    it("given neighbours, tells them apart", () => {
        assert.notEqual(quantityOf("1Gi"), quantityOf("1G"));
        assert.notEqual(quantityOf("1001m"), quantityOf("1"));
        assert.equal(quantityOf("250m"), "250m");
        assert.equal(quantityOf("1500m"), "1500m");
    });
});
