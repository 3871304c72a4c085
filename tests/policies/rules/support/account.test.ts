import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { stacksOf } from "../../../../policy-pack/kernel/judge";
import { accountOf } from "../../../../policy-pack/rules/support/account";
import { DEFAULT_SETTINGS } from "../../../../policy-pack/settings";
import { plan, resource } from "../../../support/policy";

const ONE = "111111111111";
const TWO = "222222222222";
const roleOf = (account: string): PropertyMap => ({ roleArn: `arn:aws:iam::${account}:role/deploy` });

/** The account of a resource, or why it cannot be told. */
function read(provider: PropertyMap | undefined): unknown {
    const [stack] = stacksOf([plan([resource("aws:sns/topic:Topic", {}, { provider })])], DEFAULT_SETTINGS);
    const account = accountOf(stack!.subjects[0]!);
    switch (account.state) {
        case "known":
            return account.account;
        case "unknown":
            return account.why;
        case "unpinned":
            return account.allowed;
    }
}

describe("the account of a resource", () => {
    const TABLE: readonly (readonly [given: string, provider: PropertyMap | undefined, expected: unknown])[] = [
        [
            "no provider in the plan",
            undefined,
            "provider.allowedAccountIds cannot be read: the plan does not carry its provider",
        ],
        ["one account", { allowedAccountIds: [ONE] }, ONE],
        ["one account as a number", { allowedAccountIds: [111_111_111_111] }, ONE],
        ["one account as text, as the provider keeps lists", { allowedAccountIds: `["${ONE}"]` }, ONE],
        ["the same account twice", { allowedAccountIds: [ONE, ONE] }, ONE],
        ["two accounts", { allowedAccountIds: [ONE, TWO] }, [ONE, TWO]],
        ["no account", { allowedAccountIds: [] }, []],
        ["nothing", {}, []],
        [
            "an unknown account",
            { allowedAccountIds: [Unknown.computed] },
            "an account in provider.allowedAccountIds is known after deployment",
        ],
        [
            "what is no account id",
            { allowedAccountIds: ["1234"] },
            "provider.allowedAccountIds holds what is no account id",
        ],
        ["a truth value", { allowedAccountIds: [true] }, "provider.allowedAccountIds holds what is no account id"],
        ["accounts before roles", { allowedAccountIds: [ONE], assumeRoles: [roleOf(TWO)] }, ONE],
        ["a role", { assumeRoles: [roleOf(ONE)] }, ONE],
        ["a chain of roles, the last of which makes it", { assumeRoles: [roleOf(ONE), roleOf(TWO)] }, TWO],
        ["a role in the older spelling", { assumeRole: roleOf(ONE) }, ONE],
        ["a role for a web identity", { assumeRoleWithWebIdentity: roleOf(ONE) }, ONE],
        ["no role in a list, and one beside it", { assumeRoles: [], assumeRole: roleOf(ONE) }, ONE],
        ["a role without a name, and one beside it", { assumeRoles: [{}], assumeRole: roleOf(ONE) }, ONE],
        [
            "unknown roles",
            { assumeRoles: Unknown.computed },
            "provider.assumeRoles cannot be read: known after deployment",
        ],
        ["an unknown role", { assumeRoles: [Unknown.computed] }, "provider.assumeRoles is known after deployment"],
        [
            "a role whose name is unknown",
            { assumeRoles: [{ roleArn: Unknown.computed }] },
            "provider.assumeRoles names a role that is known after deployment",
        ],
        ...(["deploy", "arn:aws:iam::shared:role/deploy", 7, new Secret("deploy")] as PropertyValue[]).map(
            roleArn =>
                [
                    `a role named ${JSON.stringify(roleArn)}`,
                    { assumeRoles: [{ roleArn }] },
                    "provider.assumeRoles names a role by something that is no ARN",
                ] as const,
        ),
    ];
    for (const [given, provider, expected] of TABLE) {
        it(`given ${given}, is ${String(expected)}`, () => {
            assert.deepEqual(read(provider), expected);
        });
    }
});
