import { lastPart } from "../aws/arn";
import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import type { ScheduledAction } from "./schedule-target";
import { names, STOPPABLE_KINDS, type StoppableKind } from "./stoppable";

/** What an action says of what it acts on. */
export type Naming = Pick<ScheduledAction, "names" | "from">;

/** The resources of a kind that an action certainly names. */
export function targetsOf(action: Naming, kind: StoppableKind, stack: Stack): readonly Subject[] {
    return candidates(action, kind, stack).filter(one => names(action, kind, one) === "yes");
}

/** Those that it certainly names, and those that it may: their own names are not known, or the one that it gives is not. */
export function mayBeTargetsOf(action: Naming, kind: StoppableKind, stack: Stack): readonly Subject[] {
    return stack.byType(kind.type).filter(one => names(action, kind, one) !== "no");
}

/** Everything that an action certainly names, of every kind that its call is for. */
export function allTargetsOf(action: ScheduledAction, stack: Stack): readonly Subject[] {
    const { call } = action;
    if (call === undefined) return [];
    return Object.values(STOPPABLE_KINDS)
        .filter(({ startCalls, stopCalls }) => [...stopCalls, ...startCalls].includes(call))
        .flatMap(kind => targetsOf(action, kind, stack));
}

/** What an action may certainly name: a stack may hold thousands of both. */
function candidates(action: Naming, { type, identifiers }: StoppableKind, stack: Stack): readonly Subject[] {
    if (action.names === undefined) return action.from.filter(one => one.type === type);
    const index = subjectsByName(stack, type, identifiers.at(-1) ?? "name");
    return [...new Set(action.names.flatMap(name => index.get(lastPart(name)) ?? []))];
}

const indices = new WeakMap<Stack, Map<string, ReadonlyMap<unknown, readonly Subject[]>>>();

/** The resources of a type by what they call themselves, put up once a stack. */
export function subjectsByName(
    stack: Stack,
    type: string,
    identifier: string,
): ReadonlyMap<unknown, readonly Subject[]> {
    const ofStack = indices.get(stack) ?? new Map<string, ReadonlyMap<unknown, readonly Subject[]>>();
    indices.set(stack, ofStack);
    const key = `${type} ${identifier}`;
    const index = ofStack.get(key) ?? byName(stack.byType(type), identifier);
    ofStack.set(key, index);
    return index;
}

function byName(subjects: readonly Subject[], identifier: string): ReadonlyMap<unknown, readonly Subject[]> {
    const index = new Map<unknown, Subject[]>();
    for (const subject of subjects) {
        const reading = subject.read(identifier);
        if (reading.state !== "known" || typeof reading.value !== "string") continue;
        const name = lastPart(reading.value);
        const alike = index.get(name);
        if (alike === undefined) index.set(name, [subject]);
        else alike.push(subject);
    }
    return index;
}
