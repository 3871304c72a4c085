import { specialDaysIn } from "../../schedule/simulation/intent";
import type { NextReport, StateReport, YearReport } from "../../schedule/simulation/model";
import type { StartCommand } from "./starting";
import { type Working, workingAt } from "./working";

/** What changes next in one environment. */
export interface NextEnvironment {
    readonly project: string;
    /** What it is called beside the others. */
    readonly name: string;
    readonly report: NextReport;
    readonly working: Working | undefined;
    /** Whether anything is scheduled at all. */
    readonly isScheduled: boolean;
    /** Days up to the last change that are not ordinary, and why. */
    readonly specialDays: YearReport["specialDays"];
}

/** One environment at one moment. */
export interface StatusEnvironment {
    readonly project: string;
    /** What it is called beside the others. */
    readonly name: string;
    readonly report: StateReport;
    readonly working: Working | undefined;
    /** How to start each database that is asleep. */
    readonly starts: readonly StartCommand[];
}

/** What changes next in one environment, and what is special of the days until then. */
export function nextEnvironment(
    environment: Pick<NextEnvironment, "isScheduled" | "name" | "project">,
    report: NextReport,
): NextEnvironment {
    const { at, changes, intent } = report;
    const last = changes.at(-1)?.at ?? at;
    return {
        ...environment,
        report,
        working: workingAt(intent, at),
        specialDays: intent === undefined ? [] : specialDaysIn(intent.hours, { from: at, to: last + 1 }),
    };
}
