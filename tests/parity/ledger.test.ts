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

/** Every fault of a ledger, as "where: what". */
function faultsOf(text: string): readonly string[] {
    try {
        parseLedger(text);
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
        ["an empty reason", ENTRY.replace("fewer orders", '""'), /:4 \[0\]\.reason: expected why they differ/],
        [
            "a date that does not exist",
            ENTRY.replace("2027-01-31", "2027-02-30"),
            /:6 \[0\]\.reviewBy: expected a date that exists/,
        ],
        ["a place of ** alone", ENTRY.replace("app/jobs#size", '"**"'), /:1 \[0\]\.at: expected \* for each segment/],
        [
            "a place that names nothing",
            ENTRY.replace("app/jobs#size", '"*/*#*"'),
            /:1 \[0\]\.at: expected a segment of the path or a property/,
        ],
        ["no path", ENTRY.replace("app/jobs#size", '"#size"'), /:1 \[0\]\.at: expected the path/],
        [
            "no property after the mark",
            ENTRY.replace("app/jobs#size", '"app/jobs#"'),
            /:1 \[0\]\.at: expected a property after #/,
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
    ];
    for (const [given, text, fault] of wrong) {
        it(`given ${given}, says so`, () => {
            const faults = faultsOf(text);
            assert.equal(faults.length, 1, faults.join("\n"));
            assert.match(faults[0] ?? "", fault);
        });
    }

    it("given several faults, names them all at once", () => {
        assert.equal(
            faultsOf(ENTRY.replace("scaled", "x").replace("fewer orders", '""').replace("2027-01-31", "soon")).length,
            3,
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
