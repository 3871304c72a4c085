import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { Secret, Unknown } from "../../../../plan/value";
import { parsePolicy } from "../../../../policy-pack/rules/support/iam-policy";

const STATEMENT = {
    Effect: "Allow",
    Principal: { AWS: ["111111111111", "222222222222"], Service: "ec2.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" }, Bool: { "aws:MultiFactorAuthPresent": true } },
};

const PARSED = {
    path: "Statement[0]",
    effect: "Allow",
    principals: [
        { kind: "AWS", value: "111111111111" },
        { kind: "AWS", value: "222222222222" },
        { kind: "Service", value: "ec2.amazonaws.com" },
    ],
    negatedPrincipals: false,
    actions: ["sts:AssumeRole", "sts:TagSession"],
    conditions: [
        { operator: "StringEquals", key: "aws:principalorgid", values: ["o-1"] },
        { operator: "Bool", key: "aws:multifactorauthpresent", values: ["true"] },
    ],
    unread: [],
};

describe("a policy document", () => {
    for (const [given, value] of [
        ["an object", { Statement: [STATEMENT] }],
        ["a single statement", { Statement: STATEMENT }],
        ["JSON text", JSON.stringify({ Version: "2012-10-17", Statement: [STATEMENT] })],
        ["a secret text", new Secret(JSON.stringify({ Statement: STATEMENT }))],
    ] as const) {
        it(`given ${given}, is taken apart whole`, () => {
            assert.deepEqual(parsePolicy(value), { statements: [PARSED], unread: [] });
        });
    }

    it("given everyone, has the principal *", () => {
        assert.deepEqual(parsePolicy({ Statement: { ...STATEMENT, Principal: "*" } }).statements[0]?.principals, [
            { kind: "AWS", value: "*" },
        ]);
    });

    it("given everyone but one, says so", () => {
        const { statements } = parsePolicy({ Statement: { Effect: "Deny", NotPrincipal: { AWS: "111111111111" } } });
        assert.deepEqual(statements[0], {
            ...PARSED,
            effect: "Deny",
            principals: [{ kind: "AWS", value: "111111111111" }],
            negatedPrincipals: true,
            actions: [],
            conditions: [],
        });
    });

    for (const [given, value, unread] of [
        ["an unknown document", Unknown.computed, { path: "", why: "known after deployment" }],
        ["text that is no JSON", "{", { path: "", why: "a text that is not JSON" }],
        ["an object without statements", "{}", { path: "", why: "it has no Statement" }],
        ["JSON that is no object", "[]", { path: "", why: "not a policy document" }],
    ] as const) {
        it(`given ${given}, names what is unread`, () => {
            assert.deepEqual(parsePolicy(value), { statements: [], unread: [unread] });
        });
    }

    for (const [given, statement, path] of [
        ["an unknown statement", Unknown.computed, "Statement[0]"],
        ["a statement that is none", 7, "Statement[0]"],
        ["an unknown effect", { ...STATEMENT, Effect: Unknown.computed }, "Statement[0].Effect"],
        ["an effect that is none", { ...STATEMENT, Effect: "allow" }, "Statement[0].Effect"],
        ["unknown principals", { ...STATEMENT, Principal: Unknown.computed }, "Statement[0].Principal"],
        [
            "an unknown principal",
            { ...STATEMENT, Principal: { AWS: [Unknown.computed] } },
            "Statement[0].Principal.AWS",
        ],
        ["unknown conditions", { ...STATEMENT, Condition: Unknown.computed }, "Statement[0].Condition"],
        [
            "an unknown operator",
            { ...STATEMENT, Condition: { StringEquals: Unknown.computed } },
            "Statement[0].Condition.StringEquals",
        ],
    ] as const) {
        it(`given ${given}, names where it stands`, () => {
            assert.deepEqual(
                parsePolicy({ Statement: [statement] }).statements[0]?.unread.map(one => one.path),
                [path],
            );
        });
    }

    it("given an unknown action or condition value, leaves it open and the rest readable", () => {
        const statement = {
            ...STATEMENT,
            Action: [Unknown.computed],
            Condition: { ArnLike: { "aws:SourceArn": Unknown.computed } },
        };
        assert.deepEqual(parsePolicy({ Statement: statement }).statements, [
            {
                ...PARSED,
                actions: undefined,
                conditions: [{ operator: "ArnLike", key: "aws:sourcearn", values: undefined }],
            },
        ]);
    });

    it("given any JSON, never throws and says the same of text and object", () => {
        fc.assert(
            fc.property(fc.dictionary(fc.constantFrom("Statement", "Version"), fc.jsonValue()), document => {
                const copy = JSON.parse(JSON.stringify(document)) as Record<string, string>;
                assert.deepEqual(parsePolicy(JSON.stringify(document)), parsePolicy(copy));
            }),
        );
    });
});
