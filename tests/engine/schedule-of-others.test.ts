import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { compiledPack } from "../support/real-engine/compiled-pack";
import { verdictsOfEvents } from "../support/real-engine/policy-events";
import { previewWithPack, type StackReaders } from "../support/real-engine/readers";
import { RealEngine } from "../support/real-engine/real-engine";
import { simulatedYear, type SimulatedYear } from "../support/real-engine/simulated-year";

const PROJECT = resolve(__dirname, "../fixtures/programs/real-foreign-hours");
const STACKS = ["staging", "prod"] as const;
type Stack = (typeof STACKS)[number];

/** The rules about hours, and what each must find in a stack: the ends of URNs. Nothing else may be found by them. */
const PLANTED: Readonly<Record<Stack, Readonly<Record<string, readonly string[]>>>> = {
    staging: {
        "scheduled-by-one-controller": ["aws:rds/instance:Instance::invoices"],
        "stoppable-outside-production-is-scheduled": ["aws:rds/instance:Instance::returns"],
        "schedule-role-can-do-what-its-target-says": [
            "aws:scheduler/schedule:Schedule::reports-start",
            "aws:scheduler/schedule:Schedule::reports-stop",
        ],
        "alarms-audible-while-open": ["aws:cloudwatch/alarmMuteRule:AlarmMuteRule::mute-by-day"],
        "production-never-scheduled": [],
    },
    prod: {
        "scheduled-by-one-controller": [],
        "stoppable-outside-production-is-scheduled": [],
        "schedule-role-can-do-what-its-target-says": [],
        "alarms-audible-while-open": [],
        // To start production is no harm.
        "production-never-scheduled": ["aws:scheduler/schedule:Schedule::orders-stop"],
    },
};

describe("hours that somebody else wrote, under the real engine", () => {
    let engine: RealEngine;
    const read = new Map<Stack, StackReaders>();

    before(async () => {
        engine = await RealEngine.start(PROJECT);
        for (const stack of STACKS) {
            await engine.succeed(["stack", "init", stack]);
            read.set(stack, await previewWithPack(engine, stack, compiledPack()));
        }
    });

    after(() => {
        engine.stop();
    });

    for (const stack of STACKS) {
        it(`given ${stack} with planted conflicts, the pack finds each of them and nothing beside them`, () => {
            const violated = [...verdictsOfEvents(read.get(stack)!.events, stack)].flatMap(([key, { outcome }]) =>
                outcome === "violated" ? [key.split(" ")] : [],
            );
            for (const [rule, ends] of Object.entries(PLANTED[stack])) {
                const found = violated.flatMap(([of, , urn = ""]) =>
                    of === rule ? [urn.slice(urn.indexOf("aws:"))] : [],
                );
                assert.deepEqual(found.sort(), ends, rule);
            }
        });
    }

    const simulated = (stack: Stack) => simulatedYear(engine.project, stack, read.get(stack)!.preview.stdout, 2027);
    const kindsOf = (year: SimulatedYear, path: string): readonly string[] => {
        const sleeper = year.sleepers.find(one => one.path === path);
        assert.ok(sleeper?.disagreements !== undefined, path);
        return [...new Set(sleeper.disagreements.map(({ kind }) => kind))].sort();
    };

    it("given staging simulated, tells the minutes in which it is not as intended, and agrees with the rest", async () => {
        const { code, year } = await simulated("staging");
        assert.equal(code, 1);
        assert.equal(year.verdict, "not as intended");
        const [early, late] = ["asleep while it should be awake", "awake while it should be asleep"];
        assert.deepEqual(kindsOf(year, "orders"), []);
        // Stopped on Monday for good, but for AWS, which starts it once a week.
        assert.deepEqual(kindsOf(year, "returns"), [early, late]);
        assert.ok(kindsOf(year, "busy-by-day").includes(early));
        assert.deepEqual(kindsOf(year, "busy-by-night"), [late]);
    });

    it("given production simulated, refuses the minutes that it is stopped", async () => {
        const { code, year } = await simulated("prod");
        assert.equal(code, 1);
        assert.equal(year.verdict, "not as intended");
        const [orders, ...others] = year.sleepers;
        assert.deepEqual(others, []);
        assert.ok(orders!.asleepMinutes > 0);
        assert.deepEqual(
            year.sleepless.map(({ path }) => path),
            ["invoices"],
        );
    });
});
