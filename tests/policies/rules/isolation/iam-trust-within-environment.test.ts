import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { iamTrustWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { type Extras, tries } from "../table";

const OWN = "111111111111";
const OTHER = "222222222222";
const pinned: Extras = { provider: { allowedAccountIds: [OWN] } };

const statement = (principal: PropertyValue, more: Record<string, PropertyValue> = {}) => ({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: principal,
    ...more,
});
const GITHUB = `arn:aws:iam::${OWN}:oidc-provider/token.actions.githubusercontent.com`;
const web = (issuer: string, condition: Record<string, PropertyValue> = {}) =>
    statement({ Federated: issuer }, { Action: "sts:AssumeRoleWithWebIdentity", Condition: condition });
const object = (...statements: PropertyValue[]) => ({
    assumeRolePolicy: { Version: "2012-10-17", Statement: statements },
});
const text = (...statements: unknown[]) => ({
    assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});

describe("iam-trust-within-environment", () => {
    tries(rule, "aws:iam/role:Role", [
        ["a service", "holds", text(statement({ Service: "ec2.amazonaws.com" })), pinned],
        [
            "a service, under a condition that is not known",
            "holds",
            object(
                statement(
                    { Service: "pods.eks.amazonaws.com" },
                    { Condition: { ArnEquals: { "aws:SourceArn": Unknown.computed } } },
                ),
            ),
            pinned,
        ],
        ["a role of its own account", "holds", text(statement({ AWS: `arn:aws:iam::${OWN}:role/deploy` })), pinned],
        ["its own account as a whole", "holds", text(statement({ AWS: `arn:aws:iam::${OWN}:root` })), pinned],
        ["its own account, by number", "holds", text(statement({ AWS: OWN })), pinned],
        [
            "a role of another account",
            "violated",
            text(statement({ AWS: `arn:aws:iam::${OTHER}:role/deploy` })),
            pinned,
        ],
        ["another account as a whole", "violated", text(statement({ AWS: `arn:aws:iam::${OTHER}:root` })), pinned],
        ["another account, by number", "violated", text(statement({ AWS: OTHER })), pinned],
        ["another account in second place", "violated", text(statement({ AWS: [OWN, OTHER] })), pinned],
        [
            "another account in the second statement",
            "violated",
            text(statement({ Service: "ec2.amazonaws.com" }), statement({ AWS: OTHER })),
            pinned,
        ],
        [
            "a single statement that is no list",
            "violated",
            { assumeRolePolicy: { Statement: statement({ AWS: OTHER }) } },
            pinned,
        ],
        [
            "another account that is refused",
            "holds",
            text(statement({ Service: "ec2.amazonaws.com" }), { ...statement({ AWS: OTHER }), Effect: "Deny" }),
            pinned,
        ],
        [
            "another account that is trusted by declaration",
            "holds",
            text(statement({ AWS: OTHER })),
            { ...pinned, settings: { trustedAccounts: [OTHER] } },
        ],
        ["everyone", "violated", text(statement("*")), pinned],
        ["everyone, in the long spelling", "violated", text(statement({ AWS: "*" })), pinned],
        [
            "everyone but some",
            "violated",
            text({ Effect: "Allow", Action: "sts:AssumeRole", NotPrincipal: { AWS: OTHER } }),
            pinned,
        ],
        [
            "everyone of the organisation",
            "violated",
            text(statement("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } })),
            pinned,
        ],
        [
            "everyone of its own account",
            "holds",
            text(statement("*", { Condition: { StringEquals: { "aws:PrincipalAccount": OWN } } })),
            pinned,
        ],
        [
            "everyone of another account",
            "violated",
            text(statement("*", { Condition: { StringEquals: { "aws:PrincipalAccount": OTHER } } })),
            pinned,
        ],
        [
            "everyone with a name in its own account",
            "holds",
            text(statement("*", { Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OWN}:role/ci-*` } } })),
            pinned,
        ],
        [
            "everyone of an account, if the key is there at all",
            "violated",
            text(statement("*", { Condition: { StringEqualsIfExists: { "aws:PrincipalAccount": OWN } } })),
            pinned,
        ],
        [
            "everyone of an account that is not known",
            "undecided",
            object(statement("*", { Condition: { StringEquals: { "aws:PrincipalAccount": Unknown.computed } } })),
            pinned,
        ],
        [
            "an identity provider of its own account",
            "holds",
            text(statement({ Federated: `arn:aws:iam::${OWN}:oidc-provider/token.example` })),
            pinned,
        ],
        [
            "an identity provider of another account",
            "violated",
            text(statement({ Federated: `arn:aws:iam::${OTHER}:oidc-provider/token.example` })),
            pinned,
        ],
        ["a public identity provider", "violated", text(statement({ Federated: "accounts.google.com" })), pinned],
        [
            "a public identity provider for one audience",
            "holds",
            text(
                statement(
                    { Federated: "accounts.google.com" },
                    { Condition: { StringEquals: { "accounts.google.com:aud": "app" } } },
                ),
            ),
            pinned,
        ],
        [
            "a public identity provider for every audience but one",
            "violated",
            text(web("accounts.google.com", { StringNotEquals: { "accounts.google.com:aud": "app" } })),
            pinned,
        ],
        [
            "a public identity provider for any audience",
            "violated",
            text(web("accounts.google.com", { StringLike: { "accounts.google.com:aud": "*" } })),
            pinned,
        ],
        [
            "a public identity provider for an audience that is not known",
            "undecided",
            object(web("accounts.google.com", { StringEquals: { "accounts.google.com:aud": Unknown.computed } })),
            pinned,
        ],
        ["everybody's pipelines", "violated", text(web(GITHUB)), pinned],
        [
            "everybody's pipelines, for the audience that all of them have",
            "violated",
            text(web(GITHUB, { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } })),
            pinned,
        ],
        [
            "everybody's pipelines, by a pattern",
            "violated",
            text(web(GITHUB, { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } })),
            pinned,
        ],
        [
            "pipelines of one owner",
            "holds",
            text(web(GITHUB, { StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*" } })),
            pinned,
        ],
        [
            "pipelines of one owner or of everybody",
            "violated",
            text(web(GITHUB, { StringLike: { "token.actions.githubusercontent.com:sub": ["repo:acme/*", "*"] } })),
            pinned,
        ],
        [
            "pipelines of one owner, by any of a claim's values",
            "holds",
            text(
                web(GITHUB, {
                    "ForAnyValue:StringEquals": { "token.actions.githubusercontent.com:sub": "repo:acme/a" },
                }),
            ),
            pinned,
        ],
        [
            "pipelines of one owner, if the claim is there at all",
            "violated",
            text(
                web(GITHUB, {
                    "ForAllValues:StringEquals": { "token.actions.githubusercontent.com:sub": "repo:acme/a" },
                }),
            ),
            pinned,
        ],
        [
            "pipelines of one owner, through the provider of another account",
            "violated",
            text(
                web(GITHUB.replace(OWN, OTHER), {
                    StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*" },
                }),
            ),
            pinned,
        ],
        ["an identity provider that is no ARN", "violated", text(statement({ Federated: "login.example" })), pinned],
        ["a canonical user", "violated", text(statement({ CanonicalUser: "79a5" })), pinned],
        ["a unique id", "undecided", text(statement({ AWS: "AROAEXAMPLEID" })), pinned],
        ["a role whose own account is not pinned", "undecided", text(statement({ AWS: OTHER })), { provider: {} }],
        [
            "a role whose own account is not known",
            "undecided",
            text(statement({ AWS: OTHER })),
            { provider: { allowedAccountIds: Unknown.computed } },
        ],
        ["a policy that is not known", "undecided", { assumeRolePolicy: Unknown.computed }, pinned],
        ["a statement that is not known", "undecided", object(Unknown.computed), pinned],
        ["a principal that is not known", "undecided", object(statement({ AWS: Unknown.computed })), pinned],
        [
            "an effect that is not known",
            "undecided",
            object({ ...statement({ Service: "ec2.amazonaws.com" }), Effect: Unknown.computed }),
            pinned,
        ],
        [
            "a principal that is not known, beside another account",
            "violated",
            object(statement({ AWS: [Unknown.computed, OTHER] })),
            pinned,
        ],
        ["a text that is no JSON", "undecided", { assumeRolePolicy: "{" }, pinned],
        [
            "a secret policy that trusts another account",
            "violated",
            { assumeRolePolicy: new Secret(JSON.stringify({ Statement: statement({ AWS: OTHER }) })) },
            pinned,
        ],
        ["a policy without statements, which lets nobody in", "holds", object(), pinned],
        ["a document that is no policy", "undecided", { assumeRolePolicy: "{}" }, pinned],
        ["a statement about nobody", "undecided", text({ Effect: "Allow", Action: "sts:AssumeRole" }), pinned],
        [
            "everyone, in small letters",
            "violated",
            { assumeRolePolicy: '{"statement":{"effect":"Allow","principal":"*","action":"sts:AssumeRole"}}' },
            pinned,
        ],
        [
            "everyone, under conditions that are not known",
            "undecided",
            object(statement({ AWS: "*" }, { Condition: Unknown.computed })),
            pinned,
        ],
        [
            "another account, under conditions that are not known",
            "violated",
            object(statement({ AWS: OTHER }, { Condition: Unknown.computed })),
            pinned,
        ],
        ["no policy", "violated", {}, pinned],
    ]);
});
