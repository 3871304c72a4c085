import * as assert from "node:assert/strict";

import { PARTS, schedulerTimers, type WorkingHours, workingHoursFaults } from "../../../../hours";
import { EDGES } from "../../../../hours/edges";
import type { PlannedResource } from "../../../../plan/plan";
import {
    maintenanceWhileOpen,
    reactsToSevenDayRestart,
    scheduledByOneController,
    scheduleEventAgeBounded,
    stoppableOutsideProductionIsScheduled,
} from "../../../../policy-pack/rules";
import { calling, cluster, judged, saidOf } from "./nights";

const RULES = [
    maintenanceWhileOpen,
    reactsToSevenDayRestart,
    scheduledByOneController,
    scheduleEventAgeBounded,
    stoppableOutsideProductionIsScheduled,
];
const today = "2026-11-21";

const WEEK: WorkingHours["week"] = [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }];
const BERLIN: WorkingHours = { timeZone: "Europe/Berlin", week: WEEK };
const HOLIDAYS = { country: "DE", state: "BE", years: [2026, 2027, 2028] };

/** Hours that the compiler splits in its own ways. */
const SPLIT: Readonly<Record<string, WorkingHours>> = {
    "no exception": BERLIN,
    "public holidays": { ...BERLIN, holidays: HOLIDAYS },
    "a year of holidays after one without": { ...BERLIN, holidays: { ...HOLIDAYS, years: [2028] } },
    "closed days between the years": {
        ...BERLIN,
        holidays: HOLIDAYS,
        closed: [{ from: "2026-12-28", to: "2026-12-30", reason: "between the years" }],
    },
    "a Saturday of a release": {
        ...BERLIN,
        exceptions: [{ date: "2027-03-13", spans: [{ start: "07:00", end: "20:00" }], reason: "release" }],
    },
    "half a day before a holiday": {
        ...BERLIN,
        holidays: HOLIDAYS,
        exceptions: [{ date: "2026-12-23", spans: [{ start: "07:00", end: "09:00" }], reason: "party" }],
    },
    "two spans a day": {
        timeZone: "Europe/Madrid",
        week: [
            { days: ["MON", "TUE", "WED", "THU", "FRI"], start: "08:00", end: "13:00" },
            { days: ["MON", "TUE", "WED", "THU", "FRI"], start: "16:00", end: "20:00" },
        ],
        holidays: { country: "ES", years: [2027] },
    },
    nights: {
        timeZone: "America/New_York",
        week: [{ days: ["MON", "TUE", "WED", "THU"], start: "22:00", end: "08:00" }],
        closed: [{ from: "2027-07-05", reason: "closed" }],
    },
};

/** The schedules of a database as the compiler emits them, with windows at ten in the morning of a Tuesday by UTC. */
function emitted(hours: WorkingHours): readonly PlannedResource[] {
    return EDGES.flatMap(edge =>
        schedulerTimers(hours, "database", edge).map(({ expression, role, retrySeconds }) =>
            calling(
                edge,
                expression,
                { scheduleExpressionTimezone: hours.timeZone },
                { retryPolicy: { maximumEventAgeInSeconds: retrySeconds } },
                `${edge}-${role}`,
            ),
        ),
    );
}

const at = (window: string, day = "tue") =>
    cluster({
        preferredMaintenanceWindow: `${day}:${window}-${day}:${window.slice(0, 3)}30`,
        preferredBackupWindow: `${window}-${window.slice(0, 3)}30`,
    });
const database = ({ timeZone }: WorkingHours) => at(timeZone === "America/New_York" ? "06:00" : "10:00");

