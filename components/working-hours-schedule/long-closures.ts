import type { WorkingHours } from "../../hours";
import { stretchesOf } from "../../hours/gaps";
import { type LocalMinute, MINUTES_A_WEEK, momentsAt, type Span } from "../../hours/local-time";

/**
 * When the hours keep the database asleep for so long that AWS starts it by itself: seven days or more on end (RDS user
 * guide, "Stopping an Amazon RDS DB instance temporarily"), in minutes since 1970-01-01T00:00Z. An ordinary week never does.
 */
export function longClosures(hours: WorkingHours): readonly Span[] {
    const utc = (minute: LocalMinute) => momentsAt(hours.timeZone, minute);
    return stretchesOf(hours, "database").flatMap(({ awake, from, to }) => {
        const [stops, starts] = [utc(from).at(0), utc(to).at(0)];
        const isLong = !awake && stops !== undefined && starts !== undefined && starts - stops >= MINUTES_A_WEEK;
        return isLong ? [{ from: stops, to: starts }] : [];
    });
}
