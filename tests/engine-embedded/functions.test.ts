import assert from "node:assert/strict";

import { type CallForm, answerFunction, UNANSWERED_KEY } from "../../engine/functions";
import type { Answers } from "../../engine/monitor/settings";
import type { WireProperties } from "../../plan/capture-events";
import { UNKNOWN_MARKER } from "../../plan/wire";

interface Asked {
    readonly args?: WireProperties;
    readonly provider?: WireProperties;
    readonly form?: CallForm;
    readonly answers?: Answers;
}

function ask(token: string, { args = {}, provider = {}, form = "output", answers = {} }: Asked = {}) {
    return answerFunction({ token, args, provider }, form, answers);
}

const UNANSWERED = { [UNANSWERED_KEY]: UNKNOWN_MARKER };

describe("provider functions: who calls and where", () => {
    const IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity";
    const REGION = "aws:index/getRegion:getRegion";
    const PARTITION = "aws:index/getPartition:getPartition";

    it("given a provider pinned to one account, answers that account and no caller", () => {
        for (const allowedAccountIds of ['["111122223333"]', ["111122223333"]]) {
            assert.deepEqual(ask(IDENTITY, { provider: { allowedAccountIds } }).result, {
                accountId: "111122223333",
                id: "111122223333",
                arn: UNKNOWN_MARKER,
                userId: UNKNOWN_MARKER,
            });
        }
    });

    for (const [given, allowedAccountIds] of [
        ["no account", undefined],
        ["two accounts", '["111122223333","444455556666"]'],
        ["an empty list", "[]"],
        ["text that is no list", "111122223333"],
        ["text that is no JSON", "[1"],
        ["an unknown account", [UNKNOWN_MARKER]],
        ["a number", [111122223333]],
    ] as const) {
        it(`given ${given}, answers nothing`, () => {
            assert.deepEqual(ask(IDENTITY, { provider: { allowedAccountIds } }).result, UNANSWERED);
        });
    }

    for (const [region, partition, dnsSuffix, reverseDnsPrefix] of [
        ["eu-central-1", "aws", "amazonaws.com", "com.amazonaws"],
        ["us-gov-west-1", "aws-us-gov", "amazonaws.com", "com.amazonaws"],
        ["cn-north-1", "aws-cn", "amazonaws.com.cn", "cn.com.amazonaws"],
        ["us-iso-east-1", "aws-iso", "c2s.ic.gov", "gov.ic.c2s"],
        ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov", "gov.sgov.sc2s"],
    ] as const) {
        it(`given the region ${region}, answers the partition ${partition}`, () => {
            assert.deepEqual(ask(PARTITION, { provider: { region } }).result, {
                id: partition,
                partition,
                dnsSuffix,
                reverseDnsPrefix,
            });
            assert.equal(ask(REGION, { provider: { region } }).result["endpoint"], `ec2.${region}.${dnsSuffix}`);
        });
    }

    it("given a region of no known partition, answers the region alone", () => {
        const provider = { region: "moon-base-1" };

        assert.deepEqual(ask(PARTITION, { provider }).result, UNANSWERED);
        assert.deepEqual(ask(REGION, { provider }).result, {
            id: "moon-base-1",
            name: "moon-base-1",
            region: "moon-base-1",
            endpoint: UNKNOWN_MARKER,
            description: UNKNOWN_MARKER,
        });
    });

    for (const [given, asked] of [
        ["no region", {}],
        ["an empty region", { provider: { region: "" } }],
        ["an unknown region", { provider: { region: UNKNOWN_MARKER } }],
        ["an endpoint", { args: { endpoint: "ec2.eu-central-1.amazonaws.com" }, provider: { region: "eu-west-1" } }],
    ] as const) {
        it(`given ${given}, answers no region`, () => {
            assert.deepEqual(ask(REGION, asked).result, UNANSWERED);
        });
    }

    it("given a region among the arguments, prefers it to the provider's", () => {
        const provider = { region: "eu-west-1" };
        assert.equal(ask(REGION, { args: { region: "eu-west-2" }, provider }).result["name"], "eu-west-2");
        assert.equal(ask(REGION, { args: { id: "eu-west-3" }, provider }).result["name"], "eu-west-3");
    });
});

