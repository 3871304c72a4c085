import * as assert from "node:assert/strict";
import { coversPlace } from "../../parity/ledger/place";
import { parseLedger } from "../../parity/ledger/read";
import { UsageError } from "../../plan/faults";

const ENTRY = `- at: app/jobs#size
  class: scaled
  values: { prod: 9, staging: 3 }
  reason: fewer orders
  owner: shop
  reviewBy: 2027-01-31
`;

/** What a ledger of 10,000 entries may take of the processor; quadratic growth takes many times that. */
const LIMIT_MICROSECONDS = 10_000_000;

/** Every fault of a ledger, as "where: what". */
function faultsOf(text: string, stacks?: readonly string[]): readonly string[] {
    try {
        parseLedger(text, stacks);
        return [];
    } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        return error.faults.map(({ at, message }) => `${at}: ${message}`);
    }
}

describe("differences.yaml", () => {
    it("given an entry, reads it with its line", () => {
        assert.deepEqual(parseLedger(`# why\n${ENTRY}`), [
            {
                at: "app/jobs#size",
                class: "scaled",
                values: { prod: 9, staging: 3 },
                approves: undefined,
                reason: "fewer orders",
                owner: "shop",
                reviewBy: "2027-01-31",
                line: 2,
            },
        ]);
        assert.deepEqual(parseLedger(""), []);
    });

    const wrong: readonly (readonly [given: string, text: string, fault: RegExp])[] = [
        ["no list", "at: x", /expected array/],
        ["what is no YAML", "- at: [", /^differences.yaml:\d+: /],
        ["a key twice", `${ENTRY}  owner: shop\n`, /^differences.yaml:7: Map keys must be unique/],
        ["an alias of nothing", ENTRY.replace("shop", "*nobody"), /^differences.yaml:5: Unresolved alias/],
        [
            "an entry that is none",
            `- app/jobs#size\n${ENTRY}`,
            /^differences.yaml:1 \[0\]: expected object, got "app\/jobs#size"/,
        ],
        [
            "an unknown class",
            ENTRY.replace("scaled", "scald"),
            /:2 \[0\]\.class: expected one of identical, scaled, distinct, got "scald"/,
        ],
        [
            "an unknown key",
            `${ENTRY}  reviewed: 1\n`,
            /:7 \[0\]\.reviewed: unknown key "reviewed"; did you mean "reviewBy"\?/,
        ],
        [
            "a merge of another entry",
            `- &jobs\n  ${ENTRY.slice(2)}- <<: *jobs\n  at: app/mail#size\n${ENTRY.slice(ENTRY.indexOf("  class"))}`,
            /^differences.yaml:8 \[1\]\.<<: unknown key "<<"/,
        ],
        ["an empty reason", ENTRY.replace("fewer orders", '""'), /:4 \[0\]\.reason: expected why they differ/],
        ["no reason", ENTRY.replace(/ {2}reason.*\n/, ""), /:1 \[0\]\.reason: expected why they differ.*got nothing/],
        ["no owner", ENTRY.replace(/ {2}owner.*\n/, ""), /:1 \[0\]\.owner: expected who answers for it, got nothing/],
        [
            "an owner to come",
            ENTRY.replace("shop\n", "tbd\n"),
            /:5 \[0\]\.owner: expected who answers for it, got "tbd"/,
        ],
        [
            "a date that does not exist",
            ENTRY.replace("2027-01-31", "2027-02-30"),
            /:6 \[0\]\.reviewBy: expected a date that exists/,
        ],
        [
            "a date of digits",
            ENTRY.replace("2027-01-31", "20270131"),
            /:6 \[0\]\.reviewBy: expected string, got 20270131/,
        ],
        ["one place twice", `${ENTRY}${ENTRY}`, /^differences.yaml:7: app\/jobs#size is declared in line 1 already/],
        [
            "sizes that nobody approved",
            ENTRY.replace(/ {2}values.*\n/, ""),
            /^differences.yaml:1: expected `values` or `approves`/,
        ],
        [
            "values and a digest",
            `${ENTRY}  approves: v1-0123456789abcdef\n`,
            /^differences.yaml:1: expected either `values` or `approves`/,
        ],
        [
            "a digest that is none",
            `${ENTRY.replace(/ {2}values.*\n/, "")}  approves: abc\n`,
            /approves: expected the digest/,
        ],
        [
            "equal sizes",
            ENTRY.replace("staging: 3", "staging: 9"),
            /^differences.yaml:1: expected values that differ, got 9 for each of prod, staging/,
        ],
        [
            "a size for one stack",
            ENTRY.replace(", staging: 3", ""),
            /^differences.yaml:1: expected a value for each of two stacks, got one for prod alone/,
        ],
        ["sizes of no stack", ENTRY.replace(/\{.*\}/, "{}"), /^differences.yaml:1: .* two stacks, got none/],
        [
            "values of what is identical",
            ENTRY.replace("scaled", "identical"),
            /^differences.yaml:1: expected neither `values` nor `approves`/,
        ],
        [
            "what one stack has alone as a value that must differ",
            ENTRY.replace("#size", "")
                .replace("scaled", "distinct")
                .replace(/ {2}values.*\n/, ""),
            /^differences.yaml:1: expected `class: scaled` with present and absent/,
        ],
        [
            "sizes of what one stack has alone",
            ENTRY.replace("#size", ""),
            /^differences.yaml:1: expected present and absent, since the place names no property/,
        ],
    ];
    for (const [given, text, fault] of wrong) {
        it(`given ${given}, says so`, () => {
            const faults = faultsOf(text);
            assert.equal(faults.length, 1, faults.join("\n"));
            assert.match(faults[0] ?? "", fault);
        });
    }

    for (const reason of ["TODO", "todo: ask the auditors", "tbd", "n/a", "???", "-", "FIXME!", "Reason", "\u2014"]) {
        it(`given the reason ${reason}, takes it for none`, () => {
            assert.match(
                faultsOf(ENTRY.replace("fewer orders", JSON.stringify(reason))).join(),
                /expected why they differ/,
            );
        });
    }

    it("given a word of a placeholder in a reason that says something, reads it", () => {
        for (const reason of [
            "none of its orders are kept",
            "later in the day",
            "As above.",
            "todos are few",
            "\u6ce8\u6587\u304c\u5c11\u306a\u3044",
        ])
            assert.deepEqual(faultsOf(ENTRY.replace("fewer orders", reason)), []);
    });

    const places: readonly (readonly [at: string, fault: RegExp | undefined])[] = [
        ["**", /expected \* for each segment/],
        ["*/**", /expected \* for each segment/],
        ["a/**#size", /expected \* for each segment/],
        ["*", /expected a name in the last segment/],
        ["*/*", /expected a name in the last segment/],
        ["app/*", /expected a name in the last segment/],
        ["app/*-c*", undefined],
        ["*/*#*", /expected the name of a property in full after #/],
        ["app/*#*", /expected the name of a property in full after #/],
        ["app/*#ta*", /expected the name of a property in full after #/],
        ["app/*#*.size", /expected the name of a property in full after #/],
        ["app/*#tags", undefined],
        ["*/*#rules[*].days", undefined],
        ["app/jobs#*", undefined],
        ["app/jobs#ta*", undefined],
        ["@config#*", /expected one name after #/],
        ["@outputs#shop:*", /expected one name after #/],
        ["@config#shop:size", undefined],
        ["#size", /expected the path/],
        ["", /expected the path/],
        [" #size", /expected the path/],
        ["app/jobs#", /expected a property after #/],
    ];
    for (const [at, fault] of places) {
        it(`given the place ${JSON.stringify(at)}, ${fault === undefined ? "reads it" : "says what is wrong with it"}`, () => {
            const values = at.includes("#") ? "{ prod: 9, staging: 3 }" : "{ prod: present, staging: absent }";
            const text = ENTRY.replace("app/jobs#size", JSON.stringify(at)).replace(/\{.*\}/, values);
            const [first, ...more] = faultsOf(text);
            assert.deepEqual(more, []);
            if (fault === undefined) assert.equal(first, undefined);
            else assert.match(first ?? "", new RegExp(`^differences.yaml:1 \\[0\\]\\.at: ${fault.source}`));
        });
    }

    for (const shown of ["<secret>", "(hidden)", "arn:aws:iam::111122223333:root"]) {
        it(`given ${shown} for both, as two values may be shown that differ, reads it`, () => {
            assert.deepEqual(faultsOf(ENTRY.replace(/\{.*\}/, `{ prod: "${shown}", staging: "${shown}" }`)), []);
        });
    }

    it("given a tab for indentation, names its line alone", () => {
        const faults = faultsOf(`${ENTRY}\tnote: x\n`);
        assert.ok(faults.length > 0);
        for (const fault of faults) assert.match(fault, /^differences.yaml:7: /);
    });

    it("given the stacks of the project, names values of any other, and the nearest that there is", () => {
        const text = ENTRY.replace("{ prod: 9, staging: 3 }", "\n    prod: 9\n    stagin: 3\n    qa: 4");
        assert.deepEqual(faultsOf(text, ["prod", "staging"]), [
            'differences.yaml:5 [0].values.stagin: expected a stack of this project (did you mean "staging"?), got "stagin"',
            'differences.yaml:6 [0].values.qa: expected a stack of this project, got "qa"',
        ]);
        assert.deepEqual(faultsOf(text), []);
        assert.deepEqual(faultsOf(ENTRY, ["prod", "staging", "dev"]), []);
    });

    it("given a byte order mark, Windows' line ends or an alias, reads the same", () => {
        const [entry] = parseLedger(ENTRY);
        for (const text of [`\ufeff${ENTRY}`, ENTRY.replaceAll("\n", "\r\n"), ENTRY.replace("shop", "&team shop")])
            assert.deepEqual(parseLedger(text), [entry]);
        const second = ENTRY.replace("jobs", "mail").replace("shop", "*team");
        assert.equal(parseLedger(`${ENTRY.replace("shop", "&team shop")}${second}`)[1]?.owner, "shop");
    });

    it("given aliases of aliases that grow without end, refuses them", () => {
        const levels = Array.from({ length: 9 }, (_, level) => `&a${level + 1} [${`*a${level},`.repeat(9)}]`);
        const text = ENTRY.replace("{ prod: 9, staging: 3 }", `{ prod: [&a0 [x], ${levels.join(", ")}], staging: 3 }`);
        assert.match(faultsOf(text).join(), /^differences.yaml: Excessive alias count/);
    });

    it("given 10,000 entries with one twice, names it within a moment", () => {
        const entries = Array.from({ length: 10_000 }, (_, place) => ENTRY.replace("jobs", `jobs-${place}`));
        const start = process.cpuUsage();
        assert.deepEqual(faultsOf(entries.concat(entries[7] ?? "").join("")), [
            "differences.yaml:60001: app/jobs-7#size is declared in line 43 already",
        ]);
        const { user } = process.cpuUsage(start);
        assert.ok(user < LIMIT_MICROSECONDS, `${user} us`);
    });

    it("given faults of all kinds, names them all at once", () => {
        const second = ENTRY.replace("staging: 3", "staging: 9").replace("fewer orders", '""');
        const third = ENTRY.replace("scaled", "x").replace("2027-01-31", "soon");
        assert.deepEqual(
            faultsOf(`${ENTRY}${second}${third}`).map(fault => fault.replace(/(: expected \w+ \w+|already).*/, "$1")),
            [
                "differences.yaml:10 [1].reason: expected why they",
                "differences.yaml:14 [2].class: expected one of",
                "differences.yaml:18 [2].reviewBy: expected a date",
                "differences.yaml:7: app/jobs#size is declared in line 1 already",
                "differences.yaml:7: expected values that",
                "differences.yaml:13: app/jobs#size is declared in line 1 already",
            ],
        );
    });
});

describe("where an entry applies", () => {
    const cases: readonly (readonly [written: string, found: string, covers: boolean])[] = [
        ["a/b#c", "a/b#c", true],
        ["a/b#c", "a/b#c.d", true],
        ["a/b#c", "a/b#c[0].d", true],
        ["a/b#c.d", "a/b#c", false],
        ["a/b#c", "a/b#cd", false],
        ["a/b", "a/b#c", false],
        ["a/b#c", "a/b", false],
        ["a/*#c", "a/b#c", true],
        ["a/*#c", "a/b/d#c", false],
        ["a/x-*-y#c", "a/x-1-y#c", true],
        ["a/x-*-y#c", "a/x-1-z#c", false],
        ["a/b#c[*].d", "a/b#c[3].d.e", true],
        ["a/b#c[*].d", "a/b#c[3].e", false],
        ["a/b#c", 'a/b#c["x.y"].d', true],
        ['a/b#c["x.y"]', 'a/b#c["x.y"].d', true],
        ['a/b#c["x.y"]', 'a/b#c["x.z"].d', false],
        ["a/*-c*", "a/*-c*", true],
    ];
    for (const [written, found, covers] of cases) {
        it(`given ${written}, ${covers ? "covers" : "does not cover"} ${found}`, () => {
            assert.equal(coversPlace(written, found), covers);
        });
    }
});
