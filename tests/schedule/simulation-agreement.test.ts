import * as assert from "node:assert/strict";
import { Cron } from "croner";
import * as fc from "fast-check";
import { DateTime } from "luxon";
import { leadsOf, type Part } from "../../hours/parts";
import { schedulerFaults } from "../../hours/targets/scheduler";
import { WEEKDAYS } from "../../hours/weekdays";
import type { WorkingHours } from "../../hours/working-hours";
import { groupBy } from "../../plan/group-by";
import { textOf } from "../../plan/plain";
import type { PlannedResource } from "../../plan/plan";
import { anyHours, canFollow, OFFICE_OF_2027 } from "../hours/samples";
import { BERLIN, ours, SCHEDULE, sleeperOf, told, yearOf } from "./simulated-stacks";

/** Zones that move their clocks at odd times or by odd amounts, in either hemisphere, or whose rules change. */
const ODD_ZONES = [
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Santiago",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/St_Johns",
    "Europe/Dublin",
    "Asia/Gaza",
    "America/Havana",
    "Africa/Cairo",
    "Antarctica/Troll",
    "America/New_York",
    "UTC",
];

/** Every zone there is, by the continent or the ocean that it is named after. */
const ZONES_BY_REGION = groupBy(Intl.supportedValuesOf("timeZone"), zone => zone.split("/")[0] ?? zone);

/** Whether both that {@link ours} plans can follow some hours: what cannot is refused before it is planned. */
function areCompiled(hours: WorkingHours): boolean {
    return (["database", "nodes"] as const).every(
        part => canFollow(part, hours) && schedulerFaults(hours, part).length === 0,
    );
}

describe("the simulator, of what our components plan", function () {
    // A year of minutes for each of hundreds of zones.
    this.timeout(120_000);

    for (const [index, zone] of ODD_ZONES.entries()) {
        it(`given any hours in ${zone}, finds no minute that is not as meant`, () => {
            for (const year of [2026, 2027, 2028]) {
                const accepted = anyHours(zone, year).filter(areCompiled);
                fc.assert(
                    fc.property(accepted, hours => {
                        const report = yearOf(ours(hours), { year });
                        for (const { disagreements } of report.sleepers) assert.deepEqual(told(disagreements), []);
                        assert.equal(report.sleepers.length, 2);
                        assert.deepEqual(report.undecided, []);
                        assert.deepEqual(report.conflicts, []);
                    }),
                    { numRuns: 3, seed: index },
                );
            }
        });
    }

    for (const [region, zones] of ZONES_BY_REGION) {
        it(`given any hours in every zone of ${region}, finds no minute that is not as meant`, () => {
            for (const [index, zone] of zones.entries()) {
                const year = 2026 + (index % 3);
                const accepted = anyHours(zone, year).filter(areCompiled);
                fc.assert(
                    fc.property(accepted, hours => {
                        const { disagreements } = sleeperOf(yearOf(ours(hours), { year }), "orders");
                        assert.deepEqual(told(disagreements), []);
                    }),
                    { numRuns: 1, seed: index },
                );
            }
        });
    }

    it("given holidays and closed weeks, finds no minute that is not as meant in the year that they are of and the next", () => {
        for (const year of [2026, 2027, 2028]) {
            for (const { disagreements, path } of yearOf(ours(OFFICE_OF_2027), { year }).sleepers) {
                assert.deepEqual(told(disagreements), [], path);
            }
        }
    });
});

/** Whether people are meant to be at a part at a minute, worked out from the value alone. */
function isMeant(hours: WorkingHours, part: Part, at: DateTime): boolean {
    const { after, before } = leadsOf(part, hours);
    const today = at.setZone(hours.timeZone);
    return [-2, -1, 0, 1].some(away => {
        const day = today.startOf("day").plus({ days: away });
        const date = day.toISODate() ?? "";
        const closed = (hours.closed ?? []).some(({ from, to = from }) => from <= date && date <= to);
        const exception = (hours.exceptions ?? []).find(one => one.date === date);
        const weekday = WEEKDAYS[day.weekday - 1] ?? "MON";
        const usual = closed ? [] : hours.week.filter(({ days }) => days.includes(weekday));
        return (exception?.spans ?? usual).some(({ end, start }) => {
            const wall = (time: string, plus: number, minutes: number) => {
                const local = DateTime.fromISO(`${date}T${time}:00Z`, { zone: "UTC" }).plus({ days: plus, minutes });
                return DateTime.fromISO(local.toFormat("yyyy-MM-dd'T'HH:mm"), { zone: hours.timeZone });
            };
            return wall(start, 0, -before) <= at && at < wall(end, end > start ? 0 : 1, after);
        });
    });
}

