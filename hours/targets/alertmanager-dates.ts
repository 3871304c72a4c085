import type { IsoDate } from "../working-hours";
import { rowsOf } from "./scheduler";

/** Years that stand for all before and all after: Alertmanager knows no open end. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;
const MONTHS = 12;

/** The fields of a time interval that speak of dates; all have to hold. */
export interface DateFields {
    /** Such as `24` or `24:31`, both within. */
    readonly days_of_month?: readonly string[];
    readonly months?: readonly string[];
    readonly years?: readonly string[];
}

/** Every date but some: other years whole, other months of their years whole, other days of their months. */
export function datesLeft(dates: readonly IsoDate[]): readonly DateFields[] {
    if (dates.length === 0) return [{}];
    const years = byPart(dates, date => Number(date.slice(0, 4)));
    return [
        { years: ranges(numbersBut(FIRST_YEAR, LAST_YEAR, [...years.keys()])) },
        ...[...years].flatMap(([year, ofYear]) => {
            const months = byPart(ofYear, monthOf);
            const inYear = { years: [String(year)] };
            const whole = numbersBut(1, MONTHS, [...months.keys()]);
            return [
                ...(whole.length === 0 ? [] : [{ ...inYear, months: ranges(whole) }]),
                ...[...months].flatMap(([month, ofMonth]) => {
                    const days = numbersBut(1, lastDay(year, month), ofMonth.map(dayOfMonth));
                    return days.length === 0
                        ? []
                        : [{ ...inYear, months: [String(month)], days_of_month: ranges(days) }];
                }),
            ];
        }),
    ];
}

/** Exactly some dates, one entry for each month. */
export function listedDates(dates: readonly IsoDate[]): readonly DateFields[] {
    return [...byPart(dates, date => date.slice(0, 7))].map(([month, ofMonth]) => ({
        years: [month.slice(0, 4)],
        months: [String(monthOf(month))],
        days_of_month: ranges(ofMonth.map(dayOfMonth)),
    }));
}

function byPart<Part>(
    dates: readonly IsoDate[],
    partOf: (date: IsoDate) => Part,
): ReadonlyMap<Part, readonly IsoDate[]> {
    const parts = new Map<Part, IsoDate[]>();
    for (const date of dates) {
        const part = partOf(date);
        const ofPart = parts.get(part) ?? [];
        parts.set(part, ofPart);
        ofPart.push(date);
    }
    return parts;
}

function monthOf(date: string): number {
    return Number(date.slice(5, 7));
}

function dayOfMonth(date: IsoDate): number {
    return Number(date.slice(8));
}

function lastDay(year: number, month: number): number {
    return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function numbersBut(first: number, last: number, left: readonly number[]): readonly number[] {
    return Array.from({ length: last - first + 1 }, (_, place) => first + place).filter(one => !left.includes(one));
}

/** Numbers in rising order, those in a row as a range. */
function ranges(numbers: readonly number[]): readonly string[] {
    return rowsOf(numbers).map(row => (row.length === 1 ? row.join("") : `${String(row[0])}:${String(row.at(-1))}`));
}
