import * as assert from "node:assert/strict";
import type { DatabaseArgs } from "../../components";
import { assertDatabaseArgs } from "../../components/database/aurora-arguments";
import { canPause } from "../../components/database/engines";
import type { Plan } from "../../plan/plan";
import { plainly, resource } from "../support/plan";
import { planDatabase, PROVISIONED, SERVERLESS } from "./database-support";
import { faultsOf, inputsOf, namesOf, PRODUCTION } from "./support";

const MYSQL = { ...PROVISIONED, engine: "mysql", engineVersion: "8.0.mysql_aurora.3.08.0" } as const;

describe("a database of MySQL", () => {
    let plan: Plan;
    before(async () => {
        plan = await planDatabase(MYSQL);
    });

    it("given one, plans the engine, port, first user and logs of Aurora MySQL", () => {
        const cluster = inputsOf(plan, "orders-cluster");
        assert.deepEqual(
            [cluster["engine"], cluster["engineVersion"], cluster["port"], cluster["masterUsername"]],
            ["aurora-mysql", "8.0.mysql_aurora.3.08.0", 3306, "admin"],
        );
        assert.deepEqual(cluster["enabledCloudwatchLogsExports"], ["error", "slowquery"]);
        assert.equal(inputsOf(plan, "orders-instance-0")["engine"], "aurora-mysql");
        assert.equal(inputsOf(plan, "orders-from-nodes")["fromPort"], 3306);
        assert.equal(inputsOf(plan, "orders-from-nodes")["description"], "MySQL from nodes");
    });

    it("given one, makes a group for each log before the cluster writes to it, all under one key", () => {
        const names = namesOf(plan, "aws:cloudwatch/logGroup:LogGroup");
        assert.deepEqual(names, ["orders-error-log", "orders-slowquery-log"]);
        for (const name of names) {
            assert.ok(resource(plan, "orders-cluster").dependencies.includes(resource(plan, name).urn));
        }
        const groups = ["error", "slowquery"].map(log => `/aws/rds/cluster/staging-orders/${log}`);
        assert.deepEqual(
            (plainly(resource(plan, "orders").outputs) as Record<string, unknown>)["logGroupNames"],
            groups,
        );
        const policy = JSON.parse(inputsOf(plan, "orders-key")["policy"] as string) as {
            Statement: { Condition?: { ArnEquals: Record<string, string[]> } }[];
        };
        assert.deepEqual(
            policy.Statement[1]?.Condition?.ArnEquals["kms:EncryptionContext:aws:logs:arn"],
            groups.map(group => `arn:aws:logs:eu-central-1:111122223333:log-group:${group}`),
        );
    });

    it("given one, requires TLS and logs slow statements, in the family of its version", () => {
        const parameter = (name: string, value: string) => ({ name, value, applyMethod: "immediate" });
        const { family, parameters } = inputsOf(plan, "orders-cluster-parameters");
        assert.equal(family, "aurora-mysql8.0");
        assert.deepEqual(parameters, [
            parameter("require_secure_transport", "ON"),
            parameter("slow_query_log", "1"),
            parameter("long_query_time", "0.5"),
        ]);
        assert.equal(inputsOf(plan, "orders-instance-parameters")["family"], "aurora-mysql8.0");
    });
});

describe("a serverless database", () => {
    it("given a smallest size of nought, pauses after five minutes, and its instances have no size of their own", async () => {
        const plan = await planDatabase(SERVERLESS);
        assert.deepEqual(inputsOf(plan, "orders-cluster")["serverlessv2ScalingConfiguration"], {
            minCapacity: 0,
            maxCapacity: 4,
            secondsUntilAutoPause: 300,
        });
        assert.equal(inputsOf(plan, "orders-instance-0")["instanceClass"], "db.serverless");
    });

    it("given another time, pauses after that", async () => {
        const plan = await planDatabase({
            ...SERVERLESS,
            serverless: { ...SERVERLESS.serverless, autoPauseSeconds: 86_400 },
        });
        const { secondsUntilAutoPause } = inputsOf(plan, "orders-cluster")["serverlessv2ScalingConfiguration"] as {
            secondsUntilAutoPause: number;
        };
        assert.equal(secondsUntilAutoPause, 86_400);
    });

    it("given a size in production, never pauses", async () => {
        const serverless = { minCapacity: 0.5, maxCapacity: 256 };
        const plan = await planDatabase({ ...SERVERLESS, environment: PRODUCTION, serverless });
        assert.deepEqual(inputsOf(plan, "orders-cluster")["serverlessv2ScalingConfiguration"], serverless);
    });

    it("given a class in its place, says nothing of serverless", async () => {
        assert.equal(
            inputsOf(await planDatabase(MYSQL), "orders-cluster")["serverlessv2ScalingConfiguration"],
            undefined,
        );
    });
});

