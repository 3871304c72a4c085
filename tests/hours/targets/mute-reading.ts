import * as assert from "node:assert/strict";
import { MINUTE_MS, MINUTES_A_WEEK, momentsAt, type Span } from "../../../hours/local-time";
import type { MuteRule } from "../../../hours/targets/mute-rule";
import type { WorkingHours } from "../../../hours/working-hours";
import { firesOf, intended, outside, within, yearSpan } from "./support";

function minutesOf(duration: string): number {
    const [, hours = "0", minutes = "0"] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration)!;
    return Number(hours) * 60 + Number(minutes);
}

/** Every time within a span that a rule mutes. */
function mutesOf({ duration, expireDate, expression, startDate, timezone }: MuteRule, { from, to }: Span) {
    const length = minutesOf(duration);
    assert.ok(length >= 1 && length <= 15 * 24 * 60, duration);
    const [, kind, text = ""] = /^(cron|at)\((.*)\)$/.exec(expression)!;
    const all =
        kind === "cron"
            ? firesOf(text, timezone, { from: from - MINUTES_A_WEEK, to })
            : momentsAt(timezone, Date.parse(`${text}Z`) / MINUTE_MS);
    if (kind === "at") assert.equal(all.length, 1, `${text} comes ${all.length} times in ${timezone}`);
    const mutes = all.map(at => ({ from: at, to: at + length }));
    for (const date of [startDate, expireDate]) {
        const moment = date === undefined ? NaN : Date.parse(date) / MINUTE_MS;
        // Nobody says what becomes of a mute in whose middle a rule begins or ends, so there must be none.
        assert.ok(!mutes.some(mute => mute.from <= moment && moment < mute.to), date);
    }
    return mutes.filter(
        mute =>
            (startDate === undefined || mute.from >= Date.parse(startDate) / MINUTE_MS) &&
            (expireDate === undefined || mute.from < Date.parse(expireDate) / MINUTE_MS),
    );
}

/** Judges whether rules mute in a year exactly while nobody works. */
export function mutesAgree(hours: WorkingHours, rules: readonly MuteRule[], year: number): void {
    const span = yearSpan(year);
    const muted = within(
        rules.flatMap(rule => mutesOf(rule, span)),
        span,
    );
    assert.deepEqual(muted, outside(intended(hours, "alarms", year), span), JSON.stringify({ year, hours, rules }));
}
