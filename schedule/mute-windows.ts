import { dayOf, MINUTES_A_DAY, united } from "../hours/local-time";
import { calendarOf } from "../hours/calendar";
import type { WorkingHours } from "../hours/working-hours";
import { bare, textOf } from "../plan/plain";
import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { isList, isPropertyMap, type PropertyValue } from "../plan/value";
import { withinIntervals } from "./alertmanager-intervals";
import { GRAFANA_MUTING_TYPES, grafanaMutes } from "./grafana-mutes";
import type { MuteWindow } from "./mute-window";
import { PAGING_MUTING_TYPES, pagingMutes } from "./paging-mutes";
import { ALERTMANAGER_TYPE, type QuietRoute, quietRoutes } from "./quiet-routes";
import { complement } from "./simulation/intervals";
import type { Interval } from "./simulation/model";
import { MUTE_RULE_TYPE, mutedSpans } from "./simulation/muted";

/** Types that keep alarms quiet by the clock. */
export const MUTING_TYPES: readonly string[] = [
    MUTE_RULE_TYPE,
    ALERTMANAGER_TYPE,
    ...GRAFANA_MUTING_TYPES,
    ...PAGING_MUTING_TYPES,
];

/** Everything in a stack that keeps alarms quiet by the clock. */
export function muteWindows(stack: Stack, window: Interval): readonly MuteWindow[] {
    const of = (...types: readonly string[]) => ours(stack, types);
    return [
        ...of(MUTE_RULE_TYPE).map(subject => windowOfRule(subject, window)),
        ...of(ALERTMANAGER_TYPE).flatMap(subject => windowsOfRoutes(subject, window)),
        ...grafanaMutes(stack, window),
        ...of(...PAGING_MUTING_TYPES).flatMap(subject => pagingMutes(subject, window)),
    ];
}

function ours(stack: Stack, types: readonly string[]): readonly Subject[] {
    return stack.byType(...types).filter(({ resource }) => !resource.external);
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
const DATED_INPUTS = [
    ...["rule.schedule.expression", "startDate", "expireDate", "definition"],
    ...["intervals", "startTime", "endTime", "times"],
];

/**
 * The time that has to be looked at so that no exception of working hours or of what mutes is missed.
 *
 * @param today `YYYY-MM-DD`
 */
export function windowToLookAt(stack: Stack, today: string, hours?: WorkingHours): Interval {
    const first = dayOf(today);
    const deviations = hours === undefined ? [] : [...calendarOf(hours).deviations.keys()];
    const texts = ours(stack, MUTING_TYPES).flatMap(subject =>
        DATED_INPUTS.flatMap(input => {
            const reading = subject.read(input);
            return reading.state === "known" ? textsIn(reading.value) : [];
        }),
    );
    const years = texts.flatMap(text => text.match(YEAR) ?? []).map(year => dayOf(`${Number(year) + 1}-01-01`));
    const last = [...deviations, ...years].reduce((one, other) => Math.max(one, other), first);
    const days = Math.min(Math.max(last - first + AFTER_DATES_DAYS, YEARLY_DAYS), MOST_DAYS);
    return { from: first * MINUTES_A_DAY, to: (first + days) * MINUTES_A_DAY };
}

/** The texts in a value, however deep. */
function textsIn(value: PropertyValue): readonly string[] {
    const inner = bare(value);
    if (typeof inner === "string") return [inner];
    return (isPropertyMap(inner) ? Object.values(inner) : isList(inner) ? inner : []).flatMap(textsIn);
}
