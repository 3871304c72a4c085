import * as assert from "node:assert/strict";
import type { Environment } from "../../components";
import { assertWorkingHoursScheduleArgs } from "../../components/working-hours-schedule/arguments";
import { WorkingHoursSchedule, type WorkingHoursScheduleArgs } from "../../components/working-hours-schedule";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { SCHEDULE_PLAN } from "./expected/working-hours-schedule";
import { SCHEDULE_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const planSchedule = (args: WorkingHoursScheduleArgs) =>
    planOf(() => {
        new WorkingHoursSchedule("hours", args);
    });

/** Statements of the role's only policy. */
function permissionsOf(plan: Plan): readonly { Sid: string; Action: unknown; Resource: unknown }[] {
    const { Statement } = JSON.parse(String(inputsOf(plan, "hours-permissions")["policy"])) as {
        Statement: { Sid: string; Action: unknown; Resource: unknown }[];
    };
    return Statement;
}

describe("WorkingHoursSchedule", () => {
    describe("given a database and a node group", () => {
        let plan: Plan;
        before(async () => {
            plan = await planSchedule(SCHEDULE_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), SCHEDULE_PLAN);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), [
                "hours-failures",
                "hours-group",
                "hours-hours",
                "hours-role",
                "hours-timer-failed",
            ]);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(STAGING, name));
        });

        it("fires no timer before its role may do what the timer says", () => {
            for (const name of namesOf(plan, SCHEDULE)) {
                assert.ok(
                    resource(plan, name).dependencies.some(urn => urn.endsWith("::hours-permissions")),
                    name,
                );
            }
        });

        it("registers its outputs", () => {
            assert.deepEqual(plainly(resource(plan, "hours", "stagewright:schedule:WorkingHoursSchedule").outputs), {
                scheduleGroupName: "staging-hours",
                hoursParameterName: "/staging-hours/hours",
                failureQueueArn: "<unknown>",
            });
        });
    });

    it("given a database alone, neither scales nodes nor may", async () => {
        const plan = await planSchedule({ ...SCHEDULE_ARGS, nodeGroups: undefined });
        assert.deepEqual(namesOf(plan, SCHEDULE), ["hours-start-database", "hours-stop-database"]);
        assert.deepEqual(
            permissionsOf(plan).map(({ Sid }) => Sid),
            ["StopAndStartDatabase", "KeepWhatFailed"],
        );
    });

    it("given one instance in place of a cluster, stops and starts that, and may nothing else", async () => {
        const plan = await planSchedule({
            ...SCHEDULE_ARGS,
            nodeGroups: undefined,
            database: { instanceIdentifier: "staging-reports" },
        });
        const targets = namesOf(plan, SCHEDULE).map(name => {
            const { description, target } = inputsOf(plan, name);
            const { arn, input } = target as { arn: string; input: string };
            return [description, arn, JSON.parse(input) as unknown];
        });
        const input = { DbInstanceIdentifier: "staging-reports" };
        assert.deepEqual(targets, [
            ["Starts staging-reports", "arn:aws:scheduler:::aws-sdk:rds:startDBInstance", input],
            ["Stops staging-reports", "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance", input],
        ]);
        const [database, ...others] = permissionsOf(plan);
        assert.deepEqual(database, {
            Sid: "StopAndStartDatabase",
            Effect: "Allow",
            Action: ["rds:StartDBInstance", "rds:StopDBInstance"],
            Resource: "arn:aws:rds:eu-central-1:111122223333:db:staging-reports",
        });
        assert.deepEqual(
            others.map(({ Sid }) => Sid),
            ["KeepWhatFailed"],
        );
    });

    it("given a node group alone, neither stops a database nor may", async () => {
        const plan = await planSchedule({ ...SCHEDULE_ARGS, database: undefined });
        assert.deepEqual(namesOf(plan, SCHEDULE), ["hours-start-workers-a5a50979", "hours-stop-workers-a5a50979"]);
        assert.deepEqual(
            permissionsOf(plan).map(({ Sid }) => Sid),
            ["ScaleNodeGroups", "KeepWhatFailed"],
        );
    });

    it("given two node groups, may scale these two and no other", async () => {
        const [group] = SCHEDULE_ARGS.nodeGroups ?? [];
        const nodeGroups = [group!, { ...group!, nodeGroupName: "batch" }];
        const plan = await planSchedule({ ...SCHEDULE_ARGS, nodeGroups });
        assert.deepEqual(permissionsOf(plan).find(({ Sid }) => Sid === "ScaleNodeGroups")?.Resource, [
            "arn:aws:eks:eu-central-1:111122223333:nodegroup/staging-shop/workers-a5a50979/*",
            "arn:aws:eks:eu-central-1:111122223333:nodegroup/staging-shop/batch/*",
        ]);
        assert.equal(namesOf(plan, SCHEDULE).length, 6);
    });

    it("given nobody to tell, keeps what failed and makes no alarm", async () => {
        const plan = await planSchedule({ ...SCHEDULE_ARGS, alerts: undefined });
        assert.deepEqual(namesOf(plan, "aws:cloudwatch/metricAlarm:MetricAlarm"), []);
        assert.deepEqual(namesOf(plan, "aws:sqs/queue:Queue"), ["hours-failures"]);
    });

    it("given an ephemeral environment, puts it to sleep as well", async () => {
        const environment: Environment = { ...STAGING, class: "ephemeral", expiresAt: "2026-02-28T18:00:00Z" };
        const plan = await planSchedule({ ...SCHEDULE_ARGS, environment });
        assert.deepEqual(Object.keys(wholePlan(plan)), Object.keys(SCHEDULE_PLAN));
    });

    describe("given arguments at fault", () => {
        const [group] = SCHEDULE_ARGS.nodeGroups ?? [];
        const withGroup = (changed: object) => ({ nodeGroups: [{ ...group!, ...changed }] });
        const faultsOfArgs = (changed: object) =>
            faultsOf(() => {
                assertWorkingHoursScheduleArgs("hours", { ...SCHEDULE_ARGS, ...changed });
            });

        const eksName = "expected a name that EKS gives: letters, digits, dashes, underscores";
        const bad: [given: string, changed: object, faults: string[]][] = [
            [
                "production, which never sleeps",
                { environment: PRODUCTION },
                ['environment.class: expected staging or ephemeral: production never sleeps, got "production"'],
            ],
            [
                "nothing to put to sleep",
                { database: undefined, nodeGroups: [] },
                [
                    "database: expected a database, a node group or a probe: there is nothing to put to sleep, got nothing",
                ],
            ],
            [
                "an identifier that RDS would not give",
                { database: { clusterIdentifier: "Orders" } },
                ['database.clusterIdentifier: expected the name of a database in RDS, got "Orders"'],
            ],
            [
                "an instance whose name RDS would not give",
                { database: { instanceIdentifier: "orders-" } },
                ['database.instanceIdentifier: expected the name of a database in RDS, got "orders-"'],
            ],
            [
                "a name longer than any of RDS",
                { database: { instanceIdentifier: "o".repeat(64) } },
                [`database.instanceIdentifier: expected the name of a database in RDS, got "${"o".repeat(64)}"`],
            ],
            [
                "a database without a name",
                { database: {} },
                ["database.instanceIdentifier: expected the name of a database in RDS, got nothing"],
            ],
            [
                "a cluster and an instance at once",
                { database: { clusterIdentifier: "orders", instanceIdentifier: "reports" } },
                ['database.instanceIdentifier: expected nothing beside `clusterIdentifier`, got "reports"'],
            ],
            [
                "a cluster that pauses by itself",
                { database: { clusterIdentifier: "orders", serverless: true, pausesByItself: true } },
                [
                    "database.pausesByItself: expected no database that pauses by itself: it needs no timer, and a stopped one would not wake for who calls it, got true",
                ],
            ],
            [
                "an instance that is said to pause, as none does",
                { database: { instanceIdentifier: "orders", pausesByItself: false } },
                ["database.pausesByItself: expected nothing beside `instanceIdentifier`, got false"],
            ],
            [
                "a cluster of which is not said in words whether it pauses",
                { database: { clusterIdentifier: "orders", pausesByItself: "no" } },
                ['database.pausesByItself: expected one of true, false, got "no"'],
            ],
            [
                "names that EKS would not give",
                withGroup({ clusterName: "-", nodeGroupName: "a b" }),
                [
                    `nodeGroups[0].clusterName: ${eksName}, got "-"`,
                    `nodeGroups[0].nodeGroupName: ${eksName}, got "a b"`,
                ],
            ],
            [
                "a node group twice",
                { nodeGroups: [group, group] },
                [
                    'nodeGroups[1].nodeGroupName: expected a name that no other entry has; a second cluster takes a WorkingHoursSchedule of its own, got "workers-a5a50979"',
                ],
            ],
            [
                "a name too long to name a schedule after",
                withGroup({ nodeGroupName: "n".repeat(45) }),
                [
                    `nodeGroups[0].nodeGroupName: expected a name that is shorter by 1, so that schedules can be named after it, got "${"n".repeat(45)}"`,
                ],
            ],
            [
                "a size that is none",
                withGroup({ size: { minSize: 2, maxSize: 1, desiredSize: 1 } }),
                [
                    "nodeGroups[0].size.minSize: expected a whole number from 0 to 1, got 2",
                    "nodeGroups[0].size.desiredSize: expected a whole number from 2 to 1, got 1",
                ],
            ],
            [
                "a runbook that is no address",
                { alerts: { topicArn: "x", runbookBaseUrl: "wiki" } },
                ['alerts.runbookBaseUrl: expected an https address without a slash at its end, got "wiki"'],
            ],
            [
                "a node group without a name",
                withGroup({ nodeGroupName: undefined }),
                [`nodeGroups[0].nodeGroupName: ${eksName}, got nothing`],
            ],
            [
                "an argument that there is not",
                { leadMinutes: 30 },
                [
                    "leadMinutes: expected one of the arguments environment, database, nodeGroups, probes, alerts, got 30",
                ],
            ],
            [
                "nothing where parts are named",
                { database: null, nodeGroups: [null], probes: [null], alerts: null },
                [
                    "database: expected an object with clusterIdentifier or instanceIdentifier, got null",
                    "nodeGroups[0]: expected an object with clusterName, nodeGroupName and size, got null",
                    "probes[0]: expected an object with canaryName, got null",
                    "alerts: expected an object with topicArn, runbookBaseUrl, got null",
                ],
            ],
            [
                "a node group without a size, and alerts without a topic",
                { ...withGroup({ size: undefined }), alerts: { runbookBaseUrl: "https://runbooks.example.com" } },
                [
                    "nodeGroups[0].size: expected an object with minSize, maxSize, desiredSize, got nothing",
                    "alerts.topicArn: expected a text that is not empty, got nothing",
                ],
            ],
            [
                "node groups called as other timers are",
                {
                    nodeGroups: ["database", "probe-shop"].map(nodeGroupName => ({ ...group, nodeGroupName })),
                    probes: [{ canaryName: "staging-shop" }],
                },
                ["database", "probe-shop"].map(
                    (name, index) =>
                        `nodeGroups[${index}].nodeGroupName: expected a name after which no other timer is called; a second schedule can take it, got "${name}"`,
                ),
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, says so`, () => {
                assert.deepEqual(faultsOfArgs(changed), faults);
            });
        }

        const good: [given: string, changed: object][] = [
            [
                "a serverless cluster that does not pause",
                { database: { clusterIdentifier: "o", pausesByItself: false } },
            ],
            ["the longest name of a database", { database: { instanceIdentifier: "o".repeat(63) } }],
            [
                "a node group called database, and none",
                { database: undefined, ...withGroup({ nodeGroupName: "database" }) },
            ],
            ["the longest name", withGroup({ nodeGroupName: "n".repeat(44) })],
            ["a group that may be empty by day", withGroup({ size: { minSize: 0, maxSize: 1, desiredSize: 0 } })],
        ];
        for (const [given, changed] of good) {
            it(`given ${given}, finds nothing`, () => {
                assert.deepEqual(faultsOfArgs(changed), []);
            });
        }

        it("given node groups that are no list, says so", () => {
            const [fault] = faultsOfArgs({ nodeGroups: "workers" });
            assert.equal(fault, 'nodeGroups: expected a list of node groups, got "workers"');
        });

        it("given no working hours, asks for them", () => {
            assert.deepEqual(faultsOfArgs({ environment: { ...STAGING, workingHours: undefined } }), [
                "environment.workingHours: expected working hours outside production, got nothing",
            ]);
        });

        it("given several faults, names them all and plans nothing", async () => {
            const args = { ...SCHEDULE_ARGS, database: {}, environment: PRODUCTION } as WorkingHoursScheduleArgs;
            await assert.rejects(
                planOf(() => {
                    new WorkingHoursSchedule("Hours", args);
                }),
                (error: Error) =>
                    ["name: ", "environment.class: ", "database.instanceIdentifier: "].every(part =>
                        error.message.includes(part),
                    ),
            );
        });
    });
});
