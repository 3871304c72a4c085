import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { compareVersions } from "../../../../policy-pack/rules/support/support-calendar";

describe("compareVersions", () => {
    it("given numbers that text would order otherwise, orders them as numbers", () => {
        assert.ok(compareVersions("1.9", "1.10") < 0);
        assert.ok(compareVersions("10.11", "10.6") > 0);
    });

    it("given a number that one leaves out, takes it for 0", () => {
        assert.equal(compareVersions("16", "16.0"), 0);
        assert.ok(compareVersions("16.1", "16") > 0);
    });

    const version = fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }).map(numbers => numbers.join("."));
    it("given any two, is the other way round for the other order", () => {
        fc.assert(
            fc.property(version, version, (one, other) => {
                assert.equal(Math.sign(compareVersions(one, other)), -Math.sign(compareVersions(other, one)) + 0);
            }),
        );
    });
});
