import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FaultInjection, type FaultInjectionArgs } from "../../components";
import { assertFaultInjectionArgs } from "../../components/fault-injection/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { FAULTS_PLAN, SMALLEST_FAULTS_PLAN } from "./expected/fault-injection";
import { judged } from "./judged";
import { FAULTS_ARGS } from "./samples";
import { faultsOf, inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const SMALLEST: FaultInjectionArgs = {
    environment: STAGING,
    actions: [{ kind: "terminateNodes", count: 1 }],
    stopAlarmArns: ["arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors"],
};
const planFaults = (args: FaultInjectionArgs) =>
    planOf(() => {
        new FaultInjection("chaos", args);
    });

describe("FaultInjection", () => {
    it("given no more than it needs, declares exactly what is expected", async () => {
        assert.deepEqual(wholePlan(await planFaults(SMALLEST)), SMALLEST_FAULTS_PLAN);
    });

    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planFaults(FAULTS_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), FAULTS_PLAN);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), ["chaos-log", "chaos-role", "chaos-template"]);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(STAGING, name));
        });

        it("has its log and its rights before anybody can start it", () => {
            const { dependencies } = resource(plan, "chaos-template");
            const names = dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));
            assert.ok(names.includes("chaos-log") && names.includes("chaos-permissions"));
        });

        it("may change nothing that is not tagged as the environment's, or made by FIS, but to put access lists back", () => {
            const { Statement } = JSON.parse(String(inputsOf(plan, "chaos-permissions")["policy"])) as {
                Statement: readonly { Sid: string; Action: string | string[]; Condition?: object }[];
            };
            const free = Statement.filter(({ Condition }) => Condition === undefined).flatMap(({ Action }) => Action);
            assert.deepEqual(
                free.filter(action => !/:(Describe|Get|List)/.test(action)),
                ["ec2:ReplaceNetworkAclAssociation", "logs:CreateLogDelivery", "logs:PutResourcePolicy"],
            );
        });

        it("registers its outputs", () => {
            assert.deepEqual(plainly(resource(plan, "chaos", "stagewright:faults:FaultInjection").outputs), {
                templateId: "<unknown>",
                logGroupName: "/aws/vendedlogs/fis/staging-chaos",
            });
        });
    });

    it("given an organisation's own key for the tag, aims by that key and may touch nothing else", async () => {
        const plan = await planFaults({
            ...SMALLEST,
            environment: { ...STAGING, tagKeys: { environment: "Stage" } },
        });
        const [target] = inputsOf(plan, "chaos-template")["targets"] as { resourceTags: object }[];
        assert.deepEqual(target?.resourceTags, [{ key: "Stage", value: "staging" }]);
        assert.match(String(inputsOf(plan, "chaos-permissions")["policy"]), /"aws:ResourceTag\/Stage":"staging"/);
    });

    it("given staging, is found fault with by no rule, the strictest included", async () => {
        const found = await judged(
            (environment, opts) => {
                new FaultInjection("chaos", { ...FAULTS_ARGS, environment }, opts);
            },
            { environments: [STAGING], preset: "strict" },
        );
        assert.deepEqual(found, []);
    });

    describe("given arguments at fault", () => {
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "production",
                {
                    environment: PRODUCTION,
                    stopAlarmArns: ["arn:aws:cloudwatch:eu-central-1:444455556666:alarm:errors"],
                },
                [
                    'environment.class: expected staging or ephemeral: no fault is injected into production, got "production"',
                ],
            ],
            [
                "outputs where plain values are needed, and an argument that it does not have",
                { actions: [pulumi.output({}), "x"], stopAlarmArns: pulumi.output([]), stopCondition: "none" },
                [
                    'stopCondition: expected one of the arguments environment, actions, stopAlarmArns, logRetentionDays, key, got "none"',
                    "actions[0]: expected an object with kind, and what its kind takes, got an output, whose value is not known while planning",
                    'actions[1]: expected an object with kind, and what its kind takes, got "x"',
                    "stopAlarmArns: expected at least one alarm that stops it, got an output, whose value is not known while planning",
                ],
            ],
            [
                "what a kind does not take",
                {
                    actions: [
                        { kind: "terminateNodes", count: 1, minutes: 1 },
                        { kind: "failOverDatabase", count: 1 },
                        { kind: "isolateZone", zone: "eu-central-1a", minutes: 1, scope: "all" },
                    ],
                },
                [
                    "actions[0].minutes: expected one of the arguments kind, count, got 1",
                    "actions[1].count: expected one of the arguments kind, got 1",
                    'actions[2].scope: expected one of the arguments kind, zone, minutes, got "all"',
                ],
            ],
            ["no action", { actions: [] }, ["actions: expected at least one action, got []"]],
            [
                "another action",
                { actions: [{ kind: "deleteEverything" }] },
                [
                    'actions[0].kind: expected one of "terminateNodes", "failOverDatabase", "isolateZone", got "deleteEverything"',
                ],
            ],
            [
                "an action twice",
                { actions: [{ kind: "failOverDatabase" }, { kind: "failOverDatabase" }] },
                ['actions[1].kind: expected a kind that is not in the list yet, got "failOverDatabase"'],
            ],
            [
                "too few nodes, and a zone of another region for too short",
                {
                    actions: [
                        { kind: "terminateNodes", count: 0 },
                        { kind: "isolateZone", zone: "eu-west-1a", minutes: 0 },
                    ],
                },
                [
                    "actions[0].count: expected a whole number from 1 to 10, got 0",
                    'actions[1].zone: expected a zone of eu-central-1, such as eu-central-1a, got "eu-west-1a"',
                    "actions[1].minutes: expected a whole number from 1 to 60, got 0",
                ],
            ],
            [
                "too many nodes, and a zone for too long",
                {
                    actions: [
                        { kind: "terminateNodes", count: 11 },
                        { kind: "isolateZone", zone: "eu-central-1a", minutes: 61 },
                    ],
                },
                [
                    "actions[0].count: expected a whole number from 1 to 10, got 11",
                    "actions[1].minutes: expected a whole number from 1 to 60, got 61",
                ],
            ],
            [
                "nothing that stops it",
                { stopAlarmArns: [] },
                ["stopAlarmArns: expected at least one alarm that stops it, got []"],
            ],
            [
                "six alarms",
                { stopAlarmArns: Array<string>(6).fill("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:e") },
                ["stopAlarmArns: expected at most 5 alarms, got 6"],
            ],
            [
                "an alarm of production",
                { stopAlarmArns: ["arn:aws:cloudwatch:eu-central-1:444455556666:alarm:errors"] },
                [
                    'stopAlarmArns[0]: expected the ARN of an alarm of account 111122223333 in eu-central-1, got "arn:aws:cloudwatch:eu-central-1:444455556666:alarm:errors"',
                ],
            ],
            [
                "a key of another account",
                { key: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/1" } },
                [
                    'key.keyArn: expected the ARN of a key of the environment\'s own account and region, arn:aws:kms:eu-central-1:111122223333:key/..., got "arn:aws:kms:eu-central-1:444455556666:key/1"',
                ],
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, says so`, () => {
                const args = { ...SMALLEST, ...changed };
                assert.deepEqual(
                    faultsOf(() => {
                        assertFaultInjectionArgs("chaos", args);
                    }),
                    faults,
                );
            });
        }

        it("given several at once, names them all, with the component's name among them", () => {
            const args = {
                ...SMALLEST,
                environment: { ...STAGING, name: "S" },
                actions: [],
                stopAlarmArns: [],
                logRetentionDays: 2,
            };
            assert.deepEqual(
                faultsOf(() => {
                    assertFaultInjectionArgs("Chaos", args);
                }).map(fault => fault.split(":")[0]),
                ["name", "environment.name", "actions", "stopAlarmArns", "logRetentionDays"],
            );
        });

        it("given the bounds themselves, takes them", () => {
            for (const [count, minutes] of [
                [1, 1],
                [10, 60],
            ] as const) {
                assertFaultInjectionArgs("chaos", {
                    ...SMALLEST,
                    actions: [
                        { kind: "terminateNodes", count },
                        { kind: "isolateZone", zone: "eu-central-1c", minutes },
                    ],
                    stopAlarmArns: Array<string>(5).fill("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors"),
                });
            }
        });
    });
});
