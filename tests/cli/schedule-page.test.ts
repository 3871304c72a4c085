import assert from "node:assert/strict";
import type { Block, Line, ReportDocument, Section } from "../../cli/report/document/model";
import { scheduleDocument } from "../../cli/report/schedule-page";
import type { YearReport } from "../../schedule/simulation/model";
import { wrongYear } from "./schedule-page-sample";
import { change, production, reportOf, sleeper, sleepless, SPAN, strictReportOf, year } from "./schedule-sample";

const said = (line: Line): string => line.map(inline => (typeof inline === "string" ? inline : inline.text)).join("");

const titles = (blocks: readonly Block[]): readonly string[] =>
    blocks.flatMap(block => (block.kind === "section" ? [said(block.title)] : []));

function part({ blocks }: Pick<ReportDocument, "blocks">, ...path: readonly string[]): Section {
    const [title, ...inner] = path;
    const found = blocks.find(block => block.kind === "section" && said(block.title) === title);
    assert.ok(found?.kind === "section", `no part ${title}; there are ${titles(blocks).join(", ")}`);
    return inner.length === 0 ? found : part(found, ...inner);
}

/** What stands in a part itself, as lines: "term: line", "cell | cell". */
function linesOf({ blocks }: Pick<Section, "blocks">): readonly string[] {
    return blocks.flatMap(block => {
        switch (block.kind) {
            case "facts":
                return block.facts.flatMap(([term, lines]) => lines.map(line => `${term}: ${said(line)}`));
            case "table":
                return block.rows.map(cells => cells.map(said).join(" | "));
            case "drawing":
                return [`(${block.look})`];
            case "paragraph":
            case "verdict":
                return [said(block.line)];
            case "section":
                return [];
        }
    });
}

/** The part of the only environment. */
function only(report: YearReport): Section {
    const [first] = scheduleDocument(reportOf(report)).blocks.filter(block => block.kind === "section");
    assert.ok(first);
    return first;
}

