import * as assert from "node:assert/strict";
import { Secret, Unknown } from "../../plan/value";
import { intendedIn } from "../../schedule/simulation/intent";
import { minutesIn } from "../../schedule/simulation/intervals";
import { resource } from "../support/policy";
import { BERLIN, carrier, changed, cluster, ours, yearOf } from "./simulated-stacks";

const minutesSince = (text: string) => Date.parse(`${text}Z`) / 60_000;

describe("the intent of a simulated year", () => {
    const other = { ...BERLIN, timeZone: "Europe/Paris" };

    it("given the same hours in the plan and in the settings, takes them", () => {
        assert.equal(yearOf(ours(BERLIN), { hours: { ...BERLIN } }).intent?.source, "hours-hours");
    });

    it("given hours that are changed after they were asked about, answers by what they say now", () => {
        const hours = { timeZone: "UTC", week: [{ days: ["MON"] as const, start: "07:00", end: "20:00" }] };
        const monday = { from: minutesSince("2027-01-04T00:00"), to: minutesSince("2027-01-05T00:00") };
        const long = () => minutesIn(intendedIn(hours, "probes", monday));
        assert.equal(long(), 13 * 60);
        hours.week[0]!.end = "12:00";
        assert.equal(long(), 5 * 60);
    });

    it("given different hours, takes neither and says who says them", () => {
        const report = yearOf(ours(BERLIN), { hours: other });
        assert.equal(report.intent, undefined);
        assert.deepEqual(report.undecided, [
            "when people work cannot be told: hours-hours and stagewright.yaml say different hours",
        ]);
    });

    it("given hours at fault, takes none and says where", () => {
        const report = yearOf([cluster(), carrier({ ...BERLIN, week: [] })]);
        assert.equal(report.intent, undefined);
        assert.match(
            report.undecided[0] ?? "",
            /^the working hours of hours-hours are at fault: week, expected at least one span/,
        );
    });

    for (const [given, value] of [
        ["unknown", Unknown.computed],
        ["secret", new Secret('{"schema":"stagewright.working-hours/1"}')],
    ] as const) {
        it(`given a value that is ${given}, takes none and says so`, () => {
            const report = yearOf(changed(ours(BERLIN), "hours-hours", { value }));
            assert.equal(report.intent, undefined);
            assert.match(report.undecided[0] ?? "", /^the working hours of hours-hours cannot be read/);
        });
    }

    it("given parameters of other things, passes them by", () => {
        const others = [
            "plain",
            "{not json stagewright.working-hours/1",
            '{"schema":"stagewright.working-hours/2"}',
            "[]",
        ].map((value, place) => resource("aws:ssm/parameter:Parameter", { value }, { name: `other-${place}` }));
        const report = yearOf([
            ...others,
            resource("aws:ssm/parameter:Parameter", { value: Unknown.computed }, { name: "password" }),
        ]);
        assert.deepEqual([report.intent, report.undecided], [undefined, []]);
    });

    it("given closed days on both ends of the year, names those of the year alone", () => {
        const closed = ["2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01"].map(from => ({
            from,
            reason: "closed",
        }));
        assert.deepEqual(
            yearOf(ours({ ...BERLIN, closed })).specialDays.map(({ date }) => date),
            ["2027-01-01", "2027-12-31"],
        );
    });

    it("given holidays that end before the year does, notes the date", () => {
        const hours = { ...BERLIN, holidays: { country: "DE", state: "BE", years: [2026] } };
        const report = yearOf(ours(hours));
        assert.ok(report.notes.some(note => note.includes("known up to 2026-12-31")));
        const known = yearOf(ours(hours), { year: 2026 });
        assert.ok(!known.notes.some(note => note.includes("known up to")));
        assert.ok(known.specialDays.some(({ date, kind }) => date === "2026-12-25" && kind === "holiday"));
    });
});
