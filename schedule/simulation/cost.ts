import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { hourlyPrice } from "./hourly";
import type { Cost, Estimate, Thing } from "./model";

/** What one resource costs in a year, for so many minutes of which it is awake; nothing for what has no price. */
export function costOf(
    subject: Subject,
    stack: Stack,
    { all, awake }: { readonly all: number; readonly awake: number },
): Cost | undefined {
    const price = hourlyPrice(subject, stack);
    return price === undefined ? undefined : { always: (price * all) / 60, simulated: (price * awake) / 60 };
}

/** What several things cost together, and which of them have no price. */
export function estimateOf(things: readonly (Thing & { readonly cost: Cost | undefined })[]): Estimate {
    const costs = things.flatMap(({ cost }) => cost ?? []);
    return {
        always: costs.reduce((sum, { always }) => sum + always, 0),
        simulated: costs.reduce((sum, { simulated }) => sum + simulated, 0),
        unpriced: things.filter(({ cost }) => cost === undefined).map(({ path }) => path),
    };
}
