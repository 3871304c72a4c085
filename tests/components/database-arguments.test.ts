import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Database, type DatabaseArgs } from "../../components";
import { assertDatabaseArgs } from "../../components/database/aurora-arguments";
import { planOf } from "../support/plan";
import { DATABASE_NETWORK, PROVISIONED } from "./database-support";
import { faultsOf, PRODUCTION, STAGING } from "./support";

const OUTPUT = "an output, whose value is not known while planning";

const NAME = "1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last";

describe("the arguments of Database", () => {
    const faults = (changes: Readonly<Record<string, unknown>>, name = "orders") =>
        faultsOf(() => {
            assertDatabaseArgs(name, { ...PROVISIONED, ...changes });
        });
    const VERSION = "a version of Aurora PostgreSQL such as 16.6, of 14, 15, 16, 17";
    const CLASS = "a provisioned Aurora instance class such as db.t4g.medium";
    const DATABASE_NAME = "1 to 63 lower-case letters, digits and _, a letter first";
    const RETENTIONS =
        "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";

    const good: readonly [string, Readonly<Record<string, unknown>>][] = [
        ["the oldest supported version", { engineVersion: "14.9" }],
        ["the newest supported version", { engineVersion: "17.10" }],
        ["a large class", { instanceClass: "db.r7g.16xlarge" }],
        ["the most instances", { instances: 16 }],
        ["the shortest times", { backupRetentionDays: 1, logRetentionDays: 1 }],
        ["the longest times", { backupRetentionDays: 35, logRetentionDays: 3653 }],
        ["a production environment", { environment: PRODUCTION }],
        ["a caller whose group is not known yet", { callers: [{ name: "nodes", securityGroupId: pulumi.output("") }] }],
    ];
    for (const [given, changes] of good) {
        it(`given ${given}, accepts them`, () => {
            assert.deepEqual(faults(changes), []);
        });
    }

    const bad: readonly [string, Readonly<Record<string, unknown>>, string[]][] = [
        ["a version out of support", { engineVersion: "13.15" }, [`engineVersion: expected ${VERSION}, got "13.15"`]],
        ["a version without its minor", { engineVersion: "16" }, [`engineVersion: expected ${VERSION}, got "16"`]],
        ["a version as a number", { engineVersion: 16.6 }, [`engineVersion: expected ${VERSION}, got 16.6`]],
        [
            "a class without db.",
            { instanceClass: "t4g.medium" },
            [`instanceClass: expected ${CLASS}, got "t4g.medium"`],
        ],
        [
            "a serverless class",
            { instanceClass: "db.serverless" },
            [`instanceClass: expected ${CLASS}, got "db.serverless"`],
        ],
        ["no instance", { instances: 0 }, ["instances: expected a whole number from 1 to 16, got 0"]],
        ["too many instances", { instances: 17 }, ["instances: expected a whole number from 1 to 16, got 17"]],
        [
            "instances as an output",
            { instances: pulumi.output(1) },
            ["instances: expected a whole number from 1 to 16, got an output, whose value is not known while planning"],
        ],
        ["a name with a dash", { databaseName: "my-shop" }, [`databaseName: expected ${DATABASE_NAME}, got "my-shop"`]],
        [
            "a name too long",
            { databaseName: "s".repeat(64) },
            [`databaseName: expected ${DATABASE_NAME}, got "${"s".repeat(64)}"`],
        ],
        [
            "no backups",
            { backupRetentionDays: 0 },
            ["backupRetentionDays: expected a whole number from 1 to 35, got 0"],
        ],
        [
            "backups kept too long",
            { backupRetentionDays: 36 },
            ["backupRetentionDays: expected a whole number from 1 to 35, got 36"],
        ],
        ["a log kept for ever", { logRetentionDays: 0 }, [`logRetentionDays: expected ${RETENTIONS}, got 0`]],
        [
            "a retention that CloudWatch does not have",
            { logRetentionDays: 31 },
            [`logRetentionDays: expected ${RETENTIONS}, got 31`],
        ],
        [
            "no caller",
            { callers: [] },
            ["callers: expected at least one caller, or nobody could use the database, got []"],
        ],
        [
            "callers as an output",
            { callers: pulumi.output(PROVISIONED.callers) },
            [`callers: expected at least one caller, or nobody could use the database, got ${OUTPUT}`],
        ],
        [
            "a caller without a name",
            { callers: [{ name: "", securityGroupId: "sg-1" }] },
            [
                'callers[0].name: expected lower-case letters, digits and single dashes, a letter first, no dash last, got ""',
            ],
        ],
        [
            "a caller twice",
            {
                callers: [
                    { name: "nodes", securityGroupId: "sg-1" },
                    { name: "nodes", securityGroupId: "" },
                ],
            },
            [
                'callers[1].name: expected a name that no other caller has, got "nodes"',
                'callers[1].securityGroupId: expected a text that is not empty, got ""',
            ],
        ],
        [
            "a network whose data tier is in one zone",
            { network: { ...DATABASE_NETWORK, subnets: DATABASE_NETWORK.subnets.slice(0, 2) } },
            ['network.subnets: expected data subnets in at least 2 zones, got ["eu-central-1a"]'],
        ],
        [
            "a network of private subnets only",
            {
                network: {
                    ...DATABASE_NETWORK,
                    subnets: DATABASE_NETWORK.subnets.map(subnet => ({ ...subnet, tier: "private" })),
                },
            },
            ["network.subnets: expected data subnets in at least 2 zones, got []"],
        ],
        [
            "no network",
            { network: undefined },
            ["network: expected a network with data subnets in at least 2 zones, got nothing"],
        ],
        [
            "a network without subnets",
            { network: { vpcId: "vpc-1", range: "10.0.0.0/16" } },
            ["network.subnets: expected data subnets in at least 2 zones, got nothing"],
        ],
        [
            "nothing where callers, readers and parameters are, and a caller without a group",
            {
                callers: [null, { name: "nodes" }],
                readers: [null, { name: "reports" }],
                parameters: [null, { name: "work_mem", value: "4096" }],
            },
            [
                "parameters[0]: expected an object with name, value, applyMethod, got null",
                "callers[0]: expected an object with name, securityGroupId, got null",
                "callers[1].securityGroupId: expected a text that is not empty, got nothing",
                "readers[0]: expected an object with name, promotionTier, instanceClass, got null",
            ],
        ],
    ];
    for (const [given, changes, expected] of bad) {
        it(`given ${given}, says what was expected`, () => {
            assert.deepEqual(faults(changes), expected);
        });
    }

    const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const OWN_KEY =
        "the ARN of a key of the environment's own account and region, arn:aws:kms:eu-central-1:111122223333:key/...";
    it("given a key of the environment's own, or one that is not known yet, accepts it", () => {
        assert.deepEqual(faults({ key: { keyArn: KEY } }), []);
        assert.deepEqual(faults({ key: { keyArn: pulumi.output("") } }), []);
    });
    for (const [given, keyArn, got] of [
        ["a key of another account", KEY.replace("1111", "4444"), `"${KEY.replace("1111", "4444")}"`],
        ["a key of another region", KEY.replace("central", "west"), `"${KEY.replace("central", "west")}"`],
        ["an alias", KEY.replace(/key.*/, "alias/orders"), `"${KEY.replace(/key.*/, "alias/orders")}"`],
        ["an id", "1234abcd", '"1234abcd"'],
        ["no key", undefined, "nothing"],
    ] as const) {
        it(`given ${given}, says which it must be`, () => {
            assert.deepEqual(faults({ key: { keyArn } }), [`key.keyArn: expected ${OWN_KEY}, got ${got}`]);
        });
    }

    it("given arguments that there are not, says which there are, all at once and at any depth", () => {
        const surplus = { typo: 1 };
        const found = faults({
            environment: PRODUCTION,
            ...surplus,
            instanceClass: undefined,
            serverless: { minCapacity: 1, maxCapacity: 2, ...surplus },
            databaseName: undefined,
            restoreFrom: { snapshotArn: "arn:aws:rds:eu-central-1:444455556666:cluster-snapshot:a", ...surplus },
            parameters: [{ name: "max_connections", value: "9", ...surplus }],
            proxy: { authentication: "iam", ...surplus },
            readers: [{ name: "a", ...surplus }],
            windows: { backup: "01:00-01:30", maintenance: "sun:02:00-sun:03:00", ...surplus },
            key: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/1", ...surplus },
            callers: [{ name: "nodes", securityGroupId: "sg-1", ...surplus }],
        });
        assert.deepEqual(
            found.map(fault => fault.slice(0, fault.indexOf(":"))).sort(),
            [
                "callers[0].",
                "key.",
                "parameters[0].",
                "proxy.",
                "readers[0].",
                "restoreFrom.",
                "serverless.",
                "",
                "windows.",
            ]
                .map(parent => `${parent}typo`)
                .sort(),
        );
        assert.match(
            found[0] ?? "",
            /^typo: expected one of the arguments environment, network, .*storageType, got 1$/,
        );
    });

    it("given outputs or texts for objects, says which fields were expected", () => {
        const given = pulumi.output({});
        const found = faults({
            environment: PRODUCTION,
            instanceClass: undefined,
            serverless: given,
            databaseName: undefined,
            restoreFrom: given,
            parameters: [given],
            proxy: given,
            readers: [given],
            windows: given,
            key: given,
            callers: ["sg-1"],
        });
        const object = (fields: string) => `expected an object with ${fields}, got ${OUTPUT}`;
        assert.deepEqual([...found].sort(), [
            'callers[0]: expected an object with name, securityGroupId, got "sg-1"',
            `key: ${object("keyArn")}`,
            `parameters[0]: ${object("name, value, applyMethod")}`,
            `proxy: ${object("authentication, userSecretArns, maxConnectionsPercent, idleClientSeconds")}`,
            `readers[0]: ${object("name, promotionTier, instanceClass")}`,
            `restoreFrom: ${object("snapshotArn")}`,
            `serverless: ${object("minCapacity, maxCapacity, autoPauseSeconds")}`,
            `windows: ${object("backup, maintenance")}`,
        ]);
    });

    it("given modes that AWS does not have, says which there are", () => {
        assert.deepEqual(faults({ insights: "basic", storageType: "gp3" }), [
            'insights: expected one of "standard", "advanced", got "basic"',
            'storageType: expected one of "aurora", "aurora-iopt1", got "gp3"',
        ]);
    });

    const windows = (backup: unknown, maintenance: unknown) =>
        faults({ environment: PRODUCTION, windows: { backup, maintenance } });
    const DAILY = "windows.backup: expected a daily window in UTC of at least 30 minutes, HH:MM-HH:MM";
    const WEEKLY =
        "windows.maintenance: expected a weekly window in UTC of at least 30 minutes and less than a day, ddd:HH:MM-ddd:HH:MM";
    const OVERLAP = "windows.backup: expected a window outside of the one for maintenance";

    for (const [backup, maintenance] of [
        ["23:45-00:15", "sun:00:15-sun:00:45"],
        ["03:30-04:00", "sun:04:00-mon:03:30"],
        ["02:30-03:00", "mon:03:00-mon:03:30"],
    ] as const) {
        it(`given windows ${backup} and ${maintenance}, accepts them`, () => {
            assert.deepEqual(windows(backup, maintenance), []);
        });
    }
    for (const [backup, maintenance, ...expected] of [
        ["03:00-03:29", "sun:04:00-sun:05:00", `${DAILY}, got "03:00-03:29"`],
        ["3:00-4:00", "sun:04:00-sun:05:00", `${DAILY}, got "3:00-4:00"`],
        ["24:00-00:30", "sun:04:00-sun:05:00", `${DAILY}, got "24:00-00:30"`],
        ["03:00-03:30", "sun:04:00-sun:04:29", `${WEEKLY}, got "sun:04:00-sun:04:29"`],
        ["03:00-03:30", "sun:04:00-mon:04:00", `${WEEKLY}, got "sun:04:00-mon:04:00"`, `${OVERLAP}, got "03:00-03:30"`],
        ["03:00-03:30", "Sun:04:00-Sun:05:00", `${WEEKLY}, got "Sun:04:00-Sun:05:00"`],
        ["03:00-03:30", "sun:04:60-sun:05:30", `${WEEKLY}, got "sun:04:60-sun:05:30"`],
        ["04:29-04:59", "sun:04:30-sun:05:00", `${OVERLAP}, got "04:29-04:59"`],
        ["04:59-05:29", "sun:04:30-sun:05:00", `${OVERLAP}, got "04:59-05:29"`],
        ["23:45-00:15", "mon:00:00-mon:00:30", `${OVERLAP}, got "23:45-00:15"`],
        [300, undefined, `${DAILY}, got 300`, `${WEEKLY}, got nothing`],
    ] as const) {
        it(`given windows ${String(backup)} and ${String(maintenance)}, says what was expected`, () => {
            assert.deepEqual(windows(backup, maintenance), expected);
        });
    }
    it("given windows of a database that sleeps, says that they follow from its hours", () => {
        const given = { backup: "01:00-01:30", maintenance: "sun:02:00-sun:03:00" };
        assert.deepEqual(faults({ windows: given }), [
            `windows: expected nothing where there are working hours, which they are derived from, got ${JSON.stringify(given)}`,
        ]);
    });

    it("given working hours too short to be maintained in, says how long they must be", () => {
        const workingHours = {
            timeZone: "Europe/Berlin",
            week: [{ days: ["MON"], start: "09:00", end: "12:59" }],
        } as const;
        const [fault, ...others] = faults({ environment: { ...STAGING, workingHours } });
        assert.match(
            fault ?? "",
            /^environment.workingHours: expected at least 180 minutes on end that are working hours on every working day and on both sides/,
        );
        assert.deepEqual(others, []);
    });

    it("given working hours that are wrong themselves, says that and no more", () => {
        const workingHours = {
            timeZone: "Europe/Berlin",
            week: [{ days: ["MON"], start: "9:00", end: "12:59" }],
        } as const;
        const [fault, ...others] = faults({ environment: { ...STAGING, workingHours } });
        assert.match(fault ?? "", /^environment.workingHours.week\[0\].start: /);
        assert.deepEqual(others, []);
    });

    it("given several faults, names them all and plans nothing", async () => {
        const args: DatabaseArgs = { ...PROVISIONED, instances: 0, databaseName: "", callers: [] };
        const expected = faultsOf(() => {
            assertDatabaseArgs("Orders", args);
        });
        assert.deepEqual(
            expected.map(fault => fault.slice(0, fault.indexOf(":"))),
            ["name", "databaseName", "callers", "instances"],
        );
        assert.equal(expected[0], `name: expected ${NAME}, got "Orders"`);
        await assert.rejects(
            planOf(() => {
                new Database("Orders", args);
            }),
            pulumi.InputPropertiesError,
        );
    });
});
