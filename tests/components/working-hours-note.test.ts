import * as assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { type WorkingHours, WorkingHoursSchedule, type WorkingHoursScheduleArgs } from "../../components";
import { closedNote } from "../../components/working-hours-schedule/closed-note";
import { callsOf } from "../../components/working-hours-schedule/database-calls";
import { planOf } from "../support/plan";
import { SCHEDULE_ARGS } from "./samples";
import { STAGING } from "./support";

/** Awake from 06:30 to 20:25 in Berlin, which is an hour ahead of UTC in winter and two in summer. */
const HOURS: WorkingHours = {
    ...STAGING.workingHours!,
    holidays: { country: "DE", state: "BE", years: [2027] },
    closed: [{ from: "2027-08-02", to: "2027-08-22", reason: "Summer" }],
    exceptions: [
        { date: "2027-06-15", spans: [], reason: "Outing" },
        { date: "2027-06-17", spans: [{ start: "07:00", end: "23:00" }], reason: "Load test" },
    ],
};
const CLUSTER = callsOf({ clusterIdentifier: "staging-orders" });

const noteAt = (at: string, hours = HOURS) => closedNote("staging", hours, CLUSTER, Date.parse(at));

describe("closedNote", () => {
    it("given a night, says from when to when, why, what fails and what to do", () => {
        assert.equal(
            noteAt("2027-01-06T22:00:00Z"),
            "staging sleeps from WED 2027-01-06 20:25 to THU 2027-01-07 06:30 (Europe/Berlin; night): as long as staging-orders is stopped, whatever changes or deletes it fails. Wait until then, or start it and wait until it is available: aws rds start-db-cluster --db-cluster-identifier staging-orders",
        );
    });

    it("given one instance, names the command that starts that", () => {
        const note = closedNote(
            "s",
            HOURS,
            callsOf({ instanceIdentifier: "reports" }),
            Date.parse("2027-01-06T22:00:00Z"),
        );
        assert.match(note ?? "", /: aws rds start-db-instance --db-instance-identifier reports$/);
    });

    const asleep: [given: string, at: string, said: string][] = [
        [
            "the first minute of a night",
            "2027-01-06T19:25:00Z",
            "WED 2027-01-06 20:25 to THU 2027-01-07 06:30 (Europe/Berlin; night)",
        ],
        [
            "the last second of one",
            "2027-01-07T05:29:59Z",
            "WED 2027-01-06 20:25 to THU 2027-01-07 06:30 (Europe/Berlin; night)",
        ],
        ["a weekend", "2027-01-09T12:00:00Z", "FRI 2027-01-08 20:25 to MON 2027-01-11 06:30 (Europe/Berlin; weekend)"],
        [
            "the night in which clocks are put forward",
            "2027-03-27T23:00:00Z",
            "THU 2027-03-25 20:25 to TUE 2027-03-30 06:30 (Europe/Berlin; Good Friday, Easter Monday)",
        ],
        [
            "a closed day",
            "2027-06-15T12:00:00Z",
            "MON 2027-06-14 20:25 to WED 2027-06-16 06:30 (Europe/Berlin; Outing)",
        ],
        [
            "the night after a day of other hours",
            "2027-06-17T21:30:00Z",
            "THU 2027-06-17 23:25 to FRI 2027-06-18 06:30 (Europe/Berlin; night)",
        ],
        ["a closure", "2027-08-10T12:00:00Z", "FRI 2027-07-30 20:25 to MON 2027-08-23 06:30 (Europe/Berlin; Summer)"],
    ];
    for (const [given, at, said] of asleep) {
        it(`given ${given}, says ${said}`, () => {
            const note = noteAt(at) ?? "";
            assert.equal(note.slice("staging sleeps from ".length, note.indexOf("): ") + 1), said);
        });
    }

    it("given days off in the middle of a week, calls them neither night nor weekend", () => {
        const week = [{ days: ["MON", "THU"], start: "07:00", end: "20:00" }] as const;
        const note = noteAt("2027-01-05T12:00:00Z", { ...STAGING.workingHours!, week });
        assert.match(note ?? "", /\(Europe\/Berlin; days without work\)/);
    });

    const awake: [given: string, at: string][] = [
        ["a working hour", "2027-01-06T12:00:00Z"],
        ["the minute in which the database starts", "2027-01-07T05:30:00Z"],
        ["the last second before it stops", "2027-01-06T19:24:59Z"],
        ["an afternoon in summer", "2027-07-06T18:24:00Z"],
    ];
    for (const [given, at] of awake) {
        it(`given ${given}, says nothing`, () => {
            assert.equal(noteAt(at), undefined);
        });
    }
});

describe("WorkingHoursSchedule, made while its database sleeps", () => {
    afterEach(() => {
        mock.restoreAll();
    });

    async function saidAt(now: string, changed: Partial<WorkingHoursScheduleArgs> = {}) {
        mock.method(Date, "now", () => Date.parse(now));
        const info = mock.method(pulumi.log, "info");
        const warn = mock.method(pulumi.log, "warn");
        await planOf(() => new WorkingHoursSchedule("hours", { ...SCHEDULE_ARGS, ...changed }));
        assert.equal(warn.mock.callCount(), 0, "a check would print what depends on the hour");
        return info.mock.calls.map(({ arguments: [message, about] }) => {
            assert.equal(about, undefined, "it would wait for the name of a resource, and come too late");
            return message;
        });
    }

    it("tells who deploys, and warns nobody who only judges", async () => {
        const [said, ...others] = await saidAt("2027-01-09T12:00:00Z");
        assert.match(said ?? "", /^staging sleeps from FRI 2027-01-08 20:25 to MON 2027-01-11 06:30 /);
        assert.deepEqual(others, []);
    });

    it("says nothing while it is awake", async () => {
        assert.deepEqual(await saidAt("2027-01-08T12:00:00Z"), []);
    });

    it("says nothing without a database", async () => {
        assert.deepEqual(await saidAt("2027-01-09T12:00:00Z", { database: undefined }), []);
    });
});
