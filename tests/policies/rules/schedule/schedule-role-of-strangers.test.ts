import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Unknown } from "../../../../plan/value";
import { scheduleRoleCanDoWhatItsTargetSays as rule } from "../../../../policy-pack/rules";
import { resource, type ResourceExtras } from "../../../support/policy";
import { type Extras, tries, worst } from "../table";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const ACCOUNT = "111111111111";
const REGION = "eu-central-1";
const provider: PropertyMap = { region: REGION, allowedAccountIds: JSON.stringify([ACCOUNT]) };
const SLEEPER = `arn:aws:iam::${ACCOUNT}:role/sleeper`;

const trust = (Service: string) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service } }] });
const roleCalled = (name: string, Service = "scheduler.amazonaws.com") =>
    resource("aws:iam/role:Role", { name, assumeRolePolicy: trust(Service) }, { name, provider });
const documentOf = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const stopping = (Resource: string) => ({ Effect: "Allow", Action: "rds:StopDBCluster", Resource });
const policy = (...statements: readonly object[]) =>
    resource("aws:iam/rolePolicy:RolePolicy", { role: "sleeper", policy: documentOf(...statements) }, { provider });
const calling = (call: string, input: PropertyValue, more: PropertyMap = {}): PropertyMap => ({
    target: { arn: `arn:aws:scheduler:::aws-sdk:${call}`, roleArn: SLEEPER, input },
    ...more,
});
const stop = (more: PropertyMap = {}) => calling("rds:stopDBCluster", '{"DbClusterIdentifier":"orders"}', more);
const by = (...beside: ReturnType<typeof resource>[]): Extras => ({ provider, beside });
const role = roleCalled("sleeper");

