import type { YearReport } from "../../schedule/simulation/model";
import { asleepInProduction, isProduction, isUnstated, leftAwake, sharedDisagreements } from "../schedule/report";
import { namesText } from "./schedule-words";

/** What to change so that a year is as intended, the worst first. */
export function changesToMake(report: YearReport): readonly string[] {
    if (isProduction(report)) return removals(report);
    const { conflicts, intent, stack } = report;
    const left = leftAwake(report);
    return [
        ...(intent === undefined
            ? []
            : sharedDisagreements(report).map(
                  ({ things }) =>
                      `give ${namesText(things.flatMap(({ by }) => by))} the times that ${intent.source} asks for, or change what it asks for: an exception or closed days for single dates`,
              )),
        ...(conflicts.length === 0
            ? []
            : [
                  `leave one schedule, or one other controller, in charge of ${namesText(conflicts.map(({ path }) => path))}: one that AWS takes and that stops nothing while people work`,
              ]),
        ...(left.length === 0
            ? []
            : [`schedule ${namesText(left.map(({ path }) => path))}, as WorkingHoursSchedule does`]),
        ...(isUnstated(report)
            ? [`state when people work: environments.${stack}.workingHours in stagewright.yaml`]
            : []),
    ];
}

/** In production everything that is scheduled has to go. */
function removals(report: YearReport): readonly string[] {
    // What is asleep is to stay: what has to go is what puts it to sleep.
    const asleep = asleepInProduction(report);
    const marked = report.conflicts.filter(({ isMark }) => isMark === true).map(({ path }) => path);
    const paths = report.conflicts
        .filter(({ isMark, path }) => isMark !== true && asleep.every(one => one.path !== path))
        .map(({ path }) => path);
    const others = asleep
        .filter(({ path }) => !marked.includes(path))
        .flatMap(({ by }) => by)
        .filter(name => !paths.some(path => nameIn(path) === name))
        // An annotation of a namespace puts its workloads to sleep, and is taken off the namespace.
        .filter(name => !marked.some(path => name.endsWith(` of the namespace ${nameIn(path)}`)));
    const names = [...paths, ...others];
    return [
        ...(names.length === 0 ? [] : [`remove ${namesText(names)}: nothing in production may be scheduled`]),
        ...(marked.length === 0
            ? []
            : [
                  `take the tag or the annotation of a controller off ${namesText(marked)}: nothing in production may be scheduled`,
              ]),
    ];
}

function nameIn(path: string): string {
    return path.split("/").at(-1) ?? "";
}
