import assert from "node:assert/strict";
import { renderCheckJson } from "../../cli/report/check-json";
import type { CheckReport } from "../../cli/report/report";
import { FAMILIES } from "../../policy-pack/kernel/verdict";
import { schemaFaults } from "./schema";
import { finding, gap, planned, planOf, report } from "./sample-report";

function document(given: CheckReport): Record<string, unknown> {
    return JSON.parse(renderCheckJson(given)) as Record<string, unknown>;
}

describe("JSON report of a check", () => {
    it("given a violation, writes it as the first release promised", () => {
        const plans = [planOf("staging", [planned("shop/deploy")], [gap()])];
        const none = { holds: 0, violated: 0, undecided: 0, waived: 0 };
        assert.deepEqual(document(report([finding()], { plans })), {
            schema: "stagewright.check/1",
            project: "shop",
            stacks: ["staging", "prod"],
            preset: "standard",
            strict: true,
            summary: {
                verdict: "violated",
                passes: false,
                families: {
                    isolation: { holds: 41, violated: 1, undecided: 0, waived: 0 },
                    tagging: none,
                    schedule: none,
                    secrets: none,
                    parity: none,
                    hygiene: none,
                },
                coverage: { judgements: 42, decided: 1, unreadTypes: [], generallyReadTypes: [], minimum: 0 },
                timingsMs: { plan: 904, judge: 12, total: 1402 },
            },
            findings: [
                {
                    rule: "iam-trust-within-environment",
                    family: "isolation",
                    verdict: "violated",
                    severity: "critical",
                    stacks: ["staging"],
                    urn: "urn:pulumi:staging::shop::aws:iam/role:Role::deploy",
                    path: "shop/deploy",
                    property: "assumeRolePolicy",
                    message: "trusts account 222222222222, expected nobody outside account 111111111111",
                    remediation: "Take the principal out of `assumeRolePolicy`, or declare a gateway.",
                    evidence: ["the provider of staging works in account 111111111111"],
                    source: { file: "program/index.ts", line: 42, column: 5 },
                    fingerprint: "5f2d8c1a",
                },
            ],
            plans: [{ stack: "staging", resources: 1, source: "embedded", phase: "declared" }],
            unanswered: ["aws:ec2/getAmi:getAmi"],
            notRun: [],
            warnings: [],
            gaps: [
                {
                    stack: "staging",
                    kind: "unanswered-function",
                    subject: "aws:ec2/getAmi:getAmi",
                    message: "no answer without the cloud",
                    mayChangeShape: false,
                },
            ],
        });
    });

    it("given a fault in a report, lists exactly the six families in order", () => {
        const { summary } = document(report([])) as { summary: { families: object } };
        assert.deepEqual(Object.keys(summary.families), [...FAMILIES]);
        assert.deepEqual([...FAMILIES], ["isolation", "tagging", "schedule", "secrets", "parity", "hygiene"]);
    });

    for (const [what, given] of [
        ["a violation", report([finding()])],
        ["nothing", report([])],
        [
            "an undecided finding of a stack",
            report([
                finding({
                    verdict: "undecided",
                    urn: undefined,
                    path: undefined,
                    property: undefined,
                    source: undefined,
                }),
            ]),
        ],
        ["a waived finding of two stacks", report([finding({ verdict: "waived", stacks: ["staging", "prod"] })])],
        [
            "gaps",
            report([], {
                plans: [
                    planOf(
                        "staging",
                        [planned("a")],
                        [gap({ urn: "urn:pulumi:a::b::c:d:E::f", mayChangeShape: true })],
                    ),
                ],
            }),
        ],
    ] as const) {
        it(`given ${what}, writes what the published schema describes, and no more`, () => {
            assert.deepEqual(schemaFaults("check.schema.json", document(given)), []);
        });
    }

    it("given a broken document, the schema finds the fault", () => {
        const broken = { ...document(report([finding()])), stacks: "staging", surprise: 1 };
        assert.deepEqual(
            schemaFaults("check.schema.json", broken).map(fault => fault.split(" ")[0]),
            ["", "/stacks"],
        );
    });
});
