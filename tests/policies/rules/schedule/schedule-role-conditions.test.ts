import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { scheduleRoleCanDoWhatItsTargetSays as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { type Row, tries } from "../table";

type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const ACCOUNT = "111111111111";
const HERE: PropertyMap = {
    region: "eu-central-1",
    allowedAccountIds: `["${ACCOUNT}"]`,
    defaultTags: '{"tags":{"team":"shop"}}',
};
const ORDERS = `arn:aws:rds:eu-central-1:${ACCOUNT}:cluster:orders`;

const trust = (Condition: Condition = {}, more: object = {}) =>
    JSON.stringify({
        Statement: [
            {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { Service: "scheduler.amazonaws.com" },
                Condition,
                ...more,
            },
        ],
    });
const roleWith = (inputs: PropertyMap = {}, comesFrom: Parameters<typeof resource>[2] = {}) =>
    resource(
        "aws:iam/role:Role",
        { assumeRolePolicy: trust(), name: "sleeper", ...inputs },
        { name: "sleeper", provider: HERE, ...comesFrom },
    );
const statement = (more: object = {}) => ({ Effect: "Allow", Action: "rds:StopDBCluster", Resource: ORDERS, ...more });
const policy = (...Statement: readonly object[]) =>
    resource(
        "aws:iam/rolePolicy:RolePolicy",
        { policy: JSON.stringify({ Version: "2012-10-17", Statement }), role: "sleeper" },
        { name: "permissions" },
    );
const database = resource(
    "aws:rds/cluster:Cluster",
    { clusterIdentifier: "orders", tags: { environment: "staging" } },
    { name: "orders", provider: HERE },
);
const stop: PropertyMap = {
    groupName: "nights",
    target: {
        arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster",
        roleArn: `arn:aws:iam::${ACCOUNT}:role/sleeper`,
        input: '{"DbClusterIdentifier":"orders"}',
    },
};
const target = (more: PropertyMap): PropertyMap => ({
    ...stop,
    target: { ...(stop["target"] as PropertyMap), ...more },
});
const by = (...beside: ReturnType<typeof resource>[]) => ({ provider: HERE, beside: [database, ...beside] });
const given = (expected: Row[1], Condition: Condition, effect = "Allow"): Row => {
    const conditional = statement({ Effect: effect, Condition });
    const all = effect === "Allow" ? [conditional] : [statement(), conditional];
    return [
        `${effect} where ${JSON.stringify(Condition)}`,
        expected,
        stop,
        by(roleWith({ tags: { a: "b" } }), policy(...all)),
    ];
};

describe("the conditions on what the role of a schedule is allowed", () => {
    tries(rule, SCHEDULE, [
        given("holds", { StringEquals: { "aws:ResourceTag/environment": "staging" } }),
        given("holds", { StringEquals: { "aws:ResourceTag/Environment": ["production", "staging"] } }),
        given("violated", { StringEquals: { "aws:ResourceTag/environment": "production" } }),
        given("violated", { StringEquals: { "aws:ResourceTag/environment": "Staging" } }),
        given("holds", { StringEqualsIgnoreCase: { "rds:cluster-tag/environment": "Staging" } }),
        given("violated", { StringNotEquals: { "aws:ResourceTag/environment": "staging" } }),
        given("holds", { StringNotEquals: { "aws:ResourceTag/environment": "production" } }),
        given("holds", { StringEquals: { "aws:ResourceTag/team": "shop" } }),
        given("violated", { StringEquals: { "aws:ResourceTag/owner": "shop" } }),
        given("holds", { StringEqualsIfExists: { "aws:ResourceTag/owner": "shop" } }),
        given("holds", { Null: { "aws:ResourceTag/owner": "true" } }),
        given("violated", { Null: { "aws:ResourceTag/owner": "false" } }),
        given("holds", { StringLike: { "aws:ResourceTag/environment": "st*" } }),
        given("violated", { StringEquals: { "aws:ResourceTag/environment": "st*" } }),
        given("holds", { StringEquals: { "aws:RequestedRegion": "eu-central-1" } }),
        given("violated", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }),
        given("violated", { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } }),
        given("holds", { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } }),
        given("violated", { StringEquals: { "aws:ResourceAccount": "222222222222" } }),
        given("violated", { StringEquals: { "aws:ResourceTag/environment": "${aws:PrincipalTag/a}" } }),
        given("undecided", { StringEquals: { "aws:ResourceTag/environment": "${aws:userid}" } }),
        given("violated", { StringEquals: { "aws:SourceAccount": ACCOUNT } }),
        given("holds", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/sl*` } }),
        given("holds", { Bool: { "aws:SecureTransport": "True" } }),
        given("undecided", { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
        given("undecided", { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } }),
        given("undecided", { StringEquals: { "ec2:Vpc": "vpc-1" } }),
        given("violated", {
            StringEquals: { "ec2:Vpc": "vpc-1", "aws:ResourceTag/environment": "production" },
        }),
        given("violated", { StringEquals: { "aws:ResourceTag/environment": "staging" } }, "Deny"),
        given("holds", { StringEquals: { "aws:ResourceTag/environment": "production" } }, "Deny"),
        given("undecided", { StringEquals: { "ec2:Vpc": "vpc-1" } }, "Deny"),
        given("holds", { Bool: { "aws:SecureTransport": "false" } }, "Deny"),
        [
            "a database that is not in the plan, and its tag",
            "undecided",
            stop,
            {
                provider: HERE,
                beside: [
                    roleWith(),
                    policy(statement({ Condition: { StringEquals: { "aws:ResourceTag/environment": "staging" } } })),
                ],
            },
        ],
        [
            "a variable in what it is allowed on",
            "holds",
            stop,
            by(roleWith(), policy(statement({ Resource: "arn:aws:rds:*:${aws:PrincipalAccount}:cluster:orders" }))),
        ],
        [
            "a variable in what it is allowed on that stands for something else",
            "violated",
            stop,
            by(
                roleWith({ tags: { database: "carts" } }),
                policy(statement({ Resource: "arn:aws:rds:*:*:cluster:${aws:PrincipalTag/database}" })),
            ),
        ],
        [
            "a tag of the role that is written in other letters",
            "holds",
            stop,
            by(
                roleWith({ tags: { Owner: "shop" } }),
                policy(statement({ Condition: { StringEquals: { "aws:PrincipalTag/owner": "shop" } } })),
            ),
        ],
        [
            "a statement that is met beside one that is not",
            "holds",
            stop,
            by(
                roleWith(),
                policy(statement({ Condition: { StringEquals: { "aws:RequestedRegion": "x" } } }), statement()),
            ),
        ],
    ]);

    it("given one that is not met, names its key, and not the tag", () => {
        const [verdict] = said(
            rule,
            plan([
                resource(SCHEDULE, stop, { name: "stop", provider: HERE }),
                database,
                roleWith(),
                policy(statement({ Condition: { StringEquals: { "aws:ResourceTag/environment": "production" } } })),
            ]),
        ).filter(({ outcome }) => outcome === "violated");
        assert.match(String(verdict?.message), /only on a condition on aws:resourcetag that the call does not meet/);
    });
});

describe("the boundary of the role of a schedule", () => {
    const bound = (...Statement: readonly object[]) =>
        resource(
            "aws:iam/policy:Policy",
            { name: "bound", policy: JSON.stringify({ Statement }) },
            { name: "bound", provider: HERE },
        );
    const under = (permissionsBoundary: PropertyValue, ...more: ReturnType<typeof resource>[]) =>
        by(
            roleWith({ permissionsBoundary }, { comesFrom: { permissionsBoundary: more } }),
            policy(statement()),
            ...more,
        );
    const managed = (name: string) => under(`arn:aws:iam::aws:policy/${name}`);
    const BOUND = `arn:aws:iam::${ACCOUNT}:policy/bound`;
    tries(rule, SCHEDULE, [
        ["one that allows the call", "holds", stop, under(BOUND, bound(statement({ Resource: "*" })))],
        ["one that allows another", "violated", stop, under(BOUND, bound(statement({ Action: "rds:StartDBCluster" })))],
        [
            "one that denies it",
            "violated",
            stop,
            under(BOUND, bound({ Effect: "Allow", Action: "*", Resource: "*" }, statement({ Effect: "Deny" }))),
        ],
        ["one that is made beside it", "violated", stop, under(Unknown.computed, bound(statement({ Action: "s3:*" })))],
        ["one that is not in the plan", "undecided", stop, under(BOUND)],
        ["one of AWS that allows all", "holds", stop, managed("AdministratorAccess")],
        ["one of AWS that allows all but identities", "holds", stop, managed("PowerUserAccess")],
        ["one of AWS that allows reading alone", "violated", stop, managed("ReadOnlyAccess")],
        ["one of AWS that allows the service", "holds", stop, managed("AmazonRDSFullAccess")],
        ["one of AWS that allows another service", "undecided", stop, managed("AmazonEC2FullAccess")],
        ["one of AWS of which nobody wrote down what it allows", "undecided", stop, managed("Billing")],
        [
            "one that says nothing of what no policy allows",
            "violated",
            stop,
            by(roleWith({ permissionsBoundary: BOUND }), policy(statement({ Action: "rds:StartDBCluster" }))),
        ],
    ]);
});

describe("a boundary that is kept outside of the programs", () => {
    const KEPT = `arn:aws:iam::${ACCOUNT}:policy/organisation/bound`;
    const trusting = (trustedBoundaries: readonly string[], row: Row[3]): Row[3] => ({
        ...row,
        settings: { trustedBoundaries },
    });
    const under = (permissionsBoundary: PropertyValue, allowed: object = statement()) =>
        by(roleWith({ permissionsBoundary }), policy(allowed));
    const planned = resource(
        "aws:iam/policy:Policy",
        { name: "bound", policy: JSON.stringify({ Statement: [statement({ Action: "s3:*" })] }) },
        { name: "bound", provider: HERE },
    );
    const EVERYWHERE = ["arn:aws:iam::*:policy/organisation/bound"];
    tries(rule, SCHEDULE, [
        ["that nobody trusts", "undecided", stop, under(KEPT)],
        ["that is trusted by its ARN", "holds", stop, trusting([KEPT], under(KEPT))],
        ["that is trusted in every account", "holds", stop, trusting(EVERYWHERE, under(KEPT))],
        ["beside another that is trusted", "undecided", stop, trusting([`${KEPT}-2`], under(KEPT))],
        ["that is not known, whatever is trusted", "undecided", stop, trusting(["*"], under(Unknown.computed))],
        [
            "that is trusted, and a role that no policy lets",
            "violated",
            stop,
            trusting(EVERYWHERE, under(KEPT, statement({ Action: "rds:StartDBCluster" }))),
        ],
        [
            "that is trusted, and in the plan after all",
            "violated",
            stop,
            trusting(
                ["*"],
                by(
                    roleWith(
                        { permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/bound` },
                        { comesFrom: { permissionsBoundary: [planned] } },
                    ),
                    policy(statement()),
                    planned,
                ),
            ),
        ],
    ]);
});

