import * as assert from "node:assert/strict";
import {
    clockChangeAt,
    clockChangeOf,
    clockChanges,
    largestClockChangeMinutes,
    yearsAround,
} from "../../hours/clock-changes";
import { dayOf, localText, minuteOfDay, MINUTES_A_DAY } from "../../hours/local-time";
import { misreadAfterMidnight, withDaysBeforeSkippedMidnights } from "../../hours/targets/skipped-midnights";
import { WEEKDAYS } from "../../hours/weekdays";

/** The changes of a year as texts: the moment in UTC, what clocks would have shown, and by how much they moved. */
function changesIn(zone: string, first: number, last = first): readonly string[] {
    return clockChanges(zone, { first, last }).map(
        ({ at, localMinute, shiftMinutes }) => `${localText(at)}Z ${localText(localMinute)} ${shiftMinutes}`,
    );
}

describe("the clocks of a zone", () => {
    const inYear: readonly [zone: string, changes: readonly string[]][] = [
        ["Europe/Berlin", ["2027-03-28T01:00Z 2027-03-28T02:00 60", "2027-10-31T01:00Z 2027-10-31T03:00 -60"]],
        ["Australia/Lord_Howe", ["2027-04-03T15:00Z 2027-04-04T02:00 -30", "2027-10-02T15:30Z 2027-10-03T02:00 30"]],
        ["Antarctica/Troll", ["2027-03-28T01:00Z 2027-03-28T01:00 120", "2027-10-31T01:00Z 2027-10-31T03:00 -120"]],
        ["Africa/Cairo", ["2027-04-29T22:00Z 2027-04-30T00:00 60", "2027-10-28T21:00Z 2027-10-29T00:00 -60"]],
        ["Asia/Kathmandu", []],
    ];
    for (const [zone, changes] of inYear) {
        it(`given ${zone}, change so in 2027`, () => {
            assert.deepEqual(changesIn(zone, 2027), changes);
        });
    }

    it("given the years 2040, change twice within a week in Gaza, whatever year is looked at first", () => {
        const autumn = ["2040-10-20T00:00Z 2040-10-20T02:00 60", "2040-10-26T23:00Z 2040-10-27T02:00 -60"];
        for (const first of [2026, 2038, 2039, 2040]) {
            const found = changesIn("Asia/Gaza", first, 2040).filter(text => text.startsWith("2040-10-2"));
            assert.deepEqual(found, autumn);
        }
    });

    it("know the furthest that they move at once", () => {
        assert.equal(largestClockChangeMinutes("Antarctica/Troll"), 120);
        assert.equal(largestClockChangeMinutes("Australia/Lord_Howe"), 30);
        assert.equal(largestClockChangeMinutes("UTC"), 0);
    });

    it("are looked at in the known years, and in those of dates with one on each side", () => {
        assert.deepEqual(yearsAround([]), { first: 2026, last: 2036 });
        assert.deepEqual(yearsAround([dayOf("2026-06-01"), dayOf("2036-06-01")]), { first: 2025, last: 2037 });
        assert.deepEqual(yearsAround([dayOf("2020-06-01"), dayOf("2050-06-01")]), { first: 2019, last: 2051 });
        assert.deepEqual(yearsAround([dayOf("2028-06-01")]), { first: 2026, last: 2036 });
    });
});

describe("a time of day on days of the week", () => {
    const years = { first: 2027, last: 2027 };
    const of = (time: string, zone = "Europe/Berlin") => clockChangeOf(zone, ["SUN"], minuteOfDay(time), years);

    for (const [time, said] of [
        ["01:59", undefined],
        ["02:00", "02:00 is skipped in Europe/Berlin on 2027-03-28"],
        ["02:59", "02:59 is skipped in Europe/Berlin on 2027-03-28"],
        ["03:00", undefined],
    ] as const) {
        it(`given ${time} on Sundays in Berlin, says ${said ?? "nothing"}`, () => {
            assert.equal(of(time), said);
        });
    }

    it("given a time that comes twice, says so, and the minutes beside it are fine", () => {
        const autumn = (time: string) => of(time, "Australia/Lord_Howe");
        assert.equal(autumn("01:29"), undefined);
        assert.equal(autumn("01:30"), "01:30 comes twice in Australia/Lord_Howe on 2027-04-04");
        assert.equal(autumn("01:59"), "01:59 comes twice in Australia/Lord_Howe on 2027-04-04");
        assert.equal(autumn("02:00"), "02:00 is skipped in Australia/Lord_Howe on 2027-10-03");
        assert.equal(autumn("02:30"), undefined);
    });

    it("given any other day, says nothing", () => {
        const others = WEEKDAYS.filter(day => day !== "SUN");
        assert.equal(clockChangeOf("Europe/Berlin", others, minuteOfDay("02:30"), years), undefined);
    });

    it("given a date, says whether it comes once there", () => {
        const at = (date: string, time: string) =>
            clockChangeAt("Europe/Berlin", dayOf(date) * MINUTES_A_DAY + minuteOfDay(time));
        assert.equal(at("2027-03-28", "02:30"), "02:30 is skipped in Europe/Berlin on 2027-03-28");
        assert.equal(at("2027-10-31", "02:30"), "02:30 comes twice in Europe/Berlin on 2027-10-31");
        assert.equal(at("2027-10-31", "03:00"), undefined);
    });
});

describe("a midnight that clocks skip", () => {
    const saidOf = (days: readonly (typeof WEEKDAYS)[number][], time: string) =>
        misreadAfterMidnight("Africa/Cairo", { days, minute: minuteOfDay(time) }).map(
            ({ what, why }) => `${what}: ${why}`,
        );
    const friday = "clocks of Africa/Cairo skip the midnight of FRI 2026-04-24, on which cron would";

    it("makes cron fire on a day after its own, at times that there are", () => {
        assert.deepEqual(saidOf(["THU"], "01:00"), [`THU 01:00: ${friday} fire too`]);
        assert.deepEqual(saidOf(["THU"], "00:59"), []);
    });

    it("makes cron miss a day that follows none of its own, at any time", () => {
        assert.deepEqual(saidOf(["MON", "FRI"], "09:00"), [`MON,FRI 09:00: ${friday} not fire`]);
        assert.deepEqual(saidOf(["THU", "FRI"], "09:00"), []);
        assert.deepEqual(saidOf(["MON", "SAT"], "09:00"), []);
    });

    it("is reached by the day before, where something may run too often", () => {
        assert.deepEqual(withDaysBeforeSkippedMidnights("Africa/Cairo", ["FRI"]), ["THU", "FRI"]);
        assert.deepEqual(withDaysBeforeSkippedMidnights("America/Santiago", ["MON", "SUN"]), ["MON", "SAT", "SUN"]);
        // Clocks there skip no midnight, or come to one twice.
        assert.deepEqual(withDaysBeforeSkippedMidnights("Africa/Cairo", ["MON"]), ["MON"]);
        assert.deepEqual(withDaysBeforeSkippedMidnights("Europe/Berlin", ["SUN"]), ["SUN"]);
        assert.deepEqual(withDaysBeforeSkippedMidnights("Australia/Lord_Howe", ["SUN"]), ["SUN"]);
    });
});
