import { type LocalMinute, localMinuteAt, MINUTES_A_DAY, momentsAt, type UtcMinute } from "../../hours/local-time";

/** How far clocks of a zone are ahead of UTC at midnights of UTC, by zone and by day since 1970: asking costs more than the rest. */
const offsets = new Map<string, Map<number, number>>();

/** The first moment at which clocks of a zone show a minute; nothing where they skip it. */
export function firstMomentAt(timeZone: string, local: LocalMinute): UtcMinute | undefined {
    const day = Math.floor(local / MINUTES_A_DAY);
    // No zone is further from UTC than a day, and none changes its clocks twice within three.
    const before = offsetAt(timeZone, day - 1);
    return before === offsetAt(timeZone, day + 2) ? local - before : momentsAt(timeZone, local)[0];
}

function offsetAt(timeZone: string, day: number): number {
    const ofZone = offsets.get(timeZone) ?? new Map<number, number>();
    offsets.set(timeZone, ofZone);
    const midnight = day * MINUTES_A_DAY;
    const offset = ofZone.get(day) ?? localMinuteAt(timeZone, midnight) - midnight;
    ofZone.set(day, offset);
    return offset;
}
