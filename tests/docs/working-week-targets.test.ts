import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import {
    alertmanagerIntervals,
    kedaCronTriggers,
    muteRules,
    NotExpressibleError,
    placedCronJob,
    scalingActions,
    type WorkingHours,
} from "../../components";
import { schedulerTimers } from "../../hours";

const PAGE = readFileSync(path.join(__dirname, "../../docs/working-week-targets.md"), "utf8");

const WEEK: WorkingHours = {
    timeZone: "Europe/Berlin",
    week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
};
const WITH_HOLIDAY: WorkingHours = { ...WEEK, closed: [{ from: "2027-05-06", reason: "Ascension Day" }] };

/** What the page shows below a mark. */
function shown(mark: string): string {
    const block = new RegExp(`<!-- ${mark} -->\\n\\n\`\`\`\\w+\\n(.*?)\`\`\``, "s").exec(PAGE)?.[1];
    assert.ok(block !== undefined, `the page shows nothing of ${mark}`);
    return block;
}

describe("the page about what each target can say", () => {
    const made: Readonly<Record<string, () => unknown>> = {
        alertmanager: () => alertmanagerIntervals(WITH_HOLIDAY).closed.at(-1),
        keda: () => kedaCronTriggers(WEEK, 3),
        placed: () => placedCronJob(WITH_HOLIDAY, { placement: "inside", durationMinutes: 90, at: "12:00" }, "skip"),
        scaling: () => scalingActions(WEEK, { minSize: 2, maxSize: 4, desiredCapacity: 3 }),
        mute: () => muteRules(WITH_HOLIDAY),
    };
    for (const [mark, make] of Object.entries(made)) {
        it(`shows of ${mark} what is made`, () => {
            assert.deepEqual(JSON.parse(shown(mark)), make());
        });
    }

    it("makes it of the same hours, with the same arguments", () => {
        for (const call of [
            'week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],',
            '{ ...week, closed: [{ from: "2027-05-06", reason: "Ascension Day" }] };',
            "alertmanagerIntervals(withHoliday)",
            "kedaCronTriggers(week, 3)",
            'placedCronJob(withHoliday, { placement: "inside", durationMinutes: 90, at: "12:00" }, "skip")',
            "scalingActions(week, { minSize: 2, maxSize: 4, desiredCapacity: 3 })",
            "muteRules(withHoliday)",
        ]) {
            assert.ok(PAGE.includes(call), call);
        }
    });

    it("shows the words in which a holiday is refused", () => {
        assert.throws(
            () => kedaCronTriggers(WITH_HOLIDAY, 3),
            (error: unknown) => {
                assert.ok(error instanceof NotExpressibleError);
                assert.equal(`${error.message}\n`, shown("refused"));
                return true;
            },
        );
    });

    it("shows the words in which a lunch break is refused that is too short for a database, and what else makes of it", () => {
        const days = ["MON", "TUE", "WED", "THU", "FRI"] as const;
        const week = [
            { days, start: "07:00", end: "12:00" },
            { days, start: "13:00", end: "20:00" },
        ];
        const lunch: WorkingHours = { ...WEEK, week };
        assert.throws(() => schedulerTimers(lunch, "database", "stop"), {
            name: "RangeError",
            message: shown("by part").trimEnd(),
        });
        assert.deepEqual(
            kedaCronTriggers(lunch, 3).map(({ metadata: { end, start } }) => [start, end]),
            [
                ["55 6 * * MON-FRI", "0 12 * * MON-FRI"],
                ["55 12 * * MON-FRI", "0 20 * * MON-FRI"],
            ],
        );
        assert.ok(muteRules(lunch).some(({ duration, role }) => role.startsWith("1200-") && duration === "PT1H"));
    });

    it("shows nothing else", () => {
        const marks = [...PAGE.matchAll(/<!-- ([\w ]+) -->/g)].map(([, mark]) => mark);
        assert.deepEqual(marks.sort(), [...Object.keys(made), "by part", "refused"].sort());
    });
});
