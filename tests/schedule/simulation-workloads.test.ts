import * as assert from "node:assert/strict";
import { hoursVariables } from "../../components/workload-hours/script";
import { lookingTimes } from "../../components/workload-hours/times";
import type { WorkingHours } from "../../hours/working-hours";
import type { PlannedResource } from "../../plan/plan";
import { Secret, Unknown, type PropertyValue } from "../../plan/value";
import { OFFICE, OFFICE_OF_2027 } from "../hours/samples";
import { resource } from "../support/policy";
import { sleeperOf, told, yearOf } from "./simulated-stacks";

const component = resource("stagewright:schedule:WorkloadHours", {}, { name: "asleep", custom: false });
const pool = (name: string) => resource("kubernetes:karpenter.sh/v1:NodePool", { metadata: { name } }, { name });

/** A job of the component; its variables, zone and more may be others. */
function job(
    name: string,
    schedule: PropertyValue,
    hours: WorkingHours,
    {
        env,
        ...more
    }: { readonly env?: PropertyValue; readonly suspend?: PropertyValue; readonly timeZone?: PropertyValue } = {},
): PlannedResource {
    const variables = Object.entries(hoursVariables(hours, ["shop", "stock"], ["general"])).map(([key, value]) => ({
        name: key,
        value,
    }));
    const containers = [{ name: "script", env: env ?? variables }];
    const spec = {
        schedule,
        timeZone: hours.timeZone,
        ...more,
        jobTemplate: { spec: { template: { spec: { containers } } } },
    };
    return resource("kubernetes:batch/v1:CronJob", { spec }, { name, parent: component });
}

const jobs = (hours: WorkingHours) => lookingTimes(hours).map(({ role, schedule }) => job(role, schedule, hours));

describe("workloads that jobs of ours put to sleep", () => {
    it("given hours with holidays, closed days and a night, agree in every minute, and so do their pools", () => {
        for (const year of [2026, 2027, 2028]) {
            const report = yearOf([component, pool("general"), ...jobs(OFFICE_OF_2027)], {
                hours: OFFICE_OF_2027,
                year,
            });
            for (const name of ["asleep", "general"]) {
                const { disagreements, part } = sleeperOf(report, name);
                assert.deepEqual([part, told(disagreements)], ["workloads", []], `${name} in ${year}`);
            }
            assert.deepEqual(report.undecided, []);
        }
    });

    it("given what they are, names the namespaces, and counts only pools as paid for", () => {
        const report = yearOf([component, pool("general"), pool("batch"), ...jobs(OFFICE)]);
        assert.deepEqual(
            report.sleepers.map(({ path, paidByTime, what }) => [path, what, paidByTime]),
            [
                ["asleep", "workloads of shop, stock", false],
                ["general", "pool of nodes", true],
            ],
        );
        assert.deepEqual(
            report.sleepless.map(({ path, verdict }) => [path, verdict]),
            [["batch", "undecided"]],
        );
        assert.deepEqual(report.cost.total.unpriced, ["general", "batch"]);
    });

    it("given no job in the morning, are asleep for good", () => {
        const lost = jobs(OFFICE).filter(({ name }) => !name.startsWith("start"));
        const { awakeMinutes, disagreements } = sleeperOf(yearOf([component, ...lost], { hours: OFFICE }), "asleep");
        assert.deepEqual([awakeMinutes, disagreements?.length], [0, 261]);
    });

    it("given a table of other hours, tells the minutes by which it differs", () => {
        const earlier: WorkingHours = {
            ...OFFICE,
            week: [{ days: ["MON", "TUE", "WED", "THU"], start: "07:00", end: "20:00" }],
        };
        const other = lookingTimes(OFFICE).map(({ role, schedule }) => job(role, schedule, earlier));
        const { disagreements } = sleeperOf(yearOf([component, ...other], { hours: OFFICE }), "asleep");
        assert.equal(told(disagreements)[0], "asleep while it should be awake: 2027-01-01T05:55 to 2027-01-01T19:00");
        assert.equal(disagreements?.length, 53);
    });

    for (const [given, made] of [
        ["a time that is not known", job("stop-2000", Unknown.computed, OFFICE)],
        ["a zone that does not exist", job("stop-2000", "0 20 * * MON-FRI", OFFICE, { timeZone: "Nowhere/Land" })],
        ["variables that are not known", job("stop-2000", "0 20 * * MON-FRI", OFFICE, { env: Unknown.computed })],
        [
            "variables of something else",
            job("stop-2000", "0 20 * * MON-FRI", OFFICE, { env: [{ name: "HOURS", value: "[]" }] }),
        ],
        [
            "a text that is no table",
            job("stop-2000", "0 20 * * MON-FRI", OFFICE, { env: [{ name: "HOURS", value: "{" }] }),
        ],
        ["a secret", job("stop-2000", new Secret("0 20 * * MON-FRI"), OFFICE)],
        ["a state that is not known", job("stop-2000", "0 20 * * MON-FRI", OFFICE, { suspend: Unknown.computed })],
    ] as const) {
        it(`given ${given}, say that it cannot be told`, () => {
            const report = yearOf([component, made]);
            assert.deepEqual(report.sleepers, []);
            assert.match(report.undecided.join(), /^asleep: what stop-2000 does, and when, cannot be told/);
        });
    }

    it("given a job that is suspended, takes it for none", () => {
        const off = lookingTimes(OFFICE).map(({ role, schedule }) =>
            job(role, schedule, OFFICE, { suspend: role.startsWith("stop") }),
        );
        assert.equal(sleeperOf(yearOf([component, ...off]), "asleep").awakeMinutes, 365 * 24 * 60);
    });

    it("given jobs of something else, says nothing of them", () => {
        const other = resource("kubernetes:batch/v1:CronJob", { spec: { schedule: "0 3 * * *" } }, { name: "backup" });
        assert.deepEqual([yearOf([other]).sleepers, yearOf([other]).undecided], [[], []]);
    });
});
