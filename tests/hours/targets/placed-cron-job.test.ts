import * as assert from "node:assert/strict";
import { NotExpressibleError } from "../../../hours/targets/not-expressible";
import { type JobPlacement, placedCronJob } from "../../../hours/targets/placed-cron-job";
import type { WorkingHours } from "../../../hours/working-hours";
import { OFFICE, OFFICE_OF_2027 } from "../samples";
import { placedJobAgrees } from "./agreement";
import { inOddZones, YEARS } from "./support";

const refusal = (check: () => unknown): readonly string[] => {
    try {
        check();
    } catch (error) {
        assert.ok(error instanceof NotExpressibleError, String(error));
        return error.inexpressible.map(({ what, why }) => `${what}: ${why}`);
    }
    return [];
};

describe("placedCronJob", function () {
    this.timeout(60_000);

    const schedules = (hours: WorkingHours, placement: JobPlacement) =>
        placedCronJob(hours, placement, "skip").map(({ schedule, skipDates }) => [schedule, skipDates]);

    it("given no time, begins with work, or after it", () => {
        assert.deepEqual(schedules(OFFICE, { placement: "inside", durationMinutes: 60 }), [["0 7 * * MON-FRI", []]]);
        assert.deepEqual(schedules(OFFICE, { placement: "outside", durationMinutes: 60 }), [["0 20 * * MON-FRI", []]]);
    });

    it("given a time, runs on every day on which it fits", () => {
        assert.deepEqual(schedules(OFFICE, { placement: "outside", durationMinutes: 60, at: "12:00" }), [
            ["0 12 * * SAT,SUN", []],
        ]);
        assert.deepEqual(schedules(OFFICE, { placement: "inside", durationMinutes: 60, at: "12:00" }), [
            ["0 12 * * MON-FRI", []],
        ]);
    });

    it("given as many minutes as there are, fits, and given one more, does not", () => {
        const inside = (durationMinutes: number) => () =>
            placedCronJob(OFFICE, { placement: "inside", durationMinutes, at: "18:00" });
        assert.equal(inside(120)().length, 1);
        assert.deepEqual(refusal(inside(121)), [
            "121 minutes inside working hours from 18:00: no day of the week has so many on end",
        ]);
        assert.deepEqual(
            refusal(() => placedCronJob(OFFICE, { placement: "inside", durationMinutes: 781 })),
            ["781 minutes inside working hours: no day of the week has so many on end"],
        );
    });

    it("given a night in which clocks skip an hour, counts what is left of it", () => {
        const hours: WorkingHours = { ...OFFICE, week: [{ days: ["SUN"], start: "07:00", end: "20:00" }] };
        const outsideFrom = (durationMinutes: number) => () =>
            placedCronJob(hours, { placement: "outside", durationMinutes, at: "00:00" });
        // From Saturday's midnight to Sunday's opening there are 420 minutes, and once a year 360.
        assert.ok(outsideFrom(360)()[0]!.schedule.endsWith("* * *"));
        assert.deepEqual(refusal(outsideFrom(361)), [
            "SUN 00:00 and 361 minutes on: clocks of Europe/Berlin may skip 60 minutes meanwhile, and there are 420",
        ]);
        assert.ok(outsideFrom(421)()[0]!.schedule.endsWith("MON-SAT"));
    });

    it("given a time that clocks skip on one of its days, refuses it", () => {
        assert.deepEqual(
            refusal(() => placedCronJob(OFFICE, { placement: "outside", durationMinutes: 10, at: "02:30" })),
            ["SUN 02:30: 02:30 is skipped in Europe/Berlin on 2026-03-29"],
        );
    });

    it("given a holiday, refuses it inside, or hands it back, and outside does not mind it", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-05-06", reason: "Ascension Day" }] };
        const inside = { placement: "inside", durationMinutes: 60 } as const;
        assert.deepEqual(
            refusal(() => placedCronJob(hours, inside)),
            ["2027-05-06 (Ascension Day): five fields know no years, so no single dates, and none are to be skipped"],
        );
        assert.deepEqual(schedules(hours, inside), [["0 7 * * MON-FRI", ["2027-05-06"]]]);
        assert.equal(placedCronJob(hours, { placement: "outside", durationMinutes: 60 }).length, 1);
    });

    it("given a night of work, skips what would run in it, from whichever day it began", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            exceptions: [{ date: "2027-05-02", spans: [{ start: "10:00", end: "12:00" }], reason: "Release" }],
        };
        assert.deepEqual(schedules(hours, { placement: "outside", durationMinutes: 40 * 60 }), [
            ["0 20 * * FRI", ["2027-04-30"]],
        ]);
        assert.deepEqual(schedules(hours, { placement: "outside", durationMinutes: 38 * 60 }), [["0 20 * * FRI", []]]);
    });

    for (const durationMinutes of [0, -5, 2.5, NaN]) {
        it(`given ${durationMinutes} minutes, refuses them`, () => {
            assert.throws(() => placedCronJob(OFFICE, { placement: "inside", durationMinutes }), RangeError);
        });
    }

    for (const at of ["24:00", "7:00", "noon"]) {
        it(`given ${at} as the time, refuses it`, () => {
            assert.throws(
                () => placedCronJob(OFFICE, { placement: "inside", durationMinutes: 5, at }),
                new RegExp(`RangeError: expected at to be a time of day from 00:00 to 23:59, got ${at}`),
            );
        });
    }

    for (const placement of ["inside", "outside"] as const) {
        it(`given an office with holidays and a test night, has room for every run ${placement}`, () => {
            for (const year of YEARS) {
                for (const durationMinutes of [60, 600])
                    placedJobAgrees(OFFICE_OF_2027, { placement, durationMinutes }, year);
                const at = placement === "inside" ? "10:00" : "22:00";
                placedJobAgrees(OFFICE_OF_2027, { placement, durationMinutes: 240, at }, year);
            }
        });

        it(`given any hours in zones of every kind, has room for every run ${placement}, or refuses`, () => {
            inOddZones(2, "probes", (hours, year) => {
                for (const durationMinutes of [30, 400]) {
                    try {
                        placedJobAgrees(hours, { placement, durationMinutes }, year);
                    } catch (error) {
                        if (!(error instanceof NotExpressibleError)) throw error;
                    }
                }
                return true;
            });
        });
    }
});
