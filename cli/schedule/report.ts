import { groupBy } from "../report/group-by";
import { complement, minutesIn } from "../../schedule/simulation/intervals";
import type { Disagreeing, Interval, Sleeper, Sleepless, YearReport } from "../../schedule/simulation/model";

/** Everything that a report of `schedule simulate` is made of. */
export interface ScheduleReport {
    readonly year: number;
    readonly strict: boolean;
    /** The date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    /** A year of each environment, the worst first. */
    readonly environments: readonly EnvironmentYear[];
}

/** A year of one environment, and where it is of. */
export interface EnvironmentYear {
    readonly project: string;
    /** What it is called beside the others: with its project where they are of several. */
    readonly name: string;
    readonly report: YearReport;
}

export type YearVerdict = "as intended" | "undecided" | "not as intended";

const WORST_FIRST: readonly YearVerdict[] = ["not as intended", "undecided", "as intended"];

/** The report on years that were simulated. */
export function scheduleReport(
    simulated: readonly { readonly project: string; readonly report: YearReport }[],
    { strict, today, year }: Pick<ScheduleReport, "strict" | "today" | "year">,
): ScheduleReport {
    const environments = simulated.map(({ project, report }) => ({
        project,
        report,
        name: nameBeside(
            { project, stack: report.stack },
            simulated.map(one => one.project),
        ),
    }));
    const rank = ({ report }: EnvironmentYear) => WORST_FIRST.indexOf(verdictOfYear(report));
    return { year, strict, today, environments: environments.sort((one, other) => rank(one) - rank(other)) };
}

/** What a stack is called beside others of some projects. */
export function nameBeside(
    { project, stack }: { readonly project: string; readonly stack: string },
    projects: readonly string[],
): string {
    return projects.every(other => other === project) ? stack : `${project}/${stack}`;
}

/** Whether every year is as intended, or not in strict mode might be. */
export function passes({ environments, strict }: ScheduleReport): boolean {
    return environments
        .map(({ report }) => verdictOfYear(report))
        .every(verdict => verdict === "as intended" || (verdict === "undecided" && !strict));
}

export function verdictOfYear(report: YearReport): YearVerdict {
    const isWrong =
        report.conflicts.length > 0 ||
        report.sleepers.some(({ disagreements = [] }) => disagreements.length > 0) ||
        asleepInProduction(report).length > 0 ||
        leftAwake(report).length > 0;
    if (isWrong) return "not as intended";
    const isDoubtful = report.undecided.length > 0 || isUnstated(report) || undecidedThings(report).length > 0;
    return isDoubtful ? "undecided" : "as intended";
}

/** What schedules put to sleep in production, where nothing may sleep. */
export function asleepInProduction(report: YearReport): readonly Sleeper[] {
    if (!isProduction(report)) return [];
    return report.sleepers.filter(sleeper => asleepIn(sleeper, report.span).length > 0);
}

/** What runs on while everybody is away, though somebody said when people work. */
export function leftAwake(report: YearReport): readonly Sleepless[] {
    if (isProduction(report) || report.intent === undefined) return [];
    return report.sleepless.filter(({ verdict }) => verdict === "does not");
}

/** What may sleep or not. */
function undecidedThings({ sleepless }: YearReport): readonly Sleepless[] {
    return sleepless.filter(({ verdict }) => verdict === "undecided");
}

/** Whether something sleeps and nobody said when it should, so that there is nothing to compare with. */
export function isUnstated(report: YearReport): boolean {
    return !isProduction(report) && report.intent === undefined && report.sleepers.length > 0;
}

export function isProduction({ environmentClass }: Pick<YearReport, "environmentClass">): boolean {
    return environmentClass === "production";
}

/** When a thing is asleep in the year, in order. */
export function asleepIn({ awake }: Pick<Sleeper, "awake">, year: Interval): readonly Interval[] {
    return complement(awake, year);
}

/** What several things have in common that is not as intended. */
export interface SharedDisagreement {
    readonly things: readonly Sleeper[];
    readonly disagreements: readonly Disagreeing[];
}

/** Puts things together that are not as intended in the same minutes for the same reason, the longest first. */
export function sharedDisagreements({ sleepers }: YearReport): readonly SharedDisagreement[] {
    const wrong = sleepers.filter(({ disagreements = [] }) => disagreements.length > 0);
    return groupBy(wrong, ({ disagreements }) => JSON.stringify(disagreements))
        .map(things => ({ things, disagreements: things[0]?.disagreements ?? [] }))
        .sort((one, other) => minutesIn(other.disagreements) - minutesIn(one.disagreements));
}
