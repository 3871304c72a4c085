import type { ArgumentFault } from "../components/arguments";
import { hoursFaultsAt, workingHoursFaults } from "../components/working-hours";
import { lookingFaults } from "../components/workload-hours/times";
import { schedulerFaults } from "../hours";
import type { Settings } from "./settings";

/** What timers stop and start here. Workloads of staging have jobs in the cluster, where there are tools for them. */
const TIMED = ["database", "nodes", "probes"] as const;

/**
 * What keeps anything here from following the working hours, as faults of the environment: said before the first resource is
 * registered, and not by a component half way. Hours at fault in themselves are said by the environment's own check.
 */
export function hoursFaults({ class: environmentClass, toolsImage, workingHours }: Settings): readonly ArgumentFault[] {
    const path = "environment.workingHours";
    if (workingHours === undefined || workingHoursFaults(workingHours, path).length > 0) return [];
    const hasJobs = environmentClass === "staging" && toolsImage !== undefined;
    return hoursFaultsAt(path, [
        ...TIMED.flatMap(part => schedulerFaults(workingHours, part)),
        ...(hasJobs ? lookingFaults(workingHours) : []),
    ]);
}
