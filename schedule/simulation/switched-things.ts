import type { UtcMinute } from "../../hours/local-time";
import type { Stack } from "../../plan/stack";
import { restOf } from "../database-rest";
import type { ScheduledAction } from "../schedule-target";
import { reactionTo, RESTART_EVENTS } from "../seven-day-restart";
import { type FindController, NO_CONTROLLERS } from "./controllers";
import { dozeBy } from "./dozing";
import type { Interval } from "./model";
import type { Move, Observed, Sleeping } from "./sleeping";
import { type Switchable, switchables, type Switching, switchingOf } from "./switched";

/** Something that schedules do not put to sleep, and why that is not certain where it is not. */
export interface Unswitched extends Switchable {
    readonly doubts: readonly string[];
}

/** What schedules switch in a stack, and what they do not. */
export interface SwitchedThings extends Observed {
    readonly unswitched: readonly Unswitched[];
    /** Schedules that would stop what AWS refuses to stop. */
    readonly refused: readonly { readonly thing: Switchable; readonly action: ScheduledAction }[];
}

export const SERVICE_TYPE = "aws:ecs/service:Service";

/** Everything that schedules can switch, by what they do to it in a window. */
export function switchedThings(
    stack: Stack,
    window: Interval,
    controllerOf: FindController = NO_CONTROLLERS,
): SwitchedThings {
    const sleeping: Sleeping[] = [];
    const unswitched: Unswitched[] = [];
    const refused: { thing: Switchable; action: ScheduledAction }[] = [];
    const undecided: string[] = [];
    for (const thing of switchables(stack)) {
        const switching = switchingOf(thing, stack, window);
        const {
            doubts,
            stoppedBy: [stop],
        } = switching;
        if (stop === undefined) unswitched.push({ ...thing, doubts });
        else if (isRefused(thing, stack)) {
            unswitched.push({ ...thing, doubts: [] });
            refused.push({ thing, action: stop });
        } else {
            const one = sleepingOf(thing, switching, { stack, window });
            sleeping.push(one.sleeping);
            const other = controllerOf(thing.subject);
            const rival = other?.isShown === true ? [other.doubt] : [];
            undecided.push(...[doubts, one.doubts, rival].flat().map(doubt => `${thing.subject.path}: ${doubt}`));
        }
    }
    return { sleeping, unswitched, refused, undecided };
}

/** A service on instances of one's own costs nothing by itself, but is stopped like any other. */
function isRefused({ subject }: Switchable, stack: Stack): boolean {
    return subject.type !== SERVICE_TYPE && restOf(subject, stack) === "not stoppable";
}

function sleepingOf(
    { kind, part, subject }: Switchable,
    { actions, moves }: Switching,
    { stack, window }: { readonly stack: Stack; readonly window: Interval },
): { readonly sleeping: Sleeping; readonly doubts: readonly string[] } {
    const rest = restOf(subject, stack);
    const event = RESTART_EVENTS[subject.type];
    const reaction = reactionTo(subject, stack);
    // What is declared with nothing in it sleeps until something wakes it; a database that pauses is there.
    const runsAtFirst = rest !== "by itself" || part === "database";
    const left = dozeBy(moves, window, { restarts: event !== undefined, runsAtFirst });
    const { awake, restarted } = reaction === "yes" ? dozeBy(moves, window, { restarts: false, runsAtFirst }) : left;
    const doubts =
        reaction === "maybe" && left.restarted.length > 0
            ? [`whether anything stops it again when AWS starts it after seven days cannot be told: ${String(event)}`]
            : [];
    return {
        sleeping: {
            subject,
            what: kind.what,
            part,
            paidByTime: subject.type !== SERVICE_TYPE || rest !== "not stoppable",
            by: [...new Set(actions.map(({ schedule }) => schedule))],
            moves,
            switchersAt: switchersIn(moves),
            window,
            awake,
            restarted,
            stoppedAgain: reaction === "yes" ? left.restarted.map(({ from }): UtcMinute => from) : [],
        },
        doubts,
    };
}

/** By moment what switches at it: of a year there are hundreds, and each is asked for. */
function switchersIn(moves: readonly Move[]): Sleeping["switchersAt"] {
    const byMoment = new Map<UtcMinute, readonly Move[]>();
    for (const move of moves) byMoment.set(move.at, [...(byMoment.get(move.at) ?? []), move]);
    return (at, wakes) =>
        (byMoment.get(at) ?? []).filter(move => move.wakes === wakes).map(({ action }) => action.schedule);
}
