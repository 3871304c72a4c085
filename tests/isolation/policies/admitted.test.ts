import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { admittedBy } from "../../../isolation/policies/admitted";
import { type PropertyValue, Unknown } from "../../../plan/value";
import { admits, CONTEXT, documentOf, OTHER, OWN, THIRD } from "./documents";

type Statement = Readonly<Record<string, PropertyValue>>;

const READ = { Action: "s3:GetObject", Resource: "*" } as const;
const ANYONE = { Principal: "*", ...READ } as const;
const THEIRS = { Principal: { AWS: OTHER }, ...READ } as const;
const ROLE = `arn:aws:iam::${OTHER}:role/deploy`;

function when(statement: Statement, ...conditions: readonly (readonly [string, string, PropertyValue])[]): Statement {
    const condition: Record<string, Record<string, PropertyValue>> = {};
    for (const [operator, key, value] of conditions) {
        condition[operator] = { ...condition[operator], [key]: value };
    }
    return { ...statement, Condition: condition };
}

interface Case {
    readonly given: string;
    readonly statements: readonly Statement[];
    readonly admits: readonly string[];
}

const CASES: Readonly<Record<string, readonly Case[]>> = {
    principals: [
        { given: "the own account", statements: [{ ...READ, Principal: { AWS: OWN } }], admits: [] },
        {
            given: "a role of it",
            statements: [{ ...READ, Principal: { AWS: `arn:aws:iam::${OWN}:role/a` } }],
            admits: [],
        },
        { given: "another account by its number", statements: [THEIRS], admits: [OTHER] },
        {
            given: "another account's root",
            statements: [{ ...READ, Principal: { AWS: `arn:aws:iam::${OTHER}:root` } }],
            admits: [OTHER],
        },
        { given: "a role of another account", statements: [{ ...READ, Principal: { AWS: [ROLE] } }], admits: [ROLE] },
        { given: "everyone", statements: [ANYONE], admits: ["anyone"] },
        {
            given: "everyone as a principal of IAM",
            statements: [{ ...READ, Principal: { AWS: "*" } }],
            admits: ["anyone"],
        },
        {
            given: "own and other among several",
            statements: [{ ...READ, Principal: { AWS: [OWN, OTHER, THIRD] } }],
            admits: [OTHER, THIRD],
        },
        {
            given: "a unique id",
            statements: [{ ...READ, Principal: { AWS: "AROAEXAMPLEID1234" } }],
            admits: ["unknown?"],
        },
        {
            given: "an origin access identity",
            statements: [
                { ...READ, Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" } },
            ],
            admits: ["unknown?"],
        },
        {
            given: "a canonical user",
            statements: [{ ...READ, Principal: { CanonicalUser: "79a5" } }],
            admits: ["unknown?"],
        },
        {
            given: "everyone but the own account",
            statements: [{ ...READ, NotPrincipal: { AWS: OWN } }],
            admits: ["anyone"],
        },
        {
            given: "everyone but another account",
            statements: [{ ...READ, NotPrincipal: { AWS: OTHER } }],
            admits: ["anyone?"],
        },
        {
            given: "a root of every account",
            statements: [{ ...READ, Principal: { AWS: "arn:aws:iam::*:root" } }],
            admits: ["anyone"],
        },
        {
            given: "a session, under a condition on its role",
            statements: [
                when({ ...READ, Principal: { AWS: `arn:aws:sts::${OTHER}:assumed-role/deploy/run` } }, [
                    "ArnLike",
                    "aws:PrincipalArn",
                    `arn:aws:iam::${OTHER}:role/ci/deploy`,
                ]),
            ],
            admits: [`arn:aws:sts::${OTHER}:assumed-role/deploy/run?`],
        },
        {
            given: "a session, under a condition on another account's role",
            statements: [
                when({ ...READ, Principal: { AWS: `arn:aws:sts::${OTHER}:assumed-role/deploy/run` } }, [
                    "ArnLike",
                    "aws:PrincipalArn",
                    `arn:aws:iam::${OWN}:role/deploy`,
                ]),
            ],
            admits: [],
        },
        { given: "no principal", statements: [READ], admits: ["unknown?"] },
        {
            given: "a principal that is not known",
            statements: [{ ...READ, Principal: { AWS: Unknown.computed } }],
            admits: ["unknown?"],
        },
        {
            given: "an effect that is not known",
            statements: [{ ...THEIRS, Effect: Unknown.computed }],
            admits: ["unknown?", `${OTHER}?`],
        },
    ],
    "conditions on who calls": [
        {
            given: "the own account",
            statements: [when(ANYONE, ["StringEquals", "aws:PrincipalAccount", OWN])],
            admits: [],
        },
        {
            given: "the own account, in other letters",
            statements: [when(ANYONE, ["StringEquals", "AWS:principalACCOUNT", OWN])],
            admits: [],
        },
        {
            given: "another account in one of several values",
            statements: [when(ANYONE, ["StringEquals", "aws:PrincipalAccount", [OWN, OTHER]])],
            admits: [OTHER],
        },
        {
            given: "another account beside a key that keeps nobody out",
            statements: [
                when(ANYONE, ["StringEquals", "aws:PrincipalAccount", OTHER], ["Bool", "aws:SecureTransport", "true"]),
            ],
            admits: [OTHER],
        },
        {
            given: "two keys that no account meets",
            statements: [
                when(ANYONE, ["StringEquals", "aws:PrincipalAccount", OTHER], ["StringLike", "kms:CallerAccount", OWN]),
            ],
            admits: [],
        },
        {
            given: "an account that the principal is not of",
            statements: [when(THEIRS, ["StringEquals", "aws:PrincipalAccount", THIRD])],
            admits: [],
        },
        {
            given: "accounts by a star",
            statements: [when(ANYONE, ["StringLike", "aws:PrincipalAccount", "*"])],
            admits: ["anyone"],
        },
        {
            given: "accounts by a star where none is a pattern",
            statements: [when(ANYONE, ["StringEquals", "aws:PrincipalAccount", "*"])],
            admits: [],
        },
        {
            given: "accounts by a pattern",
            statements: [when(ANYONE, ["StringLike", "aws:PrincipalAccount", "2222*"])],
            admits: ["anyone?"],
        },
        {
            given: "the account of what is asked for",
            statements: [when(ANYONE, ["StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}"])],
            admits: [],
        },
        {
            given: "every account but another",
            statements: [when(ANYONE, ["StringNotEquals", "aws:PrincipalAccount", OTHER])],
            admits: ["anyone?"],
        },
        {
            given: "every account but the own one",
            statements: [when(ANYONE, ["StringNotEquals", "aws:PrincipalAccount", OWN])],
            admits: ["anyone"],
        },
        {
            given: "another account, left out",
            statements: [when(THEIRS, ["StringNotEquals", "aws:PrincipalAccount", OTHER])],
            admits: [],
        },
        { given: "a role", statements: [when(ANYONE, ["ArnLike", "aws:PrincipalArn", ROLE])], admits: [ROLE] },
        {
            given: "a role of the principal's account",
            statements: [when(THEIRS, ["ArnEquals", "aws:PrincipalArn", [ROLE, `arn:aws:iam::${OWN}:role/a`]])],
            admits: [ROLE],
        },
        {
            given: "a role by its name in every account",
            statements: [when(ANYONE, ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy"])],
            admits: ["anyone"],
        },
        {
            given: "a role by its name, of the principal's account",
            statements: [when(THEIRS, ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy"])],
            admits: [ROLE],
        },
        {
            given: "an organisation",
            statements: [when(ANYONE, ["StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"])],
            admits: ["o-a1b2c3d4e5"],
        },
        {
            given: "units of an organisation",
            statements: [
                when(ANYONE, ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/r-ab12/ou-ab12-1/*"]]),
            ],
            admits: ["o-a1b2c3d4e5/r-ab12/ou-ab12-1"],
        },
        {
            given: "units of an organisation, of all values",
            statements: [
                when(ANYONE, ["ForAllValues:StringLike", "aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/r-ab12/ou-ab12-1/*"]]),
            ],
            admits: ["anyone"],
        },
        {
            given: "an organisation where the key is there",
            statements: [when(ANYONE, ["StringEqualsIfExists", "aws:PrincipalOrgID", "o-a1b2c3d4e5"])],
            admits: ["anyone"],
        },
        {
            given: "an organisation and another account",
            statements: [
                when(
                    ANYONE,
                    ["StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
                    ["StringLike", "aws:PrincipalAccount", OTHER],
                ),
            ],
            admits: [OTHER],
        },
        {
            given: "a role by its name in some accounts, and one of them",
            statements: [
                when(
                    ANYONE,
                    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::2*:role/deploy"],
                    ["StringEquals", "aws:PrincipalAccount", [OTHER, THIRD]],
                ),
            ],
            admits: [ROLE],
        },
        {
            given: "an organisation and a unit of it",
            statements: [
                when(
                    ANYONE,
                    ["StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
                    [
                        "ForAnyValue:StringLike",
                        "aws:PrincipalOrgPaths",
                        ["o-a1b2c3d4e5/r-ab12/*", "o-zzzzzzzzzz/r-1/*"],
                    ],
                ),
            ],
            admits: ["o-a1b2c3d4e5/r-ab12"],
        },
        {
            given: "an organisation without the roles of a name",
            statements: [
                when(
                    ANYONE,
                    ["StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
                    ["ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy"],
                ),
            ],
            admits: ["o-a1b2c3d4e5?"],
        },
        {
            given: "a word that is shared",
            statements: [when(THEIRS, ["StringEquals", "sts:ExternalId", "word"])],
            admits: [OTHER],
        },
        {
            given: "a tag of the caller",
            statements: [when(THEIRS, ["StringEquals", "aws:PrincipalTag/team", "shop"])],
            admits: [`${OTHER}?`],
        },
        {
            given: "a key that is not in the list",
            statements: [when(ANYONE, ["StringEquals", "shop:unheardOf", "1"])],
            admits: ["anyone?"],
        },
        {
            given: "an operator that there is not",
            statements: [when(THEIRS, ["StringResembles", "aws:PrincipalAccount", OWN])],
            admits: [`${OTHER}?`],
        },
        {
            given: "an account that is not known",
            statements: [when(ANYONE, ["StringEquals", "aws:PrincipalAccount", Unknown.computed])],
            admits: ["anyone?"],
        },
    ],
    "conditions on whence": [
        {
            given: "an address",
            statements: [when(ANYONE, ["IpAddress", "aws:SourceIp", ["203.0.113.7", "198.51.100.0/24"]])],
            admits: ["203.0.113.7/32", "198.51.100.0/24"],
        },
        {
            given: "all addresses",
            statements: [when(ANYONE, ["IpAddress", "aws:SourceIp", "0.0.0.0/0"])],
            admits: ["anyone"],
        },
        {
            given: "an address of an account's principal",
            statements: [when(THEIRS, ["IpAddress", "aws:SourceIp", "203.0.113.7"])],
            admits: [OTHER],
        },
        {
            given: "a network",
            statements: [when(ANYONE, ["StringEquals", "aws:SourceVpc", "vpc-0abc"])],
            admits: ["network vpc-0abc"],
        },
        {
            given: "an endpoint",
            statements: [when(ANYONE, ["StringEquals", "aws:SourceVpce", "vpce-0abc"])],
            admits: ["endpoint vpce-0abc"],
        },
        {
            given: "a network, of an account's principal",
            statements: [when(THEIRS, ["StringEquals", "aws:SourceVpc", "vpc-0abc"])],
            admits: [`${OTHER}?`],
        },
    ],
    services: [
        {
            given: "a service that anybody drives",
            statements: [{ ...READ, Principal: { Service: "s3.amazonaws.com" } }],
            admits: ["anyone"],
        },
        {
            given: "the same in a region",
            statements: [{ ...READ, Principal: { Service: "logs.eu-central-1.amazonaws.com" } }],
            admits: ["anyone"],
        },
        {
            given: "a service of the own account alone",
            statements: [{ ...READ, Principal: { Service: "ec2.amazonaws.com" } }],
            admits: [],
        },
        {
            given: "a service that is not in the list",
            statements: [{ ...READ, Principal: { Service: "unheardof.amazonaws.com" } }],
            admits: ["anyone?"],
        },
        {
            given: "a service for the own account",
            statements: [
                when({ ...READ, Principal: { Service: "s3.amazonaws.com" } }, [
                    "StringEquals",
                    "aws:SourceAccount",
                    OWN,
                ]),
            ],
            admits: [],
        },
        {
            given: "a service for own and another account",
            statements: [
                when({ ...READ, Principal: { Service: "s3.amazonaws.com" } }, [
                    "StringEquals",
                    "aws:SourceAccount",
                    [OWN, OTHER],
                ]),
            ],
            admits: [OTHER],
        },
        {
            given: "a service for a topic of another account",
            statements: [
                when({ ...READ, Principal: { Service: "sns.amazonaws.com" } }, [
                    "ArnEquals",
                    "aws:SourceArn",
                    `arn:aws:sns:eu-central-1:${OTHER}:orders`,
                ]),
            ],
            admits: [`arn:aws:sns:eu-central-1:${OTHER}:orders`],
        },
        {
            given: "a service for a topic of whichever account",
            statements: [
                when({ ...READ, Principal: { Service: "sns.amazonaws.com" } }, [
                    "ArnLike",
                    "aws:SourceArn",
                    "arn:aws:sns:*:*:o",
                ]),
            ],
            admits: ["anyone"],
        },
        {
            given: "a service for a bucket of the own account",
            statements: [
                when(
                    { ...READ, Principal: { Service: "s3.amazonaws.com" } },
                    ["ArnLike", "aws:SourceArn", "arn:aws:s3:::theirs"],
                    ["StringEquals", "aws:SourceAccount", OWN],
                ),
            ],
            admits: [],
        },
        {
            given: "a service for a bucket that is somebody's",
            statements: [
                when({ ...READ, Principal: { Service: "s3.amazonaws.com" } }, [
                    "ArnLike",
                    "aws:SourceArn",
                    "arn:aws:s3:::theirs",
                ]),
            ],
            admits: ["arn:aws:s3:::theirs"],
        },
        {
            given: "a service for an organisation",
            statements: [
                when({ ...READ, Principal: { Service: "cloudtrail.amazonaws.com" } }, [
                    "StringEquals",
                    "aws:SourceOrgID",
                    "o-a1b2c3d4e5",
                ]),
            ],
            admits: ["o-a1b2c3d4e5"],
        },
        {
            given: "a service for log groups of the own account",
            statements: [
                when({ ...READ, Principal: { Service: "logs.eu-central-1.amazonaws.com" } }, [
                    "ArnLike",
                    "kms:EncryptionContext:aws:logs:arn",
                    `arn:aws:logs:eu-central-1:${OWN}:*`,
                ]),
            ],
            admits: [],
        },
        {
            given: "another account, under a context of the key's use that it chooses itself",
            statements: [
                when(THEIRS, ["ArnLike", "kms:EncryptionContext:aws:logs:arn", `arn:aws:logs:eu-central-1:${OWN}:*`]),
            ],
            admits: [OTHER],
        },
        {
            given: "a service, under a condition on the caller that no service meets",
            statements: [
                when({ ...READ, Principal: { Service: "s3.amazonaws.com" } }, [
                    "StringEquals",
                    "aws:PrincipalAccount",
                    OTHER,
                ]),
            ],
            admits: [],
        },
        {
            given: "a service, where outsiders of the organisation are denied",
            statements: [
                { ...READ, Principal: { Service: "s3.amazonaws.com" } },
                when({ ...ANYONE, Effect: "Deny" }, ["StringNotEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"]),
            ],
            admits: [],
        },
        {
            given: "a service, where outsiders of the organisation are denied if the key is there",
            statements: [
                { ...READ, Principal: { Service: "s3.amazonaws.com" } },
                when(
                    { ...ANYONE, Effect: "Deny" },
                    ["StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
                    ["Bool", "aws:PrincipalIsAWSService", "false"],
                ),
            ],
            admits: ["anyone"],
        },
        {
            given: "everyone, for a topic of another account",
            statements: [when(ANYONE, ["ArnEquals", "aws:SourceArn", `arn:aws:sns:eu-central-1:${OTHER}:orders`])],
            admits: [`arn:aws:sns:eu-central-1:${OTHER}:orders`],
        },
        {
            given: "an account's principals, for a source of the own account",
            statements: [when(THEIRS, ["StringEquals", "aws:SourceAccount", OWN])],
            admits: [],
        },
    ],
    denials: [
        { given: "everyone denied", statements: [THEIRS, { Effect: "Deny", Principal: "*", ...READ }], admits: [] },
        {
            given: "another action denied",
            statements: [THEIRS, { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "*" }],
            admits: [OTHER],
        },
        {
            given: "every action denied but one",
            statements: [THEIRS, { Effect: "Deny", Principal: "*", NotAction: "s3:PutObject", Resource: "*" }],
            admits: [],
        },
        {
            given: "another account denied",
            statements: [THEIRS, { Effect: "Deny", Principal: { AWS: THIRD }, ...READ }],
            admits: [OTHER],
        },
        {
            given: "the very account denied",
            statements: [THEIRS, { Effect: "Deny", Principal: { AWS: OTHER }, ...READ }],
            admits: [],
        },
        {
            given: "one of all denied",
            statements: [ANYONE, { Effect: "Deny", Principal: { AWS: OTHER }, ...READ }],
            admits: ["anyone?"],
        },
        {
            given: "everyone denied who is not of the own account",
            statements: [ANYONE, when({ ...ANYONE, Effect: "Deny" }, ["StringNotEquals", "aws:PrincipalAccount", OWN])],
            admits: [],
        },
        {
            given: "everyone denied who is not of two accounts",
            statements: [
                ANYONE,
                when({ ...ANYONE, Effect: "Deny" }, ["StringNotEquals", "aws:PrincipalAccount", [OWN, OTHER]]),
            ],
            admits: [OTHER],
        },
        {
            given: "everyone denied who comes in clear",
            statements: [THEIRS, when({ ...ANYONE, Effect: "Deny" }, ["Bool", "aws:SecureTransport", "false"])],
            admits: [OTHER],
        },
        {
            given: "everyone denied but a principal of the own account",
            statements: [ANYONE, { ...READ, Effect: "Deny", NotPrincipal: { AWS: OWN } }],
            admits: [],
        },
        {
            given: "everyone denied but another account",
            statements: [ANYONE, { ...READ, Effect: "Deny", NotPrincipal: { AWS: OTHER } }],
            admits: [OTHER],
        },
        {
            given: "a denial under a key that is not in the list",
            statements: [
                THEIRS,
                when({ ...ANYONE, Effect: "Deny" }, ["StringNotEquals", "aws:PrincipalTag/team", "shop"]),
            ],
            admits: [`${OTHER}?`],
        },
        {
            given: "an organisation denied that others are outside of",
            statements: [
                ANYONE,
                when({ ...ANYONE, Effect: "Deny" }, ["StringNotEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"]),
            ],
            admits: ["o-a1b2c3d4e5"],
        },
        {
            given: "outsiders denied unless a service calls",
            statements: [
                THEIRS,
                when(
                    { ...ANYONE, Effect: "Deny" },
                    ["StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
                    ["BoolIfExists", "aws:PrincipalIsAWSService", "false"],
                ),
            ],
            admits: [OTHER],
        },
        {
            given: "callers denied who have another ARN, of everyone who is no service",
            statements: [
                when(ANYONE, ["Bool", "aws:PrincipalIsAWSService", "false"]),
                when({ ...ANYONE, Effect: "Deny" }, [
                    "ForAnyValue:ArnNotLike",
                    "aws:PrincipalArn",
                    `arn:aws:iam::${OWN}:role/deploy`,
                ]),
            ],
            admits: ["anyone"],
        },
        {
            given: "others denied who come in clear",
            statements: [
                ANYONE,
                when(
                    { ...ANYONE, Effect: "Deny" },
                    ["StringNotEquals", "aws:PrincipalAccount", OTHER],
                    ["Bool", "aws:SecureTransport", "false"],
                ),
            ],
            admits: ["anyone"],
        },
        {
            given: "actions spared of which a part is allowed",
            statements: [
                { ...THEIRS, Action: "s3:Get*" },
                { Effect: "Deny", Principal: "*", NotAction: "s3:*Object", Resource: "*" },
            ],
            admits: [`${OTHER}?`],
        },
        {
            given: "resources denied whose names are one character longer",
            statements: [
                { ...THEIRS, Resource: "arn:aws:s3:::own*" },
                { ...ANYONE, Effect: "Deny", Resource: "arn:aws:s3:::own?" },
            ],
            admits: [OTHER],
        },
        {
            given: "a part of the resources denied",
            statements: [
                { ...THEIRS, Resource: "arn:aws:s3:::own/*" },
                { ...ANYONE, Effect: "Deny", Resource: "arn:aws:s3:::own/secret/*" },
            ],
            admits: [OTHER],
        },
        {
            given: "the resources denied by a wider pattern",
            statements: [
                { ...THEIRS, Resource: "arn:aws:s3:::own/*" },
                { ...ANYONE, Effect: "Deny", Resource: "arn:aws:s3:::own*" },
            ],
            admits: [],
        },
        {
            given: "some resources spared",
            statements: [
                { ...THEIRS, Resource: "arn:aws:s3:::own/*" },
                { Effect: "Deny", Principal: "*", Action: "s3:*", NotResource: "arn:aws:s3:::own/public/*" },
            ],
            admits: [`${OTHER}?`],
        },
        {
            given: "a denial that cannot be read",
            statements: [THEIRS, { Effect: "Deny", Principal: { AWS: Unknown.computed }, ...READ }],
            admits: [`${OTHER}?`],
        },
    ],
};

describe("whom a policy admits", () => {
    for (const [about, cases] of Object.entries(CASES)) {
        describe(about, () => {
            for (const { admits: expected, given, statements } of cases) {
                it(`given ${given}, admits ${expected.join(", ") || "nobody"}`, () => {
                    assert.deepEqual(admits(statements), expected);
                });
            }
        });
    }

    it("given no account of its own, admits whoever is named", () => {
        const context = { ...CONTEXT, own: { state: "unpinned", allowed: [] } } as const;
        assert.deepEqual(admits([THEIRS, { ...READ, Principal: { AWS: OWN } }], { context }), [OTHER, OWN]);
        assert.deepEqual(
            admits([when(ANYONE, ["StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}"])], { context }),
            [],
        );
    });

    it("given parts that are made of own things alone, admits nobody by them", () => {
        const context = { ...CONTEXT, unread: () => undefined };
        const statements = [
            { ...READ, Principal: { AWS: Unknown.computed } },
            when(ANYONE, ["StringEquals", "aws:SourceVpce", Unknown.computed]),
        ];
        assert.deepEqual(admits(statements, { context }), []);
    });

    it("given a role, takes a service for one that is handed the role in its own account", () => {
        const trust = [{ Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" }];
        assert.deepEqual(admits(trust, { holder: "role" }), []);
    });

    it("given a secret document, names nothing of it", () => {
        const context = { ...CONTEXT, secret: true };
        const document = documentOf(THEIRS, when(THEIRS, ["StringEquals", "hush:key", "1"]));
        const admitted = admittedBy(document, context, "resource");
        assert.deepEqual(
            admitted.map(({ reference }) => reference.kind),
            ["unknown", "unknown"],
        );
        assert.equal(JSON.stringify(admitted).includes(OTHER) || JSON.stringify(admitted).includes("hush"), false);
    });

    it("given several actions, says them all in one entry, without those that are denied", () => {
        const document = documentOf(
            { ...THEIRS, Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] },
            { ...ANYONE, Effect: "Deny", Action: "s3:Delete*" },
        );
        assert.deepEqual(
            admittedBy(document, CONTEXT, "resource").map(({ actions }) => actions),
            [["s3:GetObject", "s3:PutObject"]],
        );
    });
});