describe("canPause", () => {
    for (const [engine, version, expected] of [
        ["postgresql", "16.2", false],
        ["postgresql", "16.3", true],
        ["postgresql", "16.10", true],
        ["postgresql", "14.11", false],
        ["postgresql", "14.12", true],
        ["postgresql", "17.0", true],
        ["postgresql", "13.15", false],
        ["mysql", "8.0.mysql_aurora.3.07.9", false],
        ["mysql", "8.0.mysql_aurora.3.08.0", true],
        ["mysql", "8.0.mysql_aurora.3.10.0", true],
    ] as const) {
        it(`given ${engine} ${version}, says ${expected}`, () => {
            assert.equal(canPause(engine, version), expected);
        });
    }
});

const MYSQL_CLASS =
    "a provisioned Aurora instance class such as db.t4g.medium, but no db.t2 or db.t3, which have no insights with MySQL";

describe("the engine and size of a database at fault", () => {
    const UNITS = (minimum: number) => `a number from ${minimum} to 256 in steps of 0.5`;
    const serverless = (changed: object) => ({ ...SERVERLESS, serverless: { ...SERVERLESS.serverless, ...changed } });
    const bad: [given: string, args: object, ...faults: string[]][] = [
        [
            "an engine that is not on offer",
            { ...MYSQL, engine: "oracle" },
            'engine: expected one of "postgresql", "mysql", got "oracle"',
        ],
        [
            "a version of the other engine",
            { ...MYSQL, engineVersion: "16.6" },
            'engineVersion: expected a version of Aurora MySQL 3 such as 8.0.mysql_aurora.3.08.0, got "16.6"',
        ],
        [
            "neither a class nor a range",
            { ...MYSQL, instanceClass: undefined },
            `instanceClass: expected ${MYSQL_CLASS}, got nothing`,
        ],
        ...["db.t2.medium", "db.t3.medium"].map((instanceClass): [string, object, string] => [
            `MySQL on ${instanceClass}, which has no insights there`,
            { ...MYSQL, instanceClass },
            `instanceClass: expected ${MYSQL_CLASS}, got "${instanceClass}"`,
        ]),
        ...["information_schema", "mysql", "performance_schema", "sys"].map(
            (databaseName): [string, object, string] => [
                `the name ${databaseName}, which MySQL has itself`,
                { ...MYSQL, databaseName },
                `databaseName: expected a name that the engine does not use itself, got "${databaseName}"`,
            ],
        ),
        ...["rdsadmin", "template0", "template1"].map((databaseName): [string, object, string] => [
            `the name ${databaseName}, which PostgreSQL has itself`,
            { ...PROVISIONED, databaseName },
            `databaseName: expected a name that the engine does not use itself, got "${databaseName}"`,
        ]),
        [
            "both",
            { ...SERVERLESS, instanceClass: "db.t4g.medium" },
            'instanceClass: expected nothing beside `serverless`, which says how large the database is, got "db.t4g.medium"',
        ],
        [
            "less than nothing",
            serverless({ minCapacity: -0.5 }),
            `serverless.minCapacity: expected ${UNITS(0)}, got -0.5`,
        ],
        ["a quarter", serverless({ minCapacity: 0.25 }), `serverless.minCapacity: expected ${UNITS(0)}, got 0.25`],
        ["too much", serverless({ maxCapacity: 256.5 }), `serverless.maxCapacity: expected ${UNITS(1)}, got 256.5`],
        [
            "too little at most",
            serverless({ maxCapacity: 0.5 }),
            `serverless.maxCapacity: expected ${UNITS(1)}, got 0.5`,
        ],
        [
            "more at least than at most",
            serverless({ minCapacity: 4.5 }),
            "serverless.maxCapacity: expected at least 4.5, got 4",
        ],
        [
            "a pause that comes too soon",
            serverless({ autoPauseSeconds: 299 }),
            "serverless.autoPauseSeconds: expected a whole number from 300 to 86400, got 299",
        ],
        [
            "a pause that comes too late",
            serverless({ autoPauseSeconds: 86_401 }),
            "serverless.autoPauseSeconds: expected a whole number from 300 to 86400, got 86401",
        ],
        [
            "a pause of what never pauses",
            serverless({ minCapacity: 1, autoPauseSeconds: 300 }),
            "serverless.autoPauseSeconds: expected nothing unless `minCapacity` is 0, got 300",
        ],
        [
            "a pause in production",
            { ...SERVERLESS, environment: PRODUCTION },
            "serverless.minCapacity: expected at least 0.5 in production, which never sleeps, got 0",
        ],
        [
            "a version that cannot pause",
            { ...SERVERLESS, engineVersion: "16.2" },
            'engineVersion: expected a version that can pause (14.12, 15.7, 16.3, 17.0 or newer), got "16.2"',
        ],
    ];
    for (const [given, args, ...faults] of bad) {
        it(`given ${given}, says so`, () => {
            assert.deepEqual(
                faultsOf(() => {
                    assertDatabaseArgs("orders", args as DatabaseArgs);
                }),
                faults,
            );
        });
    }
});
