import * as assert from "node:assert/strict";
import type { MuteRule } from "../../../hours/targets/mute-rule";
import { muteRules } from "../../../hours/targets/mute-rules";
import { NotExpressibleError } from "../../../hours/targets/not-expressible";
import type { WorkingHours } from "../../../hours/working-hours";
import { OFFICE, OFFICE_OF_2027 } from "../samples";
import { mutesAgree } from "./mute-reading";
import { inOddZones, YEARS } from "./support";

describe("muteRules", function () {
    this.timeout(60_000);

    it("given an office week, mutes its nights with one rule and its weekend, in which clocks change, with two", () => {
        assert.deepEqual(muteRules(OFFICE), [
            { role: "2000-11h", expression: "cron(0 20 * * MON-THU)", timezone: "Europe/Berlin", duration: "PT11H" },
            { role: "2000-58h", expression: "cron(0 20 * * FRI)", timezone: "Europe/Berlin", duration: "PT58H" },
            { role: "0300-28h", expression: "cron(0 3 * * SUN)", timezone: "Europe/Berlin", duration: "PT28H" },
        ]);
    });

    it("given the same week where clocks never change, mutes the weekend with one rule", () => {
        assert.deepEqual(
            muteRules({ ...OFFICE, timeZone: "Asia/Kathmandu" }).map(({ duration, expression }) => [
                expression,
                duration,
            ]),
            [
                ["cron(0 20 * * MON-THU)", "PT11H"],
                ["cron(0 20 * * FRI)", "PT59H"],
            ],
        );
    });

    it("given a holiday, mutes what people would have worked, once", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-05-06", reason: "Ascension Day" }] };
        assert.deepEqual(muteRules(hours).slice(3), [
            {
                role: "2027-05-06-0700",
                expression: "at(2027-05-06T07:00)",
                timezone: "Europe/Berlin",
                duration: "PT13H",
            },
        ]);
        assert.deepEqual(muteRules(hours).slice(0, 3), muteRules(OFFICE));
    });

    it("given a holiday on a day without work, adds nothing", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-05-01", to: "2027-05-02", reason: "A weekend" }] };
        assert.deepEqual(muteRules(hours), muteRules(OFFICE));
    });

    it("given weeks without work, mutes them in parts of at most 15 days", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-07-05", to: "2027-08-15", reason: "Summer" }] };
        assert.deepEqual(
            muteRules(hours)
                .slice(3)
                .map(({ duration, expression }) => [expression, duration]),
            [
                ["at(2027-07-05T07:00)", "PT360H"],
                ["at(2027-07-20T07:00)", "PT360H"],
                // Until the Friday's evening: from then on the rule of weekends mutes.
                ["at(2027-08-04T07:00)", "PT229H"],
            ],
        );
        mutesAgree(hours, muteRules(hours), 2027);
    });

    it("given a part that would begin at a time that comes twice, begins it before, when there is but one", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            week: [...OFFICE.week, { days: ["SAT"], start: "02:30", end: "12:00" }],
            // Fifteen days after the first opening clocks are put back.
            closed: [{ from: "2027-10-16", to: "2027-11-07", reason: "Autumn" }],
        };
        const once = muteRules(hours).filter(({ expression }) => expression.startsWith("at("));
        assert.deepEqual(
            once.map(({ duration, expression }) => [expression, duration]),
            [
                ["at(2027-10-16T02:30)", "PT360H"],
                ["at(2027-10-31T01:59)", "PT155H1M"],
            ],
        );
        mutesAgree(hours, muteRules(hours), 2027);
    });

    it("given a night of work, ends the rule that would mute it, mutes the rest once, and goes on after", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            exceptions: [{ date: "2027-03-18", spans: [{ start: "07:00", end: "02:00" }], reason: "Load test" }],
        };
        const nights = { expression: "cron(0 20 * * MON-THU)", timezone: "Europe/Berlin", duration: "PT11H" };
        const rules = muteRules(hours);
        assert.deepEqual(rules.slice(0, 2), [
            { ...nights, role: "2000-11h", expireDate: "2027-03-18T18:59:00Z" },
            { ...nights, role: "2000-11h-from-2027-03-19", startDate: "2027-03-19T06:00:00Z" },
        ]);
        assert.deepEqual(rules.slice(4), [
            {
                role: "2027-03-19-0200",
                expression: "at(2027-03-19T02:00)",
                timezone: "Europe/Berlin",
                duration: "PT5H",
            },
        ]);
        mutesAgree(hours, rules, 2027);
    });

    it("given two nights of work one after the other, has no rule between them", () => {
        const spans = [{ start: "07:00", end: "02:00" }];
        const nightsOf = (...dates: string[]) =>
            muteRules({ ...OFFICE, exceptions: dates.map(date => ({ date, spans, reason: "Load test" })) }).filter(
                ({ role }) => role.startsWith("2000-11h"),
            );
        assert.equal(nightsOf("2027-03-17", "2027-03-18").length, 2);
        assert.equal(nightsOf("2027-03-16", "2027-03-18").length, 3);
    });

    it("given work that begins soon after clocks may change, refuses it and says for how much it is too soon", () => {
        const from = (start: string): WorkingHours => ({ ...OFFICE, week: [{ days: ["SUN"], start, end: "12:00" }] });
        assert.throws(
            () => muteRules(from("04:59")),
            (error: unknown) => {
                assert.ok(error instanceof NotExpressibleError);
                assert.deepEqual(error.inexpressible, [
                    {
                        what: "SUN 12:00 to SUN 04:59",
                        why: "it ends 119 minutes after clocks may change, less than the 120 that two windows need",
                    },
                ]);
                return true;
            },
        );
        for (const year of YEARS) mutesAgree(from("05:00"), muteRules(from("05:00")), year);
    });

    it("given a date, leaves out what is over by its beginning and nothing else", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            closed: [{ from: "2027-05-06", reason: "Ascension Day" }],
            exceptions: [{ date: "2027-03-18", spans: [{ start: "07:00", end: "02:00" }], reason: "Load test" }],
        };
        const left = (since: string) => {
            const kept = muteRules(hours, since);
            return muteRules(hours).flatMap(({ role }) => (kept.some(one => one.role === role) ? [] : [role]));
        };
        assert.deepEqual(left("2027-03-18"), []);
        assert.deepEqual(left("2027-03-19"), ["2000-11h"]);
        // Its mute ends at seven in the morning of the date.
        assert.deepEqual(left("2027-03-20"), ["2000-11h", "2027-03-19-0200"]);
        assert.deepEqual(left("2027-05-06"), ["2000-11h", "2027-03-19-0200"]);
        assert.deepEqual(left("2027-05-07"), ["2000-11h", "2027-03-19-0200", "2027-05-06-0700"]);
    });

    it("given the date at whose very beginning a rule is over, leaves it out", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "12:00", end: "00:00" }],
            closed: [{ from: "2027-05-06", reason: "Ascension Day" }],
        };
        const isThere = (since: string) => muteRules(hours, since).some(({ role }) => role === "2027-05-06-1200");
        assert.deepEqual([isThere("2027-05-06"), isThere("2027-05-07")], [true, false]);
    });

    it("has a role for each rule that no other has", () => {
        const roles = muteRules(OFFICE_OF_2027).map(({ role }) => role);
        assert.equal(new Set(roles).size, roles.length);
    });

    for (const year of YEARS) {
        it(`given an office with holidays and a test night, mutes in ${year} exactly while nobody works`, () => {
            mutesAgree(OFFICE_OF_2027, muteRules(OFFICE_OF_2027), year);
        });
    }

    it("given any hours in zones of every kind, mutes exactly while nobody works, or refuses", () => {
        inOddZones(2, "alarms", (hours, year) => {
            let rules: readonly MuteRule[];
            try {
                rules = muteRules(hours);
            } catch (error) {
                assert.ok(error instanceof NotExpressibleError, String(error));
                return false;
            }
            const roles = rules.map(({ role }) => role);
            assert.equal(new Set(roles).size, roles.length, roles.join(" "));
            for (const one of [year - 1, year, year + 1]) mutesAgree(hours, rules, one);
            return true;
        });
    });
});
