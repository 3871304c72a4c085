import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { WEEKDAYS, type WorkingHours, workingHoursFaults } from "../../hours";
import { isOpen } from "../../hours/calendar";
import { clockChangeAmong, longestPauseDays, momentsInside, ordinaryWork, workingDays } from "../../hours/inside";
import { dateOf, dayOf, minuteOfDay, MINUTES_A_DAY, type Span, weekdayOf } from "../../hours/local-time";
import { anyHours } from "./samples";

const WEEK = [
    { days: ["MON", "TUE"], start: "07:00", end: "20:00" },
    { days: ["FRI"], start: "22:00", end: "06:00" },
] as const;
const HOURS = { timeZone: "Europe/Berlin", week: WEEK } as const;
/** At a time of day, whenever people work then. */
const at = (time: string) => (spans: readonly Span[]) =>
    spans.some(({ from, to }) => from <= minuteOfDay(time) && minuteOfDay(time) < to) ? minuteOfDay(time) : undefined;
/** So many minutes after work began. */
const after = (minutes: number) => (spans: readonly Span[]) => {
    const begun = spans.find(({ from }) => from >= 0);
    return begun === undefined ? undefined : begun.from + minutes;
};

describe("the days of an ordinary week", () => {
    it("are those on which work begins, and their work goes on past midnight", () => {
        assert.deepEqual(workingDays(HOURS), ["MON", "TUE", "FRI"]);
        assert.deepEqual(ordinaryWork(HOURS, "FRI"), [{ from: 22 * 60, to: 30 * 60 }]);
        assert.deepEqual(ordinaryWork(HOURS, "SAT"), [{ from: -2 * 60, to: 6 * 60 }]);
        assert.deepEqual(ordinaryWork(HOURS, "SUN"), []);
    });
});

describe("moments inside working hours", () => {
    it("given a time of day, are on the days on which people work then, a night's second half too", () => {
        assert.deepEqual(momentsInside(HOURS, at("05:59")), {
            weekly: [{ days: ["SAT"], minute: 359 }],
            deviations: [],
        });
        assert.deepEqual(momentsInside(HOURS, at("06:00")), { weekly: [], deviations: [] });
    });

    it("given midnight, are on the day that begins with it, and on no other", () => {
        assert.deepEqual(momentsInside(HOURS, at("00:00")).weekly, [{ days: ["SAT"], minute: 0 }]);
        const week = [{ days: ["SAT"], start: "22:00", end: "23:00" }] as const;
        assert.deepEqual(momentsInside({ ...HOURS, week }, after(120)).weekly, [{ days: ["SUN"], minute: 0 }]);
        assert.deepEqual(momentsInside({ ...HOURS, week }, after(119)).weekly, [{ days: ["SAT"], minute: 1439 }]);
    });

    it("given work that ends at midnight, is on none of the day that begins with it", () => {
        const week = [{ days: ["FRI"], start: "22:00", end: "00:00" }] as const;
        assert.deepEqual(ordinaryWork({ ...HOURS, week }, "SAT"), []);
        assert.deepEqual(ordinaryWork({ ...HOURS, week: [{ ...week[0], days: ["SUN"] }] }, "MON"), []);
        assert.deepEqual(
            ordinaryWork({ ...HOURS, week: [{ days: ["SAT"], start: "00:00", end: "01:00" }] }, "FRI"),
            [],
        );
    });

    it("given a moment after midnight, is on the next day, of a Sunday on Monday", () => {
        const week = [{ days: ["FRI", "SUN"], start: "22:00", end: "06:00" }] as const;
        assert.deepEqual(momentsInside({ ...HOURS, week }, after(180)).weekly, [{ days: ["MON", "SAT"], minute: 60 }]);
    });

    it("given work that goes on for three days, are found at its end", () => {
        const hours: WorkingHours = {
            timeZone: "UTC",
            week: [
                { days: ["FRI"], start: "08:00", end: "00:00" },
                { days: ["SAT"], start: "00:00", end: "00:00" },
                { days: ["SUN"], start: "00:00", end: "20:00" },
            ],
        };
        const beforeEnd = (spans: readonly Span[]) => {
            const last = spans.at(-1);
            return last === undefined || last.from < 0 ? undefined : last.to - 15;
        };
        assert.deepEqual(momentsInside(hours, beforeEnd).weekly, [{ minute: 19 * 60 + 45, days: ["SUN"] }]);
    });

    it("given only some days, are on no others", () => {
        assert.deepEqual(momentsInside(HOURS, after(0), ["TUE"]).weekly, [{ days: ["TUE"], minute: 420 }]);
    });

    it("given a day on which nobody works, have none of it, not even after midnight", () => {
        const hours = { ...HOURS, closed: [{ from: "2027-06-11", reason: "Closed" }] };
        assert.deepEqual(momentsInside(hours, after(180)).deviations, [{ date: "2027-06-12", minutes: [] }]);
    });

    it("given a day on which people work at other times, have it then", () => {
        const exceptions = [{ date: "2027-06-13", spans: [{ start: "10:00", end: "12:00" }], reason: "A release" }];
        assert.deepEqual(momentsInside({ ...HOURS, exceptions }, after(15)).deviations, [
            { date: "2027-06-13", minutes: [615] },
        ]);
    });

    it("given any hours and any time of day, happen exactly on the days on which it is open then", () => {
        fc.assert(
            fc.property(
                anyHours("Europe/Berlin", 2027),
                fc.integer({ min: 0, max: MINUTES_A_DAY - 1 }),
                (hours, minute) => {
                    fc.pre(workingHoursFaults(hours).length === 0);
                    const { deviations, weekly } = momentsInside(hours, spans =>
                        spans.some(({ from, to }) => from <= minute && minute < to) ? minute : undefined,
                    );
                    const different = new Map(deviations.map(({ date, minutes }) => [date, minutes.includes(minute)]));
                    for (let day = dayOf("2027-01-01"); day <= dayOf("2027-12-31"); day++) {
                        const usual = weekly.some(({ days }) => days.includes(weekdayOf(day)));
                        const happens = different.get(dateOf(day)) ?? usual;
                        assert.equal(happens, isOpen(hours, day * MINUTES_A_DAY + minute), dateOf(day));
                    }
                },
            ),
            { numRuns: 40 },
        );
    });
});

