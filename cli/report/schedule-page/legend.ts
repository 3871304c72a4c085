import type { LegendEntry, Mark } from "../document/model";
import type { DrawnYear } from "./environment";
import { boxes, crosses, lines } from "./shapes";
import { ALONE_PIXELS, BAR_PIXELS, EXCEPTION_PIXELS, WEEK_PITCH } from "./weeks";

/** A sample's width in its own units, of which the middle half is what it is a sample of. */
const ACROSS = 40;
const [BEGIN, HALF] = [10, 20];

/** As wide as a conflict is beside the bar of a day. */
const CONFLICT = { x: BEGIN + HALF / 4, y: 0, width: HALF / 2, height: BAR_PIXELS };

/** What the marks of a year mean: of those that are in it. */
export function yearLegend({ alone = [], conflicts, missed, report, wall, wasted }: DrawnYear): readonly LegendEntry[] {
    const kinds = new Set(report.specialDays.map(({ kind }) => kind));
    const clocks = new Set(wall.clockMarks.map(({ kind }) => kind));
    const bar = (look: string, height = BAR_PIXELS, y = BAR_PIXELS - height) =>
        boxes(look, [{ x: BEGIN, y, width: HALF, height }]);
    const strike = lines("closed", [`M${BEGIN} ${BAR_PIXELS / 2}h${HALF}`]);
    const entries: readonly (readonly [isShown: boolean, text: string, marks: readonly Mark[]])[] = [
        [true, report.open === undefined ? "something is awake" : "people work", bar("open")],
        [alone.length > 0, "awake without people: warming up, winding down", bar("alone", ALONE_PIXELS)],
        [true, "asleep", []],
        [kinds.has("holiday"), "holiday", bar("holiday")],
        [kinds.has("closed"), "closed", [...bar("closed"), ...strike]],
        [kinds.has("exception"), "other hours than usual", bar("exception", EXCEPTION_PIXELS, BAR_PIXELS)],
        [clocks.has("missing"), "clocks skip it", bar("missing")],
        [clocks.has("twice"), "clocks show it twice", bar("twice", WEEK_PITCH, 0)],
        [missed.length > 0, "asleep while it should be awake", bar("missed")],
        [wasted.length > 0, "awake while it should be asleep", bar("wasted")],
        [conflicts.some(({ moments }) => moments.length > 0), "conflict", crosses("conflict", [CONFLICT])],
    ];
    return entries.filter(([isShown]) => isShown).map(([, text, marks]) => ({ text, picture: sample(marks) }));
}

function sample(marks: readonly Mark[]): LegendEntry["picture"] {
    return {
        kind: "picture",
        look: "sample",
        across: ACROSS,
        down: WEEK_PITCH,
        heightPixels: WEEK_PITCH,
        says: undefined,
        marks: [...boxes("night", [{ x: 0, y: 0, width: ACROSS, height: BAR_PIXELS }]), ...marks],
    };
}
