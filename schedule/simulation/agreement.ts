import { clockChanges } from "../../hours/clock-changes";
import type { WorkingHours } from "../../hours/working-hours";
import { intendedIn } from "./intent";
import { clipped, complement, difference } from "./intervals";
import type { Disagreeing, Interval } from "./model";
import { isOurs, type Sleeping } from "./sleeping";

/** When something is meant to be awake, and where it is not as meant. */
export interface Agreement {
    readonly intended: readonly Interval[];
    readonly disagreements: readonly Disagreeing[];
}

/**
 * Compares when something is awake with when it is meant to be, to the minute.
 *
 * What our components switch keeps the leads of its part exactly. Nobody said with what leads anything else is switched: it
 * has to be awake while people work, and may be for as long before and after as its part ever is.
 */
export function agreementOf(sleeping: Sleeping, hours: WorkingHours, window: Interval): Agreement {
    const awake = clipped(sleeping.awake, window);
    const allowed = intendedIn(hours, sleeping.part, window);
    const needed = isOurs(sleeping) ? allowed : intendedIn(hours, "probes", window);
    const found = [
        ...difference(needed, awake).map(one => ({ ...one, kind: "asleep while it should be awake" as const })),
        ...difference(awake, allowed).map(one => ({ ...one, kind: "awake while it should be asleep" as const })),
    ];
    const asleep = complement(awake, window);
    return {
        intended: allowed,
        disagreements: found
            .map(one => ({ ...one, why: whyRestarted(sleeping, one) ?? whyFixed(sleeping, asleep, one, hours) }))
            .sort((one, other) => one.from - other.from),
    };
}

function whyRestarted({ restarted }: Sleeping, one: Interval): string | undefined {
    const isRestart = restarted.some(({ from, to }) => from < one.to && one.from < to);
    return isRestart ? "AWS starts a database that was stopped for seven days, and nothing stops it again" : undefined;
}

/** A rule mutes for so many minutes: where clocks change meanwhile, it ends at another time than on other days. */
function whyFixed(
    { part }: Sleeping,
    asleep: readonly Interval[],
    one: Interval,
    { timeZone }: WorkingHours,
): string | undefined {
    const ended = part === "alarms" ? asleep.find(({ to }) => to === one.to || to === one.from) : undefined;
    if (ended === undefined || !clockChanges(timeZone).some(({ at }) => at > ended.from && at <= ended.to)) {
        return undefined;
    }
    return "a rule mutes for a fixed time, and clocks change in it";
}
