import assert from "node:assert/strict";
import { layoutFor } from "../../cli/report/layout";
import { renderNextJson, renderStatusJson } from "../../cli/report/schedule-moment-json";
import { renderNextText, renderStatusText } from "../../cli/report/schedule-moment-text";
import {
    daysText,
    durationText,
    instantText,
    intervalTextWithUtc,
    momentTextWithUtc,
} from "../../cli/report/schedule-times";
import { readMoment } from "../../cli/schedule/asked-moment";
import { momentIn } from "../../cli/schedule/moment";
import { type NextEnvironment, nextEnvironment, type StatusEnvironment } from "../../cli/schedule/moment-reports";
import { workingAt } from "../../cli/schedule/working";
import type { Intent, NextReport, StateReport, ThingState } from "../../schedule/simulation/model";
import { change, HOURS, minute, sleepless } from "./schedule-sample";
import { schemaFaults } from "./schema";

const BERLIN = "Europe/Berlin";
const PLAIN = layoutFor(undefined, false);
const INTENT: Intent = { hours: HOURS, source: "hours-hours" };

/** The minute that a text means in a zone, or the fault. */
function meant(text: string, timeZone = BERLIN) {
    const moment = readMoment(text);
    assert.ok(moment !== undefined, text);
    return momentIn(timeZone, moment);
}

describe("moments that are asked about", () => {
    for (const [text, expected] of [
        ["2027-01-04T09:30", "2027-01-04T08:30Z"],
        ["2027-07-05T09:30", "2027-07-05T07:30Z"],
        ["2027-07-05T09:30+05:45", "2027-07-05T03:45Z"],
        ["2027-07-05T09:30:59Z", "2027-07-05T09:30Z"],
        ["2026-01-01T00:00", "2025-12-31T23:00Z"],
        ["2036-12-31T23:59Z", "2036-12-31T23:59Z"],
        // Clocks skip from 02:00 to 03:00 and repeat it in October.
        ["2027-03-28T01:59", "2027-03-28T00:59Z"],
        ["2027-03-28T03:00", "2027-03-28T01:00Z"],
        ["2027-10-31T01:59", "2027-10-30T23:59Z"],
        ["2027-10-31T03:00", "2027-10-31T02:00Z"],
        ["2027-10-31T02:30+02:00", "2027-10-31T00:30Z"],
        ["2027-10-31T02:30+01:00", "2027-10-31T01:30Z"],
    ] as const) {
        it(`given ${text} in Berlin, is ${expected}`, () => {
            assert.equal(meant(text), minute(expected));
        });
    }

    for (const text of [
        ...["", "now", "2027-01-04", "2027-01-04 09:30", "2027-1-4T09:30", "2027-01-04T24:00", "2027-01-04T09:60"],
        ...[
            "2027-02-29T09:30",
            "2025-12-31T23:59",
            "2037-01-01T00:00Z",
            "2027-01-04T09:30+25:00",
            "2027-01-04T09:30:00",
        ],
        ...["2027-01-04T09:30+0100", "2027-01-04T09:30z", " 2027-01-04T09:30"],
    ]) {
        it(`given ${JSON.stringify(text)}, is none`, () => {
            assert.equal(readMoment(text), undefined);
        });
    }

    it("given a time that clocks skip, says that they do; given one that comes twice, which two are meant", () => {
        assert.deepEqual(meant("2027-03-28T02:30"), {
            at: "--at 2027-03-28T02:30",
            message: "clocks in Europe/Berlin skip 2027-03-28T02:30; expected a time that they show",
        });
        assert.deepEqual(meant("2027-10-31T02:00"), {
            at: "--at 2027-10-31T02:00",
            message:
                "clocks in Europe/Berlin show 2027-10-31T02:00 twice; expected 2027-10-31T02:00:00+02:00 or 2027-10-31T02:00:00+01:00",
        });
        assert.equal(meant("2027-03-28T02:30", "UTC"), minute("2027-03-28T02:30Z"));
    });
});

