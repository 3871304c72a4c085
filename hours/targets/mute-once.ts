import {
    type LocalMinute,
    localMinuteAt,
    localText,
    MINUTES_A_DAY,
    momentsAt,
    sharing,
    type Span,
    type UtcMinute,
} from "../local-time";
import { type DatedRule, durationText } from "./mute-rule";

/** Longest that a rule may mute at once, in minutes: 15 days (CloudWatch, API reference, `Schedule`). */
const LONGEST_MUTE_MINUTES = 15 * MINUTES_A_DAY;

/** The rules that mute once what no weekly one mutes of a time in which nobody works. */
export function muteOnce(timezone: string, closed: Span, muted: readonly Span[]): readonly DatedRule[] {
    const rest = without(closed, muted);
    const [first, last] = [rest[0], rest.at(-1)];
    if (first === undefined || last === undefined) return [];
    const rules: DatedRule[] = [];
    for (let { from } = first; from < last.to;) {
        const start = backToOnlyMoment(timezone, from);
        const end = Math.min(start + LONGEST_MUTE_MINUTES, last.to);
        const local = localText(localMinuteAt(timezone, start));
        const rule = {
            role: local.replace("T", "-").replace(":", ""),
            expression: `at(${local})`,
            timezone,
            duration: durationText(end - start),
        };
        rules.push({ rule, end });
        from = end;
    }
    return rules;
}

/** What of a span is in none of others, which are in order. */
function without(span: Span, others: readonly Span[]): readonly Span[] {
    const rest: Span[] = [];
    let { from } = span;
    for (const other of sharing(others, span)) {
        if (other.from > from) rest.push({ from, to: other.from });
        from = other.to;
    }
    return from < span.to ? [...rest, { from, to: span.to }] : rest;
}

/** The last moment, not after one, whose local time comes once: the time at which people went home does. */
function backToOnlyMoment(timeZone: string, moment: UtcMinute): UtcMinute {
    const local: LocalMinute = localMinuteAt(timeZone, moment);
    return momentsAt(timeZone, local).length === 1 ? moment : backToOnlyMoment(timeZone, moment - 1);
}
