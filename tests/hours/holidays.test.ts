import * as assert from "node:assert/strict";
import { dayPlan } from "../../hours/calendar";
import { holidaysOf } from "../../hours/holidays";
import { OFFICE } from "./samples";

const datesOf = (country: string, pattern: RegExp, year = 2027) =>
    (holidaysOf({ country, years: [year] }) ?? []).flatMap(({ date, name }) => (pattern.test(name) ? [date] : []));

describe("holidaysOf", () => {
    const cases: readonly [given: string, country: string, name: RegExp, dates: readonly string[]][] = [
        ["a whole day", "IS", /^Christmas Day$/, ["2027-12-25"]],
        ["half a day, until noon of which people work", "IS", /^Christmas Eve$/, []],
        ["half a day of some people", "CN", /Women's Day/, []],
        ["a day in which clocks are put forward, an hour shorter", "NL", /^Easter Sunday$/, ["2027-03-28"]],
        ["a day in which clocks are put back, an hour longer", "SI", /^Reformation Day$/, ["2027-10-31"]],
        ["a day that begins with its evening before", "IL", /Yom Kippur/, ["2027-10-11"]],
        ["several days", "SA", /^End of Ramadan/, ["2027-03-09", "2027-03-10", "2027-03-11", "2027-03-12"]],
        ["an eve and three days", "TR", /^End of Ramadan/, ["2027-03-09", "2027-03-10", "2027-03-11"]],
    ];
    for (const [given, country, name, dates] of cases) {
        it(`given ${given}, finds ${dates.length === 0 ? "none" : dates.join(", ")}`, () => {
            assert.deepEqual(datesOf(country, name), dates);
        });
    }

    it("given half a day that is a whole one on Sundays, finds that", () => {
        assert.deepEqual(datesOf("IS", /^Christmas Eve$/, 2028), ["2028-12-24"]);
    });

    it("given years in any order, one of them twice, has each once and the dates in order", () => {
        const dates = (years: readonly number[]) => holidaysOf({ country: "GB", years })?.map(({ date }) => date);
        assert.deepEqual(dates([2028, 2027, 2028]), dates([2027, 2028]));
        assert.deepEqual(dates([2027, 2028])?.toSorted(), dates([2027, 2028]));
    });

    it("given holidays on a weekend, has the days on which they are observed, over the turn of a year too", () => {
        assert.deepEqual(datesOf("US", /^New Year/), ["2027-01-01", "2027-12-31"]);
        assert.deepEqual(datesOf("GB", /^(Christmas|Boxing) Day/), [
            "2027-12-25",
            "2027-12-26",
            "2027-12-27",
            "2027-12-28",
        ]);
    });

    it("given a country that is none, says nothing", () => {
        assert.equal(holidaysOf({ country: "XX", years: [2027] }), undefined);
    });

    it("given a half day, leaves people the working day that they have", () => {
        const hours = { ...OFFICE, holidays: { country: "CN", years: [2027] } };
        assert.equal(dayPlan(hours, "2027-03-08").spans.length, 1);
    });
});