describe("the role of a stranger's schedule", () => {
    describe("by how policies are attached", () => {
        const attached = (type: string, inputs: PropertyMap, more: ResourceExtras = {}) =>
            by(role, resource(`aws:iam/${type}`, inputs, { name: "attached", provider, ...more }));
        const collective = "policyAttachment:PolicyAttachment";
        const exclusive = "rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
        const elsewhere = `arn:aws:iam::${ACCOUNT}:policy/stop`;
        const planned = (Resource: string) =>
            resource("aws:iam/policy:Policy", { policy: documentOf(stopping(Resource)) }, { name: "stop", provider });
        const together = (Resource: string): Extras => {
            const one = planned(Resource);
            const given = { roles: ["other", "sleeper"], policyArn: Unknown.computed };
            const { beside = [] } = attached(collective, given, { comesFrom: { policyArn: [one] } });
            return by(one, ...beside);
        };
        tries(rule, SCHEDULE, [
            [
                "to several roles by name",
                "undecided",
                stop(),
                attached(collective, { roles: ["sleeper"], policyArn: elsewhere }),
            ],
            ["to several others", "violated", stop(), attached(collective, { roles: ["other"], policyArn: elsewhere })],
            ["to users alone", "violated", stop(), attached(collective, { users: ["sleeper"], policyArn: elsewhere })],
            [
                "to roles that are not known",
                "undecided",
                stop(),
                attached(collective, { roles: Unknown.computed, policyArn: elsewhere }),
            ],
            ["to several, from the plan", "holds", stop(), together("*")],
            [
                "to several, from the plan, for another database",
                "violated",
                stop(),
                together("arn:aws:rds:*:*:cluster:carts"),
            ],
            [
                "to several, by AWS",
                "holds",
                stop(),
                attached(collective, { roles: ["sleeper"], policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }),
            ],
            [
                "as all that a role has",
                "undecided",
                stop(),
                attached(exclusive, { roleName: "sleeper", policyArns: [elsewhere] }),
            ],
            [
                "as all that it has, which is none",
                "violated",
                stop(),
                attached(exclusive, { roleName: "sleeper", policyArns: [] }),
            ],
            [
                "as all that it has, one of AWS among them",
                "holds",
                stop(),
                attached(exclusive, {
                    roleName: "sleeper",
                    policyArns: [elsewhere, "arn:aws:iam::aws:policy/AmazonRDSFullAccess"],
                }),
            ],
        ]);
    });

    describe("by which role it is", () => {
        const other = roleCalled("run", "ssm.amazonaws.com");
        const document = calling(
            "ssm:startAutomationExecution",
            JSON.stringify({
                DocumentName: "AWS-StopRdsInstance",
                Parameters: { AutomationAssumeRole: [SLEEPER.replace("sleeper", "run")] },
            }),
        );
        const inAccount = (id: string) => ({
            target: { ...(stop()["target"] as PropertyMap), roleArn: SLEEPER.replace(ACCOUNT, id) },
        });
        tries(rule, SCHEDULE, [
            ["one of its name in another account", "undecided", inAccount("999999999999"), by(role)],
            ["one of its name in this account", "violated", inAccount(ACCOUNT), by(role)],
        ]);
        it("given one of another stack, and one of the plan that it hands on, says undecided", () => {
            const extras = { ...by(other), comesFrom: { target: [other] } };
            assert.equal(worst(rule, SCHEDULE, document, extras), "undecided");
        });
    });

    describe("by where and what", () => {
        const clusters = (region: string) => `arn:aws:rds:${region}:${ACCOUNT}:cluster:*`;
        const unknown = calling("rds:stopDBCluster", Unknown.computed);
        const denied = (Resource: string) => policy(stopping("*"), { Effect: "Deny", Action: "rds:*", Resource });
        const allBut = (NotResource: string) => policy({ Effect: "Allow", Action: "rds:*", NotResource });
        const nowhere = (...beside: ReturnType<typeof resource>[]) => ({ beside });
        tries(rule, SCHEDULE, [
            [
                "a region of its own",
                "holds",
                stop({ region: "us-east-1" }),
                by(role, policy(stopping(clusters("us-east-1")))),
            ],
            ["a name that is not known, of all here", "holds", unknown, by(role, policy(stopping(clusters(REGION))))],
            [
                "a name that is not known, of all elsewhere",
                "violated",
                unknown,
                by(role, policy(stopping(clusters("us-east-1")))),
            ],
            [
                "a name that is not known, of some here",
                "undecided",
                unknown,
                by(role, policy(stopping(clusters(REGION).replace("*", "orders*")))),
            ],
            ["another region that is denied", "holds", stop(), by(role, denied("arn:aws:rds:us-east-1:*:*"))],
            ["a region that is denied", "violated", stop(), by(role, denied(`arn:aws:rds:${REGION}:*:*`))],
            [
                "a region that is denied, and none known",
                "undecided",
                stop(),
                nowhere(role, denied(`arn:aws:rds:${REGION}:*:*`)),
            ],
            [
                "everything but a region, and none known",
                "undecided",
                stop(),
                nowhere(role, allBut("arn:aws:rds:us-east-1:*:*")),
            ],
            ["everything but that region", "violated", stop(), by(role, allBut(`arn:aws:rds:${REGION}:*:*`))],
            [
                "a service of the cluster that is there without a name",
                "holds",
                calling("ecs:updateService", '{"Service":"web","DesiredCount":0}'),
                by(
                    role,
                    policy({ Effect: "Allow", Action: "ecs:UpdateService", Resource: "arn:aws:ecs:*:*:service/*" }),
                ),
            ],
        ]);
        it("given a region of its own, not allowed, says violated", () => {
            const extras = by(role, policy(stopping(clusters(REGION))));
            assert.equal(worst(rule, SCHEDULE, stop({ region: "us-east-1" }), extras), "violated");
        });
    });

    describe("by variables", () => {
        const OWN = "arn:aws:rds:*:${aws:PrincipalAccount}:cluster:orders";
        const versioned = (more: object) =>
            by(
                role,
                resource(
                    "aws:iam/rolePolicy:RolePolicy",
                    { role: "sleeper", policy: JSON.stringify({ ...more, Statement: [stopping(OWN)] }) },
                    { provider },
                ),
            );
        tries(rule, SCHEDULE, [
            ["those of the version that knows them", "holds", stop(), versioned({ Version: "2012-10-17" })],
            ["those of the older version", "violated", stop(), versioned({ Version: "2008-10-17" })],
            ["those of no version, which is the older one", "violated", stop(), versioned({})],
        ]);
    });

    describe("by conditions on what the program only reads", () => {
        const database = (external: boolean) =>
            resource(
                "aws:rds/cluster:Cluster",
                { clusterIdentifier: "orders" },
                { name: "orders", provider, external },
            );
        const tagged = policy({
            ...stopping("*"),
            Condition: { StringEquals: { "aws:ResourceTag/environment": "staging" } },
        });
        tries(rule, SCHEDULE, [
            ["a tag of something that is read", "undecided", stop(), by(role, database(true), tagged)],
            ["a tag that is not set", "violated", stop(), by(role, database(false), tagged)],
        ]);
    });

    describe("that writes to a queue", () => {
        const JOBS = `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`;
        const write: PropertyMap = { target: { arn: JOBS, roleArn: SLEEPER, input: "{}" } };
        const queue = (Principal?: PropertyMap) =>
            resource(
                "aws:sqs/queue:Queue",
                {
                    name: "jobs",
                    ...(Principal !== undefined && {
                        policy: documentOf({ Effect: "Allow", Action: "sqs:SendMessage", Principal, Resource: JOBS }),
                    }),
                },
                { name: "jobs", provider },
            );
        tries(rule, SCHEDULE, [
            ["one that lets the role in", "holds", write, by(role, queue({ AWS: SLEEPER }))],
            ["one that lets nobody in", "violated", write, by(role, queue())],
            [
                "one that lets the service in",
                "violated",
                write,
                by(role, queue({ Service: "scheduler.amazonaws.com" })),
            ],
            ["one of another stack", "undecided", write, by(role)],
        ]);
    });
});
