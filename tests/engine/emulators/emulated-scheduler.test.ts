import { strict as assert } from "node:assert";
import type { Tampering } from "../../support/real-engine/emulators/emulated-provider";
import { refusedWhileStopped } from "../../support/real-engine/emulators/emulated-rest";
import { type Account, goOff, SCHEDULE } from "../../support/real-engine/emulators/emulated-scheduler";
import type { Held } from "../../support/real-engine/emulators/emulation";
import type { WireMap } from "../../support/real-engine/emulators/wire";

const PLACE = "eu-west-1:111111111111";
const ROLE_ARN = "arn:aws:iam::111111111111:role/timers";
const STOPS_ORDERS = { Action: "rds:StopDBCluster", Resource: `arn:aws:rds:${PLACE}:cluster:orders` };

const held = (type: string, inputs: WireMap, outputs: WireMap = {}): Held => ({
    urn: `urn:pulumi:staging::shop::${type}::one`,
    type,
    id: "one",
    inputs,
    outputs: { ...inputs, ...outputs },
});

const CLUSTER = held("aws:rds/cluster:Cluster", { clusterIdentifier: "orders" });
const NODES = held("aws:eks/nodeGroup:NodeGroup", {
    clusterName: "shop",
    nodeGroupName: "workers",
    scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 },
});

/** An account with a database, nodes, and a role that is trusted for one group and may do one thing. */
class SmallAccount implements Account {
    readonly changes: Tampering[] = [];

    constructor(
        private readonly statement: object = STOPS_ORDERS,
        private readonly trustedGroup = "night",
        private readonly database: Held = CLUSTER,
    ) {}

    held(): readonly Held[] {
        const source = `arn:aws:scheduler:${PLACE}:schedule-group/${this.trustedGroup}`;
        const assumeRolePolicy = JSON.stringify({
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: "scheduler.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition: { StringEquals: { "aws:SourceArn": source } },
                },
            ],
        });
        const policy = JSON.stringify({ Statement: [{ Effect: "Allow", ...this.statement }] });
        return [
            this.database,
            NODES,
            held("aws:iam/role:Role", { name: "timers", assumeRolePolicy }, { arn: ROLE_ARN }),
            held("aws:iam/rolePolicy:RolePolicy", { role: "timers", policy }),
        ];
    }

    tamper(_urn: string, change: Tampering): void {
        this.changes.push(change);
    }
}

function timer(call: string, input: object): Held {
    return held(
        SCHEDULE,
        {
            groupName: "night",
            target: { arn: `arn:aws:scheduler:::aws-sdk:${call}`, roleArn: ROLE_ARN, input: JSON.stringify(input) },
        },
        { arn: `arn:aws:scheduler:${PLACE}:schedule/night/one` },
    );
}

const STOP = timer("rds:stopDBCluster", { DbClusterIdentifier: "orders" });
const scale = (ScalingConfig: object) =>
    timer("eks:updateNodegroupConfig", { ClusterName: "shop", NodegroupName: "workers", ScalingConfig });
const MAY_SCALE = {
    Action: "eks:UpdateNodegroupConfig",
    Resource: `arn:aws:eks:${PLACE}:nodegroup/shop/workers/*`,
};

describe("the emulated EventBridge Scheduler", () => {
    it("given a role that may, does what the timer says", () => {
        const account = new SmallAccount();
        goOff(account, STOP);
        assert.deepEqual(account.changes, [{ stopped: true }]);
    });

    it("given a role that may do something else, or the same on something else, refuses", () => {
        for (const statement of [
            { ...STOPS_ORDERS, Action: "rds:StartDBCluster" },
            { ...STOPS_ORDERS, Resource: `arn:aws:rds:${PLACE}:cluster:invoices` },
            { ...STOPS_ORDERS, Effect: "Deny" },
        ]) {
            assert.throws(() => {
                goOff(new SmallAccount(statement), STOP);
            }, /AccessDeniedException: one may not do rds:StopDBCluster on arn:aws:rds:eu-west-1:111111111111:cluster:orders/);
        }
    });

    it("given a role that is trusted for another group of timers, refuses", () => {
        assert.throws(() => {
            goOff(new SmallAccount(STOPS_ORDERS, "day"), STOP);
        }, /may not be assumed for arn:aws:scheduler:eu-west-1:111111111111:schedule-group\/night/);
    });

    it("given an input in the service's own spelling, refuses", () => {
        assert.throws(() => {
            goOff(new SmallAccount(), timer("rds:stopDBCluster", { dbClusterIdentifier: "orders" }));
        }, /ValidationException/);
    });

    it("given something that is not there, or is stopped already, says so", () => {
        const everything = { Action: "rds:*", Resource: "*" };
        assert.throws(() => {
            goOff(new SmallAccount(everything), timer("rds:stopDBCluster", { DbClusterIdentifier: "invoices" }));
        }, /ResourceNotFoundException/);
        assert.throws(() => {
            goOff(new SmallAccount(everything, "night", { ...CLUSTER, stopped: true }), STOP);
        }, /one is stopped already/);
    });

    it("given a size, sets it, and refuses one that EKS does not take", () => {
        const account = new SmallAccount(MAY_SCALE);
        goOff(account, scale({ MinSize: 0, MaxSize: 3, DesiredSize: 0 }));
        assert.deepEqual(account.changes, [
            { properties: { scalingConfig: { minSize: 0, maxSize: 3, desiredSize: 0 } } },
        ]);
        for (const size of [
            { MinSize: 0, MaxSize: 0, DesiredSize: 0 },
            { MinSize: 2, MaxSize: 3, DesiredSize: 1 },
            { MinSize: 0, MaxSize: 3, DesiredSize: 4 },
            { minSize: 0, maxSize: 3, desiredSize: 0 },
        ]) {
            assert.throws(() => {
                goOff(new SmallAccount(MAY_SCALE), scale(size));
            }, /InvalidParameterException|ValidationException/);
        }
    });
});

describe("the emulated RDS", () => {
    const stopped = [{ ...CLUSTER, stopped: true }];
    const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

    it("given a stopped cluster, refuses changes of it and of its instances, and lets another's be", () => {
        for (const call of ["create", "update", "delete"] as const) {
            assert.match(
                refusedWhileStopped(INSTANCE, call, { clusterIdentifier: "orders" }, stopped) ?? "",
                /^InvalidDBClusterStateFault: Db cluster orders is in stopped state$/,
            );
            assert.equal(refusedWhileStopped(INSTANCE, call, { clusterIdentifier: "invoices" }, stopped), undefined);
            assert.equal(refusedWhileStopped(INSTANCE, call, { clusterIdentifier: "orders" }, [CLUSTER]), undefined);
        }
        assert.notEqual(refusedWhileStopped(CLUSTER.type, "delete", CLUSTER.inputs, stopped), undefined);
    });

    it("given a stopped instance of no cluster, refuses to change it and lets it be deleted", () => {
        const instance = held("aws:rds/instance:Instance", { identifier: "orders" });
        const all = [{ ...instance, stopped: true }];
        assert.match(
            refusedWhileStopped(instance.type, "update", instance.inputs, all) ?? "",
            /InvalidDBInstanceState/,
        );
        assert.equal(refusedWhileStopped(instance.type, "delete", instance.inputs, all), undefined);
    });
});
