/*
 * How simulating a year grows: stacks of N databases with holidays, each with schedules of its own, against one pass over
 * the JSON of the plan in the same run; and with how many hours there are, as a day that is not ordinary splits schedules. Time
 * of the processor: what else the machine does does not count.
 * Command: npm run bench:schedule
 */
import { schedulerTimers } from "../hours/targets/scheduler";
import type { WorkingHours } from "../hours/working-hours";
import type { Plan, PlannedResource } from "../plan/plan";
import { Stack } from "../plan/stack";
import { simulateYear } from "../schedule/simulation/year";
import { bareResource } from "./bare-resource";
import { median } from "./measure";

const ROUNDS = 5;
/** Passes over the JSON that are timed together: one takes less than the clock of the processor tells. */
const PASSES = 20;
const SIZES = [10, 40, 160, 640];
const CLOSED_DAYS = [0, 10, 40];
const YEAR = 2027;
const TODAY = "2026-11-21";
const CLUSTER = "aws:rds/cluster:Cluster";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** An office that is closed on so many days of the year, spread over its months. */
function hoursWith(closedDays: number): WorkingHours {
    const day = (place: number) => new Date(Date.UTC(YEAR, 0, 4 + place * 8)).toISOString().slice(0, 10);
    return {
        timeZone: "Europe/Berlin",
        week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
        closed: Array.from({ length: closedDays }, (_, place) => ({ from: day(place), reason: "closed" })),
    };
}

function database(name: string, hours: WorkingHours): readonly PlannedResource[] {
    const schedules = (["start", "stop"] as const).flatMap(verb =>
        schedulerTimers(hours, "database", verb).map(({ expression, role }) =>
            bareResource("staging", SCHEDULE, `${verb}-${name}-${role}`, {
                scheduleExpression: expression,
                scheduleExpressionTimezone: hours.timeZone,
                target: {
                    arn: `arn:aws:scheduler:::aws-sdk:rds:${verb}DBCluster`,
                    input: JSON.stringify({ DbClusterIdentifier: name }),
                },
            }),
        ),
    );
    return [
        bareResource("staging", CLUSTER, name, { clusterIdentifier: name, engine: "aurora-postgresql" }),
        ...schedules,
    ];
}

function planWith(databases: number, hours: WorkingHours): Plan {
    return {
        project: "bench",
        stack: "staging",
        source: "embedded",
        phase: "declared",
        config: {},
        resources: Array.from({ length: databases }, (_, place) => database(`db-${place}`, hours)).flat(),
        outputs: {},
        gaps: [],
    };
}

/** Time of the processor that something takes, in milliseconds. */
function timed(run: () => unknown): number {
    const started = process.cpuUsage();
    run();
    const { system, user } = process.cpuUsage(started);
    return (system + user) / 1000;
}

function passOver(plan: Plan): void {
    for (let pass = 0; pass < PASSES; pass++) JSON.parse(JSON.stringify(plan));
}

function simulate(plan: Plan, hours: WorkingHours): void {
    const stack = new Stack(plan, { name: plan.stack, class: "staging" });
    const report = simulateYear(stack, { year: YEAR, intent: { hours, source: "bench" }, today: TODAY });
    const wrong = report.sleepers.flatMap(({ disagreements }) => disagreements ?? []);
    if (wrong.length > 0 || report.undecided.length > 0) throw new Error("schedules and hours do not agree");
}

function measured(databases: number, closedDays: number): void {
    const hours = hoursWith(closedDays);
    const plan = planWith(databases, hours);
    const [simulation, reference]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
        reference.push(
            timed(() => {
                passOver(plan);
            }) / PASSES,
        );
        simulation.push(
            timed(() => {
                simulate(plan, hours);
            }),
        );
    }
    const [ofSimulation, ofReference] = [median(simulation), median(reference)];
    console.log(
        `${databases} databases, ${closedDays} closed days, ${plan.resources.length} resources: ` +
            `${ofSimulation.toFixed(0)} ms, ${(ofSimulation / databases).toFixed(2)} ms for each database, ` +
            `${(ofSimulation / ofReference).toFixed(0)} x one pass over their JSON`,
    );
}

for (const databases of SIZES) measured(databases, 10);
for (const closedDays of CLOSED_DAYS) measured(40, closedDays);
