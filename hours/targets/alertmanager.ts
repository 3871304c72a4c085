import { assertWorkingHours } from "../assert";
import { awakeSpans, calendarOf } from "../calendar";
import { dateOf, dayOf, MINUTES_A_DAY, type Span, timeOfDay, weekdayOf } from "../local-time";
import { ordinaryWork } from "../inside";
import { PEOPLE } from "../parts";
import { WEEKDAYS, type Weekday } from "../weekdays";
import type { IsoDate, WorkingHours } from "../working-hours";
import { type DateFields, datesLeft, listedDates } from "./alertmanager-dates";
import { inUtc, unknownLastDays } from "./alertmanager-last-days";

/** One entry of `time_intervals` of Alertmanager: a moment is in it if all of its fields hold. */
export interface TimeInterval extends DateFields {
    /** A day ends at `24:00`. Left out: all day. */
    readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
    readonly weekdays?: readonly string[];
    /** The zone of the hours; for some last days of months UTC, in which Alertmanager knows them. */
    readonly location: string;
}

/** Working hours for Alertmanager 0.24 or newer: routes name one of the two. */
export interface AlertmanagerIntervals {
    /** When people work: for `active_time_intervals`. */
    readonly open: readonly TimeInterval[];
    /** When nobody does, which is every other minute: for `mute_time_intervals`. */
    readonly closed: readonly TimeInterval[];
}

const SPELLED: Readonly<Record<Weekday, string>> = {
    MON: "monday",
    TUE: "tuesday",
    WED: "wednesday",
    THU: "thursday",
    FRI: "friday",
    SAT: "saturday",
    SUN: "sunday",
};

/** The parts of one day, in minutes from its midnight, up to 1440. */
type Parts = readonly Span[];

/**
 * Working hours as Alertmanager's time intervals, holidays, closed days, exceptions and nights among them. They are read on
 * the clock on the wall, as the hours are, so that nothing is lost in a night in which clocks change.
 *
 * @throws RangeError if the hours are at fault
 */
export function alertmanagerIntervals(hours: WorkingHours): AlertmanagerIntervals {
    assertWorkingHours(hours);
    const week = WEEKDAYS.map(weekday => ({ weekday, parts: withinDay(ordinaryWork(hours, weekday)) }));
    const usual = new Map(week.map(({ parts, weekday }) => [weekday, String(texts(parts))]));
    const unlike = touchedDays(hours)
        .map(dateOf)
        .filter(date => String(texts(openOn(hours, date))) !== usual.get(weekdayOf(dayOf(date))));
    const unknown = unknownLastDays(hours.timeZone, unlike);
    const known = unlike.filter(date => !unknown.includes(date));
    const write = (partsOf: (open: Parts) => Parts): readonly TimeInterval[] => {
        const onDate = (date: IsoDate) => partsOf(openOn(hours, date));
        return [
            ...groupsOf(week.map(({ parts, weekday }) => ({ key: weekday, parts: partsOf(parts) }))).flatMap(
                ({ keys, parts }) =>
                    datesLeft([...known, ...unknown]).map(dates => ({
                        ...timesField(parts),
                        ...(keys.length === WEEKDAYS.length ? {} : { weekdays: keys.map(key => SPELLED[key]) }),
                        ...dates,
                        location: hours.timeZone,
                    })),
            ),
            ...groupsOf(known.map(date => ({ key: date, parts: onDate(date) }))).flatMap(({ keys, parts }) =>
                listedDates(keys).map(dates => ({ ...timesField(parts), ...dates, location: hours.timeZone })),
            ),
            ...unknown
                .flatMap(date => inUtc(hours.timeZone, date, onDate(date)))
                .flatMap(({ date, part }) =>
                    listedDates([date]).map(dates => ({ ...timesField([part]), ...dates, location: "UTC" })),
                ),
        ];
    };
    return { open: write(open => open), closed: write(restOfDay) };
}

/** Every day that a deviation may change: its own, and by nights the ones beside. */
function touchedDays(hours: WorkingHours): readonly number[] {
    const days = [...calendarOf(hours).deviations.keys()].flatMap(day => [day - 1, day, day + 1]);
    return [...new Set(days)].sort((one, other) => one - other);
}

function openOn(hours: WorkingHours, date: IsoDate): Parts {
    const midnight = dayOf(date) * MINUTES_A_DAY;
    const spans = awakeSpans(hours, PEOPLE, { first: date, last: date });
    return withinDay(spans.map(({ from, to }) => ({ from: from - midnight, to: to - midnight })));
}

/** What of spans lies on the day from whose midnight they are counted. */
function withinDay(spans: readonly Span[]): Parts {
    return spans
        .map(({ from, to }) => ({ from: Math.max(from, 0), to: Math.min(to, MINUTES_A_DAY) }))
        .filter(({ from, to }) => from < to);
}

function restOfDay(open: Parts): Parts {
    const edges = [0, ...open.flatMap(({ from, to }) => [from, to]), MINUTES_A_DAY];
    return edges
        .flatMap((from, place) => {
            const to = edges[place + 1];
            return place % 2 === 0 && to !== undefined ? [{ from, to }] : [];
        })
        .filter(({ from, to }) => from < to);
}

/** Days with the same parts together; those with none are left out. */
function groupsOf<Key>(
    days: readonly { readonly key: Key; readonly parts: Parts }[],
): readonly { readonly keys: readonly Key[]; readonly parts: Parts }[] {
    const groups = new Map<string, { keys: Key[]; parts: Parts }>();
    for (const { key, parts } of days) {
        if (parts.length === 0) continue;
        const text = String(texts(parts));
        const group = groups.get(text) ?? { keys: [], parts };
        groups.set(text, group);
        group.keys.push(key);
    }
    return [...groups.values()];
}

function texts(parts: Parts): readonly string[] {
    return parts.map(({ from, to }) => `${from}-${to}`);
}

function timesField(parts: Parts): Pick<TimeInterval, "times"> {
    const [first] = parts;
    if (first?.from === 0 && first.to === MINUTES_A_DAY) return {};
    return { times: parts.map(({ from, to }) => ({ start_time: timeText(from), end_time: timeText(to) })) };
}

function timeText(minute: number): string {
    return minute === MINUTES_A_DAY ? "24:00" : timeOfDay(minute);
}