describe("the page of a year", () => {
    it("given an environment that sleeps, says in a headline for how long, and in a sentence what it saves", () => {
        const environment = only(year());
        assert.equal(said(environment.title), "staging sleeps for 60% of 2027");
        assert.deepEqual(linesOf(environment), [
            "An estimated $1,800 is saved: 59% of the $3,000 that what can sleep would cost awake all year, and 52% of the $3,400 that everything would. By list prices of 2026-11-01.",
            "As intended, in every minute of the year.",
            "Hours: people work Mon to Fri 07:00 to 20:00 in Europe/Berlin, ready after 30 min, as hours-hours says",
            "Without a price: cluster/workers, network/nat",
            "(year)",
        ]);
        assert.deepEqual(titles(environment.blocks), [
            "What sleeps",
            "What no schedule puts to sleep",
            "Special days",
            "Nights in which clocks change",
            "Notes",
        ]);
        assert.deepEqual(linesOf(part(environment, "What sleeps")), ["(strips)"]);
    });

    it("given a production that nothing puts to sleep, says so and draws nothing", () => {
        const environment = only(
            production({ sleepless: [], cost: { ...year().cost, total: { always: 0, simulated: 0, unpriced: [] } } }),
        );
        assert.equal(said(environment.title), "prod never sleeps");
        assert.deepEqual(linesOf(environment), ["Never scheduled."]);
        assert.deepEqual(titles(environment.blocks), []);
    });

    it("given a production with schedules that never stop it, says that it never sleeps", () => {
        const environment = only(
            production({ sleepers: [sleeper("a", "nodes", { awake: [SPAN], awakeMinutes: SPAN.to - SPAN.from })] }),
        );
        assert.equal(said(environment.title), "prod never sleeps");
        assert.ok(linesOf(environment).includes("As intended."));
    });

    it("given prices of a production that never sleeps, tells of no saving", () => {
        assert.deepEqual(linesOf(only(production())), [
            "Never scheduled.",
            "Without a price: cluster/workers, network/nat",
        ]);
    });

    it("given one environment that is not as intended, does not blame the others for it", () => {
        const parts = scheduleDocument(reportOf(year(), wrongYear())).blocks.filter(block => block.kind === "section");
        const good = parts.map(({ blocks }) => blocks.some(block => block.kind === "verdict" && block.good));
        assert.deepEqual(good, [false, true]);
    });

    it("given a production that is put to sleep, says so first of all and by what", () => {
        const environment = only(production({ sleepers: [sleeper("orders/database", "database")] }));
        assert.equal(said(environment.title), "prod is production, and is put to sleep");
        assert.ok(linesOf(environment).includes("Production is scheduled."));
        const [row = ""] = linesOf(part(environment, "What is not as intended", "Production is put to sleep"));
        assert.match(
            row,
            /^orders\/database database cluster \| \d+ d .* \| hours\/database-start, hours\/database-stop$/,
        );
    });

    it("given a program in which there is nothing, says that nothing sleeps", () => {
        const nothing = year({
            stack: "dev",
            sleepers: [],
            sleepless: [],
            intent: undefined,
            open: undefined,
            specialDays: [],
            clockNights: [],
            notes: [],
            cost: { ...year().cost, total: { always: 0, simulated: 0, unpriced: [] } },
        });
        const environment = only(nothing);
        assert.equal(said(environment.title), "Nothing sleeps in dev");
        assert.deepEqual(linesOf(environment), ["Nothing is scheduled."]);
        assert.deepEqual(titles(environment.blocks), []);
    });

    it("given what is not paid for by time, has no share to tell and none of a price", () => {
        const environment = only(
            year({
                sleepers: [sleeper("app/probe", "probes")],
                cost: { ...year().cost, stoppable: { always: 0, simulated: 0, unpriced: [] } },
            }),
        );
        assert.equal(said(environment.title), "When staging sleeps");
        assert.ok(linesOf(environment).every(line => !line.includes("saved")));
    });

    it("given several environments, has a part for each, the worst first and a production at rest last", () => {
        const document = scheduleDocument(reportOf(production(), year(), wrongYear()));
        assert.deepEqual(titles(document.blocks), [
            "qa sleeps for 62% of 2027",
            "staging sleeps for 60% of 2027",
            "prod never sleeps",
        ]);
        assert.equal(document.title, "When environments sleep in 2027");
    });

    it("given what is undecided, is good unless it is strict", () => {
        const undecided = year({ undecided: ["what stops app/queue cannot be read"] });
        const good = (strict: boolean) => {
            const [environment] = scheduleDocument(strictReportOf(strict, undecided)).blocks.filter(
                ({ kind }) => kind === "section",
            );
            return (
                environment?.kind === "section" &&
                environment.blocks.some(block => block.kind === "verdict" && block.good)
            );
        };
        assert.equal(good(false), true);
        assert.equal(good(true), false);
        assert.ok(linesOf(only(undecided)).includes("Undecided."));
        assert.deepEqual(linesOf(part(only(undecided), "Undecided")), ["what stops app/queue cannot be read"]);
    });

    it("given what is not as intended, tells the worst first: people without what they need, then conflicts, then waste", () => {
        const wrong = part(only(wrongYear()), "What is not as intended");
        assert.deepEqual(titles(wrong.blocks), [
            "Asleep while it should be awake",
            "Conflicts",
            "Awake while it should be asleep",
        ]);
        assert.deepEqual(linesOf(part(wrong, "Asleep while it should be awake")), [
            "old/nodes | 10 h 25 min, 2 times | Thu 2027-03-18 20:10 to Fri 2027-03-19 02:10 | it knows no dates",
        ]);
        assert.deepEqual(linesOf(part(wrong, "Conflicts")), [
            "app/nodes | one schedule stops what another starts | Sat 2027-01-02 00:00",
            "app/database | two schedules stop it | at no moment",
        ]);
        assert.deepEqual(linesOf(part(wrong, "Awake while it should be asleep")), [
            "old/nodes | 5 d 21 h 35 min, 11 times | Fri 2027-01-01 06:45 to 18:10 | it knows no dates",
        ]);
    });

    it("given disagreements of several kinds and reasons, has a line for each, the longest first", () => {
        const at = (hour: number, hours: number, why: string | undefined) => ({
            from: SPAN.from + hour * 60,
            to: SPAN.from + (hour + hours) * 60,
            kind: "awake while it should be asleep" as const,
            why,
        });
        const disagreements = [at(0, 1, "one"), at(2, 3, undefined), at(6, 1, "one")];
        const wrong = only(
            year({ sleepers: [sleeper("a", "nodes", { disagreements }), sleeper("b", "nodes", { disagreements })] }),
        );
        assert.deepEqual(linesOf(part(wrong, "What is not as intended", "Awake while it should be asleep")), [
            "a, b | 3 h, 1 time | Fri 2027-01-01 02:00 to 05:00 | the schedule says so",
            "a, b | 2 h, 2 times | Fri 2027-01-01 00:00 to 01:00 | one",
        ]);
    });

    it("given what does not sleep, tells it by why, what is in doubt first, with what it costs", () => {
        const cost = (always: number) => ({ always, simulated: always });
        const environment = only(
            year({
                sleepless: [
                    sleepless("net/one", "cannot", "a gateway cannot be stopped"),
                    { ...sleepless("net/two", "cannot", "a gateway cannot be stopped"), cost: cost(400) },
                    { ...sleepless("net/three", "by itself", "it pauses"), cost: cost(120) },
                    sleepless("net/four", "undecided", "its schedule cannot be read"),
                ],
            }),
        );
        const found = part(environment, "What no schedule puts to sleep");
        assert.deepEqual(titles(found.blocks), [
            "May sleep or not",
            "Sleeps by itself when nobody uses it",
            "Cannot sleep",
        ]);
        assert.deepEqual(
            titles(found.blocks).flatMap(title => linesOf(part(found, title))),
            [
                "net/four NAT gateway | its schedule cannot be read | no price",
                "net/three NAT gateway | it pauses | $120",
                "net/one, net/two NAT gateway | a gateway cannot be stopped | $400, some have no price",
            ],
        );
    });

    it("given what production does not stop, does not call it a fault", () => {
        const environment = only(
            production({ sleepless: [sleepless("orders/database", "does not", "no schedule stops it")] }),
        );
        assert.deepEqual(titles(part(environment, "What no schedule puts to sleep").blocks), [
            "Awake all year, as production has to be",
        ]);
        const staging = only(year({ sleepless: [sleepless("orders/database", "does not", "no schedule stops it")] }));
        assert.deepEqual(titles(part(staging, "What no schedule puts to sleep").blocks), [
            "Could sleep, and nothing stops it",
        ]);
    });

    it("given a timer for every month with a holiday, names some and says how many more there are", () => {
        const by = ["start", "stop", "start-2027-01", "start-2027-03", "start-2027-05"];
        const environment = only(production({ sleepers: [sleeper("a", "nodes", { by })] }));
        const [row] = linesOf(part(environment, "What is not as intended", "Production is put to sleep"));
        assert.match(row ?? "", / \| start and 4 more$/);
        const few = only(production({ sleepers: [sleeper("a", "nodes", { by: by.slice(0, 3) })] }));
        const [all] = linesOf(part(few, "What is not as intended", "Production is put to sleep"));
        assert.match(all ?? "", / \| start, stop, start-2027-01$/);
    });

    it("given special days, tells each with its name, days of one reason as one", () => {
        assert.deepEqual(linesOf(part(only(year()), "Special days")), [
            "Mon 17 May | Whit Monday | closed",
            "Sat 12 Jun | release, all hands | exception",
            "24 Dec to 26 Dec | between the years | closed",
        ]);
    });

    it("given nights in which clocks change, tells by the minute what happens in them, on the wall and in UTC", () => {
        const nights = part(only(year()), "Nights in which clocks change");
        assert.deepEqual(linesOf(part(nights, "Sun 2027-03-28 03:00 (01:00 UTC)")), [
            "Sun 2027-03-28 03:00 (01:00 UTC) | clocks change: 02:00 to 03:00 is skipped",
            "Nothing wakes or falls asleep.",
        ]);
        assert.deepEqual(linesOf(part(nights, "Sun 2027-10-31 02:00 (01:00 UTC)")), [
            "Sun 2027-10-31 02:30 (00:30 UTC) | wakes: orders/database",
            "Sun 2027-10-31 02:00 (01:00 UTC) | clocks change: 02:00 to 03:00 comes twice",
            "Sun 2027-10-31 02:30 (01:30 UTC) | falls asleep: orders/database",
        ]);
    });

    it("given several things in one minute of such a night, tells them as one", () => {
        const at = year().clockNights[0]?.at ?? 0;
        const events = [
            change("2027-03-28T03:00Z", "a", true),
            change("2027-03-28T03:00Z", "b", true),
            change("2027-03-28T03:00Z", "c", false),
        ];
        const nights = part(
            only(year({ clockNights: [{ at, shiftMinutes: 60, events }] })),
            "Nights in which clocks change",
        );
        assert.deepEqual(linesOf(part(nights, "Sun 2027-03-28 03:00 (01:00 UTC)")).slice(1), [
            "Sun 2027-03-28 05:00 (03:00 UTC) | wakes: a, b",
            "Sun 2027-03-28 05:00 (03:00 UTC) | falls asleep: c",
        ]);
    });
});
