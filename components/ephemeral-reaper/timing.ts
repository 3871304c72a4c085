import { minuteOfDay, type WorkingHours } from "../working-hours";

/** Twice an hour, and not when everything else is started. */
const MINUTES = "7,37";
const MINUTES_AN_HOUR = 60;

/**
 * When the reaper looks, as Kubernetes writes it, in the time zone of the hours: at night it would wait for a node that is
 * asleep, and call a database that is. What ends at night is gone next morning, and costs nothing meanwhile.
 */
export function reapingTimes({ days, start, end }: WorkingHours): string {
    const first = Math.floor(minuteOfDay(start) / MINUTES_AN_HOUR);
    const last = Math.floor((minuteOfDay(end) - 1) / MINUTES_AN_HOUR);
    return `${MINUTES} ${first}-${last} * * ${days.join(",")}`;
}
