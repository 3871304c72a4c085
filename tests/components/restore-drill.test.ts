import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RestoreDrill, type RestoreDrillArgs } from "../../components";
import { assertRestoreDrillArgs } from "../../components/restore-drill/arguments";
import { drillTimes } from "../../components/restore-drill/schedule";
import type { WorkingHours } from "../../hours";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { DRILL_IN_PRODUCTION, DRILL_IN_STAGING } from "./expected/restore-drill";
import { judged } from "./judged";
import { DRILL_ARGS, DRILL_IN_PRODUCTION_ARGS, NETWORK } from "./samples";
import { faultsOf, inputsOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const planDrill = (args: RestoreDrillArgs) =>
    planOf(() => {
        new RestoreDrill("drill", args);
    });
const namesBefore = (plan: Plan, name: string) =>
    resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));

describe("RestoreDrill", () => {
    it("given no more than it needs in staging, declares exactly what is expected", async () => {
        assert.deepEqual(wholePlan(await planDrill(DRILL_ARGS)), DRILL_IN_STAGING);
    });

    describe("given all that it takes, in production", () => {
        let plan: Plan;
        before(async () => {
            plan = await planDrill(DRILL_IN_PRODUCTION_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), DRILL_IN_PRODUCTION);
        });

        it("tags all that can be tagged, the alarms with their severity as well", () => {
            const tags = tagsByName(plan);
            const alarms = ["drill-restore-failed", "drill-restore-overdue"];
            assert.deepEqual(Object.keys(tags).sort(), [
                "drill-ended",
                "drill-from-validator",
                "drill-group",
                "drill-log",
                "drill-plan",
                ...alarms,
                "drill-role",
                "drill-subnets",
                "drill-testing",
                "drill-vault",
            ]);
            for (const [name, found] of Object.entries(tags)) {
                const severity = alarms.includes(name) ? { severity: "ticket" } : {};
                assert.deepEqual(found, { ...tagsOf(PRODUCTION, name), ...severity });
            }
        });

        it("restores once it may, out of its own vault, and into its own place", () => {
            const before = namesBefore(plan, "drill-tested");
            assert.ok(before.includes("drill-role-awsbackupservicerolepolicyforrestores"));
            assert.ok(namesBefore(plan, "drill-testing").includes("drill-vault"));
            assert.deepEqual([...sourcesOf(plan, "drill-tested", "restoreMetadataOverrides")].sort(), [
                "drill-group",
                "drill-subnets",
            ]);
        });

        it("writes down how drills end once it may", () => {
            const before = namesBefore(plan, "drill-record");
            assert.ok(before.includes("drill-log") && before.includes("drill-log-policy"));
        });

        it("registers its outputs, the names known while planning", () => {
            assert.deepEqual(plainly(resource(plan, "drill", "stagewright:drill:RestoreDrill").outputs), {
                vaultName: "prod-drill",
                testingPlanName: "prod_drill",
                securityGroupId: "<unknown>",
            });
        });
    });

    it("given a name with dashes, spells that of the testing plan as AWS takes it", async () => {
        const plan = await planOf(() => {
            new RestoreDrill("orders-restore-drill", { ...DRILL_ARGS, environment: { ...STAGING, name: "pre-prod" } });
        });
        const { name } = inputsOf(plan, "orders-restore-drill-testing");
        assert.equal(name, "pre_prod_orders_restore_drill");
    });

    describe("given a schedule", () => {
        it("backs up on working days alone where nobody works on others, and every day elsewhere", () => {
            assert.deepEqual(drillTimes(DRILL_ARGS.schedule, STAGING), {
                backups: [{ role: "", expression: "cron(0 8 ? * MON-FRI *)" }],
                drill: "cron(30 10 ? * MON,THU *)",
                overdueDays: 5,
                selectionDays: 7,
            });
            const { backups } = drillTimes(DRILL_ARGS.schedule, PRODUCTION);
            assert.deepEqual(backups, [{ role: "", expression: "cron(0 8 ? * * *)" }]);
        });

        it("given days on which nobody works, makes no backup there, and looks for one from before", () => {
            const workingHours = {
                ...STAGING.workingHours!,
                closed: [{ from: "2027-12-24", to: "2027-12-31", reason: "Between the years" }],
            };
            const times = drillTimes(DRILL_ARGS.schedule, { ...STAGING, workingHours });
            assert.deepEqual(times, {
                backups: [
                    { role: "", expression: "cron(0 8 ? * MON-FRI 1970-2026,2028-2199)" },
                    { role: "2027", expression: "cron(0 8 ? 1-11 MON-FRI 2027)" },
                    { role: "2027-12", expression: "cron(0 8 1-3,6-10,13-17,20-23 12 ? 2027)" },
                ],
                drill: "cron(30 10 ? * MON,THU *)",
                overdueDays: 5,
                // From Thursday the 23rd to Monday the 3rd, and a day.
                selectionDays: 12,
            });
        });

        it("given such days, wants backups kept for longer than it looks back, and a rule for each time", async () => {
            const workingHours = {
                ...STAGING.workingHours!,
                closed: [{ from: "2027-12-24", to: "2027-12-31", reason: "Between the years" }],
            };
            const args = { ...DRILL_ARGS, environment: { ...STAGING, workingHours } };
            const faults = faultsOf(() => {
                assertRestoreDrillArgs("drill", { ...args, retentionDays: 12 });
            });
            assert.deepEqual(faults, ["retentionDays: expected a whole number from 13 to 365, got 12"]);
            assertRestoreDrillArgs("drill", { ...args, retentionDays: 13 });
            const plan = await planOf(() => {
                new RestoreDrill("drill", args);
            });
            const { rules } = inputsOf(plan, "drill-plan") as { readonly rules: readonly Record<string, unknown>[] };
            assert.deepEqual(
                rules.map(({ ruleName, schedule }) => [ruleName, schedule]),
                drillTimes(args.schedule, args.environment).backups.map(({ expression, role }) => [
                    role === "" ? "daily" : `daily-${role}`,
                    expression,
                ]),
            );
            const { recoveryPointSelection } = inputsOf(plan, "drill-testing");
            assert.equal((recoveryPointSelection as Record<string, unknown>)["selectionWindowDays"], 12);
        });

        it("given times at which a shorter day is over, refuses them where that day is meant", () => {
            const workingHours: WorkingHours = {
                timeZone: "Europe/Berlin",
                week: [
                    { days: ["MON", "TUE", "WED", "THU"], start: "07:00", end: "20:00" },
                    { days: ["FRI"], start: "07:00", end: "18:00" },
                ],
            };
            const faultsWith = (schedule: object) =>
                faultsOf(() => {
                    assertRestoreDrillArgs("drill", {
                        ...DRILL_ARGS,
                        environment: { ...STAGING, workingHours },
                        schedule: { ...DRILL_ARGS.schedule, ...schedule },
                    });
                });
            assert.deepEqual(faultsWith({ backupAt: "18:00" }), [
                'schedule.backupAt: expected a time at which people work on each of its days, MON, TUE, WED, THU, FRI, got "18:00"',
            ]);
            assert.deepEqual(faultsWith({ backupAt: "17:59", drillAt: "18:00" }), []);
            assert.deepEqual(faultsWith({ drillDays: ["MON", "FRI"], drillAt: "18:00" }), [
                'schedule.drillAt: expected a time at which people work on each of its days, MON, FRI, got "18:00"',
            ]);
        });

        it("given working hours at fault, says that of the environment and no more", () => {
            const workingHours = { ...STAGING.workingHours!, timeZone: "Berlin" };
            const faults = faultsOf(() => {
                assertRestoreDrillArgs("drill", { ...DRILL_ARGS, environment: { ...STAGING, workingHours } });
            });
            assert.deepEqual(
                faults.map(fault => fault.split(":")[0]),
                ["environment.workingHours.timeZone"],
            );
        });

        it("given nights, makes the backup in them", () => {
            const workingHours = {
                timeZone: "Europe/Berlin",
                week: [{ days: ["MON", "TUE"], start: "22:00", end: "06:00" }],
            } as const;
            const schedule = {
                ...DRILL_ARGS.schedule,
                backupAt: "04:30",
                drillDays: ["TUE", "WED"],
                drillAt: "05:00",
            } as const;
            const args = { ...DRILL_ARGS, environment: { ...STAGING, workingHours }, schedule };
            assertRestoreDrillArgs("drill", args);
            assert.deepEqual(drillTimes(schedule, args.environment).backups, [
                { role: "", expression: "cron(30 4 ? * TUE,WED *)" },
            ]);
        });

        it("given two days beside each other, waits through the longest pause and a day, which CloudWatch still takes", () => {
            const { overdueDays } = drillTimes({ ...DRILL_ARGS.schedule, drillDays: ["MON", "TUE"] }, PRODUCTION);
            assert.equal(overdueDays, 7);
        });
    });

    it("given both environments, is found fault with by no rule, the strictest but for the key of its record", async () => {
        const found = await judged(
            (environment, opts) => {
                const topicArn = `arn:aws:sns:eu-central-1:${environment.accountId}:alerts`;
                new RestoreDrill(
                    "drill",
                    { ...DRILL_ARGS, environment, alerts: { ...DRILL_ARGS.alerts, topicArn } },
                    opts,
                );
            },
            { preset: "strict" },
        );
        assert.deepEqual(
            found.map(one => one.split(":")[0]),
            ["prod violated log-groups-have-own-key drill-log", "staging violated log-groups-have-own-key drill-log"],
        );
    });

    describe("given arguments at fault", () => {
        const schedule = (changed: object) => ({ schedule: { ...DRILL_ARGS.schedule, ...changed } });
        const validation = (changed: object) => ({
            validation: { ...DRILL_IN_PRODUCTION_ARGS.validation!, ...changed },
        });
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "outputs where plain values are needed, and arguments that it does not have",
                {
                    schedule: pulumi.output({}),
                    validation: pulumi.output({}),
                    retentionDays: pulumi.output(14),
                    vault: "x",
                },
                [
                    'vault: expected one of the arguments environment, database, network, schedule, alerts, retentionDays, validation, lock, key, logKey, got "x"',
                    "schedule: expected an object with timeZone, backupAt, drillDays, drillAt, got an output, whose value is not known while planning",
                    "retentionDays: expected a whole number from 8 to 365, got an output, whose value is not known while planning",
                    "validation: expected an object with hours, port, callers, got an output, whose value is not known while planning",
                ],
            ],
            [
                "parts that schedule and validation do not have",
                { ...schedule({ hour: 1 }), ...validation({ days: 1 }) },
                [
                    "schedule.hour: expected one of the arguments timeZone, backupAt, drillDays, drillAt, got 1",
                    "validation.days: expected one of the arguments hours, port, callers, got 1",
                ],
            ],
            [
                "a database that RDS could not have",
                { database: { clusterIdentifier: "Orders" } },
                ['database.clusterIdentifier: expected the name of a database in RDS, got "Orders"'],
            ],
            [
                "data subnets in one zone",
                { network: NETWORK },
                ['network.subnets: expected data subnets in at least 2 zones, got ["eu-central-1a"]'],
            ],
            [
                "a time zone that is none",
                schedule({ timeZone: "europe/berlin" }),
                ['schedule.timeZone: expected an IANA time zone such as Europe/Berlin, got "europe/berlin"'],
            ],
            [
                "another time zone than people work in",
                schedule({ timeZone: "Europe/London" }),
                ['schedule.timeZone: expected the time zone of the working hours, Europe/Berlin, got "Europe/London"'],
            ],
            [
                "times that are none",
                schedule({ backupAt: "8:00", drillAt: "24:00" }),
                [
                    'schedule.backupAt: expected a time of day from 00:00 to 23:59, written HH:MM, got "8:00"',
                    'schedule.drillAt: expected a time of day from 00:00 to 23:59, written HH:MM, got "24:00"',
                ],
            ],
            [
                "times when nobody works",
                schedule({ backupAt: "06:59", drillAt: "20:00" }),
                [
                    'schedule.backupAt: expected a time at which people work on each of its days, MON, TUE, WED, THU, FRI, got "06:59"',
                    'schedule.drillAt: expected a time at which people work on each of its days, MON, THU, got "20:00"',
                ],
            ],
            [
                "days on which nobody works, and one twice",
                schedule({ drillDays: ["MON", "SAT", "MON", "THU"] }),
                [
                    'schedule.drillDays[1]: expected one of MON, TUE, WED, THU, FRI, each at most once, got "SAT"',
                    'schedule.drillDays[2]: expected one of MON, TUE, WED, THU, FRI, each at most once, got "MON"',
                ],
            ],
            [
                "one day",
                schedule({ drillDays: ["MON"] }),
                [
                    'schedule.drillDays: expected at least 2 days, so that a drill that does not come is missed, got ["MON"]',
                ],
            ],
            [
                "no list of days",
                schedule({ drillDays: "MON" }),
                ['schedule.drillDays: expected at least 2 days, got "MON"'],
            ],
            [
                "runbooks that are not at an address",
                { alerts: { ...DRILL_ARGS.alerts, runbookBaseUrl: "runbooks" } },
                ['alerts.runbookBaseUrl: expected an https address without a slash at its end, got "runbooks"'],
            ],
            [
                "backups kept too short",
                { retentionDays: 7 },
                ["retentionDays: expected a whole number from 8 to 365, got 7"],
            ],
            [
                "backups kept too long",
                { retentionDays: 366 },
                ["retentionDays: expected a whole number from 8 to 365, got 366"],
            ],
            [
                "validation out of bounds",
                validation({ hours: 0, port: 0, callers: [] }),
                [
                    "validation.hours: expected a whole number from 1 to 168, got 0",
                    "validation.port: expected a whole number from 1 to 65535, got 0",
                    "validation.callers: expected at least one caller, got []",
                ],
            ],
            [
                "validation beyond its bounds, by callers that cannot be told apart",
                validation({
                    hours: 169,
                    port: 65_536,
                    callers: [
                        { name: "A", securityGroupId: "sg-1" },
                        { name: "a", securityGroupId: "" },
                        { name: "a", securityGroupId: "sg-3" },
                    ],
                }),
                [
                    "validation.hours: expected a whole number from 1 to 168, got 169",
                    "validation.port: expected a whole number from 1 to 65535, got 65536",
                    'validation.callers[0].name: expected 1 to 20 lower-case letters, digits and dashes, got "A"',
                    'validation.callers[1].securityGroupId: expected a text that is not empty, got ""',
                    'validation.callers[2].name: expected a name that no other caller has, got "a"',
                ],
            ],
            [
                "a lock in staging",
                { lock: { minimumDays: 1, maximumDays: 14 } },
                [
                    'lock: expected nothing outside production, which can be taken down at any time, got {"minimumDays":1,"maximumDays":14}',
                ],
            ],
            [
                "a key of another account for its record",
                { logKey: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/1" } },
                [
                    'logKey.keyArn: expected the ARN of a key of the environment\'s own account and region, arn:aws:kms:eu-central-1:111122223333:key/..., got "arn:aws:kms:eu-central-1:444455556666:key/1"',
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
                const args = { ...DRILL_ARGS, ...changed };
                assert.deepEqual(
                    faultsOf(() => {
                        assertRestoreDrillArgs("drill", args);
                    }),
                    faults,
                );
            });
        }

        it("given a lock that its backups do not fit, says so", () => {
            const args = { ...DRILL_IN_PRODUCTION_ARGS, lock: { minimumDays: 36, maximumDays: 34, days: 1 } };
            assert.deepEqual(
                faultsOf(() => {
                    assertRestoreDrillArgs("drill", args);
                }),
                [
                    "lock.days: expected one of the arguments minimumDays, maximumDays, got 1",
                    "lock.minimumDays: expected a whole number from 1 to 35, got 36",
                    "lock.maximumDays: expected a whole number from 35 to 36500, got 34",
                ],
            );
        });

        it("given a time that a clock change skips in production, says so", () => {
            const skipped = { ...DRILL_ARGS.schedule, backupAt: "02:30", drillAt: "02:30" };
            const faults = faultsOf(() => {
                assertRestoreDrillArgs("drill", {
                    ...DRILL_IN_PRODUCTION_ARGS,
                    schedule: { ...skipped, drillDays: ["SAT", "SUN"] },
                });
            });
            assert.deepEqual(
                faults.map(fault => fault.slice(0, 62)),
                [
                    "schedule.backupAt: expected a time that exists once on each of",
                    "schedule.drillAt: expected a time that exists once on each of ",
                ],
            );
        });

        it("given several at once, names them all, with the component's name among them", () => {
            const args = { ...DRILL_ARGS, environment: { ...STAGING, name: "S" }, network: NETWORK, retentionDays: 0 };
            assert.deepEqual(
                faultsOf(() => {
                    assertRestoreDrillArgs("Drill", args);
                }).map(fault => fault.split(":")[0]),
                ["name", "environment.name", "network.subnets", "retentionDays"],
            );
        });

        it("given the bounds themselves, takes them", () => {
            const callers = DRILL_IN_PRODUCTION_ARGS.validation!.callers;
            for (const [retentionDays, hours, port, minimumDays, maximumDays] of [
                [8, 1, 1, 1, 8],
                [365, 168, 65_535, 365, 36_500],
            ] as const) {
                assertRestoreDrillArgs("drill", {
                    ...DRILL_IN_PRODUCTION_ARGS,
                    retentionDays,
                    validation: { hours, port, callers },
                    lock: { minimumDays, maximumDays },
                });
            }
            assertRestoreDrillArgs("drill", {
                ...DRILL_ARGS,
                schedule: { ...DRILL_ARGS.schedule, backupAt: "07:00", drillAt: "19:59" },
            });
        });
    });
});
