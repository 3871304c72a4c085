import type { WorkingHours } from "../../hours";
import { ordinaryWork } from "../../hours/inside";
import { WEEKDAYS, type Weekday } from "../../hours/weekdays";
import { dayField, numberField } from "../../hours/targets/scheduler";

/** Twice an hour, and not when everything else is started. */
const MINUTES = [7, 37] as const;
const MINUTES_AN_HOUR = 60;
const HOURS_A_DAY = 24;

/** When the reaper looks on some days of the week. */
export interface ReapingTimes {
    /** What tells it from the others: its first day, in small letters. Empty for the only one. */
    readonly role: string;
    /** As Kubernetes writes it, in the time zone of the hours. */
    readonly schedule: string;
}

/**
 * When the reaper looks: at night it would wait for a node that is asleep, and call a database that is. What ends at night is
 * gone next morning, and costs nothing meanwhile.
 *
 * These are the times of an ordinary week: Kubernetes knows no dates. On a holiday it finds no node, and gives up.
 *
 * @returns One for each kind of day; none where people never work for the whole of half an hour that it looks at.
 */
export function reapingTimes(hours: WorkingHours): readonly ReapingTimes[] {
    const daysByHours = new Map<string, Weekday[]>();
    for (const day of WEEKDAYS) {
        const open = numberField(hoursOpen(hours, day));
        if (open !== "") daysByHours.set(open, [...(daysByHours.get(open) ?? []), day]);
    }
    return [...daysByHours].map(([open, days]) => ({
        role: daysByHours.size > 1 ? (days[0] ?? "").toLowerCase() : "",
        schedule: `${MINUTES.join(",")} ${open} * * ${dayField(days)}`,
    }));
}

/** Hours of a day in which people work whenever the reaper looks. */
function hoursOpen(hours: WorkingHours, day: Weekday): readonly number[] {
    const spans = ordinaryWork(hours, day);
    return Array.from({ length: HOURS_A_DAY }, (_, hour) => hour).filter(hour =>
        MINUTES.every(minute => {
            const at = hour * MINUTES_AN_HOUR + minute;
            return spans.some(({ from, to }) => from <= at && at < to);
        }),
    );
}
