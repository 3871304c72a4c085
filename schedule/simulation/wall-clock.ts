import { type LocalMinute, MINUTES_A_DAY, momentsAt, type UtcMinute } from "../../hours/local-time";
import { offsetAtMidnight } from "../utc-offsets";

/** The first moment at which clocks of a zone show a minute; nothing where they skip it. */
export function firstMomentAt(timeZone: string, local: LocalMinute): UtcMinute | undefined {
    const day = Math.floor(local / MINUTES_A_DAY);
    // No zone is further from UTC than a day, and none changes its clocks twice within three.
    const before = offsetAtMidnight(timeZone, day - 1);
    return before === offsetAtMidnight(timeZone, day + 2) ? local - before : momentsAt(timeZone, local)[0];
}
