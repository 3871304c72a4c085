import { MINUTES_A_DAY } from "../../../hours/local-time";
import type { Interval } from "../../../schedule/simulation/model";
import { alarm, type Drawing, type DrawingRow, type Mark, type Picture } from "../document/model";
import { groupBy } from "../group-by";
import { dayOfMonth, MONTHS } from "./dates";
import { disagreeing, type DrawnYear } from "./environment";
import { mostFrequent } from "./most-frequent";
import { type Box, boxes, crosses, lines, scale } from "./shapes";
import { type Alike, alike, asleepShare, sleepersTable, someNames } from "./sleepers";
import type { Wall } from "./wall";
import { usualWeek } from "./week-words";
import { LABELLED_HOURS } from "./year-drawing";

const STRIP_PIXELS = 36;
/** Strips that are drawn; the table has all that sleeps. */
const STRIPS_SHOWN = 40;

/** Of each thing that sleeps an ordinary day and the year as a strip, things that are awake together as one. */
export function stripsDrawing(year: DrawnYear): Drawing {
    const groups = alike(year.report.sleepers);
    const more = groups.length - STRIPS_SHOWN;
    return {
        kind: "drawing",
        look: "strips",
        caption: [
            "First the day that is the most frequent, from midnight to midnight; then the year, each day from midnight above to midnight below.",
            ...(more > 0 ? [` ${more} more are in the table alone.`] : []),
        ],
        rows: [
            { title: [], parts: [scale("hours", LABELLED_HOURS), scale("months", MONTHS)] },
            ...groups.slice(0, STRIPS_SHOWN).map(things => strip(things, year)),
        ],
        legend: [],
        table: sleepersTable(groups, year),
        folded: false,
    };
}

function strip(things: Alike, year: DrawnYear): DrawingRow {
    const [{ awake }] = things;
    const night: Box = { x: 0, y: 0, width: MINUTES_A_DAY, height: 1 };
    return {
        title: [
            `${asleepShare(things[0], year.report)} asleep: `,
            ...someNames(things.map(({ path }) => path)),
            ...(conflictsOf(things, year).length === 0 ? [] : [" ", alarm("in conflict")]),
        ],
        parts: [
            {
                kind: "picture",
                look: "ordinary",
                across: MINUTES_A_DAY,
                down: 1,
                heightPixels: STRIP_PIXELS,
                says: undefined,
                marks: [...boxes("night", [night]), ...usualDay(awake, year.wall)],
            },
            daysPicture(things, year),
        ],
    };
}

/** The day that is the most frequent among those on which it is awake. */
function usualDay(awake: readonly Interval[], wall: Wall): readonly Mark[] {
    const days = groupBy(
        wall.segments(awake).filter(({ again }) => !again),
        ({ from }) => String(Math.floor(from / MINUTES_A_DAY)),
    ).map(spans => spans.map(({ from, to }): Box => ({ x: timeOf(from), y: 0, width: to - from, height: 1 })));
    return boxes("open", mostFrequent(days, spans => JSON.stringify(spans)) ?? []);
}

function conflictsOf(things: Alike, { conflicts }: DrawnYear): DrawnYear["conflicts"] {
    return conflicts.filter(one => things.some(({ path }) => path === one.path));
}

/** How much a conflict's mark covers, in days and in minutes of them. */
const CONFLICT = { width: 4, height: MINUTES_A_DAY / 4 } as const;

/** Around each moment of a conflict, within the strip; of moments that are near, one mark is enough. */
function conflictBoxes(things: Alike, year: DrawnYear): readonly Box[] {
    const { wall } = year;
    const days = wall.lastDay - wall.firstDay + 1;
    const found: Box[] = [];
    for (const at of conflictsOf(things, year).flatMap(({ moments }) => moments)) {
        const local = wall.localAt(at);
        if (!wall.has(Math.floor(local / MINUTES_A_DAY))) continue;
        const x = Math.min(Math.floor(local / MINUTES_A_DAY) - wall.firstDay, days - CONFLICT.width);
        const y = Math.max(0, Math.min(timeOf(local) - CONFLICT.height / 2, MINUTES_A_DAY - CONFLICT.height));
        const isNear = found.some(one => one.y === y && Math.abs(one.x - x) < CONFLICT.width);
        if (!isNear) found.push({ ...CONFLICT, x, y });
    }
    return found;
}

function daysPicture(things: Alike, year: DrawnYear): Picture {
    const { report, wall, weeks } = year;
    const [{ awake, path }] = things;
    const days = Array.from({ length: wall.lastDay - wall.firstDay + 1 }, (_, day) => day);
    const begins = days.slice(1).filter(day => dayOfMonth(wall.firstDay + day) === 1);
    return {
        kind: "picture",
        look: "days",
        across: days.length,
        down: MINUTES_A_DAY,
        heightPixels: STRIP_PIXELS,
        says: {
            title: `The year ${report.year} of ${path}`,
            description: `In most weeks awake ${usualWeek(awake, weeks)}`,
        },
        marks: [
            ...boxes("night", [{ x: 0, y: 0, width: days.length, height: MINUTES_A_DAY }]),
            ...dayBoxes("open", awake, wall),
            ...dayBoxes("wasted", disagreeing(things, "awake while it should be asleep"), wall),
            ...dayBoxes("missed", disagreeing(things, "asleep while it should be awake"), wall),
            ...crosses("conflict", conflictBoxes(things, year)),
            ...lines(
                "meet",
                begins.map(day => `M${day} 0v${MINUTES_A_DAY}`),
            ),
        ],
    };
}

/** A day is one wide and as high as its minutes; days after each other that are alike are one rectangle. */
function dayBoxes(look: string, intervals: readonly Interval[], wall: Wall): readonly Mark[] {
    const segments = wall.segments(intervals);
    return [false, true].flatMap(again => {
        const days = segments
            .filter(one => one.again === again)
            .map(({ from, to }): Box => {
                const x = Math.floor(from / MINUTES_A_DAY) - wall.firstDay;
                return { x, y: timeOf(from), width: 1, height: to - from };
            });
        const alike = groupBy(days, ({ height, y }) => `${y} ${height}`);
        return boxes(again ? `${look} again` : look, alike.flatMap(joined));
    });
}

/** Rectangles of one height and place above each other, those that touch made one. */
function joined(all: readonly Box[]): readonly Box[] {
    const found: Box[] = [];
    for (const box of all) {
        const last = found.at(-1);
        if (last !== undefined && last.x + last.width === box.x) {
            found[found.length - 1] = { ...last, width: last.width + box.width };
        } else found.push(box);
    }
    return found;
}

function timeOf(minute: number): number {
    return minute % MINUTES_A_DAY;
}
