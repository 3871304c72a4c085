import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Picture } from "../../cli/report/document/model";
import { stripsDrawing } from "../../cli/report/schedule-page/strips";
import { Wall } from "../../cli/report/schedule-page/wall";
import { yearDrawing } from "../../cli/report/schedule-page/year-drawing";
import {
    dateOf,
    dayOf,
    localMinuteAt,
    MINUTE_MS,
    MINUTES_A_DAY,
    MINUTES_A_WEEK,
    weekdayOf,
} from "../../hours/local-time";
import { FIRST_YEAR, LAST_YEAR } from "../../hours/known-years";
import { WEEKDAYS } from "../../hours/weekdays";
import type { WorkingHours } from "../../hours/working-hours";
import { minutesIn } from "../../schedule/simulation/intervals";
import type { Interval, YearReport } from "../../schedule/simulation/model";
import { anyHours } from "../hours/samples";
import { BERLIN, LORD_HOWE, wrongYear, yearOf } from "./schedule-page-sample";
import { PITCH, drawn, labels, minutesAcross, minutesOver, picture, rectangles, textOf } from "./schedule-page-reader";

/** How often each minute of the weeks' picture is drawn in a look. */
function painted(weeks: Picture, look: string): Uint8Array {
    const cells = new Uint8Array((weeks.down / PITCH) * MINUTES_A_WEEK);
    for (const { width, x, y } of rectangles(weeks, look)) {
        const first = Math.floor(y / PITCH) * MINUTES_A_WEEK + x;
        for (let cell = first; cell < first + width; cell++) cells[cell] = (cells[cell] ?? 0) + 1;
    }
    return cells;
}

/** How often each minute of a strip is drawn in a look. */
function paintedDays(strip: Picture, look: string): Uint8Array {
    const cells = new Uint8Array(strip.across * MINUTES_A_DAY);
    for (const { height, width, x, y } of rectangles(strip, look)) {
        for (let day = x; day < x + width; day++) {
            const first = day * MINUTES_A_DAY + y;
            for (let cell = first; cell < first + height; cell++) cells[cell] = (cells[cell] ?? 0) + 1;
        }
    }
    return cells;
}

/** The same by the clock alone, minute by minute from a day on: what it shows for the first time, and what once more. */
function expected(intervals: readonly Interval[], timeZone: string, firstDay: number, { length }: Uint8Array) {
    const begin = firstDay * MINUTES_A_DAY;
    const [once, again] = [new Uint8Array(length), new Uint8Array(length)];
    const localAt = clockOf(timeZone);
    for (const { from, to } of intervals) {
        for (let at = from; at < to; at++) {
            const local = localAt(at);
            // By the clock of two hours before, it was shown at this moment.
            const before = local - (localAt(at - 120) - (at - 120));
            const cells = before < at && localAt(before) === local ? again : once;
            cells[local - begin] = (cells[local - begin] ?? 0) + 1;
        }
    }
    return { once, again };
}

/** A zone's clock. No zone of today changes it but at a quarter of an hour, which is asked for once. */
function clockOf(timeZone: string): (at: number) => number {
    const offsets = new Map<number, number>();
    return at => {
        const quarter = Math.floor(at / 15);
        const offset = offsets.get(quarter) ?? localMinuteAt(timeZone, at) - at;
        offsets.set(quarter, offset);
        return at + offset;
    };
}

