import * as assert from "node:assert/strict";

import { stringify } from "yaml";

import type { WorkingHours } from "../../../../hours";
import { alertmanagerIntervals } from "../../../../hours/targets/alertmanager";
import { muteRules } from "../../../../hours/targets/mute-rules";
import { textOf } from "../../../../plan/plain";
import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { alarmsAudibleWhileOpen as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";
import { calling, cluster, judged, onlyRead, saidOf, START, type StackRow, STOP } from "./nights";

const MUTE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule";
const AMP = "aws:amp/alertManagerDefinition:AlertManagerDefinition";
const today = "2026-11-21";

const HOURS: WorkingHours = {
    timeZone: "Europe/Berlin",
    week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
};
const HOLIDAYS: WorkingHours = {
    ...HOURS,
    holidays: { country: "DE", state: "BE", years: [2027, 2028] },
    exceptions: [{ date: "2027-03-13", spans: [{ start: "09:00", end: "15:00" }], reason: "release" }],
};

/** What `WorkingHoursSchedule` writes into the plan. */
const intent = (hours: WorkingHours, more: PropertyMap = {}) =>
    resource(
        "aws:ssm/parameter:Parameter",
        { type: "String", insecureValue: JSON.stringify({ schema: "stagewright.working-hours/1", ...hours }), ...more },
        { name: "week-hours" },
    );
const mute = (
    expression: PropertyValue,
    duration: PropertyValue,
    more: PropertyMap = {},
    timezone: PropertyValue = "Europe/Berlin",
    name = "nights",
) =>
    resource(
        MUTE,
        { rule: { schedule: { expression, duration, timezone } }, muteTargets: { alarmNames: ["orders"] }, ...more },
        { name },
    );
const emitted = (hours: WorkingHours) =>
    muteRules(hours).map(({ duration, expireDate, expression, role, startDate, timezone }) =>
        mute(expression, duration, { startDate: startDate ?? null, expireDate: expireDate ?? null }, timezone, role),
    );
const definition = (route: object, intervals: readonly object[], key = "time_intervals") =>
    resource(
        AMP,
        {
            definition: stringify({
                alertmanager_config: stringify({
                    route: { receiver: "team", routes: [{ receiver: "team", ...route }] },
                    [key]: [{ name: "named", time_intervals: intervals }],
                    receivers: [{ name: "team" }],
                }),
            }),
        },
        { name: "alerts" },
    );
const NIGHTS = { mute_time_intervals: ["named"] };
const DAYS = { active_time_intervals: ["named"] };
const interval = (start_time: string, end_time: string, more: object = {}) => ({
    times: [{ start_time, end_time }],
    location: "Europe/Berlin",
    ...more,
});

describe("alarms-audible-while-open", () => {
    const weekday = mute("cron(0 20 * * 1-4)", "PT11H");
    const cases: readonly StackRow[] = [
        ["nights from the end of work to its beginning", "holds", [intent(HOURS), weekday]],
        ["a minute before the end of work", "violated", [intent(HOURS), mute("cron(59 19 * * 1-4)", "PT11H")]],
        ["a minute into work", "violated", [intent(HOURS), mute("cron(0 20 * * 1-4)", "PT11H1M")]],
        [
            "a night by the clocks of another zone",
            "violated",
            [intent(HOURS), mute("cron(0 20 * * 1-4)", "PT11H", {}, "UTC")],
        ],
        [
            "no zone, which is UTC",
            "violated",
            [
                intent(HOURS),
                resource(MUTE, { rule: { schedule: { expression: "cron(0 20 * * 1-4)", duration: "PT11H" } } }),
            ],
        ],
        [
            "a weekend of fixed length, an hour into work when clocks are put forward",
            "violated",
            [intent(HOURS), mute("cron(0 20 * * 5)", "PT59H")],
        ],
        ["a weekend that ends an hour before", "holds", [intent(HOURS), mute("cron(0 20 * * 5)", "PT58H")]],
        ["a weekend muted in days", "holds", [intent(HOURS), mute("cron(0 20 * * 5)", "P2DT10H")]],
        ["all that the compiler emits", "holds", [intent(HOURS), ...emitted(HOURS)]],
        ["all that it emits with holidays", "holds", [intent(HOLIDAYS), ...emitted(HOLIDAYS)]],
        ["what it emits of other hours", "violated", [intent(HOURS), ...emitted(HOLIDAYS)]],
        ["a day by mistake", "violated", [intent(HOURS), mute("at(2026-11-24T00:00)", "PT24H")]],
        ["a Sunday", "holds", [intent(HOURS), mute("at(2026-11-22T00:00)", "PT24H")]],
        ["a day by mistake, years ahead", "violated", [intent(HOURS), mute("at(2030-11-26T00:00)", "PT24H")]],
        ["a day by mistake, in the past", "holds", [intent(HOURS), mute("at(2026-11-17T00:00)", "PT24H")]],
        [
            "working days up to a date that is past",
            "holds",
            [intent(HOURS), mute("cron(0 9 * * *)", "PT1H", { expireDate: "2026-11-20T00:00:00Z" })],
        ],
        [
            "working days from a date in another year",
            "violated",
            [intent(HOURS), mute("cron(0 9 * * *)", "PT1H", { startDate: "2029-01-01T00:00:00Z" })],
        ],
        ["times that are not known", "undecided", [intent(HOURS), mute(Unknown.computed, "PT1H")]],
        ["a length that is not known", "undecided", [intent(HOURS), mute("cron(0 20 * * 1-4)", Unknown.computed)]],
        ["a length that is none", "undecided", [intent(HOURS), mute("cron(0 20 * * 1-4)", "a while")]],
        ["a secret length", "undecided", [intent(HOURS), mute("cron(0 20 * * 1-4)", new Secret("PT12H"))]],
        ["a zone that does not exist", "undecided", [intent(HOURS), mute("cron(0 9 * * *)", "PT1H", {}, "Mars/Base")]],
        ["hours that are not known", "nothing", [intent(HOURS)]],
        ["hours that are at fault", "undecided", [intent({ ...HOURS, timeZone: "Mars/Base" }), weekday]],
        ["nobody's hours", "undecided", [weekday]],
        ["hours by the schedules alone", "holds", [cluster(), calling("stop", STOP), calling("start", START), weekday]],
        [
            "hours by the schedules alone, and a lead of an hour",
            "holds",
            [cluster(), calling("stop", STOP), calling("start", START), mute("cron(0 20 * * 1-4)", "PT12H")],
        ],
        [
            "hours by the schedules alone, and a minute more",
            "violated",
            [cluster(), calling("stop", STOP), calling("start", START), mute("cron(0 20 * * 1-4)", "PT12H1M")],
        ],
        [
            "hours by the schedules alone, from an hour before they end",
            "holds",
            [cluster(), calling("stop", STOP), calling("start", START), mute("cron(0 19 * * 1-4)", "PT12H")],
        ],
        [
            "hours by the schedules alone, from a minute earlier",
            "violated",
            [cluster(), calling("stop", STOP), calling("start", START), mute("cron(59 18 * * 1-4)", "PT12H")],
        ],
        [
            "a route that is quiet at night",
            "holds",
            [intent(HOURS), definition(NIGHTS, [interval("20:00", "24:00"), interval("00:00", "07:00")])],
        ],
        [
            "a route that is quiet a minute into work",
            "violated",
            [intent(HOURS), definition(NIGHTS, [interval("00:00", "07:01")])],
        ],
        [
            "a route that is quiet at night by UTC",
            "violated",
            [intent(HOURS), definition(NIGHTS, [interval("00:00", "06:00", { location: "UTC" })])],
        ],
        [
            "a route that is heard while people work",
            "holds",
            [intent(HOURS), definition(DAYS, [interval("07:00", "20:00", { weekdays: ["monday:friday"] })])],
        ],
        [
            "a route that is not heard on Fridays",
            "violated",
            [intent(HOURS), definition(DAYS, [interval("07:00", "20:00", { weekdays: ["monday:thursday"] })])],
        ],
        [
            "intervals as they were named before",
            "violated",
            [intent(HOURS), definition(NIGHTS, [interval("09:00", "10:00")], "mute_time_intervals")],
        ],
        [
            "the last days of a month",
            "violated",
            [intent(HOURS), definition(NIGHTS, [interval("09:00", "10:00", { days_of_month: ["-2:-1"] })])],
        ],
        [
            "the last days of years that are past",
            "holds",
            [
                intent(HOURS),
                definition(NIGHTS, [interval("09:00", "10:00", { years: ["2020:2025"], months: ["december"] })]),
            ],
        ],
        [
            "all that the compiler says of routes that are muted",
            "holds",
            [intent(HOLIDAYS), definition(NIGHTS, alertmanagerIntervals(HOLIDAYS).closed)],
        ],
        [
            "all that it says of routes that are heard",
            "holds",
            [intent(HOLIDAYS), definition(DAYS, alertmanagerIntervals(HOLIDAYS).open)],
        ],
        [
            "what it says of other hours",
            "violated",
            [intent(HOURS), definition(DAYS, alertmanagerIntervals(HOLIDAYS).open)],
        ],
        ["a route without intervals", "nothing", [intent(HOURS), definition({}, [])]],
        ["intervals that nothing names", "nothing", [intent(HOURS), definition({}, [interval("09:00", "10:00")])]],
        [
            "a definition that is not known",
            "undecided",
            [intent(HOURS), resource(AMP, { definition: Unknown.computed })],
        ],
        ["a definition that is none", "undecided", [intent(HOURS), resource(AMP, { definition: "a: [b" })]],
        [
            "an interval that is none",
            "undecided",
            [intent(HOURS), definition(NIGHTS, [{ times: [{ start_time: "9", end_time: "10" }] }])],
        ],
        [
            "a secret definition",
            "violated",
            [
                intent(HOURS),
                resource(AMP, {
                    definition: new Secret(
                        textOf(definition(NIGHTS, [interval("09:00", "10:00")]).inputs["definition"]),
                    ),
                }),
            ],
        ],
        ["another type", "nothing", [intent(HOURS), resource("other:index:Thing")]],
        ["what is only read", "nothing", [intent(HOURS), onlyRead(mute("cron(0 9 * * *)", "PT1H"))]],
    ];
    for (const [given, expected, resources] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(rule, resources, { today }), expected);
        });
    }

    it("given hours in the settings, judges by them, and where the plan has others, says undecided", () => {
        const pack = { environments: { staging: { workingHours: HOURS } } };
        const late = mute("cron(0 20 * * 1-4)", "PT11H1M");
        assert.equal(judged(rule, [late], { today, pack }), "violated");
        assert.equal(judged(rule, [weekday], { today, pack }), "holds");
        assert.equal(judged(rule, [intent(HOURS), weekday], { today, pack }), "holds");
        assert.equal(judged(rule, [intent(HOLIDAYS), weekday], { today, pack }), "undecided");
    });

    const messages: readonly (readonly [given: string, mute: PlannedResource, said: RegExp])[] = [
        [
            "a spring night",
            mute("cron(0 20 * * 5)", "PT59H"),
            /at 2027-03-29 07:00 \(Europe\/Berlin\), while people work by week-hours/,
        ],
        [
            "nights by UTC, which fit in winter",
            mute("cron(0 19 * * 1-4)", "PT11H", {}, "UTC"),
            /at 2027-03-30 07:00 \(Europe\/Berlin\)/,
        ],
        [
            "a route",
            definition(NIGHTS, [interval("12:30", "13:00")]),
            /^mutes the route route\.routes\[0\] at 2026-11-23 12:30/,
        ],
    ];
    for (const [given, one, said] of messages) {
        it(`given ${given}, names the first minute`, () => {
            assert.match(String(saidOf(rule, [intent(HOURS), one], { today })[0]?.message), said);
        });
    }

    const night = (duration: string, more: PropertyMap = {}) => ({
        rule: { schedule: { expression: "cron(0 20 * * 1-4)", duration, timezone: "Europe/Berlin" } },
        ...more,
    });
    tries(rule, MUTE, [
        ["a night", "holds", night("PT11H"), { beside: [intent(HOURS)] }],
        ["a minute more", "violated", night("PT11H1M"), { beside: [intent(HOURS)] }],
        [
            "a minute more until a date that is past",
            "holds",
            night("PT11H1M", { expireDate: "2026-01-30T00:00:00Z" }),
            { beside: [intent(HOURS)] },
        ],
        ["an hour in production", "holds", night("PT1H"), { stack: "prod" }],
        ["a minute more in production", "violated", night("PT1H1M"), { stack: "prod" }],
    ]);

    describe("in production", () => {
        const calm = (route: object) => definition({ ...NIGHTS, ...route }, [interval("20:00", "24:00")]);
        const rows: readonly (readonly [given: string, expected: string, one: PlannedResource])[] = [
            ["an hour every night", "holds", mute("cron(0 2 * * *)", "PT1H")],
            ["a minute more than an hour", "violated", mute("cron(0 2 * * 0)", "PT1H1M")],
            ["an hour of every hour", "violated", mute("cron(0 * * * *)", "PT1H")],
            ["half of every hour", "violated", mute("cron(0 * * * *)", "PT30M")],
            ["once, for a day", "holds", mute("at(2026-11-24T00:00)", "PT24H")],
            ["times that are not known", "undecided", mute(Unknown.computed, "PT1H")],
            ["a route that is quiet at night", "violated", calm({})],
            ["a route of what is urgent", "violated", calm({ matchers: ['severity=~"critical|warning"'] })],
            ["a route of what is not", "holds", calm({ matchers: ['severity="info"'] })],
            ["a route of what is not, as it was written before", "holds", calm({ match: { severity: "warning" } })],
            [
                "a route inside of one of what is not",
                "holds",
                definition({ matchers: ["severity=info"], routes: [NIGHTS] }, [interval("20:00", "24:00")]),
            ],
            [
                "a route of what is urgent inside of one of what is not",
                "violated",
                definition({ matchers: ["severity=info"], routes: [{ ...NIGHTS, match: { severity: "critical" } }] }, [
                    interval("20:00", "24:00"),
                ]),
            ],
            ["a route of all but one", "violated", calm({ matchers: ['severity!="critical"'] })],
        ];
        for (const [given, expected, one] of rows) {
            it(`given ${given}, says ${expected}`, () => {
                assert.equal(judged(rule, [one], { today, stack: "prod" }), expected);
            });
        }
    });
});
