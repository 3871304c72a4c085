import type { IsolationJudgement } from "../../isolation/judge";
import type { Way } from "../../isolation/ways";

/** Everything that a report of `isolation` is made of. */
export interface IsolationReport {
    readonly environments: readonly EnvironmentSummary[];
    readonly strict: boolean;
    /** The date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    readonly judgement: IsolationJudgement;
}

/** From where to where a way is asked for: stacks, each with a component path behind a colon or none. */
export interface ExplainedEnds {
    readonly from: string;
    readonly to: string;
}

/** What was looked at of an environment. */
export interface EnvironmentSummary {
    readonly project: string;
    readonly stack: string;
    /** What belongs to it. */
    readonly identities: number;
    /** What is declared to lead out of it or into it, most of which stays inside. */
    readonly connections: number;
    /** The file of facts that stands in for its plan. */
    readonly facts: string | undefined;
}

/** Whether nothing leads across a wall, nor in strict mode might. */
export function holdsApart({ judgement, strict }: IsolationReport): boolean {
    const { gatewayFaults, misuses, ways } = judgement;
    return gatewayFaults.length + misuses.length + failing(ways, strict).length === 0;
}

/** The ways that count. */
export function failing(ways: readonly Way[], strict: boolean): readonly Way[] {
    return ways.filter(({ certainty }) => certainty === "declared" || strict);
}

/** The walls that were looked at, for people: `prod and staging`. */
export function wallsOf({ judgement }: IsolationReport): string {
    return judgement.walls.map(([one, other]) => `${one} and ${other}`).join(", ");
}

/** What it all comes to, in words. */
export function verdictOf(report: IsolationReport): string {
    const { ways } = report.judgement;
    if (holdsApart(report)) return ways.length === 0 ? "Apart" : "Apart, as far as it can be told";
    return ways.some(({ certainty }) => certainty === "declared") ? "Not apart" : "Not proved apart";
}