describe("policies that AWS maintains, for the role of a schedule", () => {
    const attached = (policyArn: PropertyValue) =>
        resource(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            { role: "sleeper", policyArn },
            { name: "given" },
        );
    const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
    tries(rule, SCHEDULE, [
        ["all rights", "holds", stop, by(roleWith(), attached(aws("AdministratorAccess")))],
        ["rights to read", "violated", stop, by(roleWith(), attached(aws("ReadOnlyAccess")))],
        ["rights on databases", "holds", stop, by(roleWith(), attached(aws("AmazonRDSFullAccess")))],
        ["rights on machines", "undecided", stop, by(roleWith(), attached(aws("AmazonEC2FullAccess")))],
        [
            "its own of that name",
            "undecided",
            stop,
            by(roleWith(), attached(`arn:aws:iam::${ACCOUNT}:policy/AdministratorAccess`)),
        ],
        ["within the role", "holds", stop, by(roleWith({ managedPolicyArns: [aws("PowerUserAccess")] }))],
        ["within the role, one not known", "undecided", stop, by(roleWith({ managedPolicyArns: [aws("Billing")] }))],
        [
            "for a role that is not known",
            "undecided",
            stop,
            by(
                roleWith(),
                resource("aws:iam/rolePolicy:RolePolicy", { role: Unknown.computed, policy: "{}" }, { name: "whose" }),
            ),
        ],
        [
            "for another role",
            "violated",
            stop,
            by(roleWith(), resource("aws:iam/rolePolicy:RolePolicy", { role: "other", policy: "{}" }, { name: "its" })),
        ],
    ]);
});