describe("moments for people and programs", () => {
    it("given zones of odd offsets, writes what RFC 3339 reads back", () => {
        for (const timeZone of [
            BERLIN,
            "Asia/Kathmandu",
            "America/St_Johns",
            "Pacific/Chatham",
            "Australia/Lord_Howe",
            "UTC",
        ]) {
            for (const text of ["2027-01-04T23:45Z", "2027-07-05T00:15Z", "2027-10-31T00:30Z"]) {
                const written = instantText(timeZone, minute(text));
                assert.equal(minute(written), minute(text), `${timeZone} ${written}`);
            }
        }
        assert.equal(instantText("America/St_Johns", minute("2027-01-04T23:45Z")), "2027-01-04T20:15:00-03:30");
    });

    it("given another date in UTC, says it; given UTC itself, says it once", () => {
        assert.equal(
            momentTextWithUtc(BERLIN, minute("2027-01-04T23:30Z")),
            "Tue 2027-01-05 00:30 (Mon 2027-01-04 23:30 UTC)",
        );
        assert.equal(momentTextWithUtc(BERLIN, minute("2027-01-04T08:30Z")), "Mon 2027-01-04 09:30 (08:30 UTC)");
        assert.equal(momentTextWithUtc("UTC", minute("2027-01-04T08:30Z")), "Mon 2027-01-04 08:30 UTC");
        assert.equal(
            intervalTextWithUtc(BERLIN, { from: minute("2027-01-04T06:00Z"), to: minute("2027-01-04T19:00Z") }),
            "Mon 2027-01-04 07:00 to 20:00 (06:00 to 19:00 UTC)",
        );
    });

    it("given durations and days, says them shortly", () => {
        assert.deepEqual([0, 1, 60, 61, 1440, 1501].map(durationText), [
            "0 min",
            "1 min",
            "1 h",
            "1 h 1 min",
            "1 d",
            "1 d 1 h 1 min",
        ]);
        assert.equal(daysText(["MON", "TUE", "WED", "THU", "FRI"]), "Mon to Fri");
        assert.equal(daysText(["FRI", "MON", "WED", "THU"]), "Mon, Wed to Fri");
        assert.equal(daysText(["SUN"]), "Sun");
    });
});

describe("when people work", () => {
    const working = (at: string) => workingAt(INTENT, minute(at));

    it("given a moment at work, is the span that goes on; at its end, the next one", () => {
        const monday = { from: minute("2027-01-04T06:00Z"), to: minute("2027-01-04T19:00Z") };
        assert.deepEqual(working("2027-01-04T06:00Z"), { ...monday, specialDays: [] });
        assert.deepEqual(working("2027-01-04T18:59Z"), { ...monday, specialDays: [] });
        assert.equal(working("2027-01-04T19:00Z")?.from, minute("2027-01-05T06:00Z"));
        assert.equal(working("2027-01-04T05:59Z")?.from, minute("2027-01-04T06:00Z"));
    });

    it("given closed days, says why it takes so long", () => {
        const next = working("2027-12-24T09:00Z");
        assert.equal(next?.from, minute("2027-12-27T06:00Z"));
        assert.deepEqual(
            next.specialDays.map(({ date }) => date),
            ["2027-12-24", "2027-12-25", "2027-12-26"],
        );
    });

    it("given work that never ends, has no end; given nobody who says, is nothing", () => {
        const always = {
            ...HOURS,
            closed: [],
            exceptions: [],
            week: [{ days: ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const, start: "00:00", end: "00:00" }],
        };
        const going = workingAt({ hours: always, source: "a" }, minute("2027-01-04T06:00Z"));
        assert.ok(going !== undefined && going.from < minute("2027-01-04T06:00Z"));
        assert.equal(going.to, undefined);
        assert.equal(workingAt(undefined, 0), undefined);
    });
});

