import * as assert from "node:assert/strict";

import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { scheduleEventAgeBounded as rule } from "../../../../policy-pack/rules";
import { calling, cluster, judged, onlyRead, saidOf, START, type StackRow, STOP } from "./nights";

const stop = (retryPolicy: PropertyValue, expression: PropertyValue = STOP, more = {}) =>
    calling("stop", expression, more, { retryPolicy });
const start = calling("start", START, {}, { retryPolicy: { maximumEventAgeInSeconds: 3600 } });
/** From eight in the evening to seven in the morning, less the hour that is skipped in spring. */
const NIGHT_SECONDS = (11 - 1) * 3600;
const aged = (maximumEventAgeInSeconds: PropertyValue) => stop({ maximumEventAgeInSeconds });

describe("schedule-event-age-bounded", () => {
    const cases: readonly StackRow[] = [
        ["a second less than the shortest night", "holds", [cluster(), aged(NIGHT_SECONDS - 1), start]],
        ["the shortest night", "violated", [cluster(), aged(NIGHT_SECONDS), start]],
        ["nothing, which means a day", "violated", [cluster(), stop({}), start]],
        ["no policy, which means a day", "violated", [cluster(), calling("stop", STOP), start]],
        ["no second try", "holds", [cluster(), stop({ maximumRetryAttempts: 0 }), start]],
        ["one more try", "violated", [cluster(), stop({ maximumRetryAttempts: 1 }), start]],
        ["an age that is not known", "undecided", [cluster(), aged(Unknown.computed), start]],
        ["an age that is a text", "undecided", [cluster(), aged("soon"), start]],
        ["a secret age", "holds", [cluster(), aged(new Secret(3600)), start]],
        [
            "a time that is not known",
            "undecided",
            [cluster(), stop({ maximumEventAgeInSeconds: 3600 }, Unknown.computed), start],
        ],
        [
            "another zone than its opposite",
            "undecided",
            [cluster(), stop({}, STOP, { scheduleExpressionTimezone: "Asia/Tokyo" }), start],
        ],
        [
            "a zone without clock changes and the whole night less a second",
            "holds",
            [
                cluster(),
                stop({ maximumEventAgeInSeconds: 11 * 3600 - 1 }, STOP, { scheduleExpressionTimezone: "Asia/Tokyo" }),
                calling(
                    "start",
                    START,
                    { scheduleExpressionTimezone: "Asia/Tokyo" },
                    { retryPolicy: { maximumEventAgeInSeconds: 60 } },
                ),
            ],
        ],
        [
            "a zone that does not exist",
            "undecided",
            [
                cluster(),
                stop({}, STOP, { scheduleExpressionTimezone: "Mars/Base" }),
                calling("start", START, { scheduleExpressionTimezone: "Mars/Base" }),
            ],
        ],
        ["no opposite", "nothing", [cluster(), stop({})]],
        ["schedules of what is not planned", "nothing", [stop({}), start]],
        [
            "a monthly pair, at an age of a day",
            "holds",
            [
                cluster(),
                calling("stop", "cron(0 20 1 * ? *)", {}, { retryPolicy: {} }),
                calling("start", "cron(0 7 15 * ? *)", {}, { retryPolicy: {} }),
            ],
        ],
    ];
    for (const [given, expected, resources] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(rule, resources), expected);
        });
    }

    it("given nothing, says how long is tried by default, and how soon the opposite is due", () => {
        const [verdict] = saidOf(rule, [cluster(), stop({}), start]);
        assert.equal(
            verdict?.message,
            "keeps trying for 86400 seconds by default, and the opposite is due after 36000, expected less: a stop that fails in the evening lands in the morning",
        );
    });

    it("given a secret age, does not show it", () => {
        const [verdict] = saidOf(rule, [cluster(), aged(new Secret(77_777)), start]);
        assert.equal(verdict?.outcome, "violated");
        assert.ok(!String(verdict.message).includes("77777"));
    });

    it("given two opposites, counts the nearer", () => {
        const noon = calling(
            "start",
            "cron(0 21 ? * FRI *)",
            {},
            { retryPolicy: { maximumEventAgeInSeconds: 60 } },
            "noon",
        );
        const of = { subject: "stop" };
        assert.equal(judged(rule, [cluster(), aged(3 * 3600), start], of), "holds");
        assert.equal(judged(rule, [cluster(), aged(3 * 3600), start, noon], of), "violated");
    });

    it("given production, or schedules that are only read, says nothing", () => {
        assert.deepEqual(saidOf(rule, [cluster(), stop({}), start], { stack: "prod" }), []);
        assert.deepEqual(saidOf(rule, [cluster(), onlyRead(stop({})), onlyRead(start)]), []);
    });
});
