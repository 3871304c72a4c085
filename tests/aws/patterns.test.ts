import * as assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as fc from "fast-check";

import { isPattern, patternCovers, patternsMeet } from "../../aws/patterns";

const LETTERS = fc.constantFrom("a", "b");
const TEXT = fc.string({ unit: LETTERS, maxLength: 5 });
const PATTERN = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 5 });

describe("patterns of names", () => {
    for (const [pattern, text, covers] of [
        ["arn:aws:s3:::prod-*", "arn:aws:s3:::prod-orders", true],
        ["arn:aws:s3:::prod-*", "arn:aws:s3:::staging-orders", false],
        ["prod-?", "prod-1", true],
        ["prod-?", "prod-", false],
        ["prod-?", "prod-12", false],
        ["*", "", true],
        ["a.c", "abc", false],
        ["a\nb*", "a\nbc", true],
    ] as const) {
        it(`given ${JSON.stringify(pattern)} and ${JSON.stringify(text)}, says ${covers}`, () => {
            assert.equal(patternCovers(pattern, text), covers);
            assert.equal(patternsMeet(pattern, text), covers);
        });
    }

    for (const [one, other, meet] of [
        ["arn:aws:s3:::*prod*", "arn:aws:s3:::orders-*", true],
        ["arn:aws:s3:::prod-*", "arn:aws:s3:::staging-*", false],
        ["*a", "b*", true],
        ["?", "*", true],
        ["?a", "b?", true],
        ["??", "*a", true],
        ["a?", "?", false],
        ["**", "", true],
    ] as const) {
        it(`given the patterns ${one} and ${JSON.stringify(other)}, ${meet ? "finds" : "does not find"} a text of both`, () => {
            assert.equal(patternsMeet(one, other), meet);
            assert.equal(patternsMeet(other, one), meet);
        });
    }

    it("given two patterns that take in one text, says that they meet", () => {
        fc.assert(
            fc.property(PATTERN, PATTERN, TEXT, (one, other, text) => {
                fc.pre(patternCovers(one, text) && patternCovers(other, text));
                assert.ok(patternsMeet(one, other));
            }),
            { numRuns: 2000 },
        );
    });

    it("given two patterns that meet, there is a text of both", () => {
        const texts = [...everyText(6)];
        fc.assert(
            fc.property(PATTERN, PATTERN, (one, other) => {
                // Two patterns of five characters share a text of at most ten, and of six where none is that long.
                fc.pre(one.length + other.length <= 6 && patternsMeet(one, other));
                assert.ok(texts.some(text => patternCovers(one, text) && patternCovers(other, text)));
            }),
            { numRuns: 2000 },
        );
    });

    it("given a text without a wildcard, says that it is no pattern", () => {
        assert.equal(isPattern("arn:aws:s3:::orders"), false);
        assert.equal(isPattern("orders-?"), true);
    });
});

function* everyText(maximum: number): Iterable<string> {
    yield "";
    if (maximum === 0) return;
    for (const shorter of everyText(maximum - 1)) {
        yield `a${shorter}`;
        yield `b${shorter}`;
    }
}
