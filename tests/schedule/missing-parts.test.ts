import * as assert from "node:assert/strict";

import { missingPart } from "../../schedule/missing-parts";
import type { ScheduledAction } from "../../schedule/schedule-target";
import { MINUTES_A_DAY } from "../../schedule/schedule-times";

const action = (bounded: boolean, recurs: boolean | undefined) => ({ bounded, recurs }) as ScheduledAction;
const lasting = { stop: action(false, true), start: action(false, true) };
const part = { stop: action(true, undefined), start: action(true, undefined) };
const once = { stop: action(true, false), start: action(true, false) };
const stops = new Set([lasting.stop, part.stop, once.stop]);

/** What is missing where actions come on days, at seven in the morning and at eight in the evening. */
function missing(days: readonly (readonly [day: number, action: ScheduledAction])[], last: number) {
    const events = days.map(([day, one]) => ({
        at: day * MINUTES_A_DAY + (stops.has(one) ? 20 : 7) * 60,
        action: one,
    }));
    const found = missingPart({ events, endsAt: last * MINUTES_A_DAY, zone: "UTC" }, stops);
    return found === undefined ? "nothing" : `${found.half} ${found.due}, ${Math.floor(found.from / MINUTES_A_DAY)}`;
}

const nightly = (first: number, last: number, one: ScheduledAction) =>
    Array.from({ length: last - first + 1 }, (_, place) => [first + place, one] as const);

describe("a part of a timetable that is missing", () => {
    const rows: readonly (readonly [given: string, days: Parameters<typeof missing>[0], said: string])[] = [
        ["a start and a stop", [[0, lasting.start], [0, lasting.stop]], "nothing"], // prettier-ignore
        ["a stop after fourteen days less some hours", [[0, lasting.start], [13, lasting.stop]], "nothing"], // prettier-ignore
        ["a stop after fourteen days and some hours", [[0, lasting.start], [14, lasting.stop]], "stop within 14 days, 0"], // prettier-ignore
        ["starts without a stop to the end", [[0, lasting.start], [1, lasting.start]], "stop within 14 days, 0"], // prettier-ignore
        ["stops that come less often than starts, every week alike", [[0, lasting.start], [1, lasting.start], [2, lasting.stop]], "nothing"], // prettier-ignore
        ["a part of a year that is started twice", [[0, part.start], [1, part.start], [2, lasting.stop]], "stop before it is started again, 0"], // prettier-ignore
        ["what goes on started after a part of a year", [[0, part.start], [1, lasting.start], [2, lasting.stop]], "stop before it is started again, 0"], // prettier-ignore
        ["a start by hand before a part of a year", [[0, once.start], [1, part.start], [2, part.stop]], "nothing"], // prettier-ignore
        ["a start by hand after a part of a year", [[0, part.start], [1, once.start], [2, part.stop]], "nothing"], // prettier-ignore
        ["a closure of a season", [[0, lasting.stop], [120, lasting.start], [120, lasting.stop]], "nothing"], // prettier-ignore
        ["stops every night of a season", [...nightly(0, 93, lasting.stop), [94, lasting.start], [94, lasting.stop]], "start within 92 days, 0"], // prettier-ignore
        ["stops every night of some weeks less", [...nightly(0, 91, lasting.stop), [92, lasting.start], [92, lasting.stop]], "nothing"], // prettier-ignore
    ];
    for (const [given, days, said] of rows) {
        it(`given ${given}, is ${said}`, () => {
            assert.equal(missing(days, given.endsWith("to the end") ? 16 : 121), said);
        });
    }

    it("given steps of one morning, is nothing", () => {
        const events = [7, 8, 20].map((hour, place) => ({ at: hour * 60, action: place < 2 ? part.start : part.stop }));
        assert.equal(missingPart({ events, endsAt: MINUTES_A_DAY, zone: "UTC" }, stops), undefined);
    });
});
