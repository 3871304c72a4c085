import * as assert from "node:assert/strict";
import { NotExpressibleError } from "../../../hours/targets/not-expressible";
import { scalingActions } from "../../../hours/targets/scaling-actions";
import type { WorkingHours } from "../../../hours/working-hours";
import { OFFICE, OFFICE_OF_2027 } from "../samples";
import { scalingAgrees, SIZES } from "./agreement";
import { inOddZones, ordinaryOf } from "./support";

describe("scalingActions", function () {
    this.timeout(60_000);

    it("given an office week, says all three sizes of both actions", () => {
        assert.deepEqual(scalingActions(OFFICE, SIZES), [
            { role: "start", recurrence: "45 6 * * 1,2,3,4,5", timeZone: "Europe/Berlin", ...SIZES },
            {
                role: "stop",
                recurrence: "10 20 * * 1,2,3,4,5",
                timeZone: "Europe/Berlin",
                minSize: 0,
                maxSize: 4,
                desiredCapacity: 0,
            },
        ]);
    });

    it("given spans that end at different times, tells the actions apart by them", () => {
        const hours: WorkingHours = {
            ...OFFICE,
            week: [
                { days: ["MON"], start: "07:00", end: "20:00" },
                { days: ["SUN"], start: "07:00", end: "23:55" },
            ],
        };
        assert.deepEqual(
            scalingActions(hours, SIZES).map(({ recurrence, role }) => [role, recurrence]),
            [
                ["start", "45 6 * * 0,1"],
                ["stop-0005", "5 0 * * 1"],
                ["stop-2010", "10 20 * * 1"],
            ],
        );
    });

    it("given every day, says so", () => {
        const week = [
            { days: ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"], start: "07:00", end: "20:00" },
        ] as const;
        assert.equal(scalingActions({ ...OFFICE, week }, SIZES)[0]!.recurrence, "45 6 * * *");
    });

    it("given dates that are not as their week has them, refuses and names every one", () => {
        const hours = { ...OFFICE, closed: [{ from: "2027-05-06", to: "2027-05-07", reason: "Ascension" }] };
        assert.throws(
            () => scalingActions(hours, SIZES),
            (error: unknown) => {
                assert.ok(error instanceof NotExpressibleError);
                assert.deepEqual(
                    error.inexpressible.map(({ what }) => what),
                    ["2027-05-06 (Ascension)", "2027-05-07 (Ascension)"],
                );
                return true;
            },
        );
        assert.throws(() => scalingActions(OFFICE_OF_2027, SIZES), NotExpressibleError);
    });

    it("given sizes at the edge of what is right, takes them", () => {
        for (const [minSize, desiredCapacity, maxSize] of [
            [0, 0, 1],
            [1, 1, 1],
        ] as const) {
            assert.equal(scalingActions(OFFICE, { minSize, desiredCapacity, maxSize }).length, 2);
        }
    });

    for (const [minSize, desiredCapacity, maxSize] of [
        [-1, 1, 1],
        [2, 1, 3],
        [1, 3, 2],
        [0, 0, 0],
        [0.5, 1, 2],
        [1, NaN, 2],
    ] as const) {
        it(`given ${minSize}, ${desiredCapacity} and ${maxSize} as sizes, refuses them`, () => {
            assert.throws(
                () => scalingActions(OFFICE, { minSize, desiredCapacity, maxSize }),
                new RegExp(`got ${minSize}, ${desiredCapacity} and ${maxSize}`),
            );
        });
    }

    it("given any week in zones of every kind, wakes nodes exactly while they are to be awake", () => {
        inOddZones(3, "nodes", (hours, year) => {
            scalingAgrees(ordinaryOf(hours), year);
            return true;
        });
    });
});
