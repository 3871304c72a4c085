import type { UtcMinute } from "../../hours/local-time";
import type { Stack } from "../../plan/stack";
import { clashesIn } from "../clashes";
import { declaredSize } from "../declared-sizes";
import { type ScheduledAction, scheduledActions } from "../schedule-target";
import { covers } from "./intervals";
import type { Conflict, Interval } from "./model";
import type { Observation } from "./observed";
import type { Sleeping } from "./sleeping";

/** What is wrong with a window, and what of it nobody can tell. */
export interface Faults {
    /** Everything that gets in the way of something else. */
    readonly conflicts: readonly Conflict[];
    readonly undecided: readonly string[];
}

/** What is wrong with what was observed, as schedules say it and as is known of controllers beside them. */
export function faultsIn(
    stack: Stack,
    observation: Observation,
    during: { readonly open: readonly Interval[] | undefined; readonly window: Interval },
): Faults {
    const { contested, findings, undecided } = observation;
    const { from, to } = during.window;
    const conflicts = scheduleConflicts(stack, observation, during);
    // What is scheduled in production at all has to go: how it gets in the way of something else does not matter.
    const known = stack.environment.class === "production" ? new Set(conflicts.map(({ path }) => path)) : new Set();
    return {
        conflicts: [
            ...conflicts,
            ...findings.conflicts
                .filter(({ path }) => !known.has(path))
                .map((one): Conflict => {
                    const moments = (contested.get(one.path) ?? []).filter(at => at >= from && at < to);
                    return moments.length === 0 ? one : { ...one, at: moments[0], moments };
                }),
        ],
        undecided: [
            ...undecided,
            ...findings.undecided.flatMap(({ message, path }) => (known.has(path) ? [] : [`${path}: ${message}`])),
        ],
    };
}

function scheduleConflicts(
    stack: Stack,
    { refused, sleeping }: Observation,
    { open, window }: { readonly open: readonly Interval[] | undefined; readonly window: Interval },
): readonly Conflict[] {
    const within = sleeping.map(one => ({
        ...one,
        moves: one.moves.filter(({ at }) => at >= window.from && at < window.to),
    }));
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
    const clashes = [...clashesIn(moves, stops)];
    const [clash] = clashes;
    if (clash === undefined) return [];
    const [one, other] = clash.actions.map(({ schedule }) => schedule.name);
    return [
        {
            path: subject.path,
            message: `${String(one)} and ${String(other)}: together ${clash.how} this ${what}: ${clash.consequence}`,
            at: clash.at,
            moments: clashes.map(({ at }) => at),
        },
    ];
}

/** Every time that something is put to sleep while people work; told by the first. */
function stopsDuring({ moves, subject, what }: Sleeping, open: readonly Interval[]): readonly Conflict[] {
    const stops = moves.filter(({ at, wakes }) => !wakes && covers(open, at));
    const [stop] = stops;
    return stop === undefined
        ? []
        : [
              {
                  path: subject.path,
                  message: `${stop.action.schedule.name} stops this ${what} while people work`,
                  at: stop.at,
                  moments: stops.map(({ at }) => at),
              },
          ];
}

/** In production everything that takes something away is a conflict, and so is what may. */
function productionConflicts(stack: Stack, sleeping: readonly Sleeping[]): readonly Conflict[] {
    const bySchedule = new Map<ScheduledAction["schedule"], UtcMinute[]>();
    for (const { action, at } of sleeping.flatMap(({ moves }) => moves)) {
        const before = bySchedule.get(action.schedule);
        if (before === undefined) bySchedule.set(action.schedule, [at]);
        else before.push(at);
    }
    const scheduled = scheduledActions(stack).flatMap((action): readonly Conflict[] => {
        const harm = action.schedule.resource.external ? undefined : harmOf(action, stack);
        const moments = bySchedule.get(action.schedule) ?? [];
        return harm === undefined ? [] : [{ path: action.schedule.path, message: harm, at: moments[0], moments }];
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
