import * as fc from "fast-check";
import { workingHoursFaults } from "../../hours/faults";
import { partFaults } from "../../hours/part-faults";
import type { Part } from "../../hours/parts";
import { WEEKDAYS } from "../../hours/weekdays";
import type { DaySpan, WorkingHours } from "../../hours/working-hours";

/** An office in Berlin, as most of the tests want it. */
export const OFFICE: WorkingHours = {
    timeZone: "Europe/Berlin",
    week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
};

/** The same office with all that a year has. */
export const OFFICE_OF_2027: WorkingHours = {
    ...OFFICE,
    week: [
        { days: ["MON", "TUE", "WED", "THU"], start: "07:00", end: "20:00" },
        { days: ["FRI"], start: "07:00", end: "18:00" },
    ],
    holidays: { country: "DE", state: "BE", years: [2026, 2027] },
    closed: [{ from: "2026-12-24", to: "2027-01-03", reason: "Between the years" }],
    exceptions: [{ date: "2027-03-18", spans: [{ start: "07:00", end: "02:00" }], reason: "Load test" }],
};

const QUARTERS_A_DAY = 96;
const time = (quarter: number) =>
    `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`;
const span: fc.Arbitrary<DaySpan> = fc
    .tuple(fc.nat(QUARTERS_A_DAY - 1), fc.integer({ min: 4, max: QUARTERS_A_DAY }))
    .map(([start, length]) => ({ start: time(start), end: time((start + length) % QUARTERS_A_DAY) }));
const date = (year: number) => fc.nat(360).map(day => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10));

/** Whether a part can follow hours, those who wake it and put it to sleep needing no time. */
export function canFollow(part: Part, hours: WorkingHours): boolean {
    return workingHoursFaults(hours).length === 0 && partFaults(hours, part).length === 0;
}

/** Hours of any kind in a zone; what deviates lies in one year. Some of them are refused. */
export function anyHours(timeZone: string, year: number): fc.Arbitrary<WorkingHours> {
    return fc.record({
        timeZone: fc.constant(timeZone),
        week: fc.array(
            fc
                .tuple(fc.subarray([...WEEKDAYS], { minLength: 1 }), span)
                .map(([days, { end, start }]) => ({ days, start, end })),
            { minLength: 1, maxLength: 3 },
        ),
        closed: fc
            .uniqueArray(date(year), { maxLength: 4 })
            .map(dates => dates.map(from => ({ from, reason: "closed" }))),
        exceptions: fc
            .uniqueArray(date(year), { maxLength: 3 })
            .chain(dates =>
                fc.tuple(
                    ...dates.map(one =>
                        fc.array(span, { maxLength: 2 }).map(spans => ({ date: one, spans, reason: "x" })),
                    ),
                ),
            ),
        warmUpMinutes: fc.constantFrom(30, 45, 60, 240),
    });
}
