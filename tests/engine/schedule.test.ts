import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import type { CommandResult } from "../support/real-engine/child-process";
import { goOff, SCHEDULE } from "../support/real-engine/emulators/emulated-scheduler";
import type { Held } from "../support/real-engine/emulators/emulation";
import { isWireMap, textOf, type WireMap } from "../support/real-engine/emulators/wire";
import { RealEngine } from "../support/real-engine/real-engine";
import { changes, stepsOf } from "../support/real-engine/steps";

const PROJECT = resolve(__dirname, "../fixtures/programs/real-schedule");
const STACK = "staging";
const DATABASE = "aws:rds/cluster:Cluster";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const CANARY = "aws:synthetics/canary:Canary";
const MUTE_RULE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule";

/** A Tuesday morning and its night: what the program takes for now. */
const BY_DAY = "2026-11-24T10:00:00+01:00";
const BY_NIGHT = "2026-11-24T22:00:00+01:00";
/** What the program says by night, and never by day. */
const SLEEPS = /staging sleeps from .*2026-11-24 20:25.* to .*2026-11-25 06:30/;

const DAY_MINUTES = 24 * 60;
/** The size of the program's nodes at night. */
const ASLEEP = { minSize: 0, maxSize: 4, desiredSize: 0 };
/** What AWS answers who changes or deletes a stopped cluster. */
const STOPPED = /InvalidDBClusterStateFault: Db cluster staging-orders is in stopped state/;
/** What EventBridge Scheduler takes at least (CreateSchedule, RetryPolicy). */
const SHORTEST_EVENT_AGE_SECONDS = 60;

