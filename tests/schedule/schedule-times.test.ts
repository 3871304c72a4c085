import * as assert from "node:assert/strict";

import { awsPattern, isEndless, isWeekly, sameFromYear, unixPattern } from "../../schedule/schedule-patterns";
import { MINUTES_A_DAY, MINUTES_A_WEEK, momentsOf as unrolled, utcOffsets } from "../../schedule/schedule-times";

const momentsOf = (patterns: readonly string[], today: string) =>
    unrolled(
        patterns.map(pattern => ({ pattern, zone: "Europe/Berlin" })),
        today,
    );

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
        ["at(2026-12-24T20:00:00)", "0 0 20 24 12 * 2026"],
        ["at(2026-12-24T20:00)", "0 0 20 24 12 * 2026"],
        ["at(2026-12-24)", undefined],
        ["cron(30 6 ? * MON-FRI 1970-2026,2028-2199)", "0 30 6 * * MON-FRI 1970-2026,2028-2199"],
        ["cron(30 6 4,5,7 1 ? 2027)", "0 30 6 4,5,7 1 * 2027"],
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

    const years: readonly (readonly [stated: string, endless: boolean, same: number | undefined])[] = [
        ["1970-2026,2028-2199", true, 2028],
        ["2027", false, 2028],
        ["2027,2029", false, 2030],
        ["2030-2199", true, 2030],
        ["1970-2199", true, undefined],
        ["2198-2199", true, 2198],
        ["2026-2198", false, 2199],
        ["*", true, undefined],
    ];
    for (const [stated, endless, same] of years) {
        it(`given the years ${stated}, ${endless ? "go on" : "end"} and are the same from ${same ?? "ever"}`, () => {
            const pattern = `0 30 6 * * MON-FRI ${stated}`;
            assert.equal(isEndless(pattern), endless);
            assert.equal(sameFromYear(pattern), same);
        });
    }

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

    it("given an exception in a later year, looks on until it is past", () => {
        const { endsAt, moments } = momentsOf(
            ["0 30 6 * * MON-FRI 1970-2028,2030-2199", "0 30 6 * * SAT 2029"],
            "2026-11-21",
        )!;
        assert.equal(endsAt, (Date.UTC(2030, 1, 5) - Date.UTC(2024, 0, 1)) / 60_000);
        assert.equal(moments[1]!.length, 52);
    });

    it("given a beginning and an end in UTC, come from the one until before the other", () => {
        // Half past six in Berlin in winter.
        const [from, to] = ["2026-12-01T05:30:00Z", "2026-12-03T05:30:00Z"].map(at => Date.parse(at) / 60_000);
        const of = (shift: number) =>
            unrolled(
                [{ pattern: "30 6 * * *", zone: "Europe/Berlin", from: from! + shift, to: to! + shift }],
                "2026-11-21",
            )!.moments[0]!.map(minute => new Date(minute * 60_000 + Date.UTC(2024, 0, 1)).toISOString().slice(0, 10));
        assert.deepEqual(of(0), ["2026-12-01", "2026-12-02"]);
        assert.deepEqual(of(1), ["2026-12-02", "2026-12-03"]);
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
