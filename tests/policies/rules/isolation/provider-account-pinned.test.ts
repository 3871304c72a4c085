import { Secret, Unknown } from "../../../../plan/value";
import { providerAccountPinned as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const ACCOUNT = "111111111111";
const OTHER = "222222222222";
const role = (account: string) => `arn:aws:iam::${account}:role/deploy`;

describe("provider-account-pinned", () => {
    tries(rule, "aws:kms/key:Key", [
        ["a provider that allows one account", "holds", {}, { provider: { allowedAccountIds: [ACCOUNT] } }],
        [
            "one account, as Pulumi writes lists of a provider",
            "holds",
            {},
            { provider: { allowedAccountIds: `["${ACCOUNT}"]` } },
        ],
        ["the same account twice", "holds", {}, { provider: { allowedAccountIds: [ACCOUNT, ACCOUNT] } }],
        ["a provider that allows two accounts", "violated", {}, { provider: { allowedAccountIds: [ACCOUNT, OTHER] } }],
        ["a provider that allows no account by name", "violated", {}, { provider: { region: "eu-central-1" } }],
        ["an empty list of accounts", "violated", {}, { provider: { allowedAccountIds: [] } }],
        ["a role of one account", "holds", {}, { provider: { assumeRoles: [{ roleArn: role(ACCOUNT) }] } }],
        [
            "roles of several accounts in a chain, of which the last counts",
            "holds",
            {},
            { provider: { assumeRoles: [{ roleArn: role(ACCOUNT) }, { roleArn: role(OTHER) }] } },
        ],
        [
            "a role with a web identity",
            "holds",
            {},
            { provider: { assumeRoleWithWebIdentity: `{"roleArn":"${role(ACCOUNT)}"}` } },
        ],
        ["a role that is not known", "undecided", {}, { provider: { assumeRoles: [{ roleArn: Unknown.computed }] } }],
        ["a role that is no ARN", "undecided", {}, { provider: { assumeRoles: [{ roleArn: "deploy" }] } }],
        ["an account that is not known", "undecided", {}, { provider: { allowedAccountIds: [Unknown.computed] } }],
        ["accounts that are not known", "undecided", {}, { provider: { allowedAccountIds: Unknown.computed } }],
        ["a text that is no account", "undecided", {}, { provider: { allowedAccountIds: ["12345"] } }],
        ["an account that is marked secret", "holds", {}, { provider: { allowedAccountIds: new Secret([ACCOUNT]) } }],
        ["a component of the SDK", "nothing", {}, { custom: false }],
        ["a plan that does not say which provider", "undecided", {}, {}],
    ]);
});
