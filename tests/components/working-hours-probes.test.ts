import * as assert from "node:assert/strict";
import { SyntheticProbe, WorkingHoursSchedule, type WorkingHoursScheduleArgs } from "../../components";
import { assertWorkingHoursScheduleArgs } from "../../components/working-hours-schedule/arguments";
import type { Plan } from "../../plan/plan";
import { planOf } from "../support/plan";
import { judged } from "./judged";
import { PROBE_ARGS, SCHEDULE_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, STAGING } from "./support";

const ARGS: WorkingHoursScheduleArgs = {
    environment: STAGING,
    probes: [{ canaryName: "staging-shop" }, { canaryName: "of-somebody" }],
};
const SCHEDULE = "aws:scheduler/schedule:Schedule";

describe("WorkingHoursSchedule, given probes", () => {
    let plan: Plan;
    before(async () => {
        plan = await planOf(() => {
            new WorkingHoursSchedule("hours", ARGS);
        });
    });

    it("starts each when work begins and stops it when work ends, by its name", () => {
        const said = namesOf(plan, SCHEDULE).map(name => {
            const { description, scheduleExpression, target } = inputsOf(plan, name);
            const { arn, input } = target as { arn: string; input: string };
            return [
                name,
                description,
                scheduleExpression,
                arn.split(":").slice(-2).join(":"),
                JSON.parse(input),
            ] as unknown[];
        });
        const morning = "cron(0 7 ? * MON-FRI *)";
        const evening = "cron(0 20 ? * MON-FRI *)";
        const [start, stop] = ["synthetics:startCanary", "synthetics:stopCanary"];
        assert.deepEqual(said, [
            ["hours-start-probe-of-somebody", "Starts of-somebody", morning, start, { Name: "of-somebody" }],
            ["hours-start-probe-shop", "Starts staging-shop", morning, start, { Name: "staging-shop" }],
            ["hours-stop-probe-of-somebody", "Stops of-somebody", evening, stop, { Name: "of-somebody" }],
            ["hours-stop-probe-shop", "Stops staging-shop", evening, stop, { Name: "staging-shop" }],
        ]);
    });

    it("gives up before the opposite: in 13 hours of work and 11 of night, less an hour for clocks and five minutes", () => {
        const seconds = (name: string) => {
            const { retryPolicy } = inputsOf(plan, name)["target"] as {
                retryPolicy: { maximumEventAgeInSeconds: number };
            };
            return retryPolicy.maximumEventAgeInSeconds;
        };
        assert.equal(seconds("hours-start-probe-shop"), (12 * 60 - 5) * 60);
        assert.equal(seconds("hours-stop-probe-shop"), (10 * 60 - 5) * 60);
    });

    it("may stop and start these and no others", () => {
        const { Statement } = JSON.parse(String(inputsOf(plan, "hours-permissions")["policy"])) as {
            Statement: readonly object[];
        };
        assert.deepEqual(Statement[0], {
            Sid: "StopAndStartProbes",
            Effect: "Allow",
            Action: ["synthetics:StartCanary", "synthetics:StopCanary"],
            Resource: [
                "arn:aws:synthetics:eu-central-1:111122223333:canary:staging-shop",
                "arn:aws:synthetics:eu-central-1:111122223333:canary:of-somebody",
            ],
        });
        assert.equal(Statement.length, 2);
    });

    it("given a probe of ours, is found fault with by no rule", async () => {
        const found = await judged(
            (environment, opts) => {
                const probe = new SyntheticProbe("shop", { ...PROBE_ARGS, environment }, opts);
                new WorkingHoursSchedule("hours", { environment, probes: [probe] }, opts);
            },
            { environments: [STAGING], preset: "strict" },
        );
        assert.deepEqual(found, []);
    });

    describe("given arguments at fault", () => {
        const name = "expected the name of a canary: lower-case letters, digits, dashes, underscores";
        const bad: readonly [given: string, probes: unknown, faults: readonly string[]][] = [
            ["no list", "shop", ['probes: expected a list of probes, got "shop"']],
            ["a name that no canary has", [{ canaryName: "Shop" }], [`probes[0].canaryName: ${name}, got "Shop"`]],
            [
                "a probe twice",
                [{ canaryName: "shop" }, { canaryName: "shop" }],
                ['probes[1].canaryName: expected a name that no other probe has, got "shop"'],
            ],
            [
                "a name that is one letter too long for a schedule",
                [{ canaryName: `staging-${"a".repeat(38)}` }, { canaryName: `staging-${"b".repeat(39)}` }],
                [
                    `probes[1].canaryName: expected a name that is shorter by 1, so that schedules can be named after it, got "staging-${"b".repeat(39)}"`,
                ],
            ],
        ];
        for (const [given, probes, faults] of bad) {
            it(`given ${given}, says so`, () => {
                const args = { ...SCHEDULE_ARGS, probes } as WorkingHoursScheduleArgs;
                assert.deepEqual(
                    faultsOf(() => {
                        assertWorkingHoursScheduleArgs("hours", args);
                    }),
                    faults,
                );
            });
        }
    });
});
