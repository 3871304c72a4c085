import assert from "node:assert/strict";
import fc from "fast-check";
import type { Finding } from "../../../policy-pack/index";
import { applyWaivers, type WaiverContext } from "../../../policy-pack/waivers/apply";
import { DIGEST_OF_SECRET } from "../../../policy-pack/waivers/digest";
import { MAX_FINDINGS_PER_WAIVER, type Waiver } from "../../../policy-pack/waivers/waiver";
import { context, DIGEST, finding, OTHER_DIGEST, waiver } from "./samples";

/** What one waiver makes of some findings: their verdicts, and the names of its faults. */
function outcome(
    over: Partial<Waiver>,
    findings: readonly Finding[] = [finding()],
    given: Partial<WaiverContext> = {},
): readonly string[] {
    const waived = applyWaivers(findings, [waiver(over)], context(given));
    return [...waived.findings, ...waived.faults].map(({ rule, verdict }) =>
        rule === "bucket-encrypted" ? verdict : rule,
    );
}

describe("a waiver", () => {
    it("given the finding that it was written for, has it waived with reason, owner, last day and place", () => {
        assert.deepEqual(applyWaivers([finding()], [waiver()], context()), {
            findings: [
                finding({
                    verdict: "waived",
                    evidence: [
                        "a fact",
                        "waived: it holds nothing but public logs",
                        "owner: team-orders",
                        "expires: 2026-03-31",
                        "waivers.yaml:7",
                    ],
                }),
            ],
            faults: [],
        });
    });

    const OTHERS: readonly [what: string, over: Partial<Finding>][] = [
        ["another rule", { rule: "bucket-has-key" }],
        ["another path", { path: "shop/data" }],
        ["another property", { property: "versioned" }],
        ["no path", { path: undefined }],
    ];
    for (const [what, over] of OTHERS) {
        it(`given a finding of ${what}, leaves it and is unused`, () => {
            const given = finding(over);
            const { faults, findings } = applyWaivers([given], [waiver()], context());
            assert.deepEqual(findings, [given]);
            assert.deepEqual(
                faults.map(({ rule }) => rule),
                ["waiver-unused"],
            );
        });
    }

    describe("for some stacks", () => {
        it("given a finding in one of them, hides it; in another, leaves it", () => {
            assert.deepEqual(outcome({ stacks: ["staging", "prod"] }), ["waived"]);
            assert.deepEqual(outcome({ stacks: ["prod"] }), ["violated", "waiver-unused"]);
        });

        it("given a finding over two of which it names one, leaves it", () => {
            const over = [finding({ stacks: ["staging", "prod"] })];
            assert.deepEqual(outcome({ stacks: ["staging"] }, over), ["violated", "waiver-unused"]);
            assert.deepEqual(outcome({ stacks: ["prod", "staging"] }, over), ["waived"]);
        });

        it("given that none of them is judged, says nothing, whatever else is wrong with it", () => {
            assert.deepEqual(outcome({ stacks: ["live"], expires: "2020-01-01", at: "**" }, []), []);
        });
    });

    describe("unused", () => {
        const over = { at: "shop/gone" };

        it("given that every stack is judged, names file and line", () => {
            const { faults } = applyWaivers([], [waiver(over)], context());
            assert.deepEqual(faults, [
                {
                    rule: "waiver-unused",
                    family: "hygiene",
                    verdict: "violated",
                    severity: "medium",
                    stacks: ["staging", "prod"],
                    message: "the waiver of bucket-encrypted at shop/gone (waivers.yaml:7) matches no finding",
                    remediation: "Delete it from waivers.yaml, or correct its `rule`, `at` and `stacks`.",
                    evidence: [],
                    source: { file: "waivers.yaml", line: 7, column: 3 },
                    fingerprint: faults[0]?.fingerprint,
                },
            ]);
            assert.match(faults[0]?.fingerprint ?? "", /^[0-9a-f]{16}$/);
        });

        it("given that not every stack is judged, is only said of one whose stacks all are", () => {
            const one = { stacks: ["staging"], everyStack: false };
            assert.deepEqual(outcome(over, [], one), []);
            assert.deepEqual(outcome({ ...over, stacks: ["staging"] }, [], one), ["waiver-unused"]);
            assert.deepEqual(outcome({ ...over, stacks: ["staging", "prod"] }, [], one), []);
        });

        it("given that its rule could not be run, or failed, is not said", () => {
            assert.deepEqual(outcome(over, [], { notRun: ["bucket-encrypted"] }), []);
            assert.deepEqual(outcome(over, [finding({ path: "else", ruleFailed: true })]), ["violated"]);
            assert.deepEqual(outcome(over, [finding({ path: "else" })]), ["violated", "waiver-unused"]);
        });

        it("given a rule that this run does not ask, is not said", () => {
            assert.deepEqual(outcome({ ...over, rule: "asked-elsewhere" }, []), []);
        });

        it("given that it matches what is undecided and may be decided tomorrow, is not said", () => {
            assert.deepEqual(outcome({}, [finding({ verdict: "undecided" })]), ["undecided"]);
        });
    });

    describe("over what is undecided", () => {
        const undecided = finding({ verdict: "undecided" });

        it("hides it only if it says so", () => {
            assert.deepEqual(outcome({}, [undecided]), ["undecided"]);
            assert.deepEqual(outcome({ hidesUndecided: true }, [undecided]), ["waived"]);
        });

        it("given that it says so, still hides what is violated, and nothing that was not approved", () => {
            assert.deepEqual(outcome({ hidesUndecided: true }), ["waived"]);
            const changed = { hidesUndecided: true, approves: [OTHER_DIGEST] };
            assert.deepEqual(outcome(changed, [undecided]), ["undecided", "waiver-changed"]);
        });
    });

    describe("expiring", () => {
        const expires = "2026-03-31";
        for (const [today, expected] of [
            ["2026-03-30", ["waived"]],
            ["2026-03-31", ["waived"]],
            ["2026-04-01", ["violated", "waiver-expired"]],
            ["2027-01-01", ["violated", "waiver-expired"]],
        ] as const) {
            it(`given ${today} and a last day ${expires}, is ${expected.join(", ")}`, () => {
                assert.deepEqual(outcome({ expires }, [finding()], { today }), expected);
            });
        }

        it("names both days", () => {
            const { faults } = applyWaivers([finding()], [waiver({ expires })], context({ today: "2026-04-01" }));
            assert.equal(
                faults[0]?.message,
                "the waiver of bucket-encrypted at shop/logs#encrypted (waivers.yaml:7) was in force until 2026-03-31, and today is 2026-04-01",
            );
        });

        it("given that it is unused or changed as well, says all of it", () => {
            const today = "2026-04-01";
            assert.deepEqual(outcome({ at: "shop/gone" }, [], { today }), ["waiver-unused", "waiver-expired"]);
            const changed = outcome({ approves: [OTHER_DIGEST] }, [finding()], { today });
            assert.deepEqual(changed, ["violated", "waiver-expired", "waiver-changed"]);
        });
    });

    describe("over-broad", () => {
        for (const at of ["**", "", "#encrypted", "*/*"]) {
            it(`given the place ${JSON.stringify(at)}, hides nothing`, () => {
                assert.deepEqual(outcome({ at }), ["violated", "waiver-over-broad"]);
            });
        }

        const many = (amount: number) =>
            Array.from({ length: amount }, (_, place) => finding({ path: `shop/logs-${place}` }));

        it(`given ${MAX_FINDINGS_PER_WAIVER} findings, hides them; one more, hides none`, () => {
            const at = "shop/*";
            const most = outcome({ at }, many(MAX_FINDINGS_PER_WAIVER));
            assert.deepEqual(new Set(most), new Set(["waived"]));
            const tooMany = outcome({ at }, many(MAX_FINDINGS_PER_WAIVER + 1));
            assert.equal(tooMany.at(-1), "waiver-over-broad");
            assert(!tooMany.includes("waived"));
        });

        it("says how many", () => {
            const { faults } = applyWaivers(many(21), [waiver({ at: "shop/*" })], context());
            assert.match(faults[0]?.message ?? "", /covers too much: it matches 21 findings, expected at most 20$/);
        });
    });

    describe("changed since", () => {
        it("given another value, leaves the finding and names place and digest of today", () => {
            const { faults, findings } = applyWaivers([finding({ digest: OTHER_DIGEST })], [waiver()], context());
            assert.equal(findings[0]?.verdict, "violated");
            assert.equal(faults[0]?.rule, "waiver-changed");
            assert.deepEqual(faults[0].evidence, [`staging  shop/logs#encrypted: ${OTHER_DIGEST}`]);
        });

        it("given several findings, hides those whose value was approved", () => {
            const two = [finding(), finding({ path: "shop/data", digest: OTHER_DIGEST })];
            const at = "shop/*#encrypted";
            assert.deepEqual(outcome({ at }, two), ["waived", "violated", "waiver-changed"]);
            assert.deepEqual(outcome({ at, approves: [OTHER_DIGEST, DIGEST] }, two), ["waived", "waived"]);
        });

        it("given a finding of which there is no digest, hides nothing", () => {
            assert.deepEqual(outcome({}, [finding({ digest: undefined })]), ["violated", "waiver-changed"]);
        });

        it("given values without the marks of secrets, takes an approved secret for any value and tells no digest", () => {
            const secret = { approves: [DIGEST_OF_SECRET] };
            assert.deepEqual(outcome(secret, [finding()], { marksLost: true }), ["waived"]);
            assert.deepEqual(outcome(secret, [finding()]), ["violated", "waiver-changed"]);
            const { faults } = applyWaivers(
                [finding()],
                [waiver({ approves: [OTHER_DIGEST] })],
                context({ marksLost: true }),
            );
            assert(!JSON.stringify(faults).includes(DIGEST));
        });
    });

    it("given a rule that failed, does not hide that", () => {
        assert.deepEqual(outcome({}, [finding({ ruleFailed: true })]), ["violated"]);
    });

    it("given two of one place, gives their faults fingerprints of their own", () => {
        const two = [waiver({ line: 1 }), waiver({ line: 9 })];
        const { faults } = applyWaivers([], two, context());
        assert.equal(new Set(faults.map(({ fingerprint }) => fingerprint)).size, 2);
    });

    it("given two over one finding of which one is in force, hides it and complains of the other", () => {
        const two = [waiver({ expires: "2020-01-01" }), waiver()];
        const { faults, findings } = applyWaivers([finding()], two, context());
        assert.equal(findings[0]?.verdict, "waived");
        assert.deepEqual(
            faults.map(({ rule }) => rule),
            ["waiver-expired"],
        );
    });
});

