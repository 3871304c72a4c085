import type { Stack } from "../../plan/stack";
import type { NextReport } from "../../schedule/simulation/model";
import { type MomentOptions, nextChanges } from "../../schedule/simulation/moment";

/** How far ahead changes are looked for, in days: further only where nearer there are too few. */
const LOOK_AHEAD_DAYS = [7, 60, 400] as const;

/** What changes next, at so many moments from one on; fewer where there are no more within {@link LOOK_AHEAD_DAYS}. */
export function changesAhead(stack: Stack, moment: MomentOptions, count: number): NextReport {
    const [nearest, ...further] = LOOK_AHEAD_DAYS;
    let report = nextChanges(stack, { ...moment, days: nearest });
    for (const days of further) {
        if (momentsOf(report).length >= count) break;
        report = nextChanges(stack, { ...moment, days });
    }
    const last = momentsOf(report)[count - 1] ?? Infinity;
    return { ...report, changes: report.changes.filter(({ at }) => at <= last) };
}

/** The moments at which anything changes, in order. */
function momentsOf({ changes }: NextReport): readonly number[] {
    return [...new Set(changes.map(({ at }) => at))];
}
