import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import type { Rule } from "../../../../policy-pack/kernel";
import {
    iamTrustWithinEnvironment,
    noPermissionOutsideEnvironment,
    resourcePolicyWithinEnvironment,
} from "../../../../policy-pack/rules";
import { worst } from "../table";
import { parsePolicy } from "../../../../aws/iam-policy";

const STATEMENT = {
    Effect: "Allow",
    Principal: { AWS: ["111111111111", "222222222222"], Service: "ec2.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Resource: "arn:aws:iam::111111111111:role/app",
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
    negatedActions: false,
    resources: ["arn:aws:iam::111111111111:role/app"],
    negatedResources: false,
    conditions: [
        { operator: "StringEquals", key: "aws:principalorgid", values: ["o-1"] },
        { operator: "Bool", key: "aws:multifactorauthpresent", values: ["true"] },
    ],
    unread: [],
};

const OWN = { provider: { allowedAccountIds: ["111111111111"] } };

/** The rules that judge policies: of trust, of resources, of identities. */
const JUDGES: readonly (readonly [rule: Rule, type: string, property: string])[] = [
    [iamTrustWithinEnvironment, "aws:iam/role:Role", "assumeRolePolicy"],
    [resourcePolicyWithinEnvironment, "aws:sqs/queuePolicy:QueuePolicy", "policy"],
    [noPermissionOutsideEnvironment, "aws:iam/rolePolicy:RolePolicy", "policy"],
];

/** What may stand in the place of an unknown text, the bad things among it. */
const REPLACEMENTS = [
    "*",
    "Allow",
    "sts:AssumeRole",
    "222222222222",
    "arn:aws:iam::222222222222:role/app",
    "arn:aws:iam::111111111111:role/app",
];

const someOf = (...values: readonly string[]) =>
    fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }).map(items => [...items]);
const ARNS = someOf("*", "111111111111", "arn:aws:iam::111111111111:role/app", "arn:aws:s3:::logs/*");
const STATEMENTS: fc.Arbitrary<PropertyMap> = fc.record(
    {
        Effect: fc.constantFrom("Allow", "Deny"),
        Principal: fc.oneof(
            fc.constant("*"),
            fc.record({ AWS: ARNS }),
            fc.record({ Service: someOf("ec2.amazonaws.com") }),
        ),
        Action: someOf("*", "sts:AssumeRole", "s3:GetObject", "sts:*"),
        Resource: ARNS,
        Condition: fc.record({ StringEquals: fc.record({ "aws:PrincipalAccount": someOf("111111111111") }) }),
    },
    { requiredKeys: ["Effect", "Principal", "Action", "Resource"] },
);

/** The same with every list of one replaced by what it holds, as IAM allows. */
function unlisted(value: PropertyValue): PropertyValue {
    if (isList(value)) {
        const items = value.map(unlisted);
        return items.length === 1 && items[0] !== undefined ? items[0] : items;
    }
    if (!isPropertyMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unlisted(item)]));
}

interface PlaceIn {
    readonly old: PropertyValue;
    /** The whole with something else in this place. */
    readonly put: (fresh: PropertyValue) => PropertyValue;
}

/** Every place inside a value, the whole of it first. */
function placesIn(value: PropertyValue): readonly PlaceIn[] {
    const inner = isList(value)
        ? value.flatMap((item, index) =>
              placesIn(item).map(({ old, put }) => ({
                  old,
                  put: (fresh: PropertyValue) => value.map((one, place) => (place === index ? put(fresh) : one)),
              })),
          )
        : isPropertyMap(value)
          ? Object.entries(value).flatMap(([name, item]) =>
                placesIn(item).map(({ old, put }) => ({
                    old,
                    put: (fresh: PropertyValue) => ({ ...value, [name]: put(fresh) }),
                })),
            )
          : [];
    return [{ old: value, put: fresh => fresh }, ...inner];
}

describe("a policy document", () => {
    for (const [given, value] of [
        ["an object", { Statement: [STATEMENT] }],
        ["a single statement", { Statement: STATEMENT }],
        ["JSON text", JSON.stringify({ Version: "2012-10-17", Statement: [STATEMENT] })],
        ["a secret text", new Secret(JSON.stringify({ Statement: STATEMENT }))],
    ] as const) {
        it(`given ${given}, is taken apart whole`, () => {
            const { statements, unread } = parsePolicy(value);
            assert.deepEqual({ statements, unread }, { statements: [PARSED], unread: [] });
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
            resources: [],
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
            assert.deepEqual(parsePolicy(value), { statements: [], takesVariables: false, unread: [unread] });
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

    it("given actions and resources that are left out, says so", () => {
        const { statements } = parsePolicy({
            Statement: { Effect: "Allow", NotAction: "iam:*", NotResource: ["arn:aws:s3:::logs", Unknown.computed] },
        });
        assert.deepEqual(statements[0], {
            ...PARSED,
            principals: [],
            actions: ["iam:*"],
            negatedActions: true,
            resources: ["arn:aws:s3:::logs", Unknown.computed],
            negatedResources: true,
            conditions: [],
        });
    });

    it("given an unknown action or condition value, leaves it open and the rest readable", () => {
        const statement = {
            ...STATEMENT,
            Action: [Unknown.computed],
            Condition: { ArnLike: { "aws:SourceArn": Unknown.computed } },
        };
        assert.deepEqual(parsePolicy({ Statement: statement }).statements, [
            {
                ...PARSED,
                actions: [Unknown.computed],
                conditions: [{ operator: "ArnLike", key: "aws:sourcearn", values: [Unknown.computed] }],
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

    it("given a document as object, as text, and with single items instead of lists, gives the same statements", () => {
        fc.assert(
            fc.property(fc.array(STATEMENTS, { minLength: 1, maxLength: 3 }), statements => {
                const document = { Version: "2012-10-17", Statement: statements };
                const written = parsePolicy(document);
                assert.equal(written.statements.length, statements.length);
                assert.deepEqual(written.unread, []);
                for (const other of [JSON.stringify(document), unlisted(document), JSON.stringify(unlisted(document))])
                    assert.deepEqual(parsePolicy(other), written);
            }),
        );
    });

    it("given an unknown in the place of anything, never holds where some value in its place would violate", () => {
        fc.assert(
            fc.property(fc.array(STATEMENTS, { minLength: 1, maxLength: 2 }), statements => {
                const document: PropertyMap = { Statement: statements };
                for (const [rule, type, property] of JUDGES) {
                    const judged = (value: PropertyValue) => worst(rule, type, { [property]: value }, OWN);
                    const places = placesIn(document);
                    for (const { put, old } of places) {
                        if (judged(put(Unknown.computed)) !== "holds") continue;
                        const others = typeof old === "string" ? REPLACEMENTS : [old];
                        for (const other of others) assert.notEqual(judged(put(other)), "violated");
                    }
                }
            }),
            { numRuns: 15 },
        );
    });
});
