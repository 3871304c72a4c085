import assert from "node:assert/strict";
import stringWidth from "string-width";
import { layoutFor } from "../../cli/report/layout";
import { renderScheduleText } from "../../cli/report/schedule-text";
import { namesText, percentOf } from "../../cli/report/schedule-words";
import type { Disagreeing, YearReport } from "../../schedule/simulation/model";
import { change, minute, production, reportOf, sleeper, sleepless, year } from "./schedule-sample";

const PLAIN = layoutFor(undefined, false);
const text = (...years: readonly YearReport[]) => renderScheduleText(reportOf(...years), PLAIN);

const shortage = (from: string, to: string): Disagreeing => ({
    from: minute(from),
    to: minute(to),
    kind: "asleep while it should be awake",
    why: "the time does not exist",
});

describe("text of a simulated year", () => {
    it("given a year as it should be, says hours, what cannot sleep, what it saves and why days are special", () => {
        const said = text(year());
        for (const line of [
            /^As intended {2}staging in 2027$/m,
            /people work Mon to Fri 07:00 to 20:00 in Europe\/Berlin, ready after 30 min, as\n {2}hours-hours says$/m,
            /^ {2}what can sleep is asleep 60% of the year\n {2}0 minutes other than intended$/m,
            /^Cannot sleep\n {2}network\/nat\n {4}NAT gateway: a gateway cannot be stopped$/m,
            /^ {2}orders\/database {2}3,609 h {2}5,151 h {11}59%$/m,
            /^Saved, an estimate by list prices of 2026-11-01$/m,
            /^ {2}of what can sleep: \$1,800 of \$3,000, 59%$/m,
            /^ {2}of everything: \$1,800 of \$3,400, 52%; \$1,600 remain$/m,
            /^ {2}without a price, so not counted: cluster\/workers, network\/nat$/m,
            /^ {2}Mon 2027-05-17 {2}closed: Whit Monday$/m,
            /^ {2}Fri 2027-12-24 to Sun 2027-12-26 {2}closed: between the years$/m,
            /^ {2}holidays are known until 2027-12-31$/m,
        ])
            assert.match(said, line);
        assert.doesNotMatch(said, /^change/m);
    });

    it("given nights of clock changes, says each event on both clocks, and where there is none that there is none", () => {
        const said = text(year());
        assert.match(
            said,
            / {2}Sun 2027-03-28 03:00 \(01:00 UTC\) {2}02:00 to 03:00 is skipped\n {4}nothing wakes or falls asleep from noon/,
        );
        assert.match(
            said,
            / {2}Sun 2027-10-31 02:00 \(01:00 UTC\) {2}02:00 to 03:00 comes twice\n {4}Sun 2027-10-31 02:30 \(00:30 UTC\) {2}wakes: orders\/database/,
        );
        assert.match(said, / {4}Sun 2027-10-31 02:30 \(01:30 UTC\) {2}falls asleep: orders\/database/);
    });

    it("given disagreements, says the exact minutes and why, before all else, and last what to change", () => {
        const disagreements = [shortage("2027-03-28T01:00Z", "2027-03-28T01:30Z")];
        const said = text(
            year(),
            year({ stack: "qa", sleepers: [sleeper("orders/database", "database", { disagreements })] }),
        );
        assert.match(said, /^Not as intended {2}qa in 2027\n/);
        assert.match(
            said,
            /^Disagreements\n {2}orders\/database {2}database cluster\n {4}asleep while it should be awake: 30 min; the time does not exist\n {6}Sun 2027-03-28 03:00 to 03:30 \(01:00 to 01:30 UTC\), 30 min$/m,
        );
        const parts = said.split("\n\n").map(part => part.split("\n")[0]?.split(" ")[0]);
        assert.deepEqual(parts.slice(0, 2), ["Not", "Disagreements"]);
        assert.equal(parts.indexOf("As"), parts.indexOf("change") + 1);
    });

    it("given what is the same of several things, says it once; given more than can be read, says how many more", () => {
        const disagreements = Array.from({ length: 14 }, (_, day) => {
            const date = `2027-01-${String(day + 1).padStart(2, "0")}`;
            return shortage(`${date}T06:00Z`, `${date}T06:05Z`);
        });
        const said = text(
            year({
                sleepers: [
                    sleeper("orders/database", "database", { disagreements }),
                    sleeper("carts/database", "database", { disagreements }),
                ],
            }),
        );
        assert.match(said, /orders\/database, carts\/database {2}database cluster/);
        assert.equal(said.match(/, 5 min$/gm)?.length, 12);
        assert.match(said, /asleep while it should be awake: 1 h 10 min/);
        assert.match(said, /and 2 more; --format json has all/);
    });

    it("given a production that sleeps, names each span; given one that does not, says so", () => {
        const awake = [
            { from: minute("2026-12-31T23:00Z"), to: minute("2027-06-01T18:00Z") },
            { from: minute("2027-06-02T05:00Z"), to: minute("2027-12-31T23:00Z") },
        ];
        const said = text(
            production({ sleepers: [sleeper("orders/database", "database", { awake, disagreements: undefined })] }),
        );
        assert.match(said, /^Production is scheduled {2}prod in 2027$/m);
        assert.match(
            said,
            /^Scheduled in production\n {2}orders\/database {2}database cluster\n {4}asleep for 11 h by hours\/database-start, hours\/database-stop\n {6}Tue 2027-06-01 20:00 to Wed 2027-06-02 07:00 \(18:00 to Wed 2027-06-02\n {8}05:00 UTC\), 11 h$/m,
        );
        assert.match(said, /^ {2}what can sleep is asleep under 1% of the year$/m);
        const fine = text(production({ sleepless: [sleepless("a", "does not", "no schedule stops it")] }));
        assert.match(fine, /^Never scheduled {2}prod in 2027\n {2}production is to be open all the time\n/);
        assert.match(fine, /^Never stopped, as production is to be$/m);
        // Hours that somebody states of production do not excuse anything.
        const { intent } = year();
        const stated = text(production({ intent, sleepers: [sleeper("orders/database", "database", { awake })] }));
        assert.match(stated, /^Production is scheduled {2}prod in 2027\n {2}production is to be open all the time\n/);
        assert.doesNotMatch(stated, /people work|other than intended/);
    });

    it("given nothing that is scheduled, says so, and what could be", () => {
        const said = text(
            year({
                intent: undefined,
                open: undefined,
                specialDays: [],
                sleepers: [],
                sleepless: [sleepless("a", "does not", "no schedule stops it")],
            }),
        );
        assert.match(said, /^Nothing is scheduled {2}staging in 2027\n {2}nobody states when people work\n/);
        assert.match(said, /^Could sleep, and nothing stops it\n {2}a\n/m);
        assert.doesNotMatch(said, /asleep \d/);
    });

    it("given several disagreements, puts the longest first", () => {
        const late = (path: string, minutes: number) => {
            const from = minute("2027-01-04T06:00Z");
            const disagreement = { ...shortage("2027-01-04T06:00Z", "2027-01-04T06:00Z"), from, to: from + minutes };
            return sleeper(path, "database", { disagreements: [disagreement] });
        };
        const said = text(year({ sleepers: [late("a", 1), late("b", 60), late("c", 5)] }));
        const [, ...paths] = /^Disagreements\n([^]*?)\n\n/m.exec(said)?.[1]?.match(/^ {2}(\w) /gm) ?? [];
        assert.deepEqual(paths, ["  c ", "  a "]);
        assert.match(said, /^Disagreements\n {2}b /m);
    });

    it("given days of one reason that do not follow, or of two that do, keeps them apart", () => {
        const days = ["2027-12-24", "2027-12-25", "2027-12-27"].map(date => ({ date, kind: "closed", reason: "one" }));
        const said = text(year({ specialDays: [...days, { date: "2027-12-28", kind: "closed", reason: "two" }] }));
        assert.match(
            said,
            /^ {2}Fri 2027-12-24 to Sat 2027-12-25 {2}closed: one\n {2}Mon 2027-12-27 {2}closed: one\n {2}Tue 2027-12-28 {2}closed: two$/m,
        );
    });

    it("given shares and names, never rounds to none or all, and names three of many", () => {
        assert.deepEqual(
            [0, 1, 5, 995, 999, 1000].map(part => percentOf(part, 1000)),
            ["0%", "under 1%", "1%", "over 99%", "over 99%", "100%"],
        );
        assert.equal(percentOf(0, 0), undefined);
        assert.equal(namesText(["a", "b", "b", "c"]), "a, b, c");
        assert.equal(namesText(["a", "b", "c", "d"]), "a, b, c and 1 more");
    });

    it("given more things than can be read, says how many more there are", () => {
        const many = (count: number) =>
            year({ sleepers: Array.from({ length: count }, (_, place) => sleeper(`a${place}`, "probes")) });
        assert.match(text(many(61)), /^ {2}a59 .*\n {2}and 1 more; --format json has all$/m);
        assert.doesNotMatch(text(many(60)), /more; --format json/);
    });

    it("given a narrow terminal, keeps to it, and says all the same", () => {
        const report = reportOf(
            year({
                conflicts: [
                    {
                        path: "a/very-long/path/of-something",
                        message: "is stopped by x and by y at 20:00",
                        at: minute("2027-01-04T19:00Z"),
                    },
                ],
                undecided: ["when carts/database-stop fires is not known before deployment"],
                clockNights: [
                    {
                        at: minute("2027-03-28T01:00Z"),
                        shiftMinutes: 60,
                        events: [change("2027-03-28T04:30Z", "orders/database", true)],
                    },
                ],
            }),
        );
        const said = renderScheduleText(report, layoutFor(40, false));
        for (const line of said.split("\n")) assert.ok(stringWidth(line) <= 40, line);
        assert.match(said, /3,609 h awake, 5,151 h asleep, 59%/);
        assert.match(said, /^ {4}first met Mon 2027-01-04 20:00$/m);
    });

    it("given something that could steer a terminal, takes it out", () => {
        const said = text(year({ undecided: ["a\u001b[2Jb\u0007c"], notes: [] }));
        assert.match(said, /^ {2}abc$/m);
        assert.doesNotMatch(said, /[\u0007\u001b]/);
    });

    it("given colour, colours; given none, does not", () => {
        const report = reportOf(year());
        assert.match(renderScheduleText(report, layoutFor(undefined, true)), /\u001b\[32mAs intended/);
        assert.doesNotMatch(renderScheduleText(report, PLAIN), /\u001b/);
    });
});
