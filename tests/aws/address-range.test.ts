import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { isAnywhere, overlap, parseRange } from "../../aws/address-range";

const range = (text: string) => {
    const parsed = parseRange(text);
    assert.ok(parsed, `${text} is no range`);
    return parsed;
};

describe("an address range", () => {
    for (const text of ["", "10.0.0.0", "10.0.0.0/33", "300.0.0.0/8", "ten/8"]) {
        it(`given ${JSON.stringify(text)}, is none`, () => {
            assert.equal(parseRange(text), undefined);
        });
    }

    for (const [one, other, expected] of [
        ["10.0.0.0/16", "10.0.0.0/16", true],
        ["10.0.0.0/16", "10.0.255.255/32", true],
        ["10.0.0.0/16", "10.1.0.0/32", false],
        ["10.0.0.0/8", "10.9.0.0/16", true],
        ["0.0.0.0/0", "2001:db8::/32", false],
        ["2001:db8::/32", "2001:db8:1::/48", true],
        ["2001:db8::/32", "2001:db9::/48", false],
    ] as const) {
        it(`given ${one} and ${other}, ${expected ? "overlaps" : "does not overlap"}, either way round`, () => {
            assert.deepEqual(
                [overlap(range(one), range(other)), overlap(range(other), range(one))],
                [expected, expected],
            );
        });
    }

    it("given any two ranges, overlaps exactly where their first or last addresses do", () => {
        const anyRange = fc.tuple(fc.nat(0xffff), fc.integer({ min: 16, max: 32 }));
        fc.assert(
            fc.property(anyRange, anyRange, ([first, firstBits], [second, secondBits]) => {
                const span = (start: number, bits: number) => {
                    const size = 2 ** (32 - bits);
                    const from = Math.floor(start / size) * size;
                    return {
                        from,
                        to: from + size - 1,
                        text: `10.0.${Math.floor(from / 256) % 256}.${from % 256}/${bits}`,
                    };
                };
                const one = span(first, firstBits);
                const other = span(second, secondBits);
                const expected = one.from <= other.to && other.from <= one.to;
                assert.equal(overlap(range(one.text), range(other.text)), expected);
            }),
        );
    });

    it("given the borders of what counts as anywhere, is judged on both sides", () => {
        const texts = ["0.0.0.0/0", "10.0.0.0/7", "10.0.0.0/8", "::/0", "2001::/15", "2001::/16"];
        assert.deepEqual(
            texts.map(text => isAnywhere(range(text))),
            [true, true, false, true, true, false],
        );
    });
});
