import * as assert from "node:assert/strict";

import {
    awsPattern,
    isWeekly,
    MINUTES_A_DAY,
    MINUTES_A_WEEK,
    momentsOf,
    unixPattern,
    utcOffsets,
} from "../../../../policy-pack/rules/support/schedule-times";

describe("the times of a schedule", () => {
    const patterns: readonly (readonly [expression: string, pattern: string | undefined])[] = [
        ["cron(0 20 ? * MON-FRI *)", "0 20 * * MON-FRI"],
        ["cron(30 6 ? * 2-6 *)", "30 6 * * 1-5"],
        ["cron(0 20 ? * 6#3 *)", "0 20 * * 5#3"],
        ["cron(0/15 20 * * ? *)", "0/15 20 * * *"],
        ["cron(0 20 L * ? *)", "0 20 L * *"],
        ["cron(0 20 1 1 ? 2027)", "0 0 20 1 1 * 2027"],
        [" cron(0 20 ? * MON *) ", "0 20 * * MON"],
        ["cron(0 20 ? * MON)", undefined],
        ["cron(0 25 ? * MON *)", undefined],
        ["cron(0 20 ? * 0 *)", undefined],
        ["rate(1 day)", undefined],
        ["at(2026-12-24T20:00:00)", undefined],
    ];
    for (const [expression, pattern] of patterns) {
        it(`given ${expression}, are ${pattern ?? "no pattern"}`, () => {
            assert.equal(awsPattern(expression), pattern);
        });
    }

    it("given what Unix writes, keep its days of the week", () => {
        assert.equal(unixPattern("0 20 * * 1-5"), "0 20 * * 1-5");
        assert.equal(unixPattern("0 20 * *"), undefined);
        assert.equal(unixPattern("61 20 * * *"), undefined);
    });

    it("given days of the month, months, a place in the month or years, are not the same in every week", () => {
        assert.equal(isWeekly("0 20 * * MON-FRI"), true);
        for (const pattern of ["0 20 1 * *", "0 20 * 8 *", "0 20 * * 5#3", "0 20 * * 5L", "0 0 20 * * * 2027"]) {
            assert.equal(isWeekly(pattern), false, pattern);
        }
    });

    it("given working days, come on these of two weeks and of the third's beginning", () => {
        const { moments, endsAt } = momentsOf(["0 20 * * MON-FRI"], "2026-01-31")!;
        const days = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15];
        assert.deepEqual(moments, [days.map(day => day * MINUTES_A_DAY + 20 * 60)]);
        assert.equal(endsAt, 2 * MINUTES_A_WEEK + 2 * MINUTES_A_DAY);
    });

    it("given the first minute of the week, count it", () => {
        assert.deepEqual(momentsOf(["0 0 * * MON"], "2026-01-31")!.moments, [[0, MINUTES_A_WEEK, 2 * MINUTES_A_WEEK]]);
    });

    it("given the first of each month, come thirteen times in a year and a month", () => {
        assert.equal(momentsOf(["0 20 1 * *"], "2026-01-31")!.moments[0]!.length, 14);
    });

    it("given a weekly and a monthly one, look as far for both", () => {
        const both = momentsOf(["0 20 * * MON", "0 20 1 * *"], "2026-01-31")!;
        assert.ok(both.moments[0]!.length > 50);
    });

    it("given every minute of a year, are not looked at", () => {
        assert.equal(momentsOf(["* * 1 * *", "* * * * *"], "2026-01-31"), undefined);
    });

    it("given a zone, know both sides of its clock changes", () => {
        const sorted = (zone: string) => [...(utcOffsets(zone) ?? [])].sort((one, other) => one - other);
        assert.deepEqual(sorted("Europe/Berlin"), [60, 120]);
        assert.deepEqual(sorted("America/St_Johns"), [-210, -150]);
        assert.deepEqual(sorted("Asia/Kathmandu"), [345]);
        assert.deepEqual(sorted("Australia/Lord_Howe"), [630, 660]);
        assert.deepEqual(sorted("UTC"), [0]);
        assert.equal(utcOffsets("Mars/Base"), undefined);
    });
});
