import type { Subject, SubjectReading } from "../plan/subject";
import { awsPattern, unixPattern } from "./schedule-patterns";
import type { ScheduledAction } from "./schedule-target";
import { onceAt, whenOf } from "./when";
import { textOf } from "../plan/plain";

/** A scheduled action of an EC2 Auto Scaling group. */
export const SCALING_SCHEDULE_TYPE = "aws:autoscaling/schedule:Schedule";
/** A scheduled action of Application Auto Scaling: of an ECS service, replicas of a database, a table. */
export const SCALABLE_SCHEDULE_TYPE = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** -1: the size stays as it is. */
const UNCHANGED = -1;
/** What the provider sends for each size that is not set (types of `aws.autoscaling.Schedule`). */
const OMITTED = 0;

/** What a scaling action does to sizes. */
type Sizes = Pick<ScheduledAction, "effect" | "capacity" | "floor" | "doubt">;

/** Reads a scheduled action of an EC2 Auto Scaling group. */
export function readGroupSchedule(schedule: Subject): ScheduledAction {
    const recurrence = schedule.read("recurrence");
    const name = schedule.read("autoscalingGroupName");
    return {
        schedule,
        call: "autoscaling:scheduledAction",
        ...groupSizes(schedule),
        names: name.state === "known" && typeof name.value === "string" ? [name.value] : undefined,
        from: schedule.comesFrom("autoscalingGroupName"),
        enabled: true,
        ...(recurrence.state === "absent"
            ? onceAt(schedule.read("startTime"))
            : whenOf(
                  {
                      expression: recurrence,
                      zone: schedule.read("timeZone", { default: "UTC" }),
                      from: schedule.read("startTime"),
                      to: schedule.read("endTime"),
                  },
                  unixPattern,
              )),
    };
}

/** A size that is not set means 0, and -1 leaves it alone. A largest size of 0 empties the group, whatever is wanted. */
function groupSizes(schedule: Subject): Sizes {
    const size = (property: string) => numberIn(schedule.read(property, { default: OMITTED }));
    const [wanted, least, most] = [size("desiredCapacity"), size("minSize"), size("maxSize")];
    const floor = least === UNCHANGED ? undefined : least;
    if (most === 0) return { effect: "resizes", capacity: 0, floor, doubt: undefined };
    if (wanted === undefined || most === undefined) {
        return { effect: "unknown", capacity: undefined, floor, doubt: "a size that it sets is not known" };
    }
    if (wanted !== UNCHANGED) return { effect: "resizes", capacity: wanted, floor, doubt: undefined };
    // A group is never left smaller than its least size.
    if (floor !== undefined && floor > 0) return { effect: "resizes", capacity: floor, floor, doubt: undefined };
    return { effect: "other", capacity: undefined, floor, doubt: undefined };
}

/** Reads a scheduled action of Application Auto Scaling, which sets bounds: the size follows where it is outside of them. */
export function readScalableSchedule(schedule: Subject): ScheduledAction {
    const expression = schedule.read("schedule");
    const resourceId = schedule.read("resourceId");
    return {
        schedule,
        call: "appautoscaling:scheduledAction",
        ...scalableSizes(schedule),
        // `service/<cluster>/<service>`, `cluster:<name>`, `table/<name>`: all but the first part are names.
        names:
            resourceId.state === "known" && typeof resourceId.value === "string"
                ? resourceId.value.split(/[/:]/).slice(1)
                : undefined,
        from: schedule.comesFrom("resourceId"),
        enabled: true,
        ...whenOf(
            {
                expression,
                zone: schedule.read("timezone", { default: "UTC" }),
                from: schedule.read("startTime"),
                to: schedule.read("endTime"),
            },
            awsPattern,
        ),
    };
}

function scalableSizes(schedule: Subject): Sizes {
    const [least, most] = (["minCapacity", "maxCapacity"] as const).map(property =>
        schedule.read(`scalableTargetAction.${property}`),
    );
    if (least === undefined || most === undefined || least.state === "unknown" || most.state === "unknown") {
        return {
            effect: "unknown",
            capacity: undefined,
            floor: undefined,
            doubt: "a capacity that it sets is not known",
        };
    }
    const [floor, ceiling] = [numberIn(least), numberIn(most)];
    if (ceiling === 0) return { effect: "resizes", capacity: 0, floor, doubt: undefined };
    if (floor !== undefined && floor > 0) return { effect: "resizes", capacity: floor, floor, doubt: undefined };
    return { effect: "other", capacity: ceiling, floor, doubt: undefined };
}

function numberIn(reading: SubjectReading): number | undefined {
    if (reading.state !== "known") return undefined;
    const number = typeof reading.value === "number" ? reading.value : Number.parseInt(textOf(reading.value), 10);
    return Number.isNaN(number) ? undefined : number;
}
