import { clockChanges } from "../../hours/clock-changes";
import { dayOf, MINUTES_A_DAY } from "../../hours/local-time";
import { type Part, PARTS } from "../../hours/parts";
import type { WorkingHours } from "../../hours/working-hours";
import { intendedIn, momentOf, specialDaysIn } from "../../schedule/simulation/intent";
import { difference, minutesIn } from "../../schedule/simulation/intervals";
import type { Disagreement, Interval, Sleeper, YearReport } from "../../schedule/simulation/model";
import { sleeper, year } from "./schedule-sample";

/** A value that a page must show and never obey. */
export const HOSTILE = `<script>alert("1")</script><img src=x onerror=alert(2)>`;

/** A team in Berlin with all that a year of it has. */
export const BERLIN: WorkingHours = {
    timeZone: "Europe/Berlin",
    week: [
        { days: ["MON", "TUE", "WED", "THU"], start: "07:00", end: "20:00" },
        { days: ["FRI"], start: "07:00", end: "18:00" },
    ],
    holidays: { country: "DE", state: "BE", years: [2027] },
    closed: [{ from: "2027-12-27", to: "2027-12-31", reason: "Between the years" }],
    exceptions: [
        { date: "2027-03-18", spans: [{ start: "07:00", end: "02:00" }], reason: "Load test at night" },
        { date: "2027-06-12", spans: [{ start: "09:00", end: "13:00" }], reason: "Release on a Saturday" },
    ],
};

/** Nights where clocks move by half an hour, while people work. */
export const LORD_HOWE: WorkingHours = {
    timeZone: "Australia/Lord_Howe",
    week: [{ days: ["MON", "TUE", "WED", "THU", "FRI", "SAT"], start: "22:00", end: "06:00" }],
};

/** A year of a zone, from its midnight to its midnight. */
export function spanOf(timeZone: string, ofYear: number): Interval {
    const midnight = (one: number) => momentOf(timeZone, dayOf(`${one}-01-01`) * MINUTES_A_DAY);
    return { from: midnight(ofYear), to: midnight(ofYear + 1) };
}

/** The year of an environment of which each part obeys such hours. */
export function yearOf(hours: WorkingHours, ofYear: number, over: Partial<YearReport> = {}): YearReport {
    const span = spanOf(hours.timeZone, ofYear);
    return year({
        year: ofYear,
        timeZone: hours.timeZone,
        span,
        intent: { hours, source: "hours-hours" },
        open: intendedIn(hours, "probes", span),
        specialDays: specialDaysIn(hours, span),
        sleepers: PARTS.map(part => obeying(`app/${part}`, part, hours, span)),
        clockNights: clockChanges(hours.timeZone)
            .filter(({ at }) => at >= span.from && at < span.to)
            .map(({ at, shiftMinutes }) => ({ at, shiftMinutes, events: [] })),
        ...over,
    });
}

/** Something that is awake exactly when its hours ask for it. */
export function obeying(path: string, part: Part, hours: WorkingHours, span: Interval): Sleeper {
    const intended = intendedIn(hours, part, span);
    return sleeper(path, part, { awake: intended, intended, awakeMinutes: minutesIn(intended) });
}

/** Something that knows the weeks of its hours, and no day that is special. */
export function unaware(path: string, part: Part, hours: WorkingHours, span: Interval): Sleeper {
    const { timeZone, week } = hours;
    const { awake, ...rest } = obeying(path, part, { timeZone, week }, span);
    const intended = intendedIn(hours, part, span);
    const of = (kind: Disagreement, intervals: readonly Interval[]) =>
        intervals.map(one => ({ ...one, kind, why: "it knows no dates" }));
    return {
        ...rest,
        awake,
        intended,
        disagreements: [
            ...of("awake while it should be asleep", difference(awake, intended)),
            ...of("asleep while it should be awake", difference(intended, awake)),
        ],
    };
}

/** A year in which something is wrong of every kind. */
export function wrongYear(): YearReport {
    const span = spanOf(BERLIN.timeZone, 2027);
    return yearOf(BERLIN, 2027, {
        stack: "qa",
        sleepers: [
            ...PARTS.map(part => obeying(`app/${part}`, part, BERLIN, span)),
            unaware("old/nodes", "nodes", BERLIN, span),
        ],
        conflicts: [
            { path: "app/database", message: "two schedules stop it", at: undefined },
            { path: "app/nodes", message: "one schedule stops what another starts", at: span.from + MINUTES_A_DAY },
        ],
        undecided: ["what stops app/queue cannot be read"],
    });
}
