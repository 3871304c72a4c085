import type { UtcMinute } from "../../hours/local-time";
import type { Interval } from "./model";

/** What of some intervals, in order and apart, lies in a window. */
export function clipped(intervals: readonly Interval[], window: Interval): readonly Interval[] {
    return intervals.flatMap(({ from, to }) => {
        const inside = { from: Math.max(from, window.from), to: Math.min(to, window.to) };
        return inside.from < inside.to ? [inside] : [];
    });
}

/** What of a window lies in none of some intervals, which are in order and apart. */
export function complement(intervals: readonly Interval[], window: Interval): readonly Interval[] {
    const gaps: Interval[] = [];
    let from = window.from;
    for (const one of clipped(intervals, window)) {
        if (one.from > from) gaps.push({ from, to: one.from });
        from = one.to;
    }
    if (from < window.to) gaps.push({ from, to: window.to });
    return gaps;
}

/** What of some intervals lies in none of others; both are in order and apart. */
export function difference(intervals: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
    const left: Interval[] = [];
    let place = 0;
    for (const one of intervals) {
        // What ends before this one begins is in the way of none that follow, either.
        while ((others[place]?.to ?? Infinity) <= one.from) place++;
        let from = one.from;
        for (let next = place; from < one.to; next++) {
            const other = others[next];
            if (other === undefined || other.from >= one.to) break;
            if (other.from > from) left.push({ from, to: other.from });
            from = Math.max(from, other.to);
        }
        if (from < one.to) left.push({ from, to: one.to });
    }
    return left;
}

/** When what is in one of two lists of intervals begins to differ from what is in the other; each is in order and apart. */
export function partings(intervals: readonly Interval[], others: readonly Interval[]): readonly UtcMinute[] {
    return [...difference(intervals, others), ...difference(others, intervals)]
        .map(({ from }) => from)
        .sort((one, other) => one - other);
}

export function minutesIn(intervals: readonly Interval[]): number {
    return intervals.reduce((minutes, { from, to }) => minutes + to - from, 0);
}

/** Whether a moment lies in one of some intervals, which are in order and apart. */
export function covers(intervals: readonly Interval[], at: UtcMinute): boolean {
    let [first, last] = [0, intervals.length];
    while (first < last) {
        const middle = (first + last) >>> 1;
        if ((intervals[middle]?.to ?? at) > at) last = middle;
        else first = middle + 1;
    }
    return (intervals[first]?.from ?? Infinity) <= at;
}
