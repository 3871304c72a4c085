import { dateOf, localMinuteAt, MINUTES_A_DAY, type UtcMinute } from "../../hours/local-time";
import type { Stack } from "../../plan/stack";
import type { FindController } from "./controllers";
import { changesIn, changesOf } from "./changes";
import { intendedIn, readIntent, specialDay } from "./intent";
import { covers } from "./intervals";
import type { Intent, NextReport, Sleepless, StateReport, ThingState } from "./model";
import { observe, timeZoneOf } from "./observed";
import { thingOf } from "./sleeping";

/** Which moment is asked about. */
export interface MomentOptions {
    readonly at: UtcMinute;
    /** Working hours of the settings, beside those that the plan carries. */
    readonly intent?: Intent | undefined;
    /** What may stop resources beside schedules. @default - nothing does. */
    readonly controllerOf?: FindController;
}

/** How far ahead a change is looked for, in days: hours that come once a year come within it. */
const LOOK_AHEAD_DAYS = 400;

/** What of a stack is awake at a moment, by what its schedules say. */
export function stateAt(stack: Stack, { at, controllerOf, intent: said }: MomentOptions): StateReport {
    const { intent, why } = readIntent(stack, said);
    const timeZone = timeZoneOf(stack, intent);
    const { sleeping, standing, undecided } = observe(
        stack,
        { from: at, to: at + LOOK_AHEAD_DAYS * MINUTES_A_DAY },
        controllerOf,
    );
    const date = dateOf(Math.floor(localMinuteAt(timeZone, at) / MINUTES_A_DAY));
    return {
        stack: stack.name,
        environmentClass: stack.environment.class,
        at,
        timeZone,
        intent,
        open:
            intent === undefined ? undefined : intendedIn(intent.hours, "probes", { from: at, to: at + 1 }).length > 0,
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
        sleepless: standing.map((one): Sleepless => ({
            ...thingOf(one),
            verdict: one.verdict,
            why: one.why,
            cost: undefined,
        })),
        undecided: [...(why === undefined ? [] : [why]), ...undecided],
    };
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
    { at, controllerOf, days = DEFAULT_DAYS, intent: said }: NextOptions,
): NextReport {
    const { intent, why } = readIntent(stack, said);
    const to = at + days * MINUTES_A_DAY;
    const { sleeping, undecided } = observe(stack, { from: at, to: to + 1 }, controllerOf);
    return {
        stack: stack.name,
        environmentClass: stack.environment.class,
        at,
        timeZone: timeZoneOf(stack, intent),
        intent,
        changes: changesIn(sleeping).filter(change => change.at >= at && change.at < to),
        undecided: [...(why === undefined ? [] : [why]), ...undecided],
    };
}
