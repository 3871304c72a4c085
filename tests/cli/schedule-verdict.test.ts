import assert from "node:assert/strict";
import { passes, verdictOfYear } from "../../cli/schedule/report";
import { changesToMake } from "../../cli/report/schedule-changes";
import type { YearReport } from "../../schedule/simulation/model";
import { minute, production, reportOf, SPAN, sleeper, sleepless, strictReportOf, year } from "./schedule-sample";

const LATE = {
    from: minute("2027-01-04T06:00Z"),
    to: minute("2027-01-04T06:01Z"),
    kind: "asleep while it should be awake",
    why: undefined,
} as const;
const disagreeing = (over: Partial<YearReport> = {}) =>
    year({ sleepers: [sleeper("orders/database", "database", { disagreements: [LATE] })], ...over });

describe("verdict on a simulated year", () => {
    for (const [given, report, verdict] of [
        ["nothing but what is intended", year(), "as intended"],
        ["one minute that is not as intended", disagreeing(), "not as intended"],
        [
            "a conflict without a moment",
            year({ conflicts: [{ path: "a", message: "b", at: undefined }] }),
            "not as intended",
        ],
        ["something that cannot be told", year({ undecided: ["when a fires"] }), "undecided"],
        ["something that may sleep or not", year({ sleepless: [sleepless("a", "undecided", "b")] }), "undecided"],
        [
            "what cannot sleep, and what sleeps by itself",
            year({
                sleepless: [sleepless("a", "cannot", "b"), sleepless("c", "by itself", "d")],
            }),
            "as intended",
        ],
        [
            "hours, and something that nothing stops",
            year({ sleepless: [sleepless("a", "does not", "b")] }),
            "not as intended",
        ],
        [
            "no hours, and something that nothing stops",
            year({
                intent: undefined,
                open: undefined,
                sleepers: [],
                sleepless: [sleepless("a", "does not", "b")],
            }),
            "as intended",
        ],
        [
            "no hours, and something that sleeps",
            year({
                intent: undefined,
                open: undefined,
                sleepers: [sleeper("a", "database", { disagreements: undefined })],
            }),
            "undecided",
        ],
        [
            "a production that nothing stops",
            production({ sleepless: [sleepless("a", "does not", "b")] }),
            "as intended",
        ],
        [
            "a production that sleeps",
            production({ sleepers: [sleeper("a", "database", { disagreements: undefined })] }),
            "not as intended",
        ],
        [
            "a production whose schedules only wake",
            production({
                sleepers: [sleeper("a", "database", { disagreements: undefined, awake: [SPAN] })],
            }),
            "as intended",
        ],
    ] as const) {
        it(`given ${given}, is ${verdict}`, () => {
            assert.equal(verdictOfYear(report), verdict);
        });
    }

    it("given what is undecided, passes but in strict mode; given what is wrong, never", () => {
        const undecided = year({ undecided: ["when a fires"] });
        assert.deepEqual([passes(reportOf(undecided)), passes(strictReportOf(true, undecided))], [true, false]);
        assert.deepEqual([passes(reportOf(disagreeing())), passes(reportOf(year(), disagreeing()))], [false, false]);
        assert.equal(passes(strictReportOf(true, year(), production())), true);
    });

    it("given several environments, puts the worst first and names a project where there are several", () => {
        const report = reportOf(production(), year({ stack: "qa", undecided: ["a"] }), disagreeing());
        assert.deepEqual(
            report.environments.map(({ name }) => name),
            ["staging", "qa", "prod"],
        );
    });

    it("given something to change, says it by name; given nothing, nothing", () => {
        assert.deepEqual(changesToMake(year()), []);
        assert.deepEqual(changesToMake(production()), []);
        const [change, ...more] = changesToMake(disagreeing());
        assert.match(
            change ?? "",
            /^give hours\/database-start, hours\/database-stop the times that hours-hours asks for/,
        );
        assert.deepEqual(more, []);
        const awake = changesToMake(production({ sleepers: [sleeper("a", "database", { disagreements: undefined })] }));
        assert.deepEqual(awake, [
            "remove hours/database-start, hours/database-stop: nothing in production may be scheduled",
        ]);
        const named = production({
            conflicts: [{ path: "nights/database-stop", message: "b", at: undefined }],
            sleepers: [sleeper("a", "database", { disagreements: undefined, by: ["database-stop", "database-start"] })],
        });
        assert.deepEqual(changesToMake(named), [
            "remove nights/database-stop, database-start: nothing in production may be scheduled",
        ]);
        // An alarm that is muted is to stay: the rule that mutes it has to go.
        const muted = production({
            conflicts: [{ path: "errors", message: "nights mutes this alarm", at: undefined }],
            sleepers: [sleeper("errors", "alarms", { disagreements: undefined, by: ["nights"] })],
        });
        assert.deepEqual(changesToMake(muted), ["remove nights: nothing in production may be scheduled"]);
        const unstated = year({
            intent: undefined,
            sleepers: [sleeper("a", "database", { disagreements: undefined })],
        });
        assert.deepEqual(changesToMake(unstated), [
            "state when people work: environments.staging.workingHours in stagewright.yaml",
        ]);
        assert.deepEqual(changesToMake(year({ sleepless: [sleepless("a", "does not", "b")] })), [
            "schedule a, as WorkingHoursSchedule does",
        ]);
        assert.deepEqual(changesToMake(year({ conflicts: [{ path: "a", message: "b", at: undefined }] })), [
            "leave one schedule, or one other controller, in charge of a: one that AWS takes and that stops nothing while people work",
        ]);
    });
});
