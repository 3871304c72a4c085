import assert from "node:assert/strict";
import { renderSchedulePage } from "../../cli/report/schedule-page";
import { stripsDrawing } from "../../cli/report/schedule-page/strips";
import { yearDrawing } from "../../cli/report/schedule-page/year-drawing";
import { MINUTES_A_DAY, MINUTES_A_WEEK } from "../../hours/local-time";
import type { Conflict, YearReport } from "../../schedule/simulation/model";
import { drawn, labels, picture, PITCH, rectangles, textOf } from "./schedule-page-reader";
import { BERLIN, yearOf } from "./schedule-page-sample";
import { minute, reportOf } from "./schedule-sample";

/** Nights in which two get in each other's way, of a year in Berlin. */
const NIGHTS = ["2027-01-04T19:00Z", "2027-01-05T19:00Z", "2027-07-05T18:00Z"].map(minute);
const conflict = (over: Partial<Conflict> = {}): Conflict => ({
    path: "app/nodes",
    message: "two schedules stop it",
    at: NIGHTS[0],
    moments: NIGHTS,
    ...over,
});
const given = (...conflicts: readonly Conflict[]): YearReport => yearOf(BERLIN, 2027, { conflicts });
const notes = (report: YearReport) =>
    labels(yearDrawing(drawn(report)), "notes")
        .map(({ text }) => text)
        .filter(text => text.includes("conflict"));
const caption = (report: YearReport) => yearDrawing(drawn(report)).caption.map(textOf).join("");

describe("conflicts on the page of a year", () => {
    it("given conflicts, crosses each of their moments in its week, above all else", () => {
        const weeks = picture(yearDrawing(drawn(given(conflict()))), "weeks");
        // 20:00 of a Monday, a Tuesday and a Monday in summer.
        assert.deepEqual(
            rectangles(weeks, "conflict").map(({ width, x, y }) => [x + width / 2, y / PITCH]),
            [
                [20 * 60, 1],
                [MINUTES_A_DAY + 20 * 60, 1],
                [20 * 60, 27],
            ],
        );
        assert.equal(weeks.marks.at(-1)?.look, "conflict");
        assert.match(weeks.says?.description ?? "", /; 1 conflict, each told below; /);
    });

    it("given either end of a week, stays within it; given a moment of another year, draws none", () => {
        const ends = ["2027-01-03T23:00Z", "2027-01-10T22:59Z"].map(minute);
        const weeks = picture(yearDrawing(drawn(given(conflict({ at: ends[0], moments: ends })))), "weeks");
        const places = rectangles(weeks, "conflict").map(({ width, x }) => [x, x + width]);
        assert.equal(places[0]?.[0], 0);
        assert.equal(places[1]?.[1], MINUTES_A_WEEK);
        const before = minute("2026-12-31T22:59Z");
        const none = picture(yearDrawing(drawn(given(conflict({ at: before, moments: [before] })))), "weeks");
        assert.deepEqual(rectangles(none, "conflict"), []);
    });

    it("given conflicts, says each beside the week in which it is first met, and how often it is", () => {
        assert.deepEqual(notes(given(conflict())), ["Mon 4 Jan  conflict (1 of 3): app/nodes"]);
        assert.deepEqual(notes(given({ path: "app/nodes", message: "two schedules stop it", at: NIGHTS[2] })), [
            "Mon 5 Jul  conflict: app/nodes",
        ]);
        assert.deepEqual(notes(given()), []);
    });

    it("given conflicts of no moment, names them in the caption and draws nothing", () => {
        const timeless = given(
            conflict({ at: undefined, moments: [] }),
            conflict({ path: "shop", at: undefined, moments: [] }),
        );
        assert.match(caption(timeless), / In conflict, at no single moment: app\/nodes, shop\.$/);
        assert.deepEqual(notes(timeless), []);
        const { legend } = yearDrawing(drawn(timeless));
        assert.ok(legend.every(({ text }) => text !== "conflict"));
        assert.doesNotMatch(caption(given(conflict())), /In conflict/);
    });

    it("given conflicts of a thing, marks its strip and no other, and says so in its title", () => {
        const { rows } = stripsDrawing(drawn(given(conflict())));
        const told = rows
            .slice(1)
            .map(({ title }, row) => [
                title.map(textOf).join("").endsWith(" in conflict"),
                rectangles(picture(stripsDrawing(drawn(given(conflict()))), "days", row + 1), "conflict").length,
            ]);
        assert.deepEqual(
            told.filter(([isNamed]) => isNamed === true),
            [[true, 2]],
        );
        assert.ok(told.filter(([isNamed]) => isNamed !== true).every(([, marks]) => marks === 0));
    });

    it("given dates, keeps each of them in one line", () => {
        const page = renderSchedulePage(reportOf(given(conflict({ message: "from 2027-06-10 to 2027-06-12" }))));
        assert.match(page, /from <time>2027-06-10<\/time> to <time>2027-06-12<\/time>/);
        assert.match(page, /time \{ white-space: nowrap; \}/);
        assert.match(page, /<td data-label="First met"><span>Mon <time>2027-01-04<\/time> 20:00<\/span>/);
    });
});
