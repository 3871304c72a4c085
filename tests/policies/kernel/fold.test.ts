import * as assert from "node:assert/strict";

import { foldCovered } from "../../../policy-pack/kernel/fold";
import type { Finding } from "../../../policy-pack/kernel/judgement";

const ROLE = "urn:pulumi:prod::shop::aws:iam/role:Role::reader";

const finding = (rule: string, some: Partial<Finding> = {}): Finding => ({
    rule,
    family: "isolation",
    verdict: "violated",
    severity: "critical",
    stacks: ["prod"],
    urn: ROLE,
    property: "assumeRolePolicy",
    message: `${rule} objects`,
    remediation: "Mend it.",
    evidence: [],
    fingerprint: rule,
    ...some,
});
const way = finding("way", { covers: [{ urn: ROLE, property: "assumeRolePolicy: Statement[0]" }] });
const folded = (...others: readonly Finding[]) =>
    foldCovered([way, ...others]).map(({ also, rule }) => [rule, ...(also ?? [])].join(" + "));

describe("findings of which one covers others", () => {
    it("given what rules of the family found at a place that it covers, are one", () => {
        assert.deepEqual(folded(finding("trust"), finding("access", { property: "assumeRolePolicy" })), [
            "way + access + trust",
        ]);
    });

    it("given another item of a list, are two: each is mended by itself", () => {
        const item = finding("way", {
            covers: [{ urn: ROLE, property: "ingress[0].cidrBlocks" }],
            property: "ingress[0]",
        });
        const names = (property: string) =>
            foldCovered([item, finding("open", { property })]).map(({ also, rule }) =>
                [rule, ...(also ?? [])].join(" + "),
            );
        assert.deepEqual(names("ingress[0]"), ["way + open"]);
        assert.deepEqual(names("ingress[7]"), ["way", "open"]);
    });

    it("given a part of the same property, are one; given another property or resource, are two", () => {
        assert.deepEqual(folded(finding("trust", { property: "assumeRolePolicy.Statement[1]" })), ["way + trust"]);
        assert.deepEqual(folded(finding("trust", { property: "assumeRolePolicyText" })), ["way", "trust"]);
        assert.deepEqual(folded(finding("trust", { urn: `${ROLE}-2` })), ["way", "trust"]);
        assert.deepEqual(folded(finding("trust", { property: undefined })), ["way", "trust"]);
    });

    for (const [what, other] of [
        ["another family", { family: "hygiene" }],
        ["what is undecided", { verdict: "undecided" }],
        ["what is waived", { verdict: "waived" }],
        ["a rule that failed", { ruleFailed: true }],
        ["another way", { covers: [] }],
    ] as const) {
        it(`given ${what} at the place, stay two`, () => {
            assert.deepEqual(folded(finding("trust", other)), ["way", "trust"]);
        });
    }

    it("given a way that is waived, leave the others to be mended", () => {
        const found = foldCovered([{ ...way, verdict: "waived" }, finding("trust")]);
        assert.deepEqual(
            found.map(({ rule }) => rule),
            ["way", "trust"],
        );
    });
});
