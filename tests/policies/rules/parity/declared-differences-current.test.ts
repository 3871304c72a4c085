import * as assert from "node:assert/strict";

import { parseLedger } from "../../../../parity/ledger/read";
import { Secret, Unknown } from "../../../../plan/value";
import { judge } from "../../../../policy-pack/kernel/judge";
import { declaredDifferencesCurrent as rule } from "../../../../policy-pack/rules";
import { planOf, PROD, STAGING, type WrittenResource } from "../../../parity/plans";
import { said } from "../../../support/policy";
import { worstOf } from "../table";

const entry = (at: string, rest: string) =>
    `- { at: "${at}", ${rest}, reason: size, owner: shop, reviewBy: 2026-11-21 }\n`;
const SCALED = entry("orders#delaySeconds", "class: scaled, values: { prod: 5, staging: 6 }");

const judged = (ledger: string, staging: WrittenResource["inputs"], today = "2026-11-21") =>
    said(
        rule,
        [
            planOf(PROD, [{ at: "orders", inputs: { delaySeconds: 5 } }]),
            planOf(STAGING, [{ at: "orders", inputs: staging }]),
        ],
        { ledger: parseLedger(ledger), today },
    );

describe("declared-differences-current", () => {
    for (const [given, expected, ledger, staging, today] of [
        ["no entries", "nothing", "[]", { delaySeconds: 6 }, undefined],
        ["a difference as it was approved", "holds", SCALED, { delaySeconds: 6 }, undefined],
        ["another value than approved", "violated", SCALED, { delaySeconds: 7 }, undefined],
        ["no difference any more", "violated", SCALED, { delaySeconds: 5 }, undefined],
        ["the day of its review", "holds", SCALED, { delaySeconds: 6 }, "2026-11-21"],
        ["the day after its review", "violated", SCALED, { delaySeconds: 6 }, "2026-11-22"],
        ["a value that is not known", "violated", SCALED, { delaySeconds: Unknown.computed }, undefined],
        ["a value that is secret", "violated", SCALED, { delaySeconds: new Secret(6) }, undefined],
        [
            "two classes for one place",
            "violated",
            `${SCALED}${entry("orders#*", "class: distinct")}`,
            { delaySeconds: 6 },
            undefined,
        ],
        [
            "what differs and was declared identical",
            "violated",
            entry("orders#delaySeconds", "class: identical"),
            { delaySeconds: 6 },
            undefined,
        ],
        [
            "what is the same and was declared identical",
            "holds",
            entry("orders#delaySeconds", "class: identical"),
            { delaySeconds: 5 },
            undefined,
        ],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(worstOf(judged(ledger, staging, today)), expected);
        });
    }

    it("given several faulty entries, says something of each, by its place", () => {
        const ledger = `${SCALED}${entry("refunds#delaySeconds", "class: scaled, values: { prod: 5, staging: 6 }")}`;
        assert.deepEqual(judged(ledger, { delaySeconds: 7 }, "2026-11-22"), [
            {
                outcome: "violated",
                property: "orders#delaySeconds",
                message: "was to be reviewed by 2026-11-21, and today is 2026-11-22",
            },
            {
                outcome: "violated",
                property: "orders#delaySeconds",
                message: "other values than the ones that were approved",
            },
            {
                outcome: "violated",
                property: "refunds#delaySeconds",
                message: "was to be reviewed by 2026-11-21, and today is 2026-11-22",
            },
            {
                outcome: "violated",
                property: "refunds#delaySeconds",
                message: "was declared as a difference, and there is none",
            },
        ]);
    });

    /** What is found where production delays six seconds. */
    const found = (ledger: string, delaySeconds: number, today = "2026-11-21") => {
        const plans = [
            planOf(PROD, [{ at: "orders", inputs: { delaySeconds: 6 } }]),
            planOf(STAGING, [{ at: "orders", inputs: { delaySeconds } }]),
        ];
        return judge(plans, { rules: [rule], today, ledger: parseLedger(ledger) }).findings;
    };

    it("given values that were not approved, tells the line, the values and how to approve them", () => {
        assert.deepEqual(
            found(SCALED, 7).map(({ evidence, source }) => ({ evidence, source })),
            [
                {
                    evidence: ["6 | 7", "Approve the values anew in `values`, or set them back."],
                    source: { file: "differences.yaml", line: 1, column: 1 },
                },
            ],
        );
    });

    describe("what a waiver approves", () => {
        const digests = (...given: Parameters<typeof found>) => found(...given).map(({ digest }) => digest);
        const AS_IT_IS = SCALED.replace("prod: 5", "prod: 6");
        const above = (ledger: string) => `# One more line.\n${ledger}`;

        it("given a review that is past, stays the same on another day and on another line", () => {
            const waived = digests(AS_IT_IS.replace("staging: 6", "staging: 7"), 7, "2026-11-22");
            assert.equal(waived.length, 1);
            for (const today of ["2026-11-23", "2027-02-01"])
                assert.deepEqual(digests(above(AS_IT_IS.replace("staging: 6", "staging: 7")), 7, today), waived);
        });

        it("given another date of review that is past as well, is another", () => {
            const dated = (date: string) => AS_IT_IS.replace("staging: 6", "staging: 7").replace("2026-11-21", date);
            const [one, other] = ["2026-10-01", "2026-11-20"].map(date => digests(dated(date), 7));
            assert.notDeepEqual(one, other);
        });

        it("given other values than approved, is another for each of them, wherever the entry stands", () => {
            const [seven, eight] = [7, 8].map(delaySeconds => digests(SCALED, delaySeconds));
            assert.deepEqual(digests(above(SCALED), 7), seven);
            assert.notDeepEqual(seven, eight);
        });

        it("given entries that contradict each other, stays the same on other lines", () => {
            const both = `${SCALED}${entry("orders#*", "class: distinct")}`;
            const onlyContradiction = (ledger: string) =>
                found(ledger, 7)
                    .filter(({ message }) => message.includes("different classes"))
                    .map(({ digest }) => digest);
            assert.equal(onlyContradiction(both).length, 1);
            assert.deepEqual(onlyContradiction(above(both)), onlyContradiction(both));
        });
    });
});
