import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { noPermissionOutsideEnvironment as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };
const trusting = { ...own, settings: { trustedAccounts: ["333333333333"] } };

const allowing = (statement: Readonly<Record<string, PropertyValue>>) => ({
    policy: { Statement: [{ Effect: "Allow", Action: "s3:GetObject", ...statement }] },
});
const taking = (Resource: PropertyValue, rest = {}) => allowing({ Action: "sts:AssumeRole", Resource, ...rest });
const passing = (Resource: PropertyValue, rest = {}) => allowing({ Action: "iam:PassRole", Resource, ...rest });

describe("no-permission-outside-environment", () => {
    const queue = resource("aws:sqs/queue:Queue", {}, { ...own, name: "jobs" });
    const foreign = resource(
        "aws:sqs/queue:Queue",
        {},
        { provider: { allowedAccountIds: ["222222222222"] }, name: "jobs" },
    );
    const lookedUp = resource("aws:sqs/queue:Queue", {}, { ...own, name: "jobs", external: true });
    // The same name of a provider stands for the same provider: another one needs another name.
    const elsewhere = {
        ...foreign,
        provider: foreign.provider === undefined ? undefined : { ...foreign.provider, urn: "elsewhere" },
    };

    describe("of a role's policy", () => {
        tries(rule, "aws:iam/rolePolicy:RolePolicy", [
            [
                "a resource of the own account",
                "holds",
                allowing({ Resource: "arn:aws:sqs:eu-central-1:111111111111:jobs" }),
                own,
            ],
            [
                "a resource of another account",
                "violated",
                allowing({ Resource: "arn:aws:sqs:eu-central-1:222222222222:jobs" }),
                own,
            ],
            [
                "one of several of another account",
                "violated",
                allowing({ Resource: ["*", "arn:aws:sqs:eu-central-1:222222222222:jobs"] }),
                own,
            ],
            [
                "a resource of an account that is trusted",
                "holds",
                allowing({ Resource: "arn:aws:ecr:eu-central-1:333333333333:repository/base" }),
                trusting,
            ],
            ["a resource without an account", "holds", allowing({ Resource: "arn:aws:s3:::logs/*" }), own],
            [
                "logs of any account, which others must open",
                "holds",
                allowing({ Action: "logs:*", Resource: "arn:aws:logs:*:*:*" }),
                own,
            ],
            [
                "a refusal of another account",
                "holds",
                allowing({ Effect: "Deny", Resource: "arn:aws:sqs:eu-central-1:222222222222:jobs" }),
                own,
            ],
            [
                "everything but what is of another account",
                "holds",
                {
                    policy: {
                        Statement: {
                            Effect: "Allow",
                            Action: "s3:*",
                            NotResource: "arn:aws:sqs:eu-central-1:222222222222:jobs",
                        },
                    },
                },
                own,
            ],
            ["any role", "violated", taking("*"), own],
            ["an effect that is not known", "undecided", taking("*", { Effect: Unknown.computed }), own],
            ["a condition that is not known", "undecided", taking("*", { Condition: Unknown.computed }), own],
            [
                "a refusal on a condition that is not known",
                "holds",
                taking("*", { Effect: "Deny", Condition: Unknown.computed }),
                own,
            ],
            ["any role of any account", "violated", taking("arn:aws:iam::*:role/deploy"), own],
            ["any role of the own account", "holds", taking("arn:aws:iam::111111111111:role/*"), own],
            ["a role of another account", "violated", taking("arn:aws:iam::222222222222:role/deploy"), own],
            ["any action on anything", "violated", allowing({ Action: "*", Resource: "*" }), own],
            [
                "any role, held to the account of whoever asks",
                "holds",
                taking("*", { Condition: { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } } }),
                own,
            ],
            [
                "any action on anything of the own account",
                "holds",
                allowing({
                    Action: "*",
                    Resource: "*",
                    Condition: { StringEquals: { "aws:ResourceAccount": "111111111111" } },
                }),
                own,
            ],
            [
                "any action on anything of another account",
                "violated",
                allowing({
                    Action: "*",
                    Resource: "*",
                    Condition: { StringEquals: { "aws:ResourceAccount": "222222222222" } },
                }),
                own,
            ],
            [
                "any action on anything of an account that is not known",
                "undecided",
                allowing({
                    Action: "*",
                    Resource: "*",
                    Condition: { StringEquals: { "aws:ResourceAccount": Unknown.computed } },
                }),
                own,
            ],
            ["another action on anything", "holds", allowing({ Resource: "*" }), own],
            [
                "any action but those of STS",
                "holds",
                { policy: { Statement: { Effect: "Allow", NotAction: ["sts:*", "iam:*"], Resource: "*" } } },
                own,
            ],
            [
                "any action but those of IAM",
                "violated",
                { policy: { Statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" } } },
                own,
            ],
            ["any role to hand on", "violated", passing("*"), own],
            ["all roles of the own account to hand on", "violated", passing("arn:aws:iam::111111111111:role/*"), own],
            ["named roles to hand on", "holds", passing("arn:aws:iam::111111111111:role/app-*"), own],
            [
                "any role to hand on to one service",
                "holds",
                passing("*", { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } }),
                own,
            ],
            ["a policy that is not known", "undecided", { policy: Unknown.computed }, own],
            ["a resource that is not known", "undecided", allowing({ Resource: ["*", Unknown.computed] }), own],
            [
                "a resource of the plan",
                "holds",
                allowing({ Resource: Unknown.computed }),
                { ...own, beside: [queue], comesFrom: { policy: [queue] } },
            ],
            [
                "a resource that another account makes",
                "violated",
                allowing({ Resource: Unknown.computed }),
                { ...own, beside: [elsewhere], comesFrom: { policy: [elsewhere] } },
            ],
            [
                "an action that is not known, on anything",
                "undecided",
                allowing({ Action: Unknown.computed, Resource: "*" }),
                own,
            ],
            ["a text that is no policy", "undecided", { policy: "allow" }, own],
            ["an object for a resource", "undecided", allowing({ Resource: [{}] }), own],
            [
                "every role but all roles",
                "holds",
                {
                    policy: {
                        Statement: {
                            Effect: "Allow",
                            Action: "sts:AssumeRole",
                            NotResource: "arn:aws:iam::*:role/*",
                        },
                    },
                },
                own,
            ],
            [
                "a resource that is only looked up",
                "undecided",
                allowing({ Resource: Unknown.computed }),
                { ...own, beside: [lookedUp], comesFrom: { policy: [lookedUp] } },
            ],
            ["a number for a policy", "undecided", { policy: 7 }, own],
            [
                "a secret policy on another account",
                "violated",
                {
                    policy: new Secret(
                        JSON.stringify(allowing({ Resource: "arn:aws:sqs:eu-central-1:222222222222:jobs" }).policy),
                    ),
                },
                own,
            ],
            [
                "a provider that pins no account",
                "undecided",
                allowing({ Resource: "arn:aws:sqs:eu-central-1:222222222222:jobs" }),
                { provider: {} },
            ],
        ]);
    });

    describe("of a role", () => {
        tries(rule, "aws:iam/role:Role", [
            ["no policy of its own", "nothing", {}, own],
            [
                "a policy on another account",
                "violated",
                { inlinePolicies: [{ policy: JSON.stringify(taking("arn:aws:iam::222222222222:role/x").policy) }] },
                own,
            ],
            ["a list that is not known", "undecided", { inlinePolicies: Unknown.computed }, own],
            [
                "one policy that is not known",
                "undecided",
                {
                    inlinePolicies: [
                        { policy: JSON.stringify(taking("arn:aws:iam::111111111111:role/x").policy) },
                        { policy: Unknown.computed },
                    ],
                },
                own,
            ],
        ]);
    });

    describe("of an identity of pods", () => {
        tries(rule, "aws:eks/podIdentityAssociation:PodIdentityAssociation", [
            ["no role to go on to", "nothing", { roleArn: "arn:aws:iam::111111111111:role/app" }, own],
            ["a role of the own account", "holds", { targetRoleArn: "arn:aws:iam::111111111111:role/data" }, own],
            ["a role of another account", "violated", { targetRoleArn: "arn:aws:iam::222222222222:role/data" }, own],
            ["a role that is not known", "undecided", { targetRoleArn: Unknown.computed }, own],
        ]);
    });
});
