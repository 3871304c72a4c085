import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { resourcePolicyWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };
const trusting = { ...own, settings: { trustedAccounts: ["333333333333"] } };
const statement = (content: PropertyMap): PropertyMap => ({ policy: JSON.stringify({ Statement: [content] }) });
const allow = (principal: PropertyValue, condition?: PropertyMap): PropertyMap =>
    statement({ Effect: "Allow", Principal: principal, ...(condition === undefined ? {} : { Condition: condition }) });

describe("resource-policy-within-environment", () => {
    describe("of a bucket", () => {
        tries(rule, "aws:s3/bucketPolicy:BucketPolicy", [
            ["a principal of the own account", "holds", allow({ AWS: "arn:aws:iam::111111111111:role/app" }), own],
            ["the own account by its id", "holds", allow({ AWS: "111111111111" }), own],
            ["a principal of another account", "violated", allow({ AWS: "arn:aws:iam::222222222222:role/app" }), own],
            ["an account that is trusted", "holds", allow({ AWS: "333333333333" }), trusting],
            [
                "an account beside one that is trusted",
                "violated",
                allow({ AWS: ["333333333333", "444444444444"] }),
                trusting,
            ],
            ["anyone", "violated", allow("*"), own],
            ["anyone, denied", "holds", statement({ Effect: "Deny", Principal: "*" }), own],
            [
                "everyone but some",
                "violated",
                statement({ Effect: "Allow", NotPrincipal: { AWS: "111111111111" } }),
                own,
            ],
            [
                "anyone of the own account",
                "holds",
                allow("*", { StringEquals: { "aws:PrincipalAccount": "111111111111" } }),
                own,
            ],
            [
                "everyone, held to the account of what is asked for",
                "holds",
                allow("*", { StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } }),
                own,
            ],
            [
                "everyone, held to the account that each is of",
                "violated",
                allow("*", { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } }),
                own,
            ],
            [
                "anyone of another account",
                "violated",
                allow("*", { StringEquals: { "aws:PrincipalAccount": "222222222222" } }),
                own,
            ],
            [
                "anyone of the organisation",
                "violated",
                allow("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }),
                own,
            ],
            [
                "anyone who names no account",
                "violated",
                allow("*", { StringEqualsIfExists: { "aws:PrincipalAccount": "111111111111" } }),
                own,
            ],
            [
                "anyone through access points of the own account",
                "holds",
                allow("*", { StringEquals: { "s3:DataAccessPointAccount": "111111111111" } }),
                own,
            ],
            [
                "anyone on behalf of a bucket, whose ARN has no account",
                "undecided",
                allow("*", { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::files" } }),
                own,
            ],
            ["a service", "holds", allow({ Service: "logging.s3.amazonaws.com" }), own],
            [
                "an origin access identity",
                "undecided",
                allow({ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" }),
                own,
            ],
            ["a policy that is not known", "undecided", { policy: Unknown.computed }, own],
            [
                "a principal that is not known",
                "undecided",
                { policy: { Statement: [{ Effect: "Allow", Principal: { AWS: Unknown.computed } }] } },
                own,
            ],
            [
                "a secret policy",
                "violated",
                { policy: new Secret(JSON.stringify({ Statement: { Effect: "Allow", Principal: "*" } })) },
                own,
            ],
            ["a text that is no policy", "undecided", { policy: "none" }, own],
            [
                "an account, and a provider that pins none",
                "undecided",
                allow({ AWS: "222222222222" }),
                { provider: {} },
            ],
            ["no policy", "nothing", {}, own],
        ]);
    });

    for (const type of [
        "aws:kms/key:Key",
        "aws:sqs/queue:Queue",
        "aws:sns/topicPolicy:TopicPolicy",
        "aws:secretsmanager/secret:Secret",
        "aws:ecr/repositoryPolicy:RepositoryPolicy",
    ]) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["the own account", "holds", allow({ AWS: "arn:aws:iam::111111111111:root" }), own],
                ["another account", "violated", allow({ AWS: "arn:aws:iam::222222222222:root" }), own],
                [
                    "anyone whom KMS knows to be of the own account",
                    "holds",
                    allow("*", { StringEquals: { "kms:CallerAccount": "111111111111" } }),
                    own,
                ],
            ]);
        });
    }

    describe("of a function", () => {
        tries(rule, "aws:lambda/permission:Permission", [
            ["a service", "holds", { principal: "events.amazonaws.com" }, own],
            ["the own account", "holds", { principal: "111111111111" }, own],
            ["another account", "violated", { principal: "222222222222" }, own],
            ["anyone", "violated", { principal: "*" }, own],
            ["anyone of the own account", "holds", { principal: "*", sourceAccount: "111111111111" }, own],
            [
                "anyone of an account that is not known",
                "undecided",
                { principal: "*", sourceAccount: Unknown.computed },
                own,
            ],
            ["a principal that is not known", "undecided", { principal: Unknown.computed }, own],
        ]);
    });
});
