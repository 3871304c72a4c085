import type { Interval } from "../../../schedule/simulation/model";
import type { Line, Table } from "../document/model";
import { durationText } from "../schedule-times";
import { shortDates } from "./dates";
import type { DrawnYear } from "./environment";
import { weekWords } from "./week-words";
import type { Weeks } from "./weeks";

/** Weeks that are alike and follow on each other. */
interface AlikeWeeks {
    readonly first: number;
    readonly last: number;
    readonly cells: readonly string[];
}

/** The same as the picture in words: weeks that follow on each other and are alike in one row. */
export function weeksTable({ awake, report, wall, weeks }: DrawnYear): Table {
    const minutes = minutesByWeek(awake, weeks);
    const found: AlikeWeeks[] = [];
    weeks.rows().forEach((week, row) => {
        const { open } = report;
        const cells = [
            ...(open === undefined ? [] : [weekWords(open, wall, week)]),
            weekWords(awake, wall, week),
            durationText(minutes[row] ?? 0),
        ];
        const before = found.at(-1);
        if (before !== undefined && String(before.cells) === String(cells)) {
            found[found.length - 1] = { ...before, last: week.last };
        } else {
            found.push({ ...week, cells });
        }
    });
    return {
        kind: "table",
        caption: `The year ${report.year}, week by week, as a table`,
        columns: ["Weeks", ...(report.open === undefined ? [] : ["People work"]), "Something is awake", "A week"],
        rows: found.map(({ cells, first, last }): readonly Line[] => [
            [shortDates(first, last)],
            ...cells.map((cell): Line => [cell]),
        ]),
    };
}

function minutesByWeek(intervals: readonly Interval[], weeks: Weeks): readonly number[] {
    const minutes = weeks.rows().map(() => 0);
    for (const { from, to } of weeks.wall.segments(intervals)) {
        const row = weeks.rowOf(from);
        minutes[row] = (minutes[row] ?? 0) + to - from;
    }
    return minutes;
}
