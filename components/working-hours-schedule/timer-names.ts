import { type Part, type SchedulerTimer, schedulerTimers, type WorkingHours } from "../../hours";
import { type Edge, EDGES } from "../../hours/edges";
import type { ArgumentFaults } from "../arguments";

/** Longest schedule name (64, CreateSchedule) less the dash and seven characters that Pulumi adds. */
const SCHEDULE_NAME_MAX_LENGTH = 56;

/** What the timer of one sleeper is called after the component's name. */
export function timerName(edge: Edge, sleeper: string, { role }: Pick<SchedulerTimer, "role">): string {
    return [edge, sleeper, role].filter(word => word !== "").join("-");
}

/** Something that timers stop and start. */
export interface Sleeper {
    /** The argument that names it. */
    readonly propertyPath: string;
    /** The value of that argument. */
    readonly given: string;
    readonly part: Part;
    /** What its timers are called after their verb. */
    readonly role: string;
}

/** Records names after which no timer can be called: too long ones, and those that would give two timers one name. */
export function checkTimerNames(
    sleepers: readonly Sleeper[],
    { component, hours }: { readonly component: string; readonly hours: WorkingHours },
    faults: ArgumentFaults,
): void {
    const taken = new Set<string>();
    for (const { given, part, propertyPath, role } of sleepers) {
        const names = EDGES.flatMap(edge =>
            schedulerTimers(hours, part, edge).map(timer => timerName(edge, role, timer)),
        );
        const over = Math.max(...names.map(name => `${component}-${name}`.length)) - SCHEDULE_NAME_MAX_LENGTH;
        if (over > 0) {
            const expected = `a name that is shorter by ${over}, so that schedules can be named after it`;
            faults.add(propertyPath, expected, given);
        }
        if (names.some(name => taken.has(name))) {
            const expected = "a name after which no other timer is called; a second schedule can take it";
            faults.add(propertyPath, expected, given);
        }
        for (const name of names) taken.add(name);
    }
}