const NEXT: NextReport = {
    stack: "staging",
    environmentClass: "staging",
    at: minute("2027-12-23T18:00Z"),
    timeZone: BERLIN,
    intent: INTENT,
    changes: [
        change("2027-12-23T19:25Z", "orders/database", false),
        change("2027-12-23T19:25Z", "carts/database", false),
        { ...change("2027-12-30T19:25Z", "orders/database", true), by: [] },
    ],
    sleepless: [],
    conflicts: [],
    undecided: [],
    notes: [],
};

const next = (over: Partial<NextReport> = {}, isScheduled = true): NextEnvironment =>
    nextEnvironment({ name: over.stack ?? "staging", project: "shop", isScheduled }, { ...NEXT, ...over });

const thing = (path: string, awake: boolean, until?: string): ThingState => ({
    ...change("2027-01-01T00:00Z", path, awake),
    type: "aws:rds/cluster:Cluster",
    awake,
    until: until === undefined ? undefined : minute(until),
    endedBy: until === undefined ? [] : [`${path}-${awake ? "stop" : "start"}`],
});

const STATE: StateReport = {
    stack: "staging",
    environmentClass: "staging",
    at: minute("2027-12-24T08:30Z"),
    timeZone: BERLIN,
    intent: INTENT,
    open: false,
    specialDay: "between the years",
    things: [thing("orders/database", false, "2027-12-27T05:30Z"), thing("carts/database", true)],
    sleepless: [sleepless("network/nat", "cannot", "a gateway cannot be stopped")],
    conflicts: [],
    undecided: ["when x fires"],
    notes: [],
};

const status = (over: Partial<StateReport> = {}, starts: StatusEnvironment["starts"] = []): StatusEnvironment => {
    const report = { ...STATE, ...over };
    return { project: "shop", name: report.stack, report, working: workingAt(report.intent, report.at), starts };
};

const PRODUCTION = {
    stack: "prod",
    environmentClass: "production",
    intent: undefined,
    open: undefined,
    specialDay: undefined,
};

describe("what changes next", () => {
    it("given changes, says each moment on both clocks, what and by which schedule, and why days are special", () => {
        assert.equal(
            renderNextText([next()], PLAIN),
            [
                "Next  staging, Thu 2027-12-23 19:00 (18:00 UTC), clocks of Europe/Berlin",
                "  people work until Thu 2027-12-23 20:00 (19:00 UTC), as hours-hours says",
                "",
                "Changes",
                "  Thu 2027-12-23 20:25 (19:25 UTC)",
                "    falls asleep: orders/database, carts/database  database cluster, by",
                "      hours/database-stop",
                "  Thu 2027-12-30 20:25 (19:25 UTC)",
                "    wakes: orders/database  database cluster",
                "",
                "Special days",
                "  Fri 2027-12-24 to Sun 2027-12-26  closed: between the years",
                "",
            ].join("\n"),
        );
    });

    it("given nothing that changes, says whether anything is scheduled at all", () => {
        assert.match(renderNextText([next({ changes: [] })], PLAIN), /^ {2}nothing changes within a year$/m);
        assert.match(renderNextText([next({ changes: [] }, false)], PLAIN), /^ {2}nothing is scheduled$/m);
        const production = renderNextText([next({ ...PRODUCTION, changes: [] }, false)], PLAIN);
        assert.match(production, /^Next {2}prod[^]*\n {2}production is to be open all the time\n/);
        assert.match(renderNextText([next({ intent: undefined })], PLAIN), /^ {2}nobody states when people work$/m);
    });

    it("given each, writes JSON as the published schema says", () => {
        for (const one of [
            [next()],
            [next({ intent: undefined, undecided: ["a"] }), next({ ...PRODUCTION, changes: [] }, false)],
            [],
        ])
            assert.deepEqual(schemaFaults("schedule-next.schema.json", JSON.parse(renderNextJson(one))), []);
    });
});

