import { MINUTES_A_DAY, MINUTES_A_WEEK, type Span } from "../../../hours/local-time";
import { WEEKDAYS } from "../../../hours/weekdays";
import type { Interval } from "../../../schedule/simulation/model";
import type { Mark } from "../document/model";
import { stretchesOf } from "../schedule-days";
import { dayOfMonth, monthOf } from "./dates";
import type { DrawnYear } from "./environment";
import { type Box, boxes, crosses, lines } from "./shapes";
import type { ClockMark } from "./wall";
import { ALONE_PIXELS, BAR_PIXELS, EXCEPTION_PIXELS, WEEK_PITCH, type Weeks } from "./weeks";

/** Everything in the picture of a year; what comes later lies above. */
export function yearMarks(year: DrawnYear): readonly Mark[] {
    return [
        ...grid(year.weeks),
        ...states(year),
        ...specialDays(year),
        ...clocks(year.weeks),
        ...crosses("conflict", conflictBoxes(year)),
    ];
}

/** Nights, and where days and months meet. */
function grid(weeks: Weeks): readonly Mark[] {
    const down = weeks.amount * WEEK_PITCH;
    return [
        ...boxes(
            "night",
            weeks.rows().map(({ first, last }) => weeks.dayBox(first, last - first + 1)),
        ),
        ...lines(
            "meet",
            WEEKDAYS.slice(1).map((_, place) => `M${(place + 1) * MINUTES_A_DAY} 0v${down}`),
        ),
        ...lines("months", monthSteps(weeks)),
    ];
}

/** Between months a line steps down where the new one begins. */
function monthSteps(weeks: Weeks): readonly string[] {
    const halfway = (WEEK_PITCH - BAR_PIXELS) / 2;
    return weeks.rows().flatMap(({ first, last }, row) => {
        const begin = last - dayOfMonth(last) + 1;
        if (begin < first || monthOf(begin) === 0) return [];
        const x = weeks.acrossOf(begin * MINUTES_A_DAY);
        const y = row * WEEK_PITCH - halfway;
        return [x === 0 ? `M0 ${y}H${MINUTES_A_WEEK}` : `M0 ${y + WEEK_PITCH}H${x}V${y}H${MINUTES_A_WEEK}`];
    });
}

/** What is open and awake. Minutes that come again hang below those that came first. */
function states({ alone = [], awake, missed, report, wall, wasted, weeks }: DrawnYear): readonly Mark[] {
    const shown = (look: string, intervals: readonly Interval[], height: number): readonly Mark[] => {
        const segments = wall.segments(intervals);
        const [first, again] = [false, true].map(isAgain => segments.filter(one => one.again === isAgain));
        return [
            ...boxes(look, over(weeks, first ?? [], BAR_PIXELS - height, height)),
            ...boxes(`${look} again`, over(weeks, again ?? [], BAR_PIXELS, WEEK_PITCH - BAR_PIXELS)),
        ];
    };
    return [
        ...shown("alone", alone, ALONE_PIXELS),
        ...shown("open", report.open ?? awake, BAR_PIXELS),
        ...shown("wasted", wasted, BAR_PIXELS),
        ...shown("missed", missed, BAR_PIXELS),
    ];
}

function over(weeks: Weeks, spans: readonly Span[], top: number, height: number) {
    return spans.map(span => weeks.boxOf(span, top, height));
}

function specialDays({ report, weeks }: DrawnYear): readonly Mark[] {
    const of = (asked: string) =>
        stretchesOf(report.specialDays)
            .filter(({ kind }) => kind === asked)
            .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, place) => first + place));
    const closed = of("closed").map(day => weeks.dayBox(day, 1));
    return [
        ...boxes(
            "holiday",
            of("holiday").map(day => weeks.dayBox(day, 1)),
        ),
        ...boxes("closed", closed),
        ...lines(
            "closed",
            closed.map(({ width, x, y }) => `M${x} ${y + BAR_PIXELS / 2}h${width}`),
        ),
        ...boxes(
            "exception",
            of("exception").map(day => weeks.dayBox(day, 1, BAR_PIXELS, EXCEPTION_PIXELS)),
        ),
    ];
}

/** How wide the mark of a conflict is, in minutes of the week: enough to be seen on a telephone. */
const CONFLICT_MINUTES = 3 * 60;

/** Around each moment of a conflict, within its week. Where several meet, one mark is enough. */
function conflictBoxes({ conflicts, wall, weeks }: DrawnYear): readonly Box[] {
    const places = new Map<string, Box>();
    for (const at of conflicts.flatMap(({ moments }) => moments)) {
        const local = wall.localAt(at);
        if (!wall.has(Math.floor(local / MINUTES_A_DAY))) continue;
        const middle = weeks.acrossOf(local) - CONFLICT_MINUTES / 2;
        const x = Math.max(0, Math.min(middle, MINUTES_A_WEEK - CONFLICT_MINUTES));
        const y = weeks.rowOf(local) * WEEK_PITCH;
        places.set(`${x} ${y}`, { x, y, width: CONFLICT_MINUTES, height: BAR_PIXELS });
    }
    return [...places.values()];
}

function clocks(weeks: Weeks): readonly Mark[] {
    const of = (asked: ClockMark["kind"]) => weeks.wall.clockMarks.filter(({ kind }) => kind === asked);
    return [
        ...boxes("missing", over(weeks, of("missing"), 0, BAR_PIXELS)),
        ...boxes("twice", over(weeks, of("twice"), 0, WEEK_PITCH)),
    ];
}
