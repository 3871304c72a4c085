import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AlarmMutes, type AlarmMutesArgs, type Environment, Observability, SyntheticProbe } from "../../components";
import { assertAlarmMutesArgs } from "../../components/alarm-mutes/arguments";
import { muteRules } from "../../hours";
import { planOf, plainly, resource } from "../support/plan";
import { OBSERVABILITY_ARGS, PROBE_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const RULE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ARGS: AlarmMutesArgs = { environment: STAGING, alarms: [{ alarmNames: ["a", "b"] }, { alarmNames: ["c"] }] };
const planMutes = (args: AlarmMutesArgs) =>
    planOf(() => {
        new AlarmMutes("quiet", args);
    });
const faults = (changes: Partial<AlarmMutesArgs>, name = "quiet") =>
    faultsOf(() => assertAlarmMutesArgs(name, { ...ARGS, ...changes }));
const working = (hours: Partial<NonNullable<Environment["workingHours"]>>): Environment => ({
    ...STAGING,
    workingHours: { ...STAGING.workingHours!, ...hours },
});

describe("AlarmMutes", () => {
    it("given an office week, declares a rule for its nights and two for its weekend, in which clocks change", async () => {
        const rule = (expression: string, duration: string) => ({
            type: RULE,
            description: "Nobody works in staging then",
            muteTargets: { alarmNames: ["a", "b", "c"] },
            rule: { schedule: { expression, timezone: "Europe/Berlin", duration } },
        });
        const plan = await planMutes(ARGS);
        assert.deepEqual(wholePlan(plan), {
            quiet: { type: "stagewright:mutes:AlarmMutes" },
            "quiet-2000-11h": rule("cron(0 20 * * MON-THU)", "PT11H"),
            "quiet-2000-58h": rule("cron(0 20 * * FRI)", "PT58H"),
            "quiet-0300-28h": rule("cron(0 3 * * SUN)", "PT28H"),
        });
        assert.deepEqual(tagsByName(plan)["quiet-2000-11h"], tagsOf(STAGING, "quiet-2000-11h"));
        assert.deepEqual(Object.keys(tagsByName(plan)).sort(), namesOf(plan, RULE));
        assert.deepEqual(plainly(resource(plan, "quiet", "stagewright:mutes:AlarmMutes").outputs), { ruleCount: 3 });
    });

    it("given a holiday and a night of work, declares every rule with its dates", async () => {
        const environment = working({
            closed: [{ from: "2027-05-06", reason: "Ascension Day" }],
            exceptions: [{ date: "2027-03-18", spans: [{ start: "07:00", end: "02:00" }], reason: "Load test" }],
        });
        const plan = await planMutes({ ...ARGS, environment });
        const made = namesOf(plan, RULE).map(name => {
            const { expireDate, rule, startDate } = inputsOf(plan, name);
            return {
                role: name.slice("quiet-".length),
                ...(rule as { schedule: object }).schedule,
                startDate,
                expireDate,
            };
        });
        const expected = muteRules(environment.workingHours!).map(one => ({
            ...{ startDate: undefined, expireDate: undefined },
            ...one,
        }));
        const byRole = (one: { role: string }, other: { role: string }) => (one.role < other.role ? -1 : 1);
        assert.deepEqual(made.sort(byRole), expected.sort(byRole));
        assert.equal(made.filter(({ startDate }) => startDate !== undefined).length, 1);
    });

    it("given a date, makes no rule that is over by then", async () => {
        const environment = working({
            closed: [
                { from: "2026-05-14", reason: "Ascension Day" },
                { from: "2027-05-06", reason: "Ascension Day" },
            ],
        });
        const dated = async (since?: string) =>
            namesOf(await planMutes({ ...ARGS, environment, since }), RULE).filter(name =>
                name.startsWith("quiet-2026"),
            );
        assert.deepEqual(await dated(), ["quiet-2026-05-14-0700"]);
        assert.deepEqual(await dated("2026-11-21"), []);
    });

    it("given no date where one is asked for, refuses it", () => {
        for (const since of ["2026-02-29", "2026-1-1", "today", "20261121", "2027-W01-1"]) {
            assert.deepEqual(faults({ since }), [
                `since: expected a date that exists, 2020 to 2099, written YYYY-MM-DD, in quotes in YAML, got "${since}"`,
            ]);
        }
    });

    for (const [count, groups] of [
        [100, [100]],
        [101, [100, 1]],
    ] as const) {
        it(`given ${count} alarms, has ${groups.length} rules for each time`, async () => {
            const alarmNames = Array.from({ length: count }, (_, place) => `alarm-${place}`);
            const plan = await planMutes({ ...ARGS, alarms: [{ alarmNames }] });
            const nights = namesOf(plan, RULE).filter(name => name.startsWith("quiet-2000-11h"));
            const named = nights.map(
                name => (inputsOf(plan, name)["muteTargets"] as { alarmNames: string[] }).alarmNames,
            );
            assert.deepEqual(nights, ["quiet-2000-11h", "quiet-2000-11h-2"].slice(0, groups.length));
            assert.deepEqual(
                named.map(({ length }) => length),
                groups,
            );
            assert.deepEqual(named.flat(), alarmNames);
            assert.deepEqual(plainly(resource(plan, "quiet", "stagewright:mutes:AlarmMutes").outputs), {
                ruleCount: 3 * groups.length,
            });
        });
    }

    it("given what watches an environment, mutes every alarm of it", async () => {
        const plan = await planOf(() => {
            const alarms = [new Observability("watch", OBSERVABILITY_ARGS), new SyntheticProbe("probe", PROBE_ARGS)];
            new AlarmMutes("quiet", { environment: STAGING, alarms });
        });
        assert.deepEqual([...sourcesOf(plan, "quiet-2000-11h", "muteTargets", RULE)].sort(), namesOf(plan, ALARM));
        assert.equal(namesOf(plan, ALARM).length, 6);
    });

    it("given production, refuses it", () => {
        assert.deepEqual(faults({ environment: PRODUCTION }), [
            'environment.class: expected staging or ephemeral: production is always heard, got "production"',
        ]);
    });

    it("given nothing to mute, refuses it", () => {
        assert.deepEqual(faults({ alarms: [] }), [
            "alarms: expected at least one that has alarms: there is nothing to mute, got []",
        ]);
        assert.deepEqual(faults({ alarms: [{ alarmNames: [] }] }), [
            "alarms[0].alarmNames: expected the name of at least one alarm, got []",
        ]);
        assert.deepEqual(faults({ alarms: [{ alarmNames: ["a", ""] }] }), [
            'alarms[0].alarmNames[1]: expected a text that is not empty, got ""',
        ]);
        assert.deepEqual(faults({ alarms: [{ alarmNames: [pulumi.output("a")] }] }), []);
    });

    it("given outputs in place of lists, whose length decides what is planned, refuses them", () => {
        const hidden = pulumi.output(["a"]) as unknown;
        const got = "got an output, whose value is not known while planning";
        assert.deepEqual(faults({ alarms: hidden as AlarmMutesArgs["alarms"] }), [
            `alarms: expected a list of what has alarms, ${got}`,
        ]);
        assert.deepEqual(faults({ alarms: [{ alarmNames: hidden as string[] }] }), [
            `alarms[0].alarmNames: expected a list of names of alarms, ${got}`,
        ]);
        assert.deepEqual(faults({ alarms: [hidden as { alarmNames: string[] }] }), [
            `alarms[0]: expected an object with alarmNames, ${got}`,
        ]);
    });

    it("given what it does not have and a name that is none, reports both", () => {
        const extra = { quiet: true } as Partial<AlarmMutesArgs>;
        assert.deepEqual(
            faults(extra, "Quiet").map(fault => fault.split(":")[0]),
            ["name", "quiet"],
        );
    });

    it("given hours that begin soon after clocks may change, refuses them and says why", () => {
        const environment = working({ week: [{ days: ["SUN"], start: "04:00", end: "12:00" }] });
        assert.deepEqual(faults({ environment }), [
            "environment.workingHours: expected hours that mute rules can say exactly (it ends 60 minutes after clocks may " +
                'change, less than the 120 that two windows need), got "SUN 12:00 to SUN 04:00"',
        ]);
    });
});
