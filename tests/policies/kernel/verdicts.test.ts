import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { allOf, anyOf, holds, undecided, type Verdict, violated } from "../../../policy-pack/kernel";

const HOLDS = holds();
const VIOLATED = violated({ message: "found 1, expected 2" });
const UNDECIDED = undecided({ message: "not known" });
const NONE = violated({ message: "none of them" });

const TABLE: readonly [one: Verdict, other: Verdict, all: Verdict, any: Verdict][] = [
    [HOLDS, HOLDS, HOLDS, HOLDS],
    [HOLDS, UNDECIDED, UNDECIDED, HOLDS],
    [HOLDS, VIOLATED, VIOLATED, HOLDS],
    [UNDECIDED, HOLDS, UNDECIDED, HOLDS],
    [UNDECIDED, UNDECIDED, UNDECIDED, UNDECIDED],
    [UNDECIDED, VIOLATED, VIOLATED, UNDECIDED],
    [VIOLATED, HOLDS, VIOLATED, HOLDS],
    [VIOLATED, UNDECIDED, VIOLATED, UNDECIDED],
    [VIOLATED, VIOLATED, VIOLATED, NONE],
];

describe("three-valued verdicts", () => {
    for (const [one, other, all, any] of TABLE) {
        it(`given ${one.outcome} and ${other.outcome}, all is ${all.outcome} and any is ${any.outcome}`, () => {
            assert.deepEqual(allOf([one, other]), all);
            assert.deepEqual(
                anyOf([one, other], () => NONE),
                any,
            );
        });
    }

    it("given nothing, all holds and any does not", () => {
        assert.deepEqual(allOf([]), HOLDS);
        assert.deepEqual(
            anyOf([], () => NONE),
            NONE,
        );
    });

    it("given any verdicts in any order, an undecided one never turns into a pass of all", () => {
        const verdict = fc.constantFrom(HOLDS, UNDECIDED, VIOLATED);
        fc.assert(
            fc.property(fc.array(verdict), verdicts => {
                const expected = verdicts.includes(VIOLATED)
                    ? "violated"
                    : verdicts.includes(UNDECIDED)
                      ? "undecided"
                      : "holds";
                assert.equal(allOf(verdicts).outcome, expected);
                assert.equal(allOf([...verdicts].reverse()).outcome, expected);
            }),
        );
    });

    it("given a fault, keeps property, message and evidence", () => {
        const fault = { property: "engine", message: "found a, expected b", evidence: ["because"] };
        assert.deepEqual(violated(fault), { outcome: "violated", ...fault });
        assert.deepEqual(undecided(fault), { outcome: "undecided", ...fault });
    });
});
