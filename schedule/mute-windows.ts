import { dayOf, MINUTES_A_DAY, united } from "../hours/local-time";
import { calendarOf } from "../hours/calendar";
import type { WorkingHours } from "../hours/working-hours";
import { textOf } from "../plan/plain";
import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { withinIntervals } from "./alertmanager-intervals";
import { ALERTMANAGER_TYPE, type QuietRoute, quietRoutes } from "./quiet-routes";
import { complement } from "./simulation/intervals";
import type { Interval } from "./simulation/model";
import { MUTE_RULE_TYPE, mutedSpans } from "./simulation/muted";

/** Types that keep alarms quiet by the clock. */
export const MUTING_TYPES = [MUTE_RULE_TYPE, ALERTMANAGER_TYPE] as const;

/** What keeps alarms quiet by the clock. */
export interface MuteWindow {
    readonly subject: Subject;
    readonly property: string;
    /** For people to read, such as `the route route.routes[0]`. */
    readonly what: string;
    /** When it does in a window, in order and apart; as a text, why that cannot be told. */
    readonly muted: readonly Interval[] | string;
    /** Whether it comes again and again; a single time is somebody's decision of that day. */
    readonly recurs: boolean;
    /** Values of `severity` of the alarms; nothing where they may be any. */
    readonly severities: readonly string[] | undefined;
}

/** Everything in a stack that keeps alarms quiet by the clock. */
export function muteWindows(stack: Stack, window: Interval): readonly MuteWindow[] {
    return ours(stack).flatMap(subject =>
        subject.type === MUTE_RULE_TYPE ? [windowOfRule(subject, window)] : windowsOfRoutes(subject, window),
    );
}

function ours(stack: Stack): readonly Subject[] {
    return stack.byType(...MUTING_TYPES).filter(({ resource }) => !resource.external);
}

function windowOfRule(subject: Subject, window: Interval): MuteWindow {
    const expression = subject.read("rule.schedule.expression");
    const spans = mutedSpans(subject, window);
    return {
        subject,
        property: "rule",
        what: "the alarms that it names",
        muted: typeof spans === "string" ? spans : united(spans),
        recurs: expression.state !== "known" || !textOf(expression.value).trim().startsWith("at("),
        severities: undefined,
    };
}

function windowsOfRoutes(subject: Subject, window: Interval): readonly MuteWindow[] {
    const property = "definition";
    const routes = quietRoutes(subject);
    if (typeof routes === "string") {
        return [{ subject, property, what: "a route", muted: routes, recurs: true, severities: undefined }];
    }
    return routes.map(route => ({
        subject,
        property,
        what: `the route ${route.path}`,
        muted: quietSpans(route, window),
        recurs: true,
        severities: route.severities,
    }));
}

function quietSpans({ active, muted }: QuietRoute, window: Interval): readonly Interval[] {
    const inactive = active === undefined ? [] : complement(withinIntervals(active, window), window);
    return united([...withinIntervals(muted, window), ...inactive]);
}

/** Windows that come round by the year are met in a year and a month. */
const YEARLY_DAYS = 400;
/** What follows the last date that is named is looked at for so long, to see that all is as usual again. */
const AFTER_DATES_DAYS = 35;
/** Dates that are further ahead will have been written anew by then. */
const MOST_DAYS = 10 * 366;
/** A year in a date, an expression or an interval. */
const YEAR = /\b20\d\d\b/g;
/** Where such years stand. */
const DATED_INPUTS = ["rule.schedule.expression", "startDate", "expireDate", "definition"];

/**
 * The time that has to be looked at so that no exception of working hours or of what mutes is missed.
 *
 * @param today `YYYY-MM-DD`
 */
export function windowToLookAt(stack: Stack, today: string, hours?: WorkingHours): Interval {
    const first = dayOf(today);
    const deviations = hours === undefined ? [] : [...calendarOf(hours).deviations.keys()];
    const texts = ours(stack).flatMap(subject =>
        DATED_INPUTS.map(input => {
            const reading = subject.read(input);
            return reading.state === "known" ? textOf(reading.value) : "";
        }),
    );
    const years = texts.flatMap(text => text.match(YEAR) ?? []).map(year => dayOf(`${Number(year) + 1}-01-01`));
    const last = [...deviations, ...years].reduce((one, other) => Math.max(one, other), first);
    const days = Math.min(Math.max(last - first + AFTER_DATES_DAYS, YEARLY_DAYS), MOST_DAYS);
    return { from: first * MINUTES_A_DAY, to: (first + days) * MINUTES_A_DAY };
}
