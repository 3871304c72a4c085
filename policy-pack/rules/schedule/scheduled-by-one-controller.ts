import { holds, stackRule, undecided, type Verdict, violated } from "../../kernel";
import { rivalControllers } from "../support/rival-controllers";
import { CONTROLLER_SETTINGS } from "../support/schedule-controllers";
import { WORKLOAD_CONTROLLER_TYPES, WORKLOADS } from "../support/workload-controllers";
import { clashIn } from "../../../schedule/clashes";
import { calendarOf, type Coverage, coveredStoppables, doubtOf } from "../../../schedule/schedule-coverage";
import { SCHEDULING_TYPES } from "../../../schedule/schedule-target";
import { STOPPABLE_KINDS, type StoppableKind } from "../../../schedule/stoppable";

export const scheduledByOneController = stackRule({
    name: "scheduled-by-one-controller",
    family: "schedule",
    severity: "medium",
    description: "Outside production, nothing is stopped or started by two schedules that overlap or disagree.",
    remediation:
        "Leave each resource to one pair of schedules: hand it to `WorkingHours` alone, or remove the second `aws.scheduler.Schedule` or the tag that another controller obeys.",
    appliesTo: [...Object.keys(STOPPABLE_KINDS), ...WORKLOADS],
    alsoReads: [...SCHEDULING_TYPES, ...WORKLOAD_CONTROLLER_TYPES],
    settings: CONTROLLER_SETTINGS,
    check(stack, { settings, today }) {
        if (stack.environment.class === "production") return [];
        return [
            ...rivalControllers(stack, settings),
            ...coveredStoppables(stack).flatMap(({ coverage, kind, subject }) => {
                const verdict = judgeTimes(kind, coverage, today);
                return verdict === undefined ? [] : [{ subject, verdict }];
            }),
        ];
    },
});

function judgeTimes(kind: StoppableKind, coverage: Coverage, today: string): Verdict | undefined {
    const { stops, starts } = coverage;
    if (stops.length + starts.length === 0) return undefined;
    const calendar = calendarOf([...new Set([...stops, ...starts])], today);
    const clash = typeof calendar === "string" ? undefined : clashIn(calendar.events, new Set(stops));
    const doubt = typeof calendar === "string" ? calendar : doubtOf(coverage);
    if (clash === undefined || doubt !== undefined) {
        // One of each cannot disagree about when the night begins or ends, but may come at the same moment.
        if (doubt === undefined || (stops.length < 2 && starts.length < 2)) return holds();
        return undecided({ message: `whether its schedules agree cannot be told: ${doubt}` });
    }
    const [one, other] = clash.actions.map(({ schedule }) => schedule.name);
    return violated({
        message: `${clash.how} this ${kind.what} by both ${String(one)} and ${String(other)}, expected one schedule for each: ${clash.consequence}`,
    });
}
