import { MINUTES_A_WEEK, type UtcMinute } from "../../hours/local-time";
import { RESTARTING_MINUTES } from "../seven-day-restart";
import type { Interval } from "./model";
import type { Turn } from "./sleeping";

/** When something is awake, and which parts of that nobody asked for. */
export interface Doze {
    readonly awake: readonly Interval[];
    /** Where AWS started a database that was stopped for seven days. */
    readonly restarted: readonly Interval[];
}

/** What is true of something apart from what schedules do to it. */
export interface Nature {
    /** Whether it runs before anything has switched it. */
    readonly runsAtFirst: boolean;
    /** Whether AWS starts it after seven days. */
    readonly restarts: boolean;
}

/** When something is awake in a window, by what switches it. A move to where it already is changes nothing. */
export function dozeBy(moves: readonly Turn[], window: Interval, { restarts, runsAtFirst }: Nature): Doze {
    const awake: Interval[] = [];
    const restarted: Interval[] = [];
    let since: UtcMinute = window.from;
    let runs = runsAtFirst;
    let unasked: UtcMinute | undefined;
    const turn = (at: UtcMinute, wakes: boolean) => {
        if (runs === wakes) return;
        if (runs && since < at) awake.push({ from: since, to: at });
        [runs, since] = [wakes, at];
    };
    const endUnasked = (at: UtcMinute) => {
        if (unasked !== undefined) restarted.push({ from: unasked, to: at });
        unasked = undefined;
    };
    const restartBefore = (at: UtcMinute) => {
        const restart = since + MINUTES_A_WEEK;
        if (!restarts || runs || restart >= at) return;
        turn(restart, true);
        unasked = restart;
    };
    for (const { at, wakes } of moves) {
        restartBefore(at);
        // A stop that comes while AWS starts a database fails.
        if (!wakes && unasked !== undefined && at < unasked + RESTARTING_MINUTES) continue;
        endUnasked(at);
        turn(at, wakes);
    }
    restartBefore(window.to);
    endUnasked(window.to);
    turn(window.to, !runs);
    return { awake, restarted };
}