describe("working hours under the real engine", () => {
    let engine: RealEngine;
    let first: CommandResult;
    let timers: readonly Held[];

    const run = (now: string, ...args: readonly string[]): Promise<CommandResult> =>
        engine.run([...args, "--stack", STACK], { env: { PROGRAM_NOW: now } });
    const up = (now: string): Promise<CommandResult> => run(now, "up", "--yes", "--skip-preview");
    const set = (key: string, value: string): Promise<CommandResult> => run(BY_DAY, "config", "set", key, value);
    const refresh = (): Promise<CommandResult> => run(BY_DAY, "refresh", "--yes", "--skip-preview");
    const unchanged = (): Promise<CommandResult> => run(BY_DAY, "preview", "--expect-no-changes", "--diff");
    const changed = async (): Promise<readonly string[]> =>
        changes(stepsOf((await run(BY_DAY, "preview", "--json", "--show-sames")).stdout));
    const all = (type: string): readonly Held[] => engine.held().filter(one => one.type === type);
    const only = (type: string): Held => {
        assert.equal(all(type).length, 1, type);
        return all(type)[0]!;
    };
    /** Lets the timers go off that make such a call. Some days have timers of their own: one of each call is enough. */
    const goesOff = (edge: "start" | "stop", ...calls: readonly RegExp[]): void => {
        for (const call of calls) {
            const due = timers.filter(timer => call.test(callOf(timer)) && edgeOf(timer) === edge);
            assert.ok(due.length > 0, `no timer calls ${call.source} at the ${edge}`);
            for (const timer of new Map(due.map(one => [inputOf(one), one])).values()) goOff(engine, timer);
        }
    };

    before(async () => {
        engine = await RealEngine.start(PROJECT);
        await engine.succeed(["stack", "init", STACK]);
        first = await up(BY_DAY);
        timers = all(SCHEDULE);
    });

    after(() => {
        engine.stop();
    });

    it("given working hours, deploys what follows them without a word of warning, and then finds nothing to change", async () => {
        assert.equal(first.code, 0, first.stdout + first.stderr);
        assert.doesNotMatch(first.stdout, /sleeps/);
        const { code, stdout } = await unchanged();
        assert.equal(code, 0, stdout);
    });

    it("given what sleeps, has timers that stop and start each of it, by its name in AWS and in Scheduler's spelling", () => {
        const nodeGroup = textOf(only(NODE_GROUP).inputs["nodeGroupName"], "nodeGroupName");
        const sized = (minSize: number, desiredSize: number) => ({
            ClusterName: "staging-platform",
            NodegroupName: nodeGroup,
            ScalingConfig: { MinSize: minSize, MaxSize: 4, DesiredSize: desiredSize },
        });
        const expected: readonly (readonly [string, object])[] = [
            ["eks:updateNodegroupConfig", sized(0, 0)],
            ["eks:updateNodegroupConfig", sized(2, 3)],
            ["rds:startDBCluster", { DbClusterIdentifier: "staging-orders" }],
            ["rds:stopDBCluster", { DbClusterIdentifier: "staging-orders" }],
            ["synthetics:startCanary", { Name: "staging-shop-probe" }],
            ["synthetics:stopCanary", { Name: "staging-shop-probe" }],
        ];
        assert.deepEqual(
            [...new Set(timers.map(timer => `${callOf(timer)} ${inputOf(timer)}`))].sort(),
            expected.map(([call, input]) => `${call} ${JSON.stringify(input)}`).sort(),
        );
    });

    it("given each timer, it is on, in the team's zone, to the minute, and what it gives up is kept", () => {
        const queue = only("aws:sqs/queue:Queue").outputs["arn"];
        for (const timer of timers) {
            const { id, inputs } = timer;
            const { deadLetterConfig, retryPolicy } = targetOf(inputs);
            assert.equal(inputs["state"], "ENABLED", id);
            assert.equal(inputs["scheduleExpressionTimezone"], "Europe/Berlin", id);
            assert.deepEqual(inputs["flexibleTimeWindow"], { mode: "OFF" }, id);
            assert.match(textOf(inputs["scheduleExpression"], id), /^cron\(\d+ \d+ \S+ \S+ \S+ \S+\)$/);
            assert.deepEqual(deadLetterConfig, { arn: queue }, id);
            const age = isWireMap(retryPolicy) ? Number(retryPolicy["maximumEventAgeInSeconds"]) : 0;
            assert.ok(age >= SHORTEST_EVENT_AGE_SECONDS && age < secondsToOpposite(timer, timers), `${id}: ${age} s`);
        }
    });

    it("given the hours of the program, they are written down for everybody as they are", () => {
        const { config } = parse(readFileSync(resolve(PROJECT, "Pulumi.staging.yaml"), "utf8")) as {
            readonly config: Readonly<Record<string, object>>;
        };
        assert.deepEqual(JSON.parse(textOf(only("aws:ssm/parameter:Parameter").inputs["insecureValue"], "value")), {
            schema: "stagewright.working-hours/1",
            ...config["real-schedule:workingHours"],
        });
    });

    it("given weeks in which AWS starts the database by itself, hears of that and may stop it again", () => {
        const rule = only("aws:cloudwatch/eventRule:EventRule");
        assert.deepEqual(JSON.parse(textOf(rule.inputs["eventPattern"], "eventPattern")), {
            source: ["aws.rds"],
            "detail-type": ["RDS DB Cluster Event"],
            detail: { EventID: ["RDS-EVENT-0153"], SourceIdentifier: ["staging-orders"] },
        });
        const target = only("aws:cloudwatch/eventTarget:EventTarget").inputs;
        assert.equal(target["rule"], rule.inputs["name"]);
        assert.equal(target["arn"], only("aws:sfn/stateMachine:StateMachine").outputs["arn"]);
    });

    it("given a role that may do no more than its timers call, every timer does what it says", () => {
        goesOff("stop", /Canary$/, /Nodegroup/, /DBCluster$/);
        assert.deepEqual(only(NODE_GROUP).inputs["scalingConfig"], ASLEEP);
        assert.equal(only(DATABASE).stopped, true);
        assert.equal(only(CANARY).outputs["status"], "STOPPED");
        assert.ok(all(MUTE_RULE).length > 0);
        for (const { urn } of all(MUTE_RULE)) engine.tamper(urn, { properties: { status: "ACTIVE" } });
    });

    it("given everything asleep and seen so by Pulumi, finds nothing to change", async () => {
        await refresh();
        const { stdout } = await run(BY_DAY, "stack", "export");
        assert.deepEqual(inState(stdout, NODE_GROUP)["scalingConfig"], ASLEEP);
        assert.equal(inState(stdout, CANARY)["status"], "STOPPED");
        assert.match(stdout, /"status": "ACTIVE"/);
        const preview = await unchanged();
        assert.equal(preview.code, 0, preview.stdout);
    });

    it("given everything asleep and room for more nodes, says that it is night, and leaves the nodes asleep", async () => {
        await set("maxSize", "5");
        const update = await up(BY_NIGHT);
        assert.equal(update.code, 0, update.stdout + update.stderr);
        assert.match(update.stdout, SLEEPS);
        assert.deepEqual(only(NODE_GROUP).inputs["scalingConfig"], { ...ASLEEP, maxSize: 5 });
        timers = all(SCHEDULE);
    });

    it("given a change of the database while it is stopped, says why before it fails as AWS does", async () => {
        await set("backupRetentionDays", "8");
        // With its preview, as people run it: what refuses at once ends an update before the program is heard.
        const { code, stdout } = await run(BY_NIGHT, "up", "--yes");
        assert.notEqual(code, 0);
        assert.match(stdout, SLEEPS);
        assert.match(stdout, STOPPED);
        assert.ok(stdout.search(SLEEPS) < stdout.search(STOPPED), stdout);
    });

    it("given the morning, starts everything in the size that it has by now, and the database is changed", async () => {
        goesOff("start", /DBCluster$/, /Nodegroup/, /Canary$/);
        assert.deepEqual(only(NODE_GROUP).inputs["scalingConfig"], { minSize: 2, maxSize: 5, desiredSize: 3 });
        assert.equal(only(CANARY).outputs["status"], "RUNNING");
        const update = await up(BY_DAY);
        assert.equal(update.code, 0, update.stdout + update.stderr);
        assert.equal(only(DATABASE).inputs["backupRetentionPeriod"], 8);
    });

    it("given a size that no timer moves, or nodes whose size is not left to timers, finds what was moved", async () => {
        await set("nodesByHand", "true");
        await engine.succeed(["up", "--yes", "--skip-preview", "--stack", STACK]);
        const [ours, byHand] = ["platform-workers", "by-hand"].map(name =>
            all(NODE_GROUP).find(({ urn }) => urn.endsWith(`::${name}`)),
        );
        engine.tamper(ours!.urn, { properties: { scalingConfig: { minSize: 2, maxSize: 9, desiredSize: 3 } } });
        engine.tamper(byHand!.urn, { properties: { scalingConfig: ASLEEP } });
        await refresh();
        assert.deepEqual(await changed(), [
            "update aws:eks/nodeGroup:NodeGroup by-hand",
            "update aws:eks/nodeGroup:NodeGroup platform-workers",
        ]);
    });

    it("given a stopped database, is not destroyed until it is started", async () => {
        goesOff("stop", /DBCluster$/);
        const refused = await run(BY_NIGHT, "destroy", "--yes", "--skip-preview");
        assert.notEqual(refused.code, 0);
        assert.match(refused.stdout, STOPPED);
        engine.tamper(only(DATABASE).urn, { stopped: false });
        const destroyed = await run(BY_DAY, "destroy", "--yes", "--skip-preview");
        assert.equal(destroyed.code, 0, destroyed.stdout + destroyed.stderr);
        assert.deepEqual(engine.resources(), []);
    });
});

