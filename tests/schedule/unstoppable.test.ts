import * as assert from "node:assert/strict";
import type { PlannedResource } from "../../plan/plan";
import { type PropertyMap, Unknown } from "../../plan/value";
import { contextOf, rulingOf } from "../../policy-pack/kernel/ruling";
import { noUnstoppableTopology } from "../../policy-pack/rules/schedule/no-unstoppable-topology";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { resource } from "../support/policy";
import { cluster, foreign, onDatabase, stackOf, target, TODAY, yearOf } from "./simulated-stacks";

const INSTANCE = "aws:rds/instance:Instance";
const database = (inputs: PropertyMap, name = "orders") =>
    resource(INSTANCE, { identifier: name, ...inputs }, { name });
const machine = (options: PropertyMap) =>
    resource(
        "aws:ec2/instance:Instance",
        { instanceType: "t3.micro", instanceMarketOptions: options },
        { name: "orders" },
    );
const spot = (kind: PropertyMap) => machine({ marketType: "spot", spotOptions: kind });
const PAUSING: PropertyMap = { serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 4 } };
const proxied = resource("aws:rds/proxyTarget:ProxyTarget", { dbClusterIdentifier: "orders" }, { name: "proxied" });

/** What the rule and the simulator say of the thing called orders. */
function said(resources: readonly PlannedResource[]): readonly [rule: string, simulator: string, why: string] {
    const stack = stackOf(resources);
    const { outcomes } = rulingOf(
        noUnstoppableTopology,
        [stack],
        contextOf(noUnstoppableTopology, DEFAULT_SETTINGS, TODAY),
    );
    const own = outcomes.find(({ subject }) => subject?.name === "orders");
    const thing = yearOf(resources).sleepless.find(({ path }) => path === "orders");
    return [own?.verdicts[0]?.outcome ?? "nothing", thing?.verdict ?? "nothing", thing?.why ?? ""];
}