describe("provider functions: policy documents", () => {
    const TOKEN = "aws:iam/getPolicyDocument:getPolicyDocument";
    const render = (args: WireProperties) => JSON.parse(ask(TOKEN, { args }).result["json"] as string) as unknown;

    it("given a statement of every part, renders it as the provider does", () => {
        const args = {
            policyId: "readers",
            version: "2008-10-17",
            statements: [
                {
                    sid: "Read",
                    effect: "Deny",
                    actions: ["s3:GetObject"],
                    resources: ["arn:a", "arn:b"],
                    principals: [
                        { type: "Service", identifiers: ["b.example", "a.example"] },
                        { type: "AWS", identifiers: ["arn:x"] },
                        { type: "AWS", identifiers: ["arn:y"] },
                    ],
                    conditions: [
                        { test: "StringLike", variable: "aws:PrincipalTag/team", values: ["&{aws:username}", "b"] },
                        { test: "Bool", variable: "aws:SecureTransport", values: ["true"] },
                    ],
                },
                { notActions: ["iam:*"], notResources: ["*"], notPrincipals: [{ type: "*", identifiers: ["*"] }] },
            ],
        };

        assert.deepEqual(render(args), {
            Version: "2008-10-17",
            Id: "readers",
            Statement: [
                {
                    Sid: "Read",
                    Effect: "Deny",
                    Action: "s3:GetObject",
                    Resource: ["arn:b", "arn:a"],
                    Principal: { AWS: ["arn:y", "arn:x"], Service: ["b.example", "a.example"] },
                    Condition: {
                        Bool: { "aws:SecureTransport": "true" },
                        StringLike: { "aws:PrincipalTag/team": ["${aws:username}", "b"] },
                    },
                },
                { Effect: "Allow", NotAction: "iam:*", NotResource: "*", NotPrincipal: "*" },
            ],
        });
    });

    it("given everyone among others, keeps the list by type", () => {
        const principals = [
            { type: "*", identifiers: ["*"] },
            { type: "AWS", identifiers: ["arn:x"] },
        ];
        assert.deepEqual(render({ statements: [{ principals }] }), {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { "*": "*", AWS: "arn:x" } }],
        });
    });

    it("given nothing, renders an empty document, indented and not", () => {
        const { result } = ask(TOKEN);
        assert.equal(result["json"], '{\n  "Version": "2012-10-17",\n  "Statement": []\n}');
        assert.equal(result["minifiedJson"], '{"Version":"2012-10-17","Statement":[]}');
    });

    it("given equal arguments, answers an equal id, and another for others", () => {
        const idOf = (args: WireProperties) => ask(TOKEN, { args }).result["id"];
        assert.equal(idOf({ policyId: "a" }), idOf({ policyId: "a" }));
        assert.notEqual(idOf({ policyId: "a" }), idOf({ policyId: "b" }));
    });

    for (const [given, args] of [
        ["documents to merge", { sourcePolicyDocuments: ["{}"] }],
        ["documents that override", { overridePolicyDocuments: ["{}"] }],
        ["an unknown resource", { statements: [{ resources: [UNKNOWN_MARKER] }] }],
    ] as const) {
        it(`given ${given}, answers nothing`, () => {
            assert.deepEqual(ask(TOKEN, { args }).result, UNANSWERED);
        });
    }
});

describe("provider functions: Kubernetes manifests", () => {
    const TOKEN = "kubernetes:yaml:decode";
    const POD = { apiVersion: "v1", kind: "Pod" };

    it("given documents, answers every one that names a kind and a version", () => {
        const text =
            "apiVersion: v1\nkind: Pod\n---\n# nothing\n---\nkind: Pod\n---\n- a list\n---\napiVersion: v1\nkind: Pod\n";
        assert.deepEqual(ask(TOKEN, { args: { text } }).result, { result: [POD, POD] });
    });

    it("given the booleans of Kubernetes' YAML, reads them as such", () => {
        const text = "{ apiVersion: v1, kind: Pod, spec: { on: yes } }";
        assert.deepEqual(ask(TOKEN, { args: { text } }).result, { result: [{ ...POD, spec: { true: true } }] });
    });

    it("given no text, answers no objects", () => {
        assert.deepEqual(ask(TOKEN, { args: { text: "" } }).result, { result: [] });
    });

    it("given text that is no YAML, refuses it", () => {
        assert.throws(() => ask(TOKEN, { args: { text: "a: [1" } }), /a Kubernetes manifest is not valid YAML/);
    });

    for (const [given, asked] of [
        ["a default namespace", { args: { text: "", defaultNamespace: "shop" } }],
        ["a provider with a namespace", { args: { text: "" }, provider: { namespace: "shop" } }],
        ["text that is none", { args: { text: 1 } }],
    ] as const) {
        it(`given ${given}, answers nothing`, () => {
            assert.deepEqual(ask(TOKEN, asked).result, UNANSWERED);
        });
    }
});

describe("provider functions: without an answer of our own", () => {
    const TOKEN = "aws:ec2/getAmi:getAmi";

    for (const [form, kind, mayChangeShape] of [
        ["output", "unanswered-function", false],
        ["plain", "unanswered-plain-function", true],
        ["unknown", "unanswered-plain-function", true],
    ] as const) {
        it(`given a call of ${form} form, is listed as ${kind}`, () => {
            const { result, gap } = ask(TOKEN, { form });
            assert.deepEqual(result, UNANSWERED);
            assert.deepEqual([gap!.kind, gap!.subject, gap!.mayChangeShape], [kind, TOKEN, mayChangeShape]);
        });
    }

    it("given supplied answers, takes the first whose arguments agree", () => {
        const answers = {
            functions: {
                [TOKEN]: [
                    { args: { owners: ["self"], name: "b" }, result: { id: "never" } },
                    { args: { owners: ["self"] }, result: { id: "mine" } },
                    { result: { id: "any" } },
                ],
            },
        };
        const answer = (args: WireProperties) => ask(TOKEN, { args, answers });

        assert.deepEqual(answer({ owners: ["self"], name: "a" }).result, { id: "mine" });
        assert.deepEqual(answer({ owners: ["amazon"] }).result, { id: "any" });
        assert.equal(answer({}).gap!.kind, "supplied-answer");
    });

    it("given supplied answers for other arguments only, is unanswered", () => {
        const answers = { functions: { [TOKEN]: [{ args: { name: "b" }, result: { id: "never" } }] } };
        assert.deepEqual(ask(TOKEN, { answers }).result, UNANSWERED);
    });

    it("given a supplied answer for a function of our own, prefers it", () => {
        const answers = { functions: { "aws:index/getRegion:getRegion": [{ result: { name: "supplied" } }] } };
        assert.deepEqual(ask("aws:index/getRegion:getRegion", { answers, provider: { region: "eu-west-1" } }).result, {
            name: "supplied",
        });
    });
});
