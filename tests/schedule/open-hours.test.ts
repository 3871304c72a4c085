import * as assert from "node:assert/strict";

import { backupFits, maintenanceFits, parseDaily, parseWeekly, type Span } from "../../schedule/open-hours";
import { MINUTES_A_DAY, MINUTES_A_WEEK } from "../../schedule/schedule-times";

/** Spans of some days from Monday, each as hours. */
const days = (numbers: readonly number[], ...hours: readonly (readonly [from: number, to: number])[]): Span[] =>
    numbers.flatMap(day =>
        hours.map(([from, to]) => ({ from: day * MINUTES_A_DAY + from * 60, to: day * MINUTES_A_DAY + to * 60 })),
    );
const numbers = (count: number) => Array.from({ length: count }, (_, place) => place);

describe("the windows of a database", () => {
    const noon = parseDaily("12:00-12:30")!;

    it("given two spans a day, hold a backup in one of them", () => {
        assert.equal(backupFits(noon, days(numbers(5), [7, 13], [15, 20]), 0), true);
        assert.equal(backupFits(noon, days(numbers(5), [7, 12], [15, 20]), 0), false);
        assert.equal(backupFits(noon, days(numbers(5), [7, 12.5], [15, 20]), 0), true);
    });

    it("given one day in ten that is too short for it, hold a backup, and given more, do not", () => {
        const of = (short: number, whole: number) =>
            backupFits(noon, [...days(numbers(whole), [7, 20]), ...days([100, 101].slice(0, short), [7, 9])], 0);
        assert.equal(of(1, 9), true);
        assert.equal(of(1, 8), false);
        assert.equal(of(2, 18), true);
        assert.equal(of(2, 17), false);
    });

    it("given a night, hold a backup after midnight", () => {
        assert.equal(backupFits(parseDaily("01:00-01:30")!, days(numbers(5), [22, 30]), 0), true);
        assert.equal(backupFits(noon, days(numbers(5), [22, 30]), 0), false);
    });

    it("given nothing that is open, hold nothing", () => {
        assert.equal(backupFits(noon, [], 0), false);
        assert.equal(maintenanceFits(parseWeekly("tue:10:00-tue:11:00")!, [], 0), false);
    });

    it("given weeks of which the day is closed, hold maintenance where half of the others do", () => {
        const window = parseWeekly("tue:10:00-tue:11:00")!;
        const weeks = (open: readonly (readonly number[])[]) =>
            open.flatMap((ofWeek, week) =>
                days(ofWeek, [7, 20]).map(({ from, to }) => ({
                    from: from + week * MINUTES_A_WEEK,
                    to: to + week * MINUTES_A_WEEK,
                })),
            );
        assert.equal(maintenanceFits(window, weeks([[0, 1], [0], [0, 1], [0], [0, 1]]), 0), true);
        assert.equal(maintenanceFits(window, weeks([[0, 1], [0], [0], [0], [0, 1]]), 0), false);
        assert.equal(maintenanceFits(window, weeks([[0, 1], [], [], [], [0, 1]]), 0), true);
    });
});
