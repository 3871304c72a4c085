import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { awakeSpans } from "../../hours/calendar";
import { EDGES } from "../../hours/edges";
import { workingHoursFaults } from "../../hours/faults";
import { MINUTE_MS, momentsAt } from "../../hours/local-time";
import { type Part, PARTS } from "../../hours/parts";
import { schedulerTimers } from "../../hours/targets/scheduler";
import type { WorkingHours } from "../../hours/working-hours";
import { firedIn } from "./fired";
import { anyHours, OFFICE, OFFICE_OF_2027 } from "./samples";

/** Every moment of a year at which one of the expressions fires, as croner reads them in the zone. */
function fired(hours: WorkingHours, part: Part, edge: (typeof EDGES)[number], year: number): readonly number[] {
    return schedulerTimers(hours, part, edge)
        .flatMap(({ expression }) => firedIn(year, expression, hours.timeZone))
        .sort((one, other) => one - other);
}

/** Every moment of a year at which a part is to wake or to fall asleep. */
function intended(hours: WorkingHours, part: Part, edge: (typeof EDGES)[number], year: number): readonly number[] {
    return awakeSpans(hours, part, { first: `${year - 1}-12-29`, last: `${year + 1}-01-03` })
        .flatMap(span => momentsAt(hours.timeZone, edge === "start" ? span.from : span.to))
        .filter(at => new Date(at * MINUTE_MS).getUTCFullYear() === year);
}

function agrees(hours: WorkingHours, part: Part, year: number): void {
    for (const edge of EDGES) {
        assert.deepEqual(fired(hours, part, edge, year), intended(hours, part, edge, year), `${edge} ${part} ${year}`);
    }
}

const ZONES = Intl.supportedValuesOf("timeZone");
const YEARS = [2026, 2027, 2028];

describe("schedulerTimers", () => {
    it("given an ordinary week, writes one expression for each edge, without a role", () => {
        assert.deepEqual(schedulerTimers(OFFICE, "database", "start"), [
            { role: "", expression: "cron(30 6 ? * MON-FRI *)", retrySeconds: 46_200 },
        ]);
        assert.deepEqual(schedulerTimers(OFFICE, "database", "stop"), [
            { role: "", expression: "cron(25 20 ? * MON-FRI *)", retrySeconds: 32_400 },
        ]);
    });

    it("given a range that ends on Sunday, lists it: AWS counts days from Sunday, and the range would run backwards", () => {
        const week = [{ days: ["FRI", "SAT", "SUN"] as const, start: "07:00", end: "20:00" }];
        const [timer] = schedulerTimers({ timeZone: "UTC", week }, "probes", "start");
        assert.equal(timer?.expression, "cron(0 7 ? * FRI,SAT,SUN *)");
    });

    it("given holidays, leaves their months out of the pattern and writes them out day by day", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            closed: [{ from: "2027-05-06", reason: "Ascension Day" }],
        };
        assert.deepEqual(
            schedulerTimers(hours, "probes", "start").map(({ expression, role }) => [role, expression]),
            [
                ["", "cron(0 7 ? * MON-FRI 1970-2026,2028-2199)"],
                ["2027", "cron(0 7 ? 1-4,6-12 MON-FRI 2027)"],
                ["2027-05", "cron(0 7 3-5,7,10-14,17-21,24-28,31 5 ? 2027)"],
            ],
        );
    });

    it("given an exceptional night, moves that day's stop alone", () => {
        const stops = schedulerTimers(OFFICE_OF_2027, "probes", "stop");
        assert.deepEqual(
            stops.filter(({ role }) => role.startsWith("0200")).map(({ expression }) => expression),
            ["cron(0 2 19 3 ? 2027)"],
        );
        const march = stops.find(({ role }) => role === "2000-2027-03");
        assert.equal(march?.expression, "cron(0 20 1-4,9-11,15-17,22-25,30,31 3 ? 2027)");
    });

    for (const year of YEARS) {
        it(`given an office with holidays, fires at every moment of ${year} that is intended, and at no other`, () => {
            for (const part of PARTS) agrees(OFFICE_OF_2027, part, year);
        });
    }

    it("given any hours in every zone there is, fires at every moment that is intended, and at no other", () => {
        let accepted = 0;
        ZONES.forEach((zone, index) => {
            const year = YEARS[index % YEARS.length]!;
            fc.assert(
                fc.property(anyHours(zone, year), fc.constantFrom(...PARTS), (hours, part) => {
                    if (workingHoursFaults(hours).length > 0) return;
                    accepted++;
                    agrees(hours, part, year);
                }),
                { numRuns: 2, seed: index },
            );
        });
        assert.ok(accepted > ZONES.length / 4, `only ${accepted} were accepted`);
    });
});
