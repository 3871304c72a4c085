import * as assert from "node:assert/strict";
import { awakeSpans } from "../../../hours/calendar";
import { type Edge, EDGES } from "../../../hours/edges";
import { MINUTE_MS, MINUTES_A_WEEK, momentsAt, type Span, united, type UtcMinute } from "../../../hours/local-time";
import type { Part } from "../../../hours/parts";
import { type KedaCronTrigger, kedaCronTriggers } from "../../../hours/targets/keda";
import { cronJobSchedules } from "../../../hours/targets/kubernetes-cron";
import { type JobPlacement, placedCronJob } from "../../../hours/targets/placed-cron-job";
import { scalingActions } from "../../../hours/targets/scaling-actions";
import { schedulerTimers } from "../../../hours/targets/scheduler";
import type { WorkingHours } from "../../../hours/working-hours";
import { firedIn } from "../fired";
import { activeBetween, firesOf, intended, outside, runsOf, within, yearSpan } from "./support";

/** Sizes of a group that is awake. */
export const SIZES = { minSize: 2, maxSize: 4, desiredCapacity: 3 };

/** Every moment of a year at which one of the expressions fires, as croner reads them in the zone. */
function fired(hours: WorkingHours, part: Part, edge: Edge, year: number): readonly number[] {
    return schedulerTimers(hours, part, edge)
        .flatMap(({ expression }) => firedIn(year, expression, hours.timeZone))
        .sort((one, other) => one - other);
}

/** Every moment of a year at which a part is to wake or to fall asleep. */
function wakings(hours: WorkingHours, part: Part, edge: Edge, year: number): readonly number[] {
    return awakeSpans(hours, part, { first: `${year - 1}-12-29`, last: `${year + 1}-01-03` })
        .flatMap(span => momentsAt(hours.timeZone, edge === "start" ? span.from : span.to))
        .filter(at => new Date(at * MINUTE_MS).getUTCFullYear() === year);
}

/** Judges whether schedules fire in a year at every moment at which a part is to wake or fall asleep, and at no other. */
export function schedulesAgree(hours: WorkingHours, part: Part, year: number): void {
    for (const edge of EDGES) {
        assert.deepEqual(fired(hours, part, edge, year), wakings(hours, part, edge, year), `${edge} ${part} ${year}`);
    }
}

function activeOf({ metadata: { end, start, timezone } }: KedaCronTrigger, { from, to }: Span): readonly Span[] {
    const around = { from: from - MINUTES_A_WEEK, to: to + MINUTES_A_WEEK };
    return activeBetween(firesOf(start, timezone, around), firesOf(end, timezone, around));
}

/** Judges whether replicas are held in a year exactly while workloads are to be awake. */
export function kedaAgrees(hours: WorkingHours, year: number): void {
    const span = yearSpan(year);
    const active = kedaCronTriggers(hours, 3).flatMap(trigger => activeOf(trigger, span));
    assert.deepEqual(within(united(active), span), intended(hours, "workloads", year), JSON.stringify(hours));
}

/** Judges whether the last action at any moment is one that wakes, exactly while nodes are to be awake. */
export function scalingAgrees(hours: WorkingHours, year: number): void {
    const span = yearSpan(year);
    const around = { from: span.from - MINUTES_A_WEEK, to: span.to + MINUTES_A_WEEK };
    const events = scalingActions(hours, SIZES)
        .flatMap(({ desiredCapacity, recurrence, timeZone }) =>
            firesOf(recurrence, timeZone, around).map(at => ({ at, isAwake: desiredCapacity > 0 })),
        )
        .sort((one, other) => one.at - other.at);
    const awake = events.slice(0, -1).flatMap(({ at, isAwake }, place) => {
        const next = events[place + 1]!;
        assert.notEqual(next.isAwake, isAwake, "an action that changes nothing");
        return isAwake ? [{ from: at, to: next.at }] : [];
    });
    assert.deepEqual(within(awake, span), intended(hours, "nodes", year), JSON.stringify(hours));
}

/** Judges whether jobs run at every moment of a year at which a part wakes, or falls asleep, and at no other. */
export function cronJobsAgree(hours: WorkingHours, part: Part, edge: Edge, year: number): void {
    const span = yearSpan(year);
    const isWithin = (at: UtcMinute) => at > span.from && at < span.to;
    const runs = cronJobSchedules(hours, part, edge, "skip").flatMap(one => runsOf(one, span));
    const moments = intended(hours, part, year).map(({ from, to }) => (edge === "start" ? from : to));
    assert.deepEqual(
        runs.filter(isWithin).sort((one, other) => one - other),
        moments.filter(isWithin),
        JSON.stringify(hours),
    );
}

/** Judges whether every run of a year has room, and every one that is skipped has none. */
export function placedJobAgrees(hours: WorkingHours, placement: JobPlacement, year: number): void {
    const { from, to } = yearSpan(year);
    const open = united([year - 1, year, year + 1].flatMap(one => intended(hours, "probes", one)));
    const free =
        placement.placement === "inside"
            ? open
            : outside(open, { from: yearSpan(year - 1).from, to: yearSpan(year + 1).to });
    const isFree = (at: UtcMinute, spans: readonly Span[]) =>
        spans.some(span => span.from <= at && at + placement.durationMinutes <= span.to);
    for (const schedule of placedCronJob(hours, placement, "skip")) {
        const runs = runsOf(schedule, { from, to });
        for (const at of firesOf(schedule.schedule, hours.timeZone, { from, to })) {
            const what = `${new Date(at * 60_000).toISOString()} ${JSON.stringify({ schedule, placement, hours })}`;
            assert.equal(isFree(at, free), runs.includes(at), what);
        }
    }
}
