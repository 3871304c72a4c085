import type { Calendar } from "./schedule-coverage";
import type { ScheduledAction } from "./schedule-target";
import { MINUTES_A_DAY, type WallMinute } from "./schedule-times";

/** A stretch in which a half of a timetable is missing. */
export interface MissingPart {
    readonly half: "stop" | "start";
    readonly from: WallMinute;
    readonly to: WallMinute;
    /** When one should have come at the latest, in words. */
    readonly due: string;
}

/** What is started and not stopped for longer does not sleep, whatever stops it later: even shifts have a day off. */
const LONGEST_AWAKE_DAYS = 14;
/** What is stopped again and again and not started for longer is not closed for a season, but forgotten. */
const LONGEST_ASLEEP_DAYS = 92;
/** Stops that come as often as this, in days, are those of a timetable. */
const MOST_DAYS_BETWEEN = 7;
/** Starts that follow one another sooner, in minutes, are steps of one morning. */
export const ONE_MORNING_MINUTES = 12 * 60;

/**
 * The first stretch in which one half of a timetable comes and the other is missing. Where it is split into years and months,
 * each start of a part is followed by a stop before the next one, or a part was lost. Nothing where both halves come, or
 * neither.
 */
export function missingPart(
    { events, endsAt }: Calendar,
    stops: ReadonlySet<ScheduledAction>,
): MissingPart | undefined {
    const isSplit = events.some(({ action }) => isPartOfYears(action));
    let stretch: Stretch | undefined;
    for (const { at, action } of [...events, { at: endsAt, action: undefined }]) {
        const awaits = action === undefined ? undefined : stops.has(action) ? "start" : "stop";
        if (stretch !== undefined && awaits === stretch.awaits) {
            const again = at - stretch.from > ONE_MORNING_MINUTES && !happensOnce(action) && !stretch.isOnce;
            stretch = { ...stretch, times: stretch.times + 1, again: stretch.again || again };
            continue;
        }
        const due = stretch === undefined ? undefined : dueIn(stretch, at, isSplit);
        if (stretch !== undefined && due !== undefined)
            return { half: stretch.awaits, from: stretch.from, to: at, due };
        stretch =
            awaits === undefined
                ? undefined
                : { awaits, from: at, times: 1, again: false, isOnce: happensOnce(action) };
    }
    return undefined;
}

/** From the first action of one half to the first of the other. */
interface Stretch {
    readonly awaits: MissingPart["half"];
    readonly from: WallMinute;
    /** How often the first half came. */
    readonly times: number;
    /** Whether it came on another day as well. */
    readonly again: boolean;
    /** Whether it began with something that happens once, by hand. */
    readonly isOnce: boolean;
}

function dueIn({ awaits, from, times, again }: Stretch, to: WallMinute, isSplit: boolean): string | undefined {
    const days = (to - from) / MINUTES_A_DAY;
    if (awaits === "stop") {
        if (isSplit && again) return "before it is started again";
        return days > LONGEST_AWAKE_DAYS ? `within ${LONGEST_AWAKE_DAYS} days` : undefined;
    }
    const isForgotten = days > LONGEST_ASLEEP_DAYS && times * MOST_DAYS_BETWEEN >= days;
    return isForgotten ? `within ${LONGEST_ASLEEP_DAYS} days` : undefined;
}

/** Whether an action is one of several that share out the years. */
export function isPartOfYears(action: ScheduledAction): boolean {
    return action.bounded && !happensOnce(action);
}

function happensOnce(action: ScheduledAction | undefined): boolean {
    return action?.recurs === false;
}
