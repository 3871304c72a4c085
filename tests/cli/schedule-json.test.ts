import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { renderScheduleJson } from "../../cli/report/schedule-json";
import { production, reportOf, sleeper, sleepless, strictReportOf, year, minute } from "./schedule-sample";
import { scheduleReportSchemas } from "./schedule-schemas";
import { schemaFaults } from "./schema";

const FILE = "schedule.schema.json";

interface Written {
    readonly passes: boolean;
    readonly environments: readonly {
        readonly stack: string;
        readonly verdict: string;
        readonly span: unknown;
        readonly clockNights: readonly { readonly at: string; readonly events: readonly { readonly at: string }[] }[];
        readonly sleepers: readonly {
            readonly awakeMinutes: number;
            readonly asleepMinutes: number;
            readonly awake: readonly unknown[];
            readonly disagreements?: readonly unknown[];
            readonly cost?: unknown;
        }[];
    }[];
}

const written = (report: ReturnType<typeof reportOf>) => JSON.parse(renderScheduleJson(report)) as Written;

const WRONG = year({
    sleepers: [
        sleeper("orders/database", "database", {
            disagreements: [
                {
                    from: minute("2027-10-31T00:30Z"),
                    to: minute("2027-10-31T01:30Z"),
                    kind: "awake while it should be asleep",
                    why: "comes twice",
                },
                {
                    from: minute("2027-11-01T00:30Z"),
                    to: minute("2027-11-01T00:31Z"),
                    kind: "asleep while it should be awake",
                    why: undefined,
                },
            ],
        }),
        sleeper("probe", "probes", { disagreements: undefined, intended: undefined }),
    ],
    sleepless: [
        sleepless("a", "undecided", "b"),
        { ...sleepless("c", "cannot", "d"), cost: { always: 1, simulated: 1 } },
        sleepless("e", "by itself", "f"),
        sleepless("g", "does not", "h"),
    ],
    conflicts: [
        { path: "a", message: "b", at: minute("2027-01-04T19:00Z") },
        { path: "c", message: "d", at: undefined },
    ],
    undecided: ["when x fires"],
});

describe("JSON of a simulated year", () => {
    it("given the shapes of today, are published as they are", () => {
        for (const { file, document } of scheduleReportSchemas()) {
            assert.deepEqual(
                JSON.parse(readFileSync(file, "utf8")),
                JSON.parse(JSON.stringify(document)),
                `write ${path.basename(file)} anew: npx tsx tests/cli/write-settings-schema.ts`,
            );
        }
    });

    for (const [given, report] of [
        ["a year as it should be beside production", reportOf(year(), production())],
        ["everything that can be wrong", strictReportOf(true, WRONG)],
        [
            "a production that sleeps",
            reportOf(production({ sleepers: [sleeper("a", "database", { disagreements: undefined })] })),
        ],
        ["nobody who states hours", reportOf(year({ intent: undefined, open: undefined, specialDays: [] }))],
        ["no environment", reportOf()],
    ] as const) {
        it(`given ${given}, writes what the published schema describes, and no more`, () => {
            assert.deepEqual(schemaFaults(FILE, written(report)), []);
        });
    }

    it("given a minute that comes twice, tells the two apart by their offsets", () => {
        const [environment] = written(reportOf(year())).environments;
        assert.deepEqual(
            environment?.clockNights.map(({ at, events }) => [at, ...events.map(event => event.at)]),
            [
                ["2027-03-28T03:00:00+02:00"],
                ["2027-10-31T02:00:00+01:00", "2027-10-31T02:30:00+02:00", "2027-10-31T02:30:00+01:00"],
            ],
        );
        assert.deepEqual(environment.span, { from: "2027-01-01T00:00:00+01:00", to: "2028-01-01T00:00:00+01:00" });
    });

    it("given something that sleeps, writes every span, minutes that add up to the year, and costs to the cent", () => {
        const [environment] = written(reportOf(year())).environments;
        const [database] = environment?.sleepers ?? [];
        assert.equal((database?.awakeMinutes ?? 0) + (database?.asleepMinutes ?? 0), 365 * 24 * 60);
        // The weekdays of the year, two of which are closed, and a Saturday.
        assert.equal(database?.awake.length, 261 - 2 + 1);
        assert.deepEqual(database.awake[0], { from: "2027-01-01T06:30:00+01:00", to: "2027-01-01T20:25:00+01:00" });
        assert.deepEqual(database.cost, { always: 3000, simulated: 1234.57 });
        assert.deepEqual(database.disagreements, []);
    });

    it("given nobody who states what is intended, leaves disagreements out, so that none is not taken for zero", () => {
        const [environment] = written(reportOf(WRONG)).environments;
        const [database, probe] = environment?.sleepers ?? [];
        assert.deepEqual(database?.disagreements, [
            {
                from: "2027-10-31T02:30:00+02:00",
                to: "2027-10-31T02:30:00+01:00",
                kind: "awake while it should be asleep",
                why: "comes twice",
            },
            {
                from: "2027-11-01T01:30:00+01:00",
                to: "2027-11-01T01:31:00+01:00",
                kind: "asleep while it should be awake",
            },
        ]);
        assert.equal(probe !== undefined && "disagreements" in probe, false);
        assert.equal(environment?.verdict, "not as intended");
        assert.equal(written(reportOf(WRONG)).passes, false);
    });

    it("given a broken document, the schema finds the fault", () => {
        const whole = written(reportOf(year()));
        const faults = schemaFaults(FILE, { ...whole, strict: "yes", surprise: 1 });
        assert.deepEqual(
            faults.map(fault => fault.split(" ")[0]),
            ["", "/strict"],
        );
    });
});