function targetOf(inputs: WireMap): WireMap {
    const target = inputs["target"];
    assert.ok(isWireMap(target));
    return target;
}

/** The action of the AWS SDK that a timer calls, such as `rds:stopDBCluster`. */
function callOf({ inputs }: Held): string {
    return textOf(targetOf(inputs)["arn"], "arn").replace("arn:aws:scheduler:::aws-sdk:", "");
}

function inputOf({ inputs }: Held): string {
    return textOf(targetOf(inputs)["input"], "input");
}

/** Whether a timer stops something or starts it. */
function edgeOf(timer: Held): "start" | "stop" {
    return callOf(timer).includes(":stop") || inputOf(timer).includes('"DesiredSize":0') ? "stop" : "start";
}

/** Seconds from one timer to the next of the opposite edge of the same thing, read from the hands of the clock. */
function secondsToOpposite(timer: Held, timers: readonly Held[]): number {
    const minuteOf = ({ inputs }: Held): number => {
        const [, minute, hour] = /^cron\((\d+) (\d+) /.exec(textOf(inputs["scheduleExpression"], "expression")) ?? [];
        return Number(hour) * 60 + Number(minute);
    };
    const opposites = timers.filter(other => nameIn(other) === nameIn(timer) && edgeOf(other) !== edgeOf(timer));
    assert.ok(opposites.length > 0, timer.id);
    return Math.min(...opposites.map(other => ((minuteOf(other) - minuteOf(timer) + DAY_MINUTES) % DAY_MINUTES) * 60));
}

/** What a timer names, without the size that it gives it. */
function nameIn(timer: Held): string {
    return inputOf(timer).replace(/,"ScalingConfig".*/, "");
}

/** What a state says of the only resource of a type. */
function inState(state: string, type: string): Readonly<Record<string, unknown>> {
    const { deployment } = JSON.parse(state) as {
        readonly deployment: {
            readonly resources: readonly {
                readonly type: string;
                readonly outputs: Readonly<Record<string, unknown>>;
            }[];
        };
    };
    const found = deployment.resources.filter(resource => resource.type === type);
    assert.equal(found.length, 1, type);
    return found[0]!.outputs;
}
