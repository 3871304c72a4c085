import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { lastPart } from "../aws/arn";
import { type ScheduledAction, scheduledActions } from "./schedule-target";
import { type StoppableKind, switches } from "./stoppable";
import { textOf } from "../plan/plain";

/** The actions of a stack, found by what they may act on: a stack may hold thousands of both. */
export interface ScheduleIndex {
    /** Every action that may act on a resource of a kind, and some that do not: ask `names` of each. */
    candidates(subject: Subject, kind: StoppableKind): readonly ScheduledAction[];
}

const indices = new WeakMap<Stack, ScheduleIndex>();

/** The index of a stack, made once. */
export function scheduleIndex(stack: Stack): ScheduleIndex {
    const index = indices.get(stack) ?? new Index(scheduledActions(stack));
    indices.set(stack, index);
    return index;
}

class Index implements ScheduleIndex {
    readonly #actions: readonly ScheduledAction[];
    readonly #ofKind = new Map<StoppableKind, ActionsOfKind>();

    constructor(actions: readonly ScheduledAction[]) {
        this.#actions = actions;
    }

    candidates(subject: Subject, kind: StoppableKind): readonly ScheduledAction[] {
        const { named, byName, byOrigin, unnamed } = this.#of(kind);
        const known = kind.identifiers
            .map(identifier => textOf(valueOf(subject, identifier)))
            .find(name => name !== "");
        return [
            ...(known === undefined ? named : (byName.get(lastPart(known)) ?? [])),
            ...(byOrigin.get(subject) ?? []),
            ...unnamed,
        ];
    }

    #of(kind: StoppableKind): ActionsOfKind {
        const known = this.#ofKind.get(kind) ?? actionsOfKind(this.#actions, kind);
        this.#ofKind.set(kind, known);
        return known;
    }
}

/** The actions that may switch something of a kind. */
interface ActionsOfKind {
    readonly named: readonly ScheduledAction[];
    readonly byName: ReadonlyMap<string, readonly ScheduledAction[]>;
    /** Those whose names are not known, by what their targets are made from. */
    readonly byOrigin: ReadonlyMap<Subject, readonly ScheduledAction[]>;
    /** Those whose names are not known and that are not made from something that {@link byOrigin} finds. */
    readonly unnamed: readonly ScheduledAction[];
}

function actionsOfKind(actions: readonly ScheduledAction[], kind: StoppableKind): ActionsOfKind {
    const relevant = actions.filter(
        action => switches("stop", kind, action) !== "no" || switches("start", kind, action) !== "no",
    );
    const named = relevant.filter(action => action.names !== undefined);
    const rest = relevant.filter(action => action.names === undefined);
    const stoppable = (action: ScheduledAction) => action.from.filter(({ type }) => kind.type === type);
    return {
        named,
        byName: grouped(named, action => (action.names ?? []).map(lastPart)),
        byOrigin: grouped(rest, stoppable),
        unnamed: rest.filter(action => stoppable(action).length === 0),
    };
}

function grouped<Key>(
    actions: readonly ScheduledAction[],
    keysOf: (action: ScheduledAction) => readonly Key[],
): ReadonlyMap<Key, readonly ScheduledAction[]> {
    const groups = new Map<Key, ScheduledAction[]>();
    for (const action of actions) {
        for (const key of new Set(keysOf(action))) {
            const group = groups.get(key);
            if (group === undefined) groups.set(key, [action]);
            else group.push(action);
        }
    }
    return groups;
}

function valueOf(subject: Subject, identifier: string) {
    const reading = subject.read(identifier);
    return reading.state === "known" ? reading.value : undefined;
}
