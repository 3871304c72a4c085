import assert from "node:assert/strict";
import { dueEntries } from "../../cli/parity/due";
import { layoutFor } from "../../cli/report/layout";
import { renderDueText } from "../../cli/report/parity-due";
import { parseLedger } from "../../parity/ledger/read";
import { schemaFaults } from "./schema";
import { runCli, TestFolder } from "./support";

const entry = (at: string, reviewBy: string, owner = "shop") =>
    `- at: ${at}\n  class: scaled\n  values: { prod: 9, staging: null }\n  reason: a tenth of the orders\n  owner: ${owner}\n  reviewBy: ${reviewBy}\n`;

const TODAY = "2026-11-21";

describe("what is to be reviewed", () => {
    const LEDGER = parseLedger(
        entry("a#x", "2026-12-22") +
            entry("b#x", "2026-12-21") +
            entry("c#x", "2026-11-20", "data") +
            entry("d#x", TODAY),
    );
    const listed = (days: number, today = TODAY) =>
        dueEntries(LEDGER, today, days).entries.map(({ daysLeft, entry: { at } }) => `${at} ${daysLeft}`);

    it("given a span, lists what is overdue, due today and due on its last day, the earliest first", () => {
        assert.deepEqual(listed(30), ["c#x -1", "d#x 0", "b#x 30"]);
    });

    it("given one day more, lists the day after too; given one less, does not list the last", () => {
        assert.deepEqual(listed(31), ["c#x -1", "d#x 0", "b#x 30", "a#x 31"]);
        assert.deepEqual(listed(29), ["c#x -1", "d#x 0"]);
    });

    it("given spans over a leap day and a change of clocks, counts days of the calendar", () => {
        const [leap] = dueEntries(parseLedger(entry("a#x", "2028-03-01")), "2028-02-28", 2).entries;
        assert.equal(leap?.daysLeft, 2);
        const [summer] = dueEntries(parseLedger(entry("a#x", "2027-03-29")), "2027-03-27", 2).entries;
        assert.equal(summer?.daysLeft, 2);
    });

    it("given two owners, tells each what is theirs, whose is the earliest first", () => {
        const text = renderDueText(dueEntries(LEDGER, TODAY, 30), layoutFor(undefined, false));
        assert.equal(
            text,
            `Of 4 entries: 1 overdue, 2 to be reviewed within 30 days of 2026-11-21

data
  2026-11-20  overdue by 1 day  c#x
    a tenth of the orders
    scaled: prod 9, staging not set
    differences.yaml:13

shop
  2026-11-21  today is the last day  d#x
    a tenth of the orders
    scaled: prod 9, staging not set
    differences.yaml:19
  2026-12-21  in 30 days  b#x
    a tenth of the orders
    scaled: prod 9, staging not set
    differences.yaml:7

Look whether each reason is still true. Then set a new reviewBy, or make both
alike and delete the entry. Read from differences.yaml alone: whether the values
still hold, stagewright parity says.
`,
        );
    });

    it("given values, a digest, both or neither, says what was approved", () => {
        const written = (at: string, approved: string) =>
            `- { at: ${at}, ${approved}, reason: smaller, owner: shop, reviewBy: ${TODAY} }\n`;
        const ledger =
            written("a#x", "class: scaled, approves: v1-0123456789abcdef") +
            written("b", "class: scaled, values: { prod: present, staging: absent }, approves: v1-0123456789abcdef") +
            written("c#x", "class: distinct");
        const text = renderDueText(dueEntries(parseLedger(ledger), TODAY, 1), layoutFor(undefined, false));
        assert.deepEqual(text.match(/^ {4}(?:scaled|distinct): .*$/gm), [
            "    scaled: all of v1-0123456789abcdef",
            "    scaled: prod present, staging absent, all of v1-0123456789abcdef",
            "    distinct: any values",
        ]);
    });

    it("given a narrow terminal, keeps every line within it", () => {
        const text = renderDueText(dueEntries(LEDGER, TODAY, 30), layoutFor(24, false));
        for (const line of text.split("\n")) assert.ok(line.length <= 24, line);
    });
});

