import * as assert from "node:assert/strict";
import type { Gap, PlannedResource } from "../../../plan/plan";
import { type EnvironmentsRule, holds, judge, type Rule } from "../../../policy-pack/index";
import { plan, resource } from "../../support/policy";
import { BUCKET, distinct, encrypted, KEY, keyed, TODAY } from "./made-up-rules";

const good = resource(BUCKET, { encrypted: true }, { name: "good" });
const bad = resource(BUCKET, { encrypted: false }, { name: "bad" });
const key = resource(KEY, {}, { name: "key" });

function judged(rules: readonly Rule[], resources: readonly PlannedResource[]) {
    return judge([plan(resources)], { rules, today: TODAY });
}

describe("a plan that may not show everything", () => {
    const unanswered: Gap = {
        kind: "unanswered-plain-function",
        subject: "aws:ec2/getAmi:getAmi",
        message: "aws:ec2/getAmi:getAmi has no answer",
        mayChangeShape: true,
    };
    const gapped = (rules: readonly Rule[], resources: (typeof good)[], gaps: Gap[] = [unanswered]) =>
        judge([plan(resources, { gaps })], { rules, today: TODAY });

    it("turns all that would hold into undecided, says so once a rule, and keeps what is violated", () => {
        const { families, findings } = gapped([encrypted, keyed], [good, bad, key]);
        assert.deepEqual(families.hygiene, { holds: 0, violated: 1, undecided: 1, waived: 0 });
        assert.deepEqual(families.isolation, { holds: 0, violated: 0, undecided: 2, waived: 0 });
        assert.deepEqual(
            findings.map(({ rule, verdict }) => [rule, verdict]),
            [
                ["bucket-encrypted", "violated"],
                ["bucket-has-key", "undecided"],
                ["bucket-encrypted", "undecided"],
            ],
        );
        assert.deepEqual(findings[1]?.evidence, ["aws:ec2/getAmi:getAmi has no answer"]);
    });

    it("given a rule that found nothing to judge, is undecided once: there may be something", () => {
        const { coverage, families } = gapped([encrypted], [key]);
        assert.deepEqual(families.hygiene, { holds: 0, violated: 0, undecided: 1, waived: 0 });
        assert.equal(coverage.decided, 0);
    });

    it("given a gap that cannot change what is planned, judges as ever", () => {
        const { families } = gapped([encrypted], [good], [{ ...unanswered, mayChangeShape: false }]);
        assert.equal(families.hygiene.holds, 1);
    });

    describe("since a plugin builds a component", () => {
        const hidden = resource("awsx:ec2:Vpc", {}, { name: "vpc", custom: false, opaque: true });

        it("is undecided once for the component, and still holds for each resource that is shown", () => {
            const { families, findings } = judged([encrypted], [good, hidden]);
            assert.deepEqual(families.hygiene, { holds: 1, violated: 0, undecided: 1, waived: 0 });
            assert.deepEqual(
                findings.map(({ path, verdict }) => [verdict, path]),
                [["undecided", "vpc"]],
            );
        });

        it("given the reader's note of it too, judges the same and says it once", () => {
            const note: Gap = {
                kind: "remote-component",
                subject: hidden.type,
                urn: hidden.urn,
                message: 'awsx:ec2:Vpc "vpc" is built by a plugin',
                mayChangeShape: true,
            };
            assert.deepEqual(gapped([encrypted], [good, hidden], [note]), judged([encrypted], [good, hidden]));
            const another = { ...note, urn: good.urn };
            assert.notDeepEqual(gapped([encrypted], [good, hidden], [another]), judged([encrypted], [good, hidden]));
        });

        it("cannot say that anything holds over the stack as a whole", () => {
            const { families } = judged([keyed], [good, key, hidden]);
            assert.deepEqual(families.isolation, { holds: 0, violated: 0, undecided: 2, waived: 0 });
        });

        it("doubts a comparison with a stack that hides something", () => {
            const same: EnvironmentsRule = { ...distinct, check: stacks => [{ stacks, verdict: holds() }] };
            const { families, findings } = judge([plan([good]), plan([hidden], { stack: "prod" })], {
                rules: [same],
                today: TODAY,
            });
            assert.deepEqual(families.isolation, { holds: 0, violated: 0, undecided: 2, waived: 0 });
            assert.deepEqual(
                findings.map(({ stacks }) => stacks),
                [["prod"]],
            );
        });

        it("given two such components, names both in one finding", () => {
            const other = resource("awsx:ec2:Vpc", {}, { name: "other", custom: false, opaque: true });
            const { families, findings } = judged([encrypted], [hidden, other]);
            assert.equal(families.hygiene.undecided, 2);
            assert.deepEqual(
                findings.map(({ evidence, path }) => [path, evidence.length]),
                [[undefined, 2]],
            );
        });

        it("says of each what it is, and that the rest is not in the plan", () => {
            const [finding] = judged([encrypted], [hidden]).findings;
            assert.equal(finding?.message, "a component hides what it creates, so it cannot be said to hold there");
            assert.deepEqual(finding.evidence, [
                "vpc (awsx:ec2:Vpc) is built by a plugin: what it creates is not in the plan",
            ]);
        });

        it("given a missing answer too, says that of the stack and not of the component", () => {
            const [finding] = gapped([encrypted], [hidden]).findings;
            assert.equal(
                finding?.message,
                "what is planned may change with an answer that is missing, so nothing can be said to hold",
            );
            assert.equal(finding.path, undefined);
            assert.equal(finding.evidence.length, 2);
        });

        it("given a note of another kind on it, or a note of one of two, says it once for each", () => {
            const note = (kind: Gap["kind"]): Gap => ({ ...unanswered, kind, urn: hidden.urn, message: "a note" });
            const evidence = (resources: readonly PlannedResource[], kind: Gap["kind"]) =>
                gapped([encrypted], [...resources], [note(kind)]).findings[0]?.evidence.length;
            const other = resource("awsx:ec2:Vpc", {}, { name: "other", custom: false, opaque: true });
            assert.equal(evidence([hidden], unanswered.kind), 2);
            assert.equal(evidence([hidden, other], "remote-component"), 2);
        });
    });
});
