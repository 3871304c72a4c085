import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { alarmsAudibleWhileOpen as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";
import { judged, saidOf } from "./nights";

const today = "2026-11-21";
const HOURS = resource(
    "aws:ssm/parameter:Parameter",
    {
        type: "String",
        insecureValue: JSON.stringify({
            schema: "stagewright.working-hours/1",
            timeZone: "Europe/Berlin",
            week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
        }),
    },
    { name: "week-hours" },
);
const by = (...beside: ReturnType<typeof resource>[]) => ({ today, beside: [HOURS, ...beside] });

describe("alarms that Grafana mutes", () => {
    const POLICY = "grafana:alerting/notificationPolicy:NotificationPolicy";
    const TIMING = "grafana:alerting/muteTiming:MuteTiming";
    const timing = (intervals: PropertyValue, name: PropertyValue = "nights", type = TIMING) =>
        resource(type, { name, intervals }, { name: "nights" });
    const at = (start: string, end: string, more: PropertyMap = {}): PropertyMap => ({
        times: [{ start, end }],
        location: "Europe/Berlin",
        ...more,
    });
    const muting = (...names: readonly PropertyValue[]): PropertyMap => ({ policies: [{ muteTimings: names }] });
    const heard = (...names: readonly PropertyValue[]): PropertyMap => ({ policies: [{ activeTimings: names }] });
    const nights = timing([at("20:00", "24:00"), at("00:00", "07:00")]);
    const late = timing([at("00:00", "07:01")]);
    const days = timing([at("07:00", "20:00", { weekdays: ["monday:friday"] })]);
    tries(rule, POLICY, [
        ["nights", "holds", muting("nights"), by(nights)],
        ["a minute into work", "violated", muting("nights"), by(late)],
        [
            "a minute into work, by the older name of the type",
            "violated",
            muting("nights"),
            by(timing([at("00:00", "07:01")], "nights", "grafana:index/muteTiming:MuteTiming")),
        ],
        ["nights by UTC", "violated", muting("nights"), by(timing([{ times: [{ start: "00:00", end: "06:00" }] }]))],
        [
            "weekends",
            "holds",
            muting("nights"),
            by(timing([{ weekdays: ["saturday", "sunday"], location: "Europe/Berlin" }])),
        ],
        ["a day of work", "violated", muting("nights"), by(timing([{ weekdays: ["monday"] }]))],
        [
            "the last of each month",
            "violated",
            muting("nights"),
            by(timing([at("09:00", "10:00", { daysOfMonths: ["-1"] })])),
        ],
        [
            "a day that no month has",
            "holds",
            muting("nights"),
            by(timing([at("09:00", "10:00", { daysOfMonths: ["31"], months: ["february"] })])),
        ],
        ["a year that is past", "holds", muting("nights"), by(timing([at("09:00", "10:00", { years: ["2025"] })]))],
        [
            "a year that is to come",
            "violated",
            muting("nights"),
            by(timing([at("09:00", "10:00", { years: ["2029:2030"] })])),
        ],
        [
            "lists that are empty",
            "violated",
            muting("nights"),
            by(timing([at("09:00", "10:00", { years: [], weekdays: [] })])),
        ],
        ["heard by day", "holds", heard("nights"), by(days)],
        ["heard by night", "violated", heard("nights"), by(nights)],
        ["inside of another policy", "violated", { policies: [{ policies: [{ muteTimings: ["nights"] }] }] }, by(late)],
        ["no times at all", "nothing", { policies: [{ contactPoint: "team" }] }, by(late)],
        ["a timing that is not in the plan", "undecided", muting("other"), by(late)],
        ["times that are none", "undecided", muting("nights"), by(timing([at("9", "10")]))],
        ["times that are not known", "undecided", muting("nights"), by(timing(Unknown.computed))],
        ["secret times", "violated", muting("nights"), by(timing(new Secret([at("00:00", "07:01")])))],
        ["policies that are not known", "undecided", { policies: Unknown.computed }, by(late)],
        ["in production, nights", "violated", muting("nights"), { ...by(nights), stack: "prod" }],
        [
            "in production, nights of what wakes nobody",
            "holds",
            { policies: [{ matchers: [{ label: "severity", match: "=", value: "info" }], muteTimings: ["nights"] }] },
            { ...by(nights), stack: "prod" },
        ],
        [
            "in production, nights of all but what wakes nobody",
            "violated",
            { policies: [{ matchers: [{ label: "severity", match: "!=", value: "info" }], muteTimings: ["nights"] }] },
            { ...by(nights), stack: "prod" },
        ],
    ]);

    it("given a name that is not known, finds the timing that it is made from", () => {
        const made = (timings: ReturnType<typeof resource>[]) =>
            resource(POLICY, muting(Unknown.computed), { name: "tree", comesFrom: { policies: timings } });
        assert.equal(judged(rule, [HOURS, late, made([late])], { today }), "violated");
        assert.equal(judged(rule, [HOURS, nights, made([nights])], { today }), "holds");
    });

    it("given a rule that takes its times by itself, reads them", () => {
        const group = (muteTimings: PropertyValue) =>
            resource(
                "grafana:alerting/ruleGroup:RuleGroup",
                { rules: [{ notificationSettings: { muteTimings } }] },
                { name: "rules" },
            );
        assert.equal(judged(rule, [HOURS, late, group(["nights"])], { today }), "violated");
        assert.equal(judged(rule, [HOURS, nights, group(["nights"])], { today }), "holds");
        assert.equal(judged(rule, [HOURS, nights, group(Unknown.computed)], { today }), "undecided");
    });

    it("given a timing that nothing takes, says undecided unless the tree of policies is planned", () => {
        const tree = resource(POLICY, { policies: [] }, { name: "tree" });
        assert.equal(judged(rule, [HOURS, late], { today }), "undecided");
        assert.equal(judged(rule, [HOURS, late, tree], { today }), "nothing");
    });

    it("given one that is muted, names the policy and the minute", () => {
        const tree = resource(POLICY, muting("nights"), { name: "tree" });
        const [verdict] = saidOf(rule, [HOURS, late, tree], { today });
        assert.match(
            String(verdict?.message),
            /^mutes what policies\[0\] is for at 2026-11-23 07:00 \(Europe\/Berlin\)/,
        );
    });
});

describe("people whom PagerDuty does not call", () => {
    const from = (startTime: PropertyValue, endTime: PropertyValue): PropertyMap => ({ startTime, endTime });
    tries(rule, "pagerduty:index/maintenanceWindow:MaintenanceWindow", [
        ["a night", "holds", from("2026-11-23T20:00:00+01:00", "2026-11-24T07:00:00+01:00"), by()],
        ["a minute into work", "violated", from("2026-11-23T20:00:00+01:00", "2026-11-24T07:01:00+01:00"), by()],
        ["a minute before the end of work", "violated", from("2026-11-23T18:59:00Z", "2026-11-24T06:00:00Z"), by()],
        ["a day that is past", "holds", from("2026-11-17T08:00:00Z", "2026-11-17T16:00:00Z"), by()],
        ["a day years ahead", "violated", from("2030-11-26T08:00:00Z", "2030-11-26T16:00:00Z"), by()],
        ["no offset", "undecided", from("2026-11-23T20:00:00", "2026-11-24T07:00:00"), by()],
        ["what is not known", "undecided", from(Unknown.computed, "2026-11-24T07:00:00Z"), by()],
        [
            "a day of production, once",
            "holds",
            from("2026-11-24T08:00:00Z", "2026-11-24T16:00:00Z"),
            { ...by(), stack: "prod" },
        ],
    ]);
});

describe("people whom Opsgenie does not call", () => {
    const during = (
        type: PropertyValue,
        startDate: PropertyValue = null,
        endDate: PropertyValue = null,
        state: PropertyValue = "disabled",
    ): PropertyMap => ({
        times: [{ type, startDate, endDate }],
        rules: [{ state, entities: [{ id: "1", type: "integration" }] }],
    });
    tries(rule, "opsgenie:index/maintenance:Maintenance", [
        ["a night", "holds", during("schedule", "2026-11-23T19:00:00Z", "2026-11-24T06:00:00Z"), by()],
        ["a minute into work", "violated", during("schedule", "2026-11-23T19:00:00Z", "2026-11-24T06:01:00Z"), by()],
        ["no end", "violated", during("indefinitely"), by()],
        ["no end in production", "violated", during("indefinitely"), { ...by(), stack: "prod" }],
        ["an hour from its deployment", "undecided", during("for-1-hour"), by()],
        [
            "a policy that it switches on",
            "undecided",
            during("schedule", "2026-11-23T19:00:00Z", "2026-11-24T06:01:00Z", "enabled"),
            by(),
        ],
        ["times that are not known", "undecided", { ...during("schedule"), times: Unknown.computed }, by()],
    ]);
    tries(rule, "opsgenie:index/notificationPolicy:NotificationPolicy", [
        ["one that calls", "nothing", { delayActions: [{ untilHour: 9 }] }, by()],
        ["one that suppresses", "violated", { suppress: true }, by()],
        ["one that is switched off", "nothing", { suppress: true, enabled: false }, by()],
        [
            "one that suppresses at times",
            "undecided",
            { suppress: true, timeRestrictions: [{ type: "time-of-day" }] },
            by(),
        ],
        ["one that may suppress", "undecided", { suppress: Unknown.computed }, by()],
    ]);
});
