import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { scheduleRoleCanDoWhatItsTargetSays as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries, worst } from "../table";

const TRUST = JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "scheduler.amazonaws.com" } }],
});

describe("schedule-role-can-do-what-its-target-says", () => {
    const role = resource("aws:iam/role:Role", { assumeRolePolicy: TRUST }, { name: "sleeper" });
    const allowing = (policy: PropertyValue) =>
        resource(
            "aws:iam/rolePolicy:RolePolicy",
            { policy, role: Unknown.computed },
            { name: "permissions", comesFrom: { role: [role] } },
        );
    const actions = (...names: string[]) =>
        allowing(JSON.stringify({ Statement: [{ Effect: "Allow", Action: names, Resource: "*" }] }));
    const attached = resource(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        {},
        { name: "attached", comesFrom: { role: [role] } },
    );
    const allowingOn = (Action: string, Resource: string) =>
        allowing(JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource }] }));
    const NIGHT = "arn:aws:lambda:eu-central-1:111111111111:function:night";
    const ELSEWHERE = "arn:aws:inspector:eu-central-1:111111111111:target/0-a/template/0-b";
    const target = (call: PropertyValue): PropertyMap => ({ target: { arn: call, roleArn: Unknown.computed } });
    const stop = target("arn:aws:scheduler:::aws-sdk:rds:stopDBCluster");
    const by = (...beside: (typeof role)[]) => ({ beside: [role, ...beside], comesFrom: { target: [role] } });

    const named = (DbClusterIdentifier: PropertyValue, call = "rds:stopDBCluster"): PropertyMap => ({
        target: {
            arn: `arn:aws:scheduler:::aws-sdk:${call}`,
            roleArn: Unknown.computed,
            input:
                typeof DbClusterIdentifier === "string" ? JSON.stringify({ DbClusterIdentifier }) : DbClusterIdentifier,
        },
    });
    const calling = (call: string, input: object): PropertyMap => ({
        target: { arn: `arn:aws:scheduler:::aws-sdk:${call}`, roleArn: Unknown.computed, input: JSON.stringify(input) },
    });
    const statement = (Action: string, Resource: string | readonly string[], more: object = {}) => ({
        Effect: "Allow",
        Action,
        Resource,
        ...more,
    });
    const statements = (...Statement: readonly object[]) => allowing(JSON.stringify({ Statement }));
    const on = (...resources: readonly string[]) => statements(statement("rds:StopDBCluster", resources));
    const ORDERS = "arn:aws:rds:eu-central-1:111111111111:cluster:orders";
    const NODES = "arn:aws:eks:eu-central-1:111111111111:nodegroup/shop/workers";
    const resize = calling("eks:updateNodegroupConfig", { ClusterName: "shop", NodegroupName: "workers" });
    const here = {
        provider: { region: "eu-central-1", allowedAccountIds: '["111111111111"]' },
    };

    describe("of what it names", () => {
        tries(rule, "aws:scheduler/schedule:Schedule", [
            ["a role that is allowed it on the same database", "holds", named("orders"), by(on(ORDERS))],
            ["on another database", "violated", named("orders"), by(on(`${ORDERS}-2`))],
            ["on all whose names begin alike", "holds", named("orders"), by(on(ORDERS.replace("orders", "ord*")))],
            ["on this and another", "holds", named("orders"), by(on(`${ORDERS}-2`, ORDERS))],
            ["on an instance of the name", "violated", named("orders"), by(on(ORDERS.replace(":cluster:", ":db:")))],
            ["on a database that is not known", "undecided", named("orders"), by(allowing(Unknown.computed))],
            ["a name that is not known", "undecided", named(Unknown.computed), by(on(ORDERS))],
            [
                "a name that is not known, on all clusters",
                "holds",
                named(Unknown.computed),
                by(on("arn:*:rds:*:*:cluster:*")),
            ],
            ["a secret name", "violated", named(new Secret('{"DbClusterIdentifier":"carts"}')), by(on(ORDERS))],
            [
                "a database of DocumentDB, whose ARN is one of RDS",
                "holds",
                named("orders", "docdb:stopDBCluster"),
                by(on(ORDERS)),
            ],
            [
                "everything but the database",
                "violated",
                named("orders"),
                by(statements({ Effect: "Allow", Action: "rds:*", NotResource: ORDERS })),
            ],
            [
                "everything but another",
                "holds",
                named("orders"),
                by(statements({ Effect: "Allow", Action: "rds:*", NotResource: `${ORDERS}-2` })),
            ],
            [
                "everything, and denied on the database",
                "violated",
                named("orders"),
                by(statements(statement("*", "*"), statement("rds:Stop*", ORDERS, { Effect: "Deny" }))),
            ],
            [
                "everything, and denied on another",
                "holds",
                named("orders"),
                by(statements(statement("*", "*"), statement("rds:Stop*", `${ORDERS}-2`, { Effect: "Deny" }))),
            ],
            [
                "everything, and denied in clear",
                "holds",
                named("orders"),
                by(
                    statements(
                        statement("*", "*"),
                        statement("*", "*", {
                            Effect: "Deny",
                            Condition: { Bool: { "aws:SecureTransport": "false" } },
                        }),
                    ),
                ),
            ],
            ["nodes by the name before their id", "holds", resize, by(statements(statement("eks:*", `${NODES}/*`)))],
            ["nodes without their id", "violated", resize, by(statements(statement("eks:*", NODES)))],
            [
                "one of two machines",
                "violated",
                calling("ec2:stopInstances", { InstanceIds: ["i-1", "i-2"] }),
                by(statements(statement("ec2:StopInstances", "arn:aws:ec2:*:*:instance/i-1"))),
            ],
            [
                "a database of another region",
                "violated",
                named("orders"),
                { ...by(on(ORDERS.replace("central", "west"))), ...here },
            ],
            [
                "a database of another account",
                "violated",
                named("orders"),
                { ...by(on(ORDERS.replace("11:", "12:"))), ...here },
            ],
            ["a database where it is made", "holds", named("orders"), { ...by(on(ORDERS)), ...here }],
        ]);
    });

    it("given what is denied, says that it is", () => {
        const denying = statements(statement("*", "*"), statement("rds:Stop*", ORDERS, { Effect: "Deny" }));
        const schedule = resource("aws:scheduler/schedule:Schedule", named("orders"), {
            name: "stop",
            comesFrom: { target: [role] },
        });
        const verdict = said(rule, plan([schedule, role, denying])).find(({ outcome }) => outcome === "violated");
        assert.match(
            String(verdict?.message),
            /^a policy of sleeper denies rds:StopDBCluster on what its target names/,
        );
    });

    it("given a policy of the plan that is attached, reads it", () => {
        const policy = (Resource: string) =>
            resource(
                "aws:iam/policy:Policy",
                { policy: JSON.stringify({ Statement: [statement("rds:StopDBCluster", Resource)] }) },
                { name: "may-stop" },
            );
        const judged = (made: ReturnType<typeof policy>) => {
            const attachment = resource(
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                { role: Unknown.computed, policyArn: Unknown.computed },
                { name: "attached", comesFrom: { role: [role], policyArn: [made] } },
            );
            return worst(rule, "aws:scheduler/schedule:Schedule", named("orders"), by(made, attachment));
        };
        assert.equal(judged(policy(ORDERS)), "holds");
        assert.equal(judged(policy(`${ORDERS}-2`)), "violated");
    });

    tries(rule, "aws:scheduler/schedule:Schedule", [
        ["a role that is allowed the call", "holds", stop, by(actions("rds:StartDBCluster", "rds:StopDBCluster"))],
        ["a role that is allowed it by a pattern", "holds", stop, by(actions("rds:Stop*"))],
        ["a role that is allowed everything", "holds", stop, by(actions("*"))],
        ["a role that is allowed another call", "violated", stop, by(actions("rds:StopDBInstance"))],
        ["a role without permissions", "violated", stop, by()],
        [
            "a role that is denied the call",
            "violated",
            stop,
            by(allowing(JSON.stringify({ Statement: [{ Effect: "Deny", Action: "rds:*" }] }))),
        ],
        ["a role with something attached", "undecided", stop, by(attached)],
        [
            "a role that is denied all but some",
            "violated",
            stop,
            by(allowing(JSON.stringify({ Statement: [{ Effect: "Deny", NotAction: "iam:*" }] }))),
        ],
        ["a policy that is not known", "undecided", stop, by(allowing(Unknown.computed))],
        [
            "a policy that leaves out something else",
            "holds",
            stop,
            by(allowing(JSON.stringify({ Statement: [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }] }))),
        ],
        [
            "a policy that leaves it out",
            "violated",
            stop,
            by(allowing(JSON.stringify({ Statement: [{ Effect: "Allow", NotAction: "rds:*", Resource: "*" }] }))),
        ],
        [
            "a secret policy that allows it",
            "holds",
            stop,
            by(allowing(new Secret('{"Statement":{"Effect":"Allow","Action":"rds:stopdbcluster","Resource":"*"}}'))),
        ],
        ["a role that is not in the plan", "undecided", stop],
        [
            "a document database, which is allowed as RDS is",
            "holds",
            target("arn:aws:scheduler:::aws-sdk:docdb:stopDBCluster"),
            by(actions("rds:StopDBCluster")),
        ],
        ["a function that it may not call", "violated", target(NIGHT), by()],
        ["a function that it may call", "holds", target(NIGHT), by(allowingOn("lambda:InvokeFunction", NIGHT))],
        [
            "a function of which it may call the versions alone",
            "violated",
            target(NIGHT),
            by(allowingOn("lambda:InvokeFunction", `${NIGHT}:*`)),
        ],
        ["a thing of which nobody wrote down what it takes", "undecided", target(ELSEWHERE), by(actions("*"))],
        [
            "a call whose action is named otherwise",
            "holds",
            target("arn:aws:scheduler:::aws-sdk:lambda:invoke"),
            by(actions("lambda:InvokeFunction")),
        ],
        [
            "a call whose action is named otherwise, by the name of the call",
            "violated",
            target("arn:aws:scheduler:::aws-sdk:lambda:invoke"),
            by(actions("lambda:Invoke")),
        ],
        [
            "a call of which nobody wrote down the action",
            "undecided",
            target("arn:aws:scheduler:::aws-sdk:quicksight:createIngestion"),
            by(actions("*")),
        ],
        ["a call that is not known", "undecided", target(Unknown.computed), by()],
    ]);
});
