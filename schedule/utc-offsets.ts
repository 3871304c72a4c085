import { localMinuteAt, MINUTES_A_DAY, type UtcMinute } from "../hours/local-time";

/** How far clocks of a zone are ahead of UTC at midnights of UTC, by zone and by day since 1970: asking costs more than the rest. */
const offsets = new Map<string, Map<number, number>>();

/** How far clocks of a zone are ahead of UTC at a midnight of UTC, in minutes. */
export function offsetAtMidnight(timeZone: string, day: number): number {
    const ofZone = offsets.get(timeZone) ?? new Map<number, number>();
    offsets.set(timeZone, ofZone);
    const midnight = day * MINUTES_A_DAY;
    const offset = ofZone.get(day) ?? localMinuteAt(timeZone, midnight) - midnight;
    ofZone.set(day, offset);
    return offset;
}

/** How far clocks of a zone are ahead of UTC at a moment, in minutes. */
export function utcOffsetAt(timeZone: string, at: UtcMinute): number {
    const day = Math.floor(at / MINUTES_A_DAY);
    const before = offsetAtMidnight(timeZone, day);
    // No zone changes its clocks twice within a day.
    return before === offsetAtMidnight(timeZone, day + 1) ? before : localMinuteAt(timeZone, at) - at;
}
