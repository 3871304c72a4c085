import assert from "node:assert/strict";
import { stripsDrawing } from "../../cli/report/schedule-page/strips";
import { PARTS } from "../../hours/parts";
import { drawn, picture, rectangles, textOf } from "./schedule-page-reader";
import { BERLIN, obeying, spanOf, unaware, yearOf } from "./schedule-page-sample";
import { sleeper, year } from "./schedule-sample";

describe("the strips of what sleeps", () => {
    it("given things that are awake together, draws them once, in the order in which they start", () => {
        const span = spanOf(BERLIN.timeZone, 2027);
        const sleepers = [...PARTS]
            .reverse()
            .flatMap(part => [1, 2, 3, 4].map(n => obeying(`${part}-${n}`, part, BERLIN, span)));
        const { rows } = stripsDrawing(drawn(yearOf(BERLIN, 2027, { sleepers })));
        const titles = rows.slice(1).map(({ title }) => title.map(textOf).join(""));
        assert.deepEqual(titles, [
            "61% asleep: database-1 and 3 more",
            "63% asleep: nodes-1 and 3 more",
            "64% asleep: workloads-1 and 3 more",
            "64% asleep: alarms-1 and 7 more",
        ]);
    });

    it("given an ordinary day, is the most frequent one, and none where nothing is ever awake", () => {
        const one = drawn(yearOf(BERLIN, 2027));
        assert.deepEqual(rectangles(picture(stripsDrawing(one), "ordinary", 1), "open"), [
            { x: 6 * 60 + 30, y: 0, width: 13 * 60 + 55, height: 1 },
        ]);
        const never = drawn(year({ sleepers: [sleeper("never", "nodes", { awake: [], awakeMinutes: 0 })] }));
        assert.deepEqual(rectangles(picture(stripsDrawing(never), "ordinary", 1), "open"), []);
        assert.equal(textOf(stripsDrawing(never).rows[1]?.title[0] ?? ""), "100% asleep: ");
    });

    it("given more than are drawn, says how many, and the table has all of them", () => {
        const { span } = yearOf(BERLIN, 2027);
        const sleepers = Array.from({ length: 42 }, (_, place) =>
            sleeper(`one-${place}`, "nodes", {
                awake: [{ from: span.from, to: span.from + place + 1 }],
                awakeMinutes: place + 1,
            }),
        );
        const { caption, rows, table } = stripsDrawing(drawn(yearOf(BERLIN, 2027, { sleepers })));
        assert.equal(rows.length, 1 + 40);
        assert.equal(table.rows.length, 42);
        assert.equal(caption.at(-1), " 2 more are in the table alone.");
    });

    it("given things that are awake together by other schedules, or that are of another kind, lists each on its own", () => {
        const sleepers = [
            sleeper("a", "nodes"),
            sleeper("b", "nodes"),
            sleeper("c", "nodes", { by: ["other"] }),
            sleeper("d", "nodes", { what: "instance" }),
        ];
        const { rows, table } = stripsDrawing(drawn(year({ sleepers })));
        assert.equal(rows.length, 1 + 1);
        assert.deepEqual(
            table.rows.map(([what = []]) => what.map(textOf).join("")),
            ["a, b node group", "c node group", "d instance"],
        );
    });

    it("given one that knows no dates, says what its weeks are like and by what", () => {
        const span = spanOf(BERLIN.timeZone, 2027);
        const sleepers = [unaware("old/nodes", "nodes", BERLIN, span)];
        const { table } = stripsDrawing(drawn(yearOf(BERLIN, 2027, { sleepers })));
        assert.deepEqual(
            table.rows.map(cells => cells.map(cell => cell.map(textOf).join(""))),
            [
                [
                    "old/nodes node group",
                    "3,396 h",
                    "61%",
                    "Mon to Thu 06:45–20:10, Fri 06:45–18:10",
                    "hours/nodes-start, hours/nodes-stop",
                ],
            ],
        );
    });
});
