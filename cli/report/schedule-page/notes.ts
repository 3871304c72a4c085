import { MINUTES_A_DAY, timeOfDay } from "../../../hours/local-time";
import type { Interval, YearReport } from "../../../schedule/simulation/model";
import type { Label, Labels } from "../document/model";
import { stretchesOf } from "../schedule-days";
import { datesText, weekdayText } from "./dates";
import type { DrawnYear } from "./environment";
import type { ClockMark } from "./wall";

/** What is said beside the week of a day. */
interface Note extends Label {
    readonly day: number;
}

/** What is said beside the weeks, each at its week or as near to it as there is room. */
export function notesBeside(year: DrawnYear): Labels {
    const { missed, report, wall, wasted, weeks } = year;
    const all = [
        ...specialNotes(report),
        ...wall.clockMarks.map(clockNote),
        ...faultNote("should be awake", missed, year),
        ...faultNote("should be asleep", wasted, year),
        ...year.conflicts.flatMap(one => conflictNote(one, year)),
    ];
    const notes = fitting(
        all.sort((one, other) => one.day - other.day),
        weeks.amount,
    );
    const rows = spread(
        notes.map(({ day }) => weeks.rowOf(day * MINUTES_A_DAY)),
        weeks.amount,
    );
    const labels = weeks.rows().map((_, row): Label => notes[rows.indexOf(row)] ?? { text: "" });
    return { kind: "labels", look: "notes", isScale: false, labels };
}

/** As many as there are weeks. Whatever is left out is in the tables. */
function fitting(notes: readonly Note[], amount: number): readonly Note[] {
    const first = notes[amount];
    if (first === undefined) return notes;
    return [...notes.slice(0, amount - 1), { ...first, text: `and ${notes.length - amount + 1} more, below` }];
}

/** Rows, no two the same: each is as far down as it has to be, and none beyond the last. */
function spread(wanted: readonly number[], amount: number): readonly number[] {
    const rows: number[] = [];
    for (const row of wanted) rows.push(Math.max(row, (rows.at(-1) ?? -1) + 1));
    for (let place = rows.length - 1; place >= 0; place--) {
        rows[place] = Math.min(rows[place] ?? 0, (rows[place + 1] ?? amount) - 1);
    }
    return rows;
}

function specialNotes(report: YearReport): readonly Note[] {
    return stretchesOf(report.specialDays).map(({ first, last, reason }) => ({
        day: first,
        text: `${datesText(first, last)}  ${reason}`,
    }));
}

function clockNote({ from, kind, to }: ClockMark): Note {
    const day = Math.floor(from / MINUTES_A_DAY);
    const [begin, end] = [from, to].map(minute => timeOfDay(minute % MINUTES_A_DAY));
    const happens = kind === "missing" ? "is skipped" : "comes twice";
    return { day, look: "clock", text: `${weekdayText(day)}  ${begin ?? ""} to ${end ?? ""} ${happens}` };
}

function conflictNote({ moments, path }: DrawnYear["conflicts"][number], { wall }: DrawnYear): readonly Note[] {
    const [first] = moments;
    if (first === undefined) return [];
    const day = Math.floor(wall.localAt(first) / MINUTES_A_DAY);
    const more = moments.length === 1 ? "" : ` (1 of ${moments.length})`;
    return [{ day, look: "fault", text: `${weekdayText(day)}  conflict${more}: ${path}` }];
}

function faultNote(says: string, [first, ...others]: readonly Interval[], { wall }: DrawnYear): readonly Note[] {
    if (first === undefined) return [];
    const day = Math.floor(wall.localAt(first.from) / MINUTES_A_DAY);
    const more = others.length === 0 ? "" : ` (1 of ${others.length + 1})`;
    return [{ day, look: "fault", text: `${weekdayText(day)}  ${says}${more}` }];
}
