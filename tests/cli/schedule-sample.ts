import { type EnvironmentYear, type ScheduleReport, scheduleReport } from "../../cli/schedule/report";
import { MINUTE_MS } from "../../hours/local-time";
import type { Part } from "../../hours/parts";
import type { WorkingHours } from "../../hours/working-hours";
import { intendedIn, specialDaysIn } from "../../schedule/simulation/intent";
import { minutesIn } from "../../schedule/simulation/intervals";
import type { Change, Interval, Sleeper, Sleepless, YearReport } from "../../schedule/simulation/model";

/** The day on which tests judge. */
export const TODAY = "2026-11-21";

/** Hours of a team in Berlin, with days of every kind. */
export const HOURS: WorkingHours = {
    timeZone: "Europe/Berlin",
    week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
    closed: [
        { from: "2027-12-24", to: "2027-12-26", reason: "between the years" },
        { from: "2027-05-17", reason: "Whit Monday" },
    ],
    exceptions: [{ date: "2027-06-12", spans: [{ start: "09:00", end: "13:00" }], reason: "release, all hands" }],
};

/** The minute of a moment that a test writes as `2027-03-28T01:00Z`. */
export function minute(text: string): number {
    return Date.parse(text) / MINUTE_MS;
}

export const SPAN: Interval = { from: minute("2026-12-31T23:00Z"), to: minute("2027-12-31T23:00Z") };

const TYPES: Readonly<Record<Part, readonly [type: string, what: string]>> = {
    database: ["aws:rds/cluster:Cluster", "database cluster"],
    nodes: ["aws:eks/nodeGroup:NodeGroup", "node group"],
    workloads: ["kubernetes:apps/v1:Deployment", "deployment"],
    probes: ["kubernetes:batch/v1:CronJob", "probe"],
    alarms: ["aws:cloudwatch/alarmMuteRule:AlarmMuteRule", "alarms"],
};

function thing(path: string, type: string, what: string) {
    const name = path.split("/").at(-1) ?? path;
    return { path, type, what, urn: `urn:pulumi:staging::shop::${type}::${name}` };
}

/** Something that sleeps exactly as it is meant to. */
export function sleeper(path: string, part: Part, over: Partial<Sleeper> = {}): Sleeper {
    const intended = intendedIn(HOURS, part, SPAN);
    return {
        ...thing(path, ...TYPES[part]),
        part,
        paidByTime: part === "database" || part === "nodes",
        cost: part === "database" ? { always: 3000, simulated: 1234.567 } : undefined,
        awake: intended,
        awakeMinutes: minutesIn(over.awake ?? intended),
        by: [`hours/${part}-start`, `hours/${part}-stop`],
        intended,
        disagreements: [],
        ...over,
    };
}

export function sleepless(path: string, verdict: Sleepless["verdict"], why: string): Sleepless {
    return { ...thing(path, "aws:ec2/natGateway:NatGateway", "NAT gateway"), verdict, why, cost: undefined };
}

export function change(at: string, path: string, wakes: boolean): Change {
    const { what, urn } = thing(path, ...TYPES.database);
    return {
        at: minute(at),
        path,
        urn,
        what,
        part: "database",
        wakes,
        by: [`hours/database-${wakes ? "start" : "stop"}`],
    };
}

/** The year of a staging that does as it should. */
export function year(over: Partial<YearReport> = {}): YearReport {
    const sleepers = over.sleepers ?? [sleeper("orders/database", "database"), sleeper("cluster/workers", "nodes")];
    const paid = sleepers.filter(({ paidByTime }) => paidByTime);
    return {
        stack: "staging",
        environmentClass: "staging",
        year: 2027,
        timeZone: "Europe/Berlin",
        span: SPAN,
        intent: { hours: HOURS, source: "hours-hours" },
        open: intendedIn(HOURS, "probes", SPAN),
        specialDays: specialDaysIn(HOURS, SPAN),
        sleepers,
        sleepless: [sleepless("network/nat", "cannot", "a gateway cannot be stopped")],
        conflicts: [],
        clockNights: [
            { at: minute("2027-03-28T01:00Z"), shiftMinutes: 60, events: [] },
            {
                at: minute("2027-10-31T01:00Z"),
                shiftMinutes: -60,
                events: [
                    change("2027-10-31T00:30Z", "orders/database", true),
                    change("2027-10-31T01:30Z", "orders/database", false),
                ],
            },
        ],
        stoppable: {
            awakeMinutes: paid.reduce((sum, { awakeMinutes }) => sum + awakeMinutes, 0),
            allMinutes: paid.length * (SPAN.to - SPAN.from),
        },
        cost: {
            stoppable: { always: 3000, simulated: 1234.567, unpriced: ["cluster/workers"] },
            total: { always: 3400, simulated: 1634.567, unpriced: ["cluster/workers", "network/nat"] },
            pricesOf: "2026-11-01",
        },
        undecided: [],
        notes: ["holidays are known until 2027-12-31"],
        ...over,
    };
}

/** The year of a production that nothing puts to sleep. */
export function production(over: Partial<YearReport> = {}): YearReport {
    return year({
        stack: "prod",
        environmentClass: "production",
        intent: undefined,
        open: undefined,
        specialDays: [],
        sleepers: [],
        clockNights: [],
        notes: [],
        ...over,
    });
}

/** The report on some years of one project. */
export function reportOf(...years: readonly YearReport[]): ScheduleReport {
    return strictReportOf(false, ...years);
}

export function strictReportOf(strict: boolean, ...years: readonly YearReport[]): ScheduleReport {
    const simulated = years.map((report): Omit<EnvironmentYear, "name"> => ({ project: "shop", report }));
    return scheduleReport(simulated, { strict, today: TODAY, year: 2027 });
}
