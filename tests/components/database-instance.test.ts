import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DatabaseInstance, type DatabaseInstanceArgs } from "../../components";
import { assertDatabaseInstanceArgs } from "../../components/database/instance-arguments";
import { plainly, planOf, resource } from "../support/plan";
import { INSTANCE, planInstance } from "./database-support";
import { faultsOf, inputsOf, namesOf, PRODUCTION } from "./support";

const MYSQL = { ...INSTANCE, engine: "mysql", engineVersion: "8.4.5" } as const;
const OUTPUT = "an output, whose value is not known while planning";

describe("DatabaseInstance", () => {
    it("given one, is made after its log group and the rights of the role that watches it", async () => {
        const plan = await planInstance(INSTANCE);
        const { dependencies } = resource(plan, "orders-instance", "aws:rds/instance:Instance");
        for (const before of ["orders-postgresql-log", "orders-monitoring-policy"]) {
            assert.ok(dependencies.includes(resource(plan, before).urn), before);
        }
        const rotation = resource(plan, "orders-rotation").dependencies;
        assert.ok(rotation.includes(resource(plan, "orders-instance", "aws:rds/instance:Instance").urn));
    });

    it("given one, registers what others build on, the names among them known", async () => {
        const plan = await planInstance(INSTANCE);
        assert.deepEqual(plainly(resource(plan, "orders").outputs), {
            instanceIdentifier: "staging-orders",
            instanceArn: "<unknown>",
            endpoint: "<unknown>",
            port: 5432,
            secretArn: "<unknown>",
            securityGroupId: "<unknown>",
            keyArn: "<unknown>",
            logGroupNames: ["/aws/rds/instance/staging-orders/postgresql"],
        });
    });

    it("given MySQL, has its port, first user, logs and parameters, its slow statements in a file", async () => {
        const plan = await planInstance(MYSQL);
        const { engine, engineVersion, port, username, enabledCloudwatchLogsExports } = inputsOf(
            plan,
            "orders-instance",
        );
        assert.deepEqual(
            [engine, engineVersion, port, username, enabledCloudwatchLogsExports],
            ["mysql", "8.4.5", 3306, "admin", ["error", "slowquery"]],
        );
        const parameter = (name: string, value: string) => ({ name, value, applyMethod: "immediate" });
        const { family, parameters } = inputsOf(plan, "orders-parameters");
        assert.equal(family, "mysql8.4");
        assert.deepEqual(parameters, [
            parameter("require_secure_transport", "1"),
            parameter("slow_query_log", "1"),
            parameter("long_query_time", "0.5"),
            parameter("log_output", "FILE"),
        ]);
        assert.deepEqual(namesOf(plan, "aws:cloudwatch/logGroup:LogGroup"), [
            "orders-error-log",
            "orders-slowquery-log",
        ]);
        assert.equal(inputsOf(plan, "orders-from-nodes")["fromPort"], 3306);
    });

    for (const [given, changes, limit] of [
        ["a disk and nothing more", {}, 100],
        ["a disk that must not grow", { maximumStorageGiB: 50 }, 0],
        ["a limit", { maximumStorageGiB: 55 }, 55],
        ["a disk more than half of the largest", { storageGiB: 40_000 }, 65_536],
        ["the last disk with room to grow", { storageGiB: 59_578 }, 65_536],
        ["a disk without room to grow", { storageGiB: 59_579 }, 0],
        ["the largest disk", { storageGiB: 65_536 }, 0],
    ] as const) {
        it(`given ${given}, grows to ${limit === 0 ? "no more" : `${limit} GiB`}`, async () => {
            assert.equal(
                inputsOf(await planInstance({ ...INSTANCE, ...changes }), "orders-instance")["maxAllocatedStorage"],
                limit,
            );
        });
    }

    it("given choices other than the defaults, follows them", async () => {
        const plan = await planInstance({
            ...INSTANCE,
            environment: PRODUCTION,
            engineVersion: "17.4",
            instanceClass: "db.m7g.large",
            multiAz: true,
            backupRetentionDays: 35,
            logRetentionDays: 90,
            insights: "advanced",
            windows: { backup: "10:00-10:30", maintenance: "sat:11:00-sat:12:00" },
        });
        const instance = inputsOf(plan, "orders-instance");
        const expected = {
            engineVersion: "17.4",
            instanceClass: "db.m7g.large",
            multiAz: true,
            backupRetentionPeriod: 35,
            databaseInsightsMode: "advanced",
            performanceInsightsRetentionPeriod: 465,
            backupWindow: "10:00-10:30",
            maintenanceWindow: "sat:11:00-sat:12:00",
        };
        assert.deepEqual(Object.fromEntries(Object.keys(expected).map(name => [name, instance[name]])), expected);
        assert.equal(inputsOf(plan, "orders-parameters")["family"], "postgres17");
        assert.equal(inputsOf(plan, "orders-postgresql-log")["retentionInDays"], 90);
        assert.deepEqual(inputsOf(plan, "orders-rotation")["rotationRules"], {
            scheduleExpression: "cron(0 11 ? * FRI *)",
            duration: "1h",
        });
    });

    describe("given arguments at fault", () => {
        const faults = (changes: Readonly<Record<string, unknown>>, args: DatabaseInstanceArgs = INSTANCE) =>
            faultsOf(() => {
                assertDatabaseInstanceArgs("orders", { ...args, ...changes });
            });
        const CLASS = "an RDS instance class such as db.t4g.medium";
        const MYSQL_CLASS =
            "an RDS instance class from medium on, such as db.t4g.medium: smaller ones have no insights with MySQL";
        const DISK = "a whole number from 20 to 65536";

        for (const [given, changes] of [
            ["the smallest class and disk", { instanceClass: "db.t4g.micro", storageGiB: 20, maximumStorageGiB: 22 }],
            ["the largest disk, with itself as its limit", { storageGiB: 65_536, maximumStorageGiB: 65_536 }],
            ["two zones", { multiAz: true }],
        ] as const) {
            it(`given ${given}, accepts it`, () => {
                assert.deepEqual(faults(changes), []);
            });
        }

        it("given the smallest class and version of MySQL, accepts them", () => {
            assert.deepEqual(faults({ instanceClass: "db.t4g.medium", engineVersion: "8.4.3" }, MYSQL), []);
        });

        const bad: [given: string, changes: Readonly<Record<string, unknown>>, fault: string][] = [
            [
                "a version of Aurora",
                { engineVersion: "16" },
                'engineVersion: expected a version of RDS for PostgreSQL such as 16.6, of 14, 15, 16, 17, got "16"',
            ],
            ["no class", { instanceClass: undefined }, `instanceClass: expected ${CLASS}, got nothing`],
            [
                "a class of Aurora",
                { instanceClass: "db.serverless" },
                `instanceClass: expected ${CLASS}, got "db.serverless"`,
            ],
            ["a disk too small", { storageGiB: 19 }, `storageGiB: expected ${DISK}, got 19`],
            ["a disk too large", { storageGiB: 65_537 }, `storageGiB: expected ${DISK}, got 65537`],
            ["a disk as an output", { storageGiB: pulumi.output(20) }, `storageGiB: expected ${DISK}, got ${OUTPUT}`],
            [
                "a limit that RDS would not grow to",
                { maximumStorageGiB: 54 },
                "maximumStorageGiB: expected 50, so that it never grows, or a whole number from 55 to 65536, got 54",
            ],
            [
                "a limit beyond the largest disk",
                { maximumStorageGiB: 65_537 },
                "maximumStorageGiB: expected 50, so that it never grows, or a whole number from 55 to 65536, got 65537",
            ],
            ["no word on zones", { multiAz: undefined }, "multiAz: expected one of true, false, got nothing"],
            ["a word for zones", { multiAz: "yes" }, 'multiAz: expected one of true, false, got "yes"'],
        ];
        for (const [given, changes, fault] of bad) {
            it(`given ${given}, says so`, () => {
                assert.deepEqual(faults(changes), [fault]);
            });
        }

        it("given MySQL out of standard support on a class without insights, says both", () => {
            assert.deepEqual(faults({ engineVersion: "8.0.40", instanceClass: "db.t4g.small" }, MYSQL), [
                'engineVersion: expected a version of RDS for MySQL 8.4 such as 8.4.5, got "8.0.40"',
                `instanceClass: expected ${MYSQL_CLASS}, got "db.t4g.small"`,
            ]);
        });

        it("given an engine that is not on offer, says so and no more", () => {
            assert.deepEqual(faults({ engine: "oracle" }), [
                'engine: expected one of "postgresql", "mysql", got "oracle"',
            ]);
        });

        it("given several faults, names them all and plans nothing", async () => {
            await assert.rejects(
                planOf(() => {
                    new DatabaseInstance("Orders", { ...INSTANCE, storageGiB: 0, instanceClass: "", callers: [] });
                }),
                (error: Error) =>
                    error.message.startsWith("invalid DatabaseInstance arguments") &&
                    ["name: ", "callers: ", "instanceClass: ", "storageGiB: "].every(part =>
                        error.message.includes(part),
                    ),
            );
        });
    });
});
