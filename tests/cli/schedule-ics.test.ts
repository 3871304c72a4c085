import assert from "node:assert/strict";
import { renderScheduleIcs } from "../../cli/report/schedule-ics";
import { asleepIn, type ScheduleReport, scheduleReport } from "../../cli/schedule/report";
import { MINUTE_MS, united } from "../../hours/local-time";
import type { YearReport } from "../../schedule/simulation/model";
import { minute, production, reportOf, SPAN, sleeper, TODAY, year } from "./schedule-sample";

/** An event as another program reads it. */
interface ReadEvent {
    readonly uid: string;
    readonly summary: string;
    readonly description: string | null;
    /** Nothing for a whole day. */
    readonly minutes: { readonly from: number; readonly to: number } | undefined;
    readonly dates: readonly [string, string];
}

/** What another program reads of a calendar, which RFC 5545 wants in lines of 75 bytes that end in CR and LF. */
async function read(report: ScheduleReport, name?: string): Promise<readonly ReadEvent[]> {
    const { default: ICAL } = await import("ical.js");
    const text = renderScheduleIcs(report);
    for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(text.endsWith("END:VCALENDAR\r\n"));
    assert.doesNotMatch(text, /[^\r]\n/);
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
    // This reader knows no names of calendars (RFC 7986), so that it leaves what is escaped in them as it is.
    if (name !== undefined) assert.equal(calendar.getFirstPropertyValue("name"), name);
    return calendar.getAllSubcomponents("vevent").map(component => {
        assert.equal(String(component.getFirstPropertyValue("dtstamp")), `${TODAY}T00:00:00Z`);
        const { description, endDate, startDate, summary, uid } = new ICAL.Event(component);
        const [from, to] = [startDate, endDate].map(time => time.toJSDate().getTime() / MINUTE_MS);
        const minutes = startDate.isDate ? undefined : { from: from ?? 0, to: to ?? 0 };
        return { uid, summary, description, minutes, dates: [String(startDate), String(endDate)] };
    });
}

const sleepOf = async (report: ScheduleReport) => (await read(report)).filter(({ minutes }) => minutes !== undefined);

describe("calendar of a simulated year", () => {
    it("given a year, another program reads exactly the minutes in which something sleeps", async () => {
        const report = year();
        const events = await sleepOf(reportOf(report));
        const expected = united(report.sleepers.flatMap(one => asleepIn(one, SPAN)));
        assert.deepEqual(
            events.map(({ minutes }) => minutes),
            expected,
        );
        assert.ok(events.every(({ summary }) => summary === "staging sleeps"));
        assert.equal(
            events[1]?.description,
            "Fri 2027-01-01 20:25 to Mon 2027-01-04 06:30 (19:25 to Mon 2027-01-04 05:30 UTC): orders/database\n" +
                "Fri 2027-01-01 20:10 to Mon 2027-01-04 06:45 (19:10 to Mon 2027-01-04 05:45 UTC): cluster/workers\n" +
                "Clocks of Europe/Berlin.",
        );
    });

    it("given special days, makes days of them, one event for days that follow one another", async () => {
        const days = (await read(reportOf(year()))).filter(({ minutes }) => minutes === undefined);
        assert.deepEqual(
            days.map(({ dates, summary }) => [summary, ...dates]),
            [
                ["staging: Whit Monday (closed)", "2027-05-17", "2027-05-18"],
                ["staging: release, all hands (exception)", "2027-06-12", "2027-06-13"],
                ["staging: between the years (closed)", "2027-12-24", "2027-12-27"],
            ],
        );
    });

    it("given the same report, writes the same text; identities differ, and last when an end is moved", async () => {
        const once = renderScheduleIcs(reportOf(year(), year({ stack: "qa" })));
        assert.equal(renderScheduleIcs(reportOf(year(), year({ stack: "qa" }))), once);
        const identities = (await read(reportOf(year(), year({ stack: "qa" })))).map(({ uid }) => uid);
        assert.equal(new Set(identities).size, identities.length);
        const shorter = ({ sleepers, ...one }: YearReport): YearReport => ({
            ...one,
            sleepers: sleepers.map(({ awake, ...other }) => ({
                ...other,
                awake: awake.map(({ from, to }) => ({ from: from + 5, to })),
            })),
        });
        const moved = await sleepOf(reportOf(shorter(year())));
        assert.deepEqual(
            moved.map(({ uid }) => uid),
            (await sleepOf(reportOf(year()))).map(({ uid }) => uid),
        );
        assert.equal(identities[1], "shop.staging.sleep-2027-01-01-2@schedule.stagewright");
    });

    it("given stacks of one name in two projects, tells them apart", async () => {
        const report = scheduleReport(
            ["shop", "depot"].map(project => ({ project, report: year() })),
            { strict: false, today: TODAY, year: 2027 },
        );
        const events = await read(report);
        assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
        assert.deepEqual(
            [...new Set((await sleepOf(report)).map(({ summary }) => summary))],
            ["shop/staging sleeps", "depot/staging sleeps"],
        );
    });

    it("given what never wakes, production and nobody's hours, makes no event of them", async () => {
        const never = sleeper("a", "database", { awake: [], disagreements: [] });
        assert.deepEqual(await read(reportOf(year({ sleepers: [never], specialDays: [] }))), []);
        assert.deepEqual(await read(reportOf(production())), []);
    });

    it("given names that a calendar would take for its own, reads them back as they were", async () => {
        const stack = "a;b,c\\d\r\nEND:VEVENT";
        const specialDays = [
            { date: "2027-05-17", kind: "closed", reason: "one, two; three\nDTSTART:19700101 \u{1f384}".repeat(3) },
        ];
        const [day, ...more] = await read(
            reportOf(year({ stack, sleepers: [], specialDays })),
            "a\\;b\\,c\\\\d\\nEND:VEVENT in 2027\\, simulated on 2026-11-21",
        );
        assert.deepEqual(more, []);
        assert.match(day?.summary ?? "", /^a;b,c\\d\nEND:VEVENT: one, two; three\nDTSTART:19700101 \u{1f384}one/u);
        assert.equal(day?.uid, "shop.a%3Bb%2Cc%5Cd%0D%0AEND%3AVEVENT.day-2027-05-17@schedule.stagewright");
    });

    it("given a night in which clocks change, keeps the moments of both clocks", async () => {
        const awake = [
            { from: SPAN.from, to: minute("2027-10-31T00:30Z") },
            { from: minute("2027-10-31T01:30Z"), to: SPAN.to },
        ];
        const [night] = await sleepOf(
            reportOf(year({ sleepers: [sleeper("a", "database", { awake, disagreements: [] })] })),
        );
        assert.deepEqual(night?.minutes, { from: minute("2027-10-31T00:30Z"), to: minute("2027-10-31T01:30Z") });
        assert.equal(
            night.description,
            "Sun 2027-10-31 02:30 to 02:30 (00:30 to 01:30 UTC): a\nClocks of Europe/Berlin.",
        );
    });
});