const ZONES = [
    ...["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "America/Santiago"],
    ...["Asia/Beirut", "Africa/Casablanca", "Pacific/Kiritimati", "UTC"],
];

describe("the picture of a year", () => {
    const MINUTE_BY_MINUTE: readonly (readonly [name: string, hours: WorkingHours])[] = [
        ["an office in Berlin", BERLIN],
        ["nights at half-hour clock changes", LORD_HOWE],
        ["nights over the hour that Berlin has twice", { ...LORD_HOWE, timeZone: "Europe/Berlin" }],
    ];
    for (const [name, hours] of MINUTE_BY_MINUTE) {
        it(`given ${name}, draws every minute where its clock shows it, and no other`, () => {
            const one = drawn(yearOf(hours, 2027));
            const { report } = one;
            const first = dayOf("2027-01-01");
            const weeks = picture(yearDrawing(one), "weeks");
            const open = painted(weeks, "open");
            const work = expected(report.open ?? [], hours.timeZone, first - WEEKDAYS.indexOf(weekdayOf(first)), open);
            assert.ok(Buffer.from(open).equals(work.once));
            assert.ok(Buffer.from(painted(weeks, "open again")).equals(work.again));
            const strip = picture(stripsDrawing(one), "days", 1);
            const days = paintedDays(strip, "open");
            const database = expected(report.sleepers[0]?.awake ?? [], hours.timeZone, first, days);
            assert.ok(Buffer.from(days).equals(database.once));
            assert.ok(Buffer.from(paintedDays(strip, "open again")).equals(database.again));
        }).timeout(60_000);
    }

    it("given any hours of any zone and year, draws as many minutes as the report has, each once", () => {
        const anything = fc
            .tuple(fc.constantFrom(...ZONES), fc.integer({ min: FIRST_YEAR, max: LAST_YEAR }))
            .chain(([zone, ofYear]) => fc.tuple(anyHours(zone, ofYear), fc.constant(ofYear)));
        fc.assert(
            fc.property(anything, ([hours, ofYear]) => {
                const one = drawn(yearOf(hours, ofYear));
                const { alone = [], awake, report } = one;
                const weeks = picture(yearDrawing(one), "weeks");
                assert.equal(minutesAcross(weeks, "open", "open again"), minutesIn(report.open ?? []));
                assert.equal(minutesAcross(weeks, "alone", "alone again"), minutesIn(alone));
                assert.ok([...painted(weeks, "open"), ...painted(weeks, "alone")].every(times => times <= 1));
                assert.equal(minutesIn(alone) + minutesIn(report.open ?? []), minutesIn(awake));
                const strips = stripsDrawing(one);
                strips.rows.slice(1).forEach(({ title }, place) => {
                    const [, name = ""] = title;
                    const sleeping = report.sleepers.find(({ path }) => path === textOf(name));
                    const strip = picture(strips, "days", place + 1);
                    assert.equal(minutesOver(strip, "open", "open again"), sleeping?.awakeMinutes);
                });
            }),
            { numRuns: 15 },
        );
    }).timeout(120_000);

    it("given any year, has a line for each of its weeks and nothing beyond it", () => {
        for (const ofYear of [2026, 2027, 2028, 2035, 2036]) {
            const drawing = yearDrawing(drawn(yearOf(LORD_HOWE, ofYear)));
            const weeks = picture(drawing, "weeks");
            const days = ofYear % 4 === 0 ? 366 : 365;
            assert.equal(minutesAcross(weeks, "night"), days * MINUTES_A_DAY);
            assert.equal(weeks.down, labels(drawing, "dates").length * PITCH);
            assert.equal(labels(drawing, "notes").length, labels(drawing, "dates").length);
            const marks = weeks.marks.flatMap(({ look }) => rectangles(weeks, look));
            assert.ok(
                marks.every(({ x, y, width }) => x >= 0 && x + width <= weeks.across && y >= 0 && y < weeks.down),
            );
        }
    });

    it("given the first day of each week, names its month where it is a new one", () => {
        const dates = labels(yearDrawing(drawn(yearOf(BERLIN, 2027))), "dates").map(({ text }) => text);
        assert.deepEqual(dates.slice(0, 6), ["1 Jan", "4", "11", "18", "25", "1 Feb"]);
        assert.equal(dates.at(-1), "27");
        assert.equal(dates.filter(text => text.includes(" ")).length, 12);
    });

    it("given months, draws a line where each of them meets the one before, stepping down at its first day", () => {
        const { across, marks } = picture(yearDrawing(drawn(yearOf(BERLIN, 2027))), "weeks");
        const { path = "" } = marks.find(({ look }) => look === "months") ?? {};
        const steps = path.split(/(?=M)/);
        assert.equal(steps.length, 11);
        // Two pixels above the week: the first of February is a Monday, that of April a Thursday.
        assert.equal(steps[0], `M0 ${5 * PITCH - 2}H${across}`);
        assert.equal(steps[2], `M0 ${14 * PITCH - 2}H${3 * MINUTES_A_DAY}V${13 * PITCH - 2}H${across}`);
    });

    it("given what begins before the year or ends after it, draws what is in it", () => {
        const { span } = yearOf(BERLIN, 2027);
        const open = [
            { from: span.from - 90, to: span.from + 60 },
            { from: span.to - 30, to: span.to + 600 },
        ];
        const weeks = picture(yearDrawing(drawn(yearOf(BERLIN, 2027, { open }))), "weeks");
        assert.deepEqual(
            rectangles(weeks, "open").map(({ width, x }) => [x, width]),
            [
                [4 * MINUTES_A_DAY, 60],
                [5 * MINUTES_A_DAY - 30, 30],
            ],
        );
    });

    it("given the moment at which clocks change, shows what they show from then on", () => {
        const wall = new Wall("Europe/Berlin", 2027);
        const changes = [Date.UTC(2027, 2, 28, 1), Date.UTC(2027, 9, 31, 1)].map(moment => moment / MINUTE_MS);
        for (const at of changes) {
            for (const moment of [at - 1, at, at + 1])
                assert.equal(wall.localAt(moment), localMinuteAt("Europe/Berlin", moment));
        }
    });

    it("given holidays, closed days and exceptions, marks each of their days by a shape of its own", () => {
        const weeks = picture(yearDrawing(drawn(yearOf(BERLIN, 2027))), "weeks");
        const holidays = rectangles(weeks, "holiday");
        assert.ok(holidays.every(({ width }) => width === MINUTES_A_DAY));
        assert.equal(holidays.length, 10);
        assert.equal(rectangles(weeks, "closed").length, 5);
        assert.deepEqual(
            rectangles(weeks, "exception").map(({ x }) => x / MINUTES_A_DAY),
            [3, 5],
        );
    });

    it("given clocks that change, marks what they skip and what they show twice, as long as it is", () => {
        const marked = (hours: WorkingHours, look: string) =>
            rectangles(picture(yearDrawing(drawn(yearOf(hours, 2027))), "weeks"), look).map(({ width, x }) => [
                x,
                width,
            ]);
        const sunday = 6 * MINUTES_A_DAY;
        assert.deepEqual(marked(BERLIN, "missing"), [[sunday + 2 * 60, 60]]);
        assert.deepEqual(marked(BERLIN, "twice"), [[sunday + 2 * 60, 60]]);
        assert.deepEqual(marked(LORD_HOWE, "missing"), [[sunday + 2 * 60, 30]]);
        assert.deepEqual(marked(LORD_HOWE, "twice"), [[sunday + 90, 30]]);
        const kathmandu = { ...LORD_HOWE, timeZone: "Asia/Kathmandu" };
        assert.deepEqual([...marked(kathmandu, "missing"), ...marked(kathmandu, "twice")], []);
    });

    it("given what is not as intended, draws it above all else, as long as it is", () => {
        const report = wrongYear();
        const one = drawn(report);
        const weeks = picture(yearDrawing(one), "weeks");
        const disagreements = report.sleepers.flatMap(({ disagreements: all = [] }) => all);
        const of = (asked: string) => minutesIn(disagreements.filter(({ kind }) => kind === asked));
        assert.equal(minutesAcross(weeks, "missed"), of("asleep while it should be awake"));
        assert.equal(minutesAcross(weeks, "wasted"), of("awake while it should be asleep"));
        assert.ok(minutesAcross(weeks, "missed") > 0);
        const order = weeks.marks.map(({ look }) => look);
        assert.ok(order.indexOf("missed") > order.indexOf("open"));
        const strips = stripsDrawing(one);
        const last = picture(strips, "days", strips.rows.length - 1);
        assert.deepEqual(
            strips.rows
                .map((_, row) => (row === 0 ? 0 : minutesOver(picture(strips, "days", row), "wasted")))
                .filter(Boolean),
            [of("awake while it should be asleep")],
        );
        assert.ok(last.marks.length > 0);
    });

    it("given a legend, tells of the marks that are there and of no other", () => {
        const texts = (report: YearReport) => yearDrawing(drawn(report)).legend.map(({ text }) => text);
        assert.deepEqual(texts(yearOf({ ...LORD_HOWE, timeZone: "UTC" }, 2027)), [
            "people work",
            "awake without people: warming up, winding down",
            "asleep",
        ]);
        assert.deepEqual(texts(wrongYear()).slice(3), [
            "holiday",
            "closed",
            "other hours than usual",
            "clocks skip it",
            "clocks show it twice",
            "asleep while it should be awake",
            "awake while it should be asleep",
            "conflict",
        ]);
        assert.deepEqual(
            texts(yearOf({ ...LORD_HOWE, timeZone: "UTC" }, 2027, { open: undefined, intent: undefined })),
            ["something is awake", "asleep"],
        );
    });

    it("given nobody who says when people work, draws what is awake", () => {
        const report = yearOf(LORD_HOWE, 2027, { open: undefined, intent: undefined });
        const one = drawn(report);
        const weeks = picture(yearDrawing(one), "weeks");
        assert.equal(minutesAcross(weeks, "open", "open again"), minutesIn(one.awake));
        assert.equal(minutesAcross(weeks, "alone", "alone again"), 0);
    });
});

describe("what is said beside the weeks", () => {
    const notes = (report: YearReport) => labels(yearDrawing(drawn(report)), "notes");
    const special = (...dates: readonly string[]) => dates.map(date => ({ date, kind: "holiday", reason: date }));

    it("given special days and clock changes, says each at its week, days of one reason once", () => {
        const said = notes(yearOf(BERLIN, 2027));
        assert.equal(said[0]?.text, "Fri 1 Jan  New Year's Day");
        assert.deepEqual(said.at(-1), { day: dayOf("2027-12-27"), text: "27 Dec to 31 Dec  Between the years" });
        assert.equal(said[11]?.text, "Thu 18 Mar  Load test at night");
        assert.deepEqual(
            said.filter(({ look }) => look === "clock").map(({ text }) => text),
            ["Sun 28 Mar  02:00 to 03:00 is skipped", "Sun 31 Oct  02:00 to 03:00 comes twice"],
        );
    });

    it("given more of one week than it has room for, goes on below, and at the year's end above", () => {
        const ends = ["2027-12-28", "2027-12-29", "2027-12-30"];
        const begins = ["2027-01-04", "2027-01-05"];
        const said = notes(
            yearOf({ ...LORD_HOWE, timeZone: "UTC" }, 2027, { specialDays: special(...begins, ...ends) }),
        );
        const at = (date: string) => said.findIndex(({ text }) => text.endsWith(date));
        assert.deepEqual(begins.map(at), [1, 2]);
        assert.deepEqual(ends.map(at), [50, 51, 52]);
    });

    it("given more than there are weeks, says how many are left out", () => {
        const every = Array.from({ length: 60 }, (_, place) => dateOf(dayOf("2027-01-01") + place * 2));
        const said = notes(yearOf({ ...LORD_HOWE, timeZone: "UTC" }, 2027, { specialDays: special(...every) }));
        assert.ok(said.every(({ text }) => text !== ""));
        assert.equal(said.at(-1)?.text, "and 8 more, below");
    });

    it("given what is not as intended, says when first and how often", () => {
        const faults = notes(wrongYear()).filter(({ look }) => look === "fault");
        assert.deepEqual(
            faults.map(({ text }) => text),
            [
                "Fri 1 Jan  should be asleep (1 of 11)",
                "Sat 2 Jan  conflict: app/nodes",
                "Thu 18 Mar  should be awake (1 of 2)",
            ],
        );
    });
});
