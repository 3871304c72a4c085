import { clockChanges } from "../../hours/clock-changes";
import { localMinuteAt, MINUTES_A_DAY, type UtcMinute } from "../../hours/local-time";
import { momentOf } from "./intent";
import type { Change, ClockNight, Interval } from "./model";
import type { Sleeping } from "./sleeping";

/** Everything that wakes or falls asleep, in order. */
export function changesIn(sleeping: readonly Sleeping[]): readonly Change[] {
    return sleeping.flatMap(changesOf).sort((one, other) => one.at - other.at);
}

/** When one thing wakes and falls asleep, in order. */
export function changesOf(sleeping: Sleeping): readonly Change[] {
    const { awake, part, subject, switchersAt, what, window } = sleeping;
    const { path, urn } = subject;
    const change = (at: UtcMinute, wakes: boolean): Change => {
        const by = new Set(switchersAt(at, wakes).map(({ name }) => name));
        return { at, path, urn, what, part, wakes, by: [...by] };
    };
    return awake.flatMap(({ from, to }) => [
        // What is cut off at either end is no change.
        ...(from > window.from ? [change(from, true)] : []),
        ...(to < window.to ? [change(to, false)] : []),
    ]);
}

/** The nights of a window in which clocks of a zone change, with what happens from noon before to noon after. */
export function clockNightsIn(timeZone: string, window: Interval, changes: readonly Change[]): readonly ClockNight[] {
    return clockChanges(timeZone)
        .filter(({ at }) => at >= window.from && at < window.to)
        .map(({ at, shiftMinutes }) => {
            const noon = noonBefore(timeZone, at);
            return {
                at,
                shiftMinutes,
                events: changes.filter(change => change.at >= noon.from && change.at < noon.to),
            };
        });
}

/** From the noon before a moment to the noon after it, by clocks of a zone. */
function noonBefore(timeZone: string, at: number): Interval {
    // A minute before, so that a change at noon belongs to the half day that it ends.
    const half = Math.floor((localMinuteAt(timeZone, at - 1) - NOON) / MINUTES_A_DAY);
    const [from, to] = [half, half + 1].map(day => momentOf(timeZone, day * MINUTES_A_DAY + NOON));
    return { from: from ?? at, to: to ?? at };
}

const NOON = MINUTES_A_DAY / 2;
