import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { parsePolicy } from "../../../aws/iam-policy";
import { permittedBy } from "../../../isolation/policies/permitted";
import { type PropertyValue, Unknown } from "../../../plan/value";
import { CONTEXT, documentOf, OTHER, OWN, permits } from "./documents";

type Statement = Readonly<Record<string, PropertyValue>>;

const QUEUE = `arn:aws:sqs:eu-central-1:${OTHER}:orders`;
const SEND = { Action: "sqs:SendMessage", Resource: QUEUE } as const;
const EVERYTHING = { Action: "*", Resource: "*" } as const;

interface Case {
    readonly given: string;
    readonly statements: readonly Statement[];
    readonly boundary?: readonly Statement[];
    readonly permits: readonly string[];
}

/** What the component for boundaries makes, as far as it speaks of accounts. */
const OUTSIDE: Statement = {
    Effect: "Deny",
    Action: "*",
    NotResource: ["arn:aws:s3:::layers/*"],
    Condition: {
        StringNotEquals: { "aws:ResourceAccount": OWN, "ec2:Owner": "amazon" },
        Null: { "aws:ResourceAccount": "false" },
    },
};

const CASES: readonly Case[] = [
    { given: "everything", statements: [EVERYTHING], permits: [] },
    { given: "everything but some", statements: [{ Action: "*", NotResource: QUEUE }], permits: [] },
    {
        given: "a thing of the own account",
        statements: [{ ...SEND, Resource: QUEUE.replace(OTHER, OWN) }],
        permits: [],
    },
    { given: "a thing of another account", statements: [SEND], permits: [QUEUE] },
    {
        given: "own and other things",
        statements: [{ ...SEND, Resource: [QUEUE.replace(OTHER, OWN), QUEUE] }],
        permits: [QUEUE],
    },
    {
        given: "a bucket, whose name does not say whose it is",
        statements: [{ Action: "s3:PutObject", Resource: "arn:aws:s3:::*prod*/*" }],
        permits: ["arn:aws:s3:::*prod*/*"],
    },
    { given: "every bucket", statements: [{ Action: "s3:*", Resource: "arn:aws:s3:::*" }], permits: [] },
    { given: "every object", statements: [{ Action: "s3:*", Resource: "arn:aws:s3:::*/*" }], permits: [] },
    {
        given: "every object under a name",
        statements: [{ Action: "s3:*", Resource: "arn:aws:s3:::shop/*" }],
        permits: ["arn:aws:s3:::shop/*"],
    },
    {
        given: "secrets of every account by the beginning of their names",
        statements: [{ Action: "secretsmanager:*", Resource: "arn:aws:secretsmanager:*:*:secret:prod/*" }],
        permits: ["arn:aws:secretsmanager:*:*:secret:prod/*"],
    },
    {
        given: "all indexes of all tables",
        statements: [{ Action: "dynamodb:Query", Resource: "arn:aws:dynamodb:*:*:table/*/index/*" }],
        permits: [],
    },
    {
        given: "a role of every account",
        statements: [{ Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/deploy" }],
        permits: ["arn:aws:iam::*:role/deploy"],
    },
    {
        given: "every role of every account",
        statements: [{ Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/*" }],
        permits: [],
    },
    {
        given: "every role of another account",
        statements: [{ Action: "sts:AssumeRole", Resource: `arn:aws:iam::${OTHER}:role/*` }],
        permits: [`arn:aws:iam::${OTHER}:role/*`],
    },
    {
        given: "log groups of whichever account, into which no other one can be let",
        statements: [{ Action: "logs:PutLogEvents", Resource: "arn:aws:logs:*:*:log-group:/shop/*" }],
        permits: [],
    },
    {
        given: "a policy and a parameter of AWS itself",
        statements: [
            {
                Action: "*",
                Resource: [
                    "arn:aws:iam::aws:policy/ReadOnlyAccess",
                    "arn:aws:ssm:eu-central-1::parameter/aws/service/x",
                ],
            },
        ],
        permits: [],
    },
    {
        given: "a pattern of which every service is a part",
        statements: [{ Action: "*", Resource: "arn:aws:*:*:*:*prod*" }],
        permits: ["arn:aws:*:*:*:*prod*"],
    },
    {
        given: "a name with the user's in it",
        statements: [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-prod/${aws:username}/*" }],
        permits: ["arn:aws:s3:::shop-prod/*/*"],
    },
    {
        given: "everything of another account",
        statements: [{ ...EVERYTHING, Condition: { StringEquals: { "aws:ResourceAccount": [OWN, OTHER] } } }],
        permits: [OTHER],
    },
    {
        given: "everything of the organisation",
        statements: [{ ...EVERYTHING, Condition: { StringEquals: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } } }],
        permits: [],
    },
    {
        given: "a bucket, held to the own account",
        statements: [
            {
                Action: "s3:PutObject",
                Resource: "arn:aws:s3:::*prod*",
                Condition: { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
            },
        ],
        permits: [],
    },
    {
        given: "a thing of another account, on one's own address",
        statements: [{ ...SEND, Condition: { IpAddress: { "aws:SourceIp": "203.0.113.7" } } }],
        permits: [QUEUE],
    },
    {
        given: "a thing of another account, under a tag",
        statements: [{ ...SEND, Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } }],
        permits: [`${QUEUE}?`],
    },
    {
        given: "a resource that is not known",
        statements: [{ ...SEND, Resource: Unknown.computed }],
        permits: ["unknown?"],
    },
    { given: "the action denied", statements: [SEND, { ...SEND, Effect: "Deny", Action: "sqs:*" }], permits: [] },
    {
        given: "a part of the things denied",
        statements: [
            { Action: "s3:GetObject", Resource: "arn:aws:s3:::*prod*" },
            { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::shop-prod*" },
        ],
        permits: ["arn:aws:s3:::*prod*?"],
    },
    {
        given: "all denied but a part of the things",
        statements: [
            { Action: "s3:GetObject", Resource: "arn:aws:s3:::*prod*" },
            { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::shop-prod/*" },
        ],
        permits: ["arn:aws:s3:::shop-prod/*"],
    },
    {
        given: "things denied by another action",
        statements: [SEND, { ...SEND, Effect: "Deny", Action: "sqs:DeleteMessage" }],
        permits: [QUEUE],
    },
    {
        given: "an action denied that is not known",
        statements: [SEND, { Effect: "Deny", Action: Unknown.computed, Resource: "*" }],
        permits: [`${QUEUE}?`],
    },
    { given: "other accounts denied", statements: [SEND, OUTSIDE], permits: [] },
    {
        given: "other accounts denied, and an action that does not say whose a thing is",
        statements: [
            { Action: "events:PutEvents", Resource: `arn:aws:events:eu-central-1:${OTHER}:event-bus/orders` },
            OUTSIDE,
        ],
        permits: [`arn:aws:events:eu-central-1:${OTHER}:event-bus/orders`],
    },
    {
        given: "other accounts denied but for what is used by both",
        statements: [{ Action: "s3:GetObject", Resource: ["arn:aws:s3:::layers/*", "arn:aws:s3:::other/*"] }, OUTSIDE],
        permits: ["arn:aws:s3:::layers/*"],
    },
    { given: "a boundary that allows all", statements: [SEND], boundary: [EVERYTHING], permits: [QUEUE] },
    {
        given: "a boundary that denies other accounts",
        statements: [SEND],
        boundary: [EVERYTHING, OUTSIDE],
        permits: [],
    },
    {
        given: "a boundary of other actions",
        statements: [SEND],
        boundary: [{ Action: "s3:*", Resource: "*" }],
        permits: [],
    },
    {
        given: "a boundary of all but the action",
        statements: [SEND],
        boundary: [{ NotAction: "sqs:*", Resource: "*" }],
        permits: [],
    },
    {
        given: "a boundary of which a part of the actions is allowed",
        statements: [{ Action: "s3:*Object", Resource: "arn:aws:s3:::shop-prod/*" }],
        boundary: [{ Action: "s3:Get*", Resource: "*" }],
        permits: ["arn:aws:s3:::shop-prod/*"],
    },
    {
        given: "a boundary of own things",
        statements: [SEND],
        boundary: [{ Action: "*", Resource: `arn:aws:sqs:*:${OWN}:*` }],
        permits: [],
    },
    {
        given: "a boundary of a part of the things",
        statements: [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::*prod*" }],
        boundary: [{ Action: "s3:Get*", Resource: ["arn:aws:s3:::shop-prod/*", "arn:aws:s3:::own"] }],
        permits: ["arn:aws:s3:::shop-prod/*"],
    },
    {
        given: "a boundary that cannot be read",
        statements: [SEND],
        boundary: [{ Action: "*", Resource: Unknown.computed }],
        permits: [`${QUEUE}?`],
    },
];

describe("what a policy permits elsewhere", () => {
    it("given a boundary that is no policy, permits all, undecided", () => {
        const permitted = permittedBy(documentOf(SEND), CONTEXT, parsePolicy("no policy"));
        assert.deepEqual(
            permitted.map(({ certainty, reference }) => [certainty, reference.kind]),
            [["undecided", "name"]],
        );
    });

    for (const { boundary, given, permits: expected, statements } of CASES) {
        it(`given ${given}, permits ${expected.join(", ") || "nothing"}`, () => {
            assert.deepEqual(permits(statements, boundary), expected);
        });
    }

    it("given a secret document, names nothing of it", () => {
        const permitted = permittedBy(documentOf(SEND), { ...CONTEXT, secret: true });
        assert.deepEqual(
            permitted.map(({ certainty, reference }) => [certainty, reference.kind]),
            [["undecided", "unknown"]],
        );
        assert.equal(JSON.stringify(permitted).includes(OTHER), false);
    });

    it("given no account of its own, permits whatever names an account", () => {
        const context = { ...CONTEXT, own: { state: "unpinned", allowed: [] } } as const;
        const own = QUEUE.replace(OTHER, OWN);
        assert.deepEqual(permits([{ ...SEND, Resource: [QUEUE, own] }], undefined, context), [QUEUE, own]);
    });

    it("given a resource that is made of own things alone, permits nothing by it", () => {
        const context = { ...CONTEXT, unread: () => undefined };
        assert.deepEqual(permits([{ ...SEND, Resource: Unknown.computed }], undefined, context), []);
    });
});
