import { isDeepStrictEqual } from "node:util";
import { awakeSpans, calendarOf } from "../../hours/calendar";
import { workingHoursFaults } from "../../hours/faults";
import {
    dateOf,
    dayOf,
    localMinuteAt,
    MINUTES_A_DAY,
    united,
    type LocalMinute,
    type UtcMinute,
} from "../../hours/local-time";
import type { Part } from "../../hours/parts";
import { WORKING_HOURS_SCHEMA, type WorkingHours } from "../../hours/working-hours";
import { textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { clipped } from "./intervals";
import { remembered } from "./remembered";
import { firstMomentAt } from "./wall-clock";
import type { Intent, Interval, YearReport } from "./model";

const PARAMETER_TYPE = "aws:ssm/parameter:Parameter";
const SCHEDULE_COMPONENT = "stagewright:schedule:WorkingHoursSchedule";

/** The working hours of an environment, or why nobody can tell them. Both are nothing where nobody said any. */
export interface IntentReading {
    readonly intent: Intent | undefined;
    readonly why: string | undefined;
}

/**
 * The working hours of an environment: those that its plan carries, and those of its settings. Where they differ, neither
 * is taken.
 *
 * @param said Working hours of the settings, and where they stand.
 */
export function readIntent(stack: Stack, said?: Intent): IntentReading {
    const readings = [...stack.byType(PARAMETER_TYPE).flatMap(carried), ...(said === undefined ? [] : [judged(said)])];
    const unread = readings.find(({ why }) => why !== undefined);
    if (unread !== undefined) return unread;
    const [first, ...others] = readings.flatMap(({ intent }) => intent ?? []);
    const rival = others.find(({ hours }) => !isDeepStrictEqual(hours, first?.hours));
    if (first === undefined || rival === undefined) return { intent: first, why: undefined };
    return {
        intent: undefined,
        why: `when people work cannot be told: ${first.source} and ${rival.source} say different hours`,
    };
}

function judged(intent: Intent): IntentReading {
    const [fault] = workingHoursFaults(intent.hours);
    if (fault === undefined) return { intent, why: undefined };
    const place = fault.path === "" ? "the whole value" : fault.path;
    return {
        intent: undefined,
        why: `the working hours of ${intent.source} are at fault: ${place}, expected ${fault.expected}`,
    };
}

/** What a parameter says of working hours; nothing for a parameter of something else. */
function carried(parameter: Subject): readonly IntentReading[] {
    // The SDK marks every `value` as secret; what is none stands in `insecureValue`, where it can be read.
    const plain = parameter.read("insecureValue");
    const value = plain.state === "absent" ? parameter.read("value") : plain;
    const isOurs = parameter.parents.some(({ type }) => type === SCHEDULE_COMPONENT);
    if (value.state !== "known" || value.secret) {
        if (!isOurs) return [];
        const why =
            value.state === "unknown"
                ? value.why
                : value.state === "known"
                  ? "they are marked secret"
                  : "they are not set";
        return [{ intent: undefined, why: `the working hours of ${parameter.name} cannot be read: ${why}` }];
    }
    const parsed = jsonObject(textOf(value.value));
    if (parsed?.["schema"] !== WORKING_HOURS_SCHEMA) return [];
    const hours: unknown = Object.fromEntries(Object.entries(parsed).filter(([name]) => name !== "schema"));
    // Judged before anybody reads it.
    return [judged({ hours: hours as WorkingHours, source: parameter.name })];
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
    if (!text.includes(WORKING_HOURS_SCHEMA)) return undefined;
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null ? { ...value } : undefined;
    } catch {
        return undefined; // A text that only speaks of the schema.
    }
}

/** When a part is meant to be awake in a window, as real time. */
export function intendedIn(hours: WorkingHours, part: Part, window: Interval): readonly Interval[] {
    // Hundreds of things have the same hours and are of few parts. What is remembered is so by what hours say, not by which
    // object says it, and worked out from a copy: whoever changes the object is answered anew.
    const said = JSON.stringify(hours);
    const copy = remembered(["hours", said], () => JSON.parse(said) as WorkingHours);
    return remembered(["intended", said, part, window.from, window.to], () => layOut(copy, part, window));
}

function layOut(hours: WorkingHours, part: Part, window: Interval): readonly Interval[] {
    const [first, last] = daysOf(hours, window);
    const spans = awakeSpans(hours, part, { first: dateOf(first), last: dateOf(last) }).map(({ from, to }) => ({
        from: momentOf(hours.timeZone, from),
        to: momentOf(hours.timeZone, to),
    }));
    return clipped(united(spans), window);
}

/** The first and the last day of a window, since 1970-01-01. */
function daysOf({ timeZone }: WorkingHours, { from, to }: Interval): readonly [number, number] {
    const dayAt = (at: UtcMinute) => Math.floor(localMinuteAt(timeZone, at) / MINUTES_A_DAY);
    return [dayAt(from), dayAt(to - 1)];
}

/** When clocks show a local minute: for the first time where they repeat it, when they are moved where they skip it. */
export function momentOf(timeZone: string, local: LocalMinute): UtcMinute {
    const at = firstMomentAt(timeZone, local);
    if (at !== undefined) return at;
    // Read by the clocks from before, it is as long after the change as it is after the last minute that they showed.
    const offset = (near: LocalMinute) => localMinuteAt(timeZone, near) - near;
    const after = offset(local + MINUTES_A_DAY);
    let changed = local - offset(local - MINUTES_A_DAY);
    while (offset(changed - 1) === after) changed--;
    return changed;
}

/** Days of a window that are not ordinary. */
export function specialDaysIn(hours: WorkingHours, window: Interval): YearReport["specialDays"] {
    const [first, last] = daysOf(hours, window);
    return [...calendarOf(hours).deviations]
        .filter(([day]) => day >= first && day <= last)
        .map(([day, { deviation }]) => ({ date: dateOf(day), ...deviation }));
}

/** Why a date is not an ordinary one; nothing where it is. */
export function specialDay(hours: WorkingHours, date: string): string | undefined {
    return calendarOf(hours).deviations.get(dayOf(date))?.deviation.reason;
}
