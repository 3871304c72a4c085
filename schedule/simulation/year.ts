import { dayOf, MINUTES_A_DAY } from "../../hours/local-time";
import type { IsoDate } from "../../hours/working-hours";
import type { Stack } from "../../plan/stack";
import { agreementOf } from "./agreement";
import { changesIn, clockNightsIn } from "./changes";
import { faultsIn } from "./conflicts";
import type { Controllers } from "./controllers";
import { costOf, estimateOf } from "./cost";
import { intendedIn, momentOf, readIntent, specialDaysIn } from "./intent";
import { clipped, minutesIn } from "./intervals";
import type { Intent, Interval, Sleeper, YearReport } from "./model";
import { notesOf } from "./notes";
import { observe, timeZoneOf } from "./observed";
import { PRICES_DATE, PRICES_REGION } from "./prices";
import { type Sleeping, thingOf } from "./sleeping";

/** What of a year is to be told. */
export interface YearOptions {
    /** The calendar year, 2026 to 2036: those whose clock changes are known. */
    readonly year: number;
    /** Working hours of the settings, beside those that the plan carries. */
    readonly intent?: Intent | undefined;
    /** What is known of controllers beside schedules. @default - there are none. */
    readonly controllers?: Controllers;
    /** Today, by which what is out of date is told. */
    readonly today: IsoDate;
}

/**
 * A year of a stack by what its schedules say: when everything is awake, where that is not as meant, and what it costs.
 *
 * Schedules are taken to have been there all along, and what they ask for to happen in the minute in which they ask.
 */
export function simulateYear(stack: Stack, { controllers, intent: said, today, year }: YearOptions): YearReport {
    const { intent, why } = readIntent(stack, said);
    const timeZone = timeZoneOf(stack, intent);
    const span = yearIn(timeZone, year);
    // A day more, so that the last night of the year is seen whole.
    const observation = observe(stack, { from: span.from - MINUTES_A_DAY, to: span.to + MINUTES_A_DAY }, controllers);
    const open = intent === undefined ? undefined : intendedIn(intent.hours, "probes", span);
    const faults = faultsIn(stack, observation, { open, window: span });
    const sleepers = observation.sleeping.map(one => sleeperOf(one, { stack, intent, span }));
    const always = { all: minutesIn([span]), awake: minutesIn([span]) };
    const standing = observation.standing.map(one => ({
        stoppable: one.stoppable,
        sleepless: { ...thingOf(one), verdict: one.verdict, why: one.why, cost: costOf(one.subject, stack, always) },
    }));
    const sleepless = standing.map(one => one.sleepless);
    const paid = sleepers.filter(({ paidByTime }) => paidByTime);
    const awake = standing.flatMap(one => (one.stoppable ? [one.sleepless] : []));
    return {
        stack: stack.name,
        environmentClass: stack.environment.class,
        year,
        timeZone,
        span,
        intent,
        open,
        specialDays: intent === undefined ? [] : specialDaysIn(intent.hours, span),
        sleepers,
        sleepless,
        conflicts: faults.conflicts,
        clockNights: clockNightsIn(timeZone, span, changesIn(observation.sleeping)),
        stoppable: {
            awakeMinutes: paid.reduce((minutes, one) => minutes + one.awakeMinutes, awake.length * always.all),
            allMinutes: (paid.length + awake.length) * always.all,
        },
        cost: {
            stoppable: estimateOf([...paid, ...awake]),
            total: estimateOf([...paid, ...sleepless]),
            pricesOf: `${PRICES_REGION}, ${PRICES_DATE}`,
        },
        undecided: [...(why === undefined ? [] : [why]), ...faults.undecided],
        notes: [
            ...observation.notes,
            ...notesOf({ stack, intent, timeZone, span, year, today, sleeping: observation.sleeping }),
        ],
    };
}

function yearIn(timeZone: string, year: number): Interval {
    const [from, to] = [year, year + 1].map(one => momentOf(timeZone, dayOf(`${one}-01-01`) * MINUTES_A_DAY));
    return { from: from ?? 0, to: to ?? 0 };
}

function sleeperOf(
    sleeping: Sleeping,
    { intent, span, stack }: { readonly stack: Stack; readonly intent: Intent | undefined; readonly span: Interval },
): Sleeper {
    const awake = clipped(sleeping.awake, span);
    const awakeMinutes = minutesIn(awake);
    const agreement = intent === undefined ? undefined : agreementOf(sleeping, intent.hours, span);
    return {
        ...thingOf(sleeping),
        part: sleeping.part,
        paidByTime: sleeping.paidByTime,
        cost: sleeping.paidByTime
            ? costOf(sleeping.subject, stack, { all: minutesIn([span]), awake: awakeMinutes })
            : undefined,
        awake,
        awakeMinutes,
        by: sleeping.by.map(({ name }) => name),
        intended: agreement?.intended,
        disagreements: agreement?.disagreements,
    };
}
