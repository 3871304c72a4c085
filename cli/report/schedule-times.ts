import { dayOf, localMinuteAt, localText, MINUTES_A_DAY, type UtcMinute, weekdayOf } from "../../hours/local-time";
import { type Weekday, WEEKDAYS } from "../../hours/weekdays";
import type { Interval } from "../../schedule/simulation/model";

const MINUTES_AN_HOUR = 60;

/** Weekdays as people read them, by how expressions spell them. */
export const WEEKDAY_NAMES = {
    MON: "Mon",
    TUE: "Tue",
    WED: "Wed",
    THU: "Thu",
    FRI: "Fri",
    SAT: "Sat",
    SUN: "Sun",
} as const;

/** A moment as a zone's clocks show it, with their offset: `2027-03-28T03:00:00+02:00` (RFC 3339). */
export function instantText(timeZone: string, at: UtcMinute): string {
    const local = localMinuteAt(timeZone, at);
    // Offsets of less than a minute are of times before there were schedules.
    return `${localText(local)}:00${offsetText(Math.round(local - at))}`;
}

function offsetText(minutes: number): string {
    const away = Math.abs(minutes);
    const parts = [Math.floor(away / MINUTES_AN_HOUR), away % MINUTES_AN_HOUR];
    return `${minutes < 0 ? "-" : "+"}${parts.map(part => String(part).padStart(2, "0")).join(":")}`;
}

/** A moment for people: `Sun 2027-03-28 03:00`. */
export function momentText(timeZone: string, at: UtcMinute): string {
    const [date = "", time = ""] = localText(localMinuteAt(timeZone, at)).split("T");
    return `${dateText(date)} ${time}`;
}

/** A moment for people on clocks everywhere: `Sun 2027-03-28 03:00 (01:00 UTC)`, with the date there where it is another. */
export function momentTextWithUtc(timeZone: string, at: UtcMinute): string {
    return withUtc(momentText(timeZone, at), momentText("UTC", at));
}

function withUtc(here: string, there: string): string {
    const sameDate = here.slice(0, DATE_LENGTH) === there.slice(0, DATE_LENGTH);
    return here === there ? `${here} UTC` : `${here} (${sameDate ? there.slice(DATE_LENGTH + 1) : there} UTC)`;
}

const DATE_LENGTH = "Sun 2027-03-28".length;

/** A date for people: `Sun 2027-03-28`. */
export function dateText(date: string): string {
    return `${WEEKDAY_NAMES[weekdayOf(dayOf(date))]} ${date}`;
}

/** Days of a week for people: `Mon to Fri`, `Mon, Wed to Fri`. */
export function daysText(days: readonly Weekday[]): string {
    const runs: Weekday[][] = [];
    for (const day of WEEKDAYS.filter(one => days.includes(one))) {
        const before = runs.at(-1)?.at(-1);
        if (before !== undefined && WEEKDAYS.indexOf(before) === WEEKDAYS.indexOf(day) - 1) runs.at(-1)?.push(day);
        else runs.push([day]);
    }
    return runs
        .map(run => [...new Set([run[0], run.at(-1)])].flatMap(day => (day === undefined ? [] : WEEKDAY_NAMES[day])))
        .map(ends => ends.join(" to "))
        .join(", ");
}

/** From when to when, for people; the date is said once where it is the same. */
export function intervalText(timeZone: string, { from, to }: Interval): string {
    const [first, last] = [momentText(timeZone, from), momentText(timeZone, to)];
    const sameDate = first.slice(0, DATE_LENGTH) === last.slice(0, DATE_LENGTH);
    return `${first} to ${sameDate ? last.slice(DATE_LENGTH + 1) : last}`;
}

/** The same on clocks everywhere: `Tue 2027-03-30 07:00 to 20:00 (05:00 to 18:00 UTC)`. */
export function intervalTextWithUtc(timeZone: string, interval: Interval): string {
    return withUtc(intervalText(timeZone, interval), intervalText("UTC", interval));
}

/** How long for people: `45 min`, `13 h 30 min`, `2 d 4 h`. */
export function durationText(minutes: number): string {
    const days = Math.floor(minutes / MINUTES_A_DAY);
    const hours = Math.floor((minutes % MINUTES_A_DAY) / MINUTES_AN_HOUR);
    const parts = [
        [days, "d"],
        [hours, "h"],
        [minutes % MINUTES_AN_HOUR, "min"],
    ] as const;
    const said = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`);
    return said.length === 0 ? "0 min" : said.join(" ");
}

/** Minutes as whole hours: `3,402 h`. */
export function hoursText(minutes: number): string {
    return `${Math.round(minutes / MINUTES_AN_HOUR).toLocaleString("en-US")} h`;
}
