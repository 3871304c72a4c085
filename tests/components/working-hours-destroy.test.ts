import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    Cluster,
    Database,
    type SleepingNodeGroup,
    SyntheticProbe,
    WorkingHoursSchedule,
    type WorkingHoursScheduleArgs,
} from "../../components";
import { assertWorkingHoursScheduleArgs } from "../../components/working-hours-schedule/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, resource } from "../support/plan";
import { PROVISIONED } from "./database-support";
import { CLUSTER_ARGS, PROBE_ARGS, SCHEDULE_ARGS } from "./samples";
import { faultsOf, namesOf, STAGING } from "./support";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const SUMMER = { from: "2027-08-02", to: "2027-08-22", reason: "Summer" };
const ENVIRONMENT = { ...STAGING, workingHours: { ...STAGING.workingHours!, closed: [SUMMER] } };

/** Node groups that somebody else's component makes. */
class ForeignNodeGroup extends pulumi.ComponentResource implements SleepingNodeGroup {
    readonly clusterName = "staging-shop";
    readonly nodeGroupName = "workers";
    readonly size = { minSize: 1, maxSize: 4, desiredSize: 2 };

    constructor(name: string) {
        super("foreign:nodes:NodeGroup", name);
        new ForeignPart(`${name}-part`, this);
    }
}

class ForeignPart extends pulumi.CustomResource {
    constructor(name: string, parent: pulumi.Resource) {
        super("foreign:nodes:Part", name, {}, { parent });
    }
}

/** Names of everything that is destroyed after a resource, which is all that it depends on by whatever steps. */
function destroyedAfter(plan: Plan, name: string): readonly string[] {
    const found = new Set<string>();
    const visit = (urns: readonly string[]) => {
        for (const urn of urns) {
            if (found.has(urn)) continue;
            found.add(urn);
            visit(plan.resources.find(one => one.urn === urn)?.dependencies ?? []);
        }
    };
    visit(resource(plan, name).dependencies);
    return [...found].map(urn => urn.slice(urn.lastIndexOf("::") + 2));
}

describe("WorkingHoursSchedule, when an environment is destroyed", () => {
    const planned = (args: (() => Partial<WorkingHoursScheduleArgs>) | undefined) =>
        planOf(() => {
            new WorkingHoursSchedule("hours", { ...SCHEDULE_ARGS, environment: ENVIRONMENT, ...args?.() });
        });

    it("given a database, nodes and a probe that are made beside it, goes whole before any of them", async () => {
        const plan = await planned(() => ({
            database: new Database("orders", { ...PROVISIONED, environment: ENVIRONMENT }),
            nodeGroups: [new ForeignNodeGroup("workers")],
            probes: [new SyntheticProbe("shop", { ...PROBE_ARGS, environment: ENVIRONMENT })],
        }));
        const timers = namesOf(plan, SCHEDULE);
        assert.ok(timers.length >= 6, String(timers));
        for (const name of [...timers, "hours-restarted-target"]) {
            const after = destroyedAfter(plan, name);
            for (const sleeper of ["orders-cluster", "workers-part", "shop-canary"]) {
                assert.ok(after.includes(sleeper), `${name} is not gone before ${sleeper}`);
            }
        }
    });

    it("given the node groups of a cluster, goes whole before any of them, and is made after them", async () => {
        const [workers] = CLUSTER_ARGS.nodeGroups;
        assert.ok(workers !== undefined);
        const named = (name: string) => ({ ...workers, name });
        const plan = await planOf(() => {
            const cluster = new Cluster("platform", {
                ...CLUSTER_ARGS,
                environment: ENVIRONMENT,
                nodeGroups: [named("workers"), named("batch")],
            });
            const { nodeGroups } = cluster;
            new WorkingHoursSchedule("hours", { environment: ENVIRONMENT, nodeGroups }, { parent: cluster });
        });
        const timers = namesOf(plan, SCHEDULE);
        assert.ok(timers.length >= 4, String(timers));
        for (const name of timers) {
            const after = destroyedAfter(plan, name);
            for (const group of ["platform-workers", "platform-batch"]) {
                assert.ok(after.includes(group), `${name} is not gone before ${group}`);
            }
        }
    });

    it("given no more than their names, waits for nothing", async () => {
        const plan = await planned(undefined);
        assert.deepEqual(destroyedAfter(plan, "hours-group"), []);
    });

    it("given something for a resource that is none, says so", () => {
        const [group] = SCHEDULE_ARGS.nodeGroups ?? [];
        const nodeGroups = [{ ...group!, resource: "workers" as unknown as pulumi.Resource }];
        const faults = faultsOf(() => {
            assertWorkingHoursScheduleArgs("hours", { environment: ENVIRONMENT, nodeGroups });
        });
        assert.deepEqual(faults, ['nodeGroups[0].resource: expected a resource of Pulumi, got "workers"']);
    });

    it("given that it is made inside of its database, does not wait for itself", async () => {
        const plan = await planOf(() => {
            const database = new Database("orders", { ...PROVISIONED, environment: ENVIRONMENT });
            new WorkingHoursSchedule("hours", { environment: ENVIRONMENT, database }, { parent: database });
        });
        assert.deepEqual(destroyedAfter(plan, "hours-group"), []);
    });
});
