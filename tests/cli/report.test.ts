import assert from "node:assert/strict";
import { exitCodeOf, failureOf, overallVerdict, totalCounts, unansweredFunctions } from "../../cli/report/report";
import { finding, gap, planOf, report } from "./sample-report";

const undecided = finding({ verdict: "undecided" });
const waived = finding({ verdict: "waived" });

describe("report of a check", () => {
    it("given one violated among undecided and waived, comes out violated and fails", () => {
        const given = report([undecided, finding(), waived], { strict: false });
        assert.equal(overallVerdict(given.judgement), "violated");
        assert.equal(failureOf(given), "violated");
        assert.equal(exitCodeOf(given), 1);
    });

    it("given an undecided one, fails in strict mode alone", () => {
        assert.equal(overallVerdict(report([undecided]).judgement), "undecided");
        assert.equal(failureOf(report([undecided], { strict: true })), "undecided");
        assert.equal(exitCodeOf(report([undecided], { strict: true })), 1);
        assert.equal(failureOf(report([undecided], { strict: false })), undefined);
        assert.equal(exitCodeOf(report([undecided], { strict: false })), 0);
    });

    it("given nothing but a waived one, holds", () => {
        assert.equal(overallVerdict(report([waived]).judgement), "holds");
        assert.equal(exitCodeOf(report([waived])), 0);
    });

    it("given a coverage just below what the settings ask for, fails; at it, passes", () => {
        const given = report([undecided], { strict: false });
        const { decided } = given.judgement.coverage;
        assert.equal(failureOf({ ...given, minimumCoverage: decided + 0.001 }), "coverage");
        assert.equal(exitCodeOf({ ...given, minimumCoverage: decided + 0.001 }), 1);
        assert.equal(failureOf({ ...given, minimumCoverage: decided }), undefined);
    });

    it("given several families, adds their counts", () => {
        const given = report([finding(), finding({ family: "tagging" }), undecided, waived]);
        assert.deepEqual(totalCounts(given.judgement), { holds: 41, violated: 2, undecided: 1, waived: 1 });
    });

    it("given gaps of every kind, lists the functions among them once and sorted", () => {
        const plans = [
            planOf("staging", [], [gap({ subject: "b" }), gap({ subject: "a", kind: "unanswered-plain-function" })]),
            planOf(
                "prod",
                [],
                [
                    gap({ subject: "b" }),
                    gap({ subject: "c", kind: "unanswered-call" }),
                    gap({ subject: "d", kind: "stack-reference" }),
                ],
            ),
        ];
        assert.deepEqual(unansweredFunctions(plans), ["a", "b", "c"]);
    });
});
