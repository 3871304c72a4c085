import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { DateTime } from "luxon";
import { workingHoursFaults } from "../../hours";
import { awakeSpans, calendarOf } from "../../hours/calendar";
import { holidaysOf } from "../../hours/holidays";
import { dateOf, dayOf, localText, MINUTES_A_DAY, timeOfDay } from "../../hours/local-time";
import { leadsOf, PARTS } from "../../hours/parts";
import type { DaySpan, WorkingHours } from "../../hours/working-hours";
import { HOSTILE_ZONES, hostileHours } from "./hostile";

const WEEKDAY_NAMES = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/** The spans that begin on a date, read off the value word by word. */
function spansOn({ closed = [], exceptions = [], holidays, week }: WorkingHours, date: string): readonly DaySpan[] {
    const exception = exceptions.find(one => one.date === date);
    if (exception !== undefined) return exception.spans;
    if (closed.some(({ from, to = from }) => from <= date && date <= to)) return [];
    if (holidays !== undefined && holidaysOf(holidays)?.some(one => one.date === date) === true) return [];
    const { weekday } = DateTime.fromISO(date, { zone: "UTC" });
    return week.filter(({ days }) => days.some(day => day === WEEKDAY_NAMES[weekday - 1]));
}

/** Whether people work at a time of a day, by what began on it and on the day before. */
function isOpenAt(today: readonly DaySpan[], before: readonly DaySpan[], time: string): boolean {
    return (
        today.some(({ end, start }) => start <= time && (end <= start || time < end)) ||
        before.some(({ end, start }) => end <= start && time < end)
    );
}

/** How many of some minutes are open before each. */
function counted(open: readonly boolean[]): readonly number[] {
    const counts = [0];
    for (const one of open) counts.push(counts.at(-1)! + Number(one));
    return counts;
}

/** Whether people work at each minute from the beginning of one day to the end of another, on clocks that do not change. */
function openMinutes(hours: WorkingHours, first: number, last: number): readonly boolean[] {
    return Array.from({ length: last - first + 1 }, (_, place) => first + place).flatMap(day => {
        const [today, before] = [spansOn(hours, dateOf(day)), spansOn(hours, dateOf(day - 1))];
        return Array.from({ length: MINUTES_A_DAY }, (_, minute) => isOpenAt(today, before, timeOfDay(minute)));
    });
}

/** Days around a few of what deviates, the first and the last of it among them. */
function lookedAt(hours: WorkingHours): readonly (readonly [first: number, last: number])[] {
    const days = [...calendarOf(hours).deviations.keys()];
    const some = [days[0], days[Math.floor(days.length / 2)], days.at(-1)];
    return [...new Set([...some.flatMap(day => day ?? []), dayOf("2027-06-01")])].map(day => [day - 2, day + 3]);
}

describe("working hours, read word by word", function () {
    this.timeout(120_000);

    for (const [index, zone] of HOSTILE_ZONES.entries()) {
        // On clocks that do not change a zone is much like another.
        if (index % 3 > 0) continue;
        it(`given any of ${zone}, have every part awake from its lead before work to its lead after, in every minute`, () => {
            const longestLead = 5 * 60;
            fc.assert(
                fc.property(hostileHours(zone, 2027 + (index % 2)), hours => {
                    fc.pre(workingHoursFaults(hours).length === 0);
                    for (const [first, last] of lookedAt(hours)) {
                        const open = counted(openMinutes(hours, first, last));
                        for (const part of PARTS) {
                            const { after, before } = leadsOf(part, hours);
                            const spans = awakeSpans(hours, part, { first: dateOf(first), last: dateOf(last) });
                            for (let minute = longestLead; minute < open.length - 1 - longestLead; minute++) {
                                const at = first * MINUTES_A_DAY + minute;
                                const isAwake = spans.some(({ from, to }) => from <= at && at < to);
                                const isMeant = open[minute + before + 1]! > open[minute - after]!;
                                if (isAwake !== isMeant)
                                    assert.fail(`${part} ${localText(at)} ${JSON.stringify(hours)}`);
                            }
                        }
                    }
                }),
                { numRuns: 10, seed: index },
            );
        });
    }
});