describe("shapes that cannot sleep", () => {
    for (const [given, rule, simulator, why, ...resources] of [
        ["a database", "holds", "does not", "no schedule stops it", database({ engine: "postgres" })],
        [
            "a read replica",
            "violated",
            "cannot",
            "is a read replica: RDS stops no replica, and nothing that has one",
            database({ replicateSourceDb: "main" }),
        ],
        [
            "what a replica copies",
            "violated",
            "cannot",
            "has a read replica: RDS stops no replica, and nothing that has one",
            database({ engine: "postgres" }),
            database({ replicateSourceDb: "orders" }, "copy"),
        ],
        [
            "SQL Server in two zones",
            "violated",
            "cannot",
            "is SQL Server in two zones: RDS refuses to stop it",
            database({ engine: "sqlserver-se", multiAz: true }),
        ],
        [
            "SQL Server in one zone",
            "holds",
            "does not",
            "no schedule stops it",
            database({ engine: "sqlserver-se", multiAz: false }),
        ],
        [
            "PostgreSQL in two zones",
            "holds",
            "does not",
            "no schedule stops it",
            database({ engine: "postgres", multiAz: true }),
        ],
        [
            "SQL Server in zones that are not known",
            "undecided",
            "undecided",
            "whether it is SQL Server in two zones, which RDS refuses to stop, is not known",
            database({ engine: "sqlserver-se", multiAz: Unknown.computed }),
        ],
        [
            "a member of a global database",
            "violated",
            "cannot",
            "globalClusterIdentifier is set: AWS refuses to stop what belongs to a global database or copies another cluster",
            cluster({ globalClusterIdentifier: "world" }),
        ],
        [
            "a cluster of no global database",
            "holds",
            "does not",
            "no schedule stops it",
            cluster({ globalClusterIdentifier: "" }),
        ],
        [
            "a mode of old",
            "violated",
            "cannot",
            "engineMode is one that AWS refuses to stop and no longer offers",
            cluster({ engineMode: "multimaster" }),
        ],
        [
            "serverless of old",
            "holds",
            "cannot",
            "it is serverless of old, which AWS refuses to stop",
            cluster({ engineMode: "serverless" }),
        ],
        [
            "a mode that is not known",
            "undecided",
            "undecided",
            "engineMode cannot be read: known after deployment",
            cluster({ engineMode: Unknown.computed }),
        ],
        [
            "one-time spot capacity",
            "violated",
            "cannot",
            "asks for one-time spot capacity: EC2 can end such an instance, but not stop it",
            spot({}),
        ],
        ["a persistent request", "holds", "does not", "no schedule stops it", spot({ spotInstanceType: "persistent" })],
        [
            "a request that is not known",
            "undecided",
            "undecided",
            "whether it is one-time spot capacity, which EC2 never stops, is not known",
            spot({ spotInstanceType: Unknown.computed }),
        ],
        [
            "a cluster that pauses",
            "holds",
            "by itself",
            "it pauses when no connection is open: when that is, no plan foresees",
            cluster(PAUSING),
        ],
        [
            "a cluster that would pause, and a proxy",
            "violated",
            "does not",
            "serverlessv2ScalingConfiguration.minCapacity is 0, and the RDS proxy target proxied holds connections to it: its connections keep the cluster from ever pausing; no schedule stops it",
            cluster(PAUSING),
            proxied,
        ],
        [
            "a cluster that may pause, and a proxy",
            "undecided",
            "undecided",
            "the RDS proxy target proxied holds connections to it, and whether the cluster is to pause is not known",
            cluster({ serverlessv2ScalingConfiguration: { minCapacity: Unknown.computed } }),
            proxied,
        ],
    ] as const) {
        it(`given ${given}, says ${simulator} as the rule says ${rule}`, () => {
            assert.deepEqual(said(resources), [rule, simulator, why]);
        });
    }

    it("given a schedule for what AWS refuses to stop, is a conflict; given one for what it may, is undecided", () => {
        const stops = ["start", "stop"].map(verb =>
            foreign(
                verb,
                `cron(0 ${verb === "start" ? 7 : 20} ? * MON-FRI *)`,
                target(`rds:${verb}DBInstance`, { DbInstanceIdentifier: "orders" }),
            ),
        );
        const refused = yearOf([database({ engine: "sqlserver-ee", multiAz: true }), ...stops]);
        assert.deepEqual(
            refused.conflicts.map(({ message }) => message),
            ["stop stops this database instance, which AWS refuses"],
        );
        const doubtful = yearOf([database({ engine: "sqlserver-ee", multiAz: Unknown.computed }), ...stops]);
        assert.deepEqual(doubtful.undecided, [
            "orders: whether it is SQL Server in two zones, which RDS refuses to stop, is not known",
        ]);
        const fine = yearOf([database({ engine: "sqlserver-ee", multiAz: false }), ...stops]);
        assert.deepEqual([fine.conflicts, fine.undecided, fine.sleepers.length], [[], [], 1]);
    });

    it("given a schedule for what a proxy keeps awake, sleeps by it", () => {
        const stops = [
            foreign("start", "cron(0 7 ? * MON-FRI *)", onDatabase("start")),
            foreign("stop", "cron(0 20 ? * MON-FRI *)", onDatabase("stop")),
        ];
        assert.equal(yearOf([cluster(PAUSING), proxied, ...stops]).sleepers.length, 1);
    });

    it("given parameters of whatever names, reads those that replicate alone", () => {
        const verdicts = (name: string) => {
            const group = resource(
                "aws:rds/clusterParameterGroup:ClusterParameterGroup",
                { name: "own", parameters: [{ name, value: "1" }] },
                { name: "own" },
            );
            return yearOf([cluster({ ...PAUSING, dbClusterParameterGroupName: "own" }), group]).sleepless.map(
                ({ verdict }) => verdict,
            );
        };
        assert.deepEqual(verdicts("rds.logical_replication"), ["does not"]);
        assert.deepEqual(verdicts("constructor"), ["by itself"]);
    });
});
