import { MINUTES_A_DAY } from "../../hours/local-time";
import { isTimeZone } from "../../hours/schema";
import type { Stack } from "../../plan/stack";
import { scheduledActions } from "../schedule-target";
import { type ControllerFindings, type Controllers, NO_CONTROLLERS } from "./controllers";
import type { Intent, Interval } from "./model";
import { mutedAlarms } from "./muted";
import { scaledWorkloads } from "./scaled-workloads";
import type { Observed } from "./sleeping";
import { sleepingWorkloads } from "./workloads";
import { type Standing, standingPools, standingThings, unswitchedThing } from "./standing";
import { isHidden } from "./switched";
import { switchedThings, type SwitchedThings } from "./switched-things";

/** How long before a window schedules are looked at, in days: what was done a year ago may still hold. */
const LOOK_BACK_DAYS = 400;

/** All that sleeps in a stack, and all that costs by the hour and does not. */
export interface Observation extends Observed, Pick<SwitchedThings, "contested" | "refused"> {
    readonly standing: readonly Standing[];
    /** What controllers beside schedules do, as far as somebody else judges it. */
    readonly findings: ControllerFindings;
    /** What puts nothing to sleep that anybody could foresee, and yet should be known. */
    readonly notes: readonly string[];
}

/** What the schedules of a stack do up to the end of a window. What they did before it decides how things are in it. */
export function observe(stack: Stack, window: Interval, controllers: Controllers = NO_CONTROLLERS): Observation {
    const longer = { from: window.from - LOOK_BACK_DAYS * MINUTES_A_DAY, to: window.to };
    const switched = switchedThings(stack, longer, controllers);
    const scaled = scaledWorkloads(stack, longer, controllers);
    const others = [mutedAlarms(stack, longer), sleepingWorkloads(stack, longer), scaled];
    const sleeping = [...switched.sleeping, ...others.flatMap(one => one.sleeping)];
    const gaps = stack.plan.gaps.filter(({ mayChangeShape }) => mayChangeShape).map(({ message }) => message);
    const hidden = stack.opaque.map(({ path }) => `what ${path} is made of, a plan does not show`);
    return {
        sleeping,
        standing: [
            ...switched.unswitched.flatMap(thing => unswitchedThing(thing, stack, controllers) ?? []),
            ...standingThings(stack),
            ...standingPools(stack, sleeping),
        ],
        refused: switched.refused,
        contested: new Map([...switched.contested, ...scaled.contested]),
        findings: controllers.findingsIn(stack),
        notes: scaled.notes,
        undecided: [...new Set([...gaps, ...hidden, ...switched.undecided, ...others.flatMap(one => one.undecided)])],
    };
}

/** The zone that moments are shown in: that of the hours, else the one that most schedules are in, else UTC. */
export function timeZoneOf(stack: Stack, intent: Intent | undefined): string {
    if (intent !== undefined) return intent.hours.timeZone;
    const counts = new Map<string, number>();
    for (const { schedule, timing } of scheduledActions(stack)) {
        if (timing === undefined || !isTimeZone(timing.zone) || isHidden(schedule, stack)) continue;
        counts.set(timing.zone, (counts.get(timing.zone) ?? 0) + 1);
    }
    return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? "UTC";
}
