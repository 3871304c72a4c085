import * as assert from "node:assert/strict";

import { Unknown } from "../../../../plan/value";
import type { AccountReading } from "../../../../aws/account";
import type { PolicyText } from "../../../../aws/iam-policy";
import { judgePrincipal, PRINCIPAL_ACCOUNT_KEYS } from "../../../../policy-pack/rules/support/iam-trust";

const OWN = "111111111111";
const OTHER = "222222222222";
const TRUSTED = "333333333333";
const roleOf = (account: string) => `arn:aws:iam::${account}:role/deploy`;

function judged(
    kind: string,
    value: string,
    conditions: readonly (readonly [operator: string, key: string, ...values: PolicyText[]])[] = [],
    own: AccountReading = { state: "known", account: OWN, path: "" },
): string {
    const judgement = judgePrincipal(
        { kind, value },
        conditions.map(([operator, key, ...values]) => ({ operator, key, values })),
        { holder: "role", own, trusted: new Set([TRUSTED]), accountKeys: PRINCIPAL_ACCOUNT_KEYS },
    );
    return "why" in judgement ? `${judgement.outcome}: ${judgement.why}` : judgement.outcome;
}

const FOREIGN = "violated: it belongs to another account, expected one of the role's own";
const ANYONE = "violated: anyone in any account gets in";

describe("a principal that a policy trusts", () => {
    type Case = readonly [given: string, expected: string, ...Parameters<typeof judged>];
    const TABLE: readonly Case[] = [
        ["a service", "holds", "Service", "ec2.amazonaws.com"],
        ["its own account", "holds", "AWS", OWN],
        ["a role of its own account", "holds", "AWS", roleOf(OWN)],
        ["a trusted account", "holds", "AWS", roleOf(TRUSTED)],
        ["another account", FOREIGN, "AWS", OTHER],
        ["a role of another account", FOREIGN, "AWS", roleOf(OTHER)],
        [
            "a kind without an account",
            "violated: a principal of the kind CanonicalUser cannot be held to one account",
            "CanonicalUser",
            "79a59d",
        ],
        [
            "an origin access identity",
            "undecided: an origin access identity does not say which account it belongs to",
            "AWS",
            "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1",
        ],
        ["a unique id", "undecided: a unique id does not say which account it belongs to", "AWS", "AIDAEXAMPLE7"],
        ["what only ends like a unique id", ANYONE, "AWS", "x-AIDAEXAMPLE7"],
        ["anyone", ANYONE, "AWS", "*"],
        ["anyone of its own account", "holds", "AWS", "*", [["StringEquals", "aws:principalaccount", OWN]]],
        ["anyone of its own account by pattern", "holds", "AWS", "*", [["ArnLike", "aws:principalarn", roleOf(OWN)]]],
        ["anyone of another account", FOREIGN, "AWS", "*", [["StringLike", "aws:principalaccount", OTHER]]],
        ["anyone but of its own account", ANYONE, "AWS", "*", [["StringNotEquals", "aws:principalaccount", OWN]]],
        ["anyone of two accounts", FOREIGN, "AWS", "*", [["StringEquals", "aws:principalaccount", OWN, OTHER]]],
        [
            "anyone of an account that is not known",
            "undecided: its condition on aws:principalaccount is not known",
            "AWS",
            "*",
            [["StringEquals", "aws:principalaccount", OWN, Unknown.computed]],
        ],
        [
            "anyone of an account that is not known, or of another",
            FOREIGN,
            "AWS",
            "*",
            [["StringEquals", "aws:principalaccount", Unknown.computed, OTHER]],
        ],
        [
            "an ARN without an account in a condition",
            "undecided: its condition names something whose ARN carries no account",
            "AWS",
            "*",
            [["ArnEquals", "aws:principalarn", "arn:aws:s3:::shop"]],
        ],
        [
            "the more telling of two conditions",
            "holds",
            "AWS",
            "*",
            [
                ["ArnLike", "aws:principalarn", roleOf(OTHER)],
                ["StringEquals", "aws:principalaccount", OWN],
            ],
        ],
        [
            "anyone of the organisation",
            "violated: every account of the organisation gets in, those of other environments among them",
            "AWS",
            "*",
            [["StringEquals", "aws:principalorgid", "o-1"]],
        ],
        [
            "anyone of a part of the organisation",
            "violated: every account of the organisation gets in, those of other environments among them",
            "AWS",
            "*",
            [["StringLike", "aws:principalorgpaths", "o-1/*"]],
        ],
        ["a condition on something else", ANYONE, "AWS", "*", [["StringEquals", "aws:sourcevpc", "vpc-1"]]],
        ["an identity provider of its own account", "holds", "Federated", `arn:aws:iam::${OWN}:saml-provider/sso`],
        ["an identity provider of another account", FOREIGN, "Federated", `arn:aws:iam::${OTHER}:saml-provider/sso`],
        [
            "an identity provider by no ARN",
            "violated: expected an identity provider of the role's own account, named by its ARN",
            "Federated",
            "sso",
        ],
        [
            "a role that lives nobody knows where",
            "undecided: which account the role itself lives in is not pinned by its provider",
            "AWS",
            OTHER,
            [],
            { state: "unpinned", allowed: [] },
        ],
        [
            "a role whose account cannot be told",
            "undecided: which account the role itself lives in cannot be told: it is late",
            "AWS",
            OTHER,
            [],
            { state: "unknown", why: "it is late" },
        ],
    ];
    for (const [given, expected, ...principal] of TABLE) {
        it(`given ${given}, ${expected}`, () => {
            assert.equal(judged(...principal), expected);
        });
    }
});