describe("a timetable that is split into years and months", () => {
    for (const [given, hours] of Object.entries(SPLIT)) {
        for (const rule of RULES) {
            it(`given ${given}, holds by ${rule.name}`, () => {
                assert.deepEqual(workingHoursFaults(hours), []);
                const resources = [database(hours), ...emitted(hours)];
                const said = saidOf(rule, resources, { today });
                assert.ok(said.length > 0);
                assert.deepEqual(
                    said.filter(({ outcome }) => outcome !== "holds"),
                    [],
                );
            });
        }
    }

    it("given one month's stop or start that was lost, says which is missing and from when", () => {
        const hours = SPLIT["public holidays"]!;
        const schedules = emitted(hours);
        const without = (name: string) => [database(hours), ...schedules.filter(one => one.name !== name)];
        const rule = stoppableOutsideProductionIsScheduled;
        assert.match(
            String(saidOf(rule, without("stop-2027"), { today })[0]?.message),
            /^no schedule will stop this database cluster from 2027-02-01 06:30 to 2027-03-01 20:25 \(Europe\/Berlin\), expected one before it is started again: it is paid for/,
        );
        assert.match(
            String(saidOf(rule, without("start-2027"), { today })[0]?.message),
            /^no schedule will start this database cluster from 2027-05-31 20:25 to 2028-01-03 06:30 .* within 92 days/,
        );
        assert.equal(judged(rule, without("start-2027-01"), { today }), "holds");
    });

    it("given a part that was lost, sees no second controller in those around it", () => {
        const hours = SPLIT["public holidays"]!;
        const left = emitted(hours).filter(({ name }) => name !== "stop-2027-01");
        assert.equal(judged(stoppableOutsideProductionIsScheduled, [database(hours), ...left], { today }), "violated");
        assert.equal(judged(scheduledByOneController, [database(hours), ...left], { today }), "holds");
    });

    it("given a part twice, says that it is", () => {
        const hours = SPLIT["public holidays"]!;
        const schedules = emitted(hours);
        const twin = { ...schedules.find(({ name }) => name === "stop-2027")!, name: "twin", urn: "urn:twin" };
        assert.equal(judged(scheduledByOneController, [database(hours), ...schedules, twin], { today }), "violated");
    });

    it("given parts that end alone, says undecided, and single moments alone, violated", () => {
        const hours = SPLIT["public holidays"]!;
        const ending = emitted(hours).filter(({ name }) => name.includes("-20"));
        const rule = stoppableOutsideProductionIsScheduled;
        assert.equal(judged(rule, [database(hours), ...ending], { today }), "undecided");
        const once = [calling("stop", "at(2026-12-23T20:00:00)"), calling("start", "at(2026-12-27T06:30:00)")];
        assert.equal(judged(rule, [database(hours), ...once], { today }), "violated");
    });

    it("given closed weeks, asks for a reaction to the restart, and for plain holidays for none", () => {
        const closed = { ...BERLIN, closed: [{ from: "2028-08-01", to: "2028-08-20", reason: "holidays" }] };
        const said = saidOf(reactsToSevenDayRestart, [database(BERLIN), ...emitted(closed)], { today });
        assert.match(String(said[0]?.message), /^is kept stopped for 20 days/);
    });

    it("given one single moment of a second controller in another zone, puts it in order by the first's clocks", () => {
        const of = (expression: string) =>
            judged(
                scheduledByOneController,
                [
                    cluster(),
                    calling("stop", "cron(0 20 ? * MON-FRI *)"),
                    calling("start", "cron(0 7 ? * MON-FRI *)"),
                    calling("start", expression, { scheduleExpressionTimezone: "UTC" }, {}, "test-night"),
                ],
                { today },
            );
        assert.equal(of("at(2026-11-23T19:00:00)"), "violated");
        assert.equal(of("at(2026-11-23T19:01:00)"), "holds");
    });

    it("given a part of which it is not known when it ends, says undecided of what hangs on it", () => {
        const hours = SPLIT["public holidays"]!;
        const [first, ...others] = emitted(hours);
        const ending = { ...first!, inputs: { ...first!.inputs, endDate: "some day" } };
        assert.equal(judged(scheduledByOneController, [database(hours), ending, ...others], { today }), "undecided");
    });

    it("given every part that sleeps, compiles to timetables without a fault", () => {
        for (const part of PARTS) assert.ok(schedulerTimers(SPLIT["public holidays"]!, part, "stop").length > 1);
    });
});
