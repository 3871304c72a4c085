import { createRequire } from "node:module";
import type Holidays from "date-holidays";
import { dateOf, dayOf, MINUTE_MS, minuteOfDay, MINUTES_A_DAY } from "./local-time";
import type { HolidaysOf, IsoDate } from "./working-hours";

/** A public holiday, on a date that it takes whole. */
export interface Holiday {
    readonly date: IsoDate;
    /** In English where there is such a name, else as people there say it. */
    readonly name: string;
}

/** The package that knows them, which only those install who ask for it: it is large. */
const PACKAGE = "date-holidays";

const load = createRequire(__filename);

/** What {@link holidaysOf} needs is not installed. */
export class HolidaysMissingError extends Error {
    override readonly name = "HolidaysMissingError";

    constructor() {
        super(`holidays of a country need the package ${PACKAGE}: npm install ${PACKAGE}`);
    }
}

/** What was asked for before: laws change slower than a program plans. */
const known = new Map<string, readonly Holiday[] | undefined>();

/**
 * The public holidays of a place in the years that are asked for, in order. Half days are none.
 *
 * @returns nothing if there is no such country, state or region
 * @throws HolidaysMissingError if `date-holidays` is not installed
 */
export function holidaysOf(place: HolidaysOf): readonly Holiday[] | undefined {
    const key = JSON.stringify([place.country, place.state, place.region, place.years]);
    if (!known.has(key)) known.set(key, lookUp(place));
    return known.get(key);
}

function lookUp({ country, state, region, years }: HolidaysOf): readonly Holiday[] | undefined {
    const Calendar = loadPackage();
    const all = new Calendar();
    if (!isAmong(country, all.getCountries())) return undefined;
    if (state !== undefined && !isAmong(state, all.getStates(country))) return undefined;
    if (region !== undefined && (state === undefined || !isAmong(region, all.getRegions(country, state))))
        return undefined;
    const calendar = new Calendar({ country, state, region }, { types: ["public"] });
    return [...new Set(years)].sort().flatMap(year =>
        calendar.getHolidays(year, "en").flatMap(({ date, end, name, start }) => {
            const minutes = (end.getTime() - start.getTime()) / MINUTE_MS;
            const { days, first } = wholeDays(date, minutes);
            return Array.from({ length: days }, (_, day) => ({ date: dateOf(first + day), name }));
        }),
    );
}

/** A day on which clocks are put forward is so much shorter, in minutes, where there are public holidays. */
const CLOCK_CHANGE_MINUTES = 60;

/**
 * The days that a holiday takes whole: on half a day, such as Christmas Eve of Iceland, people work until noon. The evening with
 * which a day begins in Hebrew and Islamic calendars belongs to that day.
 *
 * @param date As `date-holidays` writes it, such as `2027-12-24 13:00:00`.
 */
function wholeDays(date: string, minutes: number): { readonly first: number; readonly days: number } {
    const [day, before] = [dayOf(date.slice(0, 10)), minuteOfDay(date.slice(11, 16))];
    const [first, inFirst] = before === 0 ? [day, 0] : [day + 1, MINUTES_A_DAY - before];
    return { first, days: Math.max(0, Math.floor((minutes - inFirst + CLOCK_CHANGE_MINUTES) / MINUTES_A_DAY)) };
}

function isAmong(code: string, codes: Readonly<Record<string, string>> | undefined): boolean {
    return codes !== undefined && Object.hasOwn(codes, code);
}

function loadPackage(): typeof Holidays {
    try {
        return load(PACKAGE) as typeof Holidays;
    } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")
            throw new HolidaysMissingError();
        throw error;
    }
}