describe("the longest pause between moments", () => {
    const weekly = (...days: (typeof WEEKDAYS)[number][]) => [{ days, minute: 60 }];

    it("given one day a week, is a week; given several, the longest way round, over the weekend too", () => {
        assert.equal(longestPauseDays({ weekly: weekly("WED"), deviations: [] }), 7);
        assert.equal(longestPauseDays({ weekly: weekly("MON", "TUE"), deviations: [] }), 6);
        assert.equal(longestPauseDays({ weekly: weekly("TUE", "THU", "SUN"), deviations: [] }), 3);
        assert.equal(longestPauseDays({ weekly: weekly(...WEEKDAYS), deviations: [] }), 1);
    });

    it("given dates that are left out, goes past them; given one more, is not shortened elsewhere", () => {
        const out = { date: "2027-06-09", minutes: [] };
        assert.equal(longestPauseDays({ weekly: weekly("WED"), deviations: [out] }), 14);
        assert.equal(
            longestPauseDays({ weekly: weekly("WED"), deviations: [out, { date: "2027-06-10", minutes: [1] }] }),
            8,
        );
        assert.equal(
            longestPauseDays({ weekly: weekly("WED"), deviations: [{ date: "2027-06-10", minutes: [1] }] }),
            7,
        );
    });

    it("given none in a week, says nothing", () => {
        assert.equal(longestPauseDays({ weekly: [], deviations: [{ date: "2027-06-10", minutes: [1] }] }), undefined);
    });
});

describe("clock changes among moments", () => {
    it("given a time that is skipped or repeated on one of their days, says when; given it on others, nothing", () => {
        const of = (days: readonly (typeof WEEKDAYS)[number][], minute: number) =>
            clockChangeAmong("Europe/Berlin", { weekly: [{ days, minute }], deviations: [] });
        assert.equal(of(["SUN"], 150), "02:30 is skipped in Europe/Berlin on 2026-03-29");
        assert.equal(of(["MON", "SAT"], 150), undefined);
        assert.equal(of(["SUN"], 180), undefined);
    });

    it("given it on a date, says so; given the same time on another date, nothing", () => {
        const on = (date: string) =>
            clockChangeAmong("Europe/Berlin", { weekly: [], deviations: [{ date, minutes: [150] }] });
        assert.equal(on("2027-10-31"), "02:30 comes twice in Europe/Berlin on 2027-10-31");
        assert.equal(on("2027-10-30"), undefined);
    });
});
