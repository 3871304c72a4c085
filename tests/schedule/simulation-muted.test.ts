import * as assert from "node:assert/strict";
import { muteRules } from "../../hours/targets/mute-rules";
import type { PropertyMap } from "../../plan/value";
import { Secret, Unknown } from "../../plan/value";
import { OFFICE_OF_2027 } from "../hours/samples";
import { resource } from "../support/policy";
import { nextChanges } from "../../schedule/simulation/moment";
import { mutedSpans } from "../../schedule/simulation/muted";
import { BERLIN, sleeperOf, stackOf, told, utc, yearOf } from "./simulated-stacks";

const alarm = (inputs: PropertyMap = { name: "errors" }, name = "errors") =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", inputs, { name });
const RULE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule";
const nightly = { expression: "cron(0 20 * * MON-FRI)", duration: "PT11H", timezone: "Europe/Berlin" };
const rule = (schedule: PropertyMap, more: PropertyMap = {}, name = "nights") =>
    resource(RULE, { rule: { schedule }, muteTargets: { alarmNames: ["errors"] }, ...more }, { name });
const weekends = rule({ ...nightly, expression: "cron(0 7 * * SAT)", duration: "P2D" }, {}, "weekends");

describe("muted alarms", () => {
    it("given rules for nights and weekends, is audible while people work, and an hour off where clocks change", () => {
        const report = yearOf([alarm(), rule(nightly), weekends], { hours: BERLIN });
        const { by, disagreements, paidByTime, part } = sleeperOf(report, "errors");
        assert.deepEqual([part, paidByTime, by], ["alarms", false, ["nights", "weekends"]]);
        // Two days from Saturday seven are an hour more, or less, in the night in which clocks change.
        assert.deepEqual(told(disagreements), [
            "asleep while it should be awake: 2027-03-29T05:00 to 2027-03-29T06:00",
            "awake while it should be asleep: 2027-11-01T05:00 to 2027-11-01T06:00",
        ]);
        const whys = new Set((disagreements ?? []).map(({ why }) => why));
        assert.deepEqual(whys, new Set(["a rule mutes for a fixed time, and clocks change in it"]));
        const late = yearOf([alarm(), rule({ ...nightly, duration: "PT12H" })], { hours: BERLIN });
        const [first] = sleeperOf(late, "errors").disagreements ?? [];
        assert.deepEqual([first?.kind, first?.why], ["asleep while it should be awake", undefined]);
    });

    it("given what working hours are compiled to, agrees in every minute of a year with holidays", () => {
        const rules = muteRules(OFFICE_OF_2027).map(({ role, startDate, expireDate, ...schedule }) =>
            rule(
                schedule,
                {
                    ...(startDate === undefined ? {} : { startDate }),
                    ...(expireDate === undefined ? {} : { expireDate }),
                },
                role,
            ),
        );
        for (const year of [2026, 2027, 2028]) {
            const { disagreements } = sleeperOf(yearOf([alarm(), ...rules], { hours: OFFICE_OF_2027, year }), "errors");
            assert.deepEqual(told(disagreements), [], String(year));
        }
    });

    it("given many rules, names those that begin or end to mute at a moment, and no other", () => {
        const { changes } = nextChanges(stackOf([alarm(), rule(nightly), weekends]), {
            at: Date.parse("2027-01-08T18:00:00Z") / 60_000,
        });
        assert.deepEqual(
            changes.slice(0, 3).map(({ at, by, wakes }) => [utc(at), wakes, by]),
            [
                ["2027-01-08T19:00", false, ["nights"]],
                ["2027-01-11T06:00", true, ["weekends"]],
                ["2027-01-11T19:00", false, ["nights"]],
            ],
        );
    });

    it("given a moment and dates, mutes then alone", () => {
        const once = rule({ expression: "at(2027-05-01T08:00)", duration: "PT90M" });
        const dated = rule(
            { ...nightly, timezone: "UTC" },
            { startDate: "2027-06-01T20:00:00Z", expireDate: "2027-06-02T20:00:00Z" },
            "dated",
        );
        const { awake } = sleeperOf(yearOf([alarm(), once, dated]), "errors");
        assert.deepEqual(
            awake.slice(1).map(({ from }, place) => [utc(awake[place]?.to ?? 0), utc(from)]),
            [
                ["2027-05-01T08:00", "2027-05-01T09:30"],
                ["2027-06-01T20:00", "2027-06-02T07:00"],
            ],
        );
    });

    it("given a window that begins while a rule mutes, holds what began before", () => {
        const [subject] = stackOf([rule(nightly)]).subjects;
        assert.ok(subject);
        const from = Date.parse("2027-01-05T00:00:00Z") / 60_000;
        const spans = mutedSpans(subject, { from, to: from + 60 });
        assert.ok(typeof spans !== "string");
        assert.deepEqual(
            spans.map(span => [utc(span.from), utc(span.to)]),
            [["2027-01-04T19:00", "2027-01-05T06:00"]],
        );
    });

    it("given names that are not known, takes the alarms that they are made from", () => {
        const unnamed = alarm({});
        const other = alarm({}, "other");
        const muting = resource(
            RULE,
            { rule: { schedule: nightly }, muteTargets: { alarmNames: [Unknown.computed] } },
            {
                name: "nights",
                comesFrom: { muteTargets: [unnamed] },
            },
        );
        assert.deepEqual(
            yearOf([unnamed, other, muting]).sleepers.map(({ path }) => path),
            ["errors"],
        );
    });

    for (const [given, schedule] of [
        ["unknown", { ...nightly, expression: Unknown.computed }],
        ["of no length", { ...nightly, duration: "soon" }],
        ["in no zone", { ...nightly, timezone: "Nowhere/Land" }],
        ["of six fields", { ...nightly, expression: "cron(0 20 * * MON-FRI *)" }],
        ["all the time", { ...nightly, expression: "cron(* * * * *)" }],
    ] as const) {
        it(`given a schedule that is ${given}, says that it cannot be told`, () => {
            const report = yearOf([alarm(), rule(schedule)]);
            assert.deepEqual([report.sleepers.length, report.undecided.length], [0, 1]);
        });
    }

    it("given a secret, shows nothing of it", () => {
        const report = yearOf([alarm(), rule({ ...nightly, duration: new Secret("PT13H") })]);
        assert.deepEqual(report.undecided, ["when nights mutes is marked secret"]);
    });

    it("given production, is a conflict", () => {
        const report = yearOf([alarm(), rule(nightly)], { environmentClass: "production" });
        assert.deepEqual(
            report.conflicts.map(({ message, path }) => [path, message]),
            [["errors", "nights mutes this alarm, and production is never asleep"]],
        );
    });
});