describe("any waivers over any findings", () => {
    const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
    const anyFinding = fc
        .record({
            rule: oneOf("bucket-encrypted", "bucket-has-key", "names-distinct"),
            verdict: oneOf("violated" as const, "undecided" as const),
            stacks: oneOf(["staging"], ["prod"], ["staging", "prod"]),
            path: oneOf("shop/logs", "shop/data", "web", undefined),
            property: oneOf("encrypted", "versioned", undefined),
            digest: oneOf(DIGEST, OTHER_DIGEST, undefined),
            ruleFailed: oneOf(true as const, undefined),
        })
        .map(finding);
    const anyWaiver = fc
        .record({
            rule: oneOf("bucket-encrypted", "bucket-has-key", "names-distinct"),
            at: oneOf("shop/logs", "shop/logs#encrypted", "shop/*", "*/data", "/", "**", "", "*#encrypted", "web"),
            stacks: oneOf(undefined, ["staging"], ["prod"], ["staging", "prod"]),
            expires: oneOf("2020-01-01", "2026-01-31", "2026-03-31"),
            approves: oneOf([DIGEST], [OTHER_DIGEST], [DIGEST, OTHER_DIGEST]),
            hidesUndecided: fc.boolean(),
        })
        .map(waiver);
    const findings = fc.array(anyFinding, { maxLength: 12 });
    const waivers = fc.array(anyWaiver, { maxLength: 6 });

    it("change a verdict to waived or not at all, and nothing else but evidence", () => {
        fc.assert(
            fc.property(findings, waivers, (given, applied) => {
                const { findings: after, faults } = applyWaivers(given, applied, context());
                assert.equal(after.length, given.length);
                after.forEach((one, place) => {
                    const before = given[place];
                    assert.deepEqual({ ...one, verdict: before?.verdict, evidence: before?.evidence }, before);
                    assert(one.verdict === before?.verdict || one.verdict === "waived");
                    if (one.verdict !== "waived") assert.equal(one, before);
                    if (before?.ruleFailed === true) assert.equal(one, before);
                });
                assert(faults.every(({ verdict }) => verdict === "violated"));
            }),
        );
    });

    it("leave a finding as it is that a single one of them would leave, whatever other findings there are", () => {
        fc.assert(
            fc.property(findings, anyFinding, anyWaiver, (others, one, applied) => {
                const alone = applyWaivers([one], [applied], context()).findings[0]?.verdict;
                const together = applyWaivers([...others, one], [applied], context()).findings.at(-1)?.verdict;
                assert.equal(together, alone);
            }),
        );
    });

    it("hide together what each hides alone", () => {
        fc.assert(
            fc.property(findings, waivers, (given, applied) => {
                const hides = (some: readonly Waiver[]) =>
                    applyWaivers(given, some, context()).findings.map(({ verdict }) => verdict === "waived");
                const each = applied.map(one => hides([one]));
                assert.deepEqual(
                    hides(applied),
                    given.map((_, place) => each.some(hidden => hidden[place] === true)),
                );
            }),
        );
    });
});
