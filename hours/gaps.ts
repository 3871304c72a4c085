import { awakeSpans, calendarOf } from "./calendar";
import type { Edge } from "./edges";
import { dateOf, MINUTES_A_DAY, MINUTES_A_WEEK, SAMPLE_MONDAY, type Span, united } from "./local-time";
import type { Part } from "./parts";
import type { WorkingHours } from "./working-hours";

/** Some days to look at: the first and the last of them, since 1970-01-01. */
interface Days {
    readonly first: number;
    readonly last: number;
    readonly ordinary: boolean;
}

/** Three weeks that have no date and nothing out of the ordinary. */
const ORDINARY_WEEKS: Days = { first: SAMPLE_MONDAY, last: SAMPLE_MONDAY + 20, ordinary: true };
/** So many days on each side of a date that is not ordinary hold a span of every week there is. */
const NEIGHBOUR_DAYS = 8;

/** Days that together hold every neighbourhood of spans there is. */
function telling(hours: WorkingHours): readonly Days[] {
    const around = [...calendarOf(hours).deviations.keys()].map(day => ({
        from: day - NEIGHBOUR_DAYS,
        to: day + NEIGHBOUR_DAYS,
    }));
    return [ORDINARY_WEEKS, ...united(around).map(({ from, to }) => ({ first: from, last: to, ordinary: false }))];
}

/** For how long a part is awake, or asleep. */
export interface Stretch extends Span {
    readonly awake: boolean;
    /** Whether it is one of every week; its date then means nothing. */
    readonly ordinary: boolean;
}

/** Every stretch that tells how long a part is ever awake or asleep. What the looked at days cut off is left out. */
export function stretchesOf(hours: WorkingHours, part: Part): readonly Stretch[] {
    return telling(hours).flatMap(({ first, last, ordinary }) => {
        const spans = awakeSpans(hours, part, { first: dateOf(first), last: dateOf(last), ordinary });
        const [begin, end] = [first * MINUTES_A_DAY, (last + 1) * MINUTES_A_DAY];
        return spans.flatMap((span, place): readonly Stretch[] => {
            const next = spans[place + 1];
            const isWhole = span.from > begin && span.to < end;
            return [
                ...(isWhole ? [{ ...span, awake: true, ordinary }] : []),
                ...(next === undefined ? [] : [{ from: span.to, to: next.from, awake: false, ordinary }]),
            ];
        });
    });
}

const gaps = new WeakMap<WorkingHours, Map<Part, Readonly<Record<Edge, number>>>>();

/** The fewest minutes from each edge of a part to the opposite one, on clocks that do not change. */
export function shortestGaps(hours: WorkingHours, part: Part): Readonly<Record<Edge, number>> {
    const ofHours = gaps.get(hours) ?? new Map<Part, Readonly<Record<Edge, number>>>();
    gaps.set(hours, ofHours);
    const known = ofHours.get(part) ?? { start: shortest(hours, part, true), stop: shortest(hours, part, false) };
    ofHours.set(part, known);
    return known;
}

function shortest(hours: WorkingHours, part: Part, awake: boolean): number {
    const lengths = stretchesOf(hours, part).flatMap(one => (one.awake === awake ? [one.to - one.from] : []));
    return Math.min(MINUTES_A_WEEK, ...lengths);
}