describe("the trust policy of the role of a schedule", () => {
    const trusting = (expected: Row[1], what: string, assumeRolePolicy: PropertyValue, inputs = stop): Row => [
        what,
        expected,
        inputs,
        by(roleWith({ assumeRolePolicy }), policy(statement())),
    ];
    const group = (name: string) => `arn:aws:scheduler:eu-central-1:${ACCOUNT}:schedule-group/${name}`;
    const from = (operator: string, arn: string) => trust({ [operator]: { "aws:SourceArn": arn } });
    const ungrouped: PropertyMap = { target: stop["target"]! };
    tries(rule, SCHEDULE, [
        trusting("holds", "Scheduler", trust()),
        trusting("violated", "the rules of EventBridge", trust({}, { Principal: { Service: "events.amazonaws.com" } })),
        trusting(
            "holds",
            "both",
            trust({}, { Principal: { Service: ["events.amazonaws.com", "scheduler.amazonaws.com"] } }),
        ),
        trusting("violated", "its own account", trust({}, { Principal: { AWS: ACCOUNT } })),
        trusting("undecided", "anybody", trust({}, { Principal: "*" })),
        trusting("undecided", "all but somebody", trust({}, { Principal: undefined, NotPrincipal: { AWS: ACCOUNT } })),
        trusting("violated", "Scheduler, for another action", trust({}, { Action: "sts:TagSession" })),
        trusting("violated", "Scheduler, denied", trust({}, { Effect: "Deny" })),
        trusting("undecided", "what is not known", Unknown.computed),
        trusting("violated", "nothing, in secret", new Secret('{"Statement":[]}')),
        trusting("holds", "Scheduler for its account", trust({ StringEquals: { "aws:SourceAccount": ACCOUNT } })),
        trusting("violated", "for another account", trust({ StringEquals: { "aws:SourceAccount": "222222222222" } })),
        trusting("holds", "for its group", from("ArnEquals", group("nights"))),
        trusting("holds", "for any group", from("ArnLike", group("*"))),
        trusting("violated", "for another group", from("ArnEquals", group("days"))),
        trusting("violated", "for the default group", from("StringEquals", group("default"))),
        trusting("holds", "for the default group, in which it is", from("StringEquals", group("default")), ungrouped),
        trusting("violated", "for the schedule itself", from("ArnLike", group("nights").replace("-group", ""))),
        trusting("violated", "for a star that is no pattern", from("StringEquals", group("*"))),
        trusting("undecided", "for a group that is not known", from("ArnEquals", group("nights")), {
            ...stop,
            groupName: Unknown.computed,
        }),
        trusting("violated", "for no group of this kind", from("ArnEquals", group("nights").replace("-1:", "-2:")), {
            ...stop,
            groupName: Unknown.computed,
        }),
        trusting("violated", "with an external id", trust({ StringEquals: { "sts:ExternalId": "x" } })),
        trusting("undecided", "on what nobody wrote down", trust({ StringEquals: { "sts:RoleSessionName": "x" } })),
    ]);
});

