import type { WorkingHours } from "../../hours";
import { awakeSpans, dayPlan } from "../../hours/calendar";
import {
    dateOf,
    type LocalMinute,
    localMinuteAt,
    localText,
    MINUTE_MS,
    MINUTES_A_DAY,
    type Span,
    weekdayOf,
} from "../../hours/local-time";
import type { DatabaseCalls } from "./database-calls";

/** So many days on each side of now hold the ends of every sleep: no closure is longer than a quarter, and few touch. */
const LOOK_DAYS = 366;

/**
 * What to tell somebody who deploys while the database sleeps: a stopped one refuses changes, in words that do not say why.
 *
 * @param nowMilliseconds since 1970-01-01T00:00Z
 * @returns nothing while it is awake
 */
export function closedNote(
    environmentName: string,
    hours: WorkingHours,
    { inCommands, name }: DatabaseCalls,
    nowMilliseconds: number,
): string | undefined {
    const now = localMinuteAt(hours.timeZone, Math.floor(nowMilliseconds / MINUTE_MS));
    const sleep = sleepAt(hours, now);
    if (sleep === undefined) return undefined;
    const [since, until] = [sleep.from, sleep.to].map(momentText);
    const start = `aws rds start-${inCommands} --${inCommands}-identifier ${name}`;
    return (
        `${environmentName} sleeps from ${since} to ${until} (${hours.timeZone}; ${reasonFor(hours, sleep)}): ` +
        `as long as ${name} is stopped, whatever changes or deletes it fails. ` +
        `Wait until then, or start it and wait until it is available: ${start}`
    );
}

/** The sleep of the database that a minute lies in. */
function sleepAt(hours: WorkingHours, now: LocalMinute): Span | undefined {
    const today = Math.floor(now / MINUTES_A_DAY);
    const around = { first: dateOf(today - LOOK_DAYS), last: dateOf(today + LOOK_DAYS) };
    const spans = awakeSpans(hours, "database", around);
    const place = spans.findIndex(({ to }) => to > now);
    const [before, next] = [spans[place - 1], spans[place]];
    if (before === undefined || next === undefined || next.from <= now) return undefined;
    return { from: before.to, to: next.from };
}

/** Why nobody works: what the days in it are called, or that it is night, or that the week has no work then. */
function reasonFor(hours: WorkingHours, { from, to }: Span): string {
    const [first, last] = [Math.floor(from / MINUTES_A_DAY), Math.floor(to / MINUTES_A_DAY)];
    const days = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const reasons = days.flatMap(day => {
        const { deviation, spans } = dayPlan(hours, dateOf(day));
        return spans.length === 0 && deviation !== undefined ? [deviation.reason] : [];
    });
    if (reasons.length > 0) return [...new Set(reasons)].join(", ");
    if (to - from < MINUTES_A_DAY) return "night";
    return days.some(day => ["SAT", "SUN"].includes(weekdayOf(day))) ? "weekend" : "days without work";
}

function momentText(minute: LocalMinute): string {
    return `${weekdayOf(Math.floor(minute / MINUTES_A_DAY))} ${localText(minute).replace("T", " ")}`;
}
