import * as assert from "node:assert/strict";
import { Cron } from "croner";
import * as fc from "fast-check";
import { awakeSpans } from "../../../hours/calendar";
import {
    localMinuteAt,
    localText,
    MINUTE_MS,
    momentsAt,
    type Span,
    type UtcMinute,
    united,
} from "../../../hours/local-time";
import type { Part } from "../../../hours/parts";
import type { CronJobSchedule } from "../../../hours/targets/kubernetes-cron";
import type { WorkingHours } from "../../../hours/working-hours";
import { anyHours, canFollow } from "../samples";

/** Zones that are each odd in their own way: half an hour, no change, Ramadan, at midnight, quarters, and two usual ones. */
export const ODD_ZONES = [
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "America/Santiago",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Africa/Cairo",
    "Antarctica/Troll",
    "Europe/Berlin",
    "America/New_York",
];

/** With a leap year. */
export const YEARS = [2026, 2027, 2028];

/** The first minute of a year and the first after it, in UTC. */
export function yearSpan(year: number): Span {
    return { from: Date.UTC(year, 0, 1) / MINUTE_MS, to: Date.UTC(year + 1, 0, 1) / MINUTE_MS };
}

/** What of some spans lies within another, those that touch made one. */
export function within(spans: readonly Span[], { from, to }: Span): readonly Span[] {
    return united(
        spans
            .map(span => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
            .filter(span => span.from < span.to),
    );
}

/** What of a span is in none of others, which are in order. */
export function outside(spans: readonly Span[], { from, to }: Span): readonly Span[] {
    const edges = [from, ...spans.flatMap(span => [span.from, span.to]), to];
    return Array.from({ length: edges.length / 2 }, (_, place) => ({
        from: edges[place * 2]!,
        to: edges[place * 2 + 1]!,
    })).filter(span => span.from < span.to);
}

/** When a part is to be awake in a year, as minutes pass. */
export function intended(hours: WorkingHours, part: Part, year: number): readonly Span[] {
    const spans = awakeSpans(hours, part, { first: `${year - 1}-12-20`, last: `${year + 1}-01-12` }).map(span => ({
        from: momentsAt(hours.timeZone, span.from)[0]!,
        to: momentsAt(hours.timeZone, span.to)[0]!,
    }));
    return within(spans, yearSpan(year));
}

/** Every moment within a span at which a cron pattern of five fields fires, as croner reads it in a zone. */
export function firesOf(pattern: string, timeZone: string, { from, to }: Span): readonly UtcMinute[] {
    const cron = new Cron(pattern, { timezone: timeZone, paused: true });
    const moments: number[] = [];
    for (
        let at = cron.nextRun(new Date((from - 1) * MINUTE_MS));
        at !== null && at.getTime() < to * MINUTE_MS;
        at = cron.nextRun(at)
    ) {
        moments.push(at.getTime() / MINUTE_MS);
    }
    return moments;
}

/** When KEDA holds replicas for a trigger: whenever its next end comes before its next start. */
export function activeBetween(starts: readonly UtcMinute[], ends: readonly UtcMinute[]): readonly Span[] {
    const events = [...starts, ...ends].sort((one, other) => one - other);
    assert.equal(new Set(events).size, events.length, "a start and an end meet");
    return events.slice(1).flatMap((at, place) => (ends.includes(at) ? [{ from: events[place]!, to: at }] : []));
}

/** Every moment within a span at which a job runs that knows which dates it is to skip. */
export function runsOf({ schedule, skipDates, timeZone }: CronJobSchedule, span: Span): readonly UtcMinute[] {
    return firesOf(schedule, timeZone, span).filter(
        at => !skipDates.includes(localText(localMinuteAt(timeZone, at)).slice(0, 10)),
    );
}

/** Hours without any date that is not as its week has it. */
export function ordinaryOf({ timeZone, warmUpMinutes, week }: WorkingHours): WorkingHours {
    return { timeZone, week, warmUpMinutes };
}

/**
 * Judges random hours of every odd zone that a part can follow.
 *
 * @param runs How many for each zone and year.
 * @param judge Says whether the hours could be judged, which half of them must be.
 */
export function inOddZones(runs: number, part: Part, judge: (hours: WorkingHours, year: number) => boolean): void {
    let judged = 0;
    ODD_ZONES.forEach((zone, index) => {
        for (const year of YEARS) {
            fc.assert(
                fc.property(anyHours(zone, year), hours => {
                    fc.pre(canFollow(part, hours));
                    if (judge(hours, year)) judged++;
                }),
                { numRuns: runs, seed: index * 10 + year },
            );
        }
    });
    const half = (ODD_ZONES.length * YEARS.length * runs) / 2;
    assert.ok(judged > half, `only ${judged} could be judged`);
}
