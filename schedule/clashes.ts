import { isPartOfYears, ONE_MORNING_MINUTES } from "./missing-parts";
import type { ScheduledAction } from "./schedule-target";

/** An action comes, at a minute of whatever clock. */
export interface Coming {
    readonly at: number;
    readonly action: ScheduledAction;
}

/** Two actions that get in each other's way. */
export interface Clash {
    readonly at: number;
    /** What they do, such as `stops twice`. */
    readonly how: string;
    readonly consequence: string;
    readonly actions: readonly [ScheduledAction, ScheduledAction];
}

/** The first two neighbours in time that get in each other's way; nothing where none do. */
export function clashIn(events: readonly Coming[], stops: ReadonlySet<ScheduledAction>): Clash | undefined {
    const first = clashesIn(events, stops).next();
    return first.done === true ? undefined : first.value;
}

/** All neighbours in time that get in each other's way, in order. */
export function* clashesIn(
    events: readonly Coming[],
    stops: ReadonlySet<ScheduledAction>,
): Generator<Clash, undefined, undefined> {
    // Without the opposite in between, every two neighbours do the same.
    const isHalf = events.every(({ action }) => stops.has(action)) || events.every(({ action }) => !stops.has(action));
    for (const [place, event] of events.entries()) {
        const next = events[place + 1];
        if (next === undefined || next.action === event.action) continue;
        const actions = [event.action, next.action] as const;
        const alike = stops.has(event.action) === stops.has(next.action);
        if (event.at === next.at && !alike) {
            yield {
                at: next.at,
                how: "stops and starts",
                consequence: "they come at the same minute, and which is last is chance",
                actions,
            };
            continue;
        }
        const isOne = isHalf || isStep(actions) || actions.some(happensOnce) || isHandedOn(event, next);
        if (!alike || (event.at !== next.at && isOne)) continue;
        const verb = stops.has(event.action) ? "stops" : "starts";
        yield {
            at: next.at,
            how: `${verb} twice`,
            consequence: "the second fails, or undoes a change that the first allowed",
            actions,
        };
    }
    return undefined;
}

/** Whether one part of a timetable follows another. That the opposite is missing in between is no second controller. */
function isHandedOn(event: Coming, next: Coming): boolean {
    return next.at - event.at > ONE_MORNING_MINUTES && [event, next].some(({ action }) => isPartOfYears(action));
}

/** What is switched by hand for a day, such as off at noon before a holiday, is switched again by what goes on. */
function happensOnce({ recurs }: ScheduledAction): boolean {
    return recurs === false;
}

/** Whether two actions are steps of one movement: sizes that differ, one after the other. */
function isStep([one, other]: readonly [ScheduledAction, ScheduledAction]): boolean {
    return one.capacity !== other.capacity;
}
