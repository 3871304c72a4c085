import type { YearReport } from "../../schedule/simulation/model";
import type { Layout } from "./layout";
import { part, statement } from "./schedule-layout";
import { momentText } from "./schedule-times";

/** What gets in the way of something else, and when it does first. */
export function conflictsPart(
    { conflicts, timeZone }: Pick<YearReport, "conflicts" | "timeZone">,
    layout: Layout,
): string {
    return part(
        "Conflicts",
        conflicts,
        ({ at, message, path }) =>
            statement(path, [message, ...(at === undefined ? [] : [`first met ${momentText(timeZone, at)}`])], layout),
        layout,
    );
}
