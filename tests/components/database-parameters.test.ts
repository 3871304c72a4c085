import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type { DatabaseArgs } from "../../components";
import { assertDatabaseArgs } from "../../components/database/aurora-arguments";
import { AWAKE_PARAMETERS } from "../../components/database/engine-parameters";
import { INSTANCE, planDatabase, planInstance, PROVISIONED, SERVERLESS } from "./database-support";
import { judged } from "./judged";
import { faultsOf, inputsOf, STAGING } from "./support";

const named = (parameters: unknown, name: string) => (parameters as { name: string }[]).find(one => one.name === name);

describe("somebody's own parameters of a database", () => {
    const parameters = [
        { name: "log_min_duration_statement", value: "250" },
        { name: "idle_in_transaction_session_timeout", value: "60000" },
        { name: "max_connections", value: "500", applyMethod: "pending-reboot" },
    ] as const;
    const max = { name: "max_connections", value: "500", applyMethod: "pending-reboot" };
    const slow = { name: "log_min_duration_statement", value: "250", applyMethod: "immediate" };
    const idle = { name: "idle_in_transaction_session_timeout", value: "60000", applyMethod: "immediate" };

    it("given a cluster, take the places of ours, each in its group, and the rest stands in the cluster's", async () => {
        const plan = await planDatabase({ ...PROVISIONED, parameters });
        const ofCluster = inputsOf(plan, "orders-cluster-parameters")["parameters"] as unknown[];
        const ofInstances = inputsOf(plan, "orders-instance-parameters")["parameters"] as unknown[];
        assert.deepEqual(named(ofCluster, slow.name), slow);
        assert.deepEqual(ofCluster.at(-1), max);
        assert.equal(ofCluster.length, 6);
        assert.deepEqual(named(ofInstances, idle.name), idle);
        assert.equal(ofInstances.length, 2);
    });

    it("given an instance, stand with ours in its one group", async () => {
        const plan = await planInstance({ ...INSTANCE, parameters });
        const all = inputsOf(plan, "orders-parameters")["parameters"] as unknown[];
        assert.deepEqual([named(all, slow.name), named(all, idle.name), all.at(-1), all.length], [slow, idle, max, 8]);
    });

    const faults = (given: unknown, args: DatabaseArgs = PROVISIONED) =>
        faultsOf(() => {
            assertDatabaseArgs("orders", { ...args, parameters: given } as DatabaseArgs);
        });
    const MYSQL: DatabaseArgs = { ...PROVISIONED, engine: "mysql", engineVersion: "8.0.mysql_aurora.3.08.0" };
    const bad: [given: string, args: DatabaseArgs, parameters: unknown, ...faults: string[]][] = [
        [
            "one without TLS",
            PROVISIONED,
            [{ name: "rds.force_ssl", value: "0" }],
            'parameters[0].name: expected another parameter: TLS is always required, got "rds.force_ssl"',
        ],
        [
            "one that logs passwords",
            PROVISIONED,
            [{ name: "log_statement", value: "ddl" }],
            'parameters[0].name: expected another parameter: it writes the passwords of `ALTER ROLE` into the log, got "log_statement"',
        ],
        [
            "MySQL without TLS and with everything in the log",
            MYSQL,
            [
                { name: "require_secure_transport", value: "OFF" },
                { name: "general_log", value: "1" },
            ],
            'parameters[0].name: expected another parameter: TLS is always required, got "require_secure_transport"',
            'parameters[1].name: expected another parameter: it writes every statement into the log, passwords among them, got "general_log"',
        ],
        [
            "names and values that are none, and a moment that is none",
            PROVISIONED,
            [{ name: "Max Connections", value: "", applyMethod: "now" }],
            'parameters[0].name: expected the name of a parameter in lower case, got "Max Connections"',
            'parameters[0].value: expected a text that is not empty, got ""',
            'parameters[0].applyMethod: expected one of "immediate", "pending-reboot", got "now"',
        ],
        [
            "a number",
            PROVISIONED,
            [{ name: "max_connections", value: 500 }],
            "parameters[0].value: expected a text that is not empty, got 500",
        ],
        [
            "one twice",
            PROVISIONED,
            [
                { name: "max_connections", value: "1" },
                { name: "max_connections", value: "2" },
            ],
            'parameters[1].name: expected a name that no other parameter has, got "max_connections"',
        ],
        ["no list", PROVISIONED, "max_connections", 'parameters: expected a list of parameters, got "max_connections"'],
        [
            "replication where it is to pause",
            SERVERLESS,
            [{ name: "rds.logical_replication", value: "1" }],
            'parameters[0].value: expected 0 or off: its connections keep a database from pausing, got "1"',
        ],
    ];
    for (const [given, args, parameters, ...expected] of bad) {
        it(`given ${given}, says so`, () => {
            assert.deepEqual(faults(parameters, args), expected);
        });
    }

    it("given replication that is off where it is to pause, or on where it is not, accepts it", () => {
        assert.deepEqual(faults([{ name: "rds.logical_replication", value: "OFF" }], SERVERLESS), []);
        assert.deepEqual(faults([{ name: "rds.logical_replication", value: "1" }]), []);
    });

    /** Whether the rule objects to a cluster that is told to pause and sets a parameter. */
    const ruleObjects = async (name: string, value: string) => {
        const found = await judged(
            () => {
                const group = new aws.rds.ClusterParameterGroup("group", {
                    family: "aurora-postgresql16",
                    parameters: [{ name, value }],
                });
                const cluster = {
                    clusterIdentifier: "orders",
                    engine: "aurora-postgresql",
                    dbClusterParameterGroupName: group.name,
                    serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 1 },
                } as const;
                new aws.rds.Cluster("cluster", cluster);
            },
            { environments: [STAGING] },
        );
        return found.some(text => text.startsWith("staging violated no-unstoppable-topology"));
    };
    for (const [name, off] of Object.entries(AWAKE_PARAMETERS)) {
        for (const value of [...off, "1"]) {
            it(`given ${name} of ${value} where it is to pause, says what the rule no-unstoppable-topology says`, async () => {
                assert.equal(faults([{ name, value }], SERVERLESS).length > 0, await ruleObjects(name, value));
            });
        }
    }
});
