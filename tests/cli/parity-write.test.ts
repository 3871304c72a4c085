import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { writeProposals } from "../../cli/parity/write";
import { judgeParity } from "../../parity/judge";
import { parseLedger } from "../../parity/ledger/read";
import { compareStacks } from "../../parity/stacks";
import { UsageError } from "../../plan/faults";
import { planOf, PROD, STAGING } from "../parity/plans";
import { TestFolder } from "./support";

const COMPARISON = compareStacks(
    planOf(PROD, [{ at: "app/jobs", inputs: { size: 9, depth: 2 } }]),
    planOf(STAGING, [{ at: "app/jobs", inputs: { size: 3, depth: 1 } }]),
);
const PROPOSED = ["app/jobs#size", "app/jobs#depth"];
/** What only a person can say of each. */
const FIELDS_TO_FILL = ["reason", "owner", "reviewBy"];

const comment = fc.stringMatching(/^[ -~]{0,20}$/).map(text => `# ${text}`);
const maybeComment = fc.option(comment, { nil: undefined });

/** One entry in lines, with a comment above it, in it and behind one of its lines. */
const entry = fc.record({ above: maybeComment, inside: maybeComment, behind: maybeComment, blank: fc.boolean() });

/** How a person may write a ledger. */
const ledger = fc
    .record({
        entries: fc.array(entry, { maxLength: 4 }),
        head: maybeComment,
        foot: maybeComment,
        indent: fc.constantFrom("", "  "),
        isWindows: fc.boolean(),
        hasMark: fc.boolean(),
        endsInLine: fc.boolean(),
        hasStart: fc.boolean(),
    })
    .map(({ entries, head, foot, indent, ...how }) => {
        const lines = [
            ...(how.hasStart ? ["---"] : []),
            ...(head === undefined ? [] : [head, ""]),
            ...entries.flatMap(({ above, behind, blank, inside }, place) => [
                ...(above === undefined ? [] : [`${indent}${above}`]),
                `${indent}- at: app/kept-${place}#size`,
                ...(inside === undefined ? [] : [`${indent}  ${inside}`]),
                `${indent}  class: scaled${behind === undefined ? "" : ` ${behind}`}`,
                `${indent}  values: { prod: ${place + 2}, staging: 1 }`,
                `${indent}  reason: "it's smaller: # no comment"`,
                `${indent}  owner: shop`,
                `${indent}  reviewBy: 2027-01-31`,
                ...(blank ? [""] : []),
            ]),
            ...(foot === undefined ? [] : [foot]),
        ];
        const text = lines.join("\n") + (how.endsInLine ? "\n" : "");
        return `${how.hasMark ? "\ufeff" : ""}${how.isWindows ? text.replaceAll("\n", "\r\n") : text}`;
    });

describe("proposals for differences.yaml", () => {
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    const written = (text: string) => {
        folder.write({ "differences.yaml": text });
        assert.equal(writeProposals(folder.path, COMPARISON.differences, COMPARISON), PROPOSED.length);
        return folder.read("differences.yaml");
    };

    it("given any ledger with comments anywhere, adds behind it and changes not a letter of it", () => {
        fc.assert(
            fc.property(ledger, text => {
                const after = written(text);
                assert.ok(after.startsWith(text.trimEnd()), JSON.stringify({ text, after }));
                const ats = (parse(after.replace(/^\ufeff/, "")) as readonly { readonly at: string }[]).map(
                    ({ at }) => at,
                );
                const kept = (parse(text.replace(/^\ufeff/, "")) ?? []) as readonly { readonly at: string }[];
                assert.deepEqual(ats, [...kept.map(({ at }) => at), ...PROPOSED]);
                const ends = text.includes("\r\n") ? /\r\n/g : /(?<!\r)\n/g;
                assert.equal((after.match(/\n/g) ?? []).length, (after.match(ends) ?? []).length);
            }),
        );
    });

    it("given any ledger, what was added does not pass, and all else does", () => {
        fc.assert(
            fc.property(ledger, text => {
                const kept = parseLedger(text).length;
                try {
                    parseLedger(written(text));
                    assert.fail("passes");
                } catch (error) {
                    assert(error instanceof UsageError);
                    const places = error.faults.map(({ at }) => at.replace(/^differences.yaml:\d+ /, ""));
                    const expected = PROPOSED.flatMap((_, place) =>
                        FIELDS_TO_FILL.map(field => `[${kept + place}].${field}`),
                    );
                    assert.deepEqual(places, expected);
                }
            }),
        );
    });

    it("given two stacks of one name, proposes the digest, since no value could be told from the other", () => {
        const left = planOf(PROD, [{ at: "app/jobs", inputs: { size: 9 } }]);
        const right = planOf(STAGING, [{ at: "app/jobs", inputs: { size: 3 } }]);
        const comparison = compareStacks(left, { ...right, project: "store", stack: left.stack });
        writeProposals(folder.path, comparison.differences, comparison);
        const filled = folder
            .read("differences.yaml")
            .replace('reason: ""', "reason: fewer orders")
            .replace('owner: ""', "owner: shop")
            .replace('reviewBy: ""', "reviewBy: 2027-01-31");
        assert.deepEqual(judgeParity(comparison, parseLedger(filled), { today: "2026-11-21" }).findings, []);
    });
});