/** Whether the emitted schedules of a part leave it awake, minute by minute, as croner matches each in its own zone. */
function* emitted(
    resources: readonly PlannedResource[],
    part: string,
    minutes: { readonly from: number; readonly to: number },
) {
    const crons = resources
        .filter(({ name, type }) => type === SCHEDULE && name.includes(`-${part}-`))
        .filter(({ inputs }) => !textOf(inputs["scheduleExpression"]).includes("2026")) // Those that are of, or up to, the year before.
        .map(({ inputs, name }) => {
            const [, fields = ""] = /^cron\((.+)\)$/.exec(textOf(inputs["scheduleExpression"])) ?? [];
            const pattern = `0 ${fields.replaceAll("?", "*")}`;
            const zone = textOf(inputs["scheduleExpressionTimezone"]);
            return { wakes: name.startsWith("start"), cron: new Cron(pattern, { timezone: zone, paused: true }) };
        });
    let awake: boolean | undefined;
    for (let minute = minutes.from; minute < minutes.to; minute++) {
        const due = crons.find(({ cron }) => cron.match(new Date(minute * 60_000)));
        awake = due?.wakes ?? awake;
        yield { minute, awake };
    }
}

/** From the Friday afternoon before a change of clocks to the Monday after it, in minutes of UTC. */
function nightsFrom(friday: string): { from: number; to: number } {
    const from = Date.parse(`${friday}T16:00:00Z`) / 60_000;
    return { from, to: from + 64 * 60 };
}

describe("the simulator, against a clock that is read minute by minute", function () {
    this.timeout(120_000);

    const nights: WorkingHours = {
        timeZone: "Australia/Lord_Howe",
        week: [
            { days: ["MON", "WED", "SAT"], start: "18:00", end: "05:30" },
            { days: ["TUE", "FRI"], start: "09:15", end: "12:00" },
        ],
        closed: [{ from: "2027-04-05", reason: "Easter Monday" }],
    };
    const cases: readonly (readonly [string, WorkingHours, string])[] = [
        ["an office in Berlin when clocks go forward", BERLIN, "2027-03-26"],
        ["an office in Berlin when clocks go back", BERLIN, "2027-10-29"],
        ["nights on Lord Howe, where clocks go back by half an hour", nights, "2027-04-02"],
        ["nights on Lord Howe, where clocks go forward by half an hour", nights, "2027-10-01"],
    ];
    for (const [given, hours, first] of cases) {
        it(`given ${given}, is awake in the same minutes, and meant to be`, () => {
            const resources = ours(hours);
            const report = yearOf(resources);
            for (const part of ["database", "nodes"] as const) {
                const { awake, intended = [] } = sleeperOf(report, part === "database" ? "orders" : "workers");
                const holds = (spans: readonly { from: number; to: number }[], at: number) =>
                    spans.some(({ from, to }) => from <= at && at < to);
                let known = 0;
                for (const one of emitted(resources, part, nightsFrom(first))) {
                    if (one.awake === undefined) continue;
                    known++;
                    const at = DateTime.fromMillis(one.minute * 60_000, { zone: "UTC" });
                    assert.equal(holds(awake, one.minute), one.awake, `${part} emitted at ${String(at.toISO())}`);
                    assert.equal(
                        holds(intended, one.minute),
                        isMeant(hours, part, at),
                        `${part} meant at ${String(at.toISO())}`,
                    );
                }
                assert.ok(known > 48 * 60, `only ${known} minutes were known`);
            }
        });
    }
});
