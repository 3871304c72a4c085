import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { runInNewContext } from "node:vm";
import { type WorkingHours, WorkingHoursSchedule } from "../../components";
import { closedNote } from "../../components/working-hours-schedule/closed-note";
import { callsOf } from "../../components/working-hours-schedule/database-calls";
import { workingHoursFaults } from "../../hours";
import { planOf } from "../support/plan";
import { inputsOf, namesOf, STAGING } from "./support";

const PAGE = readFileSync(path.join(__dirname, "../../docs/components/working-hours.md"), "utf8");
const BLOCKS = [...PAGE.matchAll(/```text\n(.*?)```/gs)].map(([, block]) => block ?? "");

/** The values that the page's samples write down, in their order. */
const VALUES = [...PAGE.matchAll(/const hours: WorkingHours = (\{.*?\n\});/gs)].map(
    ([, value]) => runInNewContext(`(${value ?? ""})`) as WorkingHours,
);

describe("the page of working hours", () => {
    it("shows values without a fault", () => {
        assert.deepEqual(
            VALUES.map(hours => workingHoursFaults(hours)),
            [[], []],
        );
    });

    it("shows the schedules that are planned", async () => {
        const database = { clusterIdentifier: "staging-orders" };
        const plan = await planOf(() => {
            const holidays = { country: "DE", state: "BE", years: [2027] };
            const environment = { ...STAGING, workingHours: { ...VALUES[0]!, holidays } };
            new WorkingHoursSchedule("hours", { environment, database });
        });
        const names = namesOf(plan, "aws:scheduler/schedule:Schedule");
        const starts = names.filter(name => name.startsWith("hours-start-"));
        assert.deepEqual(
            BLOCKS[0]
                ?.trim()
                .split("\n")
                .map(line => line.split(/ {2,}/)),
            starts.map(name => [name.slice("hours-".length), inputsOf(plan, name)["scheduleExpression"]]),
        );
        // "Five more stop it": what the page says in words.
        assert.deepEqual([starts.length, names.length], [5, 10]);
    });

    it("shows what is said to who deploys at night", () => {
        const cluster = callsOf({ clusterIdentifier: "staging-orders" });
        const note = closedNote("staging", STAGING.workingHours!, cluster, Date.parse("2027-01-09T12:00:00Z"));
        assert.equal(BLOCKS[1]?.trim().replaceAll("\n", " "), note);
    });
});
