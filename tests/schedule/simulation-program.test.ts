import * as assert from "node:assert/strict";
import type { Plan } from "../../plan/plan";
import { Stack } from "../../plan/stack";
import { simulateYear } from "../../schedule/simulation/year";
import { planStack } from "../program/support";
import { told, TODAY } from "./simulated-stacks";

describe("a simulated year of the reference program", () => {
    let staging: Plan;
    let production: Plan;
    before(async () => {
        [staging, production] = [await planStack("staging"), await planStack("prod")];
    });

    for (const year of [2026, 2027, 2028]) {
        it(`given staging in ${year}, has everything as meant in every minute, and nothing that gets in the way`, () => {
            const report = simulateYear(new Stack(staging, { name: "staging", class: "staging" }), {
                year,
                today: TODAY,
            });
            assert.deepEqual(
                report.sleepers.flatMap(({ disagreements, path }) =>
                    told(disagreements).map(text => `${path}: ${text}`),
                ),
                [],
            );
            assert.deepEqual([report.conflicts, report.undecided], [[], []]);
            assert.deepEqual([...new Set(report.sleepers.map(({ part }) => part))].sort(), [
                "alarms",
                "database",
                "nodes",
                "probes",
                "workloads",
            ]);
            assert.ok(report.sleepless.every(({ verdict }) => verdict === "cannot"));
            assert.deepEqual(report.cost.total.unpriced, []);
            assert.ok(report.cost.stoppable.simulated < report.cost.stoppable.always / 2);
        });

        it(`given production in ${year}, has no minute in which anything is asleep`, () => {
            const report = simulateYear(new Stack(production, { name: "prod", class: "production" }), {
                year,
                today: TODAY,
            });
            assert.deepEqual([report.sleepers, report.conflicts, report.undecided], [[], [], []]);
            assert.deepEqual(report.stoppable.awakeMinutes, report.stoppable.allMinutes);
        });
    }
});
