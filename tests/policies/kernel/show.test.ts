import * as assert from "node:assert/strict";
import type { PropertyValue } from "../../../plan/value";
import { Asset, Secret, Unknown } from "../../../plan/value";
import { show, type SubjectReading } from "../../../policy-pack/kernel";

function known(value: PropertyValue, marks: Partial<SubjectReading> = {}): SubjectReading {
    return { state: "known", path: "it", value, secret: false, ...marks } as SubjectReading;
}

describe("show", () => {
    const CASES: readonly [given: string, reading: SubjectReading, text: string][] = [
        ["a text", known("a"), '"a"'],
        ["a number", known(7), "7"],
        ["a map", known({ a: [true, null] }), '{"a":[true,null]}'],
        ["nothing", { state: "absent", path: "it", why: "not set" }, "not set"],
        ["a secret", known("hunter22", { secret: true }), "(a secret)"],
        ["a secret unknown", { state: "unknown", path: "it", secret: true, why: "redacted", from: [] }, "(a secret)"],
        [
            "an unknown",
            { state: "unknown", path: "it", secret: false, why: "redacted", from: [] },
            "not known (redacted)",
        ],
        [
            "values inside",
            known([new Secret("hunter22"), Unknown.computed]),
            '["(a secret)","(known after deployment)"]',
        ],
        ["an asset", known(new Asset("archive", "abc", "./app")), '"(archive)"'],
    ];
    for (const [given, reading, text] of CASES) {
        it(`given ${given}, says ${text}`, () => {
            assert.equal(show(reading), text);
        });
    }

    it("given a long text, cuts it", () => {
        const text = show(known("x".repeat(500)));
        assert.equal(text.length, 123);
        assert.ok(text.endsWith("..."));
        assert.equal(show(known("x".repeat(118))).length, 120);
    });

    describe("given a source that loses the marks of secrets", () => {
        const unmarked = (value: PropertyValue) => known(value, { marksLost: true });

        it("hides every text that is not known to be public", () => {
            assert.equal(show(unmarked("hunter22")), '"(a text that may be secret)"');
            assert.equal(show(unmarked({ a: ["hunter22"] })), '{"a":["(a text that may be secret)"]}');
            assert.equal(show(unmarked("eu-west-1"), ["eu-west-1"]), '"eu-west-1"');
            assert.equal(show(unmarked("")), '""');
        });

        it("shows truth values and numbers too small for a password", () => {
            assert.equal(show(unmarked(true)), "true");
            assert.equal(show(unmarked(99_999)), "99999");
            assert.equal(show(unmarked(-99_999)), "-99999");
            assert.equal(show(unmarked(100_000)), '"(a number that may be secret)"');
        });
    });
});
