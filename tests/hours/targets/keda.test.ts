import * as assert from "node:assert/strict";
import { kedaCronTriggers } from "../../../hours/targets/keda";
import { NotExpressibleError } from "../../../hours/targets/not-expressible";
import { WEEKDAYS, type Weekday } from "../../../hours/weekdays";
import type { WorkingHours } from "../../../hours/working-hours";
import { OFFICE, OFFICE_OF_2027 } from "../samples";
import { kedaAgrees } from "./agreement";
import { inOddZones, ordinaryOf } from "./support";

describe("kedaCronTriggers", function () {
    this.timeout(60_000);

    it("given an office week, has one trigger that begins with the warm-up of workloads", () => {
        assert.deepEqual(kedaCronTriggers(OFFICE, 3), [
            {
                type: "cron",
                metadata: {
                    timezone: "Europe/Berlin",
                    start: "55 6 * * MON-FRI",
                    end: "0 20 * * MON-FRI",
                    desiredReplicas: "3",
                },
            },
        ]);
    });

    it("given nights, ends them on the day after", () => {
        const hours: WorkingHours = { ...OFFICE, week: [{ days: ["FRI", "SUN"], start: "22:00", end: "06:00" }] };
        assert.deepEqual(
            kedaCronTriggers(hours, 1).map(({ metadata: { end, start } }) => [start, end]),
            [["55 21 * * FRI,SUN", "0 6 * * MON,SAT"]],
        );
    });

    it("given several spans a day, has a trigger for each", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            week: [
                { days: ["MON", "TUE"], start: "07:00", end: "12:00" },
                { days: ["MON", "TUE"], start: "15:00", end: "18:00" },
                { days: ["FRI"], start: "07:00", end: "18:00" },
            ],
        };
        assert.deepEqual(
            kedaCronTriggers(hours, 1).map(({ metadata: { end, start } }) => [start, end]),
            [
                ["55 6 * * MON,TUE", "0 12 * * MON,TUE"],
                ["55 14 * * MON,TUE", "0 18 * * MON,TUE"],
                ["55 6 * * FRI", "0 18 * * FRI"],
            ],
        );
        kedaAgrees(hours, 2027);
    });

    it("given dates that are not as their week has them, refuses and names every one", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            closed: [{ from: "2027-05-01", to: "2027-05-06", reason: "Spring" }],
            exceptions: [{ date: "2027-03-18", spans: [{ start: "07:00", end: "02:00" }], reason: "Load test" }],
        };
        assert.throws(
            () => kedaCronTriggers(hours, 3),
            (error: unknown) => {
                assert.ok(error instanceof NotExpressibleError);
                assert.equal(error.target, "KEDA's cron trigger");
                const dates = error.inexpressible.map(({ what }) => what);
                assert.deepEqual(dates, [
                    "2027-03-18 (Load test)",
                    "2027-03-19 (Load test)",
                    ...[3, 4, 5, 6].map(day => `2027-05-0${day} (Spring)`),
                ]);
                assert.ok(error.inexpressible.every(({ why }) => error.message.includes(why)));
                assert.ok(dates.every(date => error.message.includes(`  ${date}: `)));
                return true;
            },
        );
        assert.throws(() => kedaCronTriggers(OFFICE_OF_2027, 3), NotExpressibleError);
    });

    it("given a holiday on a day without work, has nothing to refuse", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-05-01", to: "2027-05-02", reason: "A weekend" }] };
        assert.deepEqual(kedaCronTriggers(hours, 3), kedaCronTriggers(OFFICE, 3));
    });

    describe("given a zone whose clocks skip a midnight, of Sunday in Santiago", () => {
        const santiago = (days: readonly Weekday[], start: string, end: string): WorkingHours => ({
            timeZone: "America/Santiago",
            week: [{ days, start, end }],
        });
        const refusal = (hours: WorkingHours): readonly string[] => {
            try {
                kedaCronTriggers(hours, 1);
                return [];
            } catch (error) {
                assert.ok(error instanceof NotExpressibleError);
                return error.inexpressible.map(({ what, why }) => `${what}: ${why}`);
            }
        };

        it("takes a Saturday whose start and end are misread alike", () => {
            assert.deepEqual(refusal(santiago(["SAT"], "11:00", "18:00")), []);
        });

        it("refuses a Saturday whose end alone is", () => {
            assert.deepEqual(refusal(santiago(["SAT"], "00:45", "06:15")), [
                "SAT 06:15: clocks of America/Santiago skip the midnight of SUN 2026-09-06, on which cron would fire too",
            ]);
        });

        it("refuses nights into and out of that Sunday, and takes those of every day", () => {
            assert.deepEqual(refusal(santiago(["SUN"], "20:00", "04:00")), [
                "SUN 19:55: clocks of America/Santiago skip the midnight of SUN 2026-09-06, on which cron would not fire",
            ]);
            assert.deepEqual(refusal(santiago(["SAT"], "20:00", "04:00")), [
                "SAT 19:55: clocks of America/Santiago skip the midnight of SUN 2026-09-06, on which cron would fire too",
                "SUN 04:00: clocks of America/Santiago skip the midnight of SUN 2026-09-06, on which cron would not fire",
            ]);
            assert.deepEqual(refusal(santiago(WEEKDAYS, "20:00", "04:00")), []);
        });
    });

    for (const replicas of [0, -1, 1.5, NaN]) {
        it(`given ${replicas} replicas, refuses them`, () => {
            assert.throws(() => kedaCronTriggers(OFFICE, replicas), new RegExp(`1 or more, got ${replicas}`));
        });
    }

    it("given any week in zones of every kind, holds replicas exactly while workloads are awake, or refuses", () => {
        inOddZones(3, "workloads", (hours, year) => {
            const judged = ordinaryOf(hours);
            try {
                kedaCronTriggers(judged, 1);
            } catch (error) {
                assert.ok(error instanceof NotExpressibleError, String(error));
                return false;
            }
            kedaAgrees(judged, year);
            return true;
        });
    });
});
