import assert from "node:assert/strict";
import { renderMarkdown } from "../../cli/report/document/markdown";
import { renderSchedulePage, scheduleDocument } from "../../cli/report/schedule-page";
import { PARTS } from "../../hours/parts";
import type { WorkingHours } from "../../hours/working-hours";
import type { Sleeper } from "../../schedule/simulation/model";
import { BERLIN, HOSTILE, LORD_HOWE, obeying, spanOf, yearOf } from "./schedule-page-sample";
import { HOURS, production, reportOf, sleeper, sleepless, year } from "./schedule-sample";

/** The most that a page of some environments and their resources may be, in bytes: it is sent by mail. */
const MAX_BYTES = 500_000;

describe("the page of a year in Markdown", () => {
    it("has tables in place of drawings, weeks that are alike in one row", () => {
        const markdown = renderMarkdown(scheduleDocument(reportOf(yearOf(BERLIN, 2027))));
        const rows = markdown.split("\n").filter(line => /^\| \d/.test(line));
        assert.deepEqual(rows.slice(0, 3), [
            "| 1 Jan to 3 Jan | never | never | 0 min |",
            "| 4 Jan to 7 Mar | Mon to Thu 07:00–20:00, Fri 07:00–18:00 | Mon to Thu 06:30–20:25, Fri 06:30–18:25 | 2 d 19 h 35 min |",
            "| 8 Mar to 14 Mar | Tue to Thu 07:00–20:00, Fri 07:00–18:00 | Tue to Thu 06:30–20:25, Fri 06:30–18:25 | 2 d 5 h 40 min |",
        ]);
        assert.ok(rows.length < 25);
        assert.ok(!markdown.includes("svg"));
    });

    it("given a night from one week into the next, tells it in the week in which it begins", () => {
        const sundays: WorkingHours = { timeZone: "UTC", week: [{ days: ["SUN"], start: "22:00", end: "06:00" }] };
        const text = renderMarkdown(scheduleDocument(reportOf(yearOf(sundays, 2027))));
        assert.ok(text.includes("| 4 Jan to 26 Dec | Sun 22:00–06:00 | Sun 21:30–06:25 | 8 h 55 min |"), text);
    });

    it("given nights and long spans, says of each when it ends", () => {
        const nights = renderMarkdown(scheduleDocument(reportOf(yearOf(LORD_HOWE, 2027))));
        assert.match(nights, /\| 4 Jan to 28 Mar \| Mon to Sat 22:00–06:00 \| Mon to Sat 21:30–06:25 \|/);
        const { span } = yearOf(LORD_HOWE, 2027, {});
        const long: Sleeper["awake"] = [
            { from: span.from + 10 * 1440, to: span.from + 13 * 1440 + 90 },
            { from: span.from + 16 * 1440 + 60, to: span.from + 40 * 1440 },
        ];
        const sleepers = [sleeper("long", "nodes", { awake: long, awakeMinutes: 4320 })];
        const text = renderMarkdown(
            scheduleDocument(reportOf(yearOf(LORD_HOWE, 2027, { sleepers, open: undefined, intent: undefined }))),
        );
        assert.deepEqual(
            text.split("\n").filter(line => /^\| \d/.test(line)),
            [
                "| 1 Jan to 10 Jan | never | 0 min |",
                "| 11 Jan to 17 Jan | Mon 00:00–Thu 01:30, Sun 01:00–10 Feb 00:00 | 4 d 30 min |",
                "| 18 Jan to 7 Feb | all the time | 7 d |",
                "| 8 Feb to 14 Feb | until Wed 00:00 | 2 d |",
                "| 15 Feb to 31 Dec | never | 0 min |",
            ],
        );
    });
});

describe("the page of a year in HTML", () => {
    const hostile = year({
        stack: HOSTILE,
        intent: { hours: HOURS, source: HOSTILE },
        specialDays: [{ date: "2027-05-17", kind: "closed", reason: HOSTILE }],
        sleepers: [sleeper(HOSTILE, "nodes", { what: HOSTILE, by: [HOSTILE] })],
        sleepless: [{ ...sleepless(HOSTILE, "does not", HOSTILE), what: HOSTILE }],
        conflicts: [{ path: HOSTILE, message: HOSTILE, at: undefined }],
        undecided: [HOSTILE],
        notes: [HOSTILE],
    });

    it("given names that are markup, shows them as they are, whatever they stand in", () => {
        const html = renderSchedulePage(reportOf(hostile));
        assert.ok(!/<(script|img)/i.test(html));
        assert.ok(!/<[^>]*\sonerror/i.test(html.replace(/&lt;[^<]*&gt;/g, "")));
        assert.ok(html.includes("&lt;script&gt;alert("));
    });

    it("has no script, no style of an element's own, no address, and the policy that forbids them", () => {
        const html = renderSchedulePage(reportOf(yearOf(BERLIN, 2027), production()));
        assert.ok(!/<script|\sstyle=|\son\w+=|https?:|url\(|<link|<img|@import/i.test(html));
        assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
    });

    it("given pictures, names what they show to those who do not see them, and hides what only measures", () => {
        const html = renderSchedulePage(reportOf(yearOf(BERLIN, 2027)));
        const pictures = [...html.matchAll(/<svg ([^>]*)>(.*?)<\/svg>/gs)];
        assert.ok(pictures.length > 5);
        for (const [, attributes = "", inside = ""] of pictures) {
            const isNamed =
                attributes.includes('role="img"') && /^<title>[^<]+<\/title><desc>[^<]+<\/desc>/.test(inside);
            assert.ok(isNamed || attributes.includes('aria-hidden="true"'), attributes);
        }
        assert.match(
            html,
            /<title>The year 2027 of staging, week by week<\/title><desc>Something is awake for 3,390 h of 8,760 h;/,
        );
        assert.match(html, /<ul class="labels weekdays" aria-hidden="true"><li>Mon<\/li>/);
        assert.match(
            html,
            /<ul class="labels notes"><li>Fri 1 Jan {2}New Year's Day<\/li><li aria-hidden="true"><\/li>/,
        );
        assert.equal(html.split("<details>").length, 2);
        assert.match(html, /<details><summary>The year 2027, week by week, as a table<\/summary><table>/);
    });

    it("given the same year, is the same page", () => {
        const page = () => renderSchedulePage(reportOf(yearOf(BERLIN, 2027)));
        assert.equal(page(), page());
    });

    it("given many resources, of which each has nights of its own, stays small enough to be sent", () => {
        const span = spanOf(BERLIN.timeZone, 2027);
        const sleepers = Array.from({ length: 60 }, (_, place): Sleeper => {
            const one = obeying(`app/one-${place}`, PARTS[place % PARTS.length] ?? "nodes", BERLIN, span);
            // Wakes each day at another minute, so that no two days are alike.
            return { ...one, awake: one.awake.map(({ from, to }, day) => ({ from: from - place - (day % 20), to })) };
        });
        const html = renderSchedulePage(reportOf(yearOf(BERLIN, 2027, { sleepers })));
        assert.ok(Buffer.byteLength(html) < MAX_BYTES, `${Buffer.byteLength(html)} bytes`);
        const ordinary = renderSchedulePage(reportOf(yearOf(BERLIN, 2027)));
        assert.ok(Buffer.byteLength(ordinary) < MAX_BYTES / 5, `${Buffer.byteLength(ordinary)} bytes`);
    });
});
