import { assertHoursFor } from "../assert";
import { EDGES, momentsOf } from "../edges";
import { timeOfDay } from "../local-time";
import { WEEKDAYS, type Weekday } from "../weekdays";
import type { WorkingHours } from "../working-hours";
import { inexpressibleDates } from "./inexpressible-dates";
import { refuseInexpressible } from "./not-expressible";

/** How many instances a group has while it is awake. */
export interface AwakeSizes {
    readonly minSize: number;
    readonly maxSize: number;
    readonly desiredCapacity: number;
}

/**
 * One scheduled action of EC2 Auto Scaling, in the words of `aws.autoscaling.Schedule`. All three sizes are always said: one
 * that is left out means 0 there.
 */
export interface ScalingAction extends AwakeSizes {
    /** `start` or `stop`, with the time of day where there are several. */
    readonly role: string;
    /** Five fields, days from 0 for Sunday to 6. */
    readonly recurrence: string;
    readonly timeZone: string;
}

/** A start time in the past is refused there (PutScheduledUpdateGroupAction), so that a dated action can be made but once. */
const NO_DATES =
    "a recurrence knows no years, and an action with a date of its own cannot be made again once it has passed";

/**
 * The scheduled actions that wake a group of instances before work, and put it to sleep after: to no instance, with as many as
 * ever allowed.
 *
 * @throws NotExpressibleError if any date is not as its week has it: `schedulerTimers` can say it
 * @throws RangeError if the hours are at fault or nodes cannot follow them, or sizes are no whole numbers, or not in order
 */
export function scalingActions(hours: WorkingHours, awake: AwakeSizes): readonly ScalingAction[] {
    assertHoursFor("nodes", hours);
    const { desiredCapacity, maxSize, minSize } = awake;
    const inOrder = [0, minSize, desiredCapacity, maxSize];
    const areSizes = inOrder.every((size, place) => Number.isInteger(size) && size >= (inOrder[place - 1] ?? 0));
    if (!areSizes || maxSize === 0) {
        throw new RangeError(
            `expected whole numbers with minSize <= desiredCapacity <= maxSize and maxSize above 0, got ${minSize}, ${desiredCapacity} and ${maxSize}`,
        );
    }
    const moments = { start: momentsOf(hours, "nodes", "start"), stop: momentsOf(hours, "nodes", "stop") };
    refuseInexpressible(
        "a scheduled action of EC2 Auto Scaling",
        inexpressibleDates(hours, Object.values(moments), NO_DATES),
    );
    const sizes = {
        start: { minSize, maxSize, desiredCapacity },
        stop: { minSize: 0, maxSize, desiredCapacity: 0 },
    };
    return EDGES.flatMap(edge => {
        const { weekly } = moments[edge];
        return weekly.map(({ days, minute }) => ({
            role: weekly.length === 1 ? edge : `${edge}-${timeOfDay(minute).replace(":", "")}`,
            recurrence: `${minute % 60} ${Math.floor(minute / 60)} * * ${numbered(days)}`,
            timeZone: hours.timeZone,
            ...sizes[edge],
        }));
    });
}

/** Days as crontab counts them, which is all that the API's reference shows: Sunday is 0. */
function numbered(days: readonly Weekday[]): string {
    if (days.length === WEEKDAYS.length) return "*";
    return days
        .map(day => (WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length)
        .sort((one, other) => one - other)
        .join(",");
}
