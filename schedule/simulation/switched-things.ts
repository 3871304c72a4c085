import type { UtcMinute } from "../../hours/local-time";
import type { Stack } from "../../plan/stack";
import { restOf } from "../database-rest";
import type { ScheduledAction } from "../schedule-target";
import { obstacleOf } from "../unstoppable";
import { reactionTo, RESTART_EVENTS } from "../seven-day-restart";
import type { Controllers, Timetable } from "./controllers";
import { dozeBy } from "./dozing";
import { firings, timerIn } from "./firings";
import { partings } from "./intervals";
import type { Interval } from "./model";
import { type Contested, inOrder, type Move, type Observed, type Sleeping, type Turn } from "./sleeping";
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
    readonly contested: Contested;
}

export const SERVICE_TYPE = "aws:ecs/service:Service";

/** Everything that schedules can switch, by what they do to it in a window. */
export function switchedThings(stack: Stack, window: Interval, { ofResource }: Controllers): SwitchedThings {
    const sleeping: Sleeping[] = [];
    const unswitched: Unswitched[] = [];
    const refused: { thing: Switchable; action: ScheduledAction }[] = [];
    const undecided: string[] = [];
    const contested = new Map<string, readonly UtcMinute[]>();
    for (const thing of switchables(stack)) {
        const switching = switchingOf(thing, stack, window);
        const { actions, doubts, stoppedBy } = switching;
        const other = ofResource(thing.subject);
        const [stop] = stoppedBy;
        // Beside a schedule, a controller is its rival.
        const timetable = actions.length + doubts.length > 0 ? undefined : other?.timetable;
        if (stop === undefined && timetable === undefined) unswitched.push({ ...thing, doubts });
        else if (isRefused(thing, stack)) {
            unswitched.push({ ...thing, doubts: [] });
            if (stop !== undefined) refused.push({ thing, action: stop });
        } else {
            const by = timetable === undefined ? bySchedules(switching) : byTimetable(timetable, window);
            const one = sleepingOf(thing, by, { stack, window });
            sleeping.push(one.sleeping);
            if (stop !== undefined && other?.timetable !== undefined) {
                const rival = sleepingOf(thing, byTimetable(other.timetable, window), { stack, window });
                contested.set(thing.subject.path, partings(one.sleeping.awake, rival.sleeping.awake));
            }
            const rival = other?.isShown === true ? [other.doubt] : [];
            const obstacle = obstacleOf(thing.subject, stack);
            const hidden = obstacle?.certain === false ? [obstacle.found] : [];
            undecided.push(
                ...[doubts, one.doubts, rival, hidden].flat().map(doubt => `${thing.subject.path}: ${doubt}`),
            );
        }
    }
    return { sleeping, unswitched, refused, undecided, contested };
}

/** A service on instances of one's own costs nothing by itself, but is stopped like any other. */
function isRefused({ subject }: Switchable, stack: Stack): boolean {
    return subject.type !== SERVICE_TYPE && restOf(subject, stack) === "not stoppable";
}

/** What switches a thing: at which moments, and by what. */
interface SwitchedBy extends Pick<Sleeping, "by" | "moves" | "switchersAt"> {
    readonly turns: readonly Turn[];
}

function bySchedules({ actions, moves }: Switching): SwitchedBy {
    const by = [...new Set(actions.map(({ schedule }) => schedule))];
    return { by, moves, turns: moves, switchersAt: switchersIn(moves) };
}

function byTimetable({ name, starts, stops }: Timetable, window: Interval): SwitchedBy {
    const by = [{ name, parents: [] }];
    const turns = [
        ...stops.map(timing => ({ timing, wakes: false })),
        ...starts.map(timing => ({ timing, wakes: true })),
    ]
        .flatMap(({ timing, wakes }) => (firings(timerIn(timing), window) ?? []).map((at): Turn => ({ at, wakes })))
        .sort(inOrder);
    const moments = new Set(turns.map(({ at }) => at));
    return { by, moves: [], turns, switchersAt: at => (moments.has(at) ? by : []) };
}

function sleepingOf(
    { kind, part, subject }: Switchable,
    { by, moves, turns, switchersAt }: SwitchedBy,
    { stack, window }: { readonly stack: Stack; readonly window: Interval },
): { readonly sleeping: Sleeping; readonly doubts: readonly string[] } {
    const rest = restOf(subject, stack);
    const event = RESTART_EVENTS[subject.type];
    const reaction = reactionTo(subject, stack);
    // What is declared with nothing in it sleeps until something wakes it; a database that pauses is there.
    const runsAtFirst = rest !== "by itself" || part === "database";
    const left = dozeBy(turns, window, { restarts: event !== undefined, runsAtFirst });
    const { awake, restarted } = reaction === "yes" ? dozeBy(turns, window, { restarts: false, runsAtFirst }) : left;
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
            by,
            moves,
            switchersAt,
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
