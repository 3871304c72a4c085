import { dateOf, localMinuteAt, MINUTES_A_DAY, type UtcMinute } from "../../hours/local-time";
import type { Stack } from "../../plan/stack";
import type { Controllers } from "./controllers";
import { changesIn, changesOf } from "./changes";
import { faultsIn } from "./conflicts";
import { intendedIn, readIntent, specialDay } from "./intent";
import { covers } from "./intervals";
import type { Intent, NextReport, Sleepless, StateReport, ThingState } from "./model";
import { observe, timeZoneOf } from "./observed";
import { thingOf } from "./sleeping";
import type { Standing } from "./standing";

/** Which moment is asked about. */
export interface MomentOptions {
    readonly at: UtcMinute;
    /** Working hours of the settings, beside those that the plan carries. */
    readonly intent?: Intent | undefined;
    /** What is known of controllers beside schedules. @default - there are none. */
    readonly controllers?: Controllers;
}

/** How far ahead a change is looked for, in days: hours that come once a year come within it. */
const LOOK_AHEAD_DAYS = 400;

/** What of a stack is awake at a moment, by what its schedules say. */
export function stateAt(stack: Stack, { at, controllers, intent: said }: MomentOptions): StateReport {
    const { intent, why } = readIntent(stack, said);
    const timeZone = timeZoneOf(stack, intent);
    const window = { from: at, to: at + LOOK_AHEAD_DAYS * MINUTES_A_DAY };
    const observation = observe(stack, window, controllers);
    const { notes, sleeping, standing } = observation;
    const open = intent === undefined ? undefined : intendedIn(intent.hours, "probes", window);
    const { conflicts, undecided } = faultsIn(stack, observation, { open, window });
    const date = dateOf(Math.floor(localMinuteAt(timeZone, at) / MINUTES_A_DAY));
    return {
        stack: stack.name,
        environmentClass: stack.environment.class,
        at,
        timeZone,
        intent,
        open: open === undefined ? undefined : covers(open, at),
        specialDay: intent === undefined ? undefined : specialDay(intent.hours, date),
        things: sleeping.map((one): ThingState => {
            const next = changesOf(one).find(change => change.at > at);
            return {
                ...thingOf(one),
                part: one.part,
                awake: covers(one.awake, at),
                until: next?.at,
                endedBy: next?.by ?? [],
                by: one.by.map(({ name }) => name),
            };
        }),
        sleepless: standing.map(sleeplessOf),
        conflicts,
        undecided: [...(why === undefined ? [] : [why]), ...undecided],
        notes,
    };
}

function sleeplessOf(standing: Standing): Sleepless {
    const { verdict, why } = standing;
    return { ...thingOf(standing), verdict, why, cost: undefined };
}

/** Which changes are asked for. */
export interface NextOptions extends MomentOptions {
    /** For how long from the moment on, in days. @default 7 */
    readonly days?: number | undefined;
}

const DEFAULT_DAYS = 7;

/** What wakes and falls asleep next in a stack, from a moment on. */
export function nextChanges(
    stack: Stack,
    { at, controllers, days = DEFAULT_DAYS, intent: said }: NextOptions,
): NextReport {
    const { intent, why } = readIntent(stack, said);
    const window = { from: at, to: at + days * MINUTES_A_DAY };
    const observation = observe(stack, { ...window, to: window.to + 1 }, controllers);
    const { notes, sleeping, standing } = observation;
    const open = intent === undefined ? undefined : intendedIn(intent.hours, "probes", window);
    const { conflicts, undecided } = faultsIn(stack, observation, { open, window });
    return {
        stack: stack.name,
        environmentClass: stack.environment.class,
        at,
        timeZone: timeZoneOf(stack, intent),
        intent,
        sleepless: standing.filter(({ verdict }) => verdict === "undecided").map(sleeplessOf),
        changes: changesIn(sleeping).filter(change => change.at >= at && change.at < window.to),
        conflicts,
        undecided: [...(why === undefined ? [] : [why]), ...undecided],
        notes,
    };
}
