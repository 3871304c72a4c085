import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Database, type DatabaseArgs, type NetworkRef } from "../../components";
import { assertDatabaseArgs } from "../../components/database/arguments";
import { planOf } from "../support/plan";
import { faultsOf, PRODUCTION, STAGING } from "./support";

const OUTPUT = "an output, whose value is not known while planning";

const NAME = "1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last";

describe("the arguments of Database", () => {
    const NETWORK: NetworkRef = {
        vpcId: "vpc-1",
        range: "10.65.0.0/16",
        subnets: [
            { id: "subnet-a", zone: "eu-central-1a", range: "10.65.36.0/22", tier: "data" },
            { id: "subnet-b", zone: "eu-central-1b", range: "10.65.100.0/22", tier: "data" },
        ],
    };
    const GOOD: DatabaseArgs = {
        environment: STAGING,
        network: NETWORK,
        engineVersion: "16.6",
        instanceClass: "db.t4g.medium",
        instances: 1,
        callers: [{ name: "nodes", securityGroupId: "sg-1" }],
        databaseName: "shop",
    };
    const faults = (changes: Readonly<Record<string, unknown>>, name = "orders") =>
        faultsOf(() => {
            assertDatabaseArgs(name, { ...GOOD, ...changes });
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
            { callers: pulumi.output(GOOD.callers) },
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
            { network: { ...NETWORK, subnets: NETWORK.subnets.slice(0, 1) } },
            ['network.subnets: expected data subnets in at least 2 zones, got ["eu-central-1a"]'],
        ],
        [
            "a network of private subnets only",
            { network: { ...NETWORK, subnets: NETWORK.subnets.map(subnet => ({ ...subnet, tier: "private" })) } },
            ["network.subnets: expected data subnets in at least 2 zones, got []"],
        ],
    ];
    for (const [given, changes, expected] of bad) {
        it(`given ${given}, says what was expected`, () => {
            assert.deepEqual(faults(changes), expected);
        });
    }

    it("given working hours too short to be maintained in, says how long they must be", () => {
        const workingHours = { ...STAGING.workingHours!, start: "09:00", end: "12:29" };
        const [fault, ...others] = faults({ environment: { ...STAGING, workingHours } });
        assert.match(
            fault ?? "",
            /^environment.workingHours: expected at least 150 minutes a day that are working hours on both sides/,
        );
        assert.deepEqual(others, []);
    });

    it("given working hours that are wrong themselves, says that and no more", () => {
        const workingHours = { ...STAGING.workingHours!, start: "10:00", end: "09:00" };
        const [fault, ...others] = faults({ environment: { ...STAGING, workingHours } });
        assert.match(fault ?? "", /^environment.workingHours.end: /);
        assert.deepEqual(others, []);
    });

    it("given several faults, names them all and plans nothing", async () => {
        const args: DatabaseArgs = { ...GOOD, instances: 0, databaseName: "", callers: [] };
        const expected = faultsOf(() => {
            assertDatabaseArgs("Orders", args);
        });
        assert.deepEqual(
            expected.map(fault => fault.slice(0, fault.indexOf(":"))),
            ["name", "instances", "databaseName", "callers"],
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
