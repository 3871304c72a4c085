import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { united } from "../../hours/local-time";
import { clipped, complement, covers, difference, minutesIn } from "../../schedule/simulation/intervals";
import type { Interval } from "../../schedule/simulation/model";

const WINDOW = { from: 10, to: 90 };

const intervals: fc.Arbitrary<readonly Interval[]> = fc
    .array(
        fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 20 })).map(([from, length]) => ({ from, to: from + length })),
        { maxLength: 8 },
    )
    .map(all => united(all));

/** The minutes of some intervals, one by one. */
const minutes = (all: readonly Interval[]) =>
    new Set(all.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, place) => from + place)));

/** Whether intervals are in order, apart and not empty. */
const areNeat = (all: readonly Interval[]) =>
    all.every((one, place) => one.from < one.to && one.from > (all[place - 1]?.to ?? -1));

describe("intervals", () => {
    it("given any two lists, leave the minutes of one that the other has not", () => {
        fc.assert(
            fc.property(intervals, intervals, (one, other) => {
                const left = difference(one, other);
                const taken = minutes(other);
                assert.deepEqual(minutes(left), new Set([...minutes(one)].filter(minute => !taken.has(minute))));
                assert.ok(areNeat(left));
            }),
        );
    });

    it("given any list, its complement is the rest of the window, and both together are all of it", () => {
        fc.assert(
            fc.property(intervals, all => {
                const rest = complement(all, WINDOW);
                assert.equal(minutesIn(clipped(all, WINDOW)) + minutesIn(rest), WINDOW.to - WINDOW.from);
                assert.deepEqual(minutes(rest), minutes(difference([WINDOW], all)));
                assert.ok(areNeat(rest));
            }),
        );
    });

    it("given any list, covers exactly its minutes", () => {
        fc.assert(
            fc.property(intervals, all => {
                const inside = minutes(all);
                for (let at = -1; at < 125; at++) assert.equal(covers(all, at), inside.has(at));
            }),
        );
    });

    it("given a moment, holds its first minute and not the one after its last", () => {
        const one = [{ from: 5, to: 7 }];
        assert.deepEqual(
            [4, 5, 6, 7].map(at => covers(one, at)),
            [false, true, true, false],
        );
    });
});
