import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { lastPart } from "../aws/arn";
import type { ScheduledAction } from "./schedule-target";
import { names, STOPPABLE_KINDS, type StoppableKind } from "./stoppable";

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
        wanted.state === "known" ? called(stack, SCALABLE_TARGET, "resourceId").get(wanted.value)?.[0] : undefined;
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
        if (kind === undefined) continue;
        const subject = candidates(action, kind, stack).find(one => names(action, kind, one) === "yes");
        for (const property of properties) {
            const size = numberAt(subject, property);
            if (size !== undefined) return size;
        }
    }
    return undefined;
}

/** What an action may certainly name: a stack may hold thousands of both. */
function candidates(action: ScheduledAction, { type, identifiers }: StoppableKind, stack: Stack): readonly Subject[] {
    if (action.names === undefined) return action.from.filter(one => one.type === type);
    const index = called(stack, type, identifiers.at(-1) ?? "name");
    return [...new Set(action.names.flatMap(name => index.get(lastPart(name)) ?? []))];
}

const indices = new WeakMap<Stack, Map<string, ReadonlyMap<unknown, readonly Subject[]>>>();

/** The resources of a type by what they call themselves, put up once a stack. */
function called(stack: Stack, type: string, identifier: string): ReadonlyMap<unknown, readonly Subject[]> {
    const ofStack = indices.get(stack) ?? new Map<string, ReadonlyMap<unknown, readonly Subject[]>>();
    indices.set(stack, ofStack);
    const index = ofStack.get(type) ?? byName(stack.byType(type), identifier);
    ofStack.set(type, index);
    return index;
}

function byName(subjects: readonly Subject[], identifier: string): ReadonlyMap<unknown, readonly Subject[]> {
    const index = new Map<unknown, Subject[]>();
    for (const subject of subjects) {
        const reading = subject.read(identifier);
        if (reading.state !== "known" || typeof reading.value !== "string") continue;
        const name = subject.type === SCALABLE_TARGET ? reading.value : lastPart(reading.value);
        const alike = index.get(name);
        if (alike === undefined) index.set(name, [subject]);
        else alike.push(subject);
    }
    return index;
}

function numberAt(subject: Subject | undefined, property: string): number | undefined {
    const reading = subject?.read(property);
    return reading?.state === "known" && typeof reading.value === "number" ? reading.value : undefined;
}
