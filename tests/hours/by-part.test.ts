import * as assert from "node:assert/strict";
import {
    alertmanagerIntervals,
    cronJobSchedules,
    kedaCronTriggers,
    muteRules,
    PARTS,
    placedCronJob,
    scalingActions,
    schedulerFaults,
    schedulerTimers,
    type WorkingHours,
} from "../../hours";

const SIZES = { minSize: 1, maxSize: 2, desiredCapacity: 1 };
const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI"] as const;

/** An office that closes over lunch. In UTC a database sleeps from 25 minutes after its beginning to 30 before its end. */
function withLunch(start: string, end: string, timeZone = "UTC"): WorkingHours {
    const week = [
        { days: WEEKDAYS, start: "08:00", end: start },
        { days: WEEKDAYS, start: end, end: "18:00" },
    ];
    return { timeZone, week };
}

const CONVERSIONS: Readonly<Record<string, (hours: WorkingHours) => unknown>> = {
    "the database's schedules": hours => schedulerTimers(hours, "database", "stop"),
    "the nodes' schedules": hours => schedulerTimers(hours, "nodes", "start"),
    "the probes' schedules": hours => schedulerTimers(hours, "probes", "start"),
    "the database's jobs": hours => cronJobSchedules(hours, "database", "stop"),
    "scaling actions": hours => scalingActions(hours, SIZES),
    "KEDA's triggers": hours => kedaCronTriggers(hours, 3),
    "mute rules": hours => muteRules(hours),
    "Alertmanager's intervals": hours => alertmanagerIntervals(hours),
    "a placed job": hours => placedCronJob(hours, { placement: "inside", durationMinutes: 60 }),
};

function refusing(hours: WorkingHours): Readonly<Record<string, string>> {
    return Object.fromEntries(
        Object.entries(CONVERSIONS).flatMap(([name, convert]) => {
            try {
                convert(hours);
                return [];
            } catch (error) {
                assert.ok(error instanceof RangeError, String(error));
                return [[name, error.message.split("\n").slice(1).join(" ").trim()]];
            }
        }),
    );
}

describe("working hours that some parts can follow and some cannot", () => {
    it("given a lunch break in which a database has no time to stop and start, refuses its schedules alone", () => {
        assert.deepEqual(refusing(withLunch("12:00", "13:14")), {
            "the database's schedules":
                "week: expected spans that leave the database asleep for at least 20 minutes on end, to try in and for clock changes, got 'MON 12:25 to MON 12:44'",
        });
        assert.deepEqual(refusing(withLunch("12:00", "13:15")), {});
    });

    it("given clocks that may change meanwhile, asks for as much more", () => {
        const refused = refusing(withLunch("12:00", "14:14", "Europe/Berlin"));
        assert.deepEqual(Object.keys(refused), ["the database's schedules"]);
        assert.match(refused["the database's schedules"] ?? "", /at least 80 minutes .* 'MON 12:25 to MON 13:44'$/);
        assert.deepEqual(refusing(withLunch("12:00", "14:15", "Europe/Berlin")), {});
    });

    it("given hours to be asked beforehand, says the same", () => {
        const hours = withLunch("12:00", "13:14");
        assert.deepEqual(
            PARTS.map(part => schedulerFaults(hours, part).length),
            [1, 0, 0, 0, 0],
        );
    });

    it("given a shorter one, refuses whatever retries, and nothing that only looks at the clock", () => {
        assert.deepEqual(Object.keys(refusing(withLunch("12:00", "12:44"))), ["the nodes' schedules"]);
        // The database is awake all the time, and so has nothing to do at noon; so are the nodes.
        assert.deepEqual(Object.keys(refusing(withLunch("12:00", "12:19"))), ["the probes' schedules"]);
        assert.deepEqual(refusing(withLunch("12:00", "12:20")), {});
    });

    it("given a database that clocks would start in an hour that they skip, refuses what is for it alone", () => {
        const hours: WorkingHours = {
            timeZone: "Europe/Berlin",
            week: [{ days: ["SUN"], start: "05:20", end: "12:00" }],
            warmUpMinutes: 150,
        };
        const said =
            "week: expected spans for which every moment at which the database begins exists, and once (02:50 is skipped in Europe/Berlin on 2026-03-29), got '02:50'";
        assert.deepEqual(refusing(hours), { "the database's schedules": said, "the database's jobs": said });
    });

    it("given a pause in which a part never sleeps, and no other, refuses what is for it alone", () => {
        const week = [{ days: [...WEEKDAYS, "SAT", "SUN"] as const, start: "08:30", end: "08:00" }];
        const refused = refusing({ timeZone: "UTC", week });
        assert.deepEqual(Object.keys(refused), [
            "the database's schedules",
            "the nodes' schedules",
            "the database's jobs",
        ]);
        assert.match(
            refused["the database's jobs"] ?? "",
            /^week: expected a week that leaves the database time to sleep: its day begins 30 minutes before work and ends 25 after, got '08:30-08:00'$/,
        );
        assert.match(
            refused["the nodes' schedules"] ?? "",
            /the nodes asleep for at least 20 .*'MON 08:10 to MON 08:15'/,
        );
    });

    it("given a week in which people never go, refuses everything", () => {
        const week = [{ days: [...WEEKDAYS, "SAT", "SUN"] as const, start: "00:00", end: "00:00" }];
        const refused = refusing({ timeZone: "UTC", week });
        assert.deepEqual(Object.keys(refused), Object.keys(CONVERSIONS));
        assert.deepEqual(
            [...new Set(Object.values(refused))],
            [
                "week: expected a week that leaves people time off: without it nothing needs working hours, got '00:00-00:00'",
            ],
        );
    });

    it("given people's own time in an hour that clocks skip, refuses everything", () => {
        const week = [{ days: ["SUN"] as const, start: "02:30", end: "12:00" }];
        assert.deepEqual(Object.keys(refusing({ timeZone: "Europe/Berlin", week })), Object.keys(CONVERSIONS));
    });
});
