import ical, { escape, type ICalCalendar, ICalEventTransparency } from "ical-generator";
import { dateOf, localMinuteAt, localText, MINUTE_MS, united } from "../../hours/local-time";
import type { Interval, Sleeper, YearReport } from "../../schedule/simulation/model";
import { asleepIn, type EnvironmentYear, type ScheduleReport } from "../schedule/report";
import { groupBy } from "./group-by";
import { printable } from "./layout";
import { stretchesOf } from "./schedule-days";
import { intervalTextWithUtc } from "./schedule-times";

const PRODUCT = { company: "stagewright", product: "schedule", language: "EN" };
/** Where identities of events come from, as RFC 5545 wants them told apart from those of other programs. */
const DOMAIN = "schedule.stagewright";

/**
 * Renders simulated years as one calendar: when something of an environment sleeps, and its special days as days. The same
 * report gives the same text, and an event keeps its identity when its end or what sleeps in it changes.
 */
export function renderScheduleIcs({ environments, today, year }: ScheduleReport): string {
    const names = environments.map(({ name }) => name).join(", ");
    const calendar = ical({
        prodId: PRODUCT,
        // What the library writes of a calendar itself, it does not escape.
        name: escape(printable(`${names} in ${year}, simulated on ${today}`), false),
    });
    const stamp = new Date(`${today}T00:00:00Z`);
    for (const environment of environments) {
        addSleep(calendar, environment, stamp);
        addSpecialDays(calendar, environment, stamp);
    }
    return `${calendar.toString()}\r\n`;
}

function addSleep(calendar: ICalCalendar, environment: EnvironmentYear, stamp: Date): void {
    const { name, report } = environment;
    const asleep = report.sleepers
        // What never wakes would make all of the year one event.
        .filter(({ awake }) => awake.length > 0)
        .map(sleeper => ({ sleeper, intervals: asleepIn(sleeper, report.span) }));
    const beginnings = new Map<string, number>();
    for (const night of united(asleep.flatMap(({ intervals }) => intervals))) {
        const date = localText(localMinuteAt(report.timeZone, night.from)).slice(0, DATE_LENGTH);
        const number = (beginnings.get(date) ?? 0) + 1;
        beginnings.set(date, number);
        calendar.createEvent({
            id: identity(environment, `sleep-${date}-${number}`),
            stamp,
            start: instantOf(night.from),
            end: instantOf(night.to),
            summary: printable(`${name} sleeps`),
            description: printable(sleepText(asleep, night, report)),
            transparency: ICalEventTransparency.TRANSPARENT,
        });
    }
}

const DATE_LENGTH = "2027-03-28".length;

/** What sleeps in a night, and from when to when. */
function sleepText(
    asleep: readonly { readonly sleeper: Sleeper; readonly intervals: readonly Interval[] }[],
    night: Interval,
    { timeZone }: YearReport,
): string {
    const said = asleep.flatMap(({ intervals, sleeper }) =>
        intervals
            .filter(({ from, to }) => from >= night.from && to <= night.to)
            .map(interval => ({ interval, path: sleeper.path })),
    );
    const texts = groupBy(said, ({ interval }) => `${interval.from} ${interval.to}`).flatMap(same => {
        const [first] = same;
        const paths = same.map(({ path }) => path).join(", ");
        return first === undefined ? [] : [`${intervalTextWithUtc(timeZone, first.interval)}: ${paths}`];
    });
    return [...texts, `Clocks of ${timeZone}.`].join("\n");
}

/** Days that follow one another for the same reason are one event. */
function addSpecialDays(calendar: ICalCalendar, environment: EnvironmentYear, stamp: Date): void {
    for (const { first, kind, last, reason } of stretchesOf(environment.report.specialDays)) {
        calendar.createEvent({
            id: identity(environment, `day-${dateOf(first)}`),
            stamp,
            start: dayInstant(first),
            // Of days, the end is the day after.
            end: dayInstant(last + 1),
            allDay: true,
            summary: printable(`${environment.name}: ${reason} (${kind})`),
            transparency: ICalEventTransparency.TRANSPARENT,
        });
    }
}

/** The identity of an event: names of stacks may hold what ends a line of a calendar. */
function identity({ project, report: { stack } }: EnvironmentYear, event: string): string {
    return `${encodeURIComponent(project)}.${encodeURIComponent(stack)}.${event}@${DOMAIN}`;
}

function instantOf(minute: number): Date {
    return new Date(minute * MINUTE_MS);
}

function dayInstant(day: number): Date {
    return new Date(dateOf(day));
}