describe("what the target of a schedule takes beside its call", () => {
    const FAILURES = `arn:aws:sqs:eu-central-1:${ACCOUNT}:failures`;
    const kept = target({ deadLetterConfig: { arn: FAILURES } });
    const send = { Effect: "Allow", Action: "sqs:SendMessage", Resource: FAILURES };
    const queue = (inputs: PropertyMap = {}, comesFrom: Parameters<typeof resource>[2] = {}) =>
        resource(
            "aws:sqs/queue:Queue",
            { name: "failures", ...inputs },
            { name: "failures", provider: HERE, ...comesFrom },
        );
    const admitting = (Principal: PropertyValue, more: PropertyMap = {}) =>
        queue({ policy: { Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*", Principal, ...more }] } });
    const encrypted = (inputs: PropertyMap) => {
        const key = resource("aws:kms/key:Key", inputs, { name: "key" });
        return [key, queue({ kmsMasterKeyId: Unknown.computed }, { comesFrom: { kmsMasterKeyId: [key] } })];
    };
    const SLEEPER = `arn:aws:iam::${ACCOUNT}:role/sleeper`;
    tries(rule, SCHEDULE, [
        ["a queue that it may write to", "holds", kept, by(roleWith(), policy(statement(), send))],
        ["a queue that it may not write to", "violated", kept, by(roleWith(), policy(statement()), queue())],
        ["such a queue that is not in the plan", "undecided", kept, by(roleWith(), policy(statement()))],
        [
            "another queue",
            "violated",
            kept,
            by(roleWith(), policy(statement(), { ...send, Resource: `${FAILURES}2` }), queue()),
        ],
        ["a queue that lets it in", "holds", kept, by(roleWith(), policy(statement()), admitting({ AWS: SLEEPER }))],
        [
            "a queue that lets another in",
            "violated",
            kept,
            by(roleWith(), policy(statement()), admitting({ AWS: `${SLEEPER}2` })),
        ],
        [
            "a queue that lets Scheduler in, which comes as the role",
            "violated",
            kept,
            by(roleWith(), policy(statement()), admitting({ Service: "scheduler.amazonaws.com" })),
        ],
        [
            "a queue that lets its account in",
            "violated",
            kept,
            by(roleWith(), policy(statement()), admitting({ AWS: ACCOUNT })),
        ],
        [
            "a queue that lets everybody of the account in",
            "holds",
            kept,
            by(
                roleWith(),
                policy(statement()),
                admitting("*", { Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } } }),
            ),
        ],
        [
            "a queue with a policy that is not known",
            "undecided",
            kept,
            by(roleWith(), policy(statement()), queue({ policy: Unknown.computed })),
        ],
        [
            "a queue with a policy beside it",
            "holds",
            kept,
            by(
                roleWith(),
                policy(statement()),
                queue({}, { name: "failures" }),
                resource(
                    "aws:sqs/queuePolicy:QueuePolicy",
                    {
                        queueUrl: Unknown.computed,
                        policy: {
                            Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Principal: { AWS: SLEEPER } }],
                        },
                    },
                    { name: "policy", comesFrom: { queueUrl: [queue()] } },
                ),
            ),
        ],
        [
            "a queue whose key it may not use",
            "violated",
            kept,
            by(roleWith(), policy(statement(), send), ...encrypted({})),
        ],
        [
            "a queue whose key the plan does not hold",
            "undecided",
            kept,
            by(roleWith(), policy(statement(), send), queue({ kmsMasterKeyId: "1234" })),
        ],
        [
            "a queue whose key it may use",
            "holds",
            kept,
            by(
                roleWith(),
                policy(statement(), send, {
                    Effect: "Allow",
                    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
                    Resource: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1234`,
                    Condition: { StringEquals: { "kms:ViaService": "sqs.eu-central-1.amazonaws.com" } },
                }),
                queue({ kmsMasterKeyId: "1234" }),
            ),
        ],
        [
            "a queue whose key it may use to encrypt alone",
            "violated",
            kept,
            by(
                roleWith(),
                policy(statement(), send, { Effect: "Allow", Action: "kms:GenerateDataKey", Resource: "*" }),
                ...encrypted({}),
            ),
        ],
        [
            "a queue with the key of AWS",
            "holds",
            kept,
            by(roleWith(), policy(statement(), send), queue({ kmsMasterKeyId: "alias/aws/sqs" })),
        ],
        [
            "a queue with a key that lets it in",
            "holds",
            kept,
            by(
                roleWith(),
                policy(statement(), send),
                ...encrypted({
                    policy: { Statement: [{ Effect: "Allow", Action: "kms:*", Principal: { AWS: SLEEPER } }] },
                }),
            ),
        ],
    ]);

    const CLUSTER = `arn:aws:ecs:eu-central-1:${ACCOUNT}:cluster/jobs`;
    const TASK = `arn:aws:ecs:eu-central-1:${ACCOUNT}:task-definition/refresh`;
    const runs = target({ arn: CLUSTER, ecsParameters: { taskDefinitionArn: Unknown.computed } });
    const running = (inputs: PropertyMap, ...statements: readonly object[]) => {
        const definition = resource(
            "aws:ecs/taskDefinition:TaskDefinition",
            { family: "refresh", ...inputs },
            { name: "refresh" },
        );
        return {
            provider: HERE,
            beside: [roleWith(), policy(...statements), definition],
            comesFrom: { target: [definition] },
        };
    };
    const run = {
        Effect: "Allow",
        Action: "ecs:RunTask",
        Resource: `${TASK}:*`,
        Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
    };
    const pass = {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: `${SLEEPER}-task`,
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    };
    const taken: PropertyMap = { taskRoleArn: `${SLEEPER}-task` };
    describe("to run a task", () => {
        tries(rule, SCHEDULE, [
            ["a task without a role", "holds", runs, running({}, run)],
            ["a task that it may not run", "violated", runs, running({}, pass)],
            [
                "a task of another cluster",
                "violated",
                target({ arn: `${CLUSTER}2`, ecsParameters: { taskDefinitionArn: `${TASK}:1` } }),
                running({}, run),
            ],
            ["a role that it may hand on", "holds", runs, running(taken, run, pass)],
            ["a role that it may not hand on", "violated", runs, running(taken, run)],
            [
                "a role that it may hand to others",
                "violated",
                runs,
                running(taken, run, {
                    ...pass,
                    Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
                }),
            ],
            ["a role that is not known", "undecided", runs, running({ taskRoleArn: Unknown.computed }, run, pass)],
            [
                "a task that is not in the plan",
                "undecided",
                target({ arn: CLUSTER, ecsParameters: { taskDefinitionArn: `${TASK}:1` } }),
                by(roleWith(), policy(run, pass)),
            ],
        ]);
    });

    const automated = (Parameters: object) =>
        target({
            arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
            input: JSON.stringify({ DocumentName: "AWS-StopRdsInstance", Parameters }),
        });
    const start = { Effect: "Allow", Action: "ssm:StartAutomationExecution", Resource: "*" };
    const plain = automated({ InstanceId: ["invoices"] });
    const assuming = automated({ InstanceId: ["invoices"], AutomationAssumeRole: [`${SLEEPER}-run`] });
    const hand = { Effect: "Allow", Action: "iam:PassRole", Resource: `${SLEEPER}-run` };
    describe("to run a document", () => {
        tries(rule, SCHEDULE, [
            [
                "its call is allowed",
                "holds",
                plain,
                by(roleWith(), policy(start, statement({ Action: "rds:StopDBInstance" }))),
            ],
            ["its call is not allowed", "violated", plain, by(roleWith(), policy(start))],
            ["to start it is not allowed", "violated", plain, by(roleWith(), policy(statement({ Action: "rds:*" })))],
            ["a role that it may hand on", "holds", assuming, by(roleWith(), policy(start, hand))],
            ["a role that it may not hand on", "violated", assuming, by(roleWith(), policy(start))],
            [
                "a document that nobody wrote down",
                "undecided",
                target({
                    arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
                    input: '{"DocumentName":"Night"}',
                }),
                by(roleWith(), policy(start)),
            ],
        ]);
    });
});
