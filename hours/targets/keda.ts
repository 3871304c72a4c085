import { assertHoursFor } from "../assert";
import { EDGES, momentsOf, type WeeklyMoment } from "../edges";
import { WEEKDAYS } from "../weekdays";
import type { WorkingHours } from "../working-hours";
import { inexpressibleDates } from "./inexpressible-dates";
import { type Inexpressible, refuseInexpressible } from "./not-expressible";
import { misreadAfterMidnight } from "./skipped-midnights";
import { fiveFields } from "./five-fields";
import { awakeInWeek, later, type WeekTime } from "./week-stretches";

/** One trigger of a `ScaledObject` of KEDA. */
export interface KedaCronTrigger {
    readonly type: "cron";
    readonly metadata: {
        readonly timezone: string;
        readonly start: string;
        readonly end: string;
        readonly desiredReplicas: string;
    };
}

const NO_DATES = "a cron trigger knows days of the week but no years, so no single dates";

/**
 * The triggers of KEDA that hold replicas exactly while workloads are awake: the working hours and what of the warm-up is
 * theirs. The `ScaledObject` needs `minReplicaCount: 0`, without which they never sleep.
 *
 * One trigger is one time of day and one length, so that hours with several spans have several triggers. KEDA takes the most
 * that any of them asks for.
 *
 * @param replicas How many, 1 or more.
 * @throws NotExpressibleError if any date is not as its week has it, or if a night in which clocks skip midnight would be misread
 * @throws RangeError if the hours are at fault or workloads cannot follow them, or replicas are no whole number above 0
 */
export function kedaCronTriggers(hours: WorkingHours, replicas: number): readonly KedaCronTrigger[] {
    assertHoursFor("workloads", hours);
    if (!Number.isInteger(replicas) || replicas < 1) {
        throw new RangeError(`expected replicas to be a whole number of 1 or more, got ${replicas}`);
    }
    const alike = new Map<string, { readonly start: WeekTime[]; readonly end: WeekTime[] }>();
    for (const stretch of awakeInWeek(hours, "workloads")) {
        const key = `${stretch.minute} ${stretch.length}`;
        const group = alike.get(key) ?? { start: [], end: [] };
        alike.set(key, group);
        group.start.push(stretch);
        group.end.push(later(stretch, stretch.length));
    }
    const triggers = [...alike.values()].map(({ end, start }) => ({ start: everyWeek(start), end: everyWeek(end) }));
    const moments = EDGES.map(edge => momentsOf(hours, "workloads", edge));
    refuseInexpressible("KEDA's cron trigger", [
        ...inexpressibleDates(hours, moments, NO_DATES),
        ...triggers.flatMap(trigger => misreadIn(hours.timeZone, trigger)),
    ]);
    return triggers.map(({ end, start }) => ({
        type: "cron",
        metadata: {
            timezone: hours.timeZone,
            start: fiveFields(start.minute, start.days),
            end: fiveFields(end.minute, end.days),
            desiredReplicas: String(replicas),
        },
    }));
}

/**
 * KEDA asks which comes next, start or end. Where both are on the same days and both are misread, the answer is right all the
 * same.
 */
function misreadIn(
    timeZone: string,
    { end, start }: Readonly<Record<"start" | "end", WeeklyMoment>>,
): readonly Inexpressible[] {
    const misread = [start, end].map(one => misreadAfterMidnight(timeZone, one));
    const areAlike = String(start.days) === String(end.days) && misread[0]?.length === misread[1]?.length;
    return areAlike ? [] : misread.flat();
}

/** Times that differ in nothing but the day. */
function everyWeek(times: readonly WeekTime[]): WeeklyMoment {
    return { days: WEEKDAYS.filter(day => times.some(time => time.day === day)), minute: times[0]?.minute ?? 0 };
}