describe("stagewright parity --due", function () {
    this.timeout(30_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });
    const due = (...args: string[]) => runCli(["parity", "--due", ...args], { cwd: folder.path });

    it("given a ledger and no program at all, reads the ledger alone", async () => {
        folder.write({ "differences.yaml": entry("a#x", "2026-12-01") });
        const { code, stderr, stdout } = await due("4w");
        assert.equal(code, 0, stderr);
        assert.match(stdout, /^Of 1 entry: 1 to be reviewed within 28 days of 2026-11-21\n/);
    });

    it("given something overdue, fails; on its last day, does not", async () => {
        folder.write({ "differences.yaml": entry("a#x", TODAY) });
        assert.equal((await due("1d")).code, 0);
        const overdue = await due("1d", "--today", "2026-11-22");
        assert.equal(overdue.code, 1);
        assert.match(overdue.stdout, /overdue by 1 day/);
    });

    it("given a project without a ledger, has nothing to review; given no project at all, says so", async () => {
        const nowhere = await due("30d");
        assert.equal(nowhere.code, 2);
        assert.match(nowhere.stderr, /Pulumi\.yaml/);
        folder.write({ "Pulumi.yaml": "name: quay\nruntime: nodejs\n", "index.js": "" });
        const empty = await due("30d");
        assert.equal(empty.code, 0, empty.stderr);
        assert.equal(empty.stdout, "differences.yaml declares nothing, so nothing is to be reviewed\n");
    });

    it("given a ledger that cannot be read, names the line", async () => {
        folder.write({ "differences.yaml": entry("a#x", "2026-02-30") });
        const { code, stderr } = await due("30d");
        assert.equal(code, 2);
        assert.match(stderr, /differences\.yaml:6 .*reviewBy: expected a date that exists/);
    });

    it("given --format json, writes what the published schema describes; given markdown and html, documents", async () => {
        folder.write({ "differences.yaml": entry("a|b#x", "2026-11-01") });
        const json = await due("30d", "--format", "json");
        assert.deepEqual(schemaFaults("parity-due.schema.json", JSON.parse(json.stdout)), []);
        const markdown = await due("30d", "--format", "markdown");
        assert.match(
            markdown.stdout,
            /\n## shop\n[^]*\n\| 2026-11-01, \*\*overdue by 20 days\*\* \| a&#124;b\\#x \| a tenth of the orders \| scaled: prod 9, staging not set \|\n$/,
        );
        const html = await due("30d", "--format", "html", "--output", "due.html");
        assert.equal(html.stdout, "");
        assert.match(folder.read("due.html"), /^<!doctype html>[^]*<\/html>\n$/);
    });

    const wrong: readonly (readonly [given: string, args: readonly string[], said: RegExp])[] = [
        ...["0d", "367d", "53w", "30", "d", "-1d", "1.5d", "30 d", "1m", ""].map(
            (span): readonly [string, readonly string[], RegExp] => [
                `the span ${JSON.stringify(span)}`,
                [span],
                /Expected 1d to 366d or 1w to 52w, such as 30d/,
            ],
        ),
        ["--write beside it", ["30d", "--write"], /'--write' cannot be used with option '--due <span>'/],
        ["a plan beside it", ["30d", "--plan", "a.json"], /'--due <span>' cannot be used with option '--plan <file>'/],
        ["stacks beside it", ["30d", "--stack", "prod"], /'--due <span>' cannot be used with option '--stack <names>'/],
        ["--strict beside it", ["30d", "--strict"], /'--due <span>' cannot be used with option '--strict'/],
        ["--no-strict beside it", ["30d", "--no-strict"], /'--due <span>' cannot be used with option '--no-strict'/],
    ];
    for (const [given, args, said] of wrong) {
        it(`given ${given}, says so and exits with 2`, async () => {
            folder.write({ "differences.yaml": entry("a#x", "2026-12-01") });
            const { code, stderr, stdout } = await due(...args);
            assert.equal(stdout, "");
            assert.match(stderr, said);
            assert.equal(code, 2);
        });
    }
});
