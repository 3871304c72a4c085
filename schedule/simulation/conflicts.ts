import type { Stack } from "../../plan/stack";
import { clashIn } from "../clashes";
import { declaredSize } from "../declared-sizes";
import { type ScheduledAction, scheduledActions } from "../schedule-target";
import { covers } from "./intervals";
import type { Conflict, Interval } from "./model";
import type { Observation } from "./observed";
import type { Move, Sleeping } from "./sleeping";

/** Everything in a window that gets in the way of something else. */
export function conflictsIn(
    stack: Stack,
    { refused, sleeping }: Observation,
    { open, window }: { readonly open: readonly Interval[] | undefined; readonly window: Interval },
): readonly Conflict[] {
    const within = sleeping.map(one => ({
        ...one,
        moves: one.moves.filter(({ at }) => at >= window.from && at < window.to),
    }));
    // What is scheduled there at all has to go: how it gets in the way of something else does not matter.
    if (stack.environment.class === "production") return productionConflicts(stack, within);
    return [
        ...refused.map(({ action, thing: { kind, subject } }) => ({
            path: subject.path,
            message: `${action.schedule.name} stops this ${kind.what}, which AWS refuses`,
            at: undefined,
        })),
        ...within.flatMap(one => [...clashesOf(one), ...(open === undefined ? [] : stopsDuring(one, open))]),
    ];
}

function clashesOf({ moves, subject, what }: Sleeping): readonly Conflict[] {
    const stops = new Set(moves.flatMap(({ action, wakes }) => (wakes ? [] : [action])));
    const clash = clashIn(moves, stops);
    if (clash === undefined) return [];
    const [one, other] = clash.actions.map(({ schedule }) => schedule.name);
    return [
        {
            path: subject.path,
            message: `${String(one)} and ${String(other)}: together ${clash.how} this ${what}: ${clash.consequence}`,
            at: clash.at,
        },
    ];
}

/** The first time that something is put to sleep while people work. */
function stopsDuring({ moves, subject, what }: Sleeping, open: readonly Interval[]): readonly Conflict[] {
    const stop = moves.find(({ at, wakes }) => !wakes && covers(open, at));
    return stop === undefined
        ? []
        : [
              {
                  path: subject.path,
                  message: `${stop.action.schedule.name} stops this ${what} while people work`,
                  at: stop.at,
              },
          ];
}

/** In production everything that takes something away is a conflict, and so is what may. */
function productionConflicts(stack: Stack, sleeping: readonly Sleeping[]): readonly Conflict[] {
    const first = new Map<ScheduledAction["schedule"], Move>();
    for (const move of sleeping.flatMap(({ moves }) => moves)) {
        if (!first.has(move.action.schedule)) first.set(move.action.schedule, move);
    }
    const scheduled = scheduledActions(stack).flatMap((action): readonly Conflict[] => {
        const harm = action.schedule.resource.external ? undefined : harmOf(action, stack);
        return harm === undefined
            ? []
            : [{ path: action.schedule.path, message: harm, at: first.get(action.schedule)?.at }];
    });
    const muted = sleeping
        .filter(({ part }) => part === "alarms")
        .map(({ by, subject }) => ({
            path: subject.path,
            message: `${by.map(({ name }) => name).join(", ")} mutes this alarm, and production is never asleep`,
            at: undefined,
        }));
    return [...scheduled, ...muted];
}

function harmOf(action: ScheduledAction, stack: Stack): string | undefined {
    if (action.enabled === false) return undefined;
    switch (action.effect) {
        case "stops":
            return "stops something on a schedule, and production never sleeps";
        case "resizes": {
            const declared = declaredSize(action, stack);
            if (action.capacity !== undefined && declared !== undefined && action.capacity >= declared)
                return undefined;
            return action.capacity === 0
                ? "resizes to 0 on a schedule, and production never sleeps"
                : "resizes on a schedule, to less than is declared or to what cannot be told";
        }
        case "unknown":
            return `may stop something on a schedule: ${action.doubt ?? "its target is not known before deployment"}`;
        case "other":
        case "starts":
            return undefined;
    }
}
