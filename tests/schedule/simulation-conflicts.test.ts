import * as assert from "node:assert/strict";
import type { PlannedResource } from "../../plan/plan";
import { Unknown } from "../../plan/value";
import { resource } from "../support/policy";
import {
    BERLIN,
    cluster,
    foreign,
    nodeGroup,
    onDatabase,
    onNodes,
    ours,
    SCHEDULE,
    sleeperOf,
    START,
    STOP,
    utc,
    yearOf,
} from "./simulated-stacks";

const database = (resources: readonly PlannedResource[], options: Parameters<typeof yearOf>[1] = {}) =>
    sleeperOf(yearOf(resources, options), "orders");

describe("conflicts in a simulated year", () => {
    const messages = (resources: readonly PlannedResource[], options: Parameters<typeof yearOf>[1] = {}) =>
        yearOf(resources, options).conflicts.map(({ at, message, path }) => [
            path,
            message,
            at === undefined ? "" : utc(at),
        ]);

    it("given two controllers, names both and the first night", () => {
        const two = [
            cluster(),
            foreign("start", START),
            foreign("stop", STOP),
            foreign("stop-too", "cron(0 21 ? * MON-FRI *)"),
        ];
        assert.deepEqual(messages(two), [
            [
                "orders",
                "stop and stop-too: together stops twice this database cluster: the second fails, or undoes a change that the first allowed",
                "2027-01-01T20:00",
            ],
        ]);
    });

    it("given a stop and a start in one minute, says which is last is chance", () => {
        const same = [cluster(), foreign("start", START), foreign("stop", "cron(30 6 ? * MON-FRI *)")];
        assert.match(String(messages(same)[0]?.[1]), /same minute/);
        // The one that costs is counted.
        assert.equal(database(same).awakeMinutes, 365 * 24 * 60);
        const apart = [cluster(), foreign("start", START), foreign("stop", "cron(31 6 ? * MON-FRI *)")];
        assert.deepEqual(messages(apart), []);
    });

    it("given a stop while people work, tells the first; given one at their end, none", () => {
        const noon = [cluster(), foreign("start", START), foreign("stop", "cron(0 12 ? * MON-FRI *)")];
        assert.deepEqual(messages(noon, { hours: BERLIN }), [
            ["orders", "stop stops this database cluster while people work", "2027-01-01T11:00"],
        ]);
        const atBeginning = [cluster(), foreign("start", START), foreign("stop", "cron(0 7 ? * MON-FRI *)")];
        assert.equal(messages(atBeginning, { hours: BERLIN })[0]?.[2], "2027-01-01T06:00");
        const evening = [cluster(), foreign("start", START), foreign("stop", "cron(0 20 ? * MON-FRI *)")];
        assert.deepEqual(messages(evening, { hours: BERLIN }), []);
    });

    it("given what AWS refuses to stop, says so", () => {
        const member = [cluster({ globalClusterIdentifier: "world" }), foreign("stop", STOP)];
        const report = yearOf(member);
        assert.deepEqual(
            report.conflicts.map(({ message }) => message),
            ["stop stops this database cluster, which AWS refuses"],
        );
        assert.deepEqual(
            report.sleepless.map(({ verdict }) => verdict),
            ["cannot"],
        );
    });
});

describe("a simulated year of production", () => {
    const production = { environmentClass: "production" } as const;

    it("given no schedule, has no minute in which anything sleeps", () => {
        const report = yearOf([cluster(), nodeGroup()], production);
        assert.deepEqual([report.sleepers, report.conflicts, report.undecided], [[], [], []]);
        assert.equal(report.stoppable.awakeMinutes, report.stoppable.allMinutes);
    });

    it("given any schedule that stops, resizes to less or may, has a conflict for each, with its first minute", () => {
        const bad = [
            cluster(),
            nodeGroup(),
            foreign("stop", STOP),
            foreign("shrink", STOP, onNodes("stop")),
            foreign("may", STOP, { arn: Unknown.computed }),
        ];
        assert.deepEqual(
            yearOf(bad, production).conflicts.map(({ at, path }) => [path, at === undefined ? "" : utc(at)]),
            [
                ["stop", "2027-01-01T19:25"],
                ["shrink", "2027-01-01T19:25"],
                ["may", ""],
            ],
        );
    });

    it("given what gets in the way of something else, names what is scheduled alone: all of it has to go", () => {
        const both = [
            cluster(),
            foreign("start", START),
            foreign("stop", STOP),
            foreign("stop-too", "cron(0 21 ? * MON-FRI *)"),
        ];
        assert.deepEqual(
            yearOf(both, production).conflicts.map(({ path }) => path),
            ["stop", "stop-too"],
        );
    });

    it("given schedules that start, keep the size or are switched off, has none", () => {
        const good = [
            nodeGroup(),
            foreign("start", START),
            foreign("keep", START, onNodes("start")),
            resource(
                SCHEDULE,
                { scheduleExpression: STOP, state: "DISABLED", target: onDatabase("stop") },
                { name: "off" },
            ),
        ];
        assert.deepEqual(yearOf(good, production).conflicts, []);
    });
});

describe("the nights in which clocks change", () => {
    it("given Berlin, are two, with what happens from noon to noon", () => {
        const hours = {
            ...BERLIN,
            week: [...BERLIN.week, { days: ["SAT", "SUN"] as const, start: "10:00", end: "16:00" }],
        };
        const nights = yearOf(ours(hours)).clockNights;
        assert.deepEqual(
            nights.map(({ at, shiftMinutes }) => [utc(at), shiftMinutes]),
            [
                ["2027-03-28T01:00", 60],
                ["2027-10-31T01:00", -60],
            ],
        );
        assert.deepEqual(
            nights[0]?.events.map(({ at, path, wakes }) => [utc(at), path, wakes]),
            [
                ["2027-03-27T15:10", "workers", false],
                ["2027-03-27T15:25", "orders", false],
                ["2027-03-28T07:30", "orders", true],
                ["2027-03-28T07:45", "workers", true],
            ],
        );
    });

    it("given UTC, are none; given Casablanca, as many as it has", () => {
        assert.deepEqual(yearOf(ours({ ...BERLIN, timeZone: "UTC" })).clockNights, []);
        const casablanca = yearOf(ours({ ...BERLIN, timeZone: "Africa/Casablanca" })).clockNights;
        assert.deepEqual(
            casablanca.map(({ shiftMinutes }) => shiftMinutes),
            [-60, 60],
        );
    });
});
