import * as assert from "node:assert/strict";
import {
    alertmanagerIntervals,
    cronJobSchedules,
    kedaCronTriggers,
    muteRules,
    placedCronJob,
    scalingActions,
    type WorkingHours,
} from "../../hours";
import { OFFICE } from "./samples";

const CONVERSIONS: Readonly<Record<string, (hours: WorkingHours) => unknown>> = {
    alertmanagerIntervals,
    cronJobSchedules: hours => cronJobSchedules(hours, "workloads", "start"),
    kedaCronTriggers: hours => kedaCronTriggers(hours, 3),
    muteRules: hours => muteRules(hours),
    placedCronJob: hours => placedCronJob(hours, { placement: "inside", durationMinutes: 60 }),
    scalingActions: hours => scalingActions(hours, { minSize: 1, maxSize: 2, desiredCapacity: 1 }),
};

const BAD: readonly [given: string, hours: unknown, message: RegExp][] = [
    ["nothing", null, /^RangeError: working hours are at fault\n {2}expected an object with timeZone, .*, got null$/],
    [
        "days by other names",
        { ...OFFICE, week: [{ ...OFFICE.week[0], days: ["monday"] }] },
        /\n {2}week\[0\]\.days\[0\]: expected one of MON, .*, got 'monday'$/,
    ],
    ["a warm-up that is no number", { ...OFFICE, warmUpMinutes: NaN }, /\n {2}warmUpMinutes: expected .*, got NaN$/],
    [
        "a zone that is none",
        { ...OFFICE, timeZone: "Mars/Olympus" },
        /\n {2}timeZone: expected .*, got 'Mars\/Olympus'$/,
    ],
    [
        "a time that clocks skip",
        { ...OFFICE, week: [{ days: ["SUN"], start: "02:30", end: "12:00" }] },
        /\n {2}week: expected spans .* is skipped in Europe\/Berlin/,
    ],
];

describe("what is made of working hours for other tools", () => {
    for (const [name, convert] of Object.entries(CONVERSIONS)) {
        it(`given good hours, ${name} says them`, () => {
            convert(OFFICE);
        });
        for (const [given, hours, message] of BAD) {
            it(`given ${given}, ${name} refuses it`, () => {
                assert.throws(() => convert(hours as WorkingHours), message);
            });
        }
    }

    it("given a day that is none, from which on rules are made, refuses it", () => {
        assert.throws(
            () => muteRules(OFFICE, "2027-W01-1"),
            /^RangeError: expected since to be a date .*, got 2027-W01-1$/,
        );
    });
});
