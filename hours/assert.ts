import { inspect } from "node:util";
import { workingHoursFaults } from "./faults";
import { type HoursFault, partFaults } from "./part-faults";
import type { Part } from "./parts";
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
    refuse(workingHoursFaults(hours));
}

/**
 * Refuses hours that are at fault, or that a part cannot follow.
 *
 * @param leastMinutes As of {@link partFaults}.
 * @throws RangeError naming every fault, with its place, what was expected and what was given
 */
export function assertHoursFor(part: Part, hours: unknown, leastMinutes = 0): asserts hours is WorkingHours {
    assertWorkingHours(hours);
    refuse(partFaults(hours, part, leastMinutes));
}

function refuse(faults: readonly HoursFault[]): void {
    if (faults.length === 0) return;
    const lines = faults.map(({ expected, got, path }) => {
        const place = path === "" ? "" : `${path}: `;
        return `  ${place}expected ${expected}, got ${inspect(got, SHOWN)}`;
    });
    throw new RangeError(["working hours are at fault", ...lines].join("\n"));
}
