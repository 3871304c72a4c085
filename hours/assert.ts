import { inspect } from "node:util";
import { workingHoursFaults } from "./faults";
import type { WorkingHours } from "./working-hours";

/** How much of a value at fault is shown. */
const SHOWN = { depth: 1, breakLength: Infinity, maxArrayLength: 10, maxStringLength: 100 } as const;

/**
 * Refuses hours at fault before they are written for a tool: of those that no type has checked, some would come out as never or
 * always.
 *
 * @throws RangeError naming every fault, with its place, what was expected and what was given
 */
export function assertWorkingHours(hours: unknown): asserts hours is WorkingHours {
    const faults = workingHoursFaults(hours);
    if (faults.length === 0) return;
    const lines = faults.map(({ expected, got, path }) => {
        const place = path === "" ? "" : `${path}: `;
        return `  ${place}expected ${expected}, got ${inspect(got, SHOWN)}`;
    });
    throw new RangeError(["working hours are at fault", ...lines].join("\n"));
}