describe("state at a moment", () => {
    const START = {
        path: "orders/database",
        start: "aws rds start-db-cluster --db-cluster-identifier staging-orders-with-a-name-that-is-long",
        wait: "aws rds wait",
    };

    it("given a closed day, says why, until when, and how to start what is asleep", () => {
        const said = renderStatusText([status({}, [START])], layoutFor(60, false));
        for (const line of [
            /^Closed {2}staging, Fri 2027-12-24 09:30 \(08:30 UTC\), clocks of\nEurope\/Berlin$/m,
            /^ {2}people work next Mon 2027-12-27 07:00 to 20:00 \(06:00 to\n {4}19:00 UTC\), in 2 d 21 h 30 min, as hours-hours says$/m,
            /^ {2}Fri 2027-12-24 to Sun 2027-12-26 {2}closed: between the\n {4}years$/m,
            /^Asleep\n {2}orders\/database {2}database cluster\n {4}until Mon 2027-12-27 06:30 \(05:30 UTC\), by\n {6}orders\/database-start$/m,
            /^Awake\n {2}carts\/database {2}database cluster\n {4}for more than a year$/m,
            /^Cannot sleep\n {2}network\/nat$/m,
            /^Undecided\n {2}when x fires$/m,
            /^change {2}A database that is asleep cannot be changed/m,
            // A command is one line, however narrow it is.
            /^ {2}aws rds start-db-cluster --db-cluster-identifier staging-orders-with-a-name-that-is-long\n {2}aws rds wait$/m,
        ])
            assert.match(said, line);
    });

    it("given people at work, says so, and what is asleep all the same", () => {
        const said = renderStatusText(
            [status({ at: minute("2027-01-04T08:30Z"), open: true, specialDay: undefined })],
            PLAIN,
        );
        assert.match(
            said,
            /^Open {2}staging, .*\n {2}people work until Mon 2027-01-04 20:00 \(19:00 UTC\), as hours-hours says$/m,
        );
        assert.match(said, /^Asleep while people work\n/m);
        assert.doesNotMatch(said, /^change/m);
    });

    it("given the minute in which work begins, says that people work; a minute before, when they do", () => {
        const at = (text: string) => renderStatusText([status({ at: minute(text), specialDay: undefined })], PLAIN);
        assert.match(at("2027-01-04T06:00Z"), /^ {2}people work until Mon 2027-01-04 20:00/m);
        assert.match(
            at("2027-01-04T05:59Z"),
            /^ {2}people work next Mon 2027-01-04 07:00 to 20:00 .*, in 1\n {4}min, as hours-hours says$/m,
        );
    });

    it("given no hours, says what there is; given production, that it never sleeps", () => {
        const unstated = { intent: undefined, open: undefined, specialDay: undefined };
        assert.match(
            renderStatusText([status(unstated)], PLAIN),
            /^Scheduled {2}staging, .*\n {2}nobody states when people work$/m,
        );
        assert.match(
            renderStatusText([status({ ...unstated, things: [], undecided: [] })], PLAIN),
            /^Nothing is scheduled {2}staging/m,
        );
        assert.match(
            renderStatusText([status({ ...PRODUCTION, things: [], undecided: [] })], PLAIN),
            /^Never scheduled {2}prod, .*\n {2}production is to be open all the time$/m,
        );
    });

    it("given a production that is scheduled, or has hours, never says that it is closed", () => {
        const hours = renderStatusText(
            [status({ stack: "prod", environmentClass: "production", things: [], undecided: [] })],
            PLAIN,
        );
        assert.match(hours, /^Never scheduled {2}prod, .*\n {2}production is to be open all the time$/m);
        assert.match(renderStatusText([status(PRODUCTION)], PLAIN), /^Scheduled, and is production {2}prod, /m);
    });

    it("given each, writes JSON as the published schema says", () => {
        for (const one of [[status({}, [START])], [status({ ...PRODUCTION, things: [] }), status({ open: true })], []])
            assert.deepEqual(schemaFaults("schedule-status.schema.json", JSON.parse(renderStatusJson(one))), []);
    });
});
