import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { PARTS } from "../../hours/parts";
import { schedulerFaults, schedulerTimers } from "../../hours/targets/scheduler";
import type { WorkingHours } from "../../hours/working-hours";
import { anyHours, canFollow, OFFICE, OFFICE_OF_2027 } from "./samples";
import type { Weekday } from "../../hours/weekdays";
import { schedulesAgree } from "./targets/agreement";

const ZONES = Intl.supportedValuesOf("timeZone");
const YEARS = [2026, 2027, 2028];

describe("schedulerTimers", () => {
    it("given an ordinary week, writes one expression for each edge, without a role", () => {
        assert.deepEqual(schedulerTimers(OFFICE, "database", "start"), [
            { role: "", expression: "cron(30 6 ? * MON-FRI *)", retrySeconds: 46_200 },
        ]);
        assert.deepEqual(schedulerTimers(OFFICE, "database", "stop"), [
            { role: "", expression: "cron(25 20 ? * MON-FRI *)", retrySeconds: 32_400 },
        ]);
    });

    it("given a range that ends on Sunday, lists it: AWS counts days from Sunday, and the range would run backwards", () => {
        const week = [{ days: ["FRI", "SAT", "SUN"] as const, start: "07:00", end: "20:00" }];
        const [timer] = schedulerTimers({ timeZone: "UTC", week }, "probes", "start");
        assert.equal(timer?.expression, "cron(0 7 ? * FRI,SAT,SUN *)");
    });

    it("given holidays, leaves their months out of the pattern and writes them out day by day", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            closed: [{ from: "2027-05-06", reason: "Ascension Day" }],
        };
        assert.deepEqual(
            schedulerTimers(hours, "probes", "start").map(({ expression, role }) => [role, expression]),
            [
                ["", "cron(0 7 ? * MON-FRI 1970-2026,2028-2199)"],
                ["2027", "cron(0 7 ? 1-4,6-12 MON-FRI 2027)"],
                ["2027-05", "cron(0 7 3-5,7,10-14,17-21,24-28,31 5 ? 2027)"],
            ],
        );
    });

    it("given a date with times of its own, has them by the clock", () => {
        const exceptions = [{ date: "2027-05-06", spans: [{ start: "05:00", end: "21:00" }], reason: "x" }];
        assert.deepEqual(
            schedulerTimers({ ...OFFICE, exceptions }, "probes", "start").map(({ role }) => role),
            ["0500-2027-05", "0700", "0700-2027", "0700-2027-05"],
        );
    });

    it("given a day closed in every month, and a whole month, writes no expression that names none", () => {
        const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, "0"));
        const days = months.map(month => ({ from: `2027-${month}-03`, to: `2027-${month}-05`, reason: "closed" }));
        const closed = days.map(one =>
            one.from === "2027-08-03" ? { ...one, from: "2027-08-01", to: "2027-08-31" } : one,
        );
        const timers = schedulerTimers({ ...OFFICE, closed }, "probes", "start");
        assert.deepEqual(
            timers.map(({ role }) => role),
            ["", ...months.filter(month => month !== "08").map(month => `2027-${month}`)],
        );
    });

    it("given days in a row, writes three of them as a range, and fewer as a list", () => {
        const field = (days: readonly Weekday[]) =>
            / (\S+) \*\)$/.exec(
                schedulerTimers(
                    { timeZone: "UTC", week: [{ days, start: "07:00", end: "20:00" }] },
                    "probes",
                    "start",
                )[0]!.expression,
            )?.[1];
        assert.equal(field(["TUE", "WED", "THU"]), "TUE-THU");
        assert.equal(field(["TUE", "WED"]), "TUE,WED");
        assert.equal(field(["MON", "TUE", "THU", "FRI"]), "MON,TUE,THU,FRI");
        assert.equal(field(["MON", "WED", "THU"]), "MON,WED,THU");
    });

    it("given an exceptional night, moves that day's stop alone", () => {
        const stops = schedulerTimers(OFFICE_OF_2027, "probes", "stop");
        assert.deepEqual(
            stops.filter(({ role }) => role.startsWith("0200")).map(({ expression }) => expression),
            ["cron(0 2 19 3 ? 2027)"],
        );
        const march = stops.find(({ role }) => role === "2000-2027-03");
        assert.equal(march?.expression, "cron(0 20 1-4,9-11,15-17,22-25,30,31 3 ? 2027)");
    });

    for (const year of YEARS) {
        it(`given an office with holidays, fires at every moment of ${year} that is intended, and at no other`, () => {
            for (const part of PARTS) schedulesAgree(OFFICE_OF_2027, part, year);
        });
    }

    it("given any hours in every zone there is, fires at every moment that is intended, and at no other", () => {
        let accepted = 0;
        ZONES.forEach((zone, index) => {
            const year = YEARS[index % YEARS.length]!;
            fc.assert(
                fc.property(anyHours(zone, year), fc.constantFrom(...PARTS), (hours, part) => {
                    if (!canFollow(part, hours) || schedulerFaults(hours, part).length > 0) return;
                    accepted++;
                    schedulesAgree(hours, part, year);
                }),
                { numRuns: 2, seed: index },
            );
        });
        assert.ok(accepted > ZONES.length / 4, `only ${accepted} were accepted`);
    });
});
