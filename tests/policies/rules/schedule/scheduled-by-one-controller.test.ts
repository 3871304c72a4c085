import * as assert from "node:assert/strict";

import { Secret, Unknown } from "../../../../plan/value";
import { scheduledByOneController as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { calling, cluster, judged, onlyRead, saidOf, START, type StackRow, STOP } from "./nights";

const pair = [calling("stop", STOP), calling("start", START)];
const also = (verb: "stop" | "start", expression: string, more = {}) =>
    calling(verb, expression, more, {}, `also-${verb}`);
const tagged = (key: string) => cluster({ tags: { [key]: "office-hours" } });
const group = resource("aws:autoscaling/group:Group", { name: "workers", minSize: 1, maxSize: 4 }, { name: "workers" });
const scaling = (name: string, recurrence: string, desiredCapacity: number) =>
    resource(
        "aws:autoscaling/schedule:Schedule",
        { autoscalingGroupName: "workers", recurrence, desiredCapacity, minSize: 0, maxSize: 4 },
        { name },
    );

describe("scheduled-by-one-controller", () => {
    const cases: readonly StackRow[] = [
        ["one pair", "holds", [cluster(), ...pair]],
        ["a second stop at the same minute", "violated", [cluster(), ...pair, also("stop", STOP)]],
        [
            "a second stop later in the evening",
            "violated",
            [cluster(), ...pair, also("stop", "cron(0 22 ? * MON-FRI *)")],
        ],
        ["a second start in the morning", "violated", [cluster(), ...pair, also("start", "cron(0 8 ? * MON-FRI *)")]],
        [
            "a second stop that is switched off",
            "holds",
            [cluster(), ...pair, also("stop", STOP, { state: "DISABLED" })],
        ],
        ["a second stop that fires once", "holds", [cluster(), ...pair, also("stop", "at(2026-12-24T12:00:00)")]],
        [
            "stops that share out the days",
            "holds",
            [
                cluster(),
                calling("stop", "cron(0 20 ? * MON-THU *)"),
                also("stop", "cron(0 17 ? * FRI *)"),
                calling("start", START),
            ],
        ],
        [
            "two pairs that share out the day",
            "holds",
            [
                cluster(),
                calling("stop", "cron(0 12 ? * MON-FRI *)"),
                also("start", "cron(0 13 ? * MON-FRI *)"),
                also("stop", "cron(0 20 ? * MON-FRI *)"),
                calling("start", START),
            ],
        ],
        [
            "a stop every night, at weekends for nothing",
            "holds",
            [cluster(), calling("stop", "cron(0 20 * * ? *)"), calling("start", START)],
        ],
        [
            "a stop and a start at the same minute",
            "violated",
            [cluster(), calling("stop", "cron(0 7 ? * MON-FRI *)"), calling("start", START)],
        ],
        [
            "a second stop at a time that is not known",
            "holds",
            [cluster(), ...pair, calling("stop", Unknown.computed, {}, {}, "also")],
        ],
        [
            "a second stop in another zone",
            "undecided",
            [cluster(), ...pair, also("stop", STOP, { scheduleExpressionTimezone: "UTC" })],
        ],
        ["a second stop at a rate", "undecided", [cluster(), ...pair, also("stop", "rate(1 day)")]],
        ["a pair at a rate", "holds", [cluster(), calling("stop", "rate(1 day)"), calling("start", START)]],
        ["the tag of a controller and a pair", "undecided", [tagged("Schedule"), ...pair]],
        ["a tag of no controller and a pair", "holds", [tagged("Team"), ...pair]],
        ["the tag of a controller alone", "nothing", [tagged("Schedule")]],
        [
            "the tags of two controllers",
            "undecided",
            [cluster({ tags: { Schedule: "office", maid_offhours: new Secret("on") } })],
        ],
        ["no schedule", "nothing", [cluster()]],
        [
            "two steps down to nothing and one up",
            "holds",
            [
                group,
                scaling("half", "0 19 * * 1-5", 1),
                scaling("none", "0 20 * * 1-5", 0),
                scaling("up", "0 7 * * 1-5", 2),
            ],
        ],
        [
            "two steps up",
            "holds",
            [
                group,
                scaling("none", "0 20 * * 1-5", 0),
                scaling("one", "0 6 * * 1-5", 1),
                scaling("up", "0 7 * * 1-5", 2),
            ],
        ],
        [
            "two sizes at the same minute",
            "violated",
            [
                group,
                scaling("none", "0 20 * * 1-5", 0),
                scaling("one", "0 7 * * 1-5", 1),
                scaling("up", "0 7 * * 1-5", 2),
            ],
        ],
    ];
    for (const [given, expected, resources] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(rule, resources), expected);
        });
    }

    it("given that the controller runs, says violated of the tag and a pair, and nothing of the tag alone", () => {
        const settings = { controllersRun: true };
        assert.equal(judged(rule, [tagged("Schedule"), ...pair], { settings }), "violated");
        assert.equal(judged(rule, [tagged("Schedule")], { settings }), "nothing");
        const own = { controllersRun: true, controllerTags: ["NightOff"] };
        assert.equal(judged(rule, [tagged("Schedule"), ...pair], { settings: own }), "holds");
        assert.equal(judged(rule, [tagged("NightOff"), ...pair], { settings: own }), "violated");
    });

    it("given a clash, names both schedules", () => {
        const [verdict] = saidOf(rule, [cluster(), ...pair, also("stop", STOP)]);
        assert.match(String(verdict?.message), /^stops twice this database cluster by both stop and also-stop/);
    });

    it("given production, or a database that is only read, says nothing", () => {
        assert.deepEqual(saidOf(rule, [cluster(), ...pair, also("stop", STOP)], { stack: "prod" }), []);
        assert.deepEqual(saidOf(rule, [onlyRead(cluster()), ...pair, also("stop", STOP)]), []);
    });
});
