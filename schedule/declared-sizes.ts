import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { subjectsByName, targetsOf } from "./action-targets";
import type { ScheduledAction } from "./schedule-target";
import { STOPPABLE_KINDS } from "./stoppable";

/** What a scheduled action of Application Auto Scaling does is bound what a target declares. */
const SCALABLE_CALL = "appautoscaling:scheduledAction";
export const SCALABLE_TARGET = "aws:appautoscaling/target:Target";

/** Inputs that say how many of a kind are to run, and below which a schedule must not go. */
const SIZES: Readonly<Record<string, readonly string[]>> = {
    "aws:eks/nodeGroup:NodeGroup": ["scalingConfig.desiredSize"],
    "aws:autoscaling/group:Group": ["desiredCapacity", "minSize"],
    "aws:ecs/service:Service": ["desiredCount"],
};

/** Inputs that say how few of a kind may run. */
const FLOORS: Readonly<Record<string, readonly string[]>> = { "aws:autoscaling/group:Group": ["minSize"] };

/** How many of what an action resizes are declared to run; nothing where the plan does not say. */
export function declaredSize(action: ScheduledAction, stack: Stack): number | undefined {
    if (action.call === SCALABLE_CALL) return declaredFloor(action, stack);
    return declaredIn(action, stack, SIZES);
}

/** The least that what an action resizes may fall to; nothing where the plan does not say. */
export function declaredFloor(action: ScheduledAction, stack: Stack): number | undefined {
    if (action.call !== SCALABLE_CALL) return declaredIn(action, stack, FLOORS);
    const wanted = action.schedule.read("resourceId");
    const named =
        wanted.state === "known"
            ? subjectsByName(stack, SCALABLE_TARGET, "resourceId").get(wanted.value)?.[0]
            : undefined;
    const target = named ?? action.from.find(one => one.type === SCALABLE_TARGET && !isKnown(one, wanted.state));
    return numberAt(target, "minCapacity");
}

/** Of two ids that are known, the values decide. */
function isKnown(target: Subject, wanted: "known" | "unknown" | "absent"): boolean {
    return wanted === "known" && target.read("resourceId").state === "known";
}

function declaredIn(
    action: ScheduledAction,
    stack: Stack,
    sizes: Readonly<Record<string, readonly string[]>>,
): number | undefined {
    for (const [type, properties] of Object.entries(sizes)) {
        const kind = STOPPABLE_KINDS[type];
        const [subject] = kind === undefined ? [] : targetsOf(action, kind, stack);
        for (const property of properties) {
            const size = numberAt(subject, property);
            if (size !== undefined) return size;
        }
    }
    return undefined;
}

function numberAt(subject: Subject | undefined, property: string): number | undefined {
    const reading = subject?.read(property);
    return reading?.state === "known" && typeof reading.value === "number" ? reading.value : undefined;
}
