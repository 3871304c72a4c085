import * as assert from "node:assert/strict";
import { MINUTES_A_WEEK } from "../../hours/local-time";
import { RESTARTING_MINUTES } from "../../schedule/seven-day-restart";
import { dozeBy } from "../../schedule/simulation/dozing";

const WINDOW = { from: 0, to: 3 * MINUTES_A_WEEK };
const database = { restarts: true, runsAtFirst: true };
const stop = (at: number) => ({ at, wakes: false });
const start = (at: number) => ({ at, wakes: true });

describe("dozeBy", () => {
    it("given moves to where it already is, changes nothing", () => {
        const moves = [start(10), stop(20), stop(30), start(40), start(50)];
        assert.deepEqual(dozeBy(moves, WINDOW, database).awake, [
            { from: 0, to: 20 },
            { from: 40, to: WINDOW.to },
        ]);
    });

    it("given no move, is as it was at first", () => {
        assert.deepEqual(dozeBy([], WINDOW, database).awake, [WINDOW]);
        assert.deepEqual(dozeBy([], WINDOW, { restarts: false, runsAtFirst: false }).awake, []);
    });

    it("given a start after exactly seven days, is not started by AWS; a minute later, it is for that minute", () => {
        const started = (at: number) => dozeBy([stop(0), start(at)], WINDOW, database);
        assert.deepEqual(started(MINUTES_A_WEEK).restarted, []);
        const late = started(MINUTES_A_WEEK + 1);
        assert.deepEqual(late.restarted, [{ from: MINUTES_A_WEEK, to: MINUTES_A_WEEK + 1 }]);
        assert.deepEqual(late.awake, [{ from: MINUTES_A_WEEK, to: WINDOW.to }]);
    });

    it("given a stop while AWS starts it, runs on; given one when that is done, stops", () => {
        const stopped = (after: number) => dozeBy([stop(0), stop(MINUTES_A_WEEK + after)], WINDOW, database).awake[0];
        assert.deepEqual(stopped(RESTARTING_MINUTES - 1), { from: MINUTES_A_WEEK, to: WINDOW.to });
        assert.deepEqual(stopped(RESTARTING_MINUTES), {
            from: MINUTES_A_WEEK,
            to: MINUTES_A_WEEK + RESTARTING_MINUTES,
        });
    });

    it("given no end of its sleep, is started by AWS once, up to the end", () => {
        const { awake, restarted } = dozeBy([stop(0)], WINDOW, database);
        assert.deepEqual(
            [awake, restarted],
            [[{ from: MINUTES_A_WEEK, to: WINDOW.to }], [{ from: MINUTES_A_WEEK, to: WINDOW.to }]],
        );
        assert.deepEqual(dozeBy([stop(0)], WINDOW, { ...database, restarts: false }).awake, []);
    });

    it("given a stop after a start by AWS, may be started again after seven more days", () => {
        const { restarted } = dozeBy([stop(0), stop(MINUTES_A_WEEK + 100)], WINDOW, database);
        assert.deepEqual(restarted, [
            { from: MINUTES_A_WEEK, to: MINUTES_A_WEEK + 100 },
            { from: 2 * MINUTES_A_WEEK + 100, to: WINDOW.to },
        ]);
    });
});
