import assert from "node:assert/strict";
import { redacted } from "../../cli/schedule/redacted";
import { startCommands } from "../../cli/schedule/starting";
import { Stack } from "../../plan/stack";
import { Secret, Unknown, type PropertyMap } from "../../plan/value";
import type { StateReport } from "../../schedule/simulation/model";
import { planOf, STAGING } from "../parity/plans";
import { awsCommand } from "../support/real-engine/emulators/emulated-aws-cli";

const CLUSTER = "aws:rds/cluster:Cluster";

/** The commands for one thing of a type with some inputs. */
function commandsFor(type: string, inputs: PropertyMap, awake = false) {
    const stack = new Stack(planOf(STAGING, [{ at: "orders", type, inputs }]), { name: "staging", class: "staging" });
    const urn = stack.byType(type)[0]?.urn ?? "";
    const things = [
        { path: "orders", urn, type, what: "", part: "database", awake, until: undefined, endedBy: [], by: [] },
    ] as const;
    return startCommands({ things } as Pick<StateReport, "things"> as StateReport, stack);
}

describe("commands that start a database", () => {
    for (const [type, property, start, wait] of [
        [
            CLUSTER,
            "clusterIdentifier",
            "aws rds start-db-cluster --db-cluster-identifier",
            "aws rds wait db-cluster-available --db-cluster-identifier",
        ],
        [
            "aws:rds/instance:Instance",
            "identifier",
            "aws rds start-db-instance --db-instance-identifier",
            "aws rds wait db-instance-available --db-instance-identifier",
        ],
        [
            "aws:docdb/cluster:Cluster",
            "clusterIdentifier",
            "aws docdb start-db-cluster --db-cluster-identifier",
            "aws rds wait db-cluster-available --db-cluster-identifier",
        ],
        [
            "aws:neptune/cluster:Cluster",
            "clusterIdentifier",
            "aws neptune start-db-cluster --db-cluster-identifier",
            "aws rds wait db-cluster-available --db-cluster-identifier",
        ],
    ] as const) {
        it(`given ${type} that is asleep, are those of its service`, () => {
            const made = commandsFor(type, { [property]: "staging-orders" });
            assert.deepEqual(made, [
                { path: "orders", start: `${start} staging-orders`, wait: `${wait} staging-orders` },
            ]);
        });
    }

    it("given a cluster, are spelled as the AWS CLI takes them", () => {
        const [command] = commandsFor(CLUSTER, { clusterIdentifier: "staging-orders" });
        for (const text of [command?.start ?? "", command?.wait ?? ""]) assert.doesNotThrow(() => awsCommand(text));
    });

    it("given one that is awake, or what is no database, are none", () => {
        assert.deepEqual(commandsFor(CLUSTER, { clusterIdentifier: "a" }, true), []);
        assert.deepEqual(commandsFor("aws:eks/nodeGroup:NodeGroup", { nodeGroupName: "a" }), []);
    });

    for (const [given, identifier] of [
        ["none", undefined],
        ["one that is not known", Unknown.computed],
        ["a secret one", new Secret("staging-orders")],
        ["one that a shell would take for its own", "a; rm -rf $HOME"],
        ["no text", 4],
    ] as const) {
        it(`given an identifier that is ${given}, leaves its place open`, () => {
            const [command] = commandsFor(CLUSTER, identifier === undefined ? {} : { clusterIdentifier: identifier });
            assert.equal(command?.start, "aws rds start-db-cluster --db-cluster-identifier <identifier>");
        });
    }
});

describe("a report without secrets", () => {
    it("given texts at any depth, passes each through, and leaves all else as it is", () => {
        const report = { a: "hunter2", b: [{ c: "x hunter2 y", d: 1 }, undefined, null], e: undefined, f: true };
        assert.deepEqual(
            redacted(report, text => text.replaceAll("hunter2", "(hidden)")),
            { a: "(hidden)", b: [{ c: "x (hidden) y", d: 1 }, undefined, null], e: undefined, f: true },
        );
    });
});
