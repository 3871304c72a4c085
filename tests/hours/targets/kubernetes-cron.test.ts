import * as assert from "node:assert/strict";
import { EDGES } from "../../../hours/edges";
import { localMinuteAt, localText } from "../../../hours/local-time";
import { PARTS } from "../../../hours/parts";
import { cronJobSchedules } from "../../../hours/targets/kubernetes-cron";
import { NotExpressibleError } from "../../../hours/targets/not-expressible";
import type { Weekday } from "../../../hours/weekdays";
import type { WorkingHours } from "../../../hours/working-hours";
import { canFollow, OFFICE, OFFICE_OF_2027 } from "../samples";
import { cronJobsAgree } from "./agreement";
import { inOddZones, ordinaryOf, runsOf, yearSpan, YEARS } from "./support";

describe("cronJobSchedules", function () {
    this.timeout(60_000);

    it("given an office week, has one schedule for each edge", () => {
        const inBerlin = { timeZone: "Europe/Berlin", skipDates: [] };
        assert.deepEqual(cronJobSchedules(OFFICE, "workloads", "start"), [
            { schedule: "55 6 * * MON-FRI", ...inBerlin },
        ]);
        assert.deepEqual(cronJobSchedules(OFFICE, "database", "stop"), [
            { schedule: "25 20 * * MON-FRI", ...inBerlin },
        ]);
    });

    it("given a holiday, refuses it, or hands it back to be skipped", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-05-06", reason: "Ascension Day" }] };
        assert.throws(
            () => cronJobSchedules(hours, "workloads", "start"),
            /^NotExpressibleError: a CronJob's schedule cannot .*\n {2}2027-05-06 \(Ascension Day\): five fields know no years/,
        );
        assert.deepEqual(cronJobSchedules(hours, "workloads", "start", "skip"), [
            { schedule: "55 6 * * MON-FRI", timeZone: "Europe/Berlin", skipDates: ["2027-05-06"] },
        ]);
    });

    it("given a time of its own on a date, refuses it even where dates are skipped", () => {
        for (const dates of ["refuse", "skip"] as const) {
            assert.throws(() => cronJobSchedules(OFFICE_OF_2027, "workloads", "stop", dates), NotExpressibleError);
        }
        assert.throws(
            () => cronJobSchedules(OFFICE_OF_2027, "workloads", "stop", "skip"),
            (error: unknown) => {
                assert.ok(error instanceof NotExpressibleError);
                assert.deepEqual(
                    error.inexpressible.map(({ what }) => what),
                    ["2027-03-19 (Load test) at 02:00"],
                );
                return true;
            },
        );
    });

    it("given two spans a day and a half day, skips the one that it has not", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            week: [
                { days: ["MON"], start: "07:00", end: "12:00" },
                { days: ["MON"], start: "15:00", end: "18:00" },
            ],
            exceptions: [{ date: "2027-05-03", spans: [{ start: "07:00", end: "12:00" }], reason: "Half a day" }],
        };
        assert.deepEqual(
            cronJobSchedules(hours, "probes", "stop", "skip").map(({ schedule, skipDates }) => [schedule, skipDates]),
            [
                ["0 12 * * MON", []],
                ["0 18 * * MON", ["2027-05-03"]],
            ],
        );
    });

    it("given a holiday on a day of one schedule, tells the other nothing of it", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            week: [
                { days: ["MON"], start: "07:00", end: "20:00" },
                { days: ["FRI"], start: "07:00", end: "18:00" },
            ],
            closed: [{ from: "2027-05-07", reason: "A Friday" }],
        };
        assert.deepEqual(
            cronJobSchedules(hours, "probes", "stop", "skip").map(({ schedule, skipDates }) => [schedule, skipDates]),
            [
                ["0 18 * * FRI", ["2027-05-07"]],
                ["0 20 * * MON", []],
            ],
        );
    });

    it("given any hours in zones of every kind, runs at every moment and at no other, or refuses", () => {
        inOddZones(1, "alarms", (hours, year) => {
            let judged = 0;
            for (const one of [ordinaryOf(hours), hours]) {
                for (const part of PARTS.filter(part => canFollow(part, one))) {
                    try {
                        for (const edge of EDGES) cronJobsAgree(one, part, edge, year);
                        judged++;
                    } catch (error) {
                        if (!(error instanceof NotExpressibleError)) throw error;
                        const known = / at \d\d:\d\d$|^[A-Z,]+ \d\d:\d\d$/;
                        assert.ok(error.inexpressible.every(({ what }) => known.test(what)));
                    }
                }
            }
            return judged > 0;
        });
    });

    it("given holidays to be skipped, runs at every other moment", () => {
        const hours: WorkingHours = { ...OFFICE_OF_2027, exceptions: undefined };
        for (const year of YEARS) {
            for (const edge of EDGES) cronJobsAgree(hours, "nodes", edge, year);
        }
    });

    it("given a zone whose clocks skip a midnight, refuses what Kubernetes would misread", () => {
        const cairo = (days: readonly Weekday[]): WorkingHours => ({
            timeZone: "Africa/Cairo",
            week: [{ days, start: "07:00", end: "20:00" }],
        });
        const starts = (days: readonly Weekday[]) => () => cronJobSchedules(cairo(days), "probes", "start");
        assert.throws(
            starts(["THU"]),
            /THU 07:00: clocks of Africa\/Cairo skip the midnight of FRI 2026-04-24.* would fire too/,
        );
        assert.throws(
            starts(["FRI"]),
            /FRI 07:00: clocks of Africa\/Cairo skip the midnight of FRI 2026-04-24.* not fire/,
        );
        for (const days of [
            ["THU", "FRI"],
            ["MON", "TUE", "WED", "SAT"],
        ] as const)
            assert.equal(starts(days)().length, 1);
    });

    it("says skipped dates in the zone of the hours", () => {
        const hours: WorkingHours = {
            timeZone: "Pacific/Apia",
            week: [{ days: ["MON"], start: "07:00", end: "20:00" }],
            closed: [{ from: "2027-05-03", reason: "A Monday there" }],
        };
        const [schedule] = cronJobSchedules(hours, "probes", "start", "skip");
        assert.deepEqual(schedule!.skipDates, ["2027-05-03"]);
        const runs = runsOf(schedule!, yearSpan(2027)).map(at => localText(localMinuteAt(hours.timeZone, at)));
        assert.ok(runs.includes("2027-04-26T07:00") && !runs.includes("2027-05-03T07:00"));
    });
});
